// @ts-check
/* What a query means, and which places it finds. */
(() => {
  "use strict";

  /** The terms of the index that a piece stands for, with the quality of each; those of words that must follow each
   * other, of which there may be several pairs.
   * @typedef {{piece: SearchPiece, words: string[], terms: Map<number, number>, rows: Map<number, number>[][]}} Meaning */

  /** The quality of a match by name or phrase, and of a word that is not complete (search-index.js). */
  const EXACT = 1;
  const BEGINNING = 0.6;
  /** The fewest letters after a hyphen that may be unfinished: too many words begin with fewer. */
  const MIN_PART = 5;
  /** Common words in more records than this are not looked up at all. */
  const TOO_MANY = 6000;
  /** Of a large index, the best places of each word are read first, then those in a growing share of the records,
   * which begins with this one, until there are enough results that have all words. */
  const FIRST_SHARE = 1 / 64;
  const ENOUGH = 30;

  /* --- searching ---------------------------------------------------------------------------------- */

  /** One search: the units of a query, and the records that contain them. @implements {SearchResult} */
  class Search {
    /** @param {SearchIndex} index @param {string} query @param {boolean} all */
    constructor(index, query, all) {
      this.index = index;
      this.query = query;
      /** Whether everything is read that has words of the query. */
      this.readsAll = all;
      this.isPartial = false;
      this.atLeast = 0;
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
      const { index, pieces } = this;
      const isOpen = pieces.some(({ open }) => open);
      await Promise.all([index.learn(pieces), index.loadNames(pieces.flatMap(({ tokens }) => tokens), isOpen)]);
      const meanings = await this._correct();
      await this._learnNames(meanings);
      const units = this._spans(meanings).flatMap((span) => this._unit(span, meanings) ?? []);
      if (!units.some((unit) => unit.needed)) units.forEach((unit) => (unit.needed = true));
      this.units = units;
      let known = 0;
      for (let share = this.readsAll ? 1 : 0; share <= 1; share = nextShare(share, known)) {
        await this._read(share);
        this._rank();
        known = this.hits.filter(({ all }) => all).length;
        if (known >= ENOUGH || units.every((unit) => unit.isComplete)) break;
      }
      this._addOwnEntries(meanings);
      const [all, some] = [true, false].map((all) => this.hits.filter((hit) => hit.all === all).sort(byScore));
      this.hits = [...all, ...some];
    }

    /** Read where the units are in a share of the records: the rarest first, since where it is not, the others need
     * not be looked for. @param {number} share */
    async _read(share) {
      const within = { reach: share * this.index.size };
      if (!share || this.readsAll) {
        await Promise.all(this.units.map((unit) => this._readUnit(unit, within)));
        return;
      }
      const needed = this.units.filter((unit) => unit.needed).sort((a, b) => a.atMost - b.atMost);
      /** @type {SearchWithin["candidates"]} */
      let candidates;
      for (const unit of [...needed, ...this.units.filter((unit) => !unit.needed)]) {
        if (!unit.isWhole) await this._readUnit(unit, { ...within, candidates });
        if (unit.needed) candidates = edition.search.shared([unit.found, ...(candidates ? [candidates] : [])]);
      }
    }

    /** @param {SearchUnit} unit @param {SearchWithin} within */
    async _readUnit(unit, within) {
      const { found, isComplete } = await edition.search.read(this.index, unit.sought, within);
      for (const record of unit.own) {
        // the entry itself is not indexed as a mention
        const own = { records: new Map([[record, [0]]]), quality: EXACT, width: 1 };
        found.set(record, [...(found.get(record) ?? []), own]);
      }
      unit.found = found;
      unit.isComplete = isComplete;
      unit.isWhole = isComplete && !within.candidates;
      const terms = unit.isWhole ? [] : [...unit.sought.terms.keys()];
      unit.atLeast = Math.max(found.size, ...terms.map((term) => this.index.counts[term]));
      unit.weight = Math.log(1 + this.index.size / (1 + unit.atLeast));
    }

    /** Set the results to the records with words of the query. Those of which it is not known yet whether they have
     * all words are left out. */
    _rank() {
      const needed = this.units.filter((unit) => unit.needed);
      this.isPartial = needed.some((unit) => !unit.isWhole);
      const hits = edition.search.rank(this.index, this.units);
      this.hits = needed.every((unit) => unit.isComplete) ? hits : hits.filter(({ all }) => all);
      const known = this.hits.filter(({ all }) => all).length;
      this.atLeast = needed.length === 1 ? Math.max(known, needed[0].atLeast) : known;
    }

    /** Return what each piece stands for, with typing errors corrected. @returns {Promise<Meaning[]>} */
    async _correct() {
      const meanings = [];
      for (const piece of this.pieces) meanings.push(await this._meaning(piece));
      return meanings;
    }

    /** @param {SearchPiece} piece @returns {Promise<Meaning>} */
    async _meaning(piece) {
      const words = piece.tokens;
      if (piece.quoted || (words.length > 1 && !piece.joined)) {
        return { piece, words, terms: new Map(), rows: [this._phrase(piece)] };
      }
      const typed = piece.joined ?? words[0];
      const rows = this._compounds(piece);
      const terms = this.index.alternatives(typed, piece.open);
      if (terms.size || rows.some(isCertain)) return { piece, words, terms, rows };
      const corrected = await this.index.corrections(typed, piece.open);
      if (!corrected.size) return { piece, words, terms, rows };
      const word = this.index.terms[/** @type {number} */ (corrected.keys().next().value)];
      this.corrections.push([typed, word]);
      return { piece, words: [word], terms: corrected, rows: [] };
    }

    /** Load the entries that the words may name. @param {Meaning[]} meanings */
    async _learnNames(meanings) {
      const parts = [meanings, meanings.filter(isNaming)];
      const isOpen = (/** @type {Meaning[]} */ part) => Boolean(part.length && part[part.length - 1].piece.open);
      await Promise.all(parts.map((part) => this.index.learnNames(wordsOf(part), isOpen(part))));
    }

    /** The terms for each word of a phrase; while it is typed, its last word may be incomplete.
     * @param {SearchPiece} piece */
    _phrase({ tokens, open }) {
      return tokens.map((word, n) => {
        const begun = open && n === tokens.length - 1 ? this.index.dictionary.beginningWith(word) : [];
        return new Map([...this.index.spellings(word), ...begun].map((term) => [term, EXACT]));
      });
    }

    /** The terms for the two parts of a word that may be written with a hyphen. @param {SearchPiece} piece */
    _compounds({ tokens, joined, open }) {
      const pairs = joined ? [tokens] : edition.search.language.parts(tokens[0]);
      return pairs
        .map(([first, second]) => [
          new Map(this.index.spellings(first).map((term) => [term, EXACT])),
          this.index.alternatives(second, open && second.length >= MIN_PART),
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

    /** What is looked for; null for a word that is too common.
     * @param {{from: number, to: number, entries: number[]}} span @param {Meaning[]} meanings
     * @returns {SearchUnit | null} */
    _unit({ from, to, entries }, meanings) {
      const { piece, words, terms, rows } = meanings[from];
      const isCommon = !piece.quoted && !entries.length && isCommonWord(meanings[from]);
      const isName = to - from > 1;
      const sought = isName ? new Map() : new Map(terms);
      if (isCommon) {
        const exact = this.index.dictionary.number(words[0]);
        if (exact === undefined || this.index.counts[exact] > TOO_MANY) return null;
        if (!piece.open) sought.forEach((_, term) => term !== exact && sought.delete(term));
      }
      for (const entry of entries) {
        const term = this.index.termOf(entry);
        if (term !== undefined) sought.set(term, EXACT);
      }
      const phrases = isName ? [] : rows;
      const rarest = phrases.map((row) => Math.min(...row.map((terms) => this._sum(terms))));
      return {
        sought: { terms: sought, rows: phrases },
        own: isName ? entries.map((entry) => this.index.entries[entry][0]) : [],
        needed: !isCommon,
        width: piece.joined ? 1 : piece.tokens.length,
        names: new Set(entries.flatMap((entry) => [...this.index.nameWords[entry]])),
        found: new Map(),
        weight: 0,
        atLeast: 0,
        atMost: rarest.reduce((sum, count) => sum + count, this._sum(sought)),
        isComplete: false,
        isWhole: false,
      };
    }

    /** In how many records some terms are at most. @param {Map<number, number>} terms */
    _sum(terms) {
      return [...terms.keys()].reduce((sum, term) => sum + this.index.counts[term], 0);
    }

    /** If only the name of a person or date was typed, put its entry first. @param {Meaning[]} meanings */
    _addOwnEntries(meanings) {
      const naming = meanings.filter(isNaming);
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
        const term = this.index.termOf(entry);
        return term === undefined ? 0 : counts[term];
      };
      const found = entries.map((_, entry) => entry).filter(fits);
      return found.sort((a, b) => timesNamed(b) - timesNamed(a) || a - b);
    }
  }

  /** The share of the records that may have enough results, if a share has `known`.
   * @param {number} share @param {number} known */
  function nextShare(share, known) {
    if (!share) return FIRST_SHARE;
    const times = Math.min(8, Math.max(2, ENOUGH / Math.max(1, known)));
    return share < 1 ? Math.min(1, share * times) : Infinity;
  }

  /** @param {SearchPiece} piece @returns {SearchPiece[]} */
  const divided = ({ tokens, open }) =>
    tokens.map((word, n) => ({ tokens: [word], open: open && n === tokens.length - 1, quoted: false }));

  /** Whether the last words of a row are complete. @param {Map<number, number>[]} row */
  const isCertain = (row) => [...row[row.length - 1].values()].some((quality) => quality > BEGINNING);

  /** @param {SearchHit} a @param {SearchHit} b */
  const byScore = (a, b) => b.score - a.score || a.record - b.record;

  /** @param {Meaning[]} meanings */
  const wordsOf = (meanings) => meanings.flatMap(({ words }) => words);

  /** @param {Meaning} meaning */
  const isCommonWord = ({ words }) => words.length === 1 && edition.search.language.common.has(words[0]);

  /** Whether a word may be part of the name that is typed. @param {Meaning} meaning */
  const isNaming = (meaning) => meaning.piece.quoted || !isCommonWord(meaning);

  edition.search.run = (index, query, all = false) => new Search(index, query, all).run();
})();
