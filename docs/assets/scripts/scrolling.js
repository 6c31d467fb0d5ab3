// @ts-check
/* What changes while a reader scrolls: which section is in view, what the contents of the page mark, and the
   button that leads to the top. */
(() => {
  "use strict";

  const { headings, isShown, landing } = edition.sections;

  /* --- the section in view ------------------------------------------------------------------------- */

  /** The index of the section in view; -1 before the first. */
  function current() {
    const under = landing() + 40;
    return headings.findLastIndex(
      (heading) => isShown(heading) && heading.getBoundingClientRect().top < under,
    );
  }

  /** @type {((at: number) => void)[]} */
  const watchers = [];
  let isWaiting = false;

  function tellSoon() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      const at = current();
      watchers.forEach((tell) => tell(at));
    });
  }

  /** Tell which section is in view: now, and whenever the page is scrolled. @param {(at: number) => void} tell */
  function watch(tell) {
    if (!watchers.length)
      for (const type of ["scroll", "resize"]) addEventListener(type, tellSoon, { passive: true });
    watchers.push(tell);
    tellSoon();
  }

  edition.watchSections = watch;

  /* --- the contents of the page follow what is read ------------------------------------------------ */

  const CURRENT = "md-nav__link--active";
  const lists = [...document.querySelectorAll("[data-md-component=toc]")].map((list) => {
    const links = new Map([...list.querySelectorAll("a")].map((link) => [edition.decoded(link.hash), link]));
    return { list, links: headings.map(({ id }) => links.get(id)) };
  });

  /** @param {Element} list @param {HTMLElement} link */
  function keepInView(list, link) {
    const frame = list.closest(".md-sidebar__scrollwrap");
    if (!frame) return;
    const { top, bottom, height } = frame.getBoundingClientRect();
    const box = link.getBoundingClientRect();
    const room = 3 * box.height;
    if (box.top < top + room || box.bottom > bottom - room) frame.scrollTop += box.top - top - height / 2;
  }

  let marked = -1;

  if (lists.length)
    watch((at) => {
      if (at === marked) return;
      for (const { list, links } of lists) {
        links[marked]?.classList.remove(CURRENT);
        links[marked]?.removeAttribute("aria-current");
        links.forEach((link, n) => link?.classList.toggle("md-nav__link--passed", n < at));
        const link = links[at];
        if (!link) continue;
        link.classList.add(CURRENT);
        link.setAttribute("aria-current", "location");
        if (link.checkVisibility?.() ?? true) keepInView(list, link);
      }
      marked = at;
    });

  /* --- the button that leads to the top, while the reader scrolls up ------------------------------- */

  const toTop = /** @type {HTMLElement | null} */ (document.querySelector(".md-top"));
  let last = scrollY;

  function showToTop() {
    const up = scrollY < last && scrollY > innerHeight;
    last = scrollY;
    if (toTop && toTop.hidden === up) toTop.hidden = !up;
  }

  if (toTop) {
    addEventListener("scroll", showToTop, { passive: true });
    toTop.addEventListener("click", () => scrollTo({ top: 0 }));
  }
})();
