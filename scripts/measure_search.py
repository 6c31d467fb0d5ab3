"""Measure the search in a browser: time from a key to what is shown, and bytes loaded, at 5 and 500 essays.

The essays of the larger editions are those of `bench.py`. Bytes are those of files compressed as a
server sends them. Needs the tools for tests and a browser:

    EDITION_BROWSER=/usr/bin/chromium python scripts/measure_search.py [SIZE ...]
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, Response, sync_playwright

import bench
from edition import outputs, project, search, searchindex, texts, writing

ROOT = Path(__file__).parent.parent
SIZES = (5, 50, 500)
PAGE = """<!doctype html><meta charset="utf-8"><title>Search</title><div data-search-here></div>
<script src="../assets/search-open.js" defer></script>"""
PAUSE = 120
"""Milliseconds between two keys of a quick typist."""


def main() -> None:
    """Print a table: one row for each number of essays."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    queries = yaml.safe_load((ROOT / "tests/edition/queries.yml").read_text(encoding="utf-8"))[::4]
    originals = list(bench._originals())
    print("essays  records  index s  index kB  first query kB  key to result ms: median  95%  most")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("EDITION_BROWSER"), args=["--no-sandbox"]
        )
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                _row(browser, Path(folder), originals, size, [one["q"] for one in queries])
        browser.close()


def _row(browser: Browser, folder: Path, originals: list[Any], size: int, queries: list[str]) -> None:
    records, seconds, whole = _build(folder / "edition", originals, size)
    with _served(folder / "edition/docs") as address:
        page = browser.new_page()
        first = _first_query(page, address)
        spent = _typed(page, queries)
    print(
        f"{size:>6} {records:>8} {seconds:>8.2f} {whole / 1000:>9.0f} {first / 1000:>15.0f}"
        f" {statistics.median(spent):>26.0f} {spent[int(len(spent) * 0.95)]:>4.0f} {spent[-1]:>5.0f}",
        flush=True,
    )


def _build(root: Path, originals: list[Any], size: int) -> tuple[int, float, int]:
    """Write the Markdown and the index; return records, seconds that the index took, and its bytes."""
    if size == len(originals):
        shutil.copytree(ROOT / "docs", root / "docs")
        for name in ("mkdocs.yml", "CITATION.cff"):
            shutil.copy(ROOT / name, root)
        source = None
    else:
        bench._prepare(root, originals, size)
        source = root / "sources"
    spent: list[float] = []
    counts: list[int] = []
    with _timed(search, "records", spent, counts), _timed(searchindex, "files", spent, []):
        edition = project.assemble(root, source or texts.find_folder(ROOT, None, os.environ), list)
        writing.write(root, outputs.files(root, edition))
    (root / "docs/search").mkdir(exist_ok=True)
    (root / "docs/search/index.html").write_text(PAGE, encoding="utf-8")
    files = (root / "docs/data/search").iterdir()
    return counts[0], sum(spent), sum(len(gzip.compress(path.read_bytes())) for path in files)


@contextmanager
def _timed(module: ModuleType, name: str, spent: list[float], counts: list[int]) -> Iterator[None]:
    """Tell how long a function of a module takes, and how much it returns."""
    plain: Callable[..., Sequence[Any]] = getattr(module, name)

    def timed(*args: object) -> Sequence[Any]:
        start = time.perf_counter()
        result = plain(*args)
        spent.append(time.perf_counter() - start)
        counts.append(len(result))
        return result

    setattr(module, name, timed)
    yield
    setattr(module, name, plain)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # or else every second answer waits 40 ms for the browser to say that it has the headers
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


_BEFORE_THE_FIRST_RESULT = """() => {
  const [{ startTime, duration }] = performance.getEntriesByName("search");
  const loaded = performance.getEntriesByType("resource");
  return loaded.filter((one) => one.startTime < startTime + duration).map((one) => one.name);
}"""


def _first_query(page: Page, address: str) -> int:
    """Return the bytes that are loaded from the opening of the search to its first result."""
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        sizes[response.url] = len(gzip.compress(response.body()))

    page.on("response", weigh)
    page.goto(address + "search/")
    page.get_by_role("searchbox").fill("kronstadt mutiny")
    page.locator(".search-list a").first.wait_for()
    page.wait_for_load_state("networkidle")
    needed: list[str] = page.evaluate(_BEFORE_THE_FIRST_RESULT)
    return sizes[address + "search/"] + sum(sizes[name] for name in needed if name in sizes)


def _typed(page: Page, queries: list[str]) -> list[float]:
    """Type queries; return the milliseconds from each key to what it showed, in ascending order."""
    field = page.get_by_role("searchbox")
    for query in queries:
        field.fill("")
        field.press_sequentially(query, delay=PAUSE)
    page.wait_for_load_state("networkidle")
    told = page.evaluate("performance.getEntriesByName('search').map(one => one.duration)")
    return sorted(told[1:])


if __name__ == "__main__":
    main()
