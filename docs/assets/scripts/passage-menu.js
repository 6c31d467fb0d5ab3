// @ts-check
/* The menu of a passage: it copies a link, Markdown, a quotation, or a citation in one of five formats. */
(() => {
  "use strict";

  const { element, plainText, site } = edition;
  const { noteOf, noteNumber, number, part, describe } = edition.passages;
  const article = /** @type {HTMLElement} */ (document.querySelector(".md-content__inner"));

  /** @typedef {{ chicago: string, apa: string, bibtex: string, ris: string, csl: Record<string, unknown> }} Forms */

  /* --- addresses ---------------------------------------------------------------------------------- */

  const page = () => location.href.split(/[?#]/)[0].replace(/index\.html$/, "");

  /** The essay whose page this is; empty on other pages. */
  const slug = () => page().slice(site.href.length).match(/^essays\/([^/]+)\/$/)?.[1] || "";

  /** @param {HTMLElement} block */
  const address = (block) => page() + (block.id ? `#${block.id}` : "");

  /** The address to share: a page that previews the passage and forwards to it. @param {Passage} passage */
  function sharedAddress({ block, range }) {
    if (range) return `${address(block)}:~:text=${textFragment(range)}`;
    const hasPreview = slug() && block.id && part(block) !== "notes" && block.matches("h2, [id^=p], [id^=d]");
    return hasPreview ? new URL(`s/${slug()}/${block.id}/`, site).href : address(block);
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

  /** @type {Promise<Record<string, Forms>> | null} */
  let loading = null;

  function citations() {
    loading ||= fetch(new URL(`data/citations/${slug()}.json`, site)).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    });
    // a file that could not be fetched can be requested again
    loading.catch(() => (loading = null));
    return loading;
  }

  /** How TeX spells what it would otherwise take for markup, as `escape_tex` in exports/citation_styles.py does. */
  const TEX = /** @type {Record<string, string>} */ ({
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
  });

  /** @param {string} text */
  const tex = (text) => text.replace(/[\\~^{}&%$#_]/g, (character) => TEX[character] ?? `\\${character}`);

  /** @param {string} text */
  const innerQuotes = (text) => text.replaceAll("“", "‘").replaceAll("”", "’");

  /** The place of a passage as a citation names it. @param {HTMLElement} block */
  function locator(block) {
    if (noteOf(block)) return `note ${noteNumber(block)}`;
    if (number(block)) return `para. ${number(block)}`;
    return block.id ? `sec. “${innerQuotes(plainText(block))}”` : "";
  }

  /** A citation of a passage in one of the formats. @param {Passage} passage @param {keyof Forms} form */
  async function citation({ block }, form) {
    const all = await citations();
    const forms = all[part(block)] || all[Object.keys(all)[0]];
    const where = locator(block) && `, ${locator(block)}`;
    /** @param {string} text */
    const filled = (text) =>
      text.replace("{at}", () => (form === "bibtex" ? tex(where) : where)).replace("{url}", () => address(block));
    if (form !== "csl") return filled(forms[form]);
    const item = Object.entries(forms.csl).map(([key, value]) => [key, typeof value === "string" ? filled(value) : value]);
    return JSON.stringify([Object.fromEntries(item)], null, 2);
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
    const source = slug() ? await citation(passage, "chicago").catch(() => "") : "";
    return `“${innerQuotes(words(passage))}”\n\n${source || `${title()}, ${address(passage.block)}`}`;
  }

  /* --- the menu --------------------------------------------------------------------------------------- */

  /** @typedef {[label: string, whenCopied: string, text: (passage: Passage) => string | Promise<string>]} Offer */

  const LINKS = /** @type {Offer[]} */ ([
    ["Copy link", "Link", sharedAddress],
    ["Copy as Markdown", "Markdown", markdown],
    ["Copy quotation with citation", "Quotation", quotation],
  ]);
  const CITATIONS = /** @type {Offer[]} */ ([
    ["Chicago", "Citation", (passage) => citation(passage, "chicago")],
    ["APA", "Citation", (passage) => citation(passage, "apa")],
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
      { role: "group", "aria-label": "Copy citation", ...(slug() ? {} : { hidden: "" }) },
      element("span", { class: "passage-heading", "aria-hidden": "true" }, "Copy citation"),
      ...CITATIONS.map(item),
    ),
  );
  const status = element("div", { class: "passage-status", role: "status" });
  document.body.append(menu, status);

  /** @param {Offer} offer */
  function item([label, whenCopied, text]) {
    const button = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, label);
    button.addEventListener("click", async () => {
      const passage = edition.passages.current();
      menu.hidePopover();
      if (!passage) return;
      try {
        await copy(await text(passage), whenCopied);
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
    if (slug()) citations();
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

  /* --- copying ---------------------------------------------------------------------------------------- */

  /** Milliseconds for which a message is shown. */
  const MESSAGE_TIME = 4000;
  let timer = 0;

  /** Show a message that screen readers announce, too. @param {string} text */
  function say(text) {
    status.textContent = "";
    // screen readers announce a change only in a region that was on the page before it
    requestAnimationFrame(() => (status.textContent = text));
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = ""), MESSAGE_TIME);
  }

  /** @param {string} text @param {string} whatItIs */
  async function copy(text, whatItIs) {
    try {
      await navigator.clipboard.writeText(text);
      say(`${whatItIs} copied`);
    } catch {
      showToCopy(text);
    }
  }

  /** @type {HTMLTextAreaElement | undefined} */
  let area;

  /** If the browser refuses to copy a text, show it, so that the reader can. @param {string} text */
  function showToCopy(text) {
    area ??= element("textarea", { readonly: "", rows: "5", "aria-label": "Text to copy" });
    if (!area.parentElement) {
      const hint = "The browser did not let this page copy. Here is the text, selected: copy it yourself.";
      const attributes = { class: "passage-text", popover: "auto", role: "dialog", "aria-label": "Text to copy" };
      document.body.append(element("div", attributes, element("p", {}, hint), area));
    }
    area.value = text;
    area.parentElement?.showPopover();
    area.focus();
    area.select();
  }

  edition.passageMenu = { element: menu };
})();
