// @ts-check
/* The search index: its words, and which of them a typed word stands for. */
(() => {
  "use strict";

  /** How well a word of the index matches what was typed. */
  const EXACT = 1;
  const SAME_STEM = 0.85;
  const BEGINNING = 0.6;
  const TYPO = 0.5;
  /** The most words that an unfinished word may stand for, and that a misspelt one may. */
  const MAX_COMPLETIONS = 40;
  const MAX_CORRECTIONS = 8;
  /** The most words in a date, as in “25th of October 1917”. */
  const LONGEST_DATE = 5;
  /** An index of at most this many files (about 400 kB) is loaded completely once a reader has searched. */
  const MAX_PRELOADED = 120;

  const { fetchPart } = edition.search;
  const { withoutElision } = edition.search.words;
  const language = () => edition.search.language;

  /** @implements {SearchIndex} */
  class Index {
    /** @param {URL} folder @param {any} main */
    constructor(folder, main) {
      this.folder = folder;
      /** @type {string[]} */ this.terms = main.terms.split(" ");
      /** @type {number[]} */ this.counts = main.counts;
      this.kinds = main.kinds.flatMap(
        (/** @type {[string, number]} */ [kind, count]) => Array(count).fill(kind),
      );
      this.weights = main.weights;
      this.size = this.kinds.length;
      this.meanLength = main.wordCount / Math.max(1, this.size);
      // those of many records are with the places of words, and are filled in as these are read
      this.lengths = Uint32Array.from({ length: this.size }, (_, n) => main.lengths[n] ?? 0);
      this.titles = Uint32Array.from({ length: this.size }, (_, n) => main.titles[n] ?? 0);
      /** @type {string[]} */ this.examples = main.examples;
      /** @type {SearchIndex["entries"]} */ this.entries = main.entries;
      this.starts = { words: startsOf(main.words), text: startsOf(main.texts) };
      /** @type {Map<string, Promise<any[]>>} */ this.parts = new Map();
      this.loadsRest = false;
      /** The words of each entry's names, as they are and as they are compared. @type {Set<string>[]} */
      this.nameWords = [];
      /** Entries by each of their names. @type {Map<string, number[]>} */
      this.names = new Map();
      this.entries.forEach(([record, , names, length, title], n) => {
        if (length !== undefined) [this.lengths[record], this.titles[record]] = [length, title ?? 0];
        const forms = new Set(names.flatMap((name) => this._forms(name)));
        this.nameWords.push(new Set([...names, ...forms].flatMap((name) => name.split(" "))));
        for (const name of forms) this.names.set(name, [...(this.names.get(name) ?? []), n]);
      });
      this.longestName = Math.max(LONGEST_DATE, ...[...this.names.keys()].map((name) => name.split(" ").length));
      /** The words that begin with an article or a preposition which has lost its vowel: l'humanite. */
      this.elided = [...this.terms.keys()].filter((n) => this.terms[n].includes("'"));
    }

    /** A name in the form in which names are compared: 25th is 25, and initials are one word.
     * @param {string[]} words */
    nameOf(words) {
      let name = "";
      let afterInitial = false;
      for (const word of words) {
        const isInitial = word.length === 1;
        const gap = name && !(isInitial && afterInitial) ? " " : "";
        name += gap + spellingOf(/^\d/.test(word) ? word.replace(/^(\d+)(?:st|nd|rd|th)$/, "$1") : word);
        afterInitial = isInitial;
      }
      return name;
    }

    /** The forms in which a name is found: d'annunzio also without its apostrophe. @param {string} name */
    _forms(name) {
      const forms = name.includes("'") ? [name, name.replaceAll("'", "")] : [name];
      return forms.map((form) => this.nameOf(form.split(" "))).filter(Boolean);
    }

    /** The file that has item `n` of the words or texts, and its number there. @param {"words" | "text"} kind
     * @param {number} n @returns {Promise<[any[], number]>} */
    async _fileWith(kind, n) {
      const starts = this.starts[kind];
      const file = firstFrom(starts, n + 1) - 1;
      return [await this._part(`${kind}-${file}`), n - starts[file]];
    }

    /** @param {number} record */
    async textOf(record) {
      const [[pages, ...records], at] = await this._fileWith("text", record);
      const fields = records[at];
      return { fields, page: pages[fields[0]] };
    }

    /** @param {string} name @returns {Promise<any[]>} */
    _part(name) {
      const part = this.parts.get(name) ?? fetchPart(this.folder, name);
      this.parts.set(name, part);
      // a file that failed to load can be requested again
      part.catch(() => this.parts.delete(name));
      return part;
    }

    /** Load the rest of a small index while the browser is idle, so that later queries need not wait. */
    async loadRest() {
      const { saveData } = /** @type {any} */ (navigator).connection ?? {};
      const names = Object.entries(this.starts).flatMap(([kind, starts]) =>
        starts.map((/** @type {number} */ _, /** @type {number} */ n) => `${kind}-${n}`),
      );
      if (this.loadsRest || saveData || names.length > MAX_PRELOADED) return;
      this.loadsRest = true;
      for (const name of names) {
        await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
        await this._part(name);
      }
    }

    /** The number of a word of the index. @param {string} term */
    termNumber(term) {
      const n = firstFrom(this.terms, term);
      return this.terms[n] === term ? n : undefined;
    }

    /** The numbers of the words that begin with some letters. @param {string} letters */
    beginningWith(letters) {
      const found = [];
      for (let n = firstFrom(this.terms, letters); this.terms[n]?.startsWith(letters); n++) found.push(n);
      return found;
    }

    /** Of some words, those that are in the most records. @param {number[]} found @param {number} most */
    _commonest(found, most) {
      return [...found].sort((a, b) => this.counts[b] - this.counts[a] || a - b).slice(0, most);
    }

    /** The words that may be another form of a word: those with the same beginning, in any spelling.
     * @param {string} word */
    _related(word) {
      const spelt = spellingOf(word);
      const heads = [withoutElision(word).slice(0, 3), spelt.slice(0, 3), ...language().beginnings(spelt)];
      const found = [...new Set(heads)].flatMap((head) => this.beginningWith(head));
      const elided = this.elided.filter((n) => heads.some((head) => withoutElision(this.terms[n]).startsWith(head)));
      return [...found, ...elided];
    }

    /** The terms that are the same word, in any of its spellings.
     * @param {string} word @param {number[]} related */
    spellings(word, related = this._related(word)) {
      const spelt = spellingOf(word);
      const same = related.filter((n) => spellingOf(this.terms[n]) === spelt);
      const joined = this.elided.filter((n) => this.terms[n].replace("'", "") === word);
      const decades = language().decades(word).flatMap((decade) => this._spelt(decade));
      return [...same, ...joined, ...decades];
    }

    /** The terms that have a certain spelling, without other ways to write it. @param {string} word */
    _spelt(word) {
      const spelt = spellingOf(word);
      return this._related(word).filter((n) => spellingOf(this.terms[n]) === spelt);
    }

    /** Return the words of the index that a typed word stands for, with the quality of each match.
     * @param {string} word @param {boolean} open whether it may be unfinished
     * @param {boolean} canBeWrong whether it may be misspelt
     * @returns {{terms: Map<number, number>, isTypo: boolean}} */
    alternatives(word, open, canBeWrong = true) {
      /** @type {Map<number, number>} */
      const terms = new Map();
      const add = (/** @type {number} */ n, /** @type {number} */ quality) =>
        terms.set(n, Math.max(quality, terms.get(n) ?? 0));
      const related = this._related(word);
      for (const n of this.spellings(word, related)) add(n, EXACT);
      const stem = stemOf(word);
      for (const n of related) if (stemOf(this.terms[n]) === stem) add(n, SAME_STEM);
      if (open && word.length > 1) {
        for (const n of this._commonest(this._completions(word, related), MAX_COMPLETIONS)) add(n, BEGINNING);
      }
      if (terms.size || !canBeWrong || word.length < 4 || /^\d/.test(word)) return { terms, isTypo: false };
      for (const n of this._corrections(withoutElision(word), open)) add(n, TYPO);
      return { terms, isTypo: terms.size > 0 };
    }

    /** The words that begin with a word, in any spelling. @param {string} word @param {number[]} related */
    _completions(word, related) {
      const spelt = spellingOf(word);
      const begun = word.length < 3 ? [] : related.filter((n) => spellingOf(this.terms[n]).startsWith(spelt));
      const joined = this.elided.filter((n) => this.terms[n].replace("'", "").startsWith(word));
      return [...new Set([...this.beginningWith(word), ...begun, ...joined])];
    }

    /** Return the words that are one edit away from a typed word; if none, those whose beginning is.
     * @param {string} word @param {boolean} open */
    _corrections(word, open) {
      const whole = [];
      const begun = [];
      for (let n = 0; n < this.terms.length; n++) {
        const term = this.terms[n];
        if (term[0] === "@") continue;
        if (oneEdit(word, term)) whole.push(n);
        else if (open && word.length > 4 && term.length > word.length && begins(word, term)) begun.push(n);
      }
      return this._commonest(whole.length ? whole : begun, MAX_CORRECTIONS);
    }

    /** The places of a word of the index: of a word with very many the best, and the others within a part of
     * the records.
     * @param {number} n @param {SearchWithin} within */
    async placesOf(n, { reach, candidates }) {
      const [words, at] = await this._fileWith("words", n);
      const best = words[at];
      const others = best[3] ?? [];
      /** @type {Map<number, number[]>} */
      const records = new Map();
      this._read(best, records);
      let isComplete = true;
      const blocks = [];
      const wanted = candidates && [...candidates];
      for (let block = 0; block < others.length; block += 3) {
        const [first, file, place, end = this.size] = others.slice(block, block + 4);
        if (wanted && !(wanted[firstFrom(wanted, first)] < end)) continue;
        if (first < reach) blocks.push(this._part(`more-${file}`).then((part) => part[place]));
        else isComplete = false;
      }
      for (const block of await Promise.all(blocks)) this._read(block, records, candidates);
      return { records, isComplete };
    }

    /** Add places, which are as `scripts/edition/search/index_parts.py` describes them; of others than candidates
     * none. @param {number[][]} columns @param {Map<number, number[]>} places @param {Set<number>} [candidates] */
    _read([records, positions, lengths], places, candidates) {
      let record = 0;
      let next = 0;
      let nextLength = 0;
      for (let at = 0; at < records.length; at++) {
        const several = records[at] < 0;
        record += several ? ~records[at] : records[at];
        const end = next + (several ? records[++at] : 1);
        const length = lengths?.[nextLength++] ?? 0;
        const title = length < 0 ? lengths[nextLength++] : 0;
        if (candidates && !candidates.has(record)) {
          next = end;
          continue;
        }
        const found = [];
        for (let position = 0; next < end; next++) found.push((position += positions[next]));
        places.set(record, found);
        if (!lengths) continue;
        this.lengths[record] = length < 0 ? ~length : length;
        this.titles[record] = title;
      }
    }
  }

  /** The number of the first item of each file, given how many each has. @param {number[]} counts */
  function startsOf(counts) {
    let next = 0;
    return counts.map((count) => (next += count) - count);
  }

  /** The index of the first of some ascending values that is not below `least`.
   * @template {number | string} Value @param {Value[]} values @param {Value} least */
  function firstFrom(values, least) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }

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

  /** Remember what a function returns. @param {(word: string) => string} compute */
  function remembered(compute) {
    /** @type {Map<string, string>} */
    const known = new Map();
    return (/** @type {string} */ word) => {
      let found = known.get(word);
      if (found === undefined) known.set(word, (found = compute(word)));
      return found;
    };
  }

  /** One spelling for all that a word has, without an elided article. */
  const spellingOf = remembered((word) =>
    word.startsWith("@") ? word : language().spelling(withoutElision(word)),
  );

  const stemOf = remembered((word) => {
    const spelt = spellingOf(word);
    const stem = /^\d|^@/.test(spelt) ? spelt : language().stem(spelt);
    // the Porter stems of “falsifying” and “falsification” differ in the final vowel
    return stem.length > 5 ? stem.replace(/[aeiy]+$/, "") : stem;
  });

  edition.search.open = async (folder) => new Index(folder, await fetchPart(folder, "main"));
})();
