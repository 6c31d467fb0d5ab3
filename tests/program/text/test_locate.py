"""Places: a few words, typed as they look, find the right passage."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition.text.locate import Finder, PlaceError, fold
from tests.support.strategies import TEXTS

LOOKS = ('“”„‟"', "‘’‚‛'", "–—−‐‑-", " \u00a0\u2009\t\n\r\u2028")
"""Characters that an editor need not tell apart."""


def found(text: str, words: str, left: str = "", right: str = "") -> str:
    start, end = Finder(text).find(words, left, right)
    return text[start:end]


@st.composite
def retyped(draw: st.DrawFn, text: str) -> str:
    """Return the same words with other marks, dashes and spaces."""
    out = []
    for character in text:
        look = next((chars for chars in LOOKS if character in chars), character)
        out.append(draw(st.sampled_from(look)))
    return "".join(out)


# --- what is the same ---------------------------------------------------------------------------


@settings(max_examples=150)
@given(TEXTS)
def test_fold_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=150)
@given(TEXTS, st.data())
def test_typography_makes_no_difference(text: str, data: st.DataObject) -> None:
    assert fold(data.draw(retyped(text))) == fold(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [("a", "A"), ("1", "l"), ("e", "é"), (".", ","), ('"', "'"), ("…", "..."), ("`", "'")],
)
def test_letters_figures_and_other_marks_make_a_difference(first: str, second: str) -> None:
    assert fold(first) != fold(second)
    with pytest.raises(PlaceError):
        Finder(f"x{first}y").find(f"x{second}y")


# --- finding ------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(TEXTS.filter(bool), st.data())
def test_a_place_is_found_by_its_context(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    left, words, right = (data.draw(retyped(part)) for part in (text[:start], text[start:end], text[end:]))
    seams = [left[-1:] + words[:1], words[-1:] + right[:1], left[-1:] + right[:1]]
    assume(not any(seam and seam.isspace() for seam in seams))
    assert Finder(text).find(words, left, right) == (start, end)


@settings(max_examples=300)
@given(st.text("ab -“", min_size=1, max_size=30), st.text("ab -“", min_size=1, max_size=4))
def test_a_place_is_found_only_if_it_is_unique(text: str, words: str) -> None:
    one_spaced = " ".join(text.split(" "))
    while "  " in one_spaced:
        one_spaced = one_spaced.replace("  ", " ")
    assume("  " not in words)
    times = sum(one_spaced.startswith(words, at) for at in range(len(one_spaced)))
    if times == 1:
        assert " ".join(found(text, words).split()) == " ".join(words.split())
    else:
        with pytest.raises(PlaceError, match="more than once" if times else "nowhere"):
            Finder(text).find(words)


SENTENCE = "The crane,  said the owner’s\nclerk – a “tall”\u00a0man –   stood still."


@pytest.mark.parametrize(
    ("words", "left", "right", "expected"),
    [
        ("The crane", "", "", "The crane"),
        ("crane, said", "", "", "crane,  said"),
        ("owner's clerk", "", "", "owner’s\nclerk"),
        ('a "tall" man', "", "", "a “tall”\u00a0man"),
        ("clerk - a", "", "", "clerk – a"),
        ("man - stood", "", "", "man –   stood"),
        ("a", "clerk - ", "", "a"),
        ("st", "", "ood", "st"),
        ("st", "", "ill", "st"),
        ("l", "sti", "l.", "l"),
        (" ", "crane,", "said", "  "),
        (" stood", "", "", "   stood"),
        ("man - ", "", "stood", "man –   "),
        ("stood still.", "", "", "stood still."),
        ("", "crane", ",", ""),
    ],
)
def test_places_in_a_sentence(words: str, left: str, right: str, expected: str) -> None:
    assert found(SENTENCE, words, left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "at"),
    [
        ("", "The crane", 0),
        ("The crane", "", 9),
        ("crane,", "", 10),
        ("", "said the", 12),
        ("stood still.", "", len(SENTENCE)),
    ],
)
def test_a_place_without_words_is_a_position(left: str, right: str, at: int) -> None:
    assert Finder(SENTENCE).find("", left, right) == (at, at)


@pytest.mark.parametrize(
    "words", ["the crane", "crane said", "Crane,", "owner`s", "stood still. ", "tall man"]
)
def test_missing_words(words: str) -> None:
    with pytest.raises(PlaceError, match="nowhere"):
        Finder(SENTENCE).find(words)


@pytest.mark.parametrize("words", ["an", "st", "–", " ", "“"])
def test_repeated_words(words: str) -> None:
    text = SENTENCE + " “Again”"
    with pytest.raises(PlaceError, match="more than once"):
        Finder(text).find(words)


def test_overlapping_occurrences_are_two() -> None:
    with pytest.raises(PlaceError, match="more than once"):
        Finder("xoxox").find("xox")


def test_context_must_touch_the_words() -> None:
    with pytest.raises(PlaceError, match="nowhere"):
        Finder(SENTENCE).find("said", left="crane,")


def test_an_empty_place_is_refused() -> None:
    for text in (SENTENCE, ""):
        with pytest.raises(PlaceError, match="nowhere"):
            Finder(text).find("")


# --- passages -----------------------------------------------------------------------------------


def test_a_passage_runs_from_its_first_words_to_its_last() -> None:
    finder = Finder("Hello brave world")
    assert finder.find_passage("Hello", "world") == (0, 17)
    assert finder.find_passage("Hello brave", "brave") == (0, 11)
    assert finder.find_passage("brave") == (6, 11)


@pytest.mark.parametrize(("begins", "ends"), [("world", "Hello"), ("brave", "Hello"), ("brave", "Hello ")])
def test_a_passage_does_not_end_before_it_begins(begins: str, ends: str) -> None:
    with pytest.raises(PlaceError, match=f"whose end, '{ends}', comes before it"):
        Finder("Hello brave world").find_passage(begins, ends)
