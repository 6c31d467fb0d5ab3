// @ts-check
/**
 * Shows notes near their calls (the numbers in the text that refer to them): in the margin where there
 * is room, otherwise in a pop-up. The notes at the end of the page are not changed. Those in the margin
 * are visual copies, hidden from screen readers: for these, and with a keyboard, a call opens a pop-up
 * with a link to the note.
 */
(() => {
  "use strict";

  const CALL = "a.footnote-ref";
  /** Pixels between notes: where there is room, and where they are crowded. */
  const GAP = 10;
  const NARROW_GAP = 4;
  /** Lines that a note asks for even where there is room for fewer: anywhere, and right beside its call. */
  const MIN_LINES = 2;
  const PREFERRED_LINES = 4;
  const { element, idle } = edition;
  const wide = matchMedia("(width >= 76.25em)");
  const article = /** @type {HTMLElement} */ (document.querySelector("article"));

  /** @typedef {{ calls: HTMLElement[], heading: Element | null }} Section */
  /** @typedef {{ top: number, lines: number }} Note   a position, in pixels from the top of the article, and a length */

  /** @type {WeakMap<HTMLElement, HTMLElement>} from a call to the copy of its note in the margin */
  const copies = new WeakMap();
  /** @type {WeakMap<HTMLElement, HTMLElement>} from such a copy to the call */
  const calls = new WeakMap();
  /** @type {HTMLElement[]} the call under the pointer, and the copy of its note */
  let lit = [];

  /** @param {HTMLElement} anchor @returns {HTMLElement | null} the note of a call, or of a copy in the margin */
  function noteOf(anchor) {
    const call = calls.get(anchor) ?? anchor;
    return document.getElementById(edition.decoded(/** @type {HTMLAnchorElement} */ (call).hash));
  }

  /** The content of a note, without the links back to its calls. @param {HTMLElement} note @returns {Node[]} */
  function words(note) {
    const copy = edition.copyOf(note, ".back, .footnote-backref, .passage-control");
    copy.querySelectorAll("[id]").forEach((target) => target.removeAttribute("id"));
    return [...copy.childNodes];
  }

  /* --- the pop-up --- */

  /** @param {string} number @param {HTMLElement} note */
  function head(number, note) {
    const attributes = { href: `#${note.id}`, title: "To this note in the list at the end of the page" };
    const close = { type: "button", class: "popup-close", "aria-label": "Close" };
    return element(
      "p",
      { class: "popup-head" },
      element("a", attributes, `Note ${number}`),
      element("button", close, "×"),
    );
  }

  /** @param {HTMLElement} anchor */
  function fill(anchor) {
    const note = noteOf(anchor);
    if (!note) return null;
    const number = (calls.get(anchor) ?? anchor).textContent ?? "";
    const name = note.querySelector("strong")?.textContent ?? "";
    return { label: `Note ${number}: ${name.replace(/\.$/, "")}`, nodes: [head(number, note), ...words(note)] };
  }

  /** @param {Element} at @returns {HTMLElement | null} */
  function find(at) {
    if (at.closest(".popup")) return null;
    const call = at.closest(CALL);
    return /** @type {HTMLElement | null} */ (call ?? (at.closest("a") ? null : at.closest(".margin-note.cut")));
  }

  /** Highlight a call together with its note in the margin. @param {HTMLElement | null} anchor */
  function mark(anchor) {
    lit.forEach((part) => part.classList.remove("lit"));
    const other = anchor && (copies.get(anchor) ?? calls.get(anchor));
    lit = other ? [anchor, other] : [];
    lit.forEach((part) => part.classList.add("lit"));
  }

  /** @param {HTMLElement} anchor */
  const isWhole = (anchor) => {
    const copy = copies.get(anchor);
    return Boolean(copy?.isConnected && !copy.classList.contains("cut"));
  };

  /* --- the margin --- */

  const margin = element("div", { class: "margin", "aria-hidden": "true" });

  /** @type {Section[]} */
  let sections = [];
  /** @type {number[]} where each section begins in the article, and as the last item where the text ends */
  let tops = [];
  /** where the article begins on the page */
  let offset = 0;
  /** @type {Set<number>} the sections whose notes have been placed */
  const placed = new Set();
  let working = false;

  /** The calls in the text, by section. @returns {Section[]} */
  function divide() {
    /** @type {Section[]} */
    const found = [{ calls: [], heading: null }];
    for (const part of article.querySelectorAll(`h2[id], ${CALL}`)) {
      if (part.matches(".editorial")) break;
      if (part.matches("h2")) found.push({ calls: [], heading: part });
      else found[found.length - 1].calls.push(/** @type {HTMLElement} */ (part));
    }
    return found;
  }

  /**
   * How many lines each note should have: as many as fit before the next call, but at least a few.
   * The further a note is pushed below its own call, the smaller this minimum.
   * @param {Note[]} notes @param {number} end @param {number} line @returns {number[]}
   */
  function wantedLines(notes, end, line) {
    let next = 0;
    return notes.map((note, n) => {
      const top = Math.max(note.top, next);
      const room = Math.floor(((notes[n + 1]?.top ?? end) - top - GAP) / line);
      const preferred = PREFERRED_LINES - Math.floor((top - note.top) / line / 2);
      const lines = Math.min(note.lines, Math.max(room, MIN_LINES, preferred));
      next = top + lines * line + GAP;
      return lines;
    });
  }

  /**
   * Shorten the longest notes until all fit into the available lines; each keeps at least one line.
   * @param {number[]} lines @param {number} budget @returns {number[]}
   */
  function trim(lines, budget) {
    /** @param {number} cap */
    const sum = (cap) => lines.reduce((total, count) => total + Math.min(count, cap), 0);
    let cap = Math.max(...lines);
    while (cap > 1 && sum(cap) > budget) cap--;
    let rest = budget - sum(cap);
    return lines.map((count) => (count > cap && rest-- > 0 ? cap + 1 : Math.min(count, cap)));
  }

  /**
   * Find a position for each note: beside its call, below the previous note, above the end of the
   * section. Where notes are crowded, they are shortened and moved closer together; notes at the end
   * for which no line is left get no position.
   * @param {Note[]} notes                         where each would ideally be, and its full length
   * @param {number} start @param {number} end     of the section, in pixels
   * @param {number} line                          the height of a line
   * @returns {Note[]}
   */
  function plan(notes, start, end, line) {
    const wanted = wantedLines(notes, end, line);
    const total = wanted.reduce((sum, count) => sum + count, 0);
    const gap = total * line + notes.length * GAP <= end - start ? GAP : NARROW_GAP;
    const few = notes.slice(0, Math.floor((end - start) / (line + gap)));
    if (!few.length) return [];
    const budget = Math.floor((end - start - few.length * gap) / line);
    const lines = trim(wanted.slice(0, few.length), budget);
    return settled(few.map(({ top }, n) => ({ top, lines: lines[n] })), end, line, gap);
  }

  /**
   * Move notes down until none overlap, then up until all of them end above `end`.
   * @param {Note[]} notes @param {number} end @param {number} line @param {number} gap @returns {Note[]}
   */
  function settled(notes, end, line, gap) {
    /** @type {number[]} */
    const tops = [];
    notes.forEach(({ top }, n) => {
      tops.push(n ? Math.max(top, tops[n - 1] + notes[n - 1].lines * line + gap) : top);
    });
    for (let n = notes.length - 1, limit = end; n >= 0; limit = tops[n--]) {
      tops[n] = Math.min(tops[n], limit - notes[n].lines * line - gap);
    }
    return notes.map(({ lines }, n) => ({ top: tops[n], lines }));
  }

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

  /** Copies of the notes of a section, with the vertical positions of their calls. @param {number} n the section */
  function copiesIn(n) {
    const above = article.getBoundingClientRect().top;
    return sections[n].calls.flatMap((call) => {
      const box = call.getClientRects()[0];
      const copy = box && copyOf(call);
      return copy ? [{ copy, top: box.top - above, lines: 0 }] : [];
    });
  }

  /** Place the notes of some sections. All measurements of a step are taken together, so that the browser
   * lays the page out only twice. @param {number[]} some */
  function placeSections(some) {
    some.forEach((n) => placed.add(n));
    const groups = some.map((n) => ({ n, notes: copiesIn(n) })).filter(({ notes }) => notes.length);
    if (!groups.length) return;
    margin.append(...groups.flatMap(({ notes }) => notes.map(({ copy }) => copy)));
    const line = parseFloat(getComputedStyle(groups[0].notes[0].copy).lineHeight);
    groups.forEach(({ notes }) => notes.forEach((note) => (note.lines = Math.round(note.copy.offsetHeight / line))));
    groups.forEach(({ n, notes }) => {
      const places = plan(notes, tops[n], tops[n + 1], line);
      notes.forEach(({ copy, lines }, i) => put(copy, places[i], lines));
    });
  }

  /**
   * @param {HTMLElement} copy @param {{ top: number, lines: number } | undefined} place
   * @param {number} lines the length of the whole note
   */
  function put(copy, place, lines) {
    if (!place) return copy.remove();
    copy.style.top = `${place.top}px`;
    if (place.lines >= lines) return;
    copy.classList.add("cut");
    copy.style.setProperty("--lines", String(place.lines));
  }

  /** The sections to place now: those in view or at most one screen away. */
  function near() {
    const from = scrollY - offset - innerHeight;
    const to = scrollY - offset + 2 * innerHeight;
    return [...sections.keys()].filter((n) => !placed.has(n) && tops[n] < to && tops[n + 1] > from);
  }

  function work() {
    working = false;
    if (wide.matches) placeSections(near());
  }

  function wake() {
    if (working || !wide.matches) return;
    working = true;
    idle(work);
  }

  /** Measure where the sections are. */
  function measure() {
    if (!sections.length) sections = divide();
    const above = article.getBoundingClientRect().top;
    offset = above + scrollY;
    const end = article.querySelector("h2.editorial") ?? article.lastElementChild;
    tops = sections.map(({ heading }) => (heading ? heading.getBoundingClientRect().top - above : 0));
    tops.push((end?.getBoundingClientRect().top ?? above) - above);
  }

  /** Clear the margin and place the notes again. */
  function refresh() {
    margin.replaceChildren();
    placed.clear();
    tops = [];
    if (!wide.matches) return;
    measure();
    wake();
  }

  /** The size of the article has changed: the text may have moved, or only the notes below it were laid out. */
  function resized() {
    const before = `${tops}`;
    if (wide.matches) measure();
    if (!wide.matches || `${tops}` !== before) refresh();
  }

  /** Set up the margin, once the window is wide enough. */
  function start() {
    if (!wide.matches || margin.isConnected) return;
    article.append(margin);
    new ResizeObserver(resized).observe(article);
    edition.refreshMargin = refresh;
    addEventListener("scroll", wake, { passive: true });
  }

  edition.addPopup({
    name: "note",
    opens: true,
    find,
    fill,
    mark,
    needless: isWhole,
    covers: (anchor) => calls.has(anchor),
  });
  wide.addEventListener("change", start);
  idle(start);
})();
