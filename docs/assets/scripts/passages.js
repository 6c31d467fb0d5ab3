// @ts-check
/*
 * The control: a button that opens a menu of links to a passage and citations of it.
 *
 * It is shown in the margin, beside a paragraph number, a heading or a note that has the pointer or the
 * focus, and beside selected text. Where there is no margin, the number itself opens the menu, and the
 * control for a selection is in the header; it never covers the text. Nothing is added to the page
 * before the reader does something. The menu is in passage-menu.js.
 */
(() => {
  "use strict";

  const { element, gettext, load, plainText } = edition;
  const article = /** @type {HTMLElement | null} */ (document.querySelector(".md-content__inner"));
  if (!article || !edition.canPopUp) return;

  const OWN = ".passage-control, .passage-menu, .passage-text, .passage-status";
  const BLOCK = "p[id], li[id], figure[id], h1, h2[id], h3[id], h4[id]";
  const LINK = ".number, .headerlink";
  /** Milliseconds for which a selection must not change before the control is shown. */
  const DELAY = 150;
  const noMargin = matchMedia("(width < 45em)");
  const noHover = matchMedia("(hover: none)");

  /* --- what passages are called ------------------------------------------------------------------ */

  /** @type {Passages["noteOf"]} */
  const noteOf = (block) => block.closest(".footnote li[id]");

  /** @type {Passages["noteNumber"]} */
  const noteNumber = (block) => [...(block.parentElement?.children ?? [])].indexOf(block) + 1;

  /** @type {Passages["number"]} */
  const number = (block) => block.id.match(/^[pd](\d+)$/)?.[1];

  /** @type {Passages["part"]} */
  const part = (block) =>
    noteOf(block) || block.matches(".editorial") ? "notes" : /^d\d+$/.test(block.id) ? "digest" : "";

  /** @type {Passages["describe"]} */
  function describe({ block, range }) {
    if (range) return { name: gettext("The selected words"), offer: gettext("Link to or cite the selected words") };
    if (noteOf(block)) {
      const values = { number: noteNumber(block) };
      return { name: gettext("Note {number}", values), offer: gettext("Link to or cite note {number}", values) };
    }
    const values = { number: number(block) ?? "" };
    if (values.number && part(block) === "digest") {
      const name = gettext("Digest paragraph {number}", values);
      return { name, offer: gettext("Link to or cite digest paragraph {number}", values) };
    }
    if (values.number)
      return { name: gettext("Paragraph {number}", values), offer: gettext("Link to or cite paragraph {number}", values) };
    if (!block.id) return { name: gettext("This page"), offer: gettext("Link to or cite this page") };
    const heading = plainText(block);
    const name = gettext("The section “{heading}”", { heading });
    return { name, offer: gettext("Link to or cite the section “{heading}”", { heading }) };
  }

  /* --- the control -------------------------------------------------------------------------------- */

  /** The passage whose control or menu is shown. @type {Passage | null} */
  let current = null;
  /** @type {HTMLButtonElement | undefined} */
  let button;

  const loadStyles = () => load("styles/passages.css").catch(() => {});
  const control = () => (button ??= makeControl());

  function makeControl() {
    const made = element("button", { type: "button", class: "passage-control", "aria-haspopup": "menu" });
    // until its styles are loaded it is neither seen nor in the way of the number beside it
    made.style.cssText = "position: absolute; opacity: 0; pointer-events: none";
    loadStyles().then(() => {
      made.style.cssText = "";
      if (current) putIntoMargin(current);
    });
    // a press would clear the selection that the menu is for
    made.addEventListener("mousedown", (event) => event.preventDefault());
    // only until the menu is loaded; then the browser opens it
    made.addEventListener("click", () => made.popoverTargetElement || openMenu());
    loadMenu()
      .then((menu) => (made.popoverTargetElement = menu))
      .catch(() => {});
    return made;
  }

  async function loadMenu() {
    await Promise.all([load("scripts/citations.js"), load("scripts/text-fragment.js"), loadStyles()]);
    await load("scripts/passage-menu.js");
    return edition.passageMenu.element;
  }

  async function openMenu() {
    const passage = current;
    const menu = await loadMenu();
    if (passage === current && !menu.matches(":popover-open")) menu.showPopover();
  }

  const isMenuOpen = () => document.querySelector(".passage-menu:popover-open") !== null;

  /** Show the control beside a passage or, where there is no margin, in the header. @param {Passage} passage */
  function show(passage) {
    if (isMenuOpen()) return;
    const { block, range } = passage;
    const made = control();
    current = passage;
    made.setAttribute("aria-label", describe(passage).offer);
    made.className = `passage-control${noMargin.matches ? (range ? " above" : " inline") : ""}`;
    const link = block.querySelector(`:scope > :is(${LINK}), :scope > figcaption > .number`);
    if (link) link.after(made);
    else ((noteOf(block) && block.querySelector(":scope > p:last-of-type")) || block).append(made);
    putIntoMargin(passage);
  }

  /** Place the control left of the numbers, where there is a margin. @param {Passage} passage */
  function putIntoMargin({ block, range }) {
    if (!article || !button || noMargin.matches) return;
    const parent = (button.offsetParent || document.body).getBoundingClientRect();
    const line = range?.getClientRects()[0] || (block.querySelector(".number") || block).getBoundingClientRect();
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const text = article.getBoundingClientRect().left + parseFloat(getComputedStyle(article).paddingLeft);
    const height = Math.min(line.height, 1.6 * rem);
    button.style.left = `${text - 2.65 * rem - button.offsetWidth - parent.left}px`;
    button.style.top = `${line.top - parent.top + (height - button.offsetHeight) / 2}px`;
  }

  function hide() {
    if (!current || isMenuOpen() || document.activeElement === button) return;
    button?.remove();
    current = null;
  }

  /** Open the menu directly, for a number that is tapped. @param {HTMLElement} block */
  function openAt(block) {
    if (current?.range) hide();
    current = passage(block);
    openMenu().catch(() => {});
  }

  /** A whole block. @param {HTMLElement} block @returns {Passage} */
  const passage = (block) => ({ block, blocks: [block], range: null });

  /* --- when it is shown ---------------------------------------------------------------------------- */

  /** The block whose menu an element opens, if any. @param {EventTarget | null} target */
  function blockOf(target) {
    if (!(target instanceof Element) || !article?.contains(target)) return null;
    const link = target.closest(LINK);
    const block = link ? link.closest(BLOCK) : target.closest("h1, h2[id], h3[id], h4[id]") || noteOf(target);
    return /** @type {HTMLElement | null} */ (block);
  }

  /** Whether there is a place for the control of a block. @param {HTMLElement} block */
  const hasPlace = (block) => !noMargin.matches || noteOf(block) !== null;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || current?.range) return;
    const block = blockOf(event.target);
    if (block && hasPlace(block)) {
      if (block !== current?.block) show(passage(block));
    } else if (current && !current.block.contains(/** @type {Node} */ (event.target))) hide();
  });

  document.addEventListener("focusin", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(OWN) || current?.range) return;
    const block = target.closest(`${LINK}, .footnote li`) && blockOf(target);
    if (block && hasPlace(block)) show(passage(block));
    else hide();
  });

  /** Whether a click was a tap; a screen may be touched on a computer that has a mouse as well. @param {MouseEvent} event */
  function isTouch(event) {
    const { pointerType } = /** @type {PointerEvent} */ (event);
    return pointerType ? pointerType !== "mouse" : noHover.matches;
  }

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const block = blockOf(target);
    if (!block || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.closest(LINK) && (noMargin.matches || isTouch(event))) {
      event.preventDefault();
      openAt(block);
    } else if (noteOf(block) && !target.closest("a, button")) show(passage(block));
  });

  /** The selected words, if they are in passages. @returns {Passage | null} */
  function selected() {
    const range = edition.selected.range();
    const blocks = range ? edition.selected.blocks(range, BLOCK) : [];
    return blocks[0]?.id ? { block: blocks[0], blocks, range } : null;
  }

  let timer = 0;
  function followSelection() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isMenuOpen()) return;
      const words = selected();
      if (words) show(words);
      else if (current?.range) {
        current.range = null;
        hide();
      }
    }, DELAY);
  }

  // what was selected or pointed at while the scripts were being loaded has the control, too
  load("scripts/selection.js")
    .then(() => {
      document.addEventListener("selectionchange", followSelection);
      followSelection();
    })
    .catch(() => {});
  const pointed = noHover.matches ? null : blockOf([...document.querySelectorAll(":hover")].at(-1) ?? null);
  if (pointed && hasPlace(pointed)) show(passage(pointed));

  edition.passages = { current: () => current, control, noteOf, noteNumber, number, part, describe };
})();
