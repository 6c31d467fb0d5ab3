"""The words and names of a large index: a query reads few of them, and has the same results."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from edition.model.edtf import Edtf
from edition.search.index_files import index_files
from edition.search.record import Record
from edition.search.registry_records import date_names
from tests.browser.test_large_index import search_page, served
from tests.support.browsing import Open

WORDS = (
    "harbour harbors harbouring council councillor strike striking crane cranes light lighter lantern "
    "anchor anchors colour coloured color grey gray programme programs tsar czar organise organization "
    "organised axe ax used using traveller travelled co-operation cooperate re-election today anti-war "
    "rewrite unity under winter wintry winters l’humanité humanity d’accord qu’il thirties 1930s 30s 1917 "
    "48,409 U.S.S.R. façade naïve ship shipped shipping seymour theatre the of to in and a o"
)
PEOPLE = {
    "ada-crane": ("Ada Crane", "Crane, Ada"),
    "lantern": ("J V Lantern", "Lantern"),
    "grey": ("Edward Grey", "Sir Edward Grey"),
    "dannunzio": ("Gabriele d’Annunzio", "D’Annunzio"),
    "crantz": ("Crantz",),
}
DATES = ("1917", "1917-10", "1917-10-25", "1917-11-07", "1918-10-02", "193X", "18XX", "1936/1938", "1887-21")
TYPED = (
    "Ada Cra, cran, crane strike, sir edward gray, Gray, j v lantern, J. V. Lantern, jv lant, d'annunzio, "
    "annunzio, dannunz, gabriele d’annun, 25 October 1917, 25.10.1917, 25th of October 1917, octob, 25 "
    "oc, oct 1917, nov 1917, 1917, 1917-1, 1930s, thirties, 30s, 19th century, 19 cent, spring 1887, "
    "1936-38, ada crnae, gray harbor, axes, “in the harbour”, “harbour cou, “the council of, to the "
    "crane, us, co-operation, cooperation, re-elect, antiwar, to-day, ussr, U.S., humanite, l'humanite, "
    "l’hum, qu'ilx, xyzzyx, ship s, s, o, gra, edward gra"
)

FRESH = 100
"""So many queries are asked as the first."""

RUN = """async ([folder, queries, fresh]) => {
  const open = () => edition.search.open(new URL(folder, location.href));
  const known = await open();
  const found = [];
  for (const query of queries) {
    const index = fresh ? await open() : known;
    const { hits, corrections, atLeast, units } = await edition.search.run(index, query);
    const names = units.map((unit) => [...unit.names].sort());
    const places = hits.map(({ record, score, all, own }) => [record, score.toFixed(6), all, own]);
    found.push([query, places, corrections, names, atLeast]);
  }
  return found;
}"""


def make_records() -> list[Record]:
    """Return records of random words, some of which mention people and dates, and the entries of these."""
    source = random.Random(23)  # noqa: S311 - the texts need not be secret
    entities = [*PEOPLE, *DATES[:-2]]
    records = [
        Record(
            "essay",
            "page/",
            f"p{n}",
            "Page",
            "",
            "",
            " ".join(source.choices(WORDS.split(), k=12)),
            about(source, entities),
        )
        for n in range(80)
    ]
    for id_, names in PEOPLE.items():
        records.append(Record("person", "people/", id_, "People", "", names[0], "A person.", (), id_, names))
    for value in DATES:
        names = tuple(date_names(Edtf.parse(value)))
        records.append(
            Record("date", "timeline/", value, "Timeline", "", names[0], "It was.", (), value, names)
        )
    return records


def about(source: random.Random, entities: list[str]) -> tuple[tuple[int, int, str], ...]:
    return ((0, 1, source.choice(entities)),) if source.random() < 0.6 else ()


def mistyped(word: str, at: int) -> list[str]:
    """Return a word with a letter wrong, missing or added, and with two exchanged."""
    before, letter, after = word[:at], word[at], word[at + 1 :]
    swapped = f"{before}{after[0]}{letter}{after[1:]}"
    return [f"{before}q{after}", before + after, f"{before}q{letter}{after}", swapped]


def make_queries() -> list[str]:
    """Return words as they are, begun and mistyped at each of their first letters, and what else is typed."""
    source = random.Random(29)  # noqa: S311
    words = [word for word in WORDS.split() if word.isascii() and word.isalpha() and len(word) > 5]
    begun = [word[: source.randint(1, len(word))] for word in WORDS.split()]
    wrong = [
        typed + end
        for word in words[::8]
        for at in range(4)
        for typed in mistyped(word, at)
        for end in ("", " ")
    ]
    wrong += [typed for word in words[1::8] for at in range(4) for typed in mistyped(word[:-1], at)]
    return [*TYPED.split(", "), *wrong, *WORDS.split(), *begun]


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], dict[str, str]]:
    """Returns the files of an index that has so many terms, or names, in each of them."""

    def make(size: int) -> dict[str, str]:
        monkeypatch.setattr("edition.search.dictionary.MANY_TERMS", 0)
        monkeypatch.setattr("edition.search.dictionary.TERMS_IN_FILE", size)
        monkeypatch.setattr("edition.search.dictionary.NAMES_IN_FILE", size)
        return index_files(make_records())

    return make


def ask(
    page: Page, files: dict[str, str], queries: list[str], *, fresh: bool = False
) -> tuple[list[Any], list[str]]:
    """Return the results of queries, and the files that were read for them."""
    with served(page, "test-dictionary/", files) as requested:
        return page.evaluate(RUN, ["test-dictionary/", queries, fresh]), requested


def test_a_divided_dictionary_has_the_same_results(
    bare_site: str, visit: Open, divided: Callable[[int], dict[str, str]]
) -> None:
    """The same records in the same order, corrections and names, whatever has been read for other queries."""
    page = search_page(visit, bare_site)
    queries = make_queries()
    expected, _ = ask(page, index_files(make_records()), queries)
    assert sum(bool(corrections) for _, _, corrections, *_ in expected) > 30
    assert sum(bool(hits) for _, hits, *_ in expected) > 150
    files = divided(1)
    assert len([name for name in files if name.startswith("terms-")]) > 60
    first, _ = ask(page, files, queries[:FRESH], fresh=True)
    assert different(first, expected[:FRESH]) == []
    later, _ = ask(page, divided(5), queries)
    assert different(later, expected) == []


def different(found: list[Any], expected: list[Any]) -> list[tuple[Any, Any]]:
    return [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]]


def test_only_words_and_names_are_read_that_a_query_may_mean(
    bare_site: str, visit: Open, divided: Callable[[int], dict[str, str]]
) -> None:
    """Of the words a file or two; more of a word that may be misspelt, and of each part of a date."""
    page = search_page(visit, bare_site)
    files = divided(3)
    number = {kind: sum(name.startswith(kind) for name in files) for kind in ("terms", "tails", "names")}
    assert min(number.values()) >= 15
    for query, most in (("lantern ", 2), ("25 October 1917 ", 8), ("lsntern ", 7)):
        _, requested = ask(page, files, [query])
        read = [name for name in requested if name.startswith(("terms", "tails", "names"))]
        assert len(read) == len({*read}) <= most, query
        assert any(name.startswith("tails") for name in read) == (query == "lsntern ")
