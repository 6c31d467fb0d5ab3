// @ts-check
/**
 * Pop-ups beside the words they belong to: shown while one points at the words or has the keyboard's
 * focus on them, entered with pointer or keyboard, left with Escape or a tap outside.
 *
 * Other scripts say what has a pop-up and what stands in it: `edition.popup(kind)`. It is the
 * platform's own popover, so closing it is the browser's work; where there is none, links stay links.
 * All listeners are on the document, one for each sort of event.
 *
 * @typedef {object} Content
 * @property {string} label   its name, for who cannot see it
 * @property {Node[]} nodes   what stands in it
 *
 * @typedef {object} Kind
 * @property {string} name                                       a class for its look
 * @property {(at: Element) => HTMLElement | null} find          what has a pop-up at this place
 * @property {(anchor: HTMLElement) => Content | null | Promise<Content | null>} fill
 * @property {boolean} [opens]                                   a click opens it, and focus moves in
 * @property {(anchor: HTMLElement) => boolean} [needless]       pointing at it need not show it
 * @property {(anchor: HTMLElement) => boolean} [covers]         it lies over the anchor, not below
 * @property {(anchor: HTMLElement | null) => void} [mark]       told what is pointed at
 */
(() => {
  "use strict";

  const OPEN_AFTER = 180;
  const CLOSE_AFTER = 300;
  const EDGE = 8;
  const GAP = 6;
  const STOPS = "a[href], button";
  const usable = "showPopover" in HTMLElement.prototype;

  /** @type {Popup[]} */
  const popups = [];

  /** @param {number} least @param {number} value @param {number} most */
  const between = (least, value, most) => Math.max(least, Math.min(value, most));

  /** The line of `anchor` that is nearest to the pointer, if that was the way to it. @param {Element} anchor */
  function line(anchor) {
    const lines = [...anchor.getClientRects()];
    return lines.find((box) => box.top <= pointer.y && pointer.y <= box.bottom) ?? lines[0];
  }

  /**
   * Put a pop-up below its anchor, or above where there is more room; never off the screen.
   * It moves with the page, so no scrolling needs to be watched.
   * @param {HTMLElement} box @param {DOMRect} at @param {boolean} covers
   */
  function place(box, at, covers) {
    box.style.maxHeight = "";
    const { clientWidth, clientHeight } = document.documentElement;
    const { width, height } = box.getBoundingClientRect();
    const below = clientHeight - at.bottom - GAP - EDGE;
    const above = at.top - GAP - EDGE;
    const down = height <= below || below >= above;
    const room = covers ? clientHeight - 2 * EDGE : Math.max(down ? below : above, 140);
    const tall = Math.min(height, room, clientHeight - 2 * EDGE);
    const top = covers ? at.top - EDGE : down ? at.bottom + GAP : at.top - GAP - tall;
    const left = covers ? at.left - 1.5 * EDGE : at.left - 3 * EDGE;
    box.style.maxHeight = `${tall}px`;
    box.style.top = `${between(EDGE, top, clientHeight - tall - EDGE) + scrollY}px`;
    box.style.left = `${between(EDGE, left, clientWidth - width - EDGE) + scrollX}px`;
  }

  class Popup {
    /** @param {Kind} kind */
    constructor(kind) {
      this.kind = kind;
      /** @type {HTMLElement | null} */
      this.anchor = null;
      /** @type {HTMLElement | null} what shall be shown once its content has come */
      this.wanted = null;
      /** @type {HTMLElement | null} what the pop-up was pinned to when a pointer went down */
      this.pressed = null;
      this.pinned = false;
      this.returning = false;
      this.timer = 0;
      this.box = this.make();
    }

    make() {
      const box = document.createElement("div");
      box.className = `popup md-typeset ${this.kind.name}`;
      box.id = `popup-${this.kind.name}`;
      box.popover = "auto";
      box.tabIndex = -1;
      box.setAttribute("role", "dialog");
      box.addEventListener("beforetoggle", (event) => {
        if (/** @type {ToggleEvent} */ (event).newState === "closed") this.closed();
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
      const again = this.pressed === anchor || (this.pinned && this.anchor === anchor);
      this.pressed = null;
      if (again) return this.hide();
      event.preventDefault();
      this.show(anchor, true);
    }

    /** A link in it was followed, or it was closed: only then focus goes back. @param {Element} link */
    left(link) {
      if (link.matches("a")) /** @type {HTMLElement} */ (document.activeElement)?.blur();
      this.hide();
    }

    /** Leaving by the last or first stop goes on from the anchor. @param {KeyboardEvent} event */
    tabbed(event) {
      if (!this.anchor || !this.box.contains(document.activeElement)) return;
      const stops = [...this.box.querySelectorAll(STOPS)];
      const back = event.shiftKey;
      const on = document.activeElement;
      if (back ? on !== this.box && on !== stops[0] : on !== stops.at(-1)) return;
      if (back) event.preventDefault();
      this.giveBack();
    }

    /** Show it without taking the focus, unless another pop-up is in use. @param {HTMLElement} anchor */
    peek(anchor) {
      const open = document.querySelector("[popover]:popover-open:not(.popup)");
      if (!open && !this.kind.needless?.(anchor)) this.show(anchor, false);
    }

    /** @param {HTMLElement} anchor @param {boolean} pinned */
    show(anchor, pinned) {
      clearTimeout(this.timer);
      this.wanted = anchor;
      const content = this.kind.fill(anchor);
      if (content instanceof Promise) content.then((come) => this.put(anchor, come, pinned));
      else this.put(anchor, content, pinned);
    }

    /** @param {HTMLElement} anchor @param {Content | null} content @param {boolean} pinned */
    put(anchor, content, pinned) {
      if (!content || this.wanted !== anchor) return;
      this.release();
      // inside another pop-up it must be its child, or opening it would close that one
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
      anchor.setAttribute("aria-describedby", this.box.id);
      if (this.kind.opens) anchor.setAttribute("aria-expanded", "true");
      if (pinned) this.box.focus({ preventScroll: true });
    }

    position() {
      if (!this.anchor) return;
      const covers = this.kind.covers?.(this.anchor) ?? false;
      const at = line(this.anchor);
      if (at) place(this.box, at, covers);
    }

    hide() {
      clearTimeout(this.timer);
      this.wanted = null;
      if (this.box.matches(":popover-open")) this.box.hidePopover();
    }

    closed() {
      if (this.box.contains(document.activeElement)) this.giveBack();
      this.wanted = null;
      this.release();
    }

    giveBack() {
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

  /** @param {(popup: Popup, at: Element) => void} tell @returns {(event: Event) => void} */
  const each = (tell) => (event) => {
    const at = event.target;
    if (at instanceof Element) popups.forEach((popup) => tell(popup, at));
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
    // in capture, before the browser closes what is open on a press outside
    document.addEventListener("pointerdown", each((popup) => {
      popup.pressed = popup.pinned ? popup.anchor : null;
    }), true);
    document.addEventListener("keydown", (event) => {
      pointer.y = -1;
      if (event.key === "Tab") popups.forEach((popup) => popup.tabbed(event));
    });
    addEventListener("resize", () => popups.forEach((popup) => popup.position()));
  }

  /** @type {any} */ (window).edition = {
    .../** @type {any} */ (window).edition,
    /** Give pop-ups to what `kind` finds. @param {Kind} kind */
    popup(kind) {
      if (!usable) return;
      if (!popups.length) listen();
      popups.push(new Popup(kind));
    },
  };
})();
