// @ts-check
/* Runs before anything is painted, so that no page appears in other colours, with notes that the reader has
   hidden, or without the margin that it will have. Of the scripts, this is the only one that a page waits for. */
(() => {
  "use strict";

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** @param {string} key */
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  /** Apply the colours that the reader chose, otherwise those of the system. */
  function colour() {
    root.dataset.mdColorScheme = stored("edition.scheme") || (dark.matches ? "slate" : "default");
  }

  root.className = "js";
  colour();
  dark.addEventListener("change", colour);
  // they may have been chosen on another page before the reader went back to this one
  addEventListener("pageshow", (event) => event.persisted && colour());

  if (document.currentScript?.dataset.page === "essay") {
    root.dataset.margin = "";
    root.dataset.layersOff = stored("edition.layers") ?? "";
  }
})();
