// On a page that has moved: goes to the new address with the fragment of the old one, which the redirect of
// the page itself would drop.
(() => {
  const refresh = /** @type {HTMLMetaElement} */ (document.querySelector("meta[http-equiv=refresh]"));
  location.replace(refresh.content.slice("0; url=".length) + location.hash);
})();
