// @ts-check
/* What is shown of a search result: where it is, and an excerpt of its text with the words marked. */
(() => {
  "use strict";

  const { tokens } = edition;
  /** How many characters of a title and of a text are shown. */
  const TITLE_LENGTH = 200;
  const TEXT_LENGTH = 260;

  /** The words of the texts that were shown before: most keys change few of the results.
   * @type {WeakMap<SearchFields, {title: Token[], text: Token[]}>} */
  const known = new WeakMap();

  /** @param {SearchFields} fields */
  function wordsOf(fields) {
    const found = known.get(fields) ?? { title: tokens(fields[3]), text: tokens(fields[4]) };
    known.set(fields, found);
    return found;
  }

  /** @type {SearchParts["excerpt"]} */
  async function excerpt(index, units, { record, all, own }) {
    const { fields, page } = await index.textOf(record);
    const [, fragment, section, title, text] = fields;
    const [address, shownIn] = page;
    const found = wordsOf(fields);
    // positions count the words of the title, then a gap, so that no phrase spans title and text
    const shift = found.title.length ? found.title.length + 1 : 0;
    const words = [...found.title, ...(shift ? [{ word: "" }] : []), ...found.text].map(({ word }) => word);
    const runs = runsToMark(units, record, words);
    const positions = [...new Set(runs.flat())].sort((a, b) => a - b).filter((n) => words[n]);
    const inText = positions.filter((n) => n >= shift).map((n) => found.text[n - shift]);
    const inTitle = positions.filter((n) => n < shift).map((n) => found.title[n]);
    const marks = runs.map((run) => run.flatMap((n) => words[n] || []).join(" "));
    return {
      kind: index.kinds[record],
      all,
      own,
      address,
      fragment,
      section,
      shownIn,
      title: cut(title, inTitle, TITLE_LENGTH),
      excerpt: cut(text, inText, TEXT_LENGTH),
      marks: [...new Set(marks)],
    };
  }

  /** The positions to be marked in a record; those of a phrase or a whole name are one group.
   * @param {SearchUnit[]} units @param {number} record @param {string[]} words the words of the record
   * @returns {number[][]} */
  function runsToMark(units, record, words) {
    return units
      .filter((unit) => unit.needed)
      .flatMap(({ found, names }) => {
        const places = (found.get(record) ?? []).flatMap(({ records, width }) =>
          (records.get(record) ?? []).map((position) => ({ position, width })),
        );
        return places.map(({ position, width }) => {
          const run = Array.from({ length: width }, (_, n) => position + n);
          for (let n = position + width; names.has(words[n]); n++) run.push(n);
          return run;
        });
      });
  }

  /** After it there are no dots: the sentence is whole. */
  const SENTENCE_END = /[.!?…][’”'")\]]*$/;

  /** Return the part of a text with the most marked words, as pieces that are marked or not.
   * @param {string} text @param {{start: number, end: number}[]} spans @param {number} room
   * @returns {[string, boolean][]} */
  const cut = (text, spans, room) => {
    const [from, to] = text.length <= room ? [0, text.length] : densestPart(text, spans, room);
    const out = /** @type {[string, boolean][]} */ ([]);
    let at = from;
    for (const { start, end } of spans) {
      if (start < at || end > to) continue;
      out.push([text.slice(at, start), false], [text.slice(start, end), true]);
      at = end;
    }
    out.push([text.slice(at, to), false]);
    if (from) out.unshift(["…", false]);
    if (to < text.length && !SENTENCE_END.test(text.slice(from, to))) out.push(["…", false]);
    return out.filter(([part]) => part);
  };

  /** @param {string} text @param {{start: number, end: number}[]} spans @param {number} room */
  const densestPart = (text, spans, room) => {
    let best = 0;
    let most = 0;
    for (const { start } of spans) {
      const inside = spans.filter((span) => span.start >= start && span.end <= start + room * 0.7).length;
      if (inside > most) [best, most] = [start, inside];
    }
    const first = Math.max(0, Math.min(best - Math.round(room * 0.25), text.length - room));
    const space = text.indexOf(" ", first);
    // not every script has spaces between words
    const from = !first ? 0 : space >= 0 && space < best ? space + 1 : first;
    const last = from + room >= text.length ? text.length : text.lastIndexOf(" ", from + room);
    return [from, last > best ? last : Math.min(text.length, from + room)];
  };

  edition.search.excerpt = excerpt;
})();
