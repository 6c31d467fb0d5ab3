// @ts-check
/* Following the mentions of a person or an event. A reader who opens one from the list on the page of
   people or on the timeline finds, in a bar at the lower edge of the window, links to the previous and the
   next mention, also in another essay. The list is kept until the tab is closed. Without this script, or where the browser
   keeps nothing, the list is on its page as before. */
(() => {
  "use strict";

  const KEY = "edition.mentions";
  const { element, completed, decoded, gettext, load, ngettext, plainText } = edition;

  /**
   * @typedef {{address: string, place: string, essay: string}} Place
   * @typedef {{name: string, entry: string, places: Place[]}} Mentions
   */

  /** @param {string | URL} address */
  const pageOf = (address) => completed(new URL(address, location.href)).href.replace(/[?#].*$/, "").replace(/index\.html$/, "");

  /** The address of a paragraph, however it was reached. @param {string} address */
  const bare = (address) => pageOf(address) + new URL(address, location.href).hash;

  /* --- on the page with the list -------------------------------------------------------------- */

  /** @param {Element} list @returns {Mentions | null} */
  function collect(list) {
    const heading = list.closest(".entry")?.querySelector("h2, h3");
    if (!heading) return null;
    /** @type {Place[]} */
    const places = [];
    let essay = "";
    for (const part of list.querySelectorAll(".in-essay, li > a:first-child")) {
      if (part instanceof HTMLAnchorElement) {
        const address = bare(part.href);
        // a paragraph with several mentions is one place
        if (places.at(-1)?.address !== address) places.push({ address, place: part.text, essay });
      } else essay = plainText(part);
    }
    return { name: plainText(heading), entry: `${pageOf(location.href)}#${heading.id}`, places };
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(".mentions li > a:first-child");
    const list = link && link.closest(".mentions");
    const mentions = list && collect(list);
    if (mentions) keep(mentions);
  });

  /* --- what is kept --------------------------------------------------------------------------- */

  /** @param {Mentions} mentions */
  function keep(mentions) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(mentions));
    } catch {
      // the link works all the same
    }
  }

  function forget() {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // then nothing was kept
    }
  }

  /** @returns {Mentions | null} */
  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    } catch {
      return null;
    }
  }

  /* --- on the page of an essay ---------------------------------------------------------------- */

  /** @type {HTMLElement | undefined} */
  let bar;
  /** The link that was last followed from the keyboard, until the links of the next mention are there. */
  let pressed = "";

  /** @param {Mentions} mentions @param {number} at @param {1 | -1} step */
  function stepLink({ places }, at, step) {
    const to = places[at + step];
    if (!to) return [];
    const where = to.essay === places[at].essay ? to.place : `${to.essay}, ${to.place}`;
    const [rel, name, text] =
      step < 0
        ? ["prev", gettext("Previous: {place}", { place: where }), `← ${where}`]
        : ["next", gettext("Next: {place}", { place: where }), `${where} →`];
    return [element("a", { href: to.address, rel, "aria-label": name }, text)];
  }

  /** @param {Mentions} mentions @param {number} at */
  function makeBar(mentions, at) {
    const { name, entry, places } = mentions;
    const closes = { type: "button", class: "plain-button", "aria-label": gettext("Stop following") };
    const close = element("button", closes, "×");
    close.addEventListener("click", () => {
      forget();
      bar?.remove();
      bar = undefined;
    });
    const count = ngettext("{at} of {number} paragraph", "{at} of {number} paragraphs", places.length, { at: at + 1 });
    const made = element(
      "nav",
      { class: "follow", "aria-label": gettext("Mentions of {name}", { name }) },
      element("span", {}, element("a", { href: entry }, name), " ", count),
      element("span", {}, ...stepLink(mentions, at, -1), ...stepLink(mentions, at, 1)),
      close,
    );
    made.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a[rel]");
      pressed = link && !event.detail ? (link.getAttribute("rel") ?? "") : "";
    });
    return made;
  }

  /** The block that an address leads to; without a fragment, the title. */
  function targetBlock() {
    const target = location.hash ? document.getElementById(decoded(location.hash)) : document.querySelector("h1");
    return target?.closest("li, figure, p, h1, h2, h3") ?? null;
  }

  /** Show the bar if the reader has come to one of the mentions followed. It stands after the mention for those who
   * go on with the Tab key. */
  async function follow() {
    const mentions = kept();
    const here = bare(location.href);
    const at = mentions?.places.findIndex(({ address }) => address === here) ?? -1;
    const block = targetBlock();
    if (!mentions || at < 0 || !block) return;
    await load("styles/mentions.css").catch(() => {});
    bar?.remove();
    bar = makeBar(mentions, at);
    if (block.matches("li")) block.append(bar);
    else block.after(bar);
    // whoever goes on from the keyboard stays on the link; the browser has moved the focus to the paragraph
    if (pressed) {
      const link = bar.querySelector(`a[rel=${pressed}]`) ?? bar.querySelector("a");
      /** @type {HTMLElement | null} */ (link)?.focus({ preventScroll: true });
    }
    pressed = "";
  }

  if (!document.querySelector(".mentions")) {
    addEventListener("hashchange", follow);
    follow();
  }
})();
