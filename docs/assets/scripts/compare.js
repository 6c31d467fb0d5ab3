// @ts-check
/* Shows passages of two essays side by side. They are fetched from the pages of the essays and named by
   the address of this page, ?a=<essay>:<place>&b=<essay>:<place>. A place is the id of a paragraph or a
   section; without one, the first section of the essay is shown. */
(() => {
  "use strict";

  const { element, plainText } = edition;

  const stage = document.querySelector(".compare");
  if (!stage) return;

  /**
   * A unit is a block with an address; a brief one belongs to the folded digest of a section.
   * @typedef {{slug: string, place: string}} Choice
   * @typedef {{id: string, block: HTMLElement, section: HTMLElement | null, brief: boolean}} Unit
   * @typedef {{page: Document, url: URL, units: Unit[], sections: HTMLElement[]}} Essay
   * @typedef {{key: string, choice: Choice, box: HTMLElement, essay: HTMLSelectElement,
   *   place: HTMLSelectElement, text: HTMLElement, link: HTMLElement, steps: HTMLButtonElement[]}} Pane
   */

  const FROM_FOLDER =
    "This page is read from a folder, where browsers do not let one page take from another. " +
    "Side by side needs a server; the passage can be opened by itself:";

  /** The essays that the page lists, by slug. @type {Map<string, {title: string, url: URL}>} */
  const essays = new Map(
    [...stage.querySelectorAll("a")].map((link) => {
      const url = new URL(link.href);
      return [url.pathname.replace(/\/(index\.html)?$/, "").split("/").pop() ?? "", { title: link.text, url }];
    }),
  );

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

  /** @param {string} slug @returns {Promise<Essay>} */
  async function fetchEssay(slug) {
    const { url } = essays.get(slug) ?? { url: new URL(location.href) };
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const units = unitsOf(page);
    const sections = [...new Set(units.flatMap((unit) => unit.section ?? []))];
    return { page, url, units, sections };
  }

  /** The blocks of an essay that have an address, each with the heading above it. @param {Document} page */
  function unitsOf(page) {
    /** @type {Unit[]} */
    const units = [];
    let section = null;
    for (const found of page.querySelectorAll(".md-content :is(h2[id], a.number)")) {
      if (found instanceof HTMLHeadingElement) section = found;
      const block = found instanceof HTMLAnchorElement && page.getElementById(found.hash.slice(1));
      if (block) units.push({ id: block.id, block, section, brief: block.closest("details.brief") !== null });
    }
    return units;
  }

  /** The units that a place names, if any, and whether it is a section. @param {Essay} essay @param {string} place */
  function passage(essay, place) {
    const named = place ? essay.page.getElementById(place) : (essay.sections[0] ?? null);
    const section = essay.units.filter((unit) => unit.section === named && !unit.brief);
    if (named && section.length) return { units: section, isSection: true };
    // the element with a former address is inside the paragraph that replaced it
    const unit = named && essay.units.find(({ block }) => block.contains(named));
    return { units: unit ? [unit] : [], isSection: false };
  }

  /** The unit `by` places further on. @param {Essay} essay @param {Unit} unit @param {number} by */
  function neighbour(essay, unit, by) {
    const row = essay.units.filter(({ brief }) => brief === unit.brief);
    return row[row.indexOf(unit) + by];
  }

  // --- copies of passages ----------------------------------------------------------------------------

  /** @param {Unit} unit */
  const label = (unit) => `¶ ${unit.id.slice(1)}`;

  /** A copy of the element that shows a unit, with links that still lead to the same places.
   * @param {Unit} unit @param {URL} url */
  function copyOf(unit, url) {
    const whole = unit.block.closest("figure") ?? unit.block;
    const copy = /** @type {HTMLElement} */ (document.importNode(whole, true));
    for (const part of [copy, ...copy.querySelectorAll("[id], [aria-describedby]")]) {
      part.removeAttribute("id");
      part.removeAttribute("aria-describedby");
    }
    for (const link of copy.querySelectorAll("a[href]"))
      link.setAttribute("href", new URL(link.getAttribute("href") ?? "", url).href);
    const list = whole.localName === "li" && whole.parentElement;
    return list ? element(/** @type {"ol" | "ul"} */ (list.localName), {}, copy) : copy;
  }

  /** The copies of a passage; a quotation of several paragraphs is copied once. @param {Unit[]} units @param {URL} url */
  function copies(units, url) {
    const wholes = new Map(units.map((unit) => [unit.block.closest("figure") ?? unit.block, unit]));
    return [...wholes.values()].map((unit) => copyOf(unit, url));
  }

  // --- the page --------------------------------------------------------------------------------------

  const around = element("input", { type: "checkbox" });
  const status = element("p", { role: "status", class: "unseen" });
  const panes = ["a", "b"].map(makePane);
  stage.replaceChildren(
    element("div", { class: "compare-panes" }, ...panes.map((pane) => pane.box)),
    element("label", { class: "compare-around" }, around, " Show the paragraphs before and after, too"),
    status,
  );
  around.addEventListener("change", () => changed());
  addEventListener("popstate", readAddress);
  readAddress();

  /** @param {string} key @returns {Pane} */
  function makePane(key, at = 0) {
    const side = at ? "Second" : "First";
    const titles = [...essays].map(([slug, { title }]) => element("option", { value: slug }, title));
    const essay = element("select", { id: `compare-${key}` }, ...titles);
    const place = element("select", { id: `compare-${key}-place` });
    const text = element("div", { class: "compare-text" });
    const link = element("a", {}, "Open in the essay");
    const steps = ["Previous", "Next"].map((name) =>
      element("button", { type: "button", "aria-label": `${name} passage, ${side.toLowerCase()} essay` }, name),
    );
    const box = element(
      "section",
      { "aria-label": `${side} passage` },
      element("label", { for: essay.id }, `${side} essay`),
      essay,
      element("label", { for: place.id }, `${side} passage`),
      place,
      text,
      element("div", { class: "compare-foot" }, steps[0], link, steps[1]),
    );
    const pane = { key, choice: { slug: "", place: "" }, box, essay, place, text, link, steps };
    essay.addEventListener("change", () => choose(pane, { slug: essay.value, place: "" }));
    place.addEventListener("change", () => choose(pane, { slug: essay.value, place: place.value }));
    steps.forEach((button) => button.addEventListener("click", () => choose(pane, { ...pane.choice, place: button.value })));
    return pane;
  }

  /** @param {Pane} pane @param {Choice} choice */
  function choose(pane, choice) {
    pane.choice = choice;
    changed();
  }

  /** Write the choice into the address, and show it. */
  function changed() {
    const query = panes.map(({ key, choice }) => `${key}=${[choice.slug, choice.place].filter(Boolean).join(":")}`);
    history.pushState(null, "", `?${query.join("&")}${around.checked ? "&around=1" : ""}`);
    showAll();
  }

  /** Show what the address names; without a query, the first two essays. */
  function readAddress() {
    const query = new URLSearchParams(location.search);
    const slugs = [...essays.keys()];
    panes.forEach((pane, at) => {
      const [slug, ...place] = (query.get(pane.key) ?? slugs[at] ?? "").split(":");
      pane.choice = { slug, place: place.join(":") };
    });
    around.checked = query.has("around");
    showAll();
  }

  async function showAll() {
    const shown = await Promise.all(panes.map(show));
    status.textContent = [...new Set(shown)].join("; ");
  }

  /** Fill a pane; return a short description of what it shows. @param {Pane} pane @returns {Promise<string>} */
  async function show(pane) {
    const { choice } = pane;
    const known = essays.get(choice.slug);
    pane.essay.value = choice.slug;
    pane.steps.forEach((button) => (button.disabled = true));
    pane.link.setAttribute("href", known ? `${known.url}${choice.place && `#${choice.place}`}` : ".");
    pane.link.hidden = !known;
    if (!known) return fail(pane, `There is no essay “${choice.slug}” here. Choose another.`);
    if (location.protocol === "file:") return fail(pane, FROM_FOLDER);
    try {
      const essay = await essayOf(choice.slug);
      // something else may have been chosen in the meantime
      return pane.choice === choice ? fill(pane, essay, known.title) : "";
    } catch {
      return fail(pane, `“${known.title}” could not be loaded. It can be opened by itself:`);
    }
  }

  /** @param {Pane} pane @param {string} message */
  function fail(pane, message) {
    pane.place.replaceChildren();
    pane.text.replaceChildren(element("p", { class: "needs" }, message));
    return message;
  }

  /** @param {Pane} pane @param {Essay} essay @param {string} title */
  function fill(pane, essay, title) {
    fillPlaces(pane, essay);
    const { units, isSection } = passage(essay, pane.choice.place);
    if (!units.length) {
      pane.place.selectedIndex = -1;
      const message = `There is no passage “${pane.choice.place}” in “${title}”. Choose another.`;
      pane.text.replaceChildren(element("p", { class: "needs" }, message));
      return message;
    }
    const heading = units[0].section;
    pane.place.value = isSection ? (heading?.id ?? "") : units[0].id;
    const name = heading ? plainText(heading) : title;
    pane.text.replaceChildren(element("h2", {}, name), ...surrounded(essay, units));
    setSteps(pane, essay, units, isSection);
    return `${title}, ${isSection ? name : label(units[0])}`;
  }

  /** The passage, and if the reader wants them, the units before and after it.
   * @param {Essay} essay @param {Unit[]} units */
  function surrounded(essay, units) {
    const [before, after] = [neighbour(essay, units[0], -1), neighbour(essay, units[units.length - 1], 1)];
    const context = (/** @type {Unit | undefined} */ unit) =>
      around.checked && unit ? [element("div", { class: "compare-context" }, copyOf(unit, essay.url))] : [];
    const shown = element("div", { class: "compare-passage" }, ...copies(units, essay.url));
    return [...context(before), shown, ...context(after)];
  }

  /** Make the buttons lead to the previous and the next passage.
   * @param {Pane} pane @param {Essay} essay @param {Unit[]} units @param {boolean} isSection */
  function setSteps(pane, essay, units, isSection) {
    const at = essay.sections.findIndex((section) => section === units[0].section);
    [-1, 1].forEach((by, n) => {
      const to = isSection ? essay.sections[at + by] : neighbour(essay, units[0], by);
      pane.steps[n].disabled = !to;
      pane.steps[n].value = to?.id ?? "";
    });
  }

  /** List the sections and paragraphs of an essay. @param {Pane} pane @param {Essay} essay */
  function fillPlaces(pane, essay) {
    const head = essay.units.filter((unit) => !unit.section).map(option);
    const groups = essay.sections.map((section) => {
      const units = essay.units.filter((unit) => unit.section === section && (!unit.brief || unit.id === pane.choice.place));
      const whole = element("option", { value: section.id }, "The whole section");
      return element("optgroup", { label: plainText(section) }, whole, ...units.map(option));
    });
    pane.place.replaceChildren(...head, ...groups);
  }

  /** @param {Unit} unit */
  function option(unit) {
    const start = plainText(unit.block).split(/\s+/).slice(0, 7).join(" ");
    return element("option", { value: unit.id }, `${label(unit)}  ${start} …`);
  }
})();
