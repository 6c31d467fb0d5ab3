"""The search of a large index: what it reads, and that it finds the same as if it read everything."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from edition.search.index_files import index_files
from edition.search.record import Record
from tests.support.browsing import Open

SIZES = {
    "index_files.MANY_RECORDS": 0,
    "index_files.WORDS_SIZE": 400,
    "index_parts.PART_SIZE": 2,
    "postings.FIRST_SIZE": 500,
    "postings.BLOCK_SIZE": 160,
}
"""With these, a small index is divided as the index of thousands of essays is."""

COUNT = 400
COMMON = "harbour council strike rate light crane dock"
RARE = "umbrella lantern anchor"

RUN = """async ([folder, query, all]) => {
  const index = await edition.search.open(new URL(folder, location.href));
  const result = await edition.search.run(index, query, all);
  const { isPartial, atLeast, corrections } = result;
  const hits = result.hits.map(({ record, score, all, own }) => [record, all, own, score.toFixed(6)]);
  return { hits, isPartial, atLeast, corrections };
}"""


def make_records() -> list[Record]:
    """Return records of random words; a few have a title, and the last are the entries of people."""
    source = random.Random(17)  # noqa: S311 - the texts need not be secret
    words = COMMON.split() * 6 + [form for word in COMMON.split() for form in (f"{word}s", f"{word}ed")]
    records = []
    for n in range(COUNT):
        chosen = source.choices(words, k=source.randint(3, 40))
        chosen[source.randrange(len(chosen))] = source.choice([*RARE.split(), *["gale"] * 17])
        title = " ".join(source.sample(COMMON.split(), 2)) if n % 9 == 0 else ""
        about = ((0, 1, "ada-crane"),) if n % 5 == 0 else ()
        records.append(
            Record("essay", f"page-{n // 8}/", f"p{n}", "Page", "", title, " ".join(chosen), about)
        )
    for name in ("Ada Crane", "Bea Lantern"):
        id_ = name.lower().replace(" ", "-")
        text = f"{name} spoke to the council."
        records.append(Record("person", "people/", id_, "People", "", name, text, (), id_, (name, name[4:])))
    return records


def divided_files(records: list[Record]) -> dict[str, str]:
    """Return the files of an index that is divided."""
    with pytest.MonkeyPatch.context() as patch:
        for name, size in SIZES.items():
            patch.setattr(f"edition.search.{name}", size)
        return index_files(records)


@pytest.fixture(scope="module")
def divided() -> dict[str, str]:
    return divided_files(make_records())


@contextmanager
def served(page: Page, folder: str, files: dict[str, str]) -> Iterator[list[str]]:
    """Serve an index in a folder of the site; yield the names of the files that are requested."""
    requested: list[str] = []

    def answer(route: Any) -> None:
        requested.append(route.request.url.rpartition("/")[2].partition("?")[0])
        route.fulfill(body=files[requested[-1]])

    page.route(f"**/{folder}*", answer)
    yield requested
    page.unroute(f"**/{folder}*")


def search_page(visit: Open, site: str) -> Page:
    page = visit(site + "search/")
    page.wait_for_function("!!globalThis.edition?.search.show")
    page.get_by_role("searchbox").fill("light")
    page.locator(".search-list a").first.wait_for()
    return page


def run(page: Page, files: dict[str, str], query: str, everything: bool) -> tuple[dict[str, Any], list[str]]:
    """Return the result of a query in an index, and the files that were requested."""
    with served(page, "test-index/", files) as requested:
        return page.evaluate(RUN, ["test-index/", query, everything]), requested


QUERIES = [
    *("council ", "coun", "harbors", "umbrella ", "gale ", "strike council ", "umbrella harbour ", "lantrn"),
    *("“strike council” ", "“the council” ", "“harbour strike rate” ", "“council strike", "nobody rate "),
    *("Ada Crane ", "ada crane strike", "crane", "umbrella anchor ", "umbrella lantern anchor gale "),
    "to the harbour ",
]


def test_a_divided_index_has_the_same_results(bare_site: str, visit: Open, divided: dict[str, str]) -> None:
    """If everything is read: the same records in the same order, with the same scores."""
    assert sum(name.startswith("more-") for name in divided) > 20
    page = search_page(visit, bare_site)
    undivided = index_files(make_records())
    assert not [name for name in undivided if name.startswith("more-")]
    for query in QUERIES:
        expected, _ = run(page, undivided, query, everything=False)
        found, _ = run(page, divided, query, everything=True)
        assert found == expected, query
        assert not found["isPartial"]
        assert expected["hits"] or "nobody" not in query


def test_what_is_read_first_agrees_with_the_whole(
    bare_site: str, visit: Open, divided: dict[str, str]
) -> None:
    """No record is said to have all words that has not, and none is missing once the search says so."""
    page = search_page(visit, bare_site)
    partial = 0
    for query in QUERIES:
        first, _ = run(page, divided, query, everything=False)
        whole, _ = run(page, divided, query, everything=True)
        having_all = {record for record, has_all, *_ in whole["hits"] if has_all}
        found = {record for record, has_all, *_ in first["hits"] if has_all}
        assert found <= having_all, query
        assert len(found) <= first["atLeast"] <= max(len(having_all), len(found)), query
        partial += first["isPartial"]
        if not first["isPartial"]:
            assert [hit[:3] for hit in first["hits"]] == [hit[:3] for hit in whole["hits"]], query
        elif len(found) < 30:
            assert found == having_all, query
    assert partial >= 5


def test_the_best_places_of_a_word_are_read_first(
    bare_site: str, visit: Open, divided: dict[str, str]
) -> None:
    page = search_page(visit, bare_site)
    for word in ("gale", "rate"):
        first, requested = run(page, divided, f"“{word}” ", everything=False)
        whole, _ = run(page, divided, f"“{word}” ", everything=True)
        assert first["isPartial"]
        assert len(first["hits"]) >= 6
        assert [record for record, *_ in first["hits"][:5]] == [record for record, *_ in whole["hits"][:5]]
        assert not [name for name in requested if name.startswith("more-")]


def test_of_a_common_word_only_what_a_rare_word_needs_is_read(bare_site: str, visit: Open) -> None:
    texts = ["harbour gale council " * 3 for _ in range(COUNT)]
    texts[200] += "umbrella"
    records = [Record("essay", "page/", f"p{n}", "Page", "", "", text, ()) for n, text in enumerate(texts)]
    files = divided_files(records)
    page = search_page(visit, bare_site)
    found, requested = run(page, files, "harbour umbrella ", everything=False)
    assert [record for record, has_all, *_ in found["hits"] if has_all] == [200]
    assert sum(name.startswith("more-") for name in requested) == 1
    assert sum(name.startswith("more-") for name in files) > 40


SUMMARY = """async ([folder, query]) => {
  const index = await edition.search.open(new URL(folder, location.href));
  const result = await edition.search.run(index, query);
  return edition.search.results.summary(result, result.hits);
}"""


def test_a_reader_is_told_that_no_place_has_all_the_words(bare_site: str, visit: Open) -> None:
    """That is known although not all places with some of them are."""
    texts = ["harbour gale council " * 3, "harbour"] * (COUNT // 2)
    texts[200] = "umbrella"
    records = [Record("essay", "page/", f"p{n}", "Page", "", "", text, ()) for n, text in enumerate(texts)]
    files = divided_files(records)
    page = search_page(visit, bare_site)
    with served(page, "test-index/", files):
        nowhere, twice = (
            page.evaluate(SUMMARY, ["test-index/", f"{words} "])
            for words in ("umbrella harbour", "gale harbour")
        )
    assert re.fullmatch(r"No place with all the words; \d+\+ places with some\.", nowhere)
    assert re.fullmatch(r"At least \d+ places\.", twice)


def test_a_kind_of_which_nothing_was_read_can_be_chosen(bare_site: str, visit: Open) -> None:
    records = [
        Record("essay", "page/", f"p{n}", "Page", "", "", "gale council harbour", ()) for n in range(COUNT)
    ]
    about = " ".join(["of the council of a harbour"] * 12) + " gale"
    records.append(Record("person", "people/", "ada", "People", "", "Ada", about, (), "ada", ("Ada",)))
    files = divided_files(records)
    page = visit("about:blank")
    with served(page, "data/search/", files):
        page.goto(bare_site + "search/?q=gale")
        kinds = page.get_by_role("group", name="Show only")
        kinds.get_by_role("button", name="People", exact=True).click()
        expect(page.locator(".search-list a")).to_have_count(1)
        expect(page.get_by_role("status")).to_have_text("1 place.")
        expect(kinds).not_to_contain_text("+")


def test_the_rest_is_read_when_a_reader_asks_for_it(
    bare_site: str, visit: Open, divided: dict[str, str]
) -> None:
    page = visit("about:blank")
    with served(page, "data/search/", divided) as requested:
        page.goto(bare_site + "search/?q=gale")
        links = page.locator(".search-list a")
        expect(links).to_have_count(10)
        status = page.get_by_role("status")
        expect(status).to_have_text(re.compile(r"At least \d+ places\."))
        least = int(re.sub(r"\D", "", status.inner_text()))
        expect(page.get_by_role("group", name="Show only")).to_contain_text("+")
        assert not [name for name in requested if name.startswith("more-")]
        more = page.get_by_role("button", name="Show more")
        shown = 10
        while status.inner_text().startswith("At least"):
            shown += 10
            more.click()
            expect(links).to_have_count(shown)
            assert shown < COUNT
        expect(status).to_have_text(re.compile(r"^\d+ places\."))
        assert int(re.sub(r"\D", "", status.inner_text())) >= least
        expect(page.get_by_role("group", name="Show only")).not_to_contain_text("+")
