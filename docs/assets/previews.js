// @ts-check
/**
 * What a link leads to, shown beside it: a paragraph of an essay, or the head of an entry on the pages
 * of people, quotations, dates and disagreements. A page is fetched when it is first wanted. Where that
 * fails, as it does for a site read from files, there is no preview, and the link is a link.
 */
(() => {
  "use strict";

  const PARAGRAPH = /\/essays\/[^/]+\/(?:index\.html)?$/;
  const ENTRY = /\/(?:people|quotations|timeline|disagreements)\/(?:index\.html)?$/;
  const NOT_READ = "sup, .number, .headerlink, .locator, [id^='call-']";

  /** @typedef {{ label: string, nodes: Node[] }} Content   what a pop-up is given */

  /** @type {Map<string, Promise<Document | null>>} */
  const pages = new Map();

  /** @param {string} address @returns {Promise<Document | null>} */
  async function fetched(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  /** @param {URL} address */
  function pageAt({ origin, pathname }) {
    const address = origin + pathname;
    const page = pages.get(address) ?? fetched(address);
    pages.set(address, page);
    return page;
  }

  /** The words of an element, with their emphasis, without numbers, links and names. @param {Element} element */
  function words(element) {
    const copy = /** @type {Element} */ (document.importNode(element, true));
    copy.querySelectorAll(NOT_READ).forEach((one) => one.remove());
    copy.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
    [copy, ...copy.querySelectorAll("*")].forEach((one) => {
      one.getAttributeNames().forEach((name) => one.removeAttribute(name));
    });
    return copy;
  }

  /** @param {Element | null | undefined} element */
  const plain = (element) => (element ? (words(element).textContent ?? "").trim() : "");

  /** The heading of the section in which an element stands. @param {Element} element */
  function sectionOf(element) {
    const outer = element.closest("article > *");
    for (let one = outer; one; one = one.previousElementSibling) if (one.matches("h2")) return one;
    return null;
  }

  /** @param {string} text @param {string} [more] */
  function head(text, more) {
    const line = document.createElement("p");
    line.className = "popup-head";
    line.textContent = more ? `${text} · ${more}` : text;
    return line;
  }

  /** @param {Document} page @param {Element} target @returns {Content | null} */
  function paragraph(page, target) {
    const block = target.closest("p, li, figure, blockquote");
    if (!block) return null;
    const title = plain(page.querySelector("article h1"));
    const section = plain(sectionOf(block));
    const text = document.createElement("p");
    text.append(...words(block).childNodes);
    return { label: `${title}, ${section}`, nodes: [head(title, section), text] };
  }

  /** @param {Document} page @param {Element} target @returns {Content | null} */
  function entry(page, target) {
    const heading = target.closest("h2, h3, h4");
    if (!heading) return null;
    const text = [];
    for (let one = heading.nextElementSibling; one?.matches("p"); one = one.nextElementSibling) {
      const introduces = one.nextElementSibling?.matches("ul, ol, table");
      if (!one.matches(".imprint") && !introduces) text.push(words(one));
    }
    const title = plain(heading);
    return { label: title, nodes: [head(title, plain(page.querySelector("article h1"))), ...text] };
  }

  /** @param {HTMLElement} anchor */
  async function fill(anchor) {
    const address = new URL(/** @type {HTMLAnchorElement} */ (anchor).href);
    const page = await pageAt(address);
    const target = page?.getElementById(decodeURIComponent(address.hash.slice(1)));
    if (!page || !target) return null;
    return PARAGRAPH.test(address.pathname) ? paragraph(page, target) : entry(page, target);
  }

  /** Links in the text and in notes that lead to a place on another page. @param {Element} at */
  function find(at) {
    const link = /** @type {HTMLAnchorElement | null} */ (at.closest("article a[href*='#'], .popup a[href*='#']"));
    if (!link || link.origin !== location.origin || link.pathname === location.pathname) return null;
    return PARAGRAPH.test(link.pathname) || ENTRY.test(link.pathname) ? link : null;
  }

  /** @type {any} */ (window).edition.popup({ name: "preview", find, fill });
})();
