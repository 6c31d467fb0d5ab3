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

  const { fetchPart, Dictionary, beginning, exactly, firstFrom } = edition.search;
  const { withoutElision } = edition.search.words;
  const language = () => edition.search.language;

  /** @implements {SearchIndex} */
  class Index {
    /** @param {URL} folder @param {any} main */
    constructor(folder, main) {
      this.folder = folder;
      this.dictionary = new Dictionary(main, (name) => this._part(name));
      this.terms = this.dictionary.terms;
      this.counts = this.dictionary.counts;
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
      /** @type {SearchIndex["entries"]} */ this.entries = [];
      this.starts = { words: startsOf(main.words), text: startsOf(main.texts) };
      /** @type {Map<string, Promise<any[]>>} */ this.parts = new Map();
      this.loadsRest = false;
      /** The words of each entry's names, as they are and as they are compared. @type {Set<string>[]} */
      this.nameWords = [];
      /** Entries by each of their names. @type {Map<string, number[]>} */
      this.names = new Map();
      this.longestName = Math.max(LONGEST_DATE, main.longestName ?? 0);
      main.entries?.forEach((/** @type {SearchEntry} */ entry, /** @type {number} */ n) => this._addEntry(n, entry));
    }

    /** @param {number} n @param {SearchEntry} entry */
    _addEntry(n, entry) {
      const [record, id, names, length, title, term, count] = entry;
      this.entries[n] = entry;
      if (length !== undefined) [this.lengths[record], this.titles[record]] = [length, title ?? 0];
      if (term !== undefined) [this.terms[term], this.counts[term]] = [`@${id}`, count ?? 0];
      const forms = new Set(names.flatMap((name) => this._forms(name)));
      this.nameWords[n] = new Set([...names, ...forms].flatMap((name) => name.split(" ")));
      for (const name of forms) {
        this.names.set(name, [...(this.names.get(name) ?? []), n].sort((a, b) => a - b));
        this.longestName = Math.max(this.longestName, name.split(" ").length);
      }
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
      const names = Object.entries({ ...this.starts, ...this.dictionary.firsts }).flatMap(([kind, files]) =>
        [...files.keys()].map((n) => `${kind}-${n}`),
      );
      if (this.loadsRest || saveData || names.length > MAX_PRELOADED) return;
      this.loadsRest = true;
      for (const name of names) {
        await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
        await this._part(name);
      }
    }

    /** The number of the term that stands for an entry wherever a text mentions it. @param {number} entry */
    termOf(entry) {
      const [, id, , , , term] = this.entries[entry];
      return term ?? this.dictionary.number(`@${id}`);
    }

    /** Load the words that some pieces of a query may stand for. @param {SearchPiece[]} pieces */
    learn(pieces) {
      const ranges = pieces.flatMap(({ tokens, open, quoted, joined }) => {
        if (quoted || (tokens.length > 1 && !joined)) {
          return [...tokens.flatMap(sameWord), ...(open ? [beginning(tokens[tokens.length - 1])] : [])];
        }
        const parts = joined ? [tokens] : language().parts(tokens[0]);
        const compounds = parts.flatMap(([first, second]) => [...sameWord(first), ...otherForms(second)]);
        return [...otherForms(joined ?? tokens[0]), ...compounds];
      });
      return this.dictionary.learn(ranges);
    }

    /** Load the entries that some of the words may name, and those whose name may begin with all of these.
     * @param {string[]} words @param {boolean} open whether the last one may be unfinished */
    async learnNames(words, open) {
      const last = words.slice(-1);
      await this.dictionary.learn([...words.flatMap(sameWord), ...(open ? last.flatMap(otherForms) : [])]);
      await this.loadNames(words, open);
    }

    /** Load the entries with such names, in the spellings of words that are known.
     * @param {string[]} words @param {boolean} open */
    async loadNames(words, open) {
      if (!this.dictionary.firsts || !words.length) return;
      const typed = this.nameOf(words);
      const known = words.flatMap((word) => this.spellings(word));
      if (open && words.length === 1 && typed.length > 2) {
        const completed = this._completions(typed, this._related(typed));
        known.push(...completed.filter((n) => !this.terms[n].startsWith(typed)));
      }
      const sought = [...this._dates(words), ...words, ...typed.split(" "), ...known.map((n) => this.terms[n])];
      const begun = open ? [typed, ...language().beginnings(typed, true)] : [];
      const ranges = [...[...new Set(sought)].map(exactly), ...begun.map(beginning)];
      const files = await this.dictionary.filesWith("names", ranges);
      for (const [n, ...entry] of files.flatMap(({ data }) => data)) if (!this.entries[n]) this._addEntry(n, entry);
    }

    /** The names of dates that some words, or words next to each other, may stand for; all of these have digits.
     * @param {string[]} words */
    _dates(words) {
      const spans = words.flatMap((_, from) =>
        words.slice(from, from + this.longestName).map((_, n) => words.slice(from, from + n + 1)),
      );
      const names = [...spans, words].flatMap((span) => [this.nameOf(span), span.join(" "), ...language().dates(span)]);
      return names.filter((name) => /\d/.test(name));
    }

    /** Of some words, those that are in the most records. @param {number[]} found @param {number} most */
    _commonest(found, most) {
      return [...found].sort((a, b) => this.counts[b] - this.counts[a] || a - b).slice(0, most);
    }

    /** The words that may be another form of a word: those with the same beginning, in any spelling.
     * @param {string} word */
    _related(word) {
      const heads = headsOf(word);
      const found = heads.flatMap((head) => this.dictionary.beginningWith(head));
      const elided = this._elided((term) => heads.some((head) => withoutElision(term).startsWith(head)));
      return [...found, ...elided];
    }

    /** Those of the words with an elision that are wanted. @param {(term: string) => boolean} isWanted */
    _elided(isWanted) {
      return [...this.dictionary.elided].filter((n) => isWanted(this.terms[n])).sort((a, b) => a - b);
    }

    /** The terms that are the same word, in any of its spellings.
     * @param {string} word @param {number[]} related */
    spellings(word, related = this._related(word)) {
      const spelt = spellingOf(word);
      const same = related.filter((n) => spellingOf(this.terms[n]) === spelt);
      const joined = this._elided((term) => term.replace("'", "") === word);
      const decades = language().decades(word).flatMap((decade) => this._spelt(decade));
      return [...same, ...joined, ...decades];
    }

    /** The terms that have a certain spelling, without other ways to write it. @param {string} word */
    _spelt(word) {
      const spelt = spellingOf(word);
      return this._related(word).filter((n) => spellingOf(this.terms[n]) === spelt);
    }

    /** Return the words of the index that a typed word stands for, with the quality of each match.
     * @param {string} word @param {boolean} open whether it may be unfinished */
    alternatives(word, open) {
      /** @type {Map<number, number>} */
      const terms = new Map();
      const add = (/** @type {number} */ n, /** @type {number} */ quality) =>
        terms.set(n, Math.max(quality, terms.get(n) ?? 0));
      const related = this._related(word);
      for (const n of this.spellings(word, related)) add(n, EXACT);
      if (word.length < 2) return terms;
      const stem = stemOf(word);
      for (const n of related) if (stemOf(this.terms[n]) === stem) add(n, SAME_STEM);
      if (!open) return terms;
      for (const n of this._commonest(this._completions(word, related), MAX_COMPLETIONS)) add(n, BEGINNING);
      return terms;
    }

    /** Return the words for which a word that the index has not may be a typing error, with their quality.
     * @param {string} typed @param {boolean} open whether it may be unfinished
     * @returns {Promise<Map<number, number>>} */
    async corrections(typed, open) {
      if (typed.length < 4 || /^\d/.test(typed)) return new Map();
      const similar = await this.dictionary.similar(withoutElision(typed), open);
      return new Map(this._commonest(similar, MAX_CORRECTIONS).map((n) => [n, TYPO]));
    }

    /** The words that begin with a word, in any spelling. @param {string} word @param {number[]} related */
    _completions(word, related) {
      const spelt = spellingOf(word);
      const begun = word.length < 3 ? [] : related.filter((n) => spellingOf(this.terms[n]).startsWith(spelt));
      const joined = this._elided((term) => term.replace("'", "").startsWith(word));
      return [...new Set([...this.dictionary.beginningWith(word), ...begun, ...joined])];
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

  /** The first letters of the words that may be another form of a word. @param {string} word */
  function headsOf(word) {
    const spelt = spellingOf(word);
    const heads = [withoutElision(word).slice(0, 3), spelt.slice(0, 3), ...language().beginnings(spelt)];
    return [...new Set(heads)];
  }

  /** Where the words of the index are that are the same as a word, in any of its spellings.
   * @param {string} word @returns {SearchRange[]} */
  function sameWord(word) {
    const heads = [word, ...language().decades(word)].flatMap(headsOf);
    // what has fewer letters is the whole word
    return [exactly(word), ...heads.map((head) => (head.length < 3 ? exactly(head) : beginning(head)))];
  }

  /** Where the words of the index are for which a word may stand, if it is not misspelt. @param {string} word */
  const otherForms = (word) =>
    word.length < 2 ? sameWord(word) : [...sameWord(word), ...[word, ...headsOf(word)].map(beginning)];

  const stemOf = remembered((word) => {
    const spelt = spellingOf(word);
    const stem = /^\d|^@/.test(spelt) ? spelt : language().stem(spelt);
    // the Porter stems of “falsifying” and “falsification” differ in the final vowel
    return stem.length > 5 ? stem.replace(/[aeiy]+$/, "") : stem;
  });

  edition.search.open = async (folder) => new Index(folder, await fetchPart(folder, "main"));
})();
