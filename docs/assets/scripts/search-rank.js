// @ts-check
/* In which order the places of a query are shown. */
(() => {
  "use strict";

  /** Score every record that matches part of the query. @type {SearchParts["rank"]} */
  function rank(index, units) {
    const scores = new Float64Array(index.size);
    const matched = new Uint8Array(index.size);
    /** @type {SearchHit[]} */
    const hits = [];
    for (const unit of units) {
      for (const [record, places] of unit.found) {
        scores[record] += unit.weight * frequency(index, record, places);
        if (unit.needed) matched[record]++;
      }
    }
    const needed = units.filter((unit) => unit.needed).length;
    for (let record = 0; record < scores.length; record++) {
      if (!matched[record]) continue;
      const all = matched[record] === needed;
      let score = scores[record] + (all ? nearness(index, units, record) : 0);
      score *= index.weights[index.kinds[record]] * (all ? 1 : matched[record] / needed);
      hits.push({ record, score, all, own: false });
    }
    return hits;
  }

  /** How relevant a record is to a unit (BM25); words of a title count more.
   * @param {SearchIndex} index @param {number} record @param {SearchPlaces[]} places */
  function frequency(index, record, places) {
    const title = index.titles[record];
    let found = 0;
    let best = 0;
    for (const { records, quality } of places) {
      best = Math.max(best, quality);
      for (const position of records.get(record) ?? []) found += quality * (position < title ? 2.5 : 1);
    }
    const length = 0.6 + (0.4 * (index.lengths[record] + 1)) / index.meanLength;
    return (best * found * 2.2) / (found + 1.2 * length);
  }

  /** What is added to the score for words close together in the order of the query, or all in the title.
   * @param {SearchIndex} index @param {SearchUnit[]} units @param {number} record */
  function nearness(index, units, record) {
    const title = index.titles[record];
    const rows = units.map(({ found }) =>
      (found.get(record) ?? []).flatMap(({ records }) => records.get(record) ?? []),
    );
    let added = 0;
    let inTitle = 0;
    units.forEach((unit, n) => {
      if (rows[n].some((position) => position < title)) inTitle += unit.width;
      if (!n || !rows[n].length || !rows[n - 1].length) return;
      const step = units[n - 1].width;
      const nearest = Math.min(...rows[n].map((position) => distance(rows[n - 1], position, step)));
      const weight = (unit.weight + units[n - 1].weight) / 2;
      added += weight * (nearest === 0 ? 0.8 : nearest <= 4 ? 0.3 : 0);
    });
    const whole = units.reduce((sum, unit) => sum + unit.width, 0);
    if (!title || inTitle < whole) return added;
    return added + units.reduce((sum, unit) => sum + unit.weight, 0) * Math.min(1, whole / title);
  }

  /** How far a position is from directly following one of `before`.
   * @param {number[]} before @param {number} position @param {number} step */
  const distance = (before, position, step) => Math.min(...before.map((earlier) => Math.abs(position - earlier - step)));

  edition.search.rank = rank;
})();
