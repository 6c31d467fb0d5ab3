// Added to every page that `edition serve` serves: reloads the page when the site has been rebuilt, and
// shows why it could not be rebuilt.
(() => {
  const version = Number(/** @type {HTMLScriptElement} */ (document.currentScript).dataset.version);
  /** @type {EventSource | undefined} */
  let events;
  /** @type {HTMLElement | undefined} */
  let bar;

  /** @param {string} error what is wrong, or nothing if the last build succeeded */
  function show(error) {
    bar?.remove();
    if (!error) return;
    bar = document.createElement("p");
    bar.setAttribute("role", "alert");
    bar.textContent = error;
    Object.assign(bar.style, {
      position: "fixed", inset: "auto 0 0 0", zIndex: "1000", margin: "0", padding: "0.8rem 1.2rem",
      background: "#7a1f1f", color: "#fff", font: "14px/1.5 system-ui, sans-serif",
    });
    document.body.append(bar);
  }

  function connect() {
    events ??= new EventSource("/-/events");
    events.onmessage = (event) => {
      /** @type {{version: number, error: string}} */
      const state = JSON.parse(event.data);
      if (state.version !== version) location.reload();
      else show(state.error);
    };
  }

  function disconnect() {
    events?.close();
    events = undefined;
  }

  // a browser keeps only six connections to a server open, so tabs in the background close theirs
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", () => document.hidden || connect());
  if (!document.hidden) connect();
})();
