"""Positions in a source and in the text made from it."""

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


def test_the_changes_are_applied_and_undone() -> None:
    assert apply(SOURCE, LEDGER) == TEXT
    assert restore(TEXT, LEDGER) == SOURCE


@pytest.mark.parametrize(
    ("in_source", "in_text"),
    [
        ("The", "The"),
        ("rec", "rec"),
        ("ved", "ved"),  # the end of a word that is corrected in the middle
        ("answer", "answer"),
        ("was no", "was no"),
        ("eally", "eally"),
    ],
)
def test_each_unchanged_letter_is_found_both_ways(in_source: str, in_text: str) -> None:
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
        ("rece", "recie"),  # a correction is taken whole
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


def test_the_place_of_each_change_in_the_text() -> None:
    alignment = Alignment(LEDGER)
    spans = [alignment.span(n) for n in range(len(LEDGER))]
    assert [TEXT[start:end] for start, end in spans] == ["The", "received", "…", " was", ", really"]


def test_a_change_of_other_words_is_refused() -> None:
    with pytest.raises(LedgerError, match="expected 'recieved' at code point 6, found 'accepted'"):
        apply(SOURCE.replace("recieved", "accepted"), LEDGER)


def test_changes_of_one_word_are_combined() -> None:
    """Emendations are more important than omissions, and omissions than rules."""
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
    (emendation, omission) = compose(source, middle, first, second)
    assert (emendation.kind, emendation.name, emendation.before, emendation.after) == (
        "emendation",
        "slip",
        "“recieved”",
        "received",
    )
    assert (omission.kind, omission.start, omission.before, omission.after) == ("omission", 15, "answer ", "")
    assert apply(source, (emendation, omission)) == "The received was no."


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
def test_a_combined_change_is_named_after_the_more_important_one(first: str, second: str, kind: str) -> None:
    earlier = Change(0, 3, first, "first", "tin", "zinc", "")  # type: ignore[arg-type]
    later = Change(0, 4, second, "second", "zinc", "lead", "")  # type: ignore[arg-type]
    (both,) = compose("tin", "zinc", (earlier,), (later,))
    assert (both.name, both.before, both.after) == (kind, "tin", "lead")


def test_an_undone_change_is_dropped() -> None:
    earlier = Change(0, 3, "rule", "first", "tin", "zinc", "")
    later = Change(0, 4, "rule", "second", "zinc", "tin", "")
    assert compose("tin", "zinc", (earlier,), (later,)) == ()
