"""Positions in a source and in the text made from it: each letter that stays is found both ways."""

from __future__ import annotations

import pytest

from edition.model.ledger import Alignment, Change, LedgerError, apply, compose, restore


def change(source: str, before: str, after: str) -> Change:
    start = source.index(before)
    return Change(start, start + len(before), "emendation", "slip", before, after, "A slip.")


SOURCE = "  The recieved answer...  was no. Really"
LEDGER = (
    change(SOURCE, "  The", "The"),
    change(SOURCE, "recieved", "received"),
    change(SOURCE, "...", "…"),
    change(SOURCE, "  was", " was"),
    change(SOURCE, ". Really", ", really"),
)
TEXT = "The received answer… was no, really"


def test_the_changes_make_the_text_and_are_undone() -> None:
    assert apply(SOURCE, LEDGER) == TEXT
    assert restore(TEXT, LEDGER) == SOURCE


@pytest.mark.parametrize(
    ("in_source", "in_text"),
    [
        ("The", "The"),
        ("rec", "rec"),
        ("ved", "ved"),  # the end of a word that was corrected in its middle
        ("answer", "answer"),
        ("was no", "was no"),
        ("eally", "eally"),
    ],
)
def test_each_letter_that_stays_is_found_both_ways(in_source: str, in_text: str) -> None:
    alignment = Alignment(LEDGER)
    source, text = SOURCE.index(in_source), TEXT.index(in_text)
    for n in range(len(in_text)):
        assert alignment.to_text(source + n) == text + n
        assert alignment.to_source(text + n) == source + n


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The", "The"),
        ("received", "recieved"),
        ("rec", "rec"),
        ("rece", "recie"),  # what was corrected is taken whole
        ("ved answer", "ved answer"),
        ("answer…", "answer..."),
        ("… was", "...  was"),
        ("no, r", "no. R"),
        ("no", "no"),
        ("really", ". Really"),
    ],
)
def test_words_of_the_text_are_found_in_the_source(words: str, found: str) -> None:
    start = TEXT.index(words)
    low, high = Alignment(LEDGER).source_span(start, start + len(words))
    assert SOURCE[low:high] == found


def test_where_each_change_stands() -> None:
    alignment = Alignment(LEDGER)
    spans = [alignment.span(n) for n in range(len(LEDGER))]
    assert [TEXT[start:end] for start, end in spans] == ["The", "received", "…", " was", ", really"]


def test_a_change_that_finds_other_words_is_refused() -> None:
    with pytest.raises(LedgerError, match="expected 'recieved' at code point 6, found 'accepted'"):
        apply(SOURCE.replace("recieved", "accepted"), LEDGER)


def test_two_ledgers_that_touch_one_word_make_one_change_of_it() -> None:
    """It is named after the weightier: an emendation before an omission, and that before a rule."""
    source = "The “recieved” answer was no."
    first = (
        Change(4, 5, "rule", "mark", "“", '"', "Marks are straight."),
        Change(13, 14, "rule", "mark", "”", '"', "Marks are straight."),
    )
    middle = 'The "recieved" answer was no.'
    second = (
        Change(4, 14, "emendation", "slip", '"recieved"', "received", "A slip."),
        Change(15, 22, "omission", "aside", "answer ", "", "No part of it."),
    )
    (one, other) = compose(source, middle, first, second)
    assert (one.kind, one.name, one.before, one.after) == ("emendation", "slip", "“recieved”", "received")
    assert (other.kind, other.start, other.before, other.after) == ("omission", 15, "answer ", "")
    assert apply(source, (one, other)) == "The received was no."


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("rule", "rule", "second"),
        ("omission", "rule", "first"),
        ("emendation", "omission", "first"),
        ("rule", "omission", "second"),
        ("omission", "emendation", "second"),
    ],
)
def test_of_two_changes_of_one_word_the_weightier_or_the_later_gives_the_name(
    first: str, second: str, kind: str
) -> None:
    one = Change(0, 3, first, "first", "tin", "zinc", "")  # type: ignore[arg-type]
    other = Change(0, 4, second, "second", "zinc", "lead", "")  # type: ignore[arg-type]
    (both,) = compose("tin", "zinc", (one,), (other,))
    assert (both.name, both.before, both.after) == (kind, "tin", "lead")


def test_what_is_undone_is_no_change() -> None:
    one = Change(0, 3, "rule", "first", "tin", "zinc", "")
    other = Change(0, 4, "rule", "second", "zinc", "tin", "")
    assert compose("tin", "zinc", (one,), (other,)) == ()
