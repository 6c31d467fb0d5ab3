// @ts-check
/* The global `edition`: what the scripts of the site share. This is the first script of every page; all
   scripts are deferred, so that the others run after it. Their types are in tests/browser/edition.d.ts.

   All are classic scripts, because browsers do not load modules from a folder on disk. */
(() => {
  "use strict";

  const assets = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** Make an element. @type {Shared["element"]} */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /* --- files ---------------------------------------------------------------------------------- */

  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();

  /** Load a script or stylesheet once; its address is relative to the folder of assets. @type {Shared["load"]} */
  function load(address) {
    const { href, pathname } = new URL(address, assets);
    const known = loading.get(href);
    if (known) return known;
    const node = pathname.endsWith(".css")
      ? element("link", { rel: "stylesheet", href })
      : element("script", { src: href });
    const done = new Promise((resolve, reject) => {
      node.onload = () => resolve(undefined);
      node.onerror = () => reject(new Error(`${href} cannot be loaded`));
    });
    // scripts run in the order in which they were requested
    if (node instanceof HTMLScriptElement) node.async = false;
    loading.set(href, done);
    // a file that failed to load can be requested again
    done.catch(() => {
      node.remove();
      loading.delete(href);
    });
    document.head.append(node);
    return done;
  }

  /** Run something while the browser has nothing else to do. @type {Shared["idle"]} */
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 50));

  /** Let the browser do something else first, such as answer the reader. @type {Shared["pause"]} */
  const pause = () => new Promise((resolve) => setTimeout(resolve));

  /** The address of a page; on disk, where no server looks for index.html, that of its file.
   * @type {Shared["completed"]} */
  function completed(address) {
    const url = new URL(address);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url;
  }

  /* --- the language of the interface ---------------------------------------------------------- */

  /* messages.js has the translations, by the English message; a site in English has no such file */
  const { texts, form } = globalThis.editionMessages ?? { texts: {}, form: () => 0 };

  /** Put values into the braces that name them. @param {string} text @param {Record<string, string | number>} values */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

  /** The translation of an English message, with values in it. @type {Shared["gettext"]} */
  function gettext(message, values = {}) {
    const text = texts[message];
    return fill(typeof text === "string" ? text : message, values);
  }

  /** The translation of the message that goes with a number: `one` or `many` in English. @type {Shared["ngettext"]} */
  function ngettext(one, many, number, values = {}) {
    const forms = texts[one];
    const text = Array.isArray(forms) ? forms[form(number)] : number === 1 ? one : many;
    return fill(text ?? many, { number, ...values });
  }

  /* --- text ----------------------------------------------------------------------------------- */

  const ADDED =
    ".number, .headerlink, .locator, .sign, .back, .footnote-backref, .author-call, .follow, sup, button, [popover], [role=tooltip]";

  /** A copy of a node without the elements that match a selector. @type {Shared["copyOf"]} */
  function copyOf(node, without = ADDED) {
    const copy = /** @type {typeof node} */ (document.importNode(node, true));
    if (copy instanceof Element || copy instanceof DocumentFragment)
      copy.querySelectorAll(without).forEach((added) => added.remove());
    return copy;
  }

  /** The text of a passage, with empty lines between its blocks. @type {Shared["plainText"]} */
  function plainText(node) {
    const copy = element("div", {}, copyOf(node));
    for (const block of copy.querySelectorAll("p, li, h1, h2, h3, h4, figcaption")) block.append("\n\n");
    const blocks = copy.textContent.split(/\n\s*\n/).map((text) => text.replace(/\s+/g, " ").trim());
    return blocks.filter(Boolean).join("\n\n");
  }

  /* --- addresses ------------------------------------------------------------------------------ */

  /** The id that the fragment of an address names; a malformed one is taken as it is. @type {Shared["decoded"]} */
  function decoded(hash) {
    const name = hash.replace(/^#/, "");
    try {
      return decodeURIComponent(name);
    } catch {
      return name;
    }
  }

  /** Open the folds around the target of the address, which not every browser does. */
  function unfold() {
    const target = document.getElementById(decoded(location.hash));
    const closed = "details:not([open])";
    const folds = [];
    for (let fold = target?.closest(closed); fold; fold = fold.parentElement?.closest(closed)) folds.push(fold);
    folds.forEach((fold) => fold.setAttribute("open", ""));
    if (folds.length) target?.scrollIntoView();
  }

  /** @type {Shared} */
  const shared = {
    site: new URL("..", assets),
    language: document.documentElement.lang,
    ADDED,
    element,
    load,
    idle,
    pause,
    completed,
    gettext,
    ngettext,
    copyOf,
    plainText,
    decoded,
    unfold,
    canPopUp: "popover" in HTMLElement.prototype,
    search: /** @type {SearchParts} */ ({}),
  };
  globalThis.edition = /** @type {Edition} */ (shared);
})();
