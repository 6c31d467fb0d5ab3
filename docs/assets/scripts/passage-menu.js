// @ts-check
/* The menu of a passage: it copies a link, Markdown, a quotation, or a citation in one of five formats. */
(() => {
  "use strict";

  const { element, plainText } = edition;
  const { noteOf, noteNumber, number, part, describe } = edition.passages;
  const article = /** @type {HTMLElement} */ (document.querySelector(".md-content__inner"));

  const { slug, page, previewAddress, templates, cite, copy, say } = edition.citing;

  /* --- addresses ---------------------------------------------------------------------------------- */

  /** @param {HTMLElement} block */
  const address = (block) => page + (block.id ? `#${block.id}` : "");

  /** The address to share: if possible, that of a page that previews the passage. @param {Passage} passage */
  function sharedAddress({ block, range }) {
    if (range) return `${address(block)}:~:text=${textFragment(range)}`;
    const hasPreview = block.id && part(block) !== "notes" && block.matches("h2, [id^=p], [id^=d]");
    return (hasPreview && previewAddress(block.id)) || address(block);
  }

  const LETTER = /[\p{L}\p{M}\p{N}]/u;
  /** The most words of a selection that an address has in full; of longer ones it has END_WORDS at either end. */
  const MAX_WORDS = 12;
  const END_WORDS = 5;

  /** @param {string} text */
  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  /** @param {string} text */
  const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

  /** A range extended to whole words, because browsers find only these. @param {Range} range */
  function wholeWords(range) {
    const wider = range.cloneRange();
    const { startContainer: first, endContainer: last } = range;
    if (first instanceof Text && LETTER.test(first.data[range.startOffset] || "")) {
      let from = range.startOffset;
      while (from > 0 && LETTER.test(first.data[from - 1])) from -= 1;
      wider.setStart(first, from);
    }
    if (last instanceof Text && LETTER.test(last.data[range.endOffset - 1] || "")) {
      let to = range.endOffset;
      while (to < last.length && LETTER.test(last.data[to])) to += 1;
      wider.setEnd(last, to);
    }
    return wider;
  }

  /** The text after `:~:text=`: all words of a range, or its first and last ones. @param {Range} range */
  function textFragment(range) {
    const whole = wholeWords(range);
    const lines = whole.toString().split("\n").map(tidy).filter(Boolean);
    const first = (lines[0] || "").split(" ");
    const last = (lines.at(-1) || "").split(" ");
    const isShort = lines.length < 2 && first.length <= MAX_WORDS;
    const ends = [first.slice(0, END_WORDS).join(" "), last.slice(-END_WORDS).join(" ")];
    const parts = isShort ? [first.join(" ")] : ends;
    const before = wordsBefore(whole, parts[0]);
    return [before && `${encoded(before)}-`, ...parts.map(encoded)].filter(Boolean).join(",");
  }

  /** The words before a range, if `start` also occurs earlier on the page. @param {Range} range @param {string} start */
  function wordsBefore(range, start) {
    const earlier = document.createRange();
    earlier.setStart(article, 0);
    earlier.setEnd(range.startContainer, range.startOffset);
    if (!tidy(earlier.toString()).includes(start)) return "";
    const line = earlier.toString().split("\n").at(-1) || "";
    return tidy(line).split(" ").slice(-END_WORDS).join(" ");
  }

  /* --- citations ----------------------------------------------------------------------------------- */

  /** @param {string} text */
  const innerQuotes = (text) => text.replaceAll("“", "‘").replaceAll("”", "’");

  /** The place of a passage as a citation names it. @param {HTMLElement} block */
  function locator(block) {
    if (noteOf(block)) return `note ${noteNumber(block)}`;
    if (number(block)) return `para. ${number(block)}`;
    return block.id ? `sec. “${innerQuotes(plainText(block))}”` : "";
  }

  /** What is added to the key of the essay, so that each passage has its own. @param {HTMLElement} block */
  function keyOf(block) {
    if (noteOf(block)) return `-note-${noteNumber(block)}`;
    return block.id && `-${block.id.replace(/[^a-z0-9]+/gi, "-")}`;
  }

  /** A citation of a passage in one of the forms. @param {Passage} passage @param {Form} form */
  function citation({ block }, form) {
    return cite(form, { part: part(block), locator: locator(block), key: keyOf(block), url: address(block) });
  }

  const title = () => plainText(article.querySelector("h1") ?? document.createTextNode(""));

  /** @param {Passage} passage */
  const words = ({ block, range }) => plainText(range ? range.cloneContents() : block);

  /** A link in Markdown; for selected words, a block quotation with its source. @param {Passage} passage */
  function markdown(passage) {
    const { block, range } = passage;
    const name = noteOf(block) ? `note ${noteNumber(block)}` : plainText(block);
    const where = number(block) ? `, ¶ ${number(block)}` : block.id ? `: ${name}` : "";
    const text = (title() + where).replace(/[\\[\]*_`<]/g, "\\$&");
    const link = `[${text}](${sharedAddress(passage).replaceAll("(", "%28").replaceAll(")", "%29")})`;
    return range ? `${words(passage).replace(/^/gm, "> ")}\n>\n> ${link}` : link;
  }

  /** The words of a passage with their citation. @param {Passage} passage */
  async function quotation(passage) {
    const source = slug ? await citation(passage, "chicago").catch(() => "") : "";
    return `“${innerQuotes(words(passage))}”\n\n${source || `${title()}, ${address(passage.block)}`}`;
  }

  /* --- the menu --------------------------------------------------------------------------------------- */

  /**
   * @typedef {(passage: Passage) => string | Promise<string>} Copied
   * @typedef {[label: string, whenCopied: string, text: Copied, html?: Copied]} Offer
   */

  const LINKS = /** @type {Offer[]} */ ([
    ["Copy link", "Link", sharedAddress],
    ["Copy as Markdown", "Markdown", markdown],
    ["Copy quotation with citation", "Quotation", quotation],
  ]);
  const CITATIONS = /** @type {Offer[]} */ ([
    ["Chicago", "Citation", (passage) => citation(passage, "chicago"), (passage) => citation(passage, "chicago-html")],
    ["APA", "Citation", (passage) => citation(passage, "apa"), (passage) => citation(passage, "apa-html")],
    ["BibTeX", "Citation", (passage) => citation(passage, "bibtex")],
    ["RIS", "Citation", (passage) => citation(passage, "ris")],
    ["CSL JSON", "Citation", (passage) => citation(passage, "csl")],
  ]);

  const name = element("span", { class: "passage-heading", "aria-hidden": "true" });
  const menu = element(
    "div",
    { class: "passage-menu", popover: "auto", role: "menu" },
    name,
    ...LINKS.map(item),
    element(
      "div",
      { role: "group", "aria-label": "Copy citation", ...(slug ? {} : { hidden: "" }) },
      element("span", { class: "passage-heading", "aria-hidden": "true" }, "Copy citation"),
      ...CITATIONS.map(item),
    ),
  );
  document.body.append(menu);

  /** @param {Offer} offer */
  function item([label, whenCopied, text, html]) {
    const button = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, label);
    button.addEventListener("click", async () => {
      const passage = edition.passages.current();
      menu.hidePopover();
      if (!passage) return;
      try {
        await copy(await text(passage), whenCopied, await html?.(passage));
      } catch {
        say("The citation could not be loaded; see “Cite this” above the text");
      }
    });
    return button;
  }

  /** Put the menu beside what opened it. */
  function placeMenu() {
    const button = edition.passages.control();
    const anchor = button.isConnected ? button : edition.passages.current()?.block.querySelector(".number, .headerlink");
    edition.place(menu, (anchor ?? article).getBoundingClientRect());
  }

  menu.addEventListener("beforetoggle", (event) => {
    const passage = edition.passages.current();
    if (event.newState !== "open" || !passage) return;
    const text = describe(passage);
    menu.setAttribute("aria-label", `Link to or cite ${text}`);
    name.textContent = text.charAt(0).toUpperCase() + text.slice(1);
    // it has no size before it is shown
    requestAnimationFrame(placeMenu);
    if (slug) templates().catch(() => {});
  });
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") menu.querySelector("button")?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")].filter((button) => button.offsetParent);
    const here = items.findIndex((button) => button === document.activeElement);
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1 + items.length, Home: 0, End: items.length - 1 };
    const to = /** @type {Record<string, number | undefined>} */ (steps)[event.key];
    if (event.key === "Tab") menu.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    items[to % items.length].focus();
  });

  edition.passageMenu = { element: menu };
})();
