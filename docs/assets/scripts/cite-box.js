// @ts-check
/* The box "Cite this" of an essay: a button beside each citation copies it, and the address stands there
   even if the site did not know it when it was built. page.js loads this when the box is first opened. */
(() => {
  "use strict";

  const { element } = edition;
  const { citing } = edition;
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
    await citing.copy(await citing.cite(form), "Citation", html);
  }

  /** @param {string} label @param {() => Promise<void>} action */
  function button(label, action) {
    const made = element("button", { type: "button", class: "copy", "aria-label": label, title: label }, "Copy");
    made.addEventListener("click", () => {
      action().catch(() => citing.say("The citation could not be loaded; it can be selected and copied"));
    });
    return made;
  }

  const terms = [...box.querySelectorAll("dt")];
  for (const term of terms) {
    const name = term.textContent;
    if (FORMS[name]) term.nextElementSibling?.append(" ", button(`Copy the citation: ${name}`, () => copyCitation(name)));
  }
  for (const link of box.querySelectorAll("a")) {
    const name = link.textContent;
    if (FORMS[name]) link.after(" ", button(`Copy the citation: ${name}`, () => copyCitation(name)));
  }
  let address = terms.find((term) => term.textContent === "Address");
  if (!address) {
    address = element("dt", {}, "Address");
    terms.at(-1)?.before(address, element("dd", {}, element("a", { href: citing.page }, citing.page)));
  }
  address.nextElementSibling?.append(
    " ",
    button("Copy the address", () => citing.copy(citing.page, "Address")),
  );
})();
