// @ts-check
/* The search: it loads its other scripts, and opens the dialog or fills the page /search/. */
(() => {
  "use strict";

  const { element, gettext, load, site, canPopUp } = edition;
  /** What the search knows of languages. */
  const LANGUAGES = /** @type {Record<string, string[]>} */ ({ en: ["vendor/stemmer.js", "search-english.js"] });
  /** The other scripts of the search, in this order. */
  const PARTS = [
    "search-words.js",
    ...(LANGUAGES[edition.language.slice(0, 2)] ?? []),
    "search-files.js",
    "search-dictionary.js",
    "search-index.js",
    "search-typed.js",
    "search-places.js",
    "search-rank.js",
    "search-query.js",
    "search-excerpt.js",
    "search-results.js",
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
  const viewed = load("scripts/search-view.js");

  const open = async () => {
    const [index] = await Promise.all([openIndex(), styled]);
    return index;
  };

  /** @type {HTMLElement | undefined} */
  let dialog;
  /** @type {SearchView} */
  let view;
  /** Whether the dialog is closed because a result on this very page was chosen. */
  let isFollowed = false;

  // A pop-up and not a modal dialog, for which a browser would compute the styles of the whole page again.
  const makeDialog = () => {
    view = edition.search.makeView({ page: false, open, lists: [] });
    const closes = { type: "button", class: "search-close", "aria-label": gettext("Close the search") };
    const close = element("button", closes, "×");
    const attributes = { class: "search-dialog", role: "dialog", "aria-label": gettext("Search"), popover: "auto" };
    const made = element("div", attributes, view.element, close);
    close.addEventListener("click", () => made.hidePopover());
    made.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest(".search-list a");
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || edition.search.isForOtherTab(event)) return;
      // until another page is there, and on the way back from it, the results are
      if (new URL(link.href).pathname !== location.pathname) return;
      isFollowed = true;
      made.hidePopover();
      isFollowed = false;
    });
    made.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") made.setAttribute("aria-modal", "true");
      else made.removeAttribute("aria-modal");
      // what a reader has closed is not opened again
      if (newState !== "open" && !isFollowed && history.state?.search) {
        const { search, ...rest } = history.state;
        history.replaceState(rest, "");
      }
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
    openIndex().catch(() => {});
    await Promise.all([styled, viewed]);
    dialog ??= makeDialog();
    if (!dialog.matches(":popover-open")) dialog.showPopover();
    const state = /** @type {SearchState | undefined} */ (history.state?.search);
    focus(view.field, typed());
    if (state && !typed()) view.restore(state);
    else if (view.field.value) view.search();
    else view.suggest();
  };

  /** @type {SearchParts["fill"]} */
  edition.search.fill = async (place) => {
    await viewed;
    const query = new URLSearchParams(location.search);
    const state = /** @type {SearchState | undefined} */ (history.state?.search);
    const here = edition.search.makeView({ page: true, open, lists: [...place.querySelectorAll("ul")] });
    place.replaceChildren(here.element);
    here.field.value = query.get("q") ?? "";
    here.kind = query.get("kind") ?? "";
    here.field.focus({ preventScroll: true });
    if (state && state.query.trim() === here.field.value) here.restore(state);
    else if (here.field.value) here.search();
    else here.suggest();
  };
})();
