"""Quotations compared with a text: what is found, and how the differences are described."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.editing.alignment import MAX_GAP, MIN_APART, MIN_SEGMENT, Alignment, align
from edition.editing.collation_lines import MAX_WORDS, describe
from edition.editing.differences import Difference, is_respelt
from edition.editing.wording import parse_wording

LOG = """\
The keeper wrote his log by the light of the lamp. “Nobody,” he wrote, “has asked me
what the light is for; I should have told them that it is for the boat which I cannot
see.” On the third night the oil was low, and he counted the hours – it was the labour
of years to learn how slowly a lamp can burn.

In the morning the harbour-master came up the stairs, out of breath, and asked for the
log. He read a page, laughed, and read another. “You have counted the hours,” he said,
“but where are the ships?”
"""


def compare(quotation: str, text: str = LOG) -> Alignment | None:
    return align([parse_wording(quotation)], text).get(0)


def differences(quotation: str, text: str = LOG) -> list[str]:
    """Return the descriptions of the differences; the quotation must be in the text."""
    alignment = compare(quotation, text)
    assert alignment
    return [describe(difference) for difference in alignment.differences]


# --- wordings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["…", "...", ". . .", "(…)", "[…]", "[...]", "( … )"])
def test_an_ellipsis_in_any_form_is_a_gap(mark: str) -> None:
    wording = parse_wording(f"the old crane {mark} stood still")
    assert sorted(wording.gaps) == [3]
    assert not wording.additions
    assert wording.words == ("the", "old", "crane", "stood", "still")


def test_an_ellipsis_at_an_end_says_nothing() -> None:
    assert not parse_wording("… the old crane …").gaps


def test_what_is_in_brackets_is_no_word_of_the_source() -> None:
    wording = parse_wording("the [rusty] crane [of iron]")
    assert wording.words == ("the", "crane")
    assert wording.additions == ((1, "[rusty]"), (2, "[of iron]"))


def test_brackets_in_a_word_change_only_its_form() -> None:
    wording = parse_wording("[T]he crane[s] stood")
    assert (wording.words, wording.additions) == (("the", "cranes", "stood"), ())


def test_parentheses_are_part_of_a_quotation() -> None:
    assert parse_wording("the crane (of iron)").words == ("the", "crane", "of", "iron")


# --- finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quotation",
    [
        "In the morning the harbour-master came up the stairs",
        "IN THE MORNING, the harbour–master came\u00a0up the stairs!",
        "“has asked me what the light is for”",
        "the harbourmaster came up the stairs, out of breath",
        "‘the oil was low and he counted the hours: it was the labour’",
        "lamp",
        "the log. He read",
    ],
)
def test_capitals_punctuation_and_marks_make_no_difference(quotation: str) -> None:
    assert differences(quotation) == []


def test_the_passage_is_the_one_with_the_words() -> None:
    alignment = compare("he counted the hours – it was the labour")
    assert alignment
    assert LOG[alignment.start : alignment.end] == "he counted the hours – it was the labour"


def test_of_two_passages_the_better_is_chosen() -> None:
    alignment = compare("You have counted the hours")
    assert alignment
    assert LOG[alignment.start : alignment.end] == "You have counted the hours"


@pytest.mark.parametrize("quotation", ["", "…", "[the lamp]", "barrel", "a cargo of salt and timber"])
def test_what_is_not_in_the_text_is_not_found(quotation: str) -> None:
    assert compare(quotation) is None


# --- differences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("he counted the days – it was the labour of years", ["“days” for “hours”"]),
        ("On the third night the oil was very low", ["adds “very”"]),
        ("In the morning the harbour-master came up, out of breath", ["leaves out “the stairs”"]),
        ("it was the labor of years to learn", ["“labor” for “labour”, by one letter"]),
        ("Someone has asked me what the light is for", ["“Someone” for “wrote”"]),
        ("He read a page, laughed, and read nothing", ["“nothing” for “another”"]),
        ("On the he counted the hours", ["leaves out “third night the oil was low, and”"]),
        ("the keeper penned his log by the light of a lamp", ["“penned” for “wrote”", "“a” for “the”"]),
    ],
)
def test_a_change_is_described_by_its_words(quotation: str, expected: list[str]) -> None:
    assert differences(quotation) == expected


def test_an_ellipsis_stands_for_words_that_are_left_out() -> None:
    assert differences("On the third night … it was the labour of years") == []


def test_without_the_ellipsis_they_are_missing() -> None:
    found = differences("On the third night it was the labour of years")
    assert found == ["leaves out “the oil was low, and he counted the hours”"]


def test_a_word_changed_beside_an_ellipsis_is_compared_with_the_one_in_its_place() -> None:
    assert differences("On the third evening … it was the labour of years") == ["“evening” for “night”"]
    assert differences("On the third night … this was the labour of years") == ["“this” for “it”"]


def test_brackets_may_stand_for_words_but_not_hide_others() -> None:
    assert differences("On the third night [all] was low") == ["[all] for “the oil”"]
    assert differences("On [that] the third night was low") == ["leaves out “the oil”"]


def test_a_long_difference_is_shown_by_its_ends() -> None:
    words = [f"w{n}" for n in range(MAX_WORDS + 1)]
    shown = describe(Difference("omitted", "", " ".join(words)))
    assert shown == "leaves out “w0 w1 w2 w3 w4 w5 … w7 w8 w9 w10 w11 w12 (13 words)”"
    assert "…" not in describe(Difference("omitted", "", " ".join(words[1:])))


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("labour", "labor", True),
        ("organise", "organize", True),
        ("cranes", "crane", True),
        ("centre", "center", False),
        ("than", "then", False),
        ("their", "there", False),
        ("young", "younger", False),
    ],
)
def test_another_spelling_is_one_letter_in_a_word_of_five(ours: str, theirs: str, expected: bool) -> None:
    assert is_respelt([ours], [theirs]) is expected
    assert is_respelt([theirs], [ours]) is expected


# --- distance ------------------------------------------------------------------------------------

HEAD, TAIL = "the first gate was open at noon", "the last gate was shut at dusk"


def between(words: int) -> str:
    """Return a text with so many words between a sentence and another."""
    return f"{HEAD} {' '.join(f'x{n}' for n in range(words))} {TAIL}"


@pytest.mark.parametrize("words", [1, MAX_GAP, MAX_GAP * 3])
def test_an_ellipsis_may_stand_for_any_number_of_words(words: int) -> None:
    assert differences(f"{HEAD} … {TAIL}", between(words)) == []


def test_parts_between_ellipses_may_have_changed_places() -> None:
    assert differences(f"{TAIL} … {HEAD}", between(500)) == []


def test_a_short_part_is_not_looked_for_far_away() -> None:
    """Four words can be anywhere by chance."""
    far = between(MAX_GAP * 3)
    assert MIN_SEGMENT == 5
    assert differences(f"{HEAD} … gate was shut at dusk", far) == []
    assert differences(f"{HEAD} … was shut at dusk", far) == ["adds “was shut at dusk”"]


def test_a_part_far_away_must_agree_in_most_words() -> None:
    far = between(MAX_GAP * 3)
    assert MIN_APART == 4 / 5
    assert differences(f"{HEAD} … gate was shut at dawn", far) == ["“dawn” for “dusk”"]
    assert differences(f"{HEAD} … gate was shut by night", far) == ["adds “gate was shut by night”"]


# --- properties ----------------------------------------------------------------------------------

VOCABULARY = [f"{a}{b}" for a in ("ka", "lo", "mi", "su", "te") for b in ("ber", "dan", "fol", "gri", "nus")]
PROSE = st.lists(st.sampled_from(VOCABULARY), min_size=30, max_size=80)


@given(PROSE, st.data())
def test_any_passage_of_a_text_is_as_printed(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    alignment = compare(" ".join(words[start:end]), " ".join(words))
    assert alignment
    assert (alignment.differences, alignment.coverage) == ((), 1)


@given(PROSE, st.data())
def test_no_word_of_another_text_is_found(words: list[str], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 12))
    assert compare(" ".join(f"zz{n}" for n in range(size)), " ".join(words)) is None


@given(PROSE, st.data())
def test_coverage_is_a_share_and_the_passage_is_in_the_text(words: list[str], data: st.DataObject) -> None:
    quotation = data.draw(st.lists(st.sampled_from([*VOCABULARY, "…", "[x]", "other"]), max_size=40))
    text = " ".join(words)
    alignment = compare(" ".join(quotation), text)
    if alignment:
        assert 0 <= alignment.coverage <= 1
        assert 0 <= alignment.start < alignment.end <= len(text)
