"""The published annotations, resolved in a real browser on the pages that they annotate."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from edition.build.edition import Edition
from edition.inputs.manifest import load_manifest
from tests.support.browsing import Open, add_script
from tests.support.programs import bundle

FIND = """async targets => {
  const out = [];
  for (const {selector, fragment} of targets) {
    const found = [];
    for await (const range of annotator.createTextQuoteSelectorMatcher(selector)(document.body))
      found.push({text: range.toString(), inside: within(range, fragment)});
    out.push(found);
  }
  return out;

  function within(range, fragment) {
    return !fragment || document.getElementById(fragment).contains(range.commonAncestorContainer);
  }
}"""


def test_apache_annotator_finds_each_quotation_once(full_checkout: Path, full_site: str, visit: Open) -> None:
    check_found(full_checkout, full_site, visit)


def check_found(full_checkout: Path, full_site: str, visit: Open, step: int = 1) -> None:
    """Find the quotation of every `step`th annotation with Apache Annotator.

    It searches the whole body of the page, because a client does not know which element has the essay.
    """
    client = bundle("@apache-annotator/dom", "annotator")
    by_page: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in _items(full_checkout)[::step]:
        quote = item["target"][0]
        address, _, fragment = quote["source"].removeprefix("../").partition("#")
        by_page[address].append({"selector": quote["selector"], "fragment": fragment})
    essays = {f"essays/{entry.slug}/" for entry in load_manifest(full_checkout, "en").entries}
    assert by_page.keys() == essays
    all_targets = [target for targets in by_page.values() for target in targets]
    assert sum(bool(target["fragment"]) for target in all_targets) / len(all_targets) > 0.9
    for address, targets in by_page.items():
        page = visit(full_site + address)
        add_script(page, client)
        for target, found in zip(targets, page.evaluate(FIND, targets), strict=True):
            assert found == [{"text": target["selector"]["exact"], "inside": True}], target


def test_each_position_selector_gives_the_same_words(full: Edition, full_checkout: Path) -> None:
    """Apart from what the page changes: quotation marks, emendations and numbers of notes."""
    texts = {f"urn:sha256:{e.source.sha256}": e for e in full.texts}
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
    assert len(items) > 20 * len(load_manifest(checkout, "en").entries)
    assert len({item["id"] for item in items}) == len(items)
    return items
