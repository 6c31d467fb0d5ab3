// @ts-check
/**
 * Pop-ups beside the words they belong to. A pop-up is shown while the pointer or the keyboard focus is
 * on the words, can be entered with either, and is closed with Escape or a tap outside. Each kind of
 * pop-up, added with `edition.addPopup`, says what has a pop-up and what the pop-up contains; previews
 * of links are here, notes in notes.js.
 *
 * They use the browser's popover API, so the browser closes them; without it, links work as usual. All
 * listeners are on the document, so that a page with many notes has only a few.
 */
(() => {
  "use strict";

  /** Milliseconds. */
  const OPEN_AFTER = 180;
  const CLOSE_AFTER = 300;
  /** Pixels between the words and the pop-up. */
  const GAP = 6;
  const STOPS = "a[href], button";
  const { element, load, copyOf, plainText } = edition;

  /** @type {Popup[]} */
  const popups = [];

  /** The line of `anchor` at the height of the pointer, otherwise its first line. @param {Element} anchor */
  function lineOf(anchor) {
    const lines = [...anchor.getClientRects()];
    return lines.find((box) => box.top <= pointer.y && pointer.y <= box.bottom) ?? lines[0];
  }

  class Popup {
    /** @param {PopupKind} kind */
    constructor(kind) {
      this.kind = kind;
      /** @type {HTMLElement | null} */
      this.anchor = null;
      /** @type {HTMLElement | null} the anchor whose content is being loaded or is shown */
      this.wanted = null;
      /** @type {HTMLElement | null} what the pop-up was pinned to when a pointer went down */
      this.pressed = null;
      this.pinned = false;
      this.returning = false;
      this.timer = 0;
      this.box = this.make();
    }

    make() {
      const { name } = this.kind;
      const attributes = { id: `popup-${name}`, class: `popup md-typeset ${name}`, role: "dialog", tabindex: "-1" };
      const box = element("div", { ...attributes, popover: "auto" });
      box.addEventListener("beforetoggle", (event) => {
        if (event.newState === "closed") this.closed();
      });
      return box;
    }

    /** @param {() => void} what @param {number} after in milliseconds */
    later(what, after) {
      clearTimeout(this.timer);
      this.timer = setTimeout(what, after);
    }

    /** @param {Element} at */
    hovered(at) {
      const anchor = this.kind.find(at);
      this.kind.mark?.(anchor);
      clearTimeout(this.timer);
      if (this.box.contains(at) || (anchor && anchor === this.anchor)) return;
      if (anchor) this.later(() => this.peek(anchor), OPEN_AFTER);
      else if (!this.pinned) this.later(() => this.hide(), CLOSE_AFTER);
    }

    /** @param {Element} at */
    focused(at) {
      const anchor = this.kind.find(at);
      this.kind.mark?.(anchor);
      if (this.returning || this.box.contains(at) || (anchor && anchor === this.anchor)) return;
      if (anchor?.matches(":focus-visible")) this.peek(anchor);
      else this.hide();
    }

    /** @param {MouseEvent} event @param {Element} at */
    clicked(event, at) {
      const link = at.closest("a, .popup-close");
      if (link && this.box.contains(link)) return this.left(link);
      const anchor = this.kind.opens && this.kind.find(at);
      if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (anchor.matches(":hover") && this.kind.choose?.(anchor)) {
        event.preventDefault();
        return this.hide();
      }
      const again = this.pressed === anchor || (this.pinned && this.anchor === anchor);
      this.pressed = null;
      if (again) return this.hide();
      event.preventDefault();
      this.show(anchor, true);
    }

    /** A link in it was followed, or its close button pressed; only the button returns the focus. @param {Element} link */
    left(link) {
      if (link.matches("a")) /** @type {HTMLElement} */ (document.activeElement)?.blur();
      this.hide();
    }

    /** When Tab leaves the pop-up at either end, go on from the anchor. @param {KeyboardEvent} event */
    tabbed(event) {
      if (!this.anchor || !this.box.contains(document.activeElement)) return;
      const stops = [...this.box.querySelectorAll(STOPS)];
      const back = event.shiftKey;
      const on = document.activeElement;
      if (back ? on !== this.box && on !== stops[0] : on !== stops.at(-1)) return;
      if (back) event.preventDefault();
      this.returnFocus();
    }

    /** Show it without taking the focus, unless a menu or panel is open. @param {HTMLElement} anchor */
    peek(anchor) {
      const open = document.querySelector("[popover]:popover-open:not(.popup)");
      if (!open && !this.kind.needless?.(anchor)) this.show(anchor, false);
    }

    /** @param {HTMLElement} anchor @param {boolean} pinned whether it takes the focus */
    async show(anchor, pinned) {
      clearTimeout(this.timer);
      this.wanted = anchor;
      const [content] = await Promise.all([this.kind.fill(anchor), styled()]);
      if (content && this.wanted === anchor) this.put(anchor, content, pinned);
    }

    /** @param {HTMLElement} anchor @param {PopupContent} content @param {boolean} pinned */
    put(anchor, content, pinned) {
      this.release();
      // for an anchor in another pop-up it must be a child of that one, or showing it would close that one
      const home = anchor.closest(".popup") ?? document.body;
      if (this.box.parentNode !== home) home.append(this.box);
      this.box.setAttribute("aria-label", content.label);
      this.box.replaceChildren(...content.nodes);
      this.box.scrollTop = 0;
      if (!this.box.matches(":popover-open")) this.box.showPopover();
      this.hold(anchor, pinned);
    }

    /** @param {HTMLElement} anchor @param {boolean} pinned */
    hold(anchor, pinned) {
      this.anchor = anchor;
      this.pinned = pinned;
      this.position();
      // a page must not move under a pointer
      if (pinned || anchor.matches(":focus-visible")) this.uncover();
      anchor.setAttribute("aria-describedby", this.box.id);
      if (this.kind.opens) anchor.setAttribute("aria-expanded", "true");
      if (pinned) this.box.focus({ preventScroll: true });
    }

    position() {
      if (!this.anchor) return;
      const covers = this.kind.covers?.(this.anchor) ?? false;
      const below = this.kind.below?.(this.anchor) ?? false;
      const at = lineOf(this.anchor);
      // slightly to the left, so that its text begins near that of the anchor
      if (at) edition.place(this.box, at, { gap: GAP, shift: covers ? 12 : 24, covers, below });
    }

    /** Scroll the page so that the line of the anchor is above the pop-up, if that is a sheet at the bottom. */
    uncover() {
      const at = this.anchor && lineOf(this.anchor);
      if (!at || getComputedStyle(this.box).position !== "fixed") return;
      const hidden = at.bottom + GAP - this.box.getBoundingClientRect().top;
      if (hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
    }

    hide() {
      clearTimeout(this.timer);
      this.wanted = null;
      if (this.box.matches(":popover-open")) this.box.hidePopover();
    }

    closed() {
      if (this.box.contains(document.activeElement)) this.returnFocus();
      this.wanted = null;
      this.release();
    }

    returnFocus() {
      this.returning = true;
      this.anchor?.focus({ preventScroll: true });
      this.returning = false;
    }

    release() {
      this.anchor?.removeAttribute("aria-describedby");
      this.anchor?.removeAttribute("aria-expanded");
      this.anchor = null;
      this.pinned = false;
    }
  }

  const pointer = { y: -1 };

  /** @param {(popup: Popup, at: Element) => void} act @returns {(event: Event) => void} */
  const each = (act) => (event) => {
    const at = event.target;
    if (at instanceof Element) popups.forEach((popup) => act(popup, at));
  };

  function listen() {
    const hovered = each((popup, at) => popup.hovered(at));
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      pointer.y = event.clientY;
      hovered(event);
    });
    document.addEventListener("focusin", each((popup, at) => popup.focused(at)));
    document.addEventListener("click", (event) => each((popup, at) => popup.clicked(event, at))(event));
    // in the capture phase, before the browser closes a popover because of a press outside it
    document.addEventListener("pointerdown", each((popup) => {
      popup.pressed = popup.pinned ? popup.anchor : null;
    }), true);
    document.addEventListener("keydown", (event) => {
      pointer.y = -1;
      if (event.key === "Tab") popups.forEach((popup) => popup.tabbed(event));
    });
    addEventListener("resize", () => popups.forEach((popup) => popup.position()));
  }

  const styled = () => load("styles/popups.css").catch(() => {});

  /** @type {Edition["addPopup"]} */
  function addPopup(kind) {
    if (!edition.canPopUp) return;
    if (!popups.length) listen();
    const popup = new Popup(kind);
    popups.push(popup);
    // where this script is loaded when the reader begins, the focus or the mouse may be on the words already
    const focus = document.activeElement;
    const at = matchMedia("(hover: hover)").matches && [...document.querySelectorAll(":hover")].at(-1);
    if (focus && kind.find(focus)) popup.focused(focus);
    else if (at) popup.hovered(at);
  }

  /* --- previews: what a link leads to ------------------------------------------------------------- */

  // A paragraph of an essay, or the beginning of an entry. A page is fetched when it is first needed; where
  // that fails, as it does for a site on disk, there is no preview, and the link works as usual.

  const PARAGRAPH = /\/essays\/[^/]+\/(?:index\.html)?$/;
  const ENTRY = /\/(?:people|quotations|timeline|disagreements|synopsis)\/(?:index\.html)?$/;

  /** Pages that were fetched, by address. @type {Map<string, Promise<Document | null>>} */
  const pages = new Map();

  /** @param {string} address @returns {Promise<Document | null>} */
  async function fetchPage(address) {
    try {
      const response = await fetch(address);
      return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  /** @param {URL} address */
  function pageAt({ origin, pathname }) {
    const address = origin + pathname;
    const page = pages.get(address) ?? fetchPage(address);
    pages.set(address, page);
    return page;
  }

  /** A copy of an element without numbers, links and attributes; emphasis is kept. @param {Element} source */
  function words(source) {
    const copy = copyOf(source);
    copy.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
    for (const part of [copy, ...copy.querySelectorAll("*")])
      part.getAttributeNames().forEach((name) => part.removeAttribute(name));
    return copy;
  }

  /** @param {Element | null | undefined} source */
  const plain = (source) => (source ? plainText(source) : "");

  /** The heading of the section that a block is in. @param {Element} block */
  function sectionOf(block) {
    let above = block.closest("article > *");
    while (above && !above.matches("h2")) above = above.previousElementSibling;
    return above;
  }

  /** @param {string} text @param {string} more */
  const head = (text, more) => element("p", { class: "popup-head" }, more ? `${text} · ${more}` : text);

  /** @param {Document} page @param {Element} target @returns {PopupContent | null} */
  function paragraph(page, target) {
    const block = target.closest("p, li, figure, blockquote");
    if (!block) return null;
    const title = plain(page.querySelector("article h1"));
    const section = plain(sectionOf(block));
    const text = element("p", {}, ...words(block).childNodes);
    return { label: `${title}, ${section}`, nodes: [head(title, section), text] };
  }

  /** @param {Document} page @param {Element} target @returns {PopupContent | null} */
  function entry(page, target) {
    // an address may be that of an empty element in the entry, where two entries became one
    const heading = target.closest("h2, h3, h4") ?? target.closest(".entry")?.querySelector("h2, h3");
    if (!heading) return null;
    const text = [];
    for (let line = heading.nextElementSibling; line?.matches("p"); line = line.nextElementSibling) {
      const introduces = line.nextElementSibling?.matches("ul, ol, table");
      if (!line.matches(".imprint, .alias") && !introduces) text.push(words(line));
    }
    const title = plain(heading);
    return { label: title, nodes: [head(title, plain(page.querySelector("article h1"))), ...text] };
  }

  /** @param {HTMLElement} anchor */
  async function fillPreview(anchor) {
    const address = new URL(/** @type {HTMLAnchorElement} */ (anchor).href);
    const page = await pageAt(address);
    const target = page?.getElementById(edition.decoded(address.hash));
    if (!page || !target) return null;
    return PARAGRAPH.test(address.pathname) ? paragraph(page, target) : entry(page, target);
  }

  /** The link at an element, if it is in the text or in a note and leads to a place on another page.
   * @param {Element} at */
  function findLink(at) {
    const link = /** @type {HTMLAnchorElement | null} */ (at.closest(":is(article, .margin, .popup) a[href*='#']"));
    if (!link || link.origin !== location.origin || link.pathname === location.pathname) return null;
    return PARAGRAPH.test(link.pathname) || ENTRY.test(link.pathname) ? link : null;
  }

  addPopup({ name: "preview", find: findLink, fill: fillPreview });
  edition.addPopup = addPopup;
})();
