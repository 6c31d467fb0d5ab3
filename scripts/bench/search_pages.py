"""Pages that search, a server for them, and typing into them in a browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

PAUSE = 120
"""Milliseconds between two key presses of a fast typist."""

_HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>'

# Each page has a function `find`, which returns the milliseconds from a key press to its results, and when
# these were there; ours also returns how many of the milliseconds went by before it drew them.
PAGES = {
    "ours": f"""{_HEAD}
<div data-search-here></div>
<script src="../assets/scripts/edition.js" defer></script>
<script src="../assets/scripts/page.js" defer></script>
<script>
let finding = 0;
let timed;
const timeFinding = () => {{
  const {{ search }} = edition;
  if (!search?.run || search.run === timed) return;
  const run = search.run;
  search.run = timed = async (...values) => {{
    const start = performance.now();
    try {{
      return await run(...values);
    }} finally {{
      finding = performance.now() - start;
    }}
  }};
}};
const find = (query) => new Promise((done, fail) => {{
  setTimeout(() => fail(new Error(`no result for ${{query}}`)), 60_000);
  const field = document.querySelector("[role=searchbox], input[type=search], .search-form input");
  new PerformanceObserver((list, observer) => {{
    const entry = list.getEntriesByName("search")[0];
    if (!entry) return;
    observer.disconnect();
    done({{ took: entry.duration, finding, end: entry.startTime + entry.duration }});
  }}).observe({{ entryTypes: ["measure"] }});
  timeFinding();
  finding = 0;
  field.value = query;
  field.dispatchEvent(new InputEvent("input", {{ bubbles: true }}));
}});
</script>""",
    "Pagefind": f"""{_HEAD}
<script type="module">
const pagefind = await import("./pagefind/pagefind.js");
window.find = async (query) => {{
  const start = performance.now();
  const {{ results }} = await pagefind.search(query);
  await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return {{ took: performance.now() - start, end: performance.now() }};
}};
</script>""",
    "MiniSearch": f"""{_HEAD}
<script src="minisearch.js"></script>
<script>
const options = {{ fields: ["title", "text"], storeFields: ["url", "title", "text"] }};
const searching = {{ prefix: true, fuzzy: 0.2, boost: {{ title: 2 }}, combineWith: "AND" }};
const loaded = fetch("index.json").then((answer) => answer.text());
const opened = loaded.then((json) => MiniSearch.loadJSON(json, options));
const find = async (query) => {{
  const start = performance.now();
  (await opened).search(query, searching);
  return {{ took: performance.now() - start, end: performance.now() }};
}};
</script>""",
}

_IS_READY = """() => typeof find === "function"
    && (!document.querySelector("[data-search-here]") || document.querySelector(".search-form input"))"""
_LOADED_BEFORE = """(end) => performance.getEntriesByType("resource")
    .filter((entry) => entry.startTime < end).map((entry) => new URL(entry.name).pathname)"""


@dataclass
class Typing:
    """A page with a search, into which queries are typed."""

    page: Page
    first_bytes: int
    """The bytes that are loaded, compressed, from opening the page until the first result."""
    index_bytes: int
    """Those of them that are not scripts and styles of the page."""
    delays: list[float] = field(default_factory=list)
    """Milliseconds from each key press to its results."""

    finding: list[float] = field(default_factory=list)
    """Of these, milliseconds before the results are drawn; empty for an engine that draws none."""

    def type(self, query: str) -> None:
        """Type a query key by key."""
        for end in range(1, len(query) + 1):
            taken = self.page.evaluate("find", query[:end])
            self.delays.append(taken["took"])
            if "finding" in taken:
                self.finding.append(taken["finding"])
            self.page.wait_for_timeout(PAUSE)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # otherwise every second response waits 40 ms for the browser to acknowledge the headers
    disable_nagle_algorithm = True

    def __init__(self, *args: object, requested: list[str], **options: object) -> None:
        self._requested = requested
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer, and note what was requested."""
        self._requested.append(urlsplit(self.path).path)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@dataclass(frozen=True)
class Server:
    """A server for the files in a folder."""

    folder: Path
    address: str
    requested: list[str]
    """The paths of all requests, in order."""

    def size(self, path: str) -> int:
        """Return the compressed size of what is at a path, as a server would send it."""
        file = self.folder / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        return len(gzip.compress(file.read_bytes())) if file.is_file() else 0


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Serve a folder."""
    requested: list[str] = []
    handler = functools.partial(_Handler, directory=str(folder), requested=requested)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Server(folder, f"http://127.0.0.1:{server.server_port}/", requested)
    server.shutdown()


def open_search(browser: Browser, server: Server, engine: str, query: str) -> Typing:
    """Open the page of an engine, and look for a first `query`."""
    page = browser.new_page()
    server.requested.clear()
    page.goto(f"{server.address}{folder_of(engine)}/")
    page.wait_for_function(_IS_READY)
    end = page.evaluate("find", query)["end"]
    # ours goes on loading once it has the result; what others request, they request before
    loaded = page.evaluate(_LOADED_BEFORE, end) if engine == "ours" else list(server.requested)
    paths = {f"/{folder_of(engine)}/", *loaded}
    paths = {path for path in paths if path != "/favicon.ico"}
    index = {
        path
        for path in paths
        if not path.endswith((".js", ".css", "/", ".wasm", ".html")) or "/data/" in path
    }
    page.wait_for_load_state("networkidle")
    return Typing(page, sum(map(server.size, paths)), sum(map(server.size, index)))


def folder_of(engine: str) -> str:
    """Return the name of the folder with the page of an engine."""
    return engine.lower()


def write_pages(folder: Path, engines: Sequence[str]) -> None:
    """Write the page of each engine into a folder of its own."""
    for engine in engines:
        (folder / folder_of(engine)).mkdir(parents=True, exist_ok=True)
        (folder / folder_of(engine) / "index.html").write_text(PAGES[engine], encoding="utf-8")
