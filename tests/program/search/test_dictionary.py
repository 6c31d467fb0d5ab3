"""The words and names of the index, as a browser reads them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.search.dictionary import Dictionary, NamedEntry, front_coded, make_dictionary

TERMS = st.sets(st.text("ab’'éƀ\U00010480", min_size=1, max_size=40), min_size=1)

ADA = NamedEntry(7, "ada", ["ada crane", "crane ada"], 9, 2, "person")
DAY = NamedEntry(8, "1917-10-25", ["25 october 1917", "1917 10 25"], 5, 3, "date")


def decoded(coded: str) -> list[str]:
    """Return front-coded terms, decoded as the browser does: positions count UTF-16 code units."""
    terms: list[str] = []
    for item in coded.split(" "):
        shared = terms[-1].encode("utf-16-le")[: 2 * int(item[0], 36)] if terms else b""
        terms.append(shared.decode("utf-16-le") + item[1:])
    return terms


def divided(counts: dict[str, int], entries: list[NamedEntry], size: int) -> Dictionary:
    """Return a dictionary that is divided into files with so many terms and names each."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("MANY_TERMS", 0), ("TERMS_IN_FILE", size), ("NAMES_IN_FILE", size)):
            patch.setattr(f"edition.search.dictionary.{name}", value)
        return make_dictionary(counts, entries, has_lengths=False)


def files(dictionary: Dictionary, kind: str) -> list[Any]:
    return [json.loads(text) for text in dictionary.files[kind]]


def test_terms_are_written_with_what_they_share() -> None:
    assert front_coded(["crane", "cranes", "crate", "dock"]) == "0crane 5s 3te 0dock"
    long = "x" * 40
    assert front_coded([long, f"{long}y"]) == f"0{long} z{'x' * 5}y"


@given(TERMS)
def test_every_term_can_be_read(terms: set[str]) -> None:
    assert decoded(front_coded(sorted(terms))) == sorted(terms)


@given(TERMS, st.integers(1, 5))
def test_a_divided_dictionary_has_every_term_with_its_count(terms: set[str], size: int) -> None:
    counts = {term: number for number, term in enumerate(sorted(terms), 1)}
    dictionary = divided(counts, [], size)
    read = [
        pair
        for coded, numbers, _ in files(dictionary, "terms")
        for pair in zip(decoded(coded), numbers, strict=True)
    ]
    assert read == [*counts.items()]
    firsts: Any = dictionary.main["firsts"]
    assert firsts["terms"] == [term for term, _ in read][::size]
    turned = [term for coded in files(dictionary, "tails") for term in decoded(coded)]
    assert turned == sorted(turned)
    # what a browser counts as two characters would be divided
    short = [term for term in counts if max(term[:2]) < "\U00010000"]
    assert sorted(term[-2:] + term[:-2] for term in turned) == short


def test_a_term_with_an_apostrophe_is_also_where_its_other_forms_are() -> None:
    counts = dict.fromkeys(sorted(["humanite", "l'humanite", "lhuma", "zinc", "a"]), 3)
    others = [[term for _, term, _ in file[2]] for file in files(divided(counts, [], 1), "terms")]
    assert list(counts) == ["a", "humanite", "l'humanite", "lhuma", "zinc"]
    assert others == [[], ["l'humanite"], [], ["l'humanite"], []]


def test_people_are_found_by_each_word_and_dates_by_each_name() -> None:
    counts = {"25": 1, "@1917-10-25": 4, "ada": 1}
    dictionary = divided(counts, [ADA, DAY], 1)
    firsts: Any = dictionary.main["firsts"]
    assert firsts["names"] == ["1917 10 25", "25 october 1917", "ada", "crane"]
    ada = [0, 7, "ada", ["ada crane", "crane ada"], 9, 2]
    day = [1, 8, "1917-10-25", ["25 october 1917", "1917 10 25"], 5, 3, 1, 4]
    assert files(dictionary, "names") == [[day], [day], [ada], [ada]]
    assert dictionary.main["longestName"] == 3


def test_an_entry_is_in_a_file_once() -> None:
    assert [[row[0] for row in file] for file in files(divided({"ada": 1}, [ADA, DAY], 4), "names")] == [
        [0, 1]
    ]


@pytest.mark.parametrize(
    ("name", "found_by"),
    [
        ("j v lantern", {"j", "v", "jv", "lantern"}),
        ("gabriele d'annunzio", {"gabriele", "d'annunzio", "dannunzio", "annunzio"}),
        ("lodge of the 25th", {"lodge", "of", "the", "25th", "25"}),
    ],
)
def test_a_person_is_found_by_initials_and_without_an_apostrophe(name: str, found_by: set[str]) -> None:
    firsts: Any = divided({"a": 1}, [NamedEntry(0, "x", [name], 1, 1, "person")], 1).main["firsts"]
    assert {*firsts["names"]} == found_by


@pytest.mark.parametrize(("most", "is_divided"), [(2, True), (3, False), (4, False)])
def test_only_a_dictionary_of_many_terms_is_divided(
    monkeypatch: pytest.MonkeyPatch, most: int, is_divided: bool
) -> None:
    monkeypatch.setattr("edition.search.dictionary.MANY_TERMS", most)
    dictionary = make_dictionary({"ada": 1, "crane": 2, "dock": 1}, [ADA], has_lengths=False)
    assert bool(dictionary.files) == is_divided
    if not is_divided:
        entries = [(7, "ada", ["ada crane", "crane ada"])]
        assert dictionary.main == {"terms": "0ada 0crane 0dock", "counts": [1, 2, 1], "entries": entries}


@pytest.mark.parametrize("has_lengths", [False, True])
def test_entries_have_lengths_where_records_have_none(has_lengths: bool) -> None:
    entries: Any = make_dictionary({"ada": 1}, [ADA], has_lengths=has_lengths).main["entries"]
    assert [entry[3:] for entry in entries] == [(9, 2) if has_lengths else ()]
