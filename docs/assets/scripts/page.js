// @ts-check
/* What every page does: link targets in view, keyboard shortcuts, opening the search, the address in print.
   Without this script, addresses, headings and links still work as usual. */
(() => {
  "use strict";

  const { element, load, decoded, unfold } = edition;
  const later = document.currentScript?.dataset.later?.split(" ") ?? [];
  const root = document.documentElement;
  const content = document.querySelector(".md-content .md-typeset");
  const NOTICES = "scripts/notices.js";

  if (location.protocol === "file:") load("scripts/local-files.js").catch(() => {});

  /* --- what answers a reader ----------------------------------------------------------------------- */

  // Scripts and their styles that put nothing on the page in a narrow window are loaded there when the reader
  // begins to do something. Until they are there, links that they would have answered wait for them.

  const SIGNS = ["pointerdown", "pointermove", "keydown", "focusin", "scroll", "selectionchange"];
  const ANSWERED = "article :is(.number, .headerlink, .footnote-ref, .author-call, .quiet, .sign), .layers-button";

  async function loadLater() {
    SIGNS.forEach((sign) => removeEventListener(sign, answer, true));
    await Promise.all([...later, NOTICES].map(load)).catch(() => {});
    removeEventListener("click", keepWaiting, true);
  }

  /** @param {Event} sign */
  function answer(sign) {
    // a browser also reports a pointer that rests where the page has appeared under it
    const rests = sign.type === "pointermove" && sign instanceof MouseEvent && !sign.movementX && !sign.movementY;
    if (!rests) loadLater();
  }

  /** @param {MouseEvent} event */
  async function keepWaiting(event) {
    const link = event.target instanceof Element && event.target.closest(ANSWERED);
    if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await loadLater();
    link.click();
  }

  addEventListener("click", keepWaiting, true);
  const roomy = matchMedia("(width >= 60em)");
  if (roomy.matches) loadLater();
  else {
    roomy.addEventListener("change", loadLater, { once: true });
    for (const sign of SIGNS) addEventListener(sign, answer, { capture: true, passive: true });
  }

  /* --- targets: below the header, whatever its height, and never hidden in a fold ------------- */

  const header = document.querySelector(".md-header");
  if (header) {
    new ResizeObserver(([entry]) => {
      const height = entry.borderBoxSize?.[0].blockSize ?? header.getBoundingClientRect().height;
      root.style.setProperty("--header", `${height}px`);
    }).observe(header, { box: "border-box" });
  }

  /** Show the target of the address; notices.js knows what to do without one. */
  function arrive() {
    unfold();
    const isMissing = location.hash && !document.getElementById(decoded(location.hash));
    if (isMissing) load(NOTICES).then(() => edition.correctAddress()).catch(() => {});
  }

  arrive();
  addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    // a second click on a link does not change the address, so there is no hashchange event
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link instanceof HTMLAnchorElement && link.hash && link.href === location.href) setTimeout(unfold);
  });

  /* --- the box "Cite this": copying ------------------------------------------------------------ */

  async function addCopyButtons() {
    await load("scripts/citations.js");
    await load("scripts/cite-box.js");
  }

  // without buttons, citations can still be selected and copied
  document.querySelector("details.cite")?.addEventListener("toggle", () => addCopyButtons().catch(() => {}), { once: true });

  /* --- in print: everything unfolded, the address of the page, and what print.css has above each page -- */

  /** @type {NodeListOf<HTMLDetailsElement> | undefined} */
  let unfolded;

  function addAddress() {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    const address = canonical?.href || (location.protocol === "file:" ? "" : location.origin + location.pathname);
    if (!content || !address || content.querySelector(".printed")) return;
    const head = [...content.querySelectorAll("h1, h1 ~ :is(.imprint, .byline, .subtitle)")];
    // only the lines directly below the title
    const last = head.findLast((part, at) => !at || part.previousElementSibling === head[at - 1]);
    last?.after(element("p", { class: "printed" }, address + location.search));
  }

  /** Give the stylesheet a text as a string; quotation marks and backslashes are escaped as in JSON.
   * @param {string} name @param {string | null | undefined} text */
  const setString = (name, text) => root.style.setProperty(name, JSON.stringify(text?.replace(/\s+/g, " ") ?? ""));

  addEventListener("beforeprint", () => {
    setString("--head", content?.querySelector("h1")?.innerText.replace("\u200b", ""));
    setString("--site", document.querySelector("meta[property='og:site_name']")?.getAttribute("content"));
    unfolded = document.querySelectorAll("details:not([open], .brief)");
    unfolded.forEach((fold) => (fold.open = true));
    addAddress();
  });
  addEventListener("afterprint", () => unfolded?.forEach((fold) => (fold.open = false)));

  /* --- going from section to section -------------------------------------------------------------- */

  /** @type {HTMLElement[]} */
  const headings = [...(content?.querySelectorAll(/** @type {"h2"} */ ("h2[id]")) ?? [])];

  const landing = () => (headings[0] ? parseFloat(getComputedStyle(headings[0]).scrollMarginTop) : 0);

  /** Whether no filter has hidden a heading. @param {HTMLElement} heading */
  const isShown = (heading) => heading.getClientRects().length > 0;

  const isAtBottom = () => innerHeight + scrollY >= root.scrollHeight - 2;

  /** Go to the next (1) or the previous (-1) section. @param {1 | -1} step */
  function go(step) {
    const line = landing();
    const shown = headings.filter(isShown);
    const tops = shown.map((heading) => heading.getBoundingClientRect().top);
    let to = step > 0 ? tops.findIndex((top) => top > line + 4) : tops.findLastIndex((top) => top < line - 4);
    // at the end of the page, the heading that was navigated to cannot be scrolled to the top
    const target = shown.findIndex((heading) => `#${heading.id}` === location.hash);
    if (isAtBottom() && target >= 0 && tops[target] > line) to = target + step;
    if (shown[to]) location.replace(`#${shown[to].id}`);
    else if (step < 0) scrollTo({ top: 0 });
  }

  /* --- the search: loaded when it is first used -------------------------------------------------- */

  const searchLink = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-search-link]"));
  const searchPlace = document.querySelector("[data-search-here]");

  /** What is typed while the search is being loaded. @type {string | undefined} */
  let typed;

  async function openSearch() {
    typed = "";
    try {
      await load("scripts/search.js");
      await edition.search.show(() => typed ?? "");
    } catch {
      if (!edition.sayIfOffline?.() && searchLink) location.assign(searchLink.href);
    } finally {
      typed = undefined;
    }
  }

  searchLink?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    openSearch();
  });
  if (searchPlace)
    load("scripts/search.js").then(
      () => edition.search.fill(searchPlace),
      () => edition.sayIfOffline?.(),
    );
  else {
    // a reader who goes back to a page finds the results there
    const reopen = () => history.state?.search && openSearch();
    reopen();
    addEventListener("popstate", reopen);
  }
  if (new URLSearchParams(location.search).has("h"))
    for (const name of ["words", "marks"]) load(`scripts/search-${name}.js`).catch(() => {});

  /* --- keys -------------------------------------------------------------------------------------- */

  /** Go to the next or the previous page, if there is one. @param {"next" | "prev"} which */
  function turn(which) {
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[rel=${which}]`));
    if (link) location.assign(link.href);
  }

  const ACTIONS = /** @type {Record<string, () => void>} */ ({
    j: () => go(1),
    k: () => go(-1),
    n: () => turn("next"),
    ".": () => turn("next"),
    p: () => turn("prev"),
    ",": () => turn("prev"),
    "/": openSearch,
    s: openSearch,
    f: openSearch,
    "?": () => showKeys(),
  });
  const SWITCH = "edition.keys";
  const NOT_TYPED_IN = ["checkbox", "radio", "button", "range"].map((type) => `[type=${type}]`);
  const FIELD = `:is(input:not(${NOT_TYPED_IN}), textarea, select, [contenteditable])`;

  /** Whether keyboard shortcuts are on. The choice is stored if the browser allows it. */
  let keysOn = true;
  try {
    keysOn = localStorage.getItem(SWITCH) !== "off";
  } catch {
    // without storage they are on
  }

  /** @param {boolean} on */
  function switchKeys(on) {
    keysOn = on;
    try {
      localStorage.setItem(SWITCH, on ? "on" : "off");
    } catch {
      // without storage the choice applies to this page only
    }
  }

  /** Whether a key is meant for a visible field; one in a closed dialog may still have the focus.
   * @param {Event} event */
  function isForField(event) {
    const [target] = event.composedPath();
    const field = target instanceof Element && target.closest(FIELD);
    return field && field.getClientRects().length > 0;
  }

  addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (typed !== undefined && event.key.length === 1) {
        typed += event.key;
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (!keysOn || !Object.hasOwn(ACTIONS, event.key) || isForField(event)) return;
      if (event.defaultPrevented || document.querySelector("dialog[open], [aria-modal=true]")) return;
      event.preventDefault();
      ACTIONS[event.key]();
    },
    true,
  );

  /** Show the list of these keys, with a box that switches them off. */
  const showKeys = () =>
    Promise.all(["scripts/keys.js", "styles/keys.css"].map(load))
      .then(() => edition.openKeys(keysOn, switchKeys))
      .catch(() => {});

  edition.sections = { headings, isShown, landing, go };
  edition.showKeys = showKeys;
})();
