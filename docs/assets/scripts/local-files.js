// @ts-check
/* For a site that is opened from a folder on disk, without a server (file:). There an address that ends
   in "/" shows a list of files instead of the page, and a page cannot fetch another. page.js loads this
   script only there. */
(() => {
  "use strict";

  /** Make a link to a folder lead to the page in it. @param {HTMLAnchorElement | HTMLLinkElement} link */
  function complete(link) {
    const { href } = edition.completed(link.href);
    if (href !== link.href) link.href = href;
  }

  // links are completed when they are about to be used, so that those added later are covered, too
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
  // the keys for the next and the previous page use these links
  for (const link of document.querySelectorAll("link")) if (/^(prev|next)$/.test(link.rel)) complete(link);

  const { element, gettext } = edition;
  const notice = element(
    "p",
    { class: "folder-notice" },
    gettext(
      "You are reading this from a folder. All pages and links work, and so does the search; " +
        "previews and side by side need a server and are not there.",
    ),
  );
  document.querySelector(".md-content .md-typeset")?.prepend(notice);
})();
