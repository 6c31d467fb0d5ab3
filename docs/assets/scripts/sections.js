// @ts-check
/* Shows where the reader is in an essay: the share that has been read, the current section, and a list of all. */
(() => {
  "use strict";

  const { element, gettext, language, load, plainText } = edition;
  const { headings, go } = edition.sections;
  const sections = headings.filter((heading) => !heading.matches(".editorial"));
  const content = /** @type {HTMLElement} */ (document.querySelector(".md-content .md-typeset"));
  if (!sections.length) return;

  const line = element("div", { class: "reading-line", "aria-hidden": "true" });
  const placeText = element("p", { class: "place-text" });
  const name = element("span", { class: "section-bar-name" });
  const count = element("span", { class: "section-bar-count" });
  const opener = element(
    "button",
    { type: "button", class: "section-bar-open", popovertarget: "section-list" },
    name,
    " ",
    count,
  );
  const { format: percentage } = new Intl.NumberFormat(language, { style: "percent" });

  /** @param {string} label */
  function keysButton(label) {
    const button = element("button", { type: "button", class: "plain-button" }, label);
    button.addEventListener("click", edition.showKeys);
    return button;
  }

  /** The bar in a narrow window: the current section, which opens a list of all, and steps to its neighbours. */
  function makeBar() {
    return element("nav", { class: "section-bar", "aria-label": gettext("Place in the essay") }, step(-1), opener, step(1));
  }

  /** @param {1 | -1} by */
  function step(by) {
    const label = by > 0 ? gettext("Next section") : gettext("Previous section");
    const attributes = { type: "button", class: "section-bar-step", "aria-label": label };
    const button = element("button", attributes, by > 0 ? "↓" : "↑");
    button.addEventListener("click", () => go(by));
    return button;
  }

  /** The list that the bar opens; it is filled when it is first opened. */
  function makeList() {
    const attributes = { id: "section-list", class: "section-list", popover: "auto", "aria-label": gettext("Sections") };
    const list = element("nav", attributes);
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
    const items = headings.map((heading) => {
      const link = element("a", { href: `#${heading.id}` }, plainText(heading));
      return element("li", heading.matches(".editorial") ? { class: "editorial" } : {}, link);
    });
    list.append(element("ol", {}, ...items), keysButton(gettext("Keyboard shortcuts")));
  }

  /** The index of the current section; -1 before the first. */
  let current = NaN;
  /** The place and the share that are shown now. */
  let shown = "";

  /** @param {number} at the index of the section in view */
  function update(at) {
    const share = shareRead();
    line.style.transform = `scaleX(${share})`;
    const percent = percentage(share);
    const number = sections[at] ? numberOf(sections[at]) : "";
    if (number + percent === shown && at === current) return;
    shown = number + percent;
    placeText.textContent = number ? gettext("Section {number} · {share}", { number, share: percent }) : percent;
    count.textContent = percent;
    if (at !== current) name.textContent = headings[at] ? plainText(headings[at]) : gettext("Beginning");
    const values = { section: name.textContent, share: percent };
    opener.setAttribute("aria-label", gettext("Sections; now: {section} {share}", values));
    current = at;
  }

  /** The number that an essay gives a section, as in “8. The debate”; empty if it gives none. @param {Element} heading */
  const numberOf = (heading) => /^\d+(?=[.)]\s)/.exec(plainText(heading))?.[0] ?? "";

  /** The share of the essay, without notes and apparatus, that has come into view: 0 to 1. */
  function shareRead() {
    const end = headings[sections.length]?.getBoundingClientRect().top ?? content.getBoundingClientRect().bottom;
    const distance = end + scrollY - innerHeight;
    return distance > 0 ? Math.min(1, Math.max(0, scrollY / distance)) : 1;
  }

  async function start() {
    await load("styles/sections.css").catch(() => {});
    document.querySelector(".md-header")?.append(line);
    document
      .querySelector(".md-sidebar--secondary .md-nav--secondary > .md-nav__title")
      ?.after(element("div", { class: "place-side" }, placeText, keysButton(gettext("Shortcuts"))));
    if (edition.canPopUp) document.body.append(makeBar(), makeList());
    edition.watchSections(update);
  }

  start();
})();
