"""How a note describes differences of wording: briefly, and only what differs."""

from __future__ import annotations

import pytest

from edition.annotate.collation import (
    classify_wording,
    compare,
    describe_difference,
    group_versions,
    version_text,
)
from edition.model.mention import Mention, Occurrence


@pytest.mark.parametrize(
    ("here", "there", "most", "expected"),
    [
        # each change with an unchanged word on either side
        ("the old cranes stood still", "the new cranes stood still", 20, "the new cranes"),
        ("the old cranes stood still", "those old cranes stood still", 20, "those old"),
        ("the old cranes stood still", "the old cranes stood idle", 20, "stood idle"),
        ("the old cranes stood still", "the cranes stood still", 20, "the cranes"),
        ("the cranes stood still", "the old cranes stood still", 20, "the old cranes"),
        # words left out or added only at an end are not quoted
        ("so the old cranes stood still", "the old cranes stood idle", 20, "stood idle"),
        ("the old cranes stood still then", "those old cranes stood still", 20, "those old"),
        # nearby changes are quoted together
        ("1 2 3 4 5 6 7 8", "1 zwei 3 vier 5 6 7 8", 20, "1 zwei 3 vier 5"),
        (
            "one two three four five six seven eight nine",
            "one zwei three four five six seven acht nine",
            20,
            "one zwei three … seven acht nine",
        ),
        # no ellipsis where nothing is left out
        ("1 2 3 4 5 6 7 8", "1 zwei 3 4 fünf 6 7 8", 20, "1 zwei 3 4 fünf 6"),
        ("1 2 3 4 5 6 7 8 9", "1 zwei 3 4 5 sechs 7 8 9", 20, "1 zwei 3 … 5 sechs 7"),
    ],
)
def test_differences_are_quoted(here: str, there: str, most: int, expected: str) -> None:
    assert describe_difference(here, there, most) == f"there: “{expected}”"


BASE = [f"w{n}" for n in range(30)]


def changed(*places: int) -> str:
    """Return the base with the words at some positions changed."""
    return " ".join(f"x{n}" if n in places else word for n, word in enumerate(BASE))


def test_three_changes_are_quoted_but_not_four() -> None:
    here = " ".join(BASE)
    assert describe_difference(here, changed(3, 9, 15), 20) == "there: “w2 x3 w4 … w8 x9 w10 … w14 x15 w16”"
    assert describe_difference(here, changed(3, 9, 15, 21), 20) == "there in part, with changes"


def test_a_difference_is_quoted_within_the_limit_of_words() -> None:
    here = " ".join(BASE)
    assert describe_difference(here, changed(3, 9), 6) == "there: “w2 x3 w4 … w8 x9 w10”"
    assert describe_difference(here, changed(3, 9), 5) == "there in part, with changes"
    assert describe_difference(here, changed(3, 9) + " and more", 5) == "there at greater length"
    assert describe_difference("no word in common", "tin zinc lead", 3) == "there: “tin zinc lead”"
    assert describe_difference("no word in common", "tin zinc lead", 2) == "there in other words"


@pytest.mark.parametrize(
    ("base", "other", "like"),
    [
        ("the cranes stood still", "The cranes: stood still!", "same"),
        ("the cranes stood still", "the cranes", "part"),
        ("the cranes stood still", "stood still", "part"),
        ("the cranes stood still", "cranes stood", "part"),
        ("the cranes stood still", "still", "part"),
        ("the cranes", "the cranes stood still", "near"),
        ("the cranes stood still", "", "other"),
        ("", "the cranes", "other"),
        ("", "", "same"),
    ],
)
def test_classification_of_two_wordings(base: str, other: str, like: str) -> None:
    assert classify_wording(base, other) == like


def pieces(base: str, other: str) -> str:
    """Return the pieces as a string: [only here], {only there}."""
    signs = {"both": "", "here": "[]", "there": "{}"}
    return "".join(f"{signs[p.kind][:1]}{p.text}{signs[p.kind][1:]}" for p in compare(base, other))


@pytest.mark.parametrize(
    ("base", "other", "marked"),
    [
        ("the cranes stood", "the cranes stood.", "the cranes stood."),
        ("the cranes stood", "the old cranes stood", "the [old ]cranes stood"),
        ("the old cranes stood", "the cranes stood", "the {old}cranes stood"),
        ("the old cranes stood", "“the new cranes stood”", "“the {old}[new ]cranes stood”"),
        # a common word stays with the words after it
        ("we took the port we have cranes", "we now have cranes", "{we took the port}we [now ]have cranes"),
        ("we now have cranes", "we took the port we have cranes", "[we took the port ]we {now}have cranes"),
        # a single common word between three different words on either side is ignored
        ("a b c the d e f", "g h i the j k l", "{a b c the d e f}[g h i the j k l]"),
        ("a b c the d e f", "g h the j k l", "{a b c the d e f}[g h the j k l]"),
        ("a b c the d e f", "the", "{a b c the d e f}[the]"),
        # between two different words it is not
        ("a b the c d", "e f the g h", "{a b}[e f ]the {c d}[g h]"),
        # two common words never are
        ("a b c so the d e f", "g h i so the j k l", "{a b c}[g h i ]so the {d e f}[j k l]"),
    ],
)
def test_pieces_of_two_wordings(base: str, other: str, marked: str) -> None:
    assert pieces(base, other).replace(" ", "") == marked.replace(" ", "")


def part(essay: str, words: str, number: int) -> Occurrence:
    return Occurrence(essay, "one", "p1", Mention(0, 1, "quotation", "x", 0, 1, part=number), "", words, "")


def test_the_parts_of_an_interrupted_quotation_are_one_version() -> None:
    """Part numbers increase within a version; a part without a number is a version of its own."""
    places = [
        part("a", "one\n two", 1),
        part("a", "three", 2),
        part("a", "four", 2),
        part("b", "five", 3),
        part("b", "six", 0),
        part("b", "seven", 1),
    ]
    assert [version_text(version) for version in group_versions(places)] == [
        "one two … three",
        "four",
        "five",
        "six",
        "seven",
    ]
