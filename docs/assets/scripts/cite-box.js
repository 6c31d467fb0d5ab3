// @ts-check
/* The box "Cite this" of an essay: a button beside each citation copies it, and the address stands there
   even if the site did not know it when it was built. page.js loads this when the box is first opened. */
(() => {
  "use strict";

  const { citing, element, gettext } = edition;
  const box = /** @type {HTMLElement} */ (document.querySelector("details.cite"));

  /** The forms by the names that the box gives them. */
  const FORMS = /** @type {Record<string, Form>} */ ({
    Chicago: "chicago",
    APA: "apa",
    BibTeX: "bibtex",
    RIS: "ris",
    "CSL JSON": "csl",
  });

  /** Copy the citation of the page in one of the forms. @param {string} name */
  async function copyCitation(name) {
    const form = FORMS[name];
    const html = form === "chicago" || form === "apa" ? await citing.cite(`${form}-html`) : "";
    await citing.copy(await citing.cite(form), gettext("Citation copied"), html);
  }

  /** @param {string} label @param {() => Promise<void>} action */
  function button(label, action) {
    const made = element("button", { type: "button", class: "copy", "aria-label": label, title: label }, gettext("Copy"));
    made.addEventListener("click", () => {
      action().catch(() => citing.say(gettext("The citation could not be loaded; it can be selected and copied")));
    });
    return made;
  }

  /** @param {string} name */
  const citationButton = (name) => button(gettext("Copy the citation: {style}", { style: name }), () => copyCitation(name));

  const terms = [...box.querySelectorAll("dt")];
  for (const term of terms) {
    const name = term.textContent;
    if (FORMS[name]) term.nextElementSibling?.append(" ", citationButton(name));
  }
  for (const link of box.querySelectorAll("a")) {
    const name = link.textContent;
    if (FORMS[name]) link.after(" ", citationButton(name));
  }
  let address = terms.map((term) => term.nextElementSibling).find((value) => value?.textContent === citing.page);
  if (!address) {
    address = element("dd", {}, element("a", { href: citing.page }, citing.page));
    terms.at(-1)?.before(element("dt", {}, gettext("Address")), address);
  }
  address.append(" ", button(gettext("Copy the address"), () => citing.copy(citing.page, gettext("Address copied"))));
})();
