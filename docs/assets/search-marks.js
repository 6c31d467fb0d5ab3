// @ts-check
/* Marks the words of a search on the page that it led to (`?h=`), until they are cleared. */
(() => {
  "use strict";

  const TOKEN = /[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[\p{L}\p{N}]+(?:['’‘][\p{L}\p{N}]+)*/gu;
  const DROPPED = /[\u0300-\u036f,'’‘]/g;
  /** What stands on a page and is no part of its text. */
  const APART = "script, style, sup, .number, .headerlink, .back, .marks-bar, [hidden]";
  const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, summary, blockquote, div";
  /** Divides blocks, so that no phrase runs from one to the next. */
  const GAP = "\u0000";

  /** @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(DROPPED, "");

  /** Return what is asked for: words and phrases, each as its words. @param {string} asked */
  const sought = (asked) =>
    [...asked.matchAll(/"([^"]*)"|(\S+)/g)]
      .map(([, phrase, word]) => [...(phrase ?? word).matchAll(TOKEN)].map((m) => fold(m[0])))
      .filter((told) => told.length);

  /** Return the text below `root`, with the node that each part of it is from. @param {Element} root */
  const read = (root) => {
    const parts = [],
      walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let text = "",
      block = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = /** @type {Element} */ (node.parentElement);
      if (parent.closest(APART)) continue;
      if (parent.closest(BLOCK) !== block) text += GAP;
      block = parent.closest(BLOCK);
      parts.push({ node: /** @type {Text} */ (node), start: text.length });
      text += node.nodeValue;
    }
    return { text, parts };
  };

  /** Return where the words and phrases stand, as start and end in the text.
   * @param {string} text @param {string[][]} phrases */
  const places = (text, phrases) => {
    const found = [...text.matchAll(TOKEN)].map((m) => ({
      word: fold(m[0]),
      start: m.index,
      end: m.index + m[0].length,
    }));
    /** @type {Map<string, string[][]>} */
    const first = new Map();
    for (const phrase of phrases) first.set(phrase[0], [...(first.get(phrase[0]) ?? []), phrase]);
    return found.flatMap(({ word, start }, n) =>
      (first.get(word) ?? [])
        .filter((phrase) => phrase.every((one, at) => found[n + at]?.word === one))
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

  /** Mark ranges, and return what takes the marks away. @param {Range[]} all */
  const mark = (all) => {
    const { Highlight } = /** @type {any} */ (globalThis);
    const highlights = /** @type {any} */ (CSS).highlights;
    if (Highlight && highlights) {
      highlights.set("search", new Highlight(...all));
      return () => highlights.delete("search");
    }
    // from the last to the first, for each mark divides its text
    const made = all.reverse().map((range) => {
      const element = document.createElement("mark");
      range.surroundContents(element);
      return element;
    });
    return () => made.forEach((element) => element.replaceWith(...element.childNodes));
  };

  /** @param {number} count @param {() => void} clear */
  const bar = (count, clear) => {
    const element = document.createElement("div"),
      told = document.createElement("span");
    const button = document.createElement("button");
    element.className = "marks-bar";
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", "Words of the search");
    told.textContent = `${count} ${count === 1 ? "place" : "places"} marked`;
    button.type = "button";
    button.textContent = "Clear marks";
    button.addEventListener("click", () => {
      clear();
      element.remove();
      const url = new URL(location.href);
      url.searchParams.delete("h");
      history.replaceState(history.state, "", url.href);
    });
    element.append(told, button);
    document.body.append(element);
  };

  /** Open what the address leads into, if it is folded. */
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = [];
    for (
      let one = target?.closest("details:not([open])");
      one;
      one = one.parentElement?.closest("details:not([open])")
    ) {
      folded.push(one);
    }
    folded.forEach((one) => one.setAttribute("open", ""));
    if (folded.length) target?.scrollIntoView();
  };

  const start = () => {
    const script = /** @type {HTMLScriptElement} */ (
      document.querySelector('script[src$="search-marks.js"]')
    );
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("search.css", script.src).href;
    document.head.append(style);
    reveal();
    const root = document.querySelector("article") ?? document.body;
    const page = read(root);
    const found = places(page.text, sought(new URLSearchParams(location.search).get("h") ?? ""));
    if (found.length) bar(found.length, mark(found.flatMap((place) => ranges(page, place))));
  };

  start();
})();
