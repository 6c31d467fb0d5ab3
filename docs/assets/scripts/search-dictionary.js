// @ts-check
/* The words of the index. Of many, only those are loaded that a query may be about; then the others are missing in
   `terms` and `counts` (scripts/edition/search/dictionary.py). */
(() => {
  "use strict";

  /** @implements {SearchDictionary} */
  class Dictionary {
    /** @param {any} main @param {(name: string) => Promise<any>} load loads a file of the index */
    constructor(main, load) {
      this.load = load;
      /** With what each file begins, and how many words one has; undefined if all are in main.js. */
      this.firsts = main.firsts;
      this.size = main.termsInFile;
      /** The files of words that have been read. @type {Set<number>} */ this.known = new Set();
      /** @type {string[]} */ this.terms = [];
      /** @type {number[]} */ this.counts = [];
      /** The words that begin with an article or a preposition which has lost its vowel: l'humanite.
       * @type {Set<number>} */
      this.elided = new Set();
      if (!this.firsts) this._add(0, [main.terms, main.counts]);
    }

    /** @param {number} first @param {[string, number[], [number, string, number][]?]} file */
    _add(first, [coded, counts, others = []]) {
      const set = (/** @type {number} */ n, /** @type {string} */ term, /** @type {number} */ count) => {
        this.terms[n] = term;
        this.counts[n] = count;
        if (term.includes("'")) this.elided.add(n);
      };
      decoded(coded).forEach((term, n) => set(first + n, term, counts[n]));
      for (const other of others) set(...other);
    }

    /** The files with what is in some ranges, each with its number. @param {"terms" | "tails" | "names"} kind
     * @param {SearchRange[]} ranges */
    async filesWith(kind, ranges) {
      const firsts = this.firsts?.[kind] ?? [];
      /** @type {Set<number>} */
      const numbers = new Set();
      for (const [from, to] of ranges) {
        for (let n = Math.max(0, firstFrom(firsts, from) - 1); firsts[n] <= to; n++) numbers.add(n);
      }
      const files = [...numbers].map(async (n) => ({ n, data: await this.load(`${kind}-${n}`) }));
      return Promise.all(files);
    }

    /** Load the words in some ranges. @param {SearchRange[]} ranges */
    async learn(ranges) {
      for (const { n, data } of await this.filesWith("terms", ranges)) {
        if (!this.known.has(n)) this._add(n * this.size, data);
        this.known.add(n);
      }
    }

    /** Return the words that are one edit away from a word; if none, those whose beginning is.
     * @param {string} word @param {boolean} open whether it may be unfinished */
    async similar(word, open) {
      const isBegun = (/** @type {string} */ term) =>
        open && word.length > 4 && term.length > word.length && begins(word, term);
      if (this.firsts) await this._learnSimilar(word, (term) => oneEdit(word, term) || isBegun(term));
      /** @type {number[]} */ const whole = [];
      /** @type {number[]} */ const begun = [];
      this.terms.forEach((term, n) => {
        if (term[0] === "@") return;
        if (oneEdit(word, term)) whole.push(n);
        else if (isBegun(term)) begun.push(n);
      });
      return whole.length ? whole : begun;
    }

    /** Load all words that are similar to a word. If the edit is after its second letter, they begin with the same two;
     * otherwise the rest of the word is theirs too, or they are the word without a letter, or with two exchanged.
     * @param {string} word @param {(term: string) => boolean} isSimilar */
    async _learnSimilar(word, isSimilar) {
      const files = await this.filesWith("tails", [word.slice(1), word.slice(2)].map(beginning));
      const turned = files.flatMap(({ data }) => decoded(data));
      const similar = turned.map((term) => term.slice(-2) + term.slice(0, -2)).filter(isSimilar);
      const [a, b = "", c = ""] = word;
      const others = [a + b, word.slice(1), a + word.slice(2), a + c + b + word.slice(3)];
      await this.learn([...others.map(beginning), ...similar.map(exactly)]);
    }

    /** The number of the first word that is not below `least`, if it has been loaded. @param {string} least */
    _from(least) {
      if (!this.firsts) return firstFrom(this.terms, least);
      const file = firstFrom(this.firsts.terms, least);
      return firstFrom(this.terms, least, Math.max(0, file - 1) * this.size, file * this.size);
    }

    /** The number of a word of the index. @param {string} term */
    number(term) {
      const n = this._from(term);
      return this.terms[n] === term ? n : undefined;
    }

    /** The numbers of the words that begin with some letters. @param {string} letters */
    beginningWith(letters) {
      const found = [];
      for (let n = this._from(letters); this.terms[n]?.startsWith(letters); n++) found.push(n);
      return found;
    }
  }

  /** Words in order, each of which has a digit that says how many letters it shares with the one before.
   * @param {string} coded */
  function decoded(coded) {
    let word = "";
    return coded.split(" ").map((rest) => (word = word.slice(0, parseInt(rest[0], 36)) + rest.slice(1)));
  }

  /** The range of what begins with some letters. @param {string} letters @returns {SearchRange} */
  const beginning = (letters) => [letters, `${letters}\uffff`];

  /** @param {string} word @returns {SearchRange} */
  const exactly = (word) => [word, word];

  /** Whether two words are one edit apart: a letter added, removed, replaced, or two neighbours swapped.
   * @param {string} a @param {string} b */
  const oneEdit = (a, b) => {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    const rest = (/** @type {number} */ i, /** @type {number} */ j) => a.slice(at + i) === b.slice(at + j);
    if (a.length !== b.length) return a.length > b.length ? rest(1, 0) : rest(0, 1);
    return rest(1, 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(2, 2));
  };

  /** @param {string} word @param {string} term */
  const begins = (word, term) => [0, 1, -1].some((more) => oneEdit(word, term.slice(0, word.length + more)));

  /** The index of the first of some ascending values that is not below `least`.
   * @template {number | string} Value @param {Value[]} values @param {Value} least */
  function firstFrom(values, least, low = 0, high = values.length) {
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  Object.assign(edition.search, { Dictionary, beginning, exactly, firstFrom });
})();
