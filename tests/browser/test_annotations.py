"""The published annotations, tried in a real browser on the pages they speak of."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from edition.project import Edition
from tests.browser.conftest import Open

PLACES = """selectors => {
  const range = document.createRange();
  range.selectNodeContents(document.body);
  const text = range.toString();
  return selectors.map(({prefix, exact, suffix}) => {
    let found = 0;
    for (let at = -1; (at = text.indexOf(prefix + exact + suffix, at + 1)) >= 0;) found++;
    return found;
  });
}"""


def test_each_quote_selector_finds_one_place(full_checkout: Path, full_site: str, visit: Open) -> None:
    """In the whole page, navigation included."""
    by_page: dict[str, list[dict[str, str]]] = defaultdict(list)
    for item in _items(full_checkout):
        quote = item["target"][0]
        by_page[quote["source"].removeprefix("../").partition("#")[0]].append(quote["selector"])
    assert len(by_page) == 5
    for address, selectors in by_page.items():
        found = visit(full_site + address).evaluate(PLACES, selectors)
        wrong = [selector for selector, count in zip(selectors, found, strict=True) if count != 1]
        assert not wrong, wrong[:3]


def test_each_position_selector_gives_the_same_words(full: Edition, full_checkout: Path) -> None:
    """But for what the page corrects: quotation marks, emendations and numbers of notes."""
    texts = {f"urn:sha256:{e.source.sha256}": e for e in full.essays}
    same = 0
    items = _items(full_checkout)
    for item in items:
        quote, position = item["target"]
        essay = texts[position["source"]]
        start, end = position["selector"]["start"], position["selector"]["end"]
        read = essay.source.text[start:end]
        same += _plain(read) == _plain(quote["selector"]["exact"])
        emended = any(c.kind == "emendation" and c.start <= end and start <= c.end for c in essay.ledger)
        inside = any(ch.isdigit() for ch in quote["selector"]["exact"])
        assert emended or inside or _plain(read) == _plain(quote["selector"]["exact"])
    assert same / len(items) > 0.9


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _items(checkout: Path) -> list[dict[str, Any]]:
    page = json.loads((checkout / "site/data/annotations.json").read_text(encoding="utf-8"))
    assert page["type"] == "AnnotationPage"
    items: list[dict[str, Any]] = page["items"]
    assert len(items) > 600
    assert len({item["id"] for item in items}) == len(items)
    return items
