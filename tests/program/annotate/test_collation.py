"""Comparing the wordings of a passage that occurs several times: only real differences are reported."""

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
from edition.model.entries import QuotationEntry
from edition.model.mention import Mention, Occurrence
from edition.model.registry import Registry
from edition.pages.footnotes import entity_note
from edition.pages.quotations import quotations_page
from edition.text.words import words
from tests.support.markup import parse
from tests.support.strategies import entry

WORDS = ("the", "crane", "stood,", "The", "still.", "—", "‘we’", "don’t", "…", "[idle]")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_wordings(base: str, other: str) -> None:
    """The pieces contain the other wording letter by letter, and the words of the base."""
    pieces = compare(base, other)
    assert "".join(piece.text for piece in pieces if piece.kind != "there") == other
    back = [word for piece in pieces if piece.kind != "here" for word in words(piece.text)]
    assert back == words(base)


@given(TEXTS)
def test_case_and_punctuation_are_not_differences(text: str) -> None:
    other = f"“{text.upper()}”"
    assert classify_wording(text, other) == "same"
    assert {piece.kind for piece in compare(text, other)} <= {"both"}
    assert describe_difference(text, other, 20) == ""


@given(TEXTS, TEXTS, st.integers(1, 12))
def test_a_difference_is_short(here: str, there: str, most: int) -> None:
    """It quotes at most as many words as asked for, all of them from the other passage."""
    difference = describe_difference(here, there, most)
    if difference.startswith("there: "):
        quoted = words(difference.removeprefix("there: "))
        assert len(quoted) <= most
        assert not set(quoted) - set(words(there))
    assert bool(difference) == (words(here) != words(there))


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


def test_a_changed_word_appears_in_both_forms() -> None:
    """The form in the base comes first."""
    assert compare("two weeks the cranes stood", "Two weeks, the old winches stood.") == (
        Piece("both", "Two weeks, the "),
        Piece("there", "cranes"),
        Piece("here", "old winches"),
        Piece("both", " stood."),
    )


def test_a_common_word_stays_with_those_after_it() -> None:
    """A sentence inserted before another does not take its first word."""
    found = compare("We now have cranes", "We took the port. We have cranes")
    assert [p.text for p in found if p.kind == "here"] == ["We took the port"]


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("the old cranes stood still", "the old cranes stood idle", "there: “stood idle”"),
        ("the old cranes stood still", "old cranes", "there in part"),
        ("the cranes stood", "no winch was moving", "there: “no winch was moving”"),
        ("the cranes stood", "no winch was moving in the port of that town", "there in other words"),
        ("a b c d", "a b c d and then for many days it rained", "there at greater length"),
    ],
)
def test_difference(here: str, there: str, expected: str) -> None:
    assert describe_difference(here, there, 6) == expected


# --- on the page ---------------------------------------------------------------------------------


def place(essay: str, exact: str, part: int = 0) -> Occurrence:
    """Return a place in the first paragraph of an essay."""
    mention = Mention(0, len(exact), "quotation", "still", 0, len(exact), part=part)
    return Occurrence(essay, "one", "p1", mention, "They say “", exact, "” now")


def test_parts_of_an_interrupted_quotation_are_grouped() -> None:
    """Parts of one version follow one another in an essay; a first part begins a new version."""
    places = [place("a", "x", 1), place("a", "y", 2), place("a", "x", 1), place("b", "y", 2), place("b", "z")]
    found = group_versions(places)
    assert [len(version) for version in found] == [2, 1, 1, 1]
    assert version_text(found[0]) == "x … y"


def context_of(*places: Occurrence) -> EntityIndex:
    """Return the index of essays that contain a quotation at these places."""
    entries = tuple(entry("E", slug=slug, title=slug, short=f"Essay {slug}") for slug in "abc")
    said = Edtf.parse("1911")
    still = QuotationEntry(
        "still", "Still", "", "The dockers", "", said, "", "variant", "", "confirmed", "Heard.", ()
    )
    registry = Registry(quotations=(still,))
    found: dict[str, Sequence[Occurrence]] = {}
    for occurrence in places:
        found[occurrence.essay] = [*found.get(occurrence.essay, ()), occurrence]
    return EntityIndex(entries, registry, {("quotation", "still"): found}, {})


THREE = (
    place("a", "for two weeks", 1),
    place("a", "the cranes stood still", 2),
    place("b", "For two weeks … the winches stood still"),
    place("c", "for two weeks the cranes stood still"),
    place("c", "a *day* without work"),
)


def items(*places: Occurrence) -> list[str]:
    """Return the list of a quotation's places on the page."""
    page = quotations_page(context_of(*places))
    return [line for line in page.partition("{ #still }")[2].splitlines() if line.startswith("- ")]


def test_the_page_marks_differences() -> None:
    """The marks include words for screen readers; places with the same words are described so."""
    first, second, third, fourth = items(*THREE)
    assert first.startswith("- [¶ 1](essays/a.md#p1), [¶ 1](essays/a.md#p1) <span")
    assert "**for two weeks … the cranes stood still**" in first
    shown = parse(second)
    assert [e.text() for e in shown.all("del")] == ["[only in the first: cranes]"]
    assert [e.text() for e in shown.all("ins")] == ["[only here: winches]"]
    assert {e.text() for e in shown.all("span", "unseen")} == {"[only in the first: ", "[only here: ", "]"}
    assert "the same words as in *Essay a*:" in third
    assert "in other words:" in fourth
    assert r"a \*day\* without work" in fourth


def test_a_quotation_in_one_place_is_not_compared() -> None:
    """The parts of an interrupted quotation are not compared with one another."""
    page = quotations_page(context_of(*THREE[:2]))
    assert "Compared" not in page
    assert len(items(*THREE[:2])) == 2
    assert "Compared" not in quotations_page(context_of(THREE[0], place("b", "for two weeks")))
    assert "Compared" in quotations_page(context_of(*THREE))


def test_a_note_says_how_other_essays_differ() -> None:
    """It quotes their words, unless they are the same; parts of a quotation are one place."""
    note = entity_note(context_of(*THREE), ("quotation", "still"), "a")
    assert "[*Essay b*](b.md#p1) (there: “the winches stood”); [*Essay c*](c.md#p1) (2)." in note
    other = entity_note(context_of(*THREE), ("quotation", "still"), "b")
    assert "[*Essay a*](a.md#p1) (there: “the cranes stood”)" in other
