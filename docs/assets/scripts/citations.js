// @ts-check
/* Addresses of this page for others, citations of it, and how a text gets into the clipboard. The menu of a
   passage and the box "Cite this" load it when they are first used. */
(() => {
  "use strict";

  const { completed, element, gettext, load, site } = edition;

  /* --- addresses ---------------------------------------------------------------------------------- */

  const here = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  /** The path of this page from the root of the site. */
  const path = here.slice(site.href.length);
  const slug = path.match(/^essays\/([^/]+)\/$/)?.[1] ?? "";

  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  /** The address of this page where the site is published; if that is not known, that of this copy. */
  const page = canonical?.href ?? completed(here).href;
  /** The root of the site there. */
  const root = canonical ? page.slice(0, page.length - path.length) : site.href;

  /** The address of a page that previews the passage and forwards to it; empty if none does.
   * @type {Citing["previewAddress"]} */
  const previewAddress = (id) => (slug && /^http/.test(root) ? `${root}s/${slug}/${id}/` : "");

  /* --- citations ---------------------------------------------------------------------------------- */

  /** The citations of this page, which are in a script because a page in a folder can load no other file. */
  async function templates() {
    await load(new URL(`data/citations/${slug}.js`, site));
    return edition.citations;
  }

  /** @type {Citing["cite"]} */
  async function cite(form, { part = "", locator = "", key = "", url = page } = {}) {
    const { escapes, works } = await templates();
    const template = (works[part] ?? Object.values(works)[0])[form];
    const values = /** @type {Record<string, string>} */ ({ url, key, locator: locator && `, ${locator}` });
    /** @param {string} name */
    const filled = (name) => {
      if (form === "csl") return JSON.stringify(values[name]).slice(1, -1);
      // TeX takes an address as it is
      const table = form.endsWith("-html") ? escapes.html : form === "bibtex" && name !== "url" ? escapes.bibtex : {};
      return [...values[name]].map((character) => table[character] ?? character).join("");
    };
    return template.map((text, at) => (at % 2 ? filled(text) : text)).join("");
  }

  /* --- copying ------------------------------------------------------------------------------------- */

  /** Milliseconds for which a message is shown. */
  const MESSAGE_TIME = 4000;
  let timer = 0;

  const styles = load("styles/passages.css").catch(() => {});
  const status = element("div", { class: "passage-status", role: "status" });
  document.body.append(status);

  /** Show a message that screen readers announce, too. @type {Citing["say"]} */
  async function say(text) {
    await styles;
    status.textContent = "";
    // screen readers announce a change only in a region that was on the page before it
    requestAnimationFrame(() => (status.textContent = text));
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = ""), MESSAGE_TIME);
  }

  /** @param {string} text @param {string} html */
  function write(text, html) {
    if (!html || !window.ClipboardItem) return navigator.clipboard.writeText(text);
    const kinds = { "text/plain": text, "text/html": html };
    const blobs = Object.entries(kinds).map(([type, content]) => [type, new Blob([content], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }

  /** Copy a text, and say so; programs that take formatted text get `html`. @type {Citing["copy"]} */
  async function copy(text, whenCopied, html = "") {
    try {
      await write(text, html);
      say(whenCopied);
    } catch {
      showToCopy(text);
    }
  }

  /** @type {HTMLTextAreaElement | undefined} */
  let area;

  /** If the browser refuses to copy a text, show it, so that the reader can. @param {string} text */
  function showToCopy(text) {
    const label = gettext("Text to copy");
    area ??= element("textarea", { readonly: "", rows: "5", "aria-label": label });
    if (!area.parentElement) {
      const hint = gettext("The browser did not let this page copy. Here is the text, selected: copy it yourself.");
      const attributes = { class: "passage-text", popover: "auto", role: "dialog", "aria-label": label };
      document.body.append(element("div", attributes, element("p", {}, hint), area));
    }
    area.value = text;
    area.parentElement?.showPopover();
    area.focus();
    area.select();
  }

  edition.citing = { slug, page, previewAddress, templates, cite, copy, say };
})();
