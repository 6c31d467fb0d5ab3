"""Measure the search in a browser, at 5, 50 and 500 essays: time from key press to results, bytes loaded.

The larger editions are those of `bench.py`. Bytes are counted after compression, as a server sends
files. Needs the development requirements, and a browser, which is found as for the tests:

    .venv/bin/python scripts/measure_search.py [SIZE ...]
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import shutil
import statistics
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
from playwright.sync_api import Error as PlaywrightError

import bench
import make
from edition.build import data_files
from edition.build.files import write_files
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.inputs.texts import find_source_folder

ROOT = Path(__file__).parent.parent
SIZES = (5, 50, 500)
"""Numbers of essays that are measured by default."""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>
<div data-search-here></div>
<script src="../assets/scripts/edition.js" defer></script>
<script src="../assets/scripts/page.js" defer></script>"""
PAUSE = 120
"""Milliseconds between two key presses of a fast typist."""


def main() -> None:
    """Print a table with a row for each number of essays."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", help="how many essays: 5, 50 and 500")
    sizes = parser.parse_args().sizes or SIZES
    if min(sizes) < 1:
        parser.error("a number of essays is at least 1")
    path = make.find_browser()
    if not path:
        raise SystemExit("measure_search: this needs Chromium; `make test` installs it")
    queries = yaml.safe_load((ROOT / "tests/edition/queries.yml").read_text(encoding="utf-8"))[::4]
    originals = list(bench.read_originals())
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            print("essays  records  index s  index kB  first query kB  key to result ms: median  95%  max")
            for size in sizes:
                with tempfile.TemporaryDirectory() as folder:
                    _row(browser, Path(folder), originals, size, [query["q"] for query in queries])
            browser.close()
    except PlaywrightError as error:
        raise SystemExit(f"measure_search: {path}: {error.message.splitlines()[0]}") from None


def _row(browser: Browser, folder: Path, originals: list[Any], size: int, queries: list[str]) -> None:
    records, seconds, index_size = _build(folder / "edition", originals, size)
    with _serve(folder / "edition/docs") as address:
        page = browser.new_page()
        first_query = _measure_first_query(page, address, queries[0])
        delays = _type_queries(page, queries)
    print(
        f"{size:>6} {records:>8} {seconds:>8.2f} {index_size / 1000:>9.0f} {first_query / 1000:>15.0f}"
        f" {statistics.median(delays):>26.0f} {delays[int(len(delays) * 0.95)]:>4.0f} {delays[-1]:>5.0f}",
        flush=True,
    )


def _build(root: Path, originals: list[Any], size: int) -> tuple[int, float, int]:
    """Write the Markdown and the index; return the index's records, seconds to make it, and bytes."""
    if size == len(originals):
        shutil.copytree(ROOT / "docs", root / "docs")
        for name in ("mkdocs.yml", "CITATION.cff"):
            shutil.copy(ROOT / name, root)
        source = None
    else:
        bench.prepare_edition(root, originals, size)
        source = root / "sources"
    times: list[float] = []
    counts: list[int] = []
    with _timed(data_files, "search_records", times, counts), _timed(data_files, "index_files", times, []):
        edition = assemble(root, source or find_source_folder(ROOT, None, os.environ), list)
        write_files(root, output_files(edition).items())
    (root / "docs/search").mkdir(exist_ok=True)
    (root / "docs/search/index.html").write_text(PAGE, encoding="utf-8")
    files = (root / "docs/data/search").iterdir()
    return counts[0], sum(times), sum(len(gzip.compress(path.read_bytes())) for path in files)


@contextmanager
def _timed(module: ModuleType, name: str, times: list[float], counts: list[int]) -> Iterator[None]:
    """Record the seconds that each call of a module's function takes, and the length of its result."""
    function: Callable[..., Sequence[Any]] = getattr(module, name)

    def timed(*args: object) -> Sequence[Any]:
        start = time.perf_counter()
        result = function(*args)
        times.append(time.perf_counter() - start)
        counts.append(len(result))
        return result

    setattr(module, name, timed)
    yield
    setattr(module, name, function)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # otherwise every second response waits 40 ms for the browser to acknowledge the headers
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


_LOADED_BEFORE_FIRST_RESULT = """() => {
  const [{ startTime, duration }] = performance.getEntriesByName("search");
  const loaded = performance.getEntriesByType("resource");
  return loaded.filter((entry) => entry.startTime < startTime + duration).map((entry) => entry.name);
}"""


def _measure_first_query(page: Page, address: str, query: str) -> int:
    """Return the bytes that are loaded from opening the search until the first result of `query`."""
    sizes: dict[str, int] = {}

    def record_size(response: Response) -> None:
        sizes[response.url] = len(gzip.compress(response.body()))

    page.on("response", record_size)
    page.goto(address + "search/")
    page.get_by_role("searchbox").fill(query)
    page.locator(".search-list a").first.wait_for()
    page.wait_for_load_state("networkidle")
    needed: list[str] = page.evaluate(_LOADED_BEFORE_FIRST_RESULT)
    return sizes[address + "search/"] + sum(sizes[name] for name in needed if name in sizes)


def _type_queries(page: Page, queries: list[str]) -> list[float]:
    """Type queries; return the milliseconds from each key press to its results, in ascending order."""
    field = page.get_by_role("searchbox")
    for query in queries:
        field.fill("")
        field.press_sequentially(query, delay=PAUSE)
    page.wait_for_load_state("networkidle")
    durations = page.evaluate("performance.getEntriesByName('search').map(entry => entry.duration)")
    return sorted(durations[1:])


if __name__ == "__main__":
    main()
