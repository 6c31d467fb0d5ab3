// @ts-check
/* The search as a reader sees it: in a dialog over any page, and on the page /search/. */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const assets = new URL(".", script.src);
  const site = new URL("..", assets);
  const ROOM = 10;
  const KINDS = /** @type {Record<string, [one: string, many: string]>} */ ({
    essay: ["Essay", "Essays"],
    digest: ["Digest", "Digests"],
    note: ["Note", "Notes"],
    person: ["Person", "People"],
    quotation: ["Quotation", "Quotations"],
    date: ["Date", "Dates"],
    disagreement: ["Disagreement", "Disagreements"],
    source: ["Source", "Sources"],
  });

  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} inside */
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };

  /** @param {string} tag @param {string} name @param {string} value @param {string} address */
  const loaded = (tag, name, value, address) =>
    new Promise((resolve, reject) => {
      const element = make(tag, { [name]: new URL(address, assets).href, ...(value ? { rel: value } : {}) });
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });

  /** @type {Promise<any> | undefined} */
  let opening;
  /** Load the engine and the part of the index that every query needs. */
  const engine = () => {
    opening ??= Promise.all([
      loaded("script", "src", "", "vendor/stemmer.js"),
      loaded("script", "src", "", "search-engine.js"),
    ]).then(() => /** @type {any} */ (globalThis).editionSearch.open(new URL("data/search/", site)));
    opening.catch(() => (opening = undefined));
    return opening;
  };

  const styled = loaded("link", "href", "stylesheet", "search.css").catch(() => {});

  /** @param {number} count @param {string} one @param {string} many */
  const counted = (count, one, many = `${one}s`) =>
    `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  /** @param {[string, boolean][]} parts */
  const marked = (parts) => parts.map(([text, mark]) => (mark ? make("mark", {}, text) : text));

  /** The address of what was found, with the words to be marked there. @param {any} hit */
  const addressOf = (hit) => {
    const url = new URL(hit.address, site);
    // a folder on disk has no server that would find its index
    if (url.protocol === "file:") url.pathname += "index.html";
    const words = hit.marks.map((/** @type {string} */ one) => (one.includes(" ") ? `"${one}"` : one));
    if (words.length) url.searchParams.set("h", words.join(" "));
    url.hash = hit.fragment;
    return url.href;
  };

  /** @param {any} hit */
  const item = (hit) => {
    const number = /^p(\d+)$/.exec(hit.fragment);
    const kind = KINDS[hit.kind];
    const place = [kind[0], kind.includes(hit.shownIn) ? "" : hit.shownIn].filter(Boolean).join(" · ");
    const head = hit.title.length ? marked(hit.title) : [hit.section || hit.shownIn];
    return make(
      "li",
      {},
      make(
        "a",
        { href: addressOf(hit), class: hit.own ? "own" : "" },
        make("span", { class: "search-place" }, place),
        make(
          "span",
          { class: "search-head" },
          ...head,
          ...(number ? [make("span", { class: "search-number" }, ` ¶ ${number[1]}`)] : []),
        ),
        make("span", { class: "search-text" }, ...marked(hit.excerpt)),
      ),
    );
  };

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

  /** A field, kinds to choose from, and what was found. */
  class View {
    /** @param {{page: boolean}} options */
    constructor({ page }) {
      this.page = page;
      this.kind = "";
      this.shown = ROOM;
      /** Counts the queries, so that a slow answer never covers a newer one. */
      this.turn = 0;
      /** @type {any} */ this.result = null;
      this.field = /** @type {HTMLInputElement} */ (make("input", FIELD));
      this.kinds = make("div", { class: "search-kinds", role: "group", "aria-label": "Show only" });
      this.status = make("p", { class: "search-status", role: "status" });
      this.share = /** @type {HTMLAnchorElement} */ (
        make("a", { class: "search-share", hidden: "" }, "Link to this search")
      );
      this.list = make("div");
      this.more = make("button", { type: "button", class: "search-more", hidden: "" }, "Show more");
      const form = make("form", { role: "search", class: "search-form" }, this.field);
      this.element = make(
        "div",
        { class: "search-view" },
        form,
        this.kinds,
        make("div", { class: "search-told" }, this.status, this.share),
        make("div", { class: "search-list" }, this.list, this.more),
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
        /** @type {HTMLElement | null} */ (this.list.querySelector("a"))?.click();
      });
      this.element.addEventListener("keydown", (event) => this._walk(event));
    }

    /** Walk through what was found by the arrow keys. @param {KeyboardEvent} event */
    _walk(event) {
      const links = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("a")]);
      const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
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
      this.shown = ROOM;
      this._address();
      this.pending = this._draw(++this.turn);
    }

    search() {
      this.shown = ROOM;
      this._address();
      this.pending = this._find(++this.turn);
      return this.pending;
    }

    /** @param {number} turn */
    async _find(turn) {
      const started = performance.now();
      const query = this.field.value;
      try {
        const [ready] = await Promise.all([engine(), styled]);
        if (turn !== this.turn) return;
        const { editionSearch } = /** @type {any} */ (globalThis);
        const result = query.trim() ? await editionSearch.search(ready, query) : null;
        if (turn !== this.turn) return;
        this.result = result;
        await this._draw(turn);
        performance.measure("search", { start: started, end: performance.now(), detail: query });
        // what cannot be loaded now is asked for again when a query needs it
        if (result) ready.loadRest().catch(() => {});
      } catch (error) {
        if (turn === this.turn) this._fail(/** @type {Error} */ (error));
      }
    }

    /** @param {Error} error */
    _fail(error) {
      opening = undefined;
      this.list.replaceChildren();
      this.status.textContent =
        error.message === "renewed"
          ? "The site was renewed while this page was open. Reload the page to search it."
          : "The search cannot be loaded here. Look at the lists of people, quotations and dates instead.";
    }

    /** @param {number} turn */
    async _draw(turn) {
      const { result } = this;
      if (!result) {
        this.list.replaceChildren();
        this.kinds.replaceChildren();
        this.status.textContent = "";
        this.more.hidden = true;
        return;
      }
      const hits = result.hits.filter(
        (/** @type {any} */ hit) => !this.kind || result.engine.kinds[hit.record] === this.kind,
      );
      const shown = await Promise.all(
        hits.slice(0, this.shown).map((/** @type {any} */ hit) => result.show(hit)),
      );
      if (turn !== this.turn) return;
      const all = shown.filter((hit) => hit.all),
        some = shown.filter((hit) => !hit.all);
      // whoever walks through the list already stays in it
      const at = [...this.list.querySelectorAll("a")].indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
      this.list.replaceChildren(
        ...(all.length ? [make("ol", {}, ...all.map(item))] : []),
        ...(some.length
          ? [make("p", { class: "search-some" }, "With some of the words"), make("ol", {}, ...some.map(item))]
          : []),
      );
      if (at >= 0) [...this.list.querySelectorAll("a")][Math.min(at, shown.length - 1)]?.focus();
      this.more.hidden = hits.length <= this.shown;
      this._tell(hits);
      this._drawKinds();
    }

    /** @param {any[]} hits */
    _tell(hits) {
      const all = hits.filter((hit) => hit.all).length,
        some = hits.length - all;
      const slips = this.result.corrections
        .map(
          (/** @type {[string, string]} */ [typed, used]) =>
            `Nothing has “${typed}”; this is for “${used}”. `,
        )
        .join("");
      const told = !hits.length
        ? "Nothing found. Try fewer words, the beginning of a word, or another kind."
        : some && all
          ? `${counted(all, "place")} with all the words, ${some.toLocaleString("en")} with some.`
          : all
            ? `${counted(all, "place")}.`
            : `No place with all the words; ${counted(some, "place")} with some.`;
      this.status.textContent = slips + told;
    }

    _drawKinds() {
      const counts = this.result.counts();
      const sum = (/** @type {string} */ kind) => (counts[kind] ? counts[kind].all + counts[kind].some : 0);
      const button = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {number} */ count) =>
        make(
          "button",
          { type: "button", value: kind, "aria-pressed": String(kind === this.kind) },
          name,
          make("span", {}, ` ${count}`),
        );
      const focused = this.kinds.contains(document.activeElement);
      this.kinds.replaceChildren(
        button("", "All", this.result.hits.length),
        ...Object.entries(KINDS)
          .filter(([kind]) => sum(kind) || kind === this.kind)
          .map(([kind, [, many]]) => button(kind, many, sum(kind))),
      );
      if (focused)
        /** @type {HTMLElement | null} */ (this.kinds.querySelector('[aria-pressed="true"]'))?.focus();
    }

    async _showMore() {
      const before = this.list.querySelectorAll("a").length;
      this.shown += ROOM;
      await this._draw(++this.turn);
      /** @type {HTMLElement | undefined} */ ([...this.list.querySelectorAll("a")][before])?.focus();
    }

    /** Keep the query in the address, or offer the address that has it. */
    _address() {
      const url = new URL("search/", site);
      if (url.protocol === "file:") url.pathname += "index.html";
      if (this.field.value.trim()) url.searchParams.set("q", this.field.value.trim());
      if (this.kind) url.searchParams.set("kind", this.kind);
      this.share.href = url.href;
      this.share.hidden = this.page || !this.field.value.trim();
      if (this.page) history.replaceState(history.state, "", url.href);
    }
  }

  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  /** @type {View} */
  let view;

  /** Open the dialog. @param {() => string} typed what was typed meanwhile */
  const open = async (typed) => {
    if (!dialog) {
      view = new View({ page: false });
      const close = make(
        "button",
        { type: "button", class: "search-close", "aria-label": "Close the search" },
        "×",
      );
      const made = /** @type {HTMLDialogElement} */ (
        make("dialog", { class: "search-dialog", "aria-label": "Search" }, view.element, close)
      );
      close.addEventListener("click", () => made.close());
      // a press beside the dialog, or on a hit of this very page, closes it
      made.addEventListener("click", (event) => {
        if (event.target === made || /** @type {HTMLElement} */ (event.target).closest(".search-list a"))
          made.close();
      });
      document.body.append(made);
      dialog = made;
    }
    engine().catch(() => {});
    await styled;
    if (!dialog.open) dialog.showModal();
    take(view.field, typed());
    if (view.field.value) view.search();
  };

  /** Let a field go on from what was typed already. @param {HTMLInputElement} field @param {string} told */
  const take = (field, told) => {
    field.focus();
    if (told) field.value = told;
    else field.select();
  };

  /** Put the search into its own page. @param {Element} place */
  const fill = (place) => {
    const asked = new URLSearchParams(location.search);
    const here = new View({ page: true });
    place.replaceChildren(here.element);
    here.field.value = asked.get("q") ?? "";
    here.kind = KINDS[asked.get("kind") ?? ""] ? (asked.get("kind") ?? "") : "";
    here.field.focus();
    if (here.field.value) here.search();
  };

  const page = document.querySelector("[data-search-here]");
  /** @type {any} */ (globalThis).editionSearchView = {
    /** @param {() => string} typed */
    open: async (typed) => {
      const field = page?.querySelector("input");
      if (field) take(field, typed());
      else await open(typed);
    },
    fill,
  };
})();
