// @ts-check
/* The user interface of the search: a dialog on any page, and the page /search/. */
(() => {
  "use strict";

  const { element, load, pause, completed, site, canPopUp } = edition;
  /** How many results are shown at first, and how many more each time. */
  const PAGE_SIZE = 10;
  const KINDS = /** @type {Record<string, [single: string, several: string]>} */ ({
    essay: ["Essay", "Essays"],
    digest: ["Digest", "Digests"],
    note: ["Note", "Notes"],
    person: ["Person", "People"],
    quotation: ["Quotation", "Quotations"],
    date: ["Date", "Dates"],
    disagreement: ["Disagreement", "Disagreements"],
    source: ["Source", "Sources"],
  });

  /** What the search knows of languages. */
  const LANGUAGES = /** @type {Record<string, string[]>} */ ({ en: ["vendor/stemmer.js", "search-english.js"] });
  /** The other scripts of the search, in this order. */
  const PARTS = [
    "search-words.js",
    ...(LANGUAGES[document.documentElement.lang.slice(0, 2)] ?? []),
    "search-index.js",
    "search-typed.js",
    "search-query.js",
    "search-excerpt.js",
  ];
  /** @type {Promise<SearchIndex> | undefined} */
  let opening;
  /** Load the search and the part of the index that every query needs. */
  const openIndex = () => {
    opening ??= Promise.all(PARTS.map((name) => load(`scripts/${name}`))).then(() =>
      edition.search.open(new URL("data/search/", site)),
    );
    opening.catch(() => (opening = undefined));
    return opening;
  };

  const styled = load("styles/search.css").catch(() => {});

  /** @param {number} count */
  const places = (count) => `${grouped(count)} ${count === 1 ? "place" : "places"}`;

  /** A number as the language of the page writes it. For most numbers the browser need not load its rules.
   * @param {number} count */
  const grouped = (count) => (count < 1000 ? `${count}` : count.toLocaleString(document.documentElement.lang));

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

  /** Milliseconds after which the browser gets time for other things while results are prepared. */
  const SLICE = 8;

  const FIELD = {
    type: "text",
    role: "searchbox",
    name: "q",
    inputmode: "search",
    enterkeyhint: "search",
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    "aria-label": "Search the edition",
    placeholder: "Words, a name, a date, “a phrase”",
  };

  /** A message that says which typing errors were corrected. @param {SearchResult} result */
  const corrected = ({ corrections }) =>
    corrections.map(([typed, used]) => `Nothing has “${typed}”; this is for “${used}”. `).join("");

  /** @param {SearchHit[]} hits */
  const summary = (hits) => {
    const all = hits.filter((hit) => hit.all).length;
    const some = hits.length - all;
    if (!hits.length) return "Nothing found. Try fewer words, the beginning of a word, or another kind.";
    if (!all) return `No place with all the words; ${places(some)} with some.`;
    return some ? `${places(all)} with all the words, ${grouped(some)} with some.` : `${places(all)}.`;
  };

  /** The search field, the kinds of results to choose from, and the results. */
  class View {
    /** @param {{page: boolean}} options */
    constructor({ page }) {
      this.page = page;
      this.kind = "";
      this.shown = PAGE_SIZE;
      /** Counts the queries, so that a slow answer never replaces a newer one. */
      this.turn = 0;
      /** @type {SearchIndex | undefined} */ this.index = undefined;
      /** @type {SearchResult | null} */ this.result = null;
      this.field = element("input", FIELD);
      this.kinds = element("div", { class: "search-kinds", role: "group", "aria-label": "Show only" });
      this.status = element("p", { class: "search-status", role: "status" });
      this.share = element("a", { class: "search-share", hidden: "" }, "Link to this search");
      this.list = element("div");
      this.more = element("button", { type: "button", class: "search-more", hidden: "" }, "Show more");
      const form = element("form", { role: "search", class: "search-form" }, this.field);
      this.element = element(
        "div",
        { class: "search-view" },
        form,
        this.kinds,
        element("div", { class: "search-summary" }, this.status, this.share),
        element("div", { class: "search-list" }, this.list, this.more),
      );
      this._listen(form);
    }

    /** @param {HTMLElement} form */
    _listen(form) {
      this.field.addEventListener("input", () => this.search());
      this.more.addEventListener("click", () => this._showMore());
      this.kinds.addEventListener("click", (event) => {
        const button = /** @type {HTMLElement} */ (event.target).closest("button");
        if (button) this.choose(button.value);
      });
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        await this.pending;
        this.list.querySelector("a")?.click();
      });
      this.element.addEventListener("keydown", (event) => this._moveFocus(event));
    }

    /** The number of the link in the list that has the focus, or -1. */
    _focused() {
      return [...this.list.querySelectorAll("a")].findIndex((link) => link === document.activeElement);
    }

    /** Move through the results with the arrow keys. @param {KeyboardEvent} event */
    _moveFocus(event) {
      const links = [...this.list.querySelectorAll("a")];
      const at = this._focused();
      const inField = document.activeElement === this.field;
      if (event.key === "ArrowDown" && (inField || at >= 0)) (links[at + 1] ?? links.at(-1))?.focus();
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? this.field).focus();
      else if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
        this.field.focus();
        event.stopPropagation();
        return;
      } else return;
      event.preventDefault();
    }

    /** @param {string} kind */
    choose(kind) {
      this.kind = kind;
      this.shown = PAGE_SIZE;
      this._address();
      this.pending = this._draw(++this.turn);
    }

    search() {
      this.shown = PAGE_SIZE;
      this._address();
      this.pending = this._find(++this.turn);
      return this.pending;
    }

    /** @param {number} turn */
    async _find(turn) {
      const started = performance.now();
      const query = this.field.value;
      try {
        const [index] = await Promise.all([openIndex(), styled]);
        if (turn !== this.turn) return;
        const result = query.trim() ? await edition.search.run(index, query) : null;
        if (turn !== this.turn) return;
        this.index = index;
        this.result = result;
        await this._draw(turn);
        performance.measure("search", { start: started, end: performance.now(), detail: query });
        // a file that cannot be loaded now is requested again when a query needs it
        if (result) index.loadRest().catch(() => {});
      } catch (error) {
        if (turn === this.turn) this._fail(/** @type {Error} */ (error));
      }
    }

    /** @param {Error} error */
    _fail(error) {
      opening = undefined;
      this.list.replaceChildren();
      this.status.textContent =
        error.message === "updated"
          ? "The site was updated while this page was open. Reload the page to search it."
          : "The search cannot be loaded here. Look at the lists of people, quotations and dates instead.";
    }

    /** @param {number} turn */
    async _draw(turn) {
      const { index, result } = this;
      if (!index || !result) {
        this.list.replaceChildren();
        this.kinds.replaceChildren();
        this.status.textContent = "";
        this.more.hidden = true;
        return;
      }
      const { units } = result;
      const hits = result.hits.filter((hit) => !this.kind || index.kinds[hit.record] === this.kind);
      const first = hits.slice(0, this.shown);
      await Promise.all(first.map(({ record }) => index.textOf(record)));
      const shown = [];
      let since = -Infinity;
      for (const hit of first) {
        if (performance.now() - since > SLICE) {
          await pause();
          since = performance.now();
        }
        if (turn !== this.turn) return;
        shown.push(await edition.search.excerpt(index, units, hit));
      }
      this._drawList(shown);
      this.more.hidden = hits.length <= this.shown;
      this.status.textContent = corrected(result) + summary(hits);
      this._drawKinds(index, result);
    }

    /** @param {SearchExcerpt[]} shown */
    _drawList(shown) {
      const withAll = shown.filter((hit) => hit.all).map(item);
      const withSome = shown.filter((hit) => !hit.all).map(item);
      const focused = this._focused();
      this.list.replaceChildren(
        ...(withAll.length ? [element("ol", {}, ...withAll)] : []),
        ...(withSome.length
          ? [element("p", { class: "search-some" }, "With some of the words"), element("ol", {}, ...withSome)]
          : []),
      );
      // if the focus was in the list, it stays there
      if (focused >= 0) this.list.querySelectorAll("a")[Math.min(focused, shown.length - 1)]?.focus();
    }

    /** @param {SearchIndex} index @param {SearchResult} result */
    _drawKinds(index, { hits }) {
      /** @type {Record<string, number>} */
      const counts = {};
      for (const { record } of hits) counts[index.kinds[record]] = (counts[index.kinds[record]] ?? 0) + 1;
      const button = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {number} */ count) =>
        element(
          "button",
          { type: "button", value: kind, "aria-pressed": String(kind === this.kind) },
          name,
          element("span", {}, ` ${count}`),
        );
      const hasFocus = this.kinds.contains(document.activeElement);
      this.kinds.replaceChildren(
        button("", "All", hits.length),
        ...Object.entries(KINDS)
          .filter(([kind]) => counts[kind] || kind === this.kind)
          .map(([kind, [, many]]) => button(kind, many, counts[kind] ?? 0)),
      );
      if (hasFocus)
        /** @type {HTMLElement | null} */ (this.kinds.querySelector('[aria-pressed="true"]'))?.focus();
    }

    async _showMore() {
      const before = this.list.querySelectorAll("a").length;
      this.shown += PAGE_SIZE;
      await this._draw(++this.turn);
      this.list.querySelectorAll("a")[before]?.focus();
    }

    /** Write the query into the address of the search page, or into a link to it. */
    _address() {
      const url = completed(new URL("search/", site));
      if (this.field.value.trim()) url.searchParams.set("q", this.field.value.trim());
      if (this.kind) url.searchParams.set("kind", this.kind);
      this.share.href = url.href;
      this.share.hidden = this.page || !this.field.value.trim();
      if (this.page) history.replaceState(history.state, "", url.href);
    }
  }

  /** @type {HTMLElement | undefined} */
  let dialog;
  /** @type {View} */
  let view;

  // A pop-up and not a modal dialog, for which a browser would compute the styles of the whole page again.
  const makeDialog = () => {
    view = new View({ page: false });
    const closes = { type: "button", class: "search-close", "aria-label": "Close the search" };
    const close = element("button", closes, "×");
    const attributes = { class: "search-dialog", role: "dialog", "aria-label": "Search", popover: "auto" };
    const made = element("div", attributes, view.element, close);
    close.addEventListener("click", () => made.hidePopover());
    made.addEventListener("click", ({ target }) => {
      // a result may be on this very page
      if (target instanceof Element && target.closest(".search-list a")) made.hidePopover();
    });
    made.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") made.setAttribute("aria-modal", "true");
      else made.removeAttribute("aria-modal");
    });
    made.addEventListener("keydown", (event) => event.key === "Tab" && stayWithin(made, event));
    document.body.append(made);
    return made;
  };

  /** Go from the last place of a dialog to the first, and back. @param {HTMLElement} box @param {KeyboardEvent} event */
  const stayWithin = (box, event) => {
    const all = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("input, a[href], button")]);
    const places = all.filter((place) => place.getClientRects().length);
    const [from, to] = event.shiftKey ? [places[0], places.at(-1)] : [places.at(-1), places[0]];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  };

  /** Focus a field that may already have been typed into. @param {HTMLInputElement} field @param {string} typed */
  const focus = (field, typed) => {
    field.focus();
    if (typed) field.value = typed;
    else field.select();
  };

  /** @type {SearchParts["show"]} */
  edition.search.show = async (typed) => {
    const field = document.querySelector("[data-search-here]")?.querySelector("input");
    if (field) return focus(field, typed());
    if (!canPopUp) throw new Error("this browser has no pop-ups");
    dialog ??= makeDialog();
    openIndex().catch(() => {});
    await styled;
    if (!dialog.matches(":popover-open")) dialog.showPopover();
    focus(view.field, typed());
    if (view.field.value) view.search();
  };

  /** @type {SearchParts["fill"]} */
  edition.search.fill = (place) => {
    const query = new URLSearchParams(location.search);
    const here = new View({ page: true });
    place.replaceChildren(here.element);
    here.field.value = query.get("q") ?? "";
    here.kind = KINDS[query.get("kind") ?? ""] ? (query.get("kind") ?? "") : "";
    here.field.focus();
    if (here.field.value) here.search();
  };
})();
