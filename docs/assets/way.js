// @ts-check
/* Finding one's way: where one is in an essay, its sections at hand, keys, and targets in view.
   Without this script every address, heading and table of contents works as the browser has it. */
(() => {
  "use strict";

  const root = document.documentElement;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const content = /** @type {HTMLElement} */ (document.querySelector(".md-content .md-typeset"));
  if (location.protocol === "file:") document.head.append(make("script", { src: `${new URL("folder.js", own)}` }));
  if (!content) return;

  /** Headings of sections, those of notes and apparatus among them. @type {HTMLElement[]} */
  const headings = [...content.querySelectorAll("h2[id]")].map((h2) => /** @type {HTMLElement} */ (h2));
  const sections = headings.filter((h2) => !h2.classList.contains("editorial"));
  const isEssay = sections.length > 0 && content.querySelector("a.number") !== null;

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  /** What a heading says, without its link and the numbers of notes. @param {Element} heading */
  function words(heading) {
    const copy = /** @type {Element} */ (heading.cloneNode(true));
    for (const extra of copy.querySelectorAll(".headerlink, sup")) extra.remove();
    return copy.textContent.trim();
  }

  // --- targets: below the header, whatever its height, and never in a fold ------------------------

  const header = document.querySelector(".md-header");
  if (header) {
    new ResizeObserver(([entry]) => {
      const height = entry.borderBoxSize?.[0].blockSize ?? header.getBoundingClientRect().height;
      root.style.setProperty("--header", `${height}px`);
    }).observe(header, { box: "border-box" });
  }

  /** Open what is folded around the target of the address; not every browser does. */
  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folds = [];
    for (let at = target?.closest("details:not([open])"); at; at = at.parentElement?.closest("details:not([open])"))
      folds.push(at);
    if (!target || !folds.length) return;
    for (const fold of folds) fold.setAttribute("open", "");
    target.scrollIntoView();
  }

  unfold();
  addEventListener("hashchange", unfold);
  document.addEventListener("click", (event) => {
    // a second click on a link leaves the address as it is, so nothing else tells of it
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link instanceof HTMLAnchorElement && link.hash && link.href === location.href) setTimeout(unfold);
  });

  // --- on paper: the page's address --------------------------------------------------------------

  addEventListener("beforeprint", () => {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    const address = canonical?.href || (location.protocol === "file:" ? "" : location.origin + location.pathname);
    const lead = [...content.querySelectorAll("h1, h1 ~ :is(.imprint, .byline, .subtitle)")];
    // only what stands directly below the title
    const above = lead.findLast((element, at) => !at || element.previousElementSibling === lead[at - 1]);
    if (address && !content.querySelector(".printed"))
      above?.after(make("p", { class: "printed" }, address + location.search));
  });

  // --- sections, one after another ---------------------------------------------------------------

  /** How far below the top of the window a target comes to stand. */
  const landing = () => (headings[0] ? parseFloat(getComputedStyle(headings[0]).scrollMarginTop) : 0);

  const atBottom = () => innerHeight + scrollY >= root.scrollHeight - 2;

  /** Go to the next (1) or the previous (-1) section. @param {1 | -1} step */
  function go(step) {
    const line = landing();
    const tops = headings.map((heading) => heading.getBoundingClientRect().top);
    let to = step > 0 ? tops.findIndex((top) => top > line + 4) : tops.findLastIndex((top) => top < line - 4);
    // where the page cannot scroll further, the heading that was gone to is not at the top
    const named = headings.findIndex((heading) => `#${heading.id}` === location.hash);
    if (atBottom() && named >= 0 && tops[named] > line) to = named + step;
    if (headings[to]) location.replace(`#${headings[to].id}`);
    else if (step < 0) scrollTo({ top: 0 });
  }

  // --- keys --------------------------------------------------------------------------------------

  const KEYS = [
    ["j", "next section"],
    ["k", "previous section"],
    ["n", "next page"],
    ["p", "previous page"],
    ["/", "search"],
    ["?", "this list"],
  ];
  /** All keys that do something by themselves, the theme's further ones among them. */
  const BOUND = new Set([...KEYS.map(([key]) => key), "f", "s", ",", "."]);
  const SWITCH = "__keys";

  /** Whether single keys do something. The choice is kept where the browser lets us. */
  let keysOn = true;
  try {
    keysOn = __md_get(SWITCH) !== false;
  } catch {
    // no storage: they are on
  }

  /** @param {boolean} on */
  function switchKeys(on) {
    keysOn = on;
    try {
      __md_set(SWITCH, on);
    } catch {
      // it holds for this page, then
    }
  }

  /** Whether a key is meant for the page and not for a field. @param {KeyboardEvent} event */
  function isForPage(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
    const at = event.composedPath()[0];
    return !(at instanceof Element && at.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"));
  }

  addEventListener(
    "keydown",
    (event) => {
      if (!BOUND.has(event.key) || !isForPage(event)) return;
      // switched off they are off for the theme, too
      if (!keysOn) return event.stopImmediatePropagation();
      const act = { j: () => go(1), k: () => go(-1), "?": showKeys }[event.key];
      if (!act || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      act();
    },
    true,
  );

  /** @type {HTMLDialogElement | undefined} */
  let help;

  function showKeys() {
    help ??= makeHelp();
    help.showModal();
  }

  function makeHelp() {
    const rows = KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]);
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    box.checked = keysOn;
    box.addEventListener("change", () => switchKeys(box.checked));
    const form = make("form", { method: "dialog" }, make("button", { class: "way-plain" }, "Close"));
    const dialog = /** @type {HTMLDialogElement} */ (
      make(
        "dialog",
        { class: "way-help md-typeset", "aria-labelledby": "way-help-title" },
        make("h2", { id: "way-help-title" }, "Keys"),
        make("dl", {}, ...rows),
        make("label", {}, box, " These keys are switched on"),
        form,
      )
    );
    // a click beside it closes it
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    return dialog;
  }

  /** @param {string} className */
  function keysButton(className) {
    const button = make("button", { type: "button", class: className }, "Keys");
    button.addEventListener("click", showKeys);
    return button;
  }

  // --- where one is ------------------------------------------------------------------------------

  if (!isEssay) return;

  const line = make("div", { class: "way-line", "aria-hidden": "true" });
  const beside = make("p", { class: "way-beside" });
  const name = make("span", { class: "way-name" });
  const count = make("span", { class: "way-count" });
  header?.append(line);
  document
    .querySelector(".md-sidebar--secondary .md-nav--secondary > .md-nav__title")
    ?.after(make("div", { class: "way-side" }, beside, keysButton("way-plain")));
  if ("popover" in HTMLElement.prototype) document.body.append(makeBar(), makeList());

  /** The bar of a narrow window: the section, its neighbours, and all of them. */
  function makeBar() {
    const button = make(
      "button",
      { type: "button", class: "way-open", popovertarget: "way-list" },
      make("span", { class: "way-hidden" }, "Sections; now: "),
      name,
      count,
    );
    return make("nav", { class: "way", "aria-label": "Place in the essay" }, step(-1), button, step(1));
  }

  /** @param {1 | -1} by */
  function step(by) {
    const label = by > 0 ? "Next section" : "Previous section";
    const button = make("button", { type: "button", class: "way-step", "aria-label": label }, by > 0 ? "↓" : "↑");
    button.addEventListener("click", () => go(by));
    return button;
  }

  /** The list that the bar opens; it is filled when it is first asked for. */
  function makeList() {
    const list = make("nav", { id: "way-list", class: "way-list", popover: "auto", "aria-label": "Sections" });
    list.addEventListener("beforetoggle", (event) => {
      if (event.newState !== "open") return;
      if (!list.firstChild) fillList(list);
      list.querySelector("a[aria-current]")?.removeAttribute("aria-current");
      list.querySelectorAll("a")[current]?.setAttribute("aria-current", "location");
    });
    list.addEventListener("toggle", (event) => {
      if (event.newState !== "open") return;
      (list.querySelectorAll("a")[current] ?? list.querySelector("a"))?.focus();
    });
    list.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a, button")) list.hidePopover();
    });
    return list;
  }

  /** @param {HTMLElement} list */
  function fillList(list) {
    const items = headings.map((h2) => {
      const link = make("a", { href: `#${h2.id}` }, words(h2));
      return make("li", h2.classList.contains("editorial") ? { class: "editorial" } : {}, link);
    });
    list.append(make("ol", {}, ...items), keysButton("way-plain"));
  }

  /** The number of the section in view; -1 at the head of the essay. */
  let current = NaN;
  let told = "";

  function look() {
    const under = landing() + 40;
    const at = headings.findLastIndex((heading) => heading.getBoundingClientRect().top < under);
    const share = read();
    line.style.transform = `scaleX(${share})`;
    const percent = `${Math.round(share * 100)}%`;
    const place = sections[at] ? `${at + 1} of ${sections.length}` : "";
    if (place + percent === told && at === current) return;
    told = place + percent;
    beside.textContent = place ? `Section ${place} · ${percent}` : percent;
    count.textContent = place ? `${at + 1}/${sections.length} · ${percent}` : percent;
    if (at !== current) name.textContent = headings[at] ? words(headings[at]) : "Beginning";
    current = at;
  }

  /** How much of the essay, notes and apparatus aside, has come into view: 0 to 1. */
  function read() {
    const end = headings[sections.length]?.getBoundingClientRect().top ?? content.getBoundingClientRect().bottom;
    const way = end + scrollY - innerHeight;
    return way > 0 ? Math.min(1, Math.max(0, scrollY / way)) : 1;
  }

  let waiting = false;
  function lookSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      look();
    });
  }

  addEventListener("scroll", lookSoon, { passive: true });
  addEventListener("resize", lookSoon, { passive: true });
  lookSoon();
})();
