"""Short paragraphs keep their addresses by their place, and of a split the larger piece keeps the address."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.addresses.matching import Paragraph
from edition.addresses.paragraphs import assign_addresses
from edition.model.address_book import AddressBook, Assignment

LONG = [
    "the harbour had forty cranes in those days and only nine of them still worked by the spring",
    "nobody could plan a week ahead let alone a year while rents rose and wages fell every month",
    "a letter from the owners came on the last day of may and was read aloud beside the gate",
    "seven herons nest behind the disused lime kiln where walkers photograph them before dusk",
]


def edited(before: Sequence[str], after: Sequence[str], section: str = "") -> Assignment:
    """Return the addresses after an edit; each paragraph is in a section of its own unless one is given."""
    old, new = ([Paragraph(section or text.split()[0], text) for text in texts] for texts in (before, after))
    return assign_addresses(assign_addresses(AddressBook(), old, {}).book, new, {})


@pytest.mark.parametrize("similar", ["Fog rose again.", "Fog rose late in May.", "And fog rose."])
def test_a_deleted_short_paragraph_does_not_lead_to_a_similar_one_elsewhere(similar: str) -> None:
    one, two, three, four = LONG
    found = edited([one, "Fog rose.", two, three, four], [one, two, three, similar, four])
    assert found.ids == ("p1", "p3", "p4", "p6", "p5")
    assert found.lost == ("p2",)


@pytest.mark.parametrize("similar", ["Fog rose again.", "Fog rose late in May."])
def test_a_short_paragraph_that_is_edited_in_its_place_keeps_its_address(similar: str) -> None:
    one, two, three, four = LONG
    found = edited([one, "Fog rose.", two, three, four], [one, similar, two, three, four])
    assert (found.ids, found.lost) == (("p1", "p2", "p3", "p4", "p5"), ())


def test_an_inserted_short_paragraph_takes_no_address_of_a_long_one() -> None:
    """Here it has the first words of one that was deleted elsewhere."""
    one, two, three, four = LONG
    found = edited([one, two, three, four], [one, three, "Nobody could plan.", four])
    assert (found.ids, found.lost) == (("p1", "p3", "p5", "p4"), ("p2",))


def test_a_short_paragraph_that_moved_within_its_section_must_have_half_its_runs() -> None:
    """Of the six runs of four words, the ends counting as words, three stay."""
    one, two, three, four = LONG
    before = [one, "the ferry had left", two, three, four]
    for words, lost in (("the ferry had gone", ()), ("the ferry was gone", ("p2",))):
        found = edited(before, [one, two, three, words, four], section="quays")
        assert found.lost == lost


def test_a_short_paragraph_that_was_joined_to_another_far_away_is_reported() -> None:
    one, two, three, four = LONG
    found = edited([one, "fog rose early", two, three, four], [one, two, three, f"{four} fog rose early"])
    assert found.lost == ("p2",)
    beside = edited([one, "fog rose early", two, three, four], [one, f"fog rose early {two}", three, four])
    assert (beside.lost, beside.aliases) == ((), {1: ("p2",)})


SHORT = st.lists(st.sampled_from(["fog", "rose", "late", "early", "in", "may"]), min_size=2, max_size=7).map(
    " ".join
)


@given(short=SHORT, other=SHORT, at=st.integers(0, 4), to=st.integers(0, 4))
def test_other_short_paragraphs_take_no_address(short: str, other: str, at: int, to: int) -> None:
    """A short paragraph is deleted, and one of similar words inserted in another place and section."""
    before = [Paragraph(f"s{n}", text) for n, text in enumerate(LONG)]
    deleted, inserted = Paragraph("old", short), Paragraph("new", other)
    book = assign_addresses(AddressBook(), [*before[:at], deleted, *before[at:]], {}).book
    found = assign_addresses(book, [*before[:to], inserted, *before[to:]], {})
    name = f"p{at + 1}"
    if short == other:
        assert found.ids[to] == name
    elif at != to:
        assert found.ids[to] == "p6"
        assert found.lost == (name,)


@given(
    words=st.lists(
        st.sampled_from(["no", "yes", "tin", "zinc", "lead", "iron", "coal", "salt"]),
        min_size=10,
        max_size=60,
    ),
    cut=st.integers(1, 59),
    at=st.integers(0, 4),
)
def test_of_a_split_the_larger_piece_keeps_the_address(words: list[str], cut: int, at: int) -> None:
    """However often the paragraph repeats itself."""
    cut = cut % (len(words) - 1) + 1
    pieces = [words[:cut], words[cut:]]
    if abs(len(pieces[0]) - len(pieces[1])) < 3:
        return
    texts = [" ".join(piece) for piece in pieces]
    before = [*LONG[:at], " ".join(words), *LONG[at:]]
    found = edited(before, [*LONG[:at], *texts, *LONG[at:]], section="quays")
    larger = at + (len(pieces[1]) > len(pieces[0]))
    assert found.ids[larger] == f"p{at + 1}"
    assert found.lost == ()


def test_a_piece_of_many_repeated_words_counts_with_all_of_them() -> None:
    words = "tin zinc lead iron coal salt rope silk"
    chant = " ".join(["no"] * 30)
    found = edited([LONG[0], f"{words} {chant}", LONG[1]], [LONG[0], words, chant, LONG[1]], section="quays")
    assert found.ids == ("p1", "p4", "p2", "p3")
