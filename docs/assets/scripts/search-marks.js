// @ts-check
/* Marks the words of a search on the page that a result leads to (`?h=`), until they are cleared. */
(() => {
  "use strict";

  const { element, gettext, load, ngettext, tokens } = edition;
  /** Elements of a page that are not part of its text. */
  const EXCLUDED = `script, style, [hidden], .marks-bar, ${edition.ADDED}`;
  const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, summary, blockquote, div";
  /** Separates blocks, so that no phrase spans two of them. */
  const GAP = "\u0000";

  /** How many characters of the words to be marked are read. */
  const MAX_LENGTH = 2000;

  /** The words and phrases of a query, each as a list of words. @param {string} query */
  const sought = (query) =>
    [...query.slice(0, MAX_LENGTH).matchAll(/"([^"]*)"|(\S+)/g)]
      .map(([, phrase, word]) => tokens(phrase ?? word).map((token) => token.word))
      .filter((words) => words.length);

  /** The text inside `root`, with the node that each part of it comes from. @param {Element} root */
  const read = (root) => {
    const parts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let text = "";
    let block = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = /** @type {Element} */ (node.parentElement);
      if (parent.closest(EXCLUDED)) continue;
      if (parent.closest(BLOCK) !== block) text += GAP;
      block = parent.closest(BLOCK);
      parts.push({ node: /** @type {Text} */ (node), start: text.length });
      text += node.nodeValue;
    }
    return { text, parts };
  };

  /** Where the words and phrases occur, as start and end in the text.
   * @param {string} text @param {string[][]} phrases */
  const places = (text, phrases) => {
    const found = tokens(text);
    /** @type {Map<string, string[][]>} */
    const first = new Map();
    for (const phrase of phrases) first.set(phrase[0], [...(first.get(phrase[0]) ?? []), phrase]);
    return found.flatMap(({ word, start }, n) =>
      (first.get(word) ?? [])
        .filter((phrase) => phrase.every((part, at) => found[n + at]?.word === part))
        .map((phrase) => ({ start, end: found[n + phrase.length - 1].end }))
        .filter(({ end }) => !text.slice(start, end).includes(GAP)),
    );
  };

  /** @param {{text: string, parts: {node: Text, start: number}[]}} page @param {{start: number, end: number}} place */
  const ranges = ({ parts }, { start, end }) =>
    parts
      .filter((part) => part.start < end && part.start + part.node.length > start)
      .map((part) => {
        const range = document.createRange();
        range.setStart(part.node, Math.max(0, start - part.start));
        range.setEnd(part.node, Math.min(part.node.length, end - part.start));
        return range;
      });

  /** Mark ranges, and return a function that removes the marks. @param {Range[]} all */
  const mark = (all) => {
    const { Highlight } = /** @type {any} */ (globalThis);
    const highlights = /** @type {any} */ (CSS).highlights;
    if (Highlight && highlights) {
      highlights.set("search", new Highlight(...all));
      return () => highlights.delete("search");
    }
    // from the last to the first, because each mark splits its text node
    const made = [...all].reverse().map((range) => {
      const wrapper = element("mark");
      range.surroundContents(wrapper);
      return wrapper;
    });
    return () => made.forEach((wrapper) => wrapper.replaceWith(...wrapper.childNodes));
  };

  /** @param {number} count @param {() => void} clear */
  const bar = (count, clear) => {
    const button = element("button", { type: "button" }, gettext("Clear marks"));
    const marked = ngettext("{number} place marked", "{number} places marked", count);
    const attributes = { class: "marks-bar", role: "region", "aria-label": gettext("Words of the search") };
    const made = element("div", attributes, element("span", {}, marked), button);
    button.addEventListener("click", () => {
      clear();
      made.remove();
      const url = new URL(location.href);
      url.searchParams.delete("h");
      history.replaceState(history.state, "", url.href);
    });
    document.body.append(made);
  };

  const start = async () => {
    await load("styles/marks.css").catch(() => {});
    const page = read(document.querySelector("article") ?? document.body);
    const found = places(page.text, sought(new URLSearchParams(location.search).get("h") ?? ""));
    if (found.length) bar(found.length, mark(found.flatMap((place) => ranges(page, place))));
  };

  start();
})();
