// @ts-check
/* The menu of a passage: it copies a link, Markdown, a quotation, or a citation in one of five formats. */
(() => {
  "use strict";

  const { element, gettext, plainText, selected } = edition;
  const { noteOf, noteNumber, number, part, describe } = edition.passages;
  const article = /** @type {HTMLElement} */ (document.querySelector(".md-content__inner"));

  const { slug, page, previewAddress, templates, cite, copy, say } = edition.citing;

  /* --- addresses ---------------------------------------------------------------------------------- */

  /** @param {HTMLElement} block */
  const address = (block) => page + (block.id ? `#${block.id}` : "");

  /** The address to share: if possible, that of a page that previews the passage. @param {Passage} passage */
  function sharedAddress({ block, range }) {
    if (range) {
      // the words of a translation are not on the page of another reader
      const fragment = selected.isTranslated() ? "" : edition.textFragment(selected.pieces(range));
      return address(block) + (fragment && `:~:text=${fragment}`);
    }
    const hasPreview = block.id && part(block) !== "notes" && block.matches("h2, [id^=p], [id^=d]");
    return (hasPreview && previewAddress(block.id)) || address(block);
  }

  /* --- citations ----------------------------------------------------------------------------------- */

  /** @param {string} text */
  const innerQuotes = (text) => text.replaceAll("“", "‘").replaceAll("”", "’").replaceAll("„", "‚");

  /** The name of a heading; one that a program has translated has none. @param {HTMLElement} block */
  const headingOf = (block) => (selected.isTranslated() ? "" : plainText(block));

  /** The numbers of the blocks of a passage, such as 1–2, and how many there are. @param {(number | string)[]} numbers */
  const span = (numbers) => ({ count: numbers.length, text: [...new Set([numbers[0], numbers[numbers.length - 1]])].join("–") });

  /** @param {Passage} passage */
  const paragraphsOf = ({ blocks }) => span(blocks.flatMap((block) => number(block) ?? []));

  /** @param {Passage} passage */
  const notesOf = ({ blocks }) => span(blocks.filter(noteOf).map(noteNumber));

  /** The place of a passage as a citation names it. @param {Passage} passage */
  function locator(passage) {
    const [notes, paragraphs] = [notesOf(passage), paragraphsOf(passage)];
    if (noteOf(passage.block)) return `${notes.count > 1 ? "notes" : "note"} ${notes.text}`;
    if (paragraphs.count) return `${paragraphs.count > 1 ? "paras." : "para."} ${paragraphs.text}`;
    const heading = passage.block.id && headingOf(passage.block);
    return heading && `sec. “${innerQuotes(heading)}”`;
  }

  /** What is added to the key of the essay, so that each passage has its own. @param {Passage} passage */
  function keyOf(passage) {
    const { block, blocks } = passage;
    if (noteOf(block)) return `-note-${notesOf(passage).text.replace("–", "-")}`;
    const ids = new Set([block.id, blocks[blocks.length - 1].id]);
    return [...ids].map((id) => id && `-${id.replace(/[^a-z0-9]+/gi, "-")}`).join("");
  }

  /** A citation of a passage in one of the forms. @param {Passage} passage @param {Form} form */
  function citation(passage, form) {
    const { block } = passage;
    return cite(form, { part: part(block), locator: locator(passage), key: keyOf(passage), url: address(block) });
  }

  /** The title of the page; its heading may be translated. */
  function title() {
    const meta = selected.isTranslated() && document.querySelector("meta[property='og:title']");
    return (meta && meta.getAttribute("content")) || plainText(article.querySelector("h1") ?? new Text());
  }

  /** @param {Passage} passage */
  const words = ({ block, range }) => plainText(range ? selected.copyOf(range) : block);

  /** The source of a quotation; if a program has translated its words, it says so. @param {string} source */
  const sourceOf = (source) =>
    selected.isTranslated() ? gettext("Machine translation, not the words of the source: {source}", { source }) : source;

  /** A text in which nothing is markup, whichever program reads the Markdown; not all know `\\<` and `\\~`.
   * @param {string} text */
  const escaped = (text) =>
    text
      .replace(/[\\`*[\]{]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
      .replace(/&(?=#?\w+;)|[<~]/g, (character) => `&#${character.charCodeAt(0)};`)
      .replace(/^(\d*)([-#+>.)])/gm, "$1\\$2");

  /** The title of the page and the place of a passage. @param {Passage} passage */
  function nameOf(passage) {
    const { block } = passage;
    const { text, count } = paragraphsOf(passage);
    if (count) return `${title()}, ¶ ${text}`;
    if (noteOf(block)) return gettext("{title}: note {numbers}", { title: title(), numbers: notesOf(passage).text });
    const heading = block.id && headingOf(block);
    return heading ? `${title()}: ${heading}` : title();
  }

  /** A link in Markdown; for selected words, a block quotation with its source. @param {Passage} passage */
  function markdown(passage) {
    const { range } = passage;
    const link = `[${escaped(nameOf(passage))}](${sharedAddress(passage).replaceAll("(", "%28").replaceAll(")", "%29")})`;
    return range ? `${escaped(words(passage)).replace(/^/gm, "> ")}\n>\n> ${sourceOf(link)}` : link;
  }

  /** The words of a passage with their citation. @param {Passage} passage */
  async function quotation(passage) {
    const source = slug ? await citation(passage, "chicago").catch(() => "") : "";
    const quoted = gettext("“{words}”", { words: innerQuotes(words(passage)) });
    return `${quoted}\n\n${sourceOf(source || `${title()}, ${address(passage.block)}`)}`;
  }

  /* --- the menu --------------------------------------------------------------------------------------- */

  /**
   * @typedef {(passage: Passage) => string | Promise<string>} Copied
   * @typedef {[label: string, whenCopied: string, text: Copied, html?: Copied]} Offer
   */

  const LINKS = /** @type {Offer[]} */ ([
    [gettext("Copy link"), gettext("Link copied"), sharedAddress],
    [gettext("Copy as Markdown"), gettext("Markdown copied"), markdown],
    [gettext("Copy quotation with citation"), gettext("Quotation copied"), quotation],
  ]);
  const CITED = gettext("Citation copied");
  const CITATIONS = /** @type {Offer[]} */ ([
    ["Chicago", CITED, (passage) => citation(passage, "chicago"), (passage) => citation(passage, "chicago-html")],
    ["APA", CITED, (passage) => citation(passage, "apa"), (passage) => citation(passage, "apa-html")],
    ["BibTeX", CITED, (passage) => citation(passage, "bibtex")],
    ["RIS", CITED, (passage) => citation(passage, "ris")],
    ["CSL JSON", CITED, (passage) => citation(passage, "csl")],
  ]);

  const name = element("span", { class: "passage-heading", "aria-hidden": "true" });
  const menu = element(
    "div",
    { class: "passage-menu", popover: "auto", role: "menu" },
    name,
    ...LINKS.map(item),
    element(
      "div",
      { role: "group", "aria-label": gettext("Copy citation"), ...(slug ? {} : { hidden: "" }) },
      element("span", { class: "passage-heading", "aria-hidden": "true" }, gettext("Copy citation")),
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
        say(gettext("The citation could not be loaded; see “Cite this” above the text"));
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
    const described = describe(passage);
    menu.setAttribute("aria-label", described.offer);
    name.textContent = described.name;
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
