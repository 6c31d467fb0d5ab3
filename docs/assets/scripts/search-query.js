// @ts-check
/* What a query means, which places it finds, and in which order. */
(() => {
  "use strict";

  /** The terms of the index that a piece stands for, with the quality of each; those of words that must follow each
   * other, of which there may be several pairs.
   * @typedef {{piece: SearchPiece, words: string[], terms: Map<number, number>, rows: Map<number, number>[][]}} Meaning */

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
  /** The quality of a match by name or phrase, and of a word that is not complete (search-index.js). */
  const EXACT = 1;
  const BEGINNING = 0.6;
  /** Common words in more records than this are not looked up at all. */
  const TOO_MANY = 6000;

  /* --- searching ---------------------------------------------------------------------------------- */

  /** One search: the units of a query, and the records that contain them. @implements {SearchResult} */
  class Search {
    /** @param {SearchIndex} index @param {string} query */
    constructor(index, query) {
      this.index = index;
      const { pieces, isCut } = edition.search.parse(query);
      this.pieces = pieces;
      this.isCut = isCut;
      /** @type {[string, string][]} */ this.corrections = [];
      /** @type {SearchUnit[]} */ this.units = [];
      /** @type {SearchHit[]} */ this.hits = [];
    }

    async run() {
      await this._find();
      if (this.hits.length || !this.pieces.some(({ joined }) => joined)) return this;
      // the words on either side of a hyphen, wherever they are
      this.pieces = this.pieces.flatMap((piece) => (piece.joined ? divided(piece) : [piece]));
      await this._find();
      return this;
    }

    async _find() {
      this.corrections = [];
      const meanings = this._correct();
      const units = await Promise.all(this._spans(meanings).map((span) => this._unit(span, meanings)));
      this.units = units.filter((unit) => unit !== null);
      if (!this.units.some((unit) => unit.needed)) this.units.forEach((unit) => (unit.needed = true));
      this._rank();
      this._addOwnEntries(meanings);
      this.hits.sort((a, b) => Number(b.all) - Number(a.all) || b.score - a.score || a.record - b.record);
    }

    /** Return what each piece stands for, with typing errors corrected. @returns {Meaning[]} */
    _correct() {
      return this.pieces.map((piece) => {
        const words = piece.tokens;
        if (piece.quoted || (words.length > 1 && !piece.joined)) {
          return { piece, words, terms: new Map(), rows: [this._phrase(piece)] };
        }
        const typed = piece.joined ?? words[0];
        const rows = this._compounds(piece);
        const { terms, isTypo } = this.index.alternatives(typed, piece.open, !rows.some(isCertain));
        if (!isTypo) return { piece, words, terms, rows };
        const word = this.index.terms[/** @type {number} */ (terms.keys().next().value)];
        this.corrections.push([typed, word]);
        return { piece, words: [word], terms, rows: [] };
      });
    }

    /** The terms for each word of a phrase; while it is typed, its last word may be incomplete.
     * @param {SearchPiece} piece */
    _phrase({ tokens, open }) {
      return tokens.map((word, n) => {
        const begun = open && n === tokens.length - 1 ? this.index.beginningWith(word) : [];
        return new Map([...this.index.spellings(word), ...begun].map((term) => [term, EXACT]));
      });
    }

    /** The terms for the two parts of a word that may be written with a hyphen. @param {SearchPiece} piece */
    _compounds({ tokens, joined, open }) {
      const pairs = joined ? [tokens] : edition.search.language.parts(tokens[0]);
      return pairs
        .map(([first, second]) => [
          new Map(this.index.spellings(first).map((term) => [term, EXACT])),
          this.index.alternatives(second, open, false).terms,
        ])
        .filter((row) => row.every((terms) => terms.size));
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
        const entries = part.some(({ piece }) => piece.quoted) ? [] : this._named(part);
        if (entries.length) return { from, to, entries };
      }
      return undefined;
    }

    /** The entries with a name, or those of a date in any notation. @param {Meaning[]} meanings */
    _named(meanings) {
      const { names } = this.index;
      const words = wordsOf(meanings);
      const found = names.get(this.index.nameOf(words));
      const dates = found ? [] : edition.search.language.dates(words);
      return found ?? [...new Set(dates.flatMap((date) => names.get(date) ?? []))];
    }

    /** The number of the term that stands for an entry wherever a text mentions it. @param {number} entry */
    _termOf(entry) {
      return this.index.termNumber(`@${this.index.entries[entry][1]}`);
    }

    /** @param {{from: number, to: number, entries: number[]}} span @param {Meaning[]} meanings
     * @returns {Promise<SearchUnit | null>} */
    async _unit({ from, to, entries }, meanings) {
      const { piece, words, terms, rows } = meanings[from];
      const isCommon = !piece.quoted && !entries.length && isCommonWord(meanings[from]);
      const isName = to - from > 1;
      const sought = isName ? new Map() : new Map(terms);
      if (isCommon) {
        const exact = this.index.termNumber(words[0]);
        if (exact === undefined || this.index.counts[exact] > TOO_MANY) return null;
        if (!piece.open) sought.forEach((_, term) => term !== exact && sought.delete(term));
      }
      for (const entry of entries) {
        const term = this._termOf(entry);
        if (term !== undefined) sought.set(term, EXACT);
      }
      const inRows = isName ? [] : rows.map((row) => this._places(row));
      const found = byRecord((await Promise.all([this._placesOf(sought), ...inRows])).flat());
      for (const entry of isName ? entries : []) {
        // the entry itself is not indexed as a mention
        const own = this.index.entries[entry][0];
        found.set(own, [...(found.get(own) ?? []), { records: new Map([[own, [0]]]), quality: EXACT, width: 1 }]);
      }
      const weight = Math.log(1 + this.index.size / (1 + found.size));
      const names = new Set(entries.flatMap((entry) => [...this.index.nameWords[entry]]));
      return { found, weight, needed: !isCommon, width: piece.joined ? 1 : piece.tokens.length, names };
    }

    /** @param {Map<number, number>} sought terms and their quality @returns {Promise<SearchPlaces[]>} */
    _placesOf(sought) {
      const load = async (/** @type {[number, number]} */ [term, quality]) => ({
        records: await this.index.placesOf(term),
        quality,
        width: 1,
      });
      return Promise.all([...sought].map(load));
    }

    /** Find where words follow each other, each of which may be one of some terms. The last one may have terms of
     * different quality. @param {Map<number, number>[]} row @returns {Promise<SearchPlaces[]>} */
    async _places(row) {
      if (row.some((terms) => !terms.size)) return [];
      const load = async (/** @type {Map<number, number>} */ terms) => this._placesOf(terms);
      const columns = await Promise.all(row.map(load));
      const before = columns.slice(0, -1).map(union);
      const last = columns[columns.length - 1];
      return [...new Set(last.map(({ quality }) => quality))].map((quality) => {
        const ends = union(last.filter((places) => places.quality === quality));
        return { records: following([...before, ends]), quality, width: row.length };
      });
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
      const naming = meanings.filter((meaning) => meaning.piece.quoted || !isCommonWord(meaning));
      const typed = this.index.nameOf(wordsOf(naming));
      if (!typed) return;
      const { entries } = this.index;
      const named = this._named(naming);
      const exact = named.length ? named : this._named(meanings);
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

  /** @param {SearchPiece} piece @returns {SearchPiece[]} */
  const divided = ({ tokens, open }) =>
    tokens.map((word, n) => ({ tokens: [word], open: open && n === tokens.length - 1, quoted: false }));

  /** Whether the last words of a row are complete. @param {Map<number, number>[]} row */
  const isCertain = (row) => [...row[row.length - 1].values()].some((quality) => quality > BEGINNING);

  /** @param {Meaning[]} meanings */
  const wordsOf = (meanings) => meanings.flatMap(({ words }) => words);

  /** @param {Meaning} meaning */
  const isCommonWord = ({ words }) => words.length === 1 && edition.search.language.common.has(words[0]);

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

  /** @param {SearchPlaces[]} places @returns {Map<number, number[]>} */
  function union(places) {
    if (places.length === 1) return places[0].records;
    const joined = new Map();
    for (const { records } of places) {
      for (const [record, positions] of records) {
        const known = joined.get(record);
        joined.set(record, known ? [...new Set([...known, ...positions])] : positions);
      }
    }
    return joined;
  }

  /** The positions at which words follow each other, given those of each. @param {Map<number, number[]>[]} columns */
  function following(columns) {
    const rarest = columns.reduce((a, b) => (b.size < a.size ? b : a));
    /** @type {Map<number, number[]>} */
    const records = new Map();
    for (const record of rarest.keys()) {
      const rows = columns.map((column) => column.get(record));
      if (rows.some((row) => !row)) continue;
      const rest = rows.slice(1).map((row) => new Set(row));
      const starts = rows[0]?.filter((first) => rest.every((row, n) => row.has(first + n + 1))) ?? [];
      if (starts.length) records.set(record, starts);
    }
    return records;
  }

  /** How far a position is from directly following one of `before`.
   * @param {number[]} before @param {number} position @param {number} step */
  const distance = (before, position, step) => Math.min(...before.map((earlier) => Math.abs(position - earlier - step)));

  edition.search.run = (index, query) => new Search(index, query).run();
})();
