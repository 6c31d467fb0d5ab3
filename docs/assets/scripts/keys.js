// @ts-check
/* The list of keyboard shortcuts. page.js, which answers the keys, loads this when the list is first opened. */
(() => {
  "use strict";

  const { element, gettext } = edition;
  const KEYS = [
    ["j", gettext("next section")],
    ["k", gettext("previous section")],
    ["n", gettext("next page")],
    ["p", gettext("previous page")],
    ["/ s f", gettext("search")],
    ["?", gettext("this list")],
  ];

  /** @param {boolean} areOn @param {(on: boolean) => void} change */
  function makeDialog(areOn, change) {
    const rows = KEYS.flatMap(([keys, action]) => [
      element("dt", {}, ...keys.split(" ").map((key) => element("kbd", {}, key))),
      element("dd", {}, action),
    ]);
    const box = element("input", { type: "checkbox" });
    box.checked = areOn;
    box.addEventListener("change", () => change(box.checked));
    const made = element(
      "dialog",
      { class: "keys-help md-typeset", "aria-labelledby": "keys-help-title" },
      element("h2", { id: "keys-help-title" }, gettext("Keyboard shortcuts")),
      element("dl", {}, ...rows),
      element("label", {}, box, " ", gettext("Use these keys")),
      element("form", { method: "dialog" }, element("button", { class: "plain-button" }, gettext("Close"))),
    );
    // a click outside the dialog closes it
    made.addEventListener("click", (event) => event.target === made && made.close());
    document.body.append(made);
    return made;
  }

  /** @type {HTMLDialogElement | undefined} */
  let dialog;

  edition.openKeys = (areOn, change) => {
    dialog ??= makeDialog(areOn, change);
    if (!dialog.open) dialog.showModal();
  };
})();
