// @ts-check
/* The search itself, without a page: what a query means, which places it finds, in which order.

   The index is what scripts/edition/searchindex.py wrote. Its files are loaded by script elements, so
   that the search works from a folder on disk as well as from a server. */
(() => {
  "use strict";

  /** @typedef {{record: number, score: number, all: boolean, own: boolean}} Hit */
  /** @typedef {{records: Map<number, number[]>, quality: number}} Places positions by record */
  /** @typedef {{tokens: string[], open: boolean, quoted: boolean}} Piece words, or a phrase */
  /** @typedef {{weight: number, needed: boolean, width: number, names: Set<string>}} Worth */
  /** @typedef {Worth & {found: Map<number, Places[]>}} Unit a word, phrase or name, and where it stands */

  const TOKEN = /[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[\p{L}\p{N}]+(?:['’‘][\p{L}\p{N}]+)*/gu;
  const DROPPED = /[\u0300-\u036f,'’‘]/g;
  /** Words that say little: they help to rank, but need not be there. */
  const SMALL = new Set(
    (
      "a about after an and are as at be been before but by can could did do does for from had has have how " +
      "i if in into is it its me no not of on or our so than that the their them then there these they this " +
      "to was we were what when where which who whom why will with would you"
    ).split(" "),
  );
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
  const EXACT = 1,
    FORM = 0.85,
    BEGINNING = 0.6,
    SLIP = 0.5;
  /** How many words one typed beginning, or slip, may stand for. */
  const MOST = 40;
  /** An index of no more files than these is loaded whole, once a reader has searched: about 400 kB. */
  const FEW = 120;
  /** Small words in more records than this are not looked up at all. */
  const TOO_MANY = 6000;

  /** Return the words of a text as they are searched, each with its place; as searchindex.searched.
   * @param {string} text @returns {{word: string, start: number, end: number}[]} */
  const tokens = (text) =>
    [...text.matchAll(TOKEN)].map((m) => ({ word: fold(m[0]), start: m.index, end: m.index + m[0].length }));

  /** @param {string} word */
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(DROPPED, "");

  /** @param {string} text */
  const words = (text) => tokens(text).map((token) => token.word);

  // --- what is typed ---------------------------------------------------------------------------

  /** Divide a query into words and quoted phrases, whatever marks quote them.
   * @param {string} query @returns {Piece[]} */
  const parse = (query) => {
    const plain = query
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

  /** Return a quoted phrase. A single letter at its end waits for the next: it begins too many words.
   * @param {string[]} found @param {boolean} typing @returns {Piece} */
  const phrase = (found, typing) => {
    const waits = typing && found[found.length - 1].length === 1;
    return {
      tokens: waits && found.length > 1 ? found.slice(0, -1) : found,
      open: typing && !waits,
      quoted: true,
    };
  };

  /** Tell whether one edit makes a word of another: a letter more, less, other, or two exchanged.
   * @param {string} a @param {string} b */
  const oneEdit = (a, b) => {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    const rest = (/** @type {number} */ i, /** @type {number} */ j) => a.slice(at + i) === b.slice(at + j);
    if (a.length !== b.length) return a.length > b.length ? rest(1, 0) : rest(0, 1);
    return rest(1, 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(2, 2));
  };

  // --- the index -------------------------------------------------------------------------------

  /** @typedef {{part: Promise<any>, resolve: (data: any) => void, reject: (error: Error) => void}} Waiting */
  /** The files that are on their way. @type {Map<string, Waiting>} */
  const waiting = new Map();
  /** The version of the index that is being read. */
  let version = "";

  /** @type {any} */ (globalThis).searchData = (
    /** @type {string} */ name,
    /** @type {string} */ told,
    /** @type {any} */ data,
  ) => {
    if (name === "main") version = told;
    if (told === version) waiting.get(name)?.resolve(data);
    else waiting.get(name)?.reject(new Error("renewed"));
    waiting.delete(name);
  };

  /** Load a file of the index; whoever asks while it is on its way gets the same.
   * @param {URL} folder @param {string} name @returns {Promise<any>} */
  const fetchPart = (folder, name) => {
    const known = waiting.get(name);
    if (known) return known.part;
    const { promise: part, resolve, reject } = deferred();
    waiting.set(name, { part, resolve, reject });
    const script = document.createElement("script");
    script.src = new URL(`${name}.js${version ? `?${version}` : ""}`, folder).href;
    script.onload = script.onerror = () => {
      script.remove();
      // it has called searchData by now, if it is what it should be
      if (waiting.get(name)?.part === part) waiting.delete(name);
      reject(new Error("missing"));
    };
    document.head.append(script);
    return part;
  };

  const deferred = () => {
    /** @type {(data: any) => void} */ let resolve = () => {};
    /** @type {(error: Error) => void} */ let reject = () => {};
    const promise = new Promise((done, failed) => ([resolve, reject] = [done, failed]));
    return { promise, resolve, reject };
  };

  class Engine {
    /** @param {URL} folder @param {any} main */
    constructor(folder, main) {
      this.folder = folder;
      /** @type {string[]} */ this.terms = main.terms.split(" ");
      /** @type {number[]} */ this.counts = main.counts;
      /** @type {number[]} */ this.lengths = main.lengths;
      /** @type {number[]} */ this.titles = main.titles;
      /** @type {[string, string][]} */ this.pages = main.pages;
      /** @type {[number, string, string[]][]} */ this.entries = main.entries;
      this.starts = { words: main.words, text: main.texts };
      /** @type {Map<string, Promise<any[]>>} */ this.parts = new Map();
      this.rests = false;
      this.size = this.lengths.length;
      this.mean = this.lengths.reduce((sum, n) => sum + n, 0) / Math.max(1, this.size);
      /** @type {string[]} */ this.kinds = main.kinds.flatMap(
        (/** @type {[string, number]} */ [kind, count]) => Array(count).fill(kind),
      );
      /** The words of each entry's names. @type {Set<string>[]} */
      this.nameWords = this.entries.map(([, , names]) => new Set(names.flatMap((name) => name.split(" "))));
      /** Entries by each of their names. @type {Map<string, number[]>} */
      this.names = new Map();
      this.entries.forEach(([, , names], n) => {
        for (const name of names.filter(Boolean)) this.names.set(name, [...(this.names.get(name) ?? []), n]);
      });
      this.longest = Math.max(1, ...[...this.names.keys()].map((name) => name.split(" ").length));
    }

    /** Return item `n` of the words or texts, from the file that has it.
     * @param {"words" | "text"} kind @param {number} n */
    async item(kind, n) {
      const starts = this.starts[kind];
      let low = 0,
        high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= n) low = middle;
        else high = middle - 1;
      }
      return (await this._part(`${kind}-${low}`))[n - starts[low]];
    }

    /** @param {string} name @returns {Promise<any[]>} */
    _part(name) {
      const known = this.parts.get(name);
      if (known) return known;
      const part = fetchPart(this.folder, name);
      this.parts.set(name, part);
      part.catch(() => this.parts.delete(name));
      return part;
    }

    /** Load what is left of a small index while nobody types, so that the next keys wait for no file. */
    async loadRest() {
      const { saveData } = /** @type {any} */ (navigator).connection ?? {};
      const names = Object.entries(this.starts).flatMap(([kind, starts]) =>
        starts.map((/** @type {number} */ _, /** @type {number} */ n) => `${kind}-${n}`),
      );
      if (this.rests || saveData || names.length > FEW) return;
      this.rests = true;
      for (const name of names) {
        await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
        await this._part(name);
      }
    }

    /** The number of the first word that is not before `word`. @param {string} word */
    _from(word) {
      let low = 0,
        high = this.terms.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.terms[middle] < word) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /** The numbers of the words that begin so. @param {string} beginning */
    _beginning(beginning) {
      const first = this._from(beginning),
        found = [];
      for (let n = first; n < this.terms.length && this.terms[n].startsWith(beginning); n++) found.push(n);
      return found;
    }

    /** @param {number[]} found @param {number} most */
    _common(found, most = MOST) {
      return found.sort((a, b) => this.counts[b] - this.counts[a] || a - b).slice(0, most);
    }

    /** Return the words of the index that a typed word stands for, with how well they do.
     * @param {string} word @param {boolean} open whether it may go on
     * @returns {{terms: Map<number, number>, slip: boolean}} */
    alternatives(word, open) {
      /** @type {Map<number, number>} */
      const terms = new Map();
      const add = (/** @type {number} */ n, /** @type {number} */ quality) =>
        terms.set(n, Math.max(quality, terms.get(n) ?? 0));
      const exact = this._from(word);
      if (this.terms[exact] === word) add(exact, EXACT);
      const stem = stemOf(word);
      for (const n of this._beginning(word.slice(0, Math.min(3, word.length)))) {
        if (stemOf(this.terms[n]) === stem) add(n, FORM);
      }
      if (open && word.length > 1) {
        for (const n of this._common(this._beginning(word))) add(n, BEGINNING);
      }
      if (terms.size || word.length < 4 || /^\d/.test(word)) return { terms, slip: false };
      for (const n of this._slips(word, open)) add(n, SLIP);
      return { terms, slip: terms.size > 0 };
    }

    /** Return the words that one edit makes of a typed word; if none, those whose beginning it makes.
     * @param {string} word @param {boolean} open */
    _slips(word, open) {
      const whole = [],
        begun = [];
      for (let n = 0; n < this.terms.length; n++) {
        const term = this.terms[n];
        if (term[0] === "@") continue;
        if (oneEdit(word, term)) whole.push(n);
        else if (open && word.length > 4 && term.length > word.length && begins(word, term)) begun.push(n);
      }
      return this._common(whole.length ? whole : begun, 8);
    }

    /** The places of a word of the index. @param {number} n @returns {Promise<Map<number, number[]>>} */
    async places(n) {
      /** @type {number[]} */
      const flat = await this.item("words", n);
      const found = new Map();
      for (let at = 0, record = 0; at < flat.length;) {
        record += flat[at];
        const count = flat[at + 1],
          positions = new Array(count);
        for (let i = 0, position = 0; i < count; i++) positions[i] = position += flat[at + 2 + i];
        found.set(record, positions);
        at += 2 + count;
      }
      return found;
    }
  }

  /** @param {string} word @param {string} term */
  const begins = (word, term) => [0, 1, -1].some((more) => oneEdit(word, term.slice(0, word.length + more)));

  /** @type {Map<string, string>} */
  const stems = new Map();
  /** @param {string} word */
  const stemOf = (word) => {
    let stem = stems.get(word);
    if (stem === undefined) {
      stem = /^\d|^@/.test(word)
        ? word
        : /** @type {string} */ (/** @type {any} */ (globalThis).stemmer(word));
      // what Porter leaves of falsifying and of falsification differs by a vowel
      if (stem.length > 5) stem = stem.replace(/[aeiy]+$/, "");
      stems.set(word, stem);
    }
    return stem;
  };

  // --- searching -------------------------------------------------------------------------------

  /** One search: the units of a query, and the records that have them. */
  class Search {
    /** @param {Engine} engine @param {string} query */
    constructor(engine, query) {
      this.engine = engine;
      this.pieces = parse(query);
      /** What was typed and what was searched instead. @type {[string, string][]} */
      this.corrections = [];
      /** @type {Unit[]} */ this.units = [];
      /** @type {Hit[]} */ this.hits = [];
    }

    async run() {
      const meant = this._correct();
      const spans = this._spans(meant);
      this.units = (await Promise.all(spans.map((span) => this._unit(span, meant)))).filter((unit) => unit);
      if (!this.units.some((unit) => unit.needed)) this.units.forEach((unit) => (unit.needed = true));
      this._rank();
      await this._ownEntries(meant);
      this.hits.sort((a, b) => Number(b.all) - Number(a.all) || b.score - a.score || a.record - b.record);
      return this;
    }

    /** Return for each piece what it stands for, with slips of the finger mended. */
    _correct() {
      return this.pieces.map((piece) => {
        if (piece.quoted) return { piece, word: piece.tokens.join(" "), terms: new Map() };
        const typed = piece.tokens[0];
        const { terms, slip } = this.engine.alternatives(typed, piece.open);
        if (!slip) return { piece, word: typed, terms };
        const word = this.engine.terms[/** @type {number} */ (terms.keys().next().value)];
        this.corrections.push([typed, word]);
        return { piece, word, terms };
      });
    }

    /** Join words that name a person or a date; the longest name counts.
     * @param {{piece: Piece, word: string}[]} meant
     * @returns {{from: number, to: number, entries: number[]}[]} */
    _spans(meant) {
      const spans = [];
      for (let from = 0; from < meant.length;) {
        let to = from + 1,
          entries = /** @type {number[]} */ ([]);
        for (let end = Math.min(meant.length, from + this.engine.longest); end > from; end--) {
          const them = meant.slice(from, end);
          const found = them.some((one) => one.piece.quoted)
            ? undefined
            : this.engine.names.get(nameOf(them));
          if (found) {
            [to, entries] = [end, found];
            break;
          }
        }
        spans.push({ from, to, entries });
        from = to;
      }
      return spans;
    }

    /** @param {{from: number, to: number, entries: number[]}} span
     * @param {{piece: Piece, word: string, terms: Map<number, number>}[]} meant @returns {Promise<any>} */
    async _unit({ from, to, entries }, meant) {
      const { piece, word, terms } = meant[from];
      const small = !piece.quoted && !entries.length && SMALL.has(word);
      const sought = to - from > 1 || piece.quoted ? new Map() : new Map(terms);
      if (small) {
        const exact = this.engine._from(word);
        if (this.engine.terms[exact] !== word || this.engine.counts[exact] > TOO_MANY) return null;
        if (!piece.open) sought.forEach((_, n) => n !== exact && sought.delete(n));
      }
      for (const n of entries) {
        const at = this.engine._from(`@${this.engine.entries[n][1]}`);
        if (this.engine.terms[at] === `@${this.engine.entries[n][1]}`) sought.set(at, EXACT);
      }
      const places = piece.quoted ? await this._phrase(piece) : await this._placesOf(sought);
      const found = gather(places);
      for (const n of to - from > 1 ? entries : []) {
        // the entry itself does not name whom it is about
        const own = this.engine.entries[n][0];
        found.set(own, [...(found.get(own) ?? []), { records: new Map([[own, [0]]]), quality: EXACT }]);
      }
      const weight = Math.log(1 + this.engine.size / (1 + found.size));
      const names = new Set(entries.flatMap((n) => [...this.engine.nameWords[n]]));
      return { found, weight, needed: !small, width: piece.quoted ? piece.tokens.length : 1, names };
    }

    /** @param {Map<number, number>} sought @returns {Promise<Places[]>} */
    _placesOf(sought) {
      const load = async (/** @type {[number, number]} */ [n, quality]) => ({
        records: await this.engine.places(n),
        quality,
      });
      return Promise.all([...sought].map(load));
    }

    /** Find the words of a phrase where they follow each other; the last may go on while one types.
     * @param {Piece} piece @returns {Promise<Places[]>} */
    async _phrase({ tokens: told, open }) {
      const { engine } = this;
      const exact = told
        .map((word) => engine._from(word))
        .map((n, at) => (engine.terms[n] === told[at] ? [n] : []));
      if (open) exact[told.length - 1] = engine._beginning(told[told.length - 1]);
      if (exact.some((terms) => !terms.length)) return [];
      const load = (/** @type {number[]} */ terms) => Promise.all(terms.map((n) => engine.places(n)));
      const columns = (await Promise.all(exact.map(load))).map(union);
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

    /** Give every record that has something of the query its score. */
    _rank() {
      const scores = new Float64Array(this.engine.size);
      const had = new Uint8Array(this.engine.size);
      for (const unit of this.units) {
        for (const [record, places] of unit.found) {
          scores[record] += unit.weight * this._frequency(record, places);
          if (unit.needed) had[record]++;
        }
      }
      const needed = this.units.filter((unit) => unit.needed).length;
      for (let record = 0; record < scores.length; record++) {
        if (!had[record]) continue;
        const all = had[record] === needed;
        let score = scores[record] + (all ? this._nearness(record) : 0);
        score *= KINDS[this.engine.kinds[record]] * (all ? 1 : had[record] / needed);
        this.hits.push({ record, score, all, own: false });
      }
    }

    /** How much one unit tells of a record (BM25), words of a title counting more.
     * @param {number} record @param {Places[]} places */
    _frequency(record, places) {
      const title = this.engine.titles[record];
      let found = 0,
        best = 0;
      for (const { records, quality } of places) {
        best = Math.max(best, quality);
        for (const at of records.get(record) ?? []) found += quality * (at < title ? 2.5 : 1);
      }
      const length = 0.6 + (0.4 * (this.engine.lengths[record] + 1)) / this.engine.mean;
      return (best * found * 2.2) / (found + 1.2 * length);
    }

    /** What is added for words that stand together in the order of the query, or in the title.
     * @param {number} record */
    _nearness(record) {
      const title = this.engine.titles[record];
      const rows = this.units.map((unit) => positionsOf(unit, record));
      let added = 0,
        titled = 0;
      this.units.forEach((unit, n) => {
        if (rows[n].some((at) => at < title)) titled += unit.width;
        if (!n || !rows[n].length || !rows[n - 1].length) return;
        const step = this.units[n - 1].width;
        const near = Math.min(...rows[n].map((at) => distance(rows[n - 1], at, step)));
        const weight = (unit.weight + this.units[n - 1].weight) / 2;
        added += weight * (near === 0 ? 0.8 : near <= 4 ? 0.3 : 0);
      });
      const whole = this.units.reduce((sum, unit) => sum + unit.width, 0);
      if (!title || titled < whole) return added;
      return added + this.units.reduce((sum, unit) => sum + unit.weight, 0) * Math.min(1, whole / title);
    }

    /** Put the entry of the person or date first whose name is all that was typed.
     * @param {{piece: Piece, word: string}[]} meant */
    async _ownEntries(meant) {
      const named = meant.filter((one) => one.piece.quoted || !SMALL.has(one.word));
      const typed = nameOf(named);
      if (!typed) return;
      const exact = this.engine.names.get(typed) ?? this.engine.names.get(nameOf(meant)) ?? [];
      const begun =
        exact.length || named.length < meant.length
          ? exact
          : this._begun(typed, named[named.length - 1].piece.open);
      begun.slice(0, exact.length ? 6 : 3).forEach((n, order) => {
        const [record, , names] = this.engine.entries[n];
        const usual = names[0] === typed || names[1] === typed ? 50 : 0;
        const hit = this.hits.find((one) => one.record === record);
        const own = { record, score: 1000 + usual - order, all: true, own: true };
        if (hit) Object.assign(hit, own);
        else this.hits.push(own);
      });
    }

    /** Return the entries of which part of a name, or its beginning, was typed; the most named first.
     * @param {string} typed @param {boolean} open */
    _begun(typed, open) {
      const told = typed.split(" "),
        last = told[told.length - 1];
      const may = open && last.length > 2;
      const fits = (/** @type {number} */ n) => {
        const { nameWords } = this.engine;
        const [record, , names] = this.engine.entries[n];
        if (this.engine.kinds[record] !== "person") {
          return may && typed.length > 4 && names.some((name) => name.startsWith(typed));
        }
        return told.every(
          (word, at) =>
            nameWords[n].has(word) ||
            (may && at === told.length - 1 && [...nameWords[n]].some((name) => name.startsWith(word))),
        );
      };
      const named = (/** @type {number} */ n) => {
        const at = this.engine._from(`@${this.engine.entries[n][1]}`);
        return this.engine.terms[at] === `@${this.engine.entries[n][1]}` ? this.engine.counts[at] : 0;
      };
      const found = this.engine.entries.map((_, n) => n).filter(fits);
      return found.sort((a, b) => named(b) - named(a) || a - b);
    }

    /** How many records of each kind were found, with all the words and with some. */
    counts() {
      /** @type {Record<string, {all: number, some: number}>} */
      const counts = {};
      for (const { record, all } of this.hits) {
        const count = (counts[this.engine.kinds[record]] ??= { all: 0, some: 0 });
        count[all ? "all" : "some"]++;
      }
      return counts;
    }

    /** What is shown of a hit. @param {Hit} hit */
    async show({ record, all, own }) {
      /** @type {[number, string, string, string, string]} */
      const [page, fragment, section, title, text] = await this.engine.item("text", record);
      const [address, shownIn] = this.engine.pages[page];
      const shift = this.engine.titles[record] ? this.engine.titles[record] + 1 : 0;
      const found = { title: tokens(title), text: tokens(text) };
      const told = [...found.title, ...(shift ? [{ word: "" }] : []), ...found.text].map(({ word }) => word);
      const marked = this._marked(record, told);
      const at = [...new Set(marked.flat())].sort((a, b) => a - b).filter((n) => told[n]);
      const spans = at.filter((n) => n >= shift).map((n) => found.text[n - shift]);
      const marks = at.filter((n) => n < shift).map((n) => found.title[n]);
      const sought = marked.map((run) => run.flatMap((n) => told[n] || []).join(" "));
      return {
        kind: this.engine.kinds[record],
        all,
        own,
        address,
        fragment,
        section,
        shownIn,
        title: cut(title, marks, 200),
        excerpt: cut(text, spans, 260),
        marks: [...new Set(sought)],
      };
    }

    /** The positions to be marked in a record, those of a phrase or a whole name together.
     * @param {number} record @param {string[]} told its words @returns {number[][]} */
    _marked(record, told) {
      return this.units
        .filter((unit) => unit.needed)
        .flatMap(({ found, width, names }) =>
          positionsOf({ found }, record).map((position) => {
            const run = Array.from({ length: width }, (_, n) => position + n);
            for (let n = position + width; names.has(told[n]); n++) run.push(n);
            return run;
          }),
        );
    }
  }

  /** @param {{word: string}[]} meant */
  const nameOf = (meant) => meant.map(({ word }) => word.replace(/^(\d+)(?:st|nd|rd|th)$/, "$1")).join(" ");

  /** @param {Places[]} places @returns {Map<number, Places[]>} */
  const gather = (places) => {
    const found = new Map();
    for (const one of places) {
      for (const record of one.records.keys()) {
        const them = found.get(record);
        if (them) them.push(one);
        else found.set(record, [one]);
      }
    }
    return found;
  };

  /** @param {Map<number, number[]>[]} maps @returns {Map<number, number[]>} */
  const union = (maps) => {
    if (maps.length === 1) return maps[0];
    const out = new Map();
    for (const map of maps) {
      for (const [record, positions] of map) out.set(record, [...(out.get(record) ?? []), ...positions]);
    }
    return out;
  };

  /** @param {Pick<Unit, "found">} unit @param {number} record @returns {number[]} */
  const positionsOf = (unit, record) =>
    (unit.found.get(record) ?? []).flatMap(({ records }) => records.get(record) ?? []);

  /** How far `at` is from following one of `before` directly.
   * @param {number[]} before @param {number} at @param {number} step */
  const distance = (before, at, step) => Math.min(...before.map((one) => Math.abs(at - one - step)));

  /** Return the part of a text with the most marked words, as pieces that are marked or not.
   * @param {string} text @param {{start: number, end: number}[]} spans @param {number} room
   * @returns {[string, boolean][]} */
  const cut = (text, spans, room) => {
    const [from, to] = text.length <= room ? [0, text.length] : window_(text, spans, room);
    const out = /** @type {[string, boolean][]} */ ([]);
    let at = from;
    for (const { start, end } of spans) {
      if (start < at || end > to) continue;
      out.push([text.slice(at, start), false], [text.slice(start, end), true]);
      at = end;
    }
    out.push([text.slice(at, to), false]);
    if (from) out.unshift(["…", false]);
    if (to < text.length) out.push(["…", false]);
    return out.filter(([part]) => part);
  };

  /** @param {string} text @param {{start: number, end: number}[]} spans @param {number} room */
  const window_ = (text, spans, room) => {
    let best = 0,
      most = 0;
    for (const { start } of spans) {
      const inside = spans.filter((one) => one.start >= start && one.end <= start + room * 0.7).length;
      if (inside > most) [best, most] = [start, inside];
    }
    const first = Math.max(0, Math.min(best - Math.round(room * 0.25), text.length - room));
    const from = first ? text.indexOf(" ", first) + 1 : 0;
    const last = from + room >= text.length ? text.length : text.lastIndexOf(" ", from + room);
    return [from, Math.max(last, Math.min(text.length, best + 40))];
  };

  /** @type {any} */ (globalThis).editionSearch = {
    tokens,
    /** Load what every query needs. @param {URL} folder */
    open: async (folder) => {
      version = "";
      return new Engine(folder, await fetchPart(folder, "main"));
    },
    /** @param {Engine} engine @param {string} query */
    search: (engine, query) => new Search(engine, query).run(),
  };
})();
