// @ts-check
/*
 * The text fragment that leads to selected words: `prefix-,start,end,-suffix`, with no more terms than it takes
 * for these words to be the first on the page that match it. Browsers look for whole words, whatever their case
 * and accents, in all text of the page in its order, folded text and the numbers of notes included; no term goes
 * beyond a block (https://wicg.github.io/scroll-to-text-fragment/). They differ in what a whole word is, and in
 * which letters are the same, so the words must be found in the strictest and in the loosest way.
 */
(() => {
  "use strict";

  const { ADDED } = edition;

  /** What is not on the page of a reader who follows the link, or has no text. */
  const SKIPPED =
    "script, style, noscript, template, textarea, [popover], .headerlink, .margin, .follow, .marks-bar";
  /** Characters that some browsers take for others. */
  const SAME = /** @type {Record<string, string>} */ (
    { "‘": "'", "’": "'", "“": '"', "”": '"', "\u00ad": "", æ: "ae", œ: "oe", ß: "ss", ø: "o", ł: "l", đ: "d" }
  );
  const LETTER = /[\p{L}\p{M}\p{N}\p{Cs}]/u;
  /** Letters of scripts that have no spaces between words. */
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
  /** The most words that an address has in full; of longer selections it has some at either end. */
  const MAX_WORDS = 12;
  /** How many words there are at either end, before and after: what is tried first, and then. */
  const ENDS = [5, 3, 8, 2, 12, 1];
  const AROUND = [5, 3, 8, 12, 2, 1];

  /**
   * @typedef {[start: number, end: number]} Span   a part of the text of the page
   * @typedef {{ prefix?: Span, start: Span, end?: Span, suffix?: Span }} Terms
   * @typedef {(at: number) => boolean} Test
   */

  /* --- the text of the page ------------------------------------------------------------------------ */

  /**
   * @typedef {object} PageText
   * @property {string} text         as it is compared: blocks end with a line break, other white space is a space
   * @property {string[]} written    for each character of it, what is written
   * @property {boolean[]} added     for each, whether it is added to the text, as the number of a note is
   * @property {Map<Text, number[]>} places   for each node and offset, the place in the text
   */

  /** @param {string} character */
  function fold(character) {
    if (character < "\u0080") return character.toLowerCase();
    const plain = character.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    return SAME[plain] ?? plain;
  }

  function readPage() {
    const characters = ["\n"];
    const page = { written: ["\n"], added: [false], places: new Map() };

    /** @param {string} character @param {string} written @param {boolean} added */
    function add(character, written, added) {
      characters.push(character);
      page.written.push(written);
      page.added.push(added);
    }
    const isAfterSpace = () => /\s/.test(characters[characters.length - 1]);
    const endBlock = () => characters[characters.length - 1] !== "\n" && add("\n", "\n", false);

    /** @param {Text} node @param {boolean} added */
    function addText(node, added) {
      const places = [];
      for (const character of node.data.split("")) {
        places.push(characters.length);
        if (/\s/.test(character)) isAfterSpace() || add(" ", " ", added);
        else {
          const folded = fold(character).split("");
          folded.forEach((part, at) => add(part, at ? "" : character, added));
          if (!folded.length && character !== "\u00ad") page.written[page.written.length - 1] += character;
        }
      }
      page.places.set(node, [...places, characters.length]);
    }

    /** @param {Node} parent @param {boolean} added */
    function read(parent, added) {
      for (const node of parent.childNodes) {
        if (node instanceof Text) addText(node, added);
        if (!(node instanceof Element) || node.matches(SKIPPED)) continue;
        const isInline = /^(inline$|contents|ruby)/.test(getComputedStyle(node).display) && node.localName !== "br";
        if (!isInline) endBlock();
        read(node, added || node.matches(ADDED));
        if (!isInline) endBlock();
      }
    }

    read(document.body, false);
    return { ...page, text: `${characters.join("")}\n` };
  }

  /* --- what browsers find ---------------------------------------------------------------------------- */

  /** Tests for the places where a word may begin or end, in the strictest and in the loosest way.
   * @param {string} text @returns {Test[]} */
  function boundaries(text) {
    const segmenter = window.Intl?.Segmenter && new Intl.Segmenter(edition.language, { granularity: "word" });
    /** @type {Map<number, Intl.Segments>} */
    const known = new Map();
    /** @type {Test} */
    const loose = (at) =>
      !LETTER.test(text[at - 1]) || !LETTER.test(text[at]) || (UNSPACED.test(text[at - 1]) && UNSPACED.test(text[at]));
    /** @type {Test} */
    const strict = (at) => {
      if (!segmenter || text[at] === "\n" || text[at - 1] === "\n") return loose(at);
      const from = text.lastIndexOf("\n", at) + 1;
      const segments = known.get(from) ?? segmenter.segment(text.slice(from, text.indexOf("\n", from)));
      known.set(from, segments);
      return segments.containing(at - from)?.index === at - from;
    };
    return [strict, (at) => loose(at) || strict(at)];
  }

  /** The first place on a page that has the terms. @param {string} text @param {Terms} terms @param {Test} isBoundary */
  function find(text, { prefix, start, end, suffix }, isBoundary) {
    /** @param {Span} term */
    const words = ([from, to]) => text.slice(from, to);
    /** @param {Span} term @param {number} at @param {boolean} isWhole */
    const fits = (term, at, isWhole) =>
      text.startsWith(words(term), at) && (!isWhole || isBoundary(at + term[1] - term[0]));
    /** @param {Span} term @param {number} from @param {boolean} isWhole whether it ends where a word ends */
    const next = (term, from, isWhole) => {
      let at = text.indexOf(words(term), from);
      while (at >= 0 && !(isBoundary(at) && fits(term, at, isWhole))) at = text.indexOf(words(term), at + 1);
      return at;
    };
    const skip = (/** @type {number} */ at) => at + /** @type {any} */ (/^\s*/.exec(text.slice(at, at + 9)))[0].length;
    const isWhole = Boolean(end || !suffix);

    for (let from = 1; ; from += 1) {
      from = next(prefix ?? start, from, !prefix && isWhole);
      if (from < 0) return null;
      const first = prefix ? skip(from + prefix[1] - prefix[0]) : from;
      if (prefix && !fits(start, first, isWhole)) continue;
      let after = first + start[1] - start[0];
      if (!end && (!suffix || fits(suffix, skip(after), true))) return [first, after];
      while (end) {
        const last = next(end, after, !suffix);
        if (last < 0) return null;
        after = last + end[1] - end[0];
        if (!suffix || fits(suffix, skip(after), true)) return [first, after];
      }
    }
  }

  /* --- terms that may be found --------------------------------------------------------------------- */

  /** The selected words on the page: whole words, without what stands before and after the letters.
   * @param {PageText} page @param {Piece[]} pieces @returns {Span} */
  function target({ text, added, places }, pieces) {
    const words = pieces.filter(({ node, start, end }) => node.data.slice(start, end).trim());
    const [first, last] = [words[0], words[words.length - 1]];
    let start = places.get(first.node)?.[first.start] ?? 0;
    let end = places.get(last.node)?.[last.end] ?? 0;
    /** @param {number} at */
    const isLetter = (at) => LETTER.test(text[at]) && !added[at];
    while (start < end && !isLetter(start)) start += 1;
    while (start < end && !isLetter(end - 1)) end -= 1;
    /** Whether both sides of a place belong to one word. @param {number} at */
    const isInWord = (at) => isLetter(at - 1) && isLetter(at) && !UNSPACED.test(text[at]);
    while (start < end && isInWord(start)) start -= 1;
    while (start < end && isInWord(end)) end += 1;
    return [start, end];
  }

  /**
   * The place to which so many words reach, from a place on: in its block and, if they must be `clean`, without
   * anything that is added to the text, because that changes when a note is added.
   * @param {PageText} page @param {number} from @param {number} count @param {1 | -1} step @param {number} limit
   */
  function reach({ text, added }, from, count, step, limit, clean = true) {
    const shift = step < 0 ? -1 : 0;
    /** @param {number} at */
    const isOpen = (at) => at !== limit && text[at + shift] !== "\n" && !(clean && added[at + shift]);
    let at = from;
    for (let n = 0; n < count && isOpen(at); n += 1) {
      while (isOpen(at) && text[at + shift] === " ") at += step;
      while (isOpen(at) && text[at + shift] !== " ") at += step;
    }
    while (at !== from && !LETTER.test(text[at - 1 - shift])) at -= step;
    return at;
  }

  /** Terms for the words themselves. @param {PageText} page @param {Span} span @param {boolean} clean @returns {Terms[]} */
  function middles(page, [from, to], clean) {
    let last = to;
    while (!LETTER.test(page.text[last - 1])) last -= 1;
    if (reach(page, from, MAX_WORDS, 1, to, clean) === last) return [{ start: [from, to] }];
    return ENDS.map((count) => ({
      start: /** @type {Span} */ ([from, reach(page, from, count, 1, to, clean)]),
      end: /** @type {Span} */ ([reach(page, to, count, -1, from, clean), to]),
    })).filter(({ start, end }) => start[1] <= end[0] && start[0] < start[1] && end[0] < end[1]);
  }

  /** Terms for the words before and after. If they need not be clean, there may be the number of a note among them,
   * but not directly after the span: Chromium does not find it there.
   * @param {PageText} page @param {Span} span @param {boolean} clean @returns {Partial<Terms>[]} */
  function surroundings(page, [from, to], clean) {
    // there may be a space, or the end of a block
    let before = from;
    let after = to;
    while (/\s/.test(page.text[before - 1] ?? "")) before -= 1;
    while (/\s/.test(page.text[after] ?? "")) after += 1;
    const prefixes = AROUND.map((count) => /** @type {Span} */ ([reach(page, before, count, -1, 0, clean), before]));
    const limit = page.added[after] ? after : page.text.length;
    const suffixes = AROUND.map((count) => /** @type {Span} */ ([after, reach(page, after, count, 1, limit, clean)]));
    return [
      {},
      ...prefixes.map((prefix) => ({ prefix })),
      ...suffixes.map((suffix) => ({ suffix })),
      ...prefixes.map((prefix, n) => ({ prefix, suffix: suffixes[n] })),
    ].filter((around) => Object.values(around).every(([start, end]) => start < end));
  }

  /** The words with the marks that stand directly before and after them. Where they are at the end of a block, the
   * suffix can only be in the next one, and is not beyond a mark. @param {PageText} page @param {Span} span @returns {Span} */
  function withMarks({ text, added }, [from, to]) {
    /** @param {number} at */
    const isMark = (at) => !/\s/.test(text[at]) && !LETTER.test(text[at]) && !added[at];
    let [start, end] = [from, to];
    while (isMark(start - 1)) start -= 1;
    while (isMark(end)) end += 1;
    return [start, end];
  }

  /** The longest part of the words that is in their first block and has nothing added. @param {PageText} page @param {Span} span
   * @returns {Span} */
  function longestPart(page, [from, to]) {
    /** @type {Span} */
    let longest = [from, from];
    for (let at = from; at < to && page.text[at] !== "\n"; at += 1) {
      if (!LETTER.test(page.text[at]) || page.added[at]) continue;
      const end = reach(page, at, Infinity, 1, to);
      if (end - at > longest[1] - longest[0]) longest = [at, end];
      at = end;
    }
    return longest;
  }

  /** The words with what is before them in their block, if that is short. @param {PageText} page @param {Span} span @returns {Span} */
  const fromBlock = (page, [from, to]) => [reach(page, from, MAX_WORDS, -1, 0), to];

  /** @param {PageText} page @param {Terms} terms */
  function encoded({ written }, { prefix, start, end, suffix }) {
    /** @param {Span | undefined} span */
    const term = (span) =>
      span &&
      encodeURIComponent(written.slice(...span).join("")).replace(
        /[-!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    const terms = [prefix && `${term(prefix)}-`, term(start), term(end), suffix && `-${term(suffix)}`];
    return terms.filter(Boolean).join(",");
  }

  edition.textFragment = (pieces) => {
    const page = readPage();
    const span = target(page, pieces);
    if (span[0] >= span[1]) return "";
    const tests = boundaries(page.text);
    // if these words cannot be the first that match, some of them may be, or these together with a few others
    for (const wanted of [span, withMarks(page, span), longestPart(page, span), fromBlock(page, span)])
      for (const [isMiddleClean, isAroundClean] of [[true, true], [true, false], [false, false]])
        for (const middle of middles(page, wanted, isMiddleClean))
          for (const around of surroundings(page, wanted, isAroundClean)) {
            const terms = { ...middle, ...around };
            if (tests.every((test) => `${find(page.text, terms, test)}` === `${wanted}`)) return encoded(page, terms);
          }
    return "";
  };
})();
