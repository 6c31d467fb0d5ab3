// @ts-check
/* Filters on the pages of people, quotations, dates and disagreements. What is chosen is in the address,
   ?essay=…&verdict=…, which can be shared. An entry that an address leads to is never hidden.
   Without this script every entry is there, in groups, with links to each. */
(() => {
  "use strict";

  const { element, decoded, gettext } = edition;
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.filters"));
  if (!form) return;

  const fields = [...form.querySelectorAll("select")];
  const entries = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".entry")]);
  /** What has no use without the entries in it: groups, and lists of links. */
  const groups = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".entries"));
  const lists = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".contents > ul"));
  const status = element("p", { role: "status" });
  const reset = element("button", { type: "button", class: "plain-button", hidden: "" }, gettext("Show all"));
  form.append(element("div", { class: "filter-status" }, status, reset));

  /** The links to entries in lists of contents, those of the theme among them. */
  const links = /** @type {HTMLAnchorElement[]} */ ([
    ...document.querySelectorAll(".contents a[href^='#'], .md-nav--secondary a[href*='#']"),
  ]);

  /** Whether an entry has the value that is chosen in each field. @param {HTMLElement} entry */
  const isChosen = (entry) =>
    fields.every(({ name, value }) => !value || (entry.dataset[name] ?? "").split(" ").includes(value));

  /** @param {HTMLElement} part */
  const isEmpty = (part) => !part.querySelector(".entry:not([hidden])");

  /** What is said of the choice. @param {number} count of the entries that are shown */
  function counted(count) {
    if (!count) return gettext("Nothing matches this choice.");
    return gettext("{count} of {total}", { count, total: entries.length });
  }

  function show() {
    const isFiltered = fields.some(({ value }) => value);
    for (const entry of entries) entry.hidden = !isChosen(entry);
    for (const group of groups) group.hidden = isEmpty(group);
    for (const link of links) {
      const target = document.getElementById(decoded(link.hash));
      const item = link.closest("li");
      if (item) item.hidden = target?.closest(".entry, .entries")?.matches("[hidden], [hidden] *") ?? false;
    }
    for (const list of lists) {
      const isBare = !list.querySelector("li:not([hidden])");
      list.hidden = isBare;
      const label = list.previousElementSibling;
      if (label instanceof HTMLElement && label.matches("p")) label.hidden = isBare;
    }
    const count = entries.filter((entry) => !entry.hidden).length;
    document.documentElement.toggleAttribute("data-filtered", isFiltered);
    status.textContent = isFiltered ? counted(count) : "";
    reset.hidden = !isFiltered;
  }

  /** Take the choice from the address; a value that is not offered is no choice. */
  function read() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
  }

  /** Write the choice into the address. @param {string} hash */
  function write(hash) {
    const url = new URL(location.href);
    for (const { name, value } of fields) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    url.hash = hash;
    history.replaceState(history.state, "", url.href);
  }

  function clear() {
    for (const field of fields) field.value = "";
  }

  /** Show what the address leads to, even if the choice would hide it. */
  function reveal() {
    const target = document.getElementById(decoded(location.hash));
    if (!target?.closest("[hidden]")) return;
    clear();
    write(location.hash);
    show();
    target.scrollIntoView();
  }

  form.addEventListener("change", () => {
    write("");
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", () => {
    clear();
    write("");
    show();
    fields[0].focus();
  });
  addEventListener("hashchange", reveal);
  addEventListener("popstate", () => {
    read();
    show();
  });
  // the browser restores the fields of a page that is reloaded; the address says what is chosen
  addEventListener("pageshow", () => {
    read();
    show();
    reveal();
  });
  read();
  show();
  reveal();
})();
