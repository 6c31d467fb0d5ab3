"""The ledger: the source can be restored after any number of changes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition.model.essay import Source
from edition.model.ledger import (
    Alignment,
    Change,
    ChangeKind,
    Draft,
    Ledger,
    LedgerError,
    apply,
    compose,
    restore,
)
from edition.text.locate import Finder, PlaceError
from edition.text.normalise import normalise
from tests.support.strategies import TEXTS, entry, ledgers

Steps = tuple[str, Ledger, str, Ledger]
"""A source, its changes, the resulting text, and changes of that text."""


@st.composite
def one_step(draw: st.DrawFn) -> tuple[str, Ledger]:
    text = draw(TEXTS)
    return text, draw(ledgers(text))


@st.composite
def two_steps(draw: st.DrawFn) -> Steps:
    source, first = draw(one_step())
    middle = apply(source, first)
    return source, first, middle, draw(ledgers(middle))


ALIKE = st.text("pq ", max_size=3)


def _rule(start: int, before: str, after: str, name: str = "rule", kind: ChangeKind = "rule") -> Change:
    return Change(start, start + len(before), kind, name, before, after, f"why {name}")


def _slip(start: int, before: str, after: str) -> Change:
    return _rule(start, before, after, "slip", "emendation")


def _cut(start: int, before: str) -> Change:
    return _rule(start, before, "", "cut", "omission")


# --- one ledger ---------------------------------------------------------------------------------


@settings(max_examples=250)
@given(one_step())
def test_restore_undoes_apply(step: tuple[str, Ledger]) -> None:
    text, ledger = step
    assert restore(apply(text, ledger), ledger) == text


def test_apply_makes_every_change() -> None:
    ledger = (_rule(0, "The ", ""), _rule(4, "c", "C"), _rule(9, "", "s"), _rule(9, " stop", " stood still"))
    assert apply("The crane stop.", ledger) == "Cranes stood still."


def test_an_empty_ledger_changes_nothing() -> None:
    assert apply("The crane.", ()) == restore("The crane.", ()) == "The crane."


@settings(max_examples=200)
@given(one_step(), st.data())
def test_a_text_without_the_expected_words_is_refused(step: tuple[str, Ledger], data: st.DataObject) -> None:
    text, ledger = step
    positions = [at for change in ledger for at in range(change.start, change.end)]
    assume(positions)
    at = data.draw(st.sampled_from(positions))
    other = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
    with pytest.raises(LedgerError):
        apply(other, ledger)


@settings(max_examples=200)
@given(one_step(), st.data())
def test_a_result_without_the_expected_words_is_refused(
    step: tuple[str, Ledger], data: st.DataObject
) -> None:
    text, ledger = step
    spans = [Alignment(ledger).span(at) for at in range(len(ledger))]
    positions = [at for span in spans for at in range(*span)]
    assume(positions)
    result = apply(text, ledger)
    at = data.draw(st.sampled_from(positions))
    other = result[:at] + ("é" if result[at] != "é" else "ö") + result[at + 1 :]
    with pytest.raises(LedgerError):
        restore(other, ledger)


@pytest.mark.parametrize(
    ("text", "ledger"),
    [
        ("crane", (_rule(0, "crate", "x"),)),
        ("crane", (_rule(3, "nes", "x"),)),
        ("crane", (_rule(9, "x", ""),)),
        ("crane", (_rule(0, "cra", "x"), _rule(2, "a", "y"))),
        ("crane", (_rule(2, "a", "y"), _rule(0, "c", "x"))),
    ],
    ids=["other words", "text too short", "beyond the end", "overlap", "out of order"],
)
def test_a_ledger_that_does_not_fit_is_refused(text: str, ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="code point"):
        apply(text, ledger)


# --- composing two ledgers ----------------------------------------------------------------------


@settings(max_examples=300)
@given(two_steps())
def test_a_composed_ledger_has_the_effect_of_both(steps: Steps) -> None:
    source, first, middle, second = steps
    assert apply(source, compose(source, middle, first, second)) == apply(middle, second)


@settings(max_examples=300)
@given(two_steps())
def test_a_composed_ledger_is_in_order_and_matches_the_source(steps: Steps) -> None:
    source, first, middle, second = steps
    composed = compose(source, middle, first, second)
    assert all(change.end <= following.start for change, following in pairwise(composed))
    assert all(change.before == source[change.start : change.end] for change in composed)
    assert all(change.before != change.after for change in composed)
    names = {(change.kind, change.name) for change in (*first, *second)}
    assert {(change.kind, change.name) for change in composed} <= names


@settings(max_examples=300)
@given(one_step())
def test_composing_with_an_empty_ledger_changes_nothing(step: tuple[str, Ledger]) -> None:
    text, ledger = step
    effective = tuple(change for change in ledger if change.before != change.after)
    assert compose(text, apply(text, ledger), ledger, ()) == effective
    assert compose(text, text, (), ledger) == effective


@settings(max_examples=300)
@given(two_steps())
def test_separate_changes_remain_as_they_were(steps: Steps) -> None:
    source, first, middle, second = steps
    composed = compose(source, middle, first, second)
    alignment = Alignment(first)
    for at, change in enumerate(first):
        start, end = alignment.span(at)
        if change.before != change.after and all(c.end < start or end < c.start for c in second):
            assert change in composed


@settings(max_examples=300)
@given(two_steps())
def test_undone_changes_leave_no_trace(steps: Steps) -> None:
    source, first, middle, _ = steps
    spans = [Alignment(first).span(at) for at in range(len(first))]
    undo = tuple(
        Change(start, end, "rule", "undo", change.after, change.before, "")
        for (start, end), change in zip(spans, first, strict=True)
        if start < end
    )
    deleted = tuple(change for change in first if change.before and not change.after)
    assert compose(source, middle, first, undo) == deleted


@settings(max_examples=300)
@given(two_steps())
def test_draft_keeps_source_text_and_ledger_together(steps: Steps) -> None:
    source, first, _, second = steps
    draft = Draft(source, source).revise(first).revise(second)
    assert draft.source == source
    assert apply(source, draft.ledger) == draft.text
    assert restore(draft.text, draft.ledger) == source


# source, first changes, second changes (with positions in the text after the first), composed ledger
TOUCHING: dict[str, tuple[str, Ledger, Ledger, Ledger]] = {
    "apart": (
        "one two three",
        (_rule(0, "one", "ONE!"),),
        (_rule(9, "three", "3", "other"),),
        (_rule(0, "one", "ONE!"), _rule(8, "three", "3", "other")),
    ),
    "insertion beside a deletion": (
        "one two",
        (_rule(3, " two", ""),),
        (_rule(3, "", "!", "other"),),
        (_rule(3, " two", ""), _rule(7, "", "!", "other")),
    ),
    "insertion before an insertion": (
        "one",
        (_rule(3, "", "?"),),
        (_rule(3, "", "!", "other"),),
        (_rule(3, "", "!", "other"), _rule(3, "", "?")),
    ),
    "insertion after an insertion": (
        "one",
        (_rule(3, "", "?"),),
        (_rule(4, "", "!", "other"),),
        (_rule(3, "", "?"), _rule(3, "", "!", "other")),
    ),
    "replacement beside a replacement": (
        "onetwo",
        (_rule(0, "one", "1"),),
        (_rule(1, "two", "2", "other"),),
        (_rule(0, "one", "1"), _rule(3, "two", "2", "other")),
    ),
    "edit inside a replacement": (
        "one two",
        (_rule(0, "one", "seven"),),
        (_rule(1, "eve", "i", "other"),),
        (_rule(0, "one", "sin", "other"),),
    ),
    "insertion inside a replacement": (
        "one two",
        (_rule(0, "one", "seven"),),
        (_rule(3, "", "-", "other"),),
        (_rule(0, "one", "sev-en", "other"),),
    ),
    "replacement round a deletion": (
        "one, two",
        (_rule(3, ",", ""),),
        (_rule(2, "e t", "E-T", "other"),),
        (_rule(2, "e, t", "E-T", "other"),),
    ),
    "replacement over the edge of another": (
        "one two three",
        (_rule(4, "two", "zwei"),),
        (_rule(6, "ei th", "EI TH", "other"),),
        (_rule(4, "two th", "zwEI TH", "other"),),
    ),
    "one replacement over two": (
        "one two three",
        (_rule(0, "one", "1"), _rule(4, "two", "2")),
        (_rule(0, "1 2", "12", "other"),),
        (_rule(0, "one two", "12", "other"),),
    ),
    "two edits inside one replacement": (
        "one two",
        (_rule(4, "two", "a b c"),),
        (_rule(5, " ", "_", "other"), _rule(7, " ", "+", "third")),
        (_rule(4, "two", "a_b+c", "other"),),
    ),
    "a rule touches an emendation": (
        "it's teh end",
        (_slip(0, "it's teh", "it's the"),),
        (_rule(2, "'", "’", "other"),),
        (_slip(0, "it's teh", "it’s the"),),
    ),
    "an emendation touches what a rule made": (
        "no - yes",
        (_rule(2, " -", " –"),),
        (_slip(3, "–", "…"),),
        (_slip(2, " -", " …"),),
    ),
    "a rule touches an omission": (
        "one [two] three",
        (_cut(3, " [two]"),),
        (_rule(2, "e t", "e, t", "other"),),
        (_rule(2, "e [two] t", "e, t", "cut", "omission"),),
    ),
    "an emendation weighs more than an omission": (
        "one [two] three",
        (_cut(3, " [two]"),),
        (_slip(2, "e t", "e, t"),),
        (_slip(2, "e [two] t", "e, t"),),
    ),
    "an omission weighs less than an emendation": (
        "one teh two",
        (_slip(4, "teh", "the"),),
        (_cut(3, " the"),),
        (_slip(3, " teh", ""),),
    ),
    "change undone": (
        "one two",
        (_rule(3, " ", "_"),),
        (_rule(3, "_", " ", "other"),),
        (),
    ),
    "insertion deleted": (
        "one two",
        (_slip(3, "", ","), _rule(4, "two", "2")),
        (_rule(3, ",", "", "other"),),
        (_rule(4, "two", "2"),),
    ),
}


@pytest.mark.parametrize(("source", "first", "second", "both"), TOUCHING.values(), ids=TOUCHING)
def test_changes_that_touch(source: str, first: Ledger, second: Ledger, both: Ledger) -> None:
    middle = apply(source, first)
    composed = compose(source, middle, first, second)
    assert [replace(c, why="") for c in composed] == [replace(c, why="") for c in both]
    assert [c.why for c in composed] == [f"why {c.name}" for c in composed]
    assert apply(source, composed) == apply(middle, second)


# --- positions ----------------------------------------------------------------------------------


@settings(max_examples=250)
@given(one_step())
def test_unchanged_code_points_are_found_both_ways(step: tuple[str, Ledger]) -> None:
    source, ledger = step
    text = apply(source, ledger)
    alignment = Alignment(ledger)
    changed = {at for change in ledger for at in range(change.start, change.end)}
    unchanged = [at for at in range(len(source)) if at not in changed]
    places = [alignment.to_text(at) for at in unchanged]
    assert [alignment.to_source(place) for place in places] == unchanged
    assert [text[place] for place in places] == [source[at] for at in unchanged]
    assert places == sorted(set(places))


@settings(max_examples=200)
@given(one_step())
def test_every_change_is_found_in_the_text(step: tuple[str, Ledger]) -> None:
    source, ledger = step
    text = apply(source, ledger)
    alignment = Alignment(ledger)
    for at, change in enumerate(ledger):
        start, end = alignment.span(at)
        assert text[start:end] == change.after
        assert all(start <= alignment.to_text(n) <= end for n in range(change.start, change.end))
        assert all(change.start <= alignment.to_source(n) <= change.end for n in range(start, end))


@settings(max_examples=200)
@given(TEXTS, ALIKE, st.text("abc", max_size=3), st.text("xyz", max_size=3), ALIKE, TEXTS)
def test_common_ends_of_a_change_are_found_both_ways(
    left: str, head: str, before: str, after: str, tail: str, right: str
) -> None:
    change = Change(
        len(left),
        len(left + head + before + tail),
        "rule",
        "rule",
        head + before + tail,
        head + after + tail,
        "",
    )
    alignment = Alignment((change,))
    low, grown = len(left + head), len(after) - len(before)
    unchanged = [*range(low), *range(low + len(before), len(left + change.before + right))]
    if before or after:
        assert [alignment.to_text(n) for n in unchanged] == [n if n < low else n + grown for n in unchanged]
    assert {alignment.to_text(n) for n in range(low, low + len(before))} <= {low}
    assert {alignment.to_source(n) for n in range(low, low + len(after))} <= {low}


@settings(max_examples=300)
@given(one_step(), st.data())
def test_a_passage_of_the_text_is_found_in_the_source(step: tuple[str, Ledger], data: st.DataObject) -> None:
    source, ledger = step
    text = apply(source, ledger)
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    alignment = Alignment(ledger)
    low, high = alignment.source_span(start, end)
    assert 0 <= low <= high <= len(source)
    changed = {at for change in ledger for at in range(change.start, change.end)}
    unchanged = [at for at in range(len(source)) if at not in changed]
    assert [at for at in unchanged if low <= at < high] == [
        at for at in unchanged if start <= alignment.to_text(at) < end
    ]


@pytest.mark.parametrize(
    ("start", "end", "passage"),
    [
        (0, 3, "one"),
        (0, 5, "one two"),
        (4, 10, "two"),
        (6, 8, "two"),
        (6, 13, "two th"),
        (10, 11, " "),
        (13, 18, "ree"),
        (16, 18, ""),
    ],
)
def test_passages_of_the_source(start: int, end: int, passage: str) -> None:
    source = "one two three"
    alignment = Alignment((_rule(4, "two", "second"), _rule(13, "", " -")))
    low, high = alignment.source_span(start, end)
    assert source[low:high] == passage


MOVED = Alignment((_rule(4, "two", "second"), _rule(10, "", "so")))


@pytest.mark.parametrize(
    ("in_source", "in_text"), [(0, 0), (3, 3), (4, 4), (5, 4), (6, 4), (7, 10), (9, 12), (10, 15), (11, 16)]
)
def test_positions_of_the_source(in_source: int, in_text: int) -> None:
    assert MOVED.to_text(in_source) == in_text


@pytest.mark.parametrize(
    ("in_text", "in_source"), [(0, 0), (3, 3), (4, 4), (9, 4), (10, 7), (12, 9), (13, 10), (14, 10), (15, 10)]
)
def test_positions_of_the_text(in_text: int, in_source: int) -> None:
    assert MOVED.to_source(in_text) == in_source


# --- whole texts --------------------------------------------------------------------------------


@pytest.mark.parametrize("wrapped", [False, True])
@settings(max_examples=300)
@given(text=TEXTS)
def test_the_source_is_restored_from_a_normalised_text(wrapped: bool, text: str) -> None:
    begins = " ".join(text.split()[:8])
    try:
        Finder(text).find(begins)
    except PlaceError:
        assume(False)
    essay = normalise(Source("x.txt", text, ""), entry(begins, wrapped=wrapped))
    assert restore(essay.text, essay.ledger) == text
    assert apply(text, essay.ledger) == essay.text
    assert "\n\n".join(essay.block_text(block) for block in essay.blocks) == essay.text
    assert all(block.section == "opening" and block.start < block.end for block in essay.blocks)
