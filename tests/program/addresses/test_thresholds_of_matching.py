"""When an edited paragraph keeps its address: at each threshold and beside it.

Paragraphs are compared by runs of three words. Their ends count as words, so eight words have ten runs.
"""

from __future__ import annotations

import pytest

from edition.addresses.matching import Paragraph
from edition.addresses.paragraphs import add_sections, assign_addresses, sections_of_addresses
from edition.model.address_book import AddressBook, Assignment

LONG = "the harbour had forty cranes in those days and only nine of them still worked by the spring"
FRESH = "tin zinc lead iron coal salt rope silk"


def first(*texts: str) -> AddressBook:
    """Return the book after a first build of these paragraphs."""
    return assign_addresses(AddressBook(), [Paragraph("quays", text) for text in texts], {}).book


def again(book: AddressBook, *texts: str) -> Assignment:
    return assign_addresses(book, [Paragraph("quays", text) for text in texts], {})


@pytest.mark.parametrize(
    ("edited", "ids", "lost"),
    [
        ("one two three tin zinc lead iron coal", ("p1",), ()),  # 3 of 10 runs, all with the beginning
        ("one two tin zinc lead iron coal salt", ("p2",), ("p1",)),  # 2 of 10 runs
        # of the shorter: 3 of 5 runs
        ("one two three", ("p1",), ()),
        ("one two three tin zinc lead iron coal salt rope silk jute", ("p1",), ()),
    ],
)
def test_an_edited_paragraph_with_three_of_ten_runs_keeps_its_address(
    edited: str, ids: tuple[str, ...], lost: tuple[str, ...]
) -> None:
    found = again(first("one two three four five six seven eight"), edited)
    assert (found.ids, found.lost) == (ids, lost)


@pytest.mark.parametrize(
    ("rest", "leads"),
    [
        ("one two three four five six seven eight", True),  # 8 of 10 runs: its own beginning is gone
        ("tin zinc three four five six seven eight", True),  # 6 of 10
        ("tin zinc lead four five six seven eight", False),  # 5 of 10
    ],
)
def test_a_merged_paragraph_with_six_of_ten_runs_is_found(rest: str, leads: bool) -> None:
    found = again(first(LONG, "one two three four five six seven eight"), f"{LONG} {rest}")
    assert found.ids == ("p1",)
    assert found.aliases == ({0: ("p2",)} if leads else {})
    assert found.lost == (() if leads else ("p2",))
    if leads:
        assert found.book.paragraphs["p2"].target == "p1"


@pytest.mark.parametrize(
    ("short", "within", "leads"),
    [
        ("one two three four five six seven", "one two three four five six seven", True),
        ("one two three four five six seven", "one two three tin five six seven", False),
        ("one two", "one two", True),
        ("one two", "two one", False),
        ("one", "one", False),  # a single word is too little
        ("one two three four five six seven eight", "one two three four five six seven eight", True),
        ("one two three four five six seven eight", "one two three four five six seven tin", False),
    ],
)
def test_a_short_paragraph_must_be_whole_within_another(short: str, within: str, leads: bool) -> None:
    """Within another paragraph it loses the runs at its ends, so a short paragraph has few left."""
    found = again(first(LONG, short), f"{LONG} {within} {FRESH}")
    assert found.ids == ("p1",)
    assert (found.aliases, found.lost) == (({0: ("p2",)}, ()) if leads else ({}, ("p2",)))


def test_of_several_paragraphs_that_contain_a_short_one_the_neighbour_gets_its_address() -> None:
    other = "nobody could plan a week ahead let alone a year while rents rose and wages fell every month"
    book = first(LONG, other, "one two")
    found = again(book, f"{LONG} one two {FRESH}", f"{other} one two {FRESH}")
    assert found.ids == ("p1", "p2")
    assert found.aliases == {1: ("p3",)}


def test_a_paragraph_that_is_separated_again_gets_its_address_back() -> None:
    text = "one two three four five six seven eight"
    joined = again(first(LONG, text), f"{LONG} {text}")
    apart = again(joined.book, LONG, text)
    assert (apart.ids, apart.aliases, apart.lost) == (("p1", "p2"), {}, ())
    assert apart.book.paragraphs["p2"].target == ""


def test_new_paragraphs_have_the_next_numbers_even_after_the_last_is_gone() -> None:
    book = first(LONG, "one two three four five six seven eight")
    found = again(book, LONG, FRESH)
    assert (found.ids, found.lost) == (("p1", "p3"), ("p2",))
    assert list(found.book.paragraphs) == ["p1", "p2", "p3"]


def test_aliases_are_in_order_of_their_numbers() -> None:
    parts = [f"{FRESH.replace(' ', f'{n} ')}{n}" for n in range(11)]
    found = again(first(LONG, *parts), " ".join([LONG, *parts]))
    assert found.aliases == {0: tuple(f"p{n}" for n in range(2, 13))}


def test_a_retired_paragraph_leads_over_several_steps() -> None:
    book = first(LONG, "one two three", "four five six", FRESH)
    retired = {"p2": "p3", "p3": "p4", "old": "p2"}
    found = assign_addresses(
        add_sections(book, ["old", "quays"]), [Paragraph("quays", text) for text in (LONG, FRESH)], retired
    )
    assert found.ids == ("p1", "p4")
    assert found.aliases == {1: ("old", "p2", "p3")}
    assert found.lost == ()


def test_addresses_that_lead_in_a_circle_are_lost() -> None:
    found = assign_addresses(
        first(LONG, "one two three", "four five six"),
        [Paragraph("quays", LONG)],
        {"p2": "p3", "p3": "p2"},
    )
    assert {*found.lost} == {"p2", "p3"}


# --- without the text ---------------------------------------------------------------------------


def test_without_the_text_a_paragraph_leads_to_its_section() -> None:
    paragraphs = [Paragraph("", LONG), Paragraph("quays", FRESH), Paragraph("town", "one two three")]
    book = assign_addresses(AddressBook(("quays", "town")), paragraphs, {}).book
    assert sections_of_addresses(book, {}, ["quays", "town"]) == {"p1": "quays", "p2": "quays", "p3": "town"}
    # the head has no section of its own, so its paragraphs are in the first
    assert sections_of_addresses(book, {}, ["town", "quays"]) == {"p1": "town", "p2": "quays", "p3": "town"}


def test_without_the_text_retired_addresses_lead_to_sections() -> None:
    book = assign_addresses(
        AddressBook(("quays", "docks", "town")),
        [Paragraph("quays", LONG), Paragraph("docks", FRESH), Paragraph("town", "one two three")],
        {},
    ).book
    found = sections_of_addresses(book, {"docks": "town", "p1": "p3"}, ["quays", "town"])
    assert found == {"p1": "town", "p2": "town", "p3": "town", "docks": "town"}


def test_sections_are_listed_once() -> None:
    book = AddressBook(("quays",))
    assert add_sections(book, ["quays"]) is book
    assert add_sections(book, ["town", "quays", "docks"]).sections == ("quays", "town", "docks")
