"""Hostile queries, typed into the search page of a site in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from playwright.sync_api import sync_playwright

from tests.support import hostile
from tests.support.editions import HARBOUR, build, lay_out

MAX_MILLISECONDS = 10_000
"""How long a query may take."""

MAX_LENGTH = 20_000

_SHOWN = """async (limit) => {
  const started = performance.now();
  while (!performance.getEntriesByName("search").length) {
    if (performance.now() - started > limit) throw new Error("no result");
    await new Promise((wake) => setTimeout(wake, 2));
  }
  const found = [...document.querySelectorAll(".search-list, .search-list *")];
  return [...new Set(found.flatMap((e) => [e.localName, ...e.getAttributeNames()]))];
}"""

_OWN = {
    *("a", "button", "div", "h2", "h3", "li", "mark", "ol", "p", "span", "strong", "ul"),
    *("aria-hidden", "aria-label", "class", "hidden", "href", "id", "role", "title", "type"),
}
"""The elements of results, and their attributes."""


@contextmanager
def open_search(browser: str, folder: Path) -> Iterator[Callable[[Random], object]]:
    """Build a site in `folder`, open its search page in the browser at that path, and yield the check."""
    site = build(lay_out(folder / "queries", HARBOUR, look=True))
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{site.as_uri()}/search/index.html")
        field = page.get_by_role("searchbox")
        field.wait_for()

        def check(chance: Random) -> None:
            query = hostile.text(chance) if chance.random() < 0.2 else hostile.line(chance)
            query = (query * chance.choice((1, 1, 1, 1, 400)))[:MAX_LENGTH]
            page.evaluate("performance.clearMeasures()")
            field.fill(query)
            shown = set(page.evaluate(_SHOWN, MAX_MILLISECONDS))
            assert shown <= _OWN, shown - _OWN
            assert not faults, faults

        yield check
