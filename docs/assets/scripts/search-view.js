// @ts-check
/* The user interface of the search, in the dialog and on the page /search/. */
(() => {
  "use strict";

  const { element, gettext, pause, completed, site } = edition;
  /** How many results are shown at first, and how many more each time. */
  const PAGE_SIZE = 10;
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
    "aria-label": gettext("Search the edition"),
    placeholder: gettext("Words, a name, a date, “a phrase”"),
  };

  /** Whether a click opens another tab or window. @param {MouseEvent} event */
  const isForOtherTab = ({ ctrlKey, metaKey, shiftKey, altKey, button }) =>
    ctrlKey || metaKey || shiftKey || altKey || button > 0;

  /** The search field, the kinds of results to choose from, and the results. @implements {SearchView} */
  class View {
    /** @param {SearchViewOptions} options */
    constructor({ page, open, lists }) {
      this.page = page;
      this.open = open;
      this.kind = "";
      this.shown = PAGE_SIZE;
      /** Counts the queries, so that a slow answer never replaces a newer one. */
      this.turn = 0;
      /** Whether something could not be loaded. */
      this.failed = false;
      /** @type {SearchIndex | undefined} */ this.index = undefined;
      /** @type {SearchResult | null} */ this.result = null;
      this.field = element("input", FIELD);
      this.kinds = element("div", { class: "search-kinds", role: "group", "aria-label": gettext("Show only") });
      this.status = element("p", { class: "search-status", role: "status" });
      this.share = element("a", { class: "search-share", hidden: "" }, gettext("Link to this search"));
      this.list = element("div");
      this.examples = element("p", { class: "search-examples" });
      this.start = element("div", { class: "search-start" }, this.examples, ...lists);
      this.more = element("button", { type: "button", class: "search-more", hidden: "" }, gettext("Show more"));
      const form = element("form", { role: "search", class: "search-form" }, this.field);
      this.element = element(
        "div",
        { class: "search-view" },
        form,
        this.kinds,
        element("div", { class: "search-summary" }, this.status, this.share),
        this.start,
        element("div", { class: "search-list" }, this.list, this.more),
      );
      this._listen(form);
    }

    /** @param {HTMLElement} form */
    _listen(form) {
      // what an input method composes is not searched before it is chosen
      this.field.addEventListener("input", (event) => {
        if (!(event instanceof InputEvent && event.isComposing)) this.search();
      });
      this.field.addEventListener("compositionend", () => this.search());
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
      this.list.addEventListener("click", (event) => {
        if (event.target instanceof Element && event.target.closest("a")) this.remember();
      });
      this.examples.addEventListener("click", (event) => {
        const button = event.target instanceof Element && event.target.closest("button");
        if (!button) return;
        this.field.value = button.value;
        this.field.focus();
        this.search();
      });
      addEventListener("online", () => this.failed && this.search());
      this.element.addEventListener("keydown", (event) => this._moveFocus(event));
    }

    /** The number of the link in the list that has the focus, or -1. */
    _focused() {
      return [...this.list.querySelectorAll("a")].findIndex((link) => link === document.activeElement);
    }

    /** Move through the results with the arrow keys. @param {KeyboardEvent} event */
    _moveFocus(event) {
      if (event.isComposing) return;
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
      this.pending = this._attempt(() => this._drawMore(this.turn));
    }

    search(shown = PAGE_SIZE) {
      this.shown = shown;
      if (this.field.value.trim()) this.start.hidden = true;
      this._address();
      this.pending = this._attempt(() => this._find(this.turn));
      return this.pending;
    }

    /** Do what a newer query or choice may outrun. @param {() => Promise<void>} work */
    async _attempt(work) {
      const turn = ++this.turn;
      try {
        await work();
      } catch (error) {
        if (turn === this.turn) this._fail(/** @type {Error} */ (error));
      }
    }

    /** @param {number} turn */
    async _find(turn) {
      const started = performance.now();
      const query = this.field.value;
      const index = await this.open();
      if (turn !== this.turn) return;
      const result = query.trim() ? await edition.search.run(index, query) : null;
      if (turn !== this.turn) return;
      this.index = index;
      this.result = result;
      if (this.kind && !Object.hasOwn(edition.search.results.kinds, this.kind)) {
        this.kind = "";
        this._address();
      }
      await (this.kind || this.shown > PAGE_SIZE ? this._drawMore(turn) : this._draw(turn));
      this.failed = false;
      performance.measure("search", { start: started, end: performance.now(), detail: query });
      // a file that cannot be loaded now is requested again when a query needs it
      if (result) index.loadRest().catch(() => {});
    }

    /** @param {Error} error */
    _fail(error) {
      this.failed = true;
      this.list.replaceChildren();
      this.start.hidden = Boolean(this.field.value.trim());
      this.more.hidden = true;
      this.status.textContent =
        error.message === "updated"
          ? gettext("The site was updated while this page was open. Reload the page to search it.")
          : navigator.onLine
            ? gettext("The search cannot be loaded here. Look at the lists of people, quotations and dates instead.")
            : gettext("You are offline, and what this search needs has not been loaded yet. It goes on once you are online.");
    }

    /** Show what may be searched for. */
    async suggest() {
      if (this.examples.hasChildNodes()) return;
      try {
        const index = await this.open();
        const buttons = index.examples.map((value) => element("button", { type: "button", value }, value));
        if (buttons.length) this.examples.replaceChildren(gettext("For instance:"), " ", ...buttons);
      } catch {
        // without examples
      }
    }

    /** Remember with the page what was found, for a reader who comes back to it. */
    remember() {
      const { field, kind, shown } = this;
      const top = this.page ? scrollY : this.list.parentElement?.scrollTop;
      history.replaceState({ ...history.state, search: { query: field.value, kind, shown, top } }, "");
    }

    /** Show what was remembered. @param {SearchState} state */
    async restore({ query, kind, shown, top }) {
      this.field.value = query;
      this.kind = kind;
      await this.search(shown);
      if (this.page) scrollTo({ top, behavior: "instant" });
      else this.list.parentElement?.scrollTo({ top });
    }

    /** The results of the chosen kind. */
    _hits() {
      const { index, result } = this;
      return result?.hits.filter((hit) => !this.kind || index?.kinds[hit.record] === this.kind) ?? [];
    }

    /** Draw as many results as are to be shown, if need be after reading the rest of a large index.
     * @param {number} turn */
    async _drawMore(turn) {
      const { index, result } = this;
      if (index && result?.isPartial && this._hits().length < this.shown) {
        const whole = await edition.search.run(index, result.query, true);
        if (turn !== this.turn) return;
        this.result = whole;
      }
      await this._draw(turn);
    }

    /** @param {number} turn */
    async _draw(turn) {
      const { index, result } = this;
      if (!index || !result) {
        this.list.replaceChildren();
        this.kinds.replaceChildren();
        this.status.textContent = "";
        this.more.hidden = true;
        this.start.hidden = false;
        await this.suggest();
        return;
      }
      const { units } = result;
      const hits = this._hits();
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
      this.start.hidden = true;
      this._drawList(shown);
      this.more.hidden = hits.length <= this.shown && !result.isPartial;
      this.status.textContent = edition.search.results.summary(result, hits);
      this._drawKinds(index, result);
    }

    /** @param {SearchExcerpt[]} shown */
    _drawList(shown) {
      const { item } = edition.search.results;
      const withAll = shown.filter((hit) => hit.all).map(item);
      const withSome = shown.filter((hit) => !hit.all).map(item);
      const focused = this._focused();
      this.list.replaceChildren(
        ...(withAll.length ? [element("ol", {}, ...withAll)] : []),
        ...(withSome.length
          ? [element("p", { class: "search-some" }, gettext("With some of the words")), element("ol", {}, ...withSome)]
          : []),
      );
      // if the focus was in the list, it stays there
      if (focused >= 0) this.list.querySelectorAll("a")[Math.min(focused, shown.length - 1)]?.focus();
    }

    /** @param {SearchIndex} index @param {SearchResult} result */
    _drawKinds(index, { hits, isPartial }) {
      /** @type {Record<string, number>} */
      const counts = {};
      for (const { record } of hits) counts[index.kinds[record]] = (counts[index.kinds[record]] ?? 0) + 1;
      const button = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {number} */ count) =>
        element(
          "button",
          { type: "button", value: kind, "aria-pressed": String(kind === this.kind) },
          name,
          count || !isPartial ? element("span", {}, ` ${count}${isPartial ? "+" : ""}`) : "",
        );
      // those of which nothing has been read yet can be chosen, too, but how many there are is not known
      const mayHave = (/** @type {string} */ kind) => counts[kind] || (isPartial && index.kinds.includes(kind));
      const hasFocus = this.kinds.contains(document.activeElement);
      this.kinds.replaceChildren(
        button("", gettext("All"), hits.length),
        ...Object.entries(edition.search.results.kinds)
          .filter(([kind]) => mayHave(kind) || kind === this.kind)
          .map(([kind, [, many]]) => button(kind, many, counts[kind] ?? 0)),
      );
      if (hasFocus)
        /** @type {HTMLElement | null} */ (this.kinds.querySelector('[aria-pressed="true"]'))?.focus();
    }

    async _showMore() {
      const before = this.list.querySelectorAll("a").length;
      this.shown += PAGE_SIZE;
      await this._attempt(() => this._drawMore(this.turn));
      this.list.querySelectorAll("a")[before]?.focus();
      this.remember();
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

  edition.search.makeView = (options) => new View(options);
  edition.search.isForOtherTab = isForOtherTab;
})();
