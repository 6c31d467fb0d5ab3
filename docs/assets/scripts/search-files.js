// @ts-check
/* The files of the search index, as scripts/edition/search/index_files.py writes them: `main.js`, then small
   files with the places of words and with texts. They are loaded by script elements and call
   `edition.search.receive`, so that the search also works from a folder on disk. */
(() => {
  "use strict";

  /** @typedef {{ part: Promise<any>, resolve: (data: any) => void, reject: (error: Error) => void }} Waiting */
  /** The files that are being loaded, by name. @type {Map<string, Waiting>} */
  const waiting = new Map();
  /** The version of the index that is being read. */
  let version = "";

  /** @type {SearchParts["receive"]} */
  function receive(name, fileVersion, data) {
    if (name === "main") version = fileVersion;
    if (fileVersion === version) waiting.get(name)?.resolve(data);
    else waiting.get(name)?.reject(new Error("updated"));
    waiting.delete(name);
  }

  /** Load a file of the index; a second request while it is being loaded gets the same promise.
   * @type {SearchParts["fetchPart"]} */
  function fetchPart(folder, name) {
    const known = waiting.get(name);
    if (known) return known.part;
    if (name === "main") version = "";
    /** @type {Waiting["resolve"]} */ let resolve = () => {};
    /** @type {Waiting["reject"]} */ let reject = () => {};
    const part = new Promise((fulfil, fail) => ([resolve, reject] = [fulfil, fail]));
    waiting.set(name, { part, resolve, reject });
    const src = new URL(`${name}.js${version ? `?${version}` : ""}`, folder).href;
    const script = edition.element("script", { src });
    script.onload = script.onerror = () => {
      script.remove();
      // a valid file has called `receive` by now
      if (waiting.get(name)?.part === part) waiting.delete(name);
      reject(new Error("missing"));
    };
    document.head.append(script);
    return part;
  }

  edition.search.receive = receive;
  edition.search.fetchPart = fetchPart;
})();
