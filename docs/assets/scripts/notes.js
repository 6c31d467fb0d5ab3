// @ts-check
/**
 * Shows notes near the words they are about. A number in the text has its note in the margin where there is
 * room, otherwise in a pop-up; quiet links and signs of disagreement have pop-ups everywhere. The notes at
 * the end of the page are not changed. Those in the margin are visual copies, hidden from screen readers:
 * for these, and with a keyboard, a number opens a pop-up with a link to the note. Clicked with a pointer, the
 * number marks the copy, if that is whole.
 */
(() => {
  "use strict";

  const CALL = "a.footnote-ref";
  const ANCHOR = `${CALL}, a.author-call, a.quiet[href^='#'], a.sign`;
  /** Pixels between notes. */
  const GAP = 10;
  /** Lines that a note may stand below its call before notes above it are shortened, and above its call. */
  const MAX_DRIFT = 22;
  const MAX_LEAD = 9;
  /** Lines that shortening a note must save. */
  const MIN_SAVED = 2;
  const { element, gettext, idle } = edition;
  /** What a shortened note ends with, and the width of that and a space in the widest typefaces, in ems. */
  const MORE = gettext("more");
  const MORE_WIDTH = 0.6 * (MORE.length + 1);
  const wide = matchMedia("(width >= 76.25em)");
  const article = /** @type {HTMLElement} */ (document.querySelector("article"));

  /** @type {WeakMap<HTMLElement, HTMLElement>} from a call to the copy of its note in the margin */
  const copies = new WeakMap();
  /** @type {WeakMap<HTMLElement, HTMLElement>} from such a copy to the call */
  const calls = new WeakMap();
  /** @type {HTMLElement[]} the call under the pointer, and the copy of its note */
  let lit = [];

  /** @param {HTMLElement} anchor @returns {HTMLElement | null} the note of an anchor, or of a copy in the margin */
  function noteOf(anchor) {
    const call = calls.get(anchor) ?? anchor;
    return document.getElementById(edition.decoded(/** @type {HTMLAnchorElement} */ (call).hash));
  }

  /** The content of a note, without the links back to its calls. @param {HTMLElement} note @returns {Node[]} */
  function words(note) {
    const copy = edition.copyOf(note, ".back, .footnote-backref, .passage-control");
    copy.querySelectorAll("[id]").forEach((target) => target.removeAttribute("id"));
    copy.querySelectorAll("p:empty").forEach((paragraph) => paragraph.remove());
    return [...copy.childNodes];
  }

  /* --- the pop-up --- */

  /** What the head of a pop-up calls a note. @param {HTMLElement} note */
  function nameOf(note) {
    if (note.matches(".author-note")) return gettext("Note of the author");
    if (!note.matches("li")) return gettext("Where the essays differ");
    return gettext("Note {number}", { number: [...(note.parentElement?.children ?? [])].indexOf(note) + 1 });
  }

  /** @param {HTMLElement} note */
  function head(note) {
    const attributes = { href: `#${note.id}`, title: gettext("To this note at the end of the page") };
    const close = { type: "button", class: "popup-close", "aria-label": gettext("Close") };
    return element(
      "p",
      { class: "popup-head" },
      element("a", attributes, nameOf(note)),
      element("button", close, "×"),
    );
  }

  /** @param {HTMLElement} anchor */
  function fill(anchor) {
    const note = noteOf(anchor);
    if (!note) return null;
    const title = note.querySelector("strong")?.textContent ?? "";
    return { label: `${nameOf(note)}: ${title.replace(/\.$/, "")}`, nodes: [head(note), ...words(note)] };
  }

  /** @param {Element} at @returns {HTMLElement | null} */
  function find(at) {
    if (at.closest(".popup")) return null;
    const anchor = at.closest(ANCHOR);
    return /** @type {HTMLElement | null} */ (anchor ?? (at.closest("a") ? null : at.closest(".margin-note.cut")));
  }

  /** Highlight a call together with its note in the margin. @param {HTMLElement | null} anchor */
  function mark(anchor) {
    lit.forEach((part) => part.classList.remove("lit"));
    const other = anchor && (copies.get(anchor) ?? calls.get(anchor));
    lit = other ? [anchor, other] : [];
    lit.forEach((part) => part.classList.add("lit"));
  }

  /** @type {HTMLElement | undefined} the copy of the note whose number was clicked last */
  let chosen;

  /** Mark the note of a clicked number, if it is whole; a click on the same number ends that. @param {HTMLElement} anchor */
  function choose(anchor) {
    const before = chosen;
    chosen?.classList.remove("chosen");
    chosen = undefined;
    if (!isWhole(anchor)) return false;
    const copy = /** @type {HTMLElement} */ (copies.get(anchor));
    if (copy === before) return true;
    chosen = copy;
    copy.classList.add("chosen");
    copy.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** @param {HTMLElement} anchor */
  const isWhole = (anchor) => {
    const copy = copies.get(anchor);
    return Boolean(copy?.isConnected && !copy.classList.contains("cut"));
  };

  /* --- the margin --- */

  const margin = element("div", { class: "margin md-typeset", "aria-hidden": "true" });

  /**
   * @typedef {object} Note
   * @property {HTMLElement} copy
   * @property {number} call     where its call is, in pixels from the top of the article; so is `top`
   * @property {number} top      where it stands
   * @property {number} height
   * @property {Cut[]} cuts      the ways to shorten it, the longest first
   * @property {number} whole    its height before it was shortened
   */
  /** @typedef {{ end: [Node, number], height: number }} Cut   the end of a sentence, and the height up to it */

  /** @param {HTMLElement} call */
  function copyOf(call) {
    const note = noteOf(call);
    if (!note) return null;
    const copy = element("div", { class: "margin-note", "data-number": call.textContent ?? "" }, ...words(note));
    copy.querySelectorAll("a").forEach((link) => (link.tabIndex = -1));
    copies.set(call, copy);
    calls.set(copy, call);
    return copy;
  }

  /** Put a copy of each note into the margin, and measure it. @returns {Note[]} */
  function measured() {
    const above = article.getBoundingClientRect().top;
    const shown = [...article.querySelectorAll(CALL)].flatMap((found) => {
      const call = /** @type {HTMLElement} */ (found);
      const box = call.getClientRects()[0];
      const copy = box && copyOf(call);
      return copy ? [{ copy, call: box.top - above }] : [];
    });
    margin.replaceChildren(...shown.map(({ copy }) => copy));
    return shown.map(({ copy, call }) => {
      const height = copy.offsetHeight;
      return { copy, call, top: call, height, whole: height, cuts: [] };
    });
  }

  /** @typedef {{ notes: Note[], top: number, end: number }} Row   notes that touch each other */

  /**
   * Put each note beside its call. Notes that have no room there make a row, which is moved up into what is
   * free above it; one that meets the row above joins it.
   * @param {Note[]} notes @param {number} line the height of a line
   */
  function stack(notes, line) {
    /** @type {Row[]} */
    const rows = [];
    for (const note of notes) {
      let row = rowOf([note], line);
      for (let above = rows.at(-1); above && row.top < above.end; above = rows.at(-1)) {
        row = rowOf([...above.notes, ...row.notes], line);
        rows.pop();
      }
      rows.push(row);
    }
    for (const row of rows) {
      let free = row.top;
      for (const note of row.notes) {
        note.top = free;
        free += note.height + GAP;
      }
    }
  }

  /** Place notes one below the other so that the highest above its call is as far from it as the lowest below.
   * @param {Note[]} notes @param {number} line @returns {Row} */
  function rowOf(notes, line) {
    let height = 0;
    let lead = -Infinity;
    let drift = -Infinity;
    for (const note of notes) {
      lead = Math.max(lead, note.call - height);
      drift = Math.max(drift, height - note.call);
      height += note.height + GAP;
    }
    const top = Math.max(0, lead - MAX_LEAD * line, (lead - drift) / 2);
    return { notes, top, end: top + height };
  }

  /** Move notes up until the last of them ends above `end`. @param {Note[]} notes @param {number} end */
  function lift(notes, end) {
    let limit = end;
    for (const note of [...notes].reverse()) {
      note.top = Math.min(note.top, limit - note.height);
      limit = note.top - GAP;
    }
  }

  const SENTENCE_END = /(?<=[\p{Ll}\p{N})”’][.!?][”’)]*)\s(?=[\p{Lu}“])/gu;

  /** The ways to shorten a note, each at the end of a sentence, the longest first. @param {Note} note @returns {Cut[]} */
  function cutsOf(note) {
    const { top, right } = note.copy.getBoundingClientRect();
    const { fontSize, lineHeight } = getComputedStyle(note.copy);
    const widest = right - MORE_WIDTH * parseFloat(fontSize);
    const walker = document.createTreeWalker(note.copy, NodeFilter.SHOW_TEXT);
    /** @type {Cut[]} */
    const cuts = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      for (const { index } of (text.textContent ?? "").matchAll(SENTENCE_END)) {
        const range = document.createRange();
        range.setStart(text, index - 1);
        range.setEnd(text, index);
        const box = range.getBoundingClientRect();
        const wraps = box.right > widest ? parseFloat(lineHeight) : 0;
        cuts.push({ end: [text, index], height: box.bottom + wraps - top });
      }
    }
    return cuts.reverse();
  }

  /**
   * Shorten notes, the longest first, until none stands more than `MAX_DRIFT` lines below its call.
   * @param {Note[]} notes @param {number} line the height of a line
   */
  function shorten(notes, line) {
    /** @param {Note} note */
    const drifts = (note) => note.top - note.call > MAX_DRIFT * line;
    for (let n = notes.findIndex(drifts); n >= 0; n = notes.findIndex(drifts)) {
      const touching = notes.findLastIndex((note, i) => i < n && note.top + note.height + GAP < notes[i + 1].top);
      const crowd = notes.slice(touching + 1, n).sort((a, b) => b.height - a.height);
      const longest = crowd.find((note) => shorter(note, line));
      if (!longest) return;
      longest.height = /** @type {Cut} */ (shorter(longest, line)).height;
      stack(notes, line);
    }
  }

  /** The longest cut that makes a note shorter than it is. @param {Note} note @param {number} line */
  function shorter(note, line) {
    if (!note.cuts.length) note.cuts = cutsOf(note);
    const limit = Math.min(note.height - line / 2, note.whole - (MIN_SAVED - 0.5) * line);
    return note.cuts.find(({ height }) => height <= limit);
  }

  /** Give a shortened note back as much as there is room for below it. @param {Note[]} notes @param {number} end */
  function lengthen(notes, end) {
    notes.forEach((note, n) => {
      if (note.height === note.whole) return;
      const room = (notes[n + 1]?.top ?? end) - GAP - note.top;
      const fitting = note.whole <= room ? note.whole : note.cuts.find(({ height }) => height <= room)?.height;
      note.height = Math.max(note.height, fitting ?? 0);
    });
  }

  /** @param {Note} note */
  function put({ copy, top, height, whole, cuts }) {
    copy.style.top = `${top}px`;
    const cut = height < whole && cuts.find((one) => one.height === height);
    if (!cut) return;
    const rest = document.createRange();
    rest.setStart(...cut.end);
    rest.setEndAfter(/** @type {Node} */ (copy.lastChild));
    rest.deleteContents();
    const last = cut.end[0].parentElement?.closest("p") ?? copy;
    last.append(" ", element("span", { class: "more" }, MORE));
    copy.classList.add("cut");
  }

  let waiting = false;

  function fillMargin() {
    waiting = false;
    if (!wide.matches) return margin.replaceChildren();
    const notes = measured();
    if (!notes.length) return;
    const line = parseFloat(getComputedStyle(notes[0].copy).lineHeight);
    const last = article.querySelector("#onward, h2.editorial") ?? article.lastElementChild;
    const end = (last?.getBoundingClientRect().bottom ?? 0) - article.getBoundingClientRect().top;
    stack(notes, line);
    shorten(notes, line);
    lift(notes, Math.max(end, notes[notes.length - 1].call + line));
    lengthen(notes, end);
    notes.forEach(put);
  }

  /** Place the notes once the browser has nothing else to do. */
  function refresh() {
    if (waiting) return;
    waiting = true;
    idle(fillMargin);
  }

  /** The places of all calls, to see whether the text has moved. */
  const placesOf = () => [...article.querySelectorAll(CALL)].map((call) => call.getBoundingClientRect().top + scrollY);
  let places = "";

  /** The size of the article has changed: the text may have moved, or only the notes below it were laid out. */
  function resized() {
    const now = `${wide.matches && placesOf()}`;
    if (now === places) return;
    places = now;
    refresh();
  }

  function addMargin() {
    if (margin.isConnected) return;
    // what reads the article, as a reader view does, finds the same text in windows of every width
    article.after(margin);
    new ResizeObserver(resized).observe(article);
    edition.refreshMargin = refresh;
  }

  /** Set up the margin, once the window is wide enough; without its styles there is none. */
  function start() {
    if (wide.matches) edition.load("styles/margin.css").then(() => idle(addMargin), () => {});
  }

  edition.addPopup({
    name: "note",
    opens: true,
    find,
    fill,
    mark,
    needless: isWhole,
    choose,
    // a sign stands at the end of the paragraph that it is about
    below: (anchor) => anchor.matches(".sign"),
    covers: (anchor) => calls.has(anchor),
  });
  wide.addEventListener("change", start);
  start();
})();
