// @ts-check
/*
 * Links to a passage, and citations of it.
 *
 * One small control stands in the margin beside a paragraph's number, a heading or a note while it is
 * pointed at or focused, and beside a passage that is selected. Where there is no margin the number itself
 * opens the menu, and the control for a selection stands in the header; it never covers the text.
 * Nothing is done to the page before a reader does something.
 */
(() => {
  "use strict";

  const article = /** @type {HTMLElement | null} */ (document.querySelector(".md-content__inner"));
  if (!article || !("popover" in HTMLElement.prototype)) return;

  /** @typedef {{ block: HTMLElement, range: Range | null }} Passage */
  /** @typedef {{ chicago: string, apa: string, bibtex: string, ris: string, csl: Record<string, unknown> }} Forms */

  const OWN = ".passage-control, .passage-menu, .passage-text, .passage-status";
  /** What a page adds to a text and nobody quotes. */
  const ADDED = `${OWN}, .number, .headerlink, .locator, .back, .footnote-backref, sup, button, [popover], [role=tooltip]`;
  const BLOCK = "p[id], li[id], figure[id], h1, h2[id], h3[id], h4[id]";
  const noMargin = matchMedia("(max-width: 44.98em)");
  const noHover = matchMedia("(hover: none)");

  // --- where we are ---------------------------------------------------------------------------

  const base = () => {
    const told = JSON.parse(document.getElementById("__config")?.textContent || "{}").base || ".";
    return new URL(`${told}/`, location.href.split("#")[0]);
  };

  const page = () => location.href.split(/[?#]/)[0].replace(/index\.html$/, "");

  /** The essay whose page this is; empty on other pages. */
  const slug = () => page().slice(base().href.split(/[?#]/)[0].length).match(/^essays\/([^/]+)\/$/)?.[1] || "";

  // --- a passage ------------------------------------------------------------------------------

  /** @param {Element} block */
  const note = (block) => block.closest(".footnote li[id]");

  /** The passage that an element opens a menu for, if any. @param {EventTarget | null} target */
  const opened = (target) => {
    if (!(target instanceof Element) || !article.contains(target)) return null;
    const link = target.closest(".number, .headerlink");
    const found = link ? link.closest(BLOCK) : target.closest("h1, h2[id], h3[id], h4[id]") || note(target);
    return /** @type {HTMLElement | null} */ (found);
  };

  /** What is cited: the essay, its digest or its notes; empty for what the page mainly shows. @param {HTMLElement} block */
  const part = (block) =>
    note(block) || block.matches(".editorial") ? "notes" : /^d\d+$/.test(block.id) ? "digest" : "";

  /** @param {HTMLElement} block */
  const numbered = (block) => block.id.match(/^[pd](\d+)$/)?.[1];

  /** What a block says, without what the page adds. @param {Node} node */
  const spoken = (node) => {
    const copy = document.createElement("div");
    copy.append(node);
    for (const added of copy.querySelectorAll(ADDED)) added.remove();
    for (const block of copy.querySelectorAll("p, li, h1, h2, h3, h4, figcaption")) block.append("\n\n");
    return (copy.textContent || "").split(/\n\s*\n/).map(tidy).filter(Boolean).join("\n\n");
  };

  /** @param {string} text */
  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  /** @param {Passage} passage */
  const words = ({ block, range }) => spoken(range ? range.cloneContents() : block.cloneNode(true));

  /** The number of a note, or 0. @param {HTMLElement} block */
  const place = (block) => [...(block.parentElement?.children || [])].indexOf(block) + 1;

  /** The place of a passage as a citation names it. @param {HTMLElement} block */
  const at = (block) => {
    if (note(block)) return `note ${place(block)}`;
    if (numbered(block)) return `para. ${numbered(block)}`;
    return block.id ? `sec. “${within(spoken(block.cloneNode(true)))}”` : "";
  };

  /** The place as a reader knows it. @param {Passage} passage */
  const named = ({ block, range }) => {
    if (range) return "the selected words";
    if (note(block)) return `note ${place(block)}`;
    if (numbered(block)) return `${part(block) === "digest" ? "digest " : ""}paragraph ${numbered(block)}`;
    return block.id ? `the section “${spoken(block.cloneNode(true))}”` : "this page";
  };

  /** @param {string} text */
  const within = (text) => text.replaceAll("“", "‘").replaceAll("”", "’");

  // --- addresses ------------------------------------------------------------------------------

  /** @param {HTMLElement} block */
  const address = (block) => page() + (block.id ? `#${block.id}` : "");

  /** The address to send to others: a page that previews the passage and leads on to it. @param {Passage} passage */
  const shared = ({ block, range }) => {
    if (range) return `${address(block)}:~:text=${fragment(range)}`;
    const previewed = slug() && block.id && part(block) !== "notes" && block.matches("h2, [id^=p], [id^=d]");
    return previewed ? new URL(`s/${slug()}/${block.id}/`, base()).href : address(block);
  };

  const LETTER = /[\p{L}\p{M}\p{N}]/u;

  /** Take in the rest of words that a range cuts: browsers find whole words only. @param {Range} told */
  const whole = (told) => {
    const range = told.cloneRange();
    const { startContainer: first, endContainer: last } = range;
    if (first instanceof Text && LETTER.test(first.data[range.startOffset] || "")) {
      let from = range.startOffset;
      while (from > 0 && LETTER.test(first.data[from - 1])) from -= 1;
      range.setStart(first, from);
    }
    if (last instanceof Text && LETTER.test(last.data[range.endOffset - 1] || "")) {
      let to = range.endOffset;
      while (to < last.length && LETTER.test(last.data[to])) to += 1;
      range.setEnd(last, to);
    }
    return range;
  };

  const EXACT = 12;
  const EDGE = 5;

  /** What stands after `:~:text=`: the words, or the first and the last of many. @param {Range} told */
  const fragment = (told) => {
    const range = whole(told);
    const lines = range.toString().split("\n").map(tidy).filter(Boolean);
    const first = (lines[0] || "").split(" ");
    const last = (lines.at(-1) || "").split(" ");
    const short = lines.length < 2 && first.length <= EXACT;
    const parts = short ? [first.join(" ")] : [first.slice(0, EDGE).join(" "), last.slice(-EDGE).join(" ")];
    const before = leading(range, parts[0]);
    return [before && `${encoded(before)}-`, ...parts.map(encoded)].filter(Boolean).join(",");
  };

  /** The words before a range, where it takes them to tell it from an earlier place. @param {Range} range @param {string} start */
  const leading = (range, start) => {
    const earlier = document.createRange();
    earlier.setStart(article, 0);
    earlier.setEnd(range.startContainer, range.startOffset);
    if (!tidy(earlier.toString()).includes(start)) return "";
    const line = earlier.toString().split("\n").at(-1) || "";
    return tidy(line).split(" ").slice(-EDGE).join(" ");
  };

  /** @param {string} text */
  const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

  // --- citations ------------------------------------------------------------------------------

  /** @type {Promise<Record<string, Forms>> | null} */
  let asked = null;

  const citations = () => {
    asked ||= fetch(new URL(`data/citations/${slug()}.json`, base())).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    });
    asked.catch(() => (asked = null));
    return asked;
  };

  /** What TeX would take for markup. @param {string} text */
  const tex = (text) =>
    text.replace(/[&%$#_]/g, "\\$&").replace(/[{}]/g, (brace) => `\\textbrace${brace === "{" ? "left" : "right"}{}`);

  /** A citation of a passage in one of the forms. @param {Passage} passage @param {keyof Forms} form */
  const cited = async ({ block }, form) => {
    const all = await citations();
    const forms = all[part(block)] || all[Object.keys(all)[0]];
    const where = at(block) && `, ${at(block)}`;
    /** @param {string} text */
    const filled = (text) =>
      text.replace("{at}", () => (form === "bibtex" ? tex(where) : where)).replace("{url}", () => address(block));
    if (form !== "csl") return filled(forms[form]);
    const item = Object.entries(forms.csl).map(([key, told]) => [key, typeof told === "string" ? filled(told) : told]);
    return JSON.stringify([Object.fromEntries(item)], null, 2);
  };

  const title = () => tidy(spoken(article.querySelector("h1")?.cloneNode(true) || document.createTextNode("")));

  /** A link in Markdown; of selected words, they themselves with their source. @param {Passage} passage */
  const markdown = (passage) => {
    const { block, range } = passage;
    const where = numbered(block) ? `, ¶ ${numbered(block)}` : block.id ? `: ${note(block) ? named({ block, range: null }) : spoken(block.cloneNode(true))}` : "";
    const text = (title() + where).replace(/[\\[\]*_`<]/g, "\\$&");
    const link = `[${text}](${shared(passage).replaceAll("(", "%28").replaceAll(")", "%29")})`;
    return range ? `${words(passage).replace(/^/gm, "> ")}\n>\n> ${link}` : link;
  };

  /** The words of a passage with their citation. @param {Passage} passage */
  const quotation = async (passage) => {
    const source = slug() ? await cited(passage, "chicago").catch(() => "") : "";
    return `“${within(words(passage))}”\n\n${source || `${title()}, ${address(passage.block)}`}`;
  };

  /** What the menu offers: its label, what it is called when copied, and the text. */
  const OFFERS = /** @type {[string, string, (passage: Passage) => string | Promise<string>][]} */ ([
    ["Copy link", "Link", shared],
    ["Copy as Markdown", "Markdown", markdown],
    ["Copy quotation with citation", "Quotation", quotation],
    ["Chicago", "Citation", (passage) => cited(passage, "chicago")],
    ["APA", "Citation", (passage) => cited(passage, "apa")],
    ["BibTeX", "Citation", (passage) => cited(passage, "bibtex")],
    ["RIS", "Citation", (passage) => cited(passage, "ris")],
    ["CSL JSON", "Citation", (passage) => cited(passage, "csl")],
  ]);
  const CITATIONS = 3;

  // --- the control, the menu and what is said -------------------------------------------------

  /** @param {string} tag @param {Record<string, string>} attributes @param {(string | Node)[]} children */
  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /** Made when first wanted. @template T @param {() => T} make @returns {() => T} */
  const once = (make) => {
    /** @type {T | undefined} */
    let made;
    return () => (made ??= make());
  };

  /** @type {Passage | null} */
  let current = null;

  const control = once(() => {
    const button = /** @type {HTMLButtonElement} */ (
      element("button", { type: "button", class: "passage-control", "aria-haspopup": "menu" })
    );
    button.popoverTargetElement = menu();
    // a press would end the selection that the menu is for
    button.addEventListener("mousedown", (event) => event.preventDefault());
    return button;
  });

  const menu = once(() => {
    const items = OFFERS.map(([label], n) =>
      element("button", { type: "button", role: "menuitem", tabindex: "-1", "data-offer": `${n}` }, label),
    );
    const heading = element("span", { class: "passage-heading", "aria-hidden": "true" }, "Copy citation");
    const cites = element("div", { role: "group", "aria-label": "Copy citation" }, heading, ...items.slice(CITATIONS));
    cites.hidden = !slug();
    const name = element("span", { class: "passage-heading passage-name", "aria-hidden": "true" });
    const made = element("div", { class: "passage-menu", popover: "auto", role: "menu" }, name, ...items.slice(0, CITATIONS), cites);
    made.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "open") ready();
    });
    made.addEventListener("click", chosen);
    made.addEventListener("keydown", moved);
    document.body.append(made);
    return made;
  });

  const status = once(() => {
    const made = element("div", { class: "passage-status", role: "status" });
    document.body.append(made);
    return made;
  });

  const box = once(() => {
    const text = element("textarea", { readonly: "", rows: "5", "aria-label": "Text to copy" });
    const told = element("p", {}, "The browser did not let this page copy. Here is the text, selected: copy it yourself.");
    const made = element("div", { class: "passage-text", popover: "auto", role: "dialog", "aria-label": "Text to copy" }, told, text);
    document.body.append(made);
    return made;
  });

  /** Say something, to the eye and to a screen reader. @param {string} text */
  const say = (text) => {
    const region = status();
    region.textContent = "";
    // a region that was there before it changes is read out by every screen reader
    requestAnimationFrame(() => (region.textContent = text));
    clearTimeout(Number(region.dataset.timer));
    region.dataset.timer = `${setTimeout(() => (region.textContent = ""), 4000)}`;
  };

  const isOpen = () => !!document.querySelector(".passage-menu:popover-open");

  /** Put the open menu beside what opened it, and the focus into it. */
  const ready = () => {
    const anchor = control().isConnected ? control() : current?.block.querySelector(".number, .headerlink");
    const { left, top, bottom } = (anchor || article).getBoundingClientRect();
    const list = menu();
    const name = current ? named(current) : "";
    /** @type {Element} */ (list.firstElementChild).textContent = name.charAt(0).toUpperCase() + name.slice(1);
    const below = bottom + 4 + list.offsetHeight < innerHeight;
    list.style.left = `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8))}px`;
    list.style.top = `${Math.max(8, below ? bottom + 4 : top - list.offsetHeight - 4)}px`;
    if (slug()) citations();
    /** @type {HTMLElement | null} */ (list.querySelector("[role=menuitem]"))?.focus();
  };

  /** @param {MouseEvent} event */
  const chosen = async (event) => {
    const item = /** @type {Element} */ (event.target).closest("[data-offer]");
    const passage = current;
    if (!(item instanceof HTMLElement) || !passage) return;
    const [, name, text] = OFFERS[Number(item.dataset.offer)];
    menu().hidePopover();
    try {
      await copy(await text(passage), name);
    } catch {
      say("The citation could not be loaded; see “Cite this” above the text");
    }
  };

  /** @param {string} text @param {string} name */
  const copy = async (text, name) => {
    try {
      await navigator.clipboard.writeText(text);
      say(`${name} copied`);
    } catch {
      const area = /** @type {HTMLTextAreaElement} */ (box().querySelector("textarea"));
      area.value = text;
      box().showPopover();
      area.focus();
      area.select();
    }
  };

  /** @param {KeyboardEvent} event */
  const moved = (event) => {
    const items = /** @type {HTMLElement[]} */ ([...menu().querySelectorAll("[role=menuitem]")]).filter((i) => i.offsetParent);
    const here = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Tab") menu().hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    items[to % items.length].focus();
  };

  // --- showing and hiding ---------------------------------------------------------------------

  /** Show the control for a passage: beside it, or where there is no margin in the header. @param {Passage} passage */
  const show = (passage) => {
    if (isOpen()) return;
    const { block, range } = passage;
    current = passage;
    menu().setAttribute("aria-label", `Link to or cite ${named(passage)}`);
    const button = control();
    button.setAttribute("aria-label", `Link to or cite ${named(passage)}`);
    button.className = `passage-control${noMargin.matches ? (range ? " above" : " inline") : ""}`;
    const link = block.querySelector(":scope > .number, :scope > .headerlink, :scope > figcaption > .number");
    if (link) link.after(button);
    else (note(block) && block.querySelector(":scope > p:last-of-type") || block).append(button);
    if (!noMargin.matches) stand(button, passage);
  };

  /** Put the control into the margin, left of the numbers. @param {HTMLElement} button @param {Passage} passage */
  const stand = (button, { block, range }) => {
    const from = (button.offsetParent || document.body).getBoundingClientRect();
    const line = (range?.getClientRects()[0] || block.querySelector(".number")?.getBoundingClientRect() || block.getBoundingClientRect());
    const style = getComputedStyle(article);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const left = article.getBoundingClientRect().left + parseFloat(style.paddingLeft) - 2.65 * rem - button.offsetWidth;
    const height = Math.min(line.height, 1.6 * rem);
    button.style.left = `${left - from.left}px`;
    button.style.top = `${line.top - from.top + (height - button.offsetHeight) / 2}px`;
  };

  const hide = () => {
    if (!current || isOpen() || document.activeElement === control()) return;
    control().remove();
    current = null;
  };

  /** Open the menu at once, for a number that is tapped. @param {HTMLElement} block */
  const openAt = (block) => {
    if (current?.range) hide();
    current = { block, range: null };
    menu().setAttribute("aria-label", `Link to or cite ${named(current)}`);
    menu().showPopover();
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || current?.range) return;
    const block = opened(event.target);
    if (block && !(noMargin.matches && !note(block))) {
      if (block !== current?.block) show({ block, range: null });
    } else if (current && !current.block.contains(/** @type {Node} */ (event.target))) hide();
  });

  document.addEventListener("focusin", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(OWN) || current?.range) return;
    const block = target.closest(".number, .headerlink, .footnote li") && opened(target);
    if (block && !(noMargin.matches && !note(block))) show({ block, range: null });
    else hide();
  });

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const block = opened(target);
    if (!block || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = target.closest(".number, .headerlink");
    if (link && (noMargin.matches || noHover.matches)) {
      event.preventDefault();
      openAt(block);
    } else if (note(block) && !target.closest("a, button")) show({ block, range: null });
  });

  /** The words that are selected, if they stand in passages. @returns {Passage | null} */
  const selected = () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const start = range.startContainer;
    const from = start instanceof Element ? start : start.parentElement;
    const block = /** @type {HTMLElement | null} */ (from?.closest(BLOCK));
    return block?.id && article.contains(block) && tidy(range.toString()) ? { block, range: range.cloneRange() } : null;
  };

  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isOpen()) return;
      const passage = selected();
      if (passage) show(passage);
      else if (current?.range) {
        current.range = null;
        hide();
      }
    }, 150);
  });
})();
