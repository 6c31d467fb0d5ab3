// @ts-check
/* What is around the text of every page: colours, header and navigation. Without this script the navigation
   opens as well, because a checkbox opens it. */
(() => {
  "use strict";

  const root = document.documentElement;

  /* --- colours ------------------------------------------------------------------------------------ */

  /** The buttons that switch to other colours; the stylesheet shows one of them. */
  const switches = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".scheme-switch"));

  /** @param {HTMLElement} pressed */
  function switchColours(pressed) {
    const scheme = pressed.dataset.to ?? "";
    root.dataset.mdColorScheme = scheme;
    try {
      localStorage.setItem("edition.scheme", scheme);
    } catch {
      // without storage the choice applies to this page only
    }
    const back = [...switches].find(({ dataset }) => dataset.from === scheme);
    back?.focus({ preventScroll: true });
  }

  switches.forEach((one) => one.addEventListener("click", () => switchColours(one)));

  /* --- header: the title of the page, once its heading is out of view ------------------------------ */

  const headerTitle = document.querySelector(".md-header__title");
  const heading = document.querySelector("article h1");
  if (headerTitle && heading) {
    const onScreen = new IntersectionObserver(
      ([{ isIntersecting, boundingClientRect }]) =>
        headerTitle.classList.toggle("md-header__title--active", !isIntersecting && boundingClientRect.top < 60),
      { rootMargin: "-48px 0px 0px" },
    );
    onScreen.observe(heading);
  }

  /* --- the navigation, which is folded away in a narrow window ------------------------------------- */

  const drawer = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
  const opener = /** @type {HTMLElement | null} */ (document.querySelector(".opener"));
  const navigation = document.querySelector(".md-sidebar--primary");

  /** @param {boolean} open */
  function setDrawer(open) {
    if (!drawer || drawer.checked === open) return;
    drawer.checked = open;
    drawer.dispatchEvent(new Event("change"));
  }

  /** Go to the first link in view; links in folded lists are not in view. */
  function enterNavigation() {
    const links = [...(navigation?.querySelectorAll("a[href]") ?? [])];
    const first = /** @type {HTMLElement | undefined} */ (links.find((link) => link.checkVisibility?.() ?? true));
    first?.focus({ preventScroll: true });
  }

  drawer?.addEventListener("change", () => opener?.setAttribute("aria-expanded", String(drawer.checked)));
  opener?.addEventListener("click", () => {
    setDrawer(!drawer?.checked);
    if (drawer?.checked) enterNavigation();
  });
  addEventListener("hashchange", () => setDrawer(false));
  addEventListener("pageshow", (event) => event.persisted && setDrawer(false));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer?.checked) return;
    setDrawer(false);
    opener?.focus({ preventScroll: true });
  });
  navigation?.addEventListener("focusout", (event) => {
    const to = /** @type {FocusEvent} */ (event).relatedTarget;
    if (to instanceof Node && !navigation.contains(to)) setDrawer(false);
  });

  /* A label that opens a part of the navigation acts as a button. */
  document.addEventListener("keydown", (event) => {
    const label = event.target;
    if (!(label instanceof HTMLLabelElement) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    label.click();
  });
  navigation?.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const part = navigation.querySelector(`[aria-labelledby="${target.id}_label"]`);
    part?.setAttribute("aria-expanded", String(target.checked));
  });
})();
