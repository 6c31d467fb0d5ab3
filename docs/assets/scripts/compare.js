// @ts-check
/* Shows passages of several essays side by side. They are fetched from the pages of the essays and named by
   the address of this page, ?a=<essay>:<place>&b=<essay>:<place>. A place is the id of a section or a
   paragraph, or a list of paragraphs such as p3,p6-p7; without one, the first section is shown. The address
   may also name the entry that the passages belong to, as on=<page>:<id>. */
(() => {
  "use strict";

  const { element, gettext, plainText } = edition;

  const stage = document.querySelector(".compare");
  if (!stage) return;

  /**
   * A unit is a block with an address; a brief one belongs to the folded digest of a section.
   * @typedef {{slug: string, place: string}} Choice
   * @typedef {{id: string, block: HTMLElement, section: HTMLElement | null, brief: boolean}} Unit
   * @typedef {{title: string, page: Document, url: URL, units: Unit[], sections: HTMLElement[]}} Essay
   * @typedef {{choice: Choice, box: HTMLElement, essay: HTMLSelectElement, place: HTMLSelectElement,
   *   text: HTMLElement, link: HTMLElement, steps: HTMLButtonElement[], tab: HTMLElement}} Pane
   */

  /** The names of the passages in the address, and how many are shown at most. */
  const KEYS = [..."abcdefghijklmnopqrstuvwxyz"];
  const MAX_PANES = 6;

  /** The longest range of paragraphs that an address may name. */
  const MAX_RANGE = 1000;

  /** The words on the buttons that lead to the paragraph before and the one after, and their names with that of the
   * pane, for screen readers. @param {string} passage */
  const paragraphSteps = (passage) => [
    [gettext("Earlier"), gettext("{passage}: earlier", { passage })],
    [gettext("Later"), gettext("{passage}: later", { passage })],
  ];

  /** The same for buttons that lead to sections. @param {string} passage */
  const sectionSteps = (passage) => [
    [gettext("Earlier section"), gettext("{passage}: earlier section", { passage })],
    [gettext("Later section"), gettext("{passage}: later section", { passage })],
  ];

  /** The essays that the page lists, by slug. @type {Map<string, {title: string, url: URL}>} */
  const essays = new Map(
    [...stage.querySelectorAll("a")].map((link) => {
      const url = new URL(link.href);
      return [url.pathname.replace(/\/(index\.html)?$/, "").split("/").pop() ?? "", { title: link.text, url }];
    }),
  );

  /** @param {string} slug */
  const titleOf = (slug) => essays.get(slug)?.title ?? slug;

  // --- essays --------------------------------------------------------------------------------------

  /** Essays that have been fetched, by slug. @type {Map<string, Promise<Essay>>} */
  const fetched = new Map();

  /** @param {string} slug */
  function essayOf(slug) {
    const known = fetched.get(slug) ?? fetchEssay(slug);
    fetched.set(slug, known);
    // a page that could not be fetched can be requested again
    known.catch(() => fetched.delete(slug));
    return known;
  }

  /** @param {URL} url */
  async function fetchPage(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  /** @param {string} slug @returns {Promise<Essay>} */
  async function fetchEssay(slug) {
    const { url } = essays.get(slug) ?? { url: new URL(location.href) };
    const page = await fetchPage(url);
    const units = unitsOf(page);
    const sections = [...new Set(units.flatMap((unit) => unit.section ?? []))];
    return { title: titleOf(slug), page, url, units, sections };
  }

  /** The blocks of an essay that have an address, each with the heading above it. @param {Document} page */
  function unitsOf(page) {
    /** @type {Unit[]} */
    const units = [];
    let section = null;
    for (const found of page.querySelectorAll(".md-content :is(h2[id], a.number, details.brief p[id])")) {
      const block = found instanceof HTMLAnchorElement ? page.getElementById(found.hash.slice(1)) : found;
      if (found instanceof HTMLHeadingElement) section = found;
      else if (block instanceof HTMLElement) units.push({ id: block.id, block, section, brief: block === found });
    }
    return units;
  }

  /** The units that a place names, if any, and whether it is a section. @param {Essay} essay @param {string} place */
  function passage(essay, place) {
    const named = place ? essay.page.getElementById(place) : (essay.sections[0] ?? null);
    const section = essay.units.filter((unit) => unit.section === named && !unit.brief);
    if (named && section.length) return { units: section, isSection: true };
    // the element with a former address is inside the paragraph that replaced it
    const targets = (named ? [named] : listed(place).map((id) => essay.page.getElementById(id))).filter((it) => it !== null);
    const units = essay.units.filter(({ block }) => targets.some((target) => block.contains(target)));
    return { units, isSection: false };
  }

  /** The ids in a list of paragraphs: p3, p6 and p7 for p3,p6-p7. @param {string} place */
  function listed(place) {
    return [...place.matchAll(/([a-z])(\d+)(?:-\1(\d+))?/g)].flatMap(([, letter, first, last]) => {
      const count = Math.min(Number(last ?? first) - Number(first) + 1, MAX_RANGE);
      return Array.from({ length: Math.max(count, 0) }, (_, at) => `${letter}${Number(first) + at}`);
    });
  }

  /** The element that shows a unit: a quotation of several paragraphs shows them all. @param {Unit} unit */
  const wholeOf = (unit) => unit.block.closest("figure") ?? unit.block;

  /** The unit `by` places further on, outside of a quotation that this one is in.
   * @param {Essay} essay @param {Unit} unit @param {number} by @returns {Unit | undefined} */
  function neighbour(essay, unit, by) {
    const isCounted = (/** @type {Unit} */ other) => other === unit || wholeOf(other) !== wholeOf(unit);
    const row = essay.units.filter((other) => other.brief === unit.brief && isCounted(other));
    return row[row.indexOf(unit) + by];
  }

  // --- copies of passages ----------------------------------------------------------------------------

  /** @param {Unit} unit */
  const label = (unit) => `¶ ${unit.id.slice(1)}`;

  /** What names a passage of several paragraphs: ¶ 3, 6–7. @param {string} place */
  const listLabel = (place) => `¶ ${place.replace(/[a-z]/g, "").replaceAll(",", ", ").replaceAll("-", "–")}`;

  /** The number of a brief unit, which has none on its page. @param {Unit} unit */
  function numberOf({ id }) {
    const number = id.slice(1);
    const label = gettext("Digest paragraph {number}", { number });
    return element("a", { class: "number", href: `#${id}`, "aria-label": label, "data-number": number });
  }

  /** A copy of the element that shows a unit, with links that still lead to the same places.
   * @param {Unit} unit @param {URL} url */
  function copyOf(unit, url) {
    const whole = wholeOf(unit);
    const copy = /** @type {HTMLElement} */ (document.importNode(whole, true));
    if (unit.brief) copy.prepend(numberOf(unit));
    for (const part of [copy, ...copy.querySelectorAll("[id], [aria-describedby]")]) {
      part.removeAttribute("id");
      part.removeAttribute("aria-describedby");
    }
    for (const link of copy.querySelectorAll("a[href]"))
      link.setAttribute("href", new URL(link.getAttribute("href") ?? "", url).href);
    const list = whole.localName === "li" && whole.parentElement;
    return list ? element(/** @type {"ol" | "ul"} */ (list.localName), {}, copy) : copy;
  }

  /** The title of a unit's section. @param {Essay} essay @param {Unit} unit */
  const headingOf = (essay, { section }) => (section ? plainText(section) : essay.title);

  /** The title of a unit's section as a heading, unless the unit above it is of the same section.
   * @param {Essay} essay @param {Unit} unit @param {Unit} [above] */
  function heading(essay, unit, above) {
    return above?.section === unit.section ? [] : [element("h2", {}, headingOf(essay, unit))];
  }

  /** The copies of a passage, with a sign where paragraphs are left out, and a heading where another section
   * begins; a quotation of several paragraphs is copied once. @param {Essay} essay @param {Unit[]} units */
  function copies(essay, units) {
    return units.flatMap((unit, at) => {
      const above = units[at - 1];
      if (!above) return [copyOf(unit, essay.url)];
      if (wholeOf(above) === wholeOf(unit)) return [];
      const gap = neighbour(essay, above, 1) === unit ? [] : [element("p", { class: "compare-gap" }, "[…]")];
      return [...gap, ...heading(essay, unit, above), copyOf(unit, essay.url)];
    });
  }

  // --- the page --------------------------------------------------------------------------------------

  /** @type {Pane[]} */
  let panes = [];
  const subject = element("p", { class: "compare-subject" });
  const tabs = element("div", { class: "compare-tabs", role: "group", "aria-label": gettext("Passage on the screen") });
  const row = element("div", { class: "compare-panes" });
  const around = element("input", { type: "checkbox" });
  const more = element("button", { type: "button" }, gettext("Add a passage"));
  const status = element("p", { role: "status", class: "unseen" });
  stage.replaceChildren(
    subject,
    element(
      "div",
      { class: "compare-options" },
      element("label", {}, around, " ", gettext("Show surrounding paragraphs")),
      more,
    ),
    tabs,
    row,
    status,
  );
  for (const box of [tabs, row]) {
    box.addEventListener("scroll", () => fade(box), { passive: true });
    new ResizeObserver(() => fade(box)).observe(box);
  }
  around.addEventListener("change", () => changed());
  more.addEventListener("click", addPane);
  addEventListener("popstate", readAddress);
  readAddress();

  /** Let the right edge of a row fade as long as more of it can be scrolled to. @param {HTMLElement} box */
  function fade(box) {
    box.toggleAttribute("data-more", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
  }

  /** @param {Choice} choice @param {number} at @returns {Pane} */
  function makePane(choice, at) {
    const name = gettext("Passage {number}", { number: at + 1 });
    const titles = [...essays].map(([slug, { title }]) => element("option", { value: slug }, title));
    const essay = element("select", { "aria-label": gettext("{passage}: essay", { passage: name }) }, ...titles);
    const place = element("select", { "aria-label": gettext("{passage}: paragraphs", { passage: name }) });
    const text = element("div", { class: "compare-text" });
    const link = element("a", {}, gettext("Open in the essay"));
    const steps = [-1, 1].map(() => element("button", { type: "button" }));
    const closes = gettext("{passage}: close", { passage: name });
    const close = element("button", { type: "button", class: "compare-close", "aria-label": closes }, "×");
    const box = element(
      "section",
      { "aria-label": name },
      element("div", { class: "compare-head" }, essay, close, place),
      text,
      element("div", { class: "compare-foot" }, ...steps, link),
    );
    const tab = element("button", { type: "button" }, titleOf(choice.slug));
    const pane = { choice, box, essay, place, text, link, steps, tab };
    essay.addEventListener("change", () => choose(pane, { slug: essay.value, place: "" }));
    place.addEventListener("change", () => choose(pane, { slug: essay.value, place: place.value }));
    steps.forEach((button) => button.addEventListener("click", () => choose(pane, { ...pane.choice, place: button.value })));
    close.addEventListener("click", () => closePane(pane));
    tab.addEventListener("click", () => turnTo(pane));
    return pane;
  }

  /** Show passages, each in a pane of its own. @param {Choice[]} choices */
  function fillRow(choices) {
    const shown = Math.max(0, panes.findIndex(({ box }) => box.hasAttribute("data-shown")));
    panes = choices.map(makePane);
    row.replaceChildren(...panes.map(({ box }) => box));
    tabs.replaceChildren(...panes.map(({ tab }) => tab));
    turnTo(panes[Math.min(shown, panes.length - 1)]);
    row.style.setProperty("--panes", String(panes.length));
    row.classList.toggle("single", panes.length < 2);
    more.hidden = panes.length >= MAX_PANES;
  }

  /** On a narrow screen, where only one pane has room, show this one. @param {Pane} shown */
  function turnTo(shown) {
    for (const pane of panes) {
      pane.box.toggleAttribute("data-shown", pane === shown);
      pane.tab.setAttribute("aria-pressed", String(pane === shown));
    }
    // the tab before it stays in sight, too
    tabs.scrollLeft = shown.tab.offsetLeft - tabs.clientWidth / 4;
  }

  function addPane() {
    const used = new Set(panes.map(({ choice }) => choice.slug));
    const slug = [...essays.keys()].find((candidate) => !used.has(candidate)) ?? panes[0].choice.slug;
    fillRow([...panes.map(({ choice }) => choice), { slug, place: "" }]);
    const added = panes[panes.length - 1];
    turnTo(added);
    added.essay.focus();
    changed();
  }

  /** @param {Pane} closed */
  function closePane(closed) {
    const at = panes.indexOf(closed);
    fillRow(panes.filter((pane) => pane !== closed).map(({ choice }) => choice));
    panes[Math.max(0, at - 1)].essay.focus();
    changed();
  }

  /** @param {Pane} pane @param {Choice} choice */
  function choose(pane, choice) {
    pane.choice = choice;
    changed();
  }

  /** Write the choice into the address, and show it. */
  function changed() {
    history.pushState(null, "", address());
    showAll();
  }

  /** The address of what is shown; its passages are written without escapes, for people who read it. */
  function address() {
    const on = new URLSearchParams(location.search).get("on");
    const passages = panes.map(({ choice }, at) => {
      const place = encodeURIComponent(choice.place).replaceAll("%2C", ",");
      return `${KEYS[at]}=${[encodeURIComponent(choice.slug), place].filter(Boolean).join(":")}`;
    });
    const options = [...(on ? [`on=${encodeURIComponent(on).replace("%3A", ":")}`] : []), ...(around.checked ? ["around=1"] : [])];
    return `?${[...passages, ...options].join("&")}`;
  }

  /** Show what the address names; without a passage in it, the first two essays. */
  function readAddress() {
    const query = new URLSearchParams(location.search);
    const named = KEYS.flatMap((key) => query.get(key) ?? []).slice(0, MAX_PANES);
    const choices = (named.length ? named : [...essays.keys()].slice(0, 2)).map((text) => {
      const [slug, ...place] = text.split(":");
      return { slug, place: place.join(":") };
    });
    around.checked = query.has("around");
    fillRow(choices);
    // a form has written the address with escapes
    if (named.length) history.replaceState(history.state, "", address());
    showSubject(query.get("on") ?? "");
    showAll();
  }

  /** Head the page with the entry that the passages belong to, such as synopsis:civil-war. @param {string} on */
  async function showSubject(on) {
    subject.replaceChildren();
    const [, name, id] = on.match(/^([a-z-]+):([a-z0-9-]+)$/) ?? [];
    if (!name || location.protocol === "file:") return;
    const url = new URL(`${name}/`, edition.site);
    try {
      const heading = (await fetchPage(url)).getElementById(id);
      if (heading) subject.replaceChildren(element("a", { href: `${url}#${id}` }, plainText(heading)));
    } catch {
      // the passages can be read without it
    }
  }

  async function showAll() {
    const shown = await Promise.all(panes.map(show));
    status.textContent = [...new Set(shown)].join("; ");
    [tabs, row].forEach(fade);
  }

  /** Fill a pane; return a short description of what it shows. @param {Pane} pane @returns {Promise<string>} */
  async function show(pane) {
    const { choice } = pane;
    pane.tab.textContent = titleOf(choice.slug);
    const known = essays.get(choice.slug);
    pane.essay.value = choice.slug;
    nameSteps(pane, false);
    pane.steps.forEach((button) => (button.disabled = true));
    pane.link.setAttribute("href", known ? `${known.url}${choice.place && `#${choice.place}`}` : ".");
    pane.link.hidden = !known;
    if (!known) return fail(pane, gettext("There is no essay “{essay}” here. Choose another.", { essay: choice.slug }));
    if (location.protocol === "file:")
      return fail(
        pane,
        gettext(
          "This page is read from a folder, where browsers do not let one page take from another. " +
            "Side by side needs a server; the passage can be opened by itself:",
        ),
      );
    try {
      const essay = await essayOf(choice.slug);
      // something else may have been chosen in the meantime
      return pane.choice === choice ? fill(pane, essay) : "";
    } catch {
      return fail(pane, gettext("“{essay}” could not be loaded. It can be opened by itself:", { essay: known.title }));
    }
  }

  /** @param {Pane} pane @param {string} message */
  function fail(pane, message) {
    pane.place.replaceChildren();
    pane.text.replaceChildren(element("p", { class: "needs" }, message));
    return message;
  }

  /** @param {Pane} pane @param {Essay} essay */
  function fill(pane, essay) {
    const { place } = pane.choice;
    const { units, isSection } = passage(essay, place);
    const isList = units.length > 1 && !isSection;
    fillPlaces(pane, essay, isList);
    if (!units.length) {
      pane.place.selectedIndex = -1;
      const message = gettext("There is no passage “{place}” in “{essay}”. Choose another.", { place, essay: essay.title });
      pane.text.replaceChildren(element("p", { class: "needs" }, message));
      return message;
    }
    pane.place.value = isSection ? (units[0].section?.id ?? "") : isList ? place : units[0].id;
    pane.text.replaceChildren(...surrounded(essay, units));
    setSteps(pane, essay, units, isSection);
    const what = isSection ? headingOf(essay, units[0]) : isList ? listLabel(place) : label(units[0]);
    return `${essay.title}, ${what}`;
  }

  /** The passage, and if the reader wants them, the units before and after it.
   * @param {Essay} essay @param {Unit[]} units */
  function surrounded(essay, units) {
    const [first, last] = [units[0], units[units.length - 1]];
    const context = (/** @type {Unit} */ unit) => element("div", { class: "compare-context" }, copyOf(unit, essay.url));
    const before = around.checked ? neighbour(essay, first, -1) : undefined;
    const after = around.checked ? neighbour(essay, last, 1) : undefined;
    return [
      ...(before ? [...heading(essay, before), context(before)] : []),
      ...heading(essay, first, before),
      element("div", { class: "compare-passage" }, ...copies(essay, units)),
      ...(after ? [...heading(essay, after, last), context(after)] : []),
    ];
  }

  /** Make the buttons lead to the passage before and the one after.
   * @param {Pane} pane @param {Essay} essay @param {Unit[]} units @param {boolean} isSection */
  function setSteps(pane, essay, units, isSection) {
    nameSteps(pane, isSection);
    const at = essay.sections.findIndex((section) => section === units[0].section);
    [-1, 1].forEach((by, n) => {
      const from = units[by < 0 ? 0 : units.length - 1];
      const to = isSection ? essay.sections[at + by] : neighbour(essay, from, by);
      pane.steps[n].disabled = !to;
      pane.steps[n].value = to?.id ?? "";
    });
  }

  /** Name the buttons by what they lead to, sections or paragraphs. @param {Pane} pane @param {boolean} isSection */
  function nameSteps({ box, steps }, isSection) {
    const passage = box.getAttribute("aria-label") ?? "";
    (isSection ? sectionSteps(passage) : paragraphSteps(passage)).forEach(([words, label], n) => {
      steps[n].textContent = words;
      steps[n].setAttribute("aria-label", label);
    });
  }

  /** List the sections and paragraphs of an essay, after the list of paragraphs that is shown, if it is one.
   * @param {Pane} pane @param {Essay} essay @param {boolean} isList */
  function fillPlaces(pane, essay, isList) {
    const { place } = pane.choice;
    const list = isList ? [element("option", { value: place }, listLabel(place))] : [];
    const head = essay.units.filter((unit) => !unit.section).map(option);
    const groups = essay.sections.map((section) => {
      const units = essay.units.filter((unit) => unit.section === section && (!unit.brief || unit.id === place));
      const name = plainText(section);
      const whole = element("option", { value: section.id }, gettext("{section} (whole section)", { section: name }));
      return element("optgroup", { label: name }, whole, ...units.map(option));
    });
    pane.place.replaceChildren(...list, ...head, ...groups);
  }

  /** @param {Unit} unit */
  function option(unit) {
    const start = plainText(unit.block).split(/\s+/).slice(0, 7).join(" ");
    return element("option", { value: unit.id }, `${label(unit)}  ${start} …`);
  }
})();
