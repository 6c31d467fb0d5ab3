// @ts-check
/* What a page says briefly: that a paragraph is missing, or that the search is. Loaded once a reader begins to do
   something, so that it is there without a connection. */
(() => {
  "use strict";

  const { element, canPopUp, decoded, gettext } = edition;
  /** Milliseconds for which a notice is shown. */
  const SHOWN = 8000;
  const STYLE =
    "inset: auto auto 1rem 1rem; margin: 0; padding: 0.5rem 0.8rem; color: var(--paper); " +
    "font: 0.7rem/1.4 var(--sans); background: var(--ink); border: 1px solid var(--paper)";

  /** @param {string} text */
  function say(text) {
    const notice = element("p", { class: "notice", role: "status", popover: "manual" });
    notice.style.cssText = STYLE; // an attribute might be against the policy of the site
    document.body.append(notice);
    if (canPopUp) notice.showPopover();
    notice.textContent = text;
    setTimeout(() => notice.remove(), SHOWN);
  }

  /** Go to what the address means, if a sentence has left a stop, a bracket or a capital in it; otherwise say
   * which paragraph is missing. */
  edition.correctAddress = () => {
    const id = decoded(location.hash).toLowerCase().replace(/[^\p{L}\p{N}]+$/u, "");
    const number = /^[pd](\d+)$/.exec(id);
    if (document.getElementById(id)) location.replace(`#${id}`);
    else if (number) say(gettext("This page has no paragraph {number}.", { number: number[1] }));
  };

  /** Say that the search cannot be loaded, if that is for want of a connection. */
  edition.sayIfOffline = () => {
    if (!navigator.onLine) say(gettext("You are offline, and the search has not been loaded yet."));
    return !navigator.onLine;
  };
})();
