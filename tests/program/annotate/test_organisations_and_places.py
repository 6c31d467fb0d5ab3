"""Organisations and places: which words of a text name which."""

from __future__ import annotations

import pytest

from edition.annotate.organisations_and_places import NameFinder, make_name_finder
from edition.model.entries import NameEntry

ENTRIES = (
    NameEntry("skerrow", "place", "Skerrow", ("Old Skerrow", "Skérrow Quay")),
    NameEntry("lodge", "organisation", "Skerrow Lodge", ("Lodge’s Men", "Lodge"), ("porter’s Lodge",)),
    NameEntry("stack", "place", "Stack"),
)


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return make_name_finder(ENTRIES, ["Letters from the Stack"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left Skerrow by boat.", [("Skerrow", "skerrow")]),
        ("Skerrow’s quay, and Skerrow's", [("Skerrow", "skerrow"), ("Skerrow", "skerrow")]),
        ("In Old Skerrow, or Skerrow", [("Old Skerrow", "skerrow"), ("Skerrow", "skerrow")]),
        ("the Skerrow Lodge met", [("Skerrow Lodge", "lodge")]),
        ("the Lodge's Men", [("Lodge's Men", "lodge")]),
        ("on Skerrow Quay", [("Skerrow Quay", "skerrow")]),
        ("Sker-\nrow", [("Sker-\nrow", "skerrow")]),
        ("Stack/Skerrow", [("Stack", "stack"), ("Skerrow", "skerrow")]),
        # what only looks like a name
        ("a Skerrowman, the Skerrowers", []),
        ("to stack crates at the lodge", []),
        ("STACK", []),
        ("in the porter's Lodge", []),
        ("He read Letters from the Stack on the Stack.", [("Stack", "stack")]),
    ],
)
def test_names_in_a_text(finder: NameFinder, text: str, expected: list[tuple[str, str]]) -> None:
    found = finder.find(text, [])
    assert [(text[name.start : name.end], name.entity) for name in found] == expected


def test_a_name_in_that_of_a_person_is_not_found(finder: NameFinder) -> None:
    text = "Ada Skerrow of Skerrow"
    assert [name.start for name in finder.find(text, [(0, 11)])] == [15]
    assert [name.start for name in finder.find(text, [])] == [4, 15]


def test_names_are_found_in_order_whatever_their_kind(finder: NameFinder) -> None:
    kinds = [name.kind for name in finder.find("Skerrow, the Lodge and the Stack", [])]
    assert kinds == ["place", "organisation", "place"]


def test_no_entries_find_nothing() -> None:
    assert make_name_finder((), ["The Stack"]).find("Skerrow and the Stack", []) == []
