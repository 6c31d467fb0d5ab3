// @ts-check
/* Where pop-ups go. A page loads this together with the scripts that open them. */
(() => {
  "use strict";

  /** Pixels: the distance from a pop-up to the edge of the window, and the minimum height of a pop-up. */
  const EDGE = 8;
  const MIN_HEIGHT = 140;

  /** @param {number} min @param {number} value @param {number} max */
  const clamp = (min, value, max) => Math.max(min, Math.min(value, max));

  /**
   * Place an open pop-up below the box of what it belongs to, or above it if there is more room there;
   * never off the screen. The stylesheet reads --top, --left and --room, or sets a position of its own.
   * @type {Edition["place"]}
   */
  function place(box, at, { gap = 4, shift = 0, end = false, covers = false, below: wanted = false } = {}) {
    box.style.removeProperty("--room");
    const { clientWidth, clientHeight } = document.documentElement;
    const { width, height } = box.getBoundingClientRect();
    const below = clientHeight - at.bottom - gap - EDGE;
    const above = at.top - gap - EDGE;
    const isBelow = height <= below || below >= above || (wanted && below >= MIN_HEIGHT);
    const room = covers ? clientHeight : Math.max(isBelow ? below : above, MIN_HEIGHT);
    const tall = Math.min(height, room, clientHeight - 2 * EDGE);
    const top = covers ? at.top - EDGE : isBelow ? at.bottom + gap : at.top - gap - tall;
    const left = (end ? at.right - width : at.left) - shift;
    // a box that scrolls with the page is positioned relative to the page
    const scrolls = getComputedStyle(box).position === "absolute";
    box.style.setProperty("--room", `${tall}px`);
    box.style.setProperty("--top", `${clamp(EDGE, top, clientHeight - tall - EDGE) + (scrolls ? scrollY : 0)}px`);
    box.style.setProperty("--left", `${clamp(EDGE, left, clientWidth - width - EDGE) + (scrolls ? scrollX : 0)}px`);
  }

  edition.place = place;
})();
