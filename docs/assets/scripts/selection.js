// @ts-check
/*
 * What is selected, and what of it is the text: without the marks that stand in it, the headings and lines that
 * the editors put between its paragraphs, and whatever is folded. Copying with the keyboard takes only that.
 */
(() => {
  "use strict";

  const { ADDED, element, language } = edition;
  const article = /** @type {HTMLElement} */ (document.querySelector(".md-content__inner"));

  const FOLDED = "details:not([open]) > :not(summary)";
  /** What the editors put between the paragraphs of a text. */
  const BETWEEN = ".supplied, summary, .imprint, .elsewhere, .onward, .margin, .unseen";
  /** Texts that are apart from the main one, such as a digest and what stands after the essay. */
  const APART = ["details.brief", "details.provenance", "h2.editorial, h2.editorial ~ *"];
  /** Elements that mean something without having text. */
  const NEEDS_NO_TEXT = "br, hr, img, td, th, svg, svg *";
  /** Elements that are nothing to a program into which the words are pasted: they mark words, or can be folded. */
  const DISSOLVED = ".quiet, .emendation, mark, font, span, details";
  const ATTRIBUTES = ["href", "src", "alt", "colspan", "rowspan", "start", "lang", "dir"];

  /** @param {Node} node */
  const parentOf = (node) => /** @type {Element} */ (node.parentElement);

  /* --- the pieces of a selection ------------------------------------------------------------------ */

  /** The selected part of the article. Firefox makes several ranges where something between cannot be selected.
   * @type {Selected["range"]} */
  function range() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const all = [...Array(selection.rangeCount).keys()].map((at) => selection.getRangeAt(at));
    const whole = all[0].cloneRange();
    whole.setEnd(all[all.length - 1].endContainer, all[all.length - 1].endOffset);
    const between = all.slice(1).every((next, at) => isUnselectable(all[at], next));
    return between && article.contains(whole.commonAncestorContainer) ? whole : null;
  }

  /** Whether no text stands between two ranges that a reader could select. @param {Range} one @param {Range} next */
  function isUnselectable(one, next) {
    const gap = document.createRange();
    gap.setStart(one.endContainer, one.endOffset);
    gap.setEnd(next.startContainer, next.startOffset);
    return !textsOf(gap).some(({ node, start, end }) => {
      const style = getComputedStyle(parentOf(node));
      return node.data.slice(start, end).trim() && style.userSelect !== "none" && style.webkitUserSelect !== "none";
    });
  }

  /** All text of a range, in order. @param {Range} range @returns {Piece[]} */
  function textsOf(range) {
    const { commonAncestorContainer: root, startContainer, endContainer } = range;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = root instanceof Text ? root : walker.nextNode(); node; node = walker.nextNode()) {
      const text = /** @type {Text} */ (node);
      if (!range.intersectsNode(text)) continue;
      const start = text === startContainer ? range.startOffset : 0;
      texts.push({ node: text, start, end: text === endContainer ? range.endOffset : text.length });
    }
    return texts;
  }

  /** Which of the texts of a page a node is in; -1 is the main text. @param {Node} node */
  const textOf = (node) => APART.findIndex((apart) => parentOf(node).closest(apart));

  /** @type {Selected["pieces"]} */
  function pieces(range, ends = false) {
    const around = range.commonAncestorContainer;
    /** Whether text is in something that the range goes into. @param {Piece} piece @param {string} selector */
    const isIn = ({ node }, selector) => {
      const found = parentOf(node).closest(selector);
      return found && !found.contains(around);
    };
    /** @param {Piece} piece */
    const hasWords = ({ node, start, end }) => node.data.slice(start, end).trim() !== "";
    const all = textsOf(range);
    const plain = all.filter((piece) => !isIn(piece, ADDED) && !isIn(piece, FOLDED));
    const own = plain.filter((piece) => !isIn(piece, BETWEEN));
    const kept = own.some(hasWords) ? own : plain;
    const words = kept.filter(hasWords);
    if (!words.length) return [];
    // a heading by the editors belongs to the essay, although a digest may be next
    const begun = textOf((all.find(hasWords) ?? words[0]).node);
    const texts = [words.some(({ node }) => textOf(node) === begun) ? begun : textOf(words[0].node)];
    if (ends) texts.push(textOf(words[words.length - 1].node), -1);
    return kept.filter(({ node }) => texts.includes(textOf(node)));
  }

  /** @type {Selected["blocks"]} */
  function blocks(range, selector) {
    const found = pieces(range).flatMap(({ node, start, end }) => {
      const block = node.data.slice(start, end).trim() && parentOf(node).closest(selector);
      return block ? [/** @type {HTMLElement} */ (block)] : [];
    });
    return [...new Set(found)];
  }

  /* --- copies -------------------------------------------------------------------------------------- */

  /** @type {Selected["copyOf"]} */
  function copyOf(range, ends = false) {
    const kept = new Set(pieces(range, ends).map(({ node }) => node));
    const copy = element("div", {}, range.cloneContents());
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    // the copy has the same pieces of text as the range, in the same order
    for (const { node } of textsOf(range)) {
      const text = /** @type {Text} */ (walker.nextNode());
      if (!kept.has(node)) text.data = "";
    }
    for (const part of [...copy.querySelectorAll(`:not(${NEEDS_NO_TEXT})`)].reverse())
      if (!part.textContent?.trim() && !part.querySelector(NEEDS_NO_TEXT)) part.replaceWith(part.textContent ?? "");
    return copy;
  }

  /** Only what has a meaning elsewhere: no marks, no attributes for the look, whole addresses. @param {HTMLElement} copy */
  function simplify(copy) {
    for (const part of copy.querySelectorAll("*:not(svg, svg *)")) {
      if (part instanceof HTMLAnchorElement && part.hasAttribute("href")) part.setAttribute("href", part.href);
      const isDissolved = part.matches(DISSOLVED);
      for (const { name } of [...part.attributes]) if (!ATTRIBUTES.includes(name)) part.removeAttribute(name);
      if (isDissolved) part.replaceWith(...part.childNodes);
    }
    copy.normalize();
    return copy;
  }

  /** The text of a copy as a browser would copy it, with tabs and line breaks. @param {HTMLElement} copy */
  function shownText(copy) {
    copy.style.cssText = "position: absolute; inset-inline-start: -99rem";
    article.after(copy);
    const text = copy.innerText.trim();
    copy.remove();
    return text;
  }

  document.addEventListener("copy", (event) => {
    const { clipboardData, defaultPrevented, target } = event;
    const field = target instanceof Element && target.closest("input, textarea, [contenteditable]");
    const selected = defaultPrevented || field || !clipboardData ? null : range();
    const copy = selected && simplify(copyOf(selected, true));
    if (!copy?.textContent?.trim()) return;
    clipboardData?.setData("text/html", copy.innerHTML);
    clipboardData?.setData("text/plain", shownText(copy));
    event.preventDefault();
  });

  /* --- translations -------------------------------------------------------------------------------- */

  /** @type {Selected["isTranslated"]} */
  const isTranslated = () =>
    document.documentElement.lang !== language || article.querySelector("font, [_msttexthash]") !== null;

  edition.selected = { range, pieces, blocks, copyOf, isTranslated };
})();
