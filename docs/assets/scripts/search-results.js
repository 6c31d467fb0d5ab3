// @ts-check
/* How the results of a search are shown, and what is said of them. */
(() => {
  "use strict";

  const { element, completed, gettext, language, ngettext, site } = edition;
  const KINDS = /** @type {Record<string, [single: string, several: string]>} */ ({
    essay: [gettext("Essay"), gettext("Essays")],
    digest: [gettext("Digest"), gettext("Digests")],
    note: [gettext("Note"), gettext("Notes")],
    person: [gettext("Person"), gettext("People")],
    quotation: [gettext("Quotation"), gettext("Quotations")],
    date: [gettext("Date"), gettext("Dates")],
    disagreement: [gettext("Disagreement"), gettext("Disagreements")],
    source: [gettext("Source"), gettext("Sources")],
  });

  /** A number as the language of the page writes it. For most numbers the browser need not load its rules.
   * @param {number} count */
  const grouped = (count) => (count < 1000 ? `${count}` : count.toLocaleString(language));

  /** @param {[string, boolean][]} parts */
  const marked = (parts) => parts.map(([text, mark]) => (mark ? element("mark", {}, text) : text));

  /** The address of a result, with the words to be marked there. @param {SearchExcerpt} found */
  const addressOf = ({ address, fragment, marks }) => {
    const url = completed(new URL(address, site));
    const words = marks.map((mark) => (mark.includes(" ") ? `"${mark}"` : mark));
    if (words.length) url.searchParams.set("h", words.join(" "));
    url.hash = fragment;
    return url.href;
  };

  /** @param {SearchExcerpt} hit */
  const item = (hit) => {
    const number = /^p(\d+)$/.exec(hit.fragment);
    const kind = KINDS[hit.kind];
    const place = [kind[0], kind.includes(hit.shownIn) ? "" : hit.shownIn].filter(Boolean).join(" · ");
    const head = hit.title.length ? marked(hit.title) : [hit.section || hit.shownIn];
    return element(
      "li",
      {},
      element(
        "a",
        { href: addressOf(hit), class: hit.own ? "own" : "" },
        element("span", { class: "search-place" }, place),
        element(
          "span",
          { class: "search-head" },
          ...head,
          ...(number ? [element("span", { class: "search-number" }, ` ¶\u00a0${number[1]}`)] : []),
        ),
        element("span", { class: "search-text" }, ...marked(hit.excerpt)),
      ),
    );
  };

  /** Sentences that say which typing errors were corrected. @param {SearchResult} result */
  const corrected = ({ corrections }) =>
    corrections.map(([typed, used]) => gettext("Nothing has “{typed}”; this is for “{used}”.", { typed, used }));

  /** A message that says how many places there are.
   * @param {SearchHit[]} hits @param {boolean} isPartial whether there may be more with some of the words */
  const counted = (hits, isPartial) => {
    const all = hits.filter((hit) => hit.all).length;
    const some = hits.length - all;
    const more = isPartial ? "+" : "";
    if (!hits.length) return gettext("Nothing found. Try fewer words, the beginning of a word, or another kind.");
    const number = grouped(all || some) + (all ? "" : more);
    if (!all)
      return ngettext(
        "No place with all the words; {number} place with some.",
        "No place with all the words; {number} places with some.",
        some,
        { number },
      );
    if (!some) return ngettext("{number} place.", "{number} places.", all, { number });
    return ngettext(
      "{number} place with all the words, {some} with some.",
      "{number} places with all the words, {some} with some.",
      all,
      { number, some: grouped(some) + more },
    );
  };

  /** A message that says how many places there are at least.
   * @param {SearchResult} result @param {SearchHit[]} hits those that may be shown */
  const countedInPart = (result, hits) => {
    const isOfAKind = hits.length < result.hits.length;
    const count = isOfAKind ? hits.length : Math.max(result.atLeast, hits.length);
    return ngettext("At least {number} place.", "At least {number} places.", count, { number: grouped(count) });
  };

  /** What is said of the results. @param {SearchResult} result @param {SearchHit[]} hits those that may be shown */
  const summary = (result, hits) => {
    const cut = result.isCut ? [gettext("Only the beginning of what you typed was searched.")] : [];
    // those with some of the words are results only if it is known which have all
    const isUnknown = result.isPartial && hits.every(({ all }) => all);
    const count = isUnknown ? countedInPart(result, hits) : counted(hits, result.isPartial);
    return [...cut, ...corrected(result), count].join(" ");
  };

  edition.search.results = { kinds: KINDS, item, summary };
})();
