// @ts-check
/* What a query means, which places it finds, and in which order. */
(() => {
  "use strict";

  /** A word or a phrase of a query; an open one is still being typed.
   * @typedef {{tokens: string[], open: boolean, quoted: boolean}} Piece */
  /** The terms of the index that a piece stands for, with the quality of each.
   * @typedef {{piece: Piece, word: string, terms: Map<number, number>}} Meaning */

  const { tokens } = edition;
  /** Common words: they count for the ranking, but a result need not have them. */
  const COMMON = new Set(
    (
      "a about after an and are as at be been before but by can could did do does for from had has have how " +
      "i if in into is it its me no not of on or our so than that the their them then there these they this " +
      "to was we were what when where which who whom why will with would you"
    ).split(" "),
  );
  /** How much results of each kind count. */
  const KINDS = /** @type {Record<string, number>} */ ({
    essay: 1.3,
    digest: 1,
    note: 0.35,
    person: 0.9,
    quotation: 1.05,
    date: 1,
    disagreement: 0.85,
    source: 0.7,
  });
  /** The quality of a match by name or phrase. */
  const EXACT = 1;
  /** Common words in more records than this are not looked up at all. */
  const TOO_MANY = 6000;

  /** @param {string} text */
  const words = (text) => tokens(text).map(({ word }) => word);

  /* --- what is typed ------------------------------------------------------------------------------ */

  /** Divide a query into words and quoted phrases, whichever quotation marks are used.
   * @param {string} query @returns {Piece[]} */
  const parse = (query) => {
    const plain = query
      .normalize("NFC")
      .replace(/[“”„‟«»＂]/g, '"')
      .replace(/(^|\s)['‘‚‹](\S[^"]*?\s[^"]*?\S)['’‘›](?=\s|$)/g, '$1"$2"');
    const open = /[\p{L}\p{N}]$/u.test(plain);
    const parts = plain.split('"');
    return parts.flatMap(
      /** @returns {Piece[]} */ (part, n) => {
        const found = words(part);
        const typing = open && n === parts.length - 1;
        if (n % 2 && found.length) return [phrase(found, typing)];
        return found.map((word, at) => ({
          tokens: [word],
          open: typing && at === found.length - 1,
          quoted: false,
        }));
      },
    );
  };

  /** Return a quoted phrase. While it is typed, a single letter at its end is ignored: too many words begin with it.
   * @param {string[]} found @param {boolean} typing @returns {Piece} */
  const phrase = (found, typing) => {
    const waits = typing && found[found.length - 1].length === 1;
    return {
      tokens: waits && found.length > 1 ? found.slice(0, -1) : found,
      open: typing && !waits,
      quoted: true,
    };
  };

  /* --- searching ---------------------------------------------------------------------------------- */

  /** One search: the units of a query, and the records that contain them. @implements {SearchResult} */
  class Search {
    /** @param {SearchIndex} index @param {string} query */
    constructor(index, query) {
      this.index = index;
      this.pieces = parse(query);
      /** @type {[string, string][]} */ this.corrections = [];
      /** @type {SearchUnit[]} */ this.units = [];
      /** @type {SearchHit[]} */ this.hits = [];
    }

    async run() {
      const meanings = this._correct();
      const units = await Promise.all(this._spans(meanings).map((span) => this._unit(span, meanings)));
      this.units = units.filter((unit) => unit !== null);
      if (!this.units.some((unit) => unit.needed)) this.units.forEach((unit) => (unit.needed = true));
      this._rank();
      this._addOwnEntries(meanings);
      this.hits.sort((a, b) => Number(b.all) - Number(a.all) || b.score - a.score || a.record - b.record);
      return this;
    }

    /** Return what each piece stands for, with typing errors corrected. @returns {Meaning[]} */
    _correct() {
      return this.pieces.map((piece) => {
        if (piece.quoted) return { piece, word: piece.tokens.join(" "), terms: new Map() };
        const typed = piece.tokens[0];
        const { terms, isTypo } = this.index.alternatives(typed, piece.open);
        if (!isTypo) return { piece, word: typed, terms };
        const word = this.index.terms[/** @type {number} */ (terms.keys().next().value)];
        this.corrections.push([typed, word]);
        return { piece, word, terms };
      });
    }

    /** Group words that together name a person or a date; the longest name wins.
     * @param {Meaning[]} meanings @returns {{from: number, to: number, entries: number[]}[]} */
    _spans(meanings) {
      const spans = [];
      for (let from = 0; from < meanings.length;) {
        const span = this._nameFrom(from, meanings) ?? { from, to: from + 1, entries: [] };
        spans.push(span);
        from = span.to;
      }
      return spans;
    }

    /** The longest name that begins at a word, with the entries that have it. @param {number} from @param {Meaning[]} meanings */
    _nameFrom(from, meanings) {
      for (let to = Math.min(meanings.length, from + this.index.longestName); to > from; to--) {
        const part = meanings.slice(from, to);
        const entries = !part.some(({ piece }) => piece.quoted) && this.index.names.get(nameOf(part));
        if (entries) return { from, to, entries };
      }
      return undefined;
    }

    /** The number of the term that stands for an entry wherever a text mentions it. @param {number} entry */
    _termOf(entry) {
      return this.index.termNumber(`@${this.index.entries[entry][1]}`);
    }

    /** @param {{from: number, to: number, entries: number[]}} span @param {Meaning[]} meanings
     * @returns {Promise<SearchUnit | null>} */
    async _unit({ from, to, entries }, meanings) {
      const { piece, word, terms } = meanings[from];
      const isCommon = !piece.quoted && !entries.length && COMMON.has(word);
      const isName = to - from > 1;
      const sought = isName || piece.quoted ? new Map() : new Map(terms);
      if (isCommon) {
        const exact = this.index.termNumber(word);
        if (exact === undefined || this.index.counts[exact] > TOO_MANY) return null;
        if (!piece.open) sought.forEach((_, term) => term !== exact && sought.delete(term));
      }
      for (const entry of entries) {
        const term = this._termOf(entry);
        if (term !== undefined) sought.set(term, EXACT);
      }
      const found = byRecord(piece.quoted ? await this._phrase(piece) : await this._placesOf(sought));
      for (const entry of isName ? entries : []) {
        // the entry itself is not indexed as a mention
        const own = this.index.entries[entry][0];
        found.set(own, [...(found.get(own) ?? []), { records: new Map([[own, [0]]]), quality: EXACT }]);
      }
      const weight = Math.log(1 + this.index.size / (1 + found.size));
      const names = new Set(entries.flatMap((entry) => [...this.index.nameWords[entry]]));
      return { found, weight, needed: !isCommon, width: piece.quoted ? piece.tokens.length : 1, names };
    }

    /** @param {Map<number, number>} sought terms and their quality @returns {Promise<SearchPlaces[]>} */
    _placesOf(sought) {
      const load = async (/** @type {[number, number]} */ [term, quality]) => ({
        records: await this.index.placesOf(term),
        quality,
      });
      return Promise.all([...sought].map(load));
    }

    /** Find where the words of a phrase follow each other; while it is typed, its last word may be incomplete.
     * @param {Piece} piece @returns {Promise<SearchPlaces[]>} */
    async _phrase({ tokens: phraseWords, open }) {
      const { index } = this;
      const terms = phraseWords.map((word, n) =>
        open && n === phraseWords.length - 1 ? index.beginningWith(word) : [index.termNumber(word) ?? []].flat(),
      );
      if (terms.some((alternatives) => !alternatives.length)) return [];
      const load = (/** @type {number[]} */ alternatives) => Promise.all(alternatives.map((n) => index.placesOf(n)));
      const columns = (await Promise.all(terms.map(load))).map(union);
      const rarest = columns.reduce((a, b) => (b.size < a.size ? b : a));
      const records = new Map();
      for (const record of rarest.keys()) {
        const rows = columns.map((column) => column.get(record));
        if (rows.some((row) => !row)) continue;
        const rest = rows.slice(1).map((row) => new Set(row));
        const starts = rows[0]?.filter((first) => rest.every((row, n) => row.has(first + n + 1))) ?? [];
        if (starts.length) records.set(record, starts);
      }
      return [{ records, quality: EXACT }];
    }

    /** Score every record that matches part of the query. */
    _rank() {
      const scores = new Float64Array(this.index.size);
      const matched = new Uint8Array(this.index.size);
      for (const unit of this.units) {
        for (const [record, places] of unit.found) {
          scores[record] += unit.weight * this._frequency(record, places);
          if (unit.needed) matched[record]++;
        }
      }
      const needed = this.units.filter((unit) => unit.needed).length;
      for (let record = 0; record < scores.length; record++) {
        if (!matched[record]) continue;
        const all = matched[record] === needed;
        let score = scores[record] + (all ? this._nearness(record) : 0);
        score *= KINDS[this.index.kinds[record]] * (all ? 1 : matched[record] / needed);
        this.hits.push({ record, score, all, own: false });
      }
    }

    /** How relevant a record is to a unit (BM25); words of a title count more.
     * @param {number} record @param {SearchPlaces[]} places */
    _frequency(record, places) {
      const title = this.index.titles[record];
      let found = 0;
      let best = 0;
      for (const { records, quality } of places) {
        best = Math.max(best, quality);
        for (const position of records.get(record) ?? []) found += quality * (position < title ? 2.5 : 1);
      }
      const length = 0.6 + (0.4 * (this.index.lengths[record] + 1)) / this.index.meanLength;
      return (best * found * 2.2) / (found + 1.2 * length);
    }

    /** What is added to the score for words close together in the order of the query, or all in the title.
     * @param {number} record */
    _nearness(record) {
      const title = this.index.titles[record];
      const rows = this.units.map(({ found }) =>
        (found.get(record) ?? []).flatMap(({ records }) => records.get(record) ?? []),
      );
      let added = 0;
      let inTitle = 0;
      this.units.forEach((unit, n) => {
        if (rows[n].some((position) => position < title)) inTitle += unit.width;
        if (!n || !rows[n].length || !rows[n - 1].length) return;
        const step = this.units[n - 1].width;
        const nearest = Math.min(...rows[n].map((position) => distance(rows[n - 1], position, step)));
        const weight = (unit.weight + this.units[n - 1].weight) / 2;
        added += weight * (nearest === 0 ? 0.8 : nearest <= 4 ? 0.3 : 0);
      });
      const whole = this.units.reduce((sum, unit) => sum + unit.width, 0);
      if (!title || inTitle < whole) return added;
      return added + this.units.reduce((sum, unit) => sum + unit.weight, 0) * Math.min(1, whole / title);
    }

    /** If only the name of a person or date was typed, put its entry first. @param {Meaning[]} meanings */
    _addOwnEntries(meanings) {
      const naming = meanings.filter(({ piece, word }) => piece.quoted || !COMMON.has(word));
      const typed = nameOf(naming);
      if (!typed) return;
      const { names, entries } = this.index;
      const exact = names.get(typed) ?? names.get(nameOf(meanings)) ?? [];
      const hasAll = exact.length || naming.length < meanings.length;
      const found = hasAll ? exact : this._entriesBeginning(typed, naming[naming.length - 1].piece.open);
      found.slice(0, exact.length ? 6 : 3).forEach((entry, order) => {
        const [record, , entryNames] = entries[entry];
        const usual = entryNames[0] === typed || entryNames[1] === typed ? 50 : 0;
        const own = { record, score: 1000 + usual - order, all: true, own: true };
        const hit = this.hits.find((known) => known.record === record);
        if (hit) Object.assign(hit, own);
        else this.hits.push(own);
      });
    }

    /** The entries of whose names a part, or the beginning, was typed; those mentioned most often first.
     * @param {string} typed @param {boolean} open */
    _entriesBeginning(typed, open) {
      const { nameWords, kinds, counts, entries } = this.index;
      const parts = typed.split(" ");
      const last = parts[parts.length - 1];
      const mayBeIncomplete = open && last.length > 2;
      const fits = (/** @type {number} */ entry) => {
        const [record, , names] = entries[entry];
        if (kinds[record] !== "person") {
          return mayBeIncomplete && typed.length > 4 && names.some((name) => name.startsWith(typed));
        }
        return parts.every(
          (word, n) =>
            nameWords[entry].has(word) ||
            (mayBeIncomplete && n === parts.length - 1 && [...nameWords[entry]].some((name) => name.startsWith(word))),
        );
      };
      const timesNamed = (/** @type {number} */ entry) => {
        const term = this._termOf(entry);
        return term === undefined ? 0 : counts[term];
      };
      const found = entries.map((_, entry) => entry).filter(fits);
      return found.sort((a, b) => timesNamed(b) - timesNamed(a) || a - b);
    }
  }

  /** The words joined to a name, with ordinals as plain numbers: 25th as 25. @param {{word: string}[]} meanings */
  const nameOf = (meanings) => meanings.map(({ word }) => word.replace(/^(\d+)(?:st|nd|rd|th)$/, "$1")).join(" ");

  /** @param {SearchPlaces[]} places @returns {Map<number, SearchPlaces[]>} */
  function byRecord(places) {
    /** @type {Map<number, SearchPlaces[]>} */
    const found = new Map();
    for (const place of places) {
      for (const record of place.records.keys()) {
        const known = found.get(record);
        if (known) known.push(place);
        else found.set(record, [place]);
      }
    }
    return found;
  }

  /** @param {Map<number, number[]>[]} maps @returns {Map<number, number[]>} */
  function union(maps) {
    if (maps.length === 1) return maps[0];
    const joined = new Map();
    for (const map of maps) {
      for (const [record, positions] of map) joined.set(record, [...(joined.get(record) ?? []), ...positions]);
    }
    return joined;
  }

  /** How far a position is from directly following one of `before`.
   * @param {number[]} before @param {number} position @param {number} step */
  const distance = (before, position, step) => Math.min(...before.map((earlier) => Math.abs(position - earlier - step)));

  edition.search.run = (index, query) => new Search(index, query).run();
})();
