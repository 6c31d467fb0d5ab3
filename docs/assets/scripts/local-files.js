// @ts-check
/* The site read from a folder, without a server (file:). There an address that ends in "/" shows a
   list of files and not the page, and no page may take from another. page.js loads this script there
   and nowhere else. */
(() => {
  "use strict";

  /** Let a link lead to the page of a folder, not to the folder. @param {HTMLAnchorElement | HTMLLinkElement} link */
  function complete(link) {
    const { href } = edition.completed(link.href);
    if (href !== link.href) link.href = href;
  }

  // links are completed as they are about to be used, in whatever way, wherever they come from
  for (const type of ["pointerover", "focusin", "click"]) {
    addEventListener(
      type,
      (event) => {
        const link = event.target instanceof Element && event.target.closest("a[href]");
        if (link instanceof HTMLAnchorElement) complete(link);
      },
      true,
    );
  }
  // the keys for the next and the previous page follow these
  for (const link of document.querySelectorAll("link")) if (/^(prev|next)$/.test(link.rel)) complete(link);

  const notice = edition.element(
    "p",
    { class: "folder-notice" },
    "You are reading this from a folder. All pages and links work, and so does the search; " +
      "previews and side by side need a server and are not there.",
  );
  document.querySelector(".md-content .md-typeset")?.prepend(notice);
})();
