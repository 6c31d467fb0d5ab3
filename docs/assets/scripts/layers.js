// @ts-check
/**
 * Layers: readers can show or hide each kind of note. The hidden kinds are listed in an attribute of
 * <html>, which a script in the head of the page sets before anything is painted; the stylesheets do
 * the rest.
 */
(() => {
  "use strict";

  const { element, gettext } = edition;
  const STORED = "edition.layers";
  const KINDS = [
    { name: "people", label: gettext("People"), marks: ":is(sup[id*=':person-'], a.quiet.person)" },
    { name: "quotations", label: gettext("Quotations"), marks: "sup[id*=':quotation-']" },
    { name: "dates", label: gettext("Dates"), marks: ":is(sup[id*=':date-'], a.quiet.date)" },
    { name: "disagreements", label: gettext("Disagreements"), marks: "a.sign" },
    { name: "emendations", label: gettext("Corrections"), marks: "a.emendation" },
  ];
  const root = document.documentElement;
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".layers-button"));

  /** @returns {Set<string>} */
  const hidden = () => new Set((root.dataset.layersOff ?? "").split(" ").filter(Boolean));

  /** Apply what was chosen on another page, when the reader goes back to this one. */
  function catchUp() {
    try {
      root.dataset.layersOff = localStorage.getItem(STORED) ?? "";
    } catch {
      return;
    }
    show();
    edition.refreshMargin?.();
  }

  /** @param {Set<string>} names */
  function store(names) {
    try {
      localStorage.setItem(STORED, [...names].join(" "));
    } catch {
      // without storage the choice applies to this page only
    }
  }

  /* --- keeping the text in place --- */

  /** Where the header ends, in pixels from the top of the screen. */
  const headerBottom = () => document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;

  /** The topmost block of text on the screen. @returns {Element | null} */
  function topmostBlock() {
    const article = document.querySelector("article");
    if (!article) return null;
    const { left, width } = article.getBoundingClientRect();
    for (let y = headerBottom() + 2; y < innerHeight; y += 12) {
      const block = document
        .elementsFromPoint(left + width / 2, y)
        .map((found) => found.closest("article :is(p, li, h1, h2, h3, figure, summary, dd)"))
        .find(Boolean);
      if (block && !block.closest(".margin")) return block;
    }
    return null;
  }

  /** What must not move: the topmost block or, if it is long and begins far above, its first words in view. */
  function fixedPoint() {
    const block = topmostBlock();
    const top = block?.getBoundingClientRect().top ?? 0;
    if (!block || top > -innerHeight / 2) return block;
    return wordsAtTop(block) ?? block;
  }

  /** @param {Element} block @returns {Range | null} */
  function wordsAtTop(block) {
    const { left } = block.getBoundingClientRect();
    const range = document.caretRangeFromPoint?.(left + 4, headerBottom() + 12) ?? null;
    return range && block.contains(range.startContainer) ? range : null;
  }

  /** @param {() => void} change */
  function inPlace(change) {
    const stays = fixedPoint();
    const before = stays?.getBoundingClientRect().top ?? 0;
    root.style.overflowAnchor = "none";
    change();
    const after = stays?.getBoundingClientRect().top ?? 0;
    scrollBy({ top: after - before, behavior: "instant" });
    requestAnimationFrame(() => (root.style.overflowAnchor = ""));
  }

  /* --- the control --- */

  /** @param {string} text */
  const say = (text) => (status.textContent = text);

  /** @param {Set<string>} names */
  function hide(names) {
    inPlace(() => (root.dataset.layersOff = [...names].join(" ")));
    store(names);
    show();
    edition.refreshMargin?.();
  }

  /** Update the panel to what is hidden. */
  function show() {
    const off = hidden();
    panel.querySelectorAll("input").forEach((box) => (box.checked = !off.has(box.value)));
    // a hidden quiet link is still text, but not a stop for the keyboard
    KINDS.forEach(({ name, marks }) => {
      const links = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`article ${marks}`));
      links.forEach((link) => link.matches(".quiet") && (link.tabIndex = off.has(name) ? -1 : 0));
    });
    all.textContent = off.size ? gettext("Show all") : gettext("Hide all");
  }

  /** @param {Event} event */
  function chosen(event) {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const off = hidden();
    box.checked ? off.delete(box.value) : off.add(box.value);
    hide(off);
    const kind = KINDS.find(({ name }) => name === box.value);
    const values = { kind: kind?.label ?? "" };
    say(box.checked ? gettext("{kind} shown", values) : gettext("{kind} hidden", values));
  }

  function chosenAll() {
    const none = hidden().size > 0;
    hide(new Set(none ? [] : KINDS.map(({ name }) => name)));
    say(none ? gettext("All shown") : gettext("All hidden"));
  }

  /** Count the notes when the panel is opened, not when the page is loaded. */
  function opened() {
    KINDS.forEach(({ name, marks }) => {
      const count = document.querySelectorAll(`article ${marks}`).length;
      const place = panel.querySelector(`input[value=${name}] ~ .count`);
      if (place) place.textContent = count ? String(count) : gettext("none here");
    });
    // it has no size before it is shown
    requestAnimationFrame(() => button && edition.place(panel, button.getBoundingClientRect(), { end: true }));
  }

  const rows = KINDS.map(({ name, label }) =>
    element(
      "label",
      {},
      element("input", { type: "checkbox", value: name }),
      element("span", {}, label),
      element("span", { class: "count" }),
    ),
  );
  const all = element("button", { type: "button" });
  const status = element("p", { role: "status" });
  const panel = element(
    "div",
    { id: "layers", class: "layers", popover: "auto", role: "group", "aria-label": gettext("Show notes") },
    element("p", {}, gettext("Shown in the text")),
    ...rows,
    all,
    status,
  );
  panel.addEventListener("change", chosen);
  all.addEventListener("click", chosenAll);
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") opened();
  });

  function start() {
    if (!button || !edition.canPopUp) return button?.remove();
    button.popoverTargetElement = panel;
    button.after(panel);
    addEventListener("pageshow", (event) => event.persisted && catchUp());
    show();
  }

  start();
})();
