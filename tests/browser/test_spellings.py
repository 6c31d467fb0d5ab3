"""The search finds a word in any of its writings, and does not take other words for it."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from edition.search.index_files import index_files
from edition.search.record import Record
from edition.search.words import search_tokens
from tests.support.browsing import Open

WORDS: dict[str, list[list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "spellings.yml").read_text(encoding="utf-8")
)
ASK = """async ([folder, queries]) => {
  const index = await edition.search.open(new URL(folder, location.href));
  const out = [];
  for (const query of queries) {
    const { hits } = await edition.search.run(index, query);
    out.push(hits.filter((hit) => hit.all).map(({ record, score }) => [record, score.toFixed(6)]).sort());
  }
  return out;
}"""
TEXT = "On {} the keeper wrote what nobody asked."


def search(page: Page, texts: list[str], queries: list[str]) -> list[list[tuple[int, str]]]:
    """Return the records that have all words of each query, with their scores, in an index of some texts."""
    records = [Record("essay", "page/", f"p{n}", "Page", "", "", text, ()) for n, text in enumerate(texts)]
    files = index_files(records)
    page.route(
        "**/words-of-a-test/*",
        lambda route: route.fulfill(body=files[route.request.url.rpartition("/")[2].partition("?")[0]]),
    )
    page.wait_for_function("!!globalThis.edition?.search.show")
    page.get_by_role("searchbox").fill("light")
    page.locator(".search-list a").first.wait_for()
    found: list[list[tuple[int, str]]] = page.evaluate(ASK, ["words-of-a-test/", queries])
    page.unroute("**/words-of-a-test/*")
    return found


@pytest.mark.parametrize("end", ["", " "], ids=["typing", "typed"])
def test_a_word_is_found_in_every_writing(bare_site: str, visit: Open, end: str) -> None:
    """Whichever is typed, complete or still being typed, and whichever stands in the text."""
    groups = WORDS["same"]
    assert len(groups) >= 60
    writings = [(n, writing) for n, group in enumerate(groups) for writing in group]
    texts = [TEXT.format(writing) for _, writing in writings]
    found = search(visit(bare_site + "search/"), texts, [writing + end for _, writing in writings])
    for (n, writing), hits in zip(writings, found, strict=True):
        expected = [at for at, (group, _) in enumerate(writings) if group == n]
        assert sorted(record for record, _ in hits) == expected, writing
        assert hits == found[expected[0]], writing


def test_other_words_are_not_taken_for_it(bare_site: str, visit: Open) -> None:
    pairs = WORDS["apart"]
    words = [word for pair in pairs for word in pair]
    texts = [TEXT.format(word) for word in words]
    found = search(visit(bare_site + "search/"), texts, [f"“{word}” " for word in words])
    for n, (word, hits) in enumerate(zip(words, found, strict=True)):
        assert [record for record, _ in hits] == [n], word


def test_words_inside_texts_without_spaces_are_found(bare_site: str, visit: Open) -> None:
    texts = ["俄国革命史", "革命", "命令与革新", "十月革命100周年", "러시아혁명은", "การปฏิวัติรัสเซีย"]
    typed = ["革命", "革", "革命史", "혁명", "ปฏิวัติ", "100 革命"]
    found = search(visit(bare_site + "search/"), texts, typed)
    records = [sorted(record for record, _ in hits) for hits in found]
    assert records == [[0, 1, 3], [0, 1, 2, 3], [0], [4], [5], [3]]


@pytest.mark.parametrize(
    "typed",
    [
        *("14.1.1889", "14/01/1889", "1/14/1889", "14 I 1889", "14.I.1889", "14th of January 1889"),
        *("Jan. 14, 1889", "the 14th of Jan 1889", "1889 January 14", "14-1-1889"),
    ],
)
def test_a_date_is_found_in_every_notation(full_site: str, visit: Open, typed: str) -> None:
    page = visit(full_site + "search/")
    page.get_by_role("searchbox").fill(typed)
    page.locator('.search-list li:first-child a.own[href*="#1889-01-14"]').wait_for()


def every_character() -> list[str]:
    """Return short texts with each character that is assigned, in words, alone and between numbers."""
    assigned = (
        chr(n) for n in range(sys.maxunicode) if unicodedata.category(chr(n)) not in ("Cn", "Co", "Cs")
    )
    return [f"A{c}b {c}, 19{c}20 d’{c}" for c in assigned]


def test_browser_and_build_fold_every_character_alike(bare_site: str, visit: Open) -> None:
    texts = every_character()
    assert len(texts) > 100_000
    page = visit(bare_site + "search/?q=harbour")
    page.locator(".search-list a").first.wait_for()
    divide = "texts => texts.map(text => edition.tokens(text).map(({ word }) => word).join(' '))"
    divided: list[Any] = page.evaluate(divide, texts)
    differing = [
        text for text, words in zip(texts, divided, strict=True) if " ".join(search_tokens(text)) != words
    ]
    assert differing == []
