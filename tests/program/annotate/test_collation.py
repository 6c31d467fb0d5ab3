"""How a passage is worded where it stands again: what is said to differ does, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.collation import (
    Piece,
    classify_wording,
    compare,
    describe_difference,
    group_versions,
    version_text,
)
from edition.annotate.entity_index import EntityIndex
from edition.model.edtf import Edtf
from edition.model.entries import QuotationEntry, Registry
from edition.model.mention import Mention, Occurrence
from edition.pages.footnotes import entity_note
from edition.pages.quotations import quotations_page
from edition.text.words import words
from tests.support.markup import parse
from tests.support.strategies import entry

WORDS = ("the", "crane", "stood,", "The", "still.", "—", "‘we’", "don’t", "…", "[idle]")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_pieces_are_the_two_wordings(base: str, other: str) -> None:
    """The pieces make up the wording at hand, letter by letter, and give back the words of the base."""
    pieces = compare(base, other)
    assert "".join(piece.text for piece in pieces if piece.kind != "there") == other
    back = [word for piece in pieces if piece.kind != "here" for word in words(piece.text)]
    assert back == words(base)


@given(TEXTS)
def test_the_same_words_do_not_differ(text: str) -> None:
    """Letter case and marks are no difference."""
    other = f"“{text.upper()}”"
    assert classify_wording(text, other) == "same"
    assert {piece.kind for piece in compare(text, other)} <= {"both"}
    assert describe_difference(text, other, 20) == ""


@given(TEXTS, TEXTS, st.integers(1, 12))
def test_a_difference_is_short(here: str, there: str, most: int) -> None:
    """It has no more words of the passage than asked for, and all of them stand there."""
    told = describe_difference(here, there, most)
    if told.startswith("there: "):
        given_ = words(told.removeprefix("there: "))
        assert len(given_) <= most
        assert not set(given_) - set(words(there))
    assert bool(told) == (words(here) != words(there))


@pytest.mark.parametrize(
    ("base", "other", "like"),
    [
        ("The cranes stood still", "the cranes – stood still!", "same"),
        ("For two weeks the cranes stood still", "the cranes stood", "part"),
        ("For two weeks the cranes stood still", "For two weeks the winches stood still", "near"),
        ("the cranes stood", "For two weeks the cranes stood still", "near"),
        ("For two weeks the cranes stood still", "Nothing in the port was moving", "other"),
        ("the port", "", "other"),
    ],
)
def test_likeness(base: str, other: str, like: str) -> None:
    assert classify_wording(base, other) == like


def test_what_differs_is_cut_out() -> None:
    """A word that changed stands in both forms, the base's first."""
    assert compare("two weeks the cranes stood", "Two weeks, the old winches stood.") == (
        Piece("both", "Two weeks, the "),
        Piece("there", "cranes"),
        Piece("here", "old winches"),
        Piece("both", " stood."),
    )


def test_a_common_word_stays_with_those_after_it() -> None:
    """What is put before a sentence does not tear off its first word."""
    found = compare("We now have cranes", "We took the port. We have cranes")
    assert [p.text for p in found if p.kind == "here"] == ["We took the port"]


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        ("the old cranes stood still", "the old cranes stood idle", "there: “stood idle”"),
        ("the old cranes stood still", "old cranes", "there in part"),
        ("the cranes stood", "no winch was moving", "there: “no winch was moving”"),
        ("the cranes stood", "no winch was moving in the port of that town", "there in other words"),
        ("a b c d", "a b c d and then for many days it rained", "there at greater length"),
    ],
)
def test_difference(here: str, there: str, told: str) -> None:
    assert describe_difference(here, there, 6) == told


# --- on the page ---------------------------------------------------------------------------------


def place(essay: str, exact: str, part: int = 0) -> Occurrence:
    """Return a place in the first paragraph of an essay."""
    mention = Mention(0, len(exact), "quotation", "still", 0, len(exact), part=part)
    return Occurrence(essay, "one", "p1", mention, "They say “", exact, "” now")


def test_parts_of_an_interrupted_quotation_belong_together() -> None:
    """Parts follow one another in one essay; a new first part begins a new version."""
    given_ = [place("a", "x", 1), place("a", "y", 2), place("a", "x", 1), place("b", "y", 2), place("b", "z")]
    found = group_versions(given_)
    assert [len(version) for version in found] == [2, 1, 1, 1]
    assert version_text(found[0]) == "x … y"


def context_of(*places: Occurrence) -> EntityIndex:
    """Return essays with a quotation that stands in `places`."""
    entries = tuple(entry("E", slug=slug, title=slug, short=f"Essay {slug}") for slug in "abc")
    said = Edtf.parse("1911")
    still = QuotationEntry(
        "still", "Still", "", "The dockers", "", said, "", "variant", "", "confirmed", "Heard.", ()
    )
    registry = Registry(quotations=(still,))
    found: dict[str, Sequence[Occurrence]] = {}
    for one in places:
        found[one.essay] = [*found.get(one.essay, ()), one]
    return EntityIndex(entries, registry, {("quotation", "still"): found}, {})


THREE = (
    place("a", "for two weeks", 1),
    place("a", "the cranes stood still", 2),
    place("b", "For two weeks … the winches stood still"),
    place("c", "for two weeks the cranes stood still"),
    place("c", "a *day* without work"),
)


def items(*places: Occurrence) -> list[str]:
    """Return what the page lists of a quotation's places."""
    page = quotations_page(context_of(*places))
    return [line for line in page.partition("{ #still }")[2].splitlines() if line.startswith("- ")]


def test_the_page_marks_what_differs() -> None:
    """Marks are elements with words for who cannot see them; places that agree are said to."""
    first, second, third, fourth = items(*THREE)
    assert first.startswith(r"- [\#p1](essays/a.md#p1), [\#p1](essays/a.md#p1) <span")
    assert "**for two weeks … the cranes stood still**" in first
    shown = parse(second)
    assert [e.text() for e in shown.all("del")] == ["[only in the first: cranes]"]
    assert [e.text() for e in shown.all("ins")] == ["[only here: winches]"]
    assert {e.text() for e in shown.all("span", "unseen")} == {"[only in the first: ", "[only here: ", "]"}
    assert "the same words as in *Essay a*:" in third
    assert "in other words:" in fourth
    assert r"a \*day\* without work" in fourth


def test_what_stands_in_one_place_is_not_compared() -> None:
    """Neither are the parts of one interrupted quotation."""
    page = quotations_page(context_of(*THREE[:2]))
    assert "Compared" not in page
    assert len(items(*THREE[:2])) == 2
    assert "Compared" not in quotations_page(context_of(THREE[0], place("b", "for two weeks")))
    assert "Compared" in quotations_page(context_of(*THREE))


def test_a_note_tells_how_the_others_differ() -> None:
    """From each essay, the others' words; nothing where they agree."""
    told = entity_note(context_of(*THREE), "quotation", "still", "a")
    assert "[*Essay b*](b.md#p1) (there: “the winches stood”); [*Essay c*](c.md#p1) (2)." in told
    other = entity_note(context_of(*THREE), "quotation", "still", "b")
    assert "[*Essay a*](a.md#p1) (2) (there: “the cranes stood”)" in other
