// @ts-check
/* The way to the search, on every page: small, for the search itself is loaded only when it is asked for. */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const assets = new URL(".", script.src);

  /** @param {string} name @returns {Promise<void>} */
  const load = (name) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(name, assets).href;
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(name));
      document.head.append(element);
    });

  /** @type {Promise<any> | undefined} */
  let loaded;
  const search = () => {
    loaded ??= load("search.js").then(() => /** @type {any} */ (globalThis).editionSearchView);
    loaded.catch(() => (loaded = undefined));
    return loaded;
  };

  /** What is typed while the search is on its way. @type {string | undefined} */
  let typed;

  /** @param {string} address where to go if the search cannot be opened here */
  const open = async (address) => {
    typed = "";
    try {
      await (await search()).open(() => typed);
    } catch {
      location.assign(address);
    } finally {
      typed = undefined;
    }
  };

  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-search-link]"));
  const page = document.querySelector("[data-search-here]");

  /** Whether keys are for a field; one in a dialog just closed may still have the focus. @param {EventTarget | null} target */
  const isWriting = (target) =>
    target instanceof HTMLElement &&
    target.getClientRects().length > 0 &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)) &&
    !/^(checkbox|radio|button|range)$/.test(/** @type {HTMLInputElement} */ (target).type);

  // before the theme sees the keys, to which some letters mean the next page or the one before
  const listen = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typed !== undefined && event.key.length === 1) {
      typed += event.key;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (!["/", "s", "f"].includes(event.key)) return;
    if (event.defaultPrevented || isWriting(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    open(link?.href ?? "");
  };
  document.addEventListener("keydown", listen, true);

  link?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link.href);
  });

  if (page)
    search()
      .then((view) => view.fill(page))
      .catch(() => {});
  if (new URLSearchParams(location.search).has("h")) load("search-marks.js").catch(() => {});
})();
