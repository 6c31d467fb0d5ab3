// @ts-check
/* Where the words and phrases of a query are. Of a large index no more is read than a query needs. */
(() => {
  "use strict";

  /** Places, and whether these are all that can matter.
   * @typedef {{ places: SearchPlaces[], isComplete: boolean }} Column */

  /** Find the records with any of some words and phrases. @type {SearchParts["read"]} */
  async function read(index, { terms, rows }, within) {
    const phrases = rows.map((row) => phrase(index, row, within));
    const columns = await Promise.all([anyOf(index, terms, within), ...phrases]);
    return {
      found: byRecord(columns.flatMap(({ places }) => places)),
      isComplete: columns.every(({ isComplete }) => isComplete),
    };
  }

  /** @param {SearchIndex} index @param {Map<number, number>} terms and their quality
   * @param {SearchWithin} within @returns {Promise<Column>} */
  async function anyOf(index, terms, within) {
    const all = await Promise.all([...terms.keys()].map((term) => index.placesOf(term, within)));
    const qualities = [...terms.values()];
    return {
      places: all.map(({ records }, n) => ({ records, quality: qualities[n], width: 1 })),
      isComplete: all.every(({ isComplete }) => isComplete),
    };
  }

  /** Find where words follow each other, each of which may be one of some terms. The last one may have terms of
   * different quality. @param {SearchIndex} index @param {Map<number, number>[]} row @param {SearchWithin} within
   * @returns {Promise<Column>} */
  async function phrase(index, row, within) {
    if (row.some((terms) => !terms.size)) return { places: [], isComplete: true };
    const columns = await Promise.all(row.map((terms) => anyOf(index, terms, { reach: 0 })));
    // where the rarer words are not, the others need not be looked for
    const sizes = row.map((terms) => [...terms.keys()].reduce((sum, term) => sum + index.counts[term], 0));
    let { candidates } = within;
    for (const n of [...row.keys()].sort((a, b) => sizes[a] - sizes[b])) {
      if (!columns[n].isComplete) columns[n] = await anyOf(index, row[n], { reach: within.reach, candidates });
      candidates = shared([union(columns[n].places), ...(candidates ? [candidates] : [])]);
    }
    const before = columns.slice(0, -1).map(({ places }) => union(places));
    const last = columns[columns.length - 1].places;
    const places = [...new Set(last.map(({ quality }) => quality))].map((quality) => {
      const ends = union(last.filter((found) => found.quality === quality));
      return { records: following([...before, ends]), quality, width: row.length };
    });
    return { places, isComplete: columns.every(({ isComplete }) => isComplete) };
  }

  /** The records that all of some sets or maps have, in order; undefined if there are no sets.
   * @param {{ size: number, has(record: number): boolean, keys(): Iterable<number> }[]} sets */
  function shared(sets) {
    if (!sets.length) return undefined;
    const rarest = sets.reduce((a, b) => (b.size < a.size ? b : a));
    const records = [...rarest.keys()].filter((record) => sets.every((set) => set.has(record)));
    return new Set(records.sort((a, b) => a - b));
  }

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
        if (known) known.push(...positions);
        else joined.set(record, [...positions]);
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

  edition.search.read = read;
  edition.search.shared = shared;
})();
