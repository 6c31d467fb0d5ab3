"""Crossing spans are divided so that they nest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.markup.nesting import Piece, divide
from edition.model.essay import Span


def pieces(
    spans: list[Span], wholes: list[Span] | None = None, blocks: list[Span] | None = None
) -> list[tuple[int, int, int]]:
    """Return the pieces of all blocks; by default there is one block of twenty code points."""
    found = divide(spans, wholes or [], blocks or [(0, 20)])
    return [(p.span, p.start, p.end) for block in found for p in block]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(2, 9), (4, 6)], [(0, 2, 9), (1, 4, 6)]),
        ([(4, 6), (2, 9)], [(1, 2, 9), (0, 4, 6)]),
        ([(2, 6), (6, 9)], [(0, 2, 6), (1, 6, 9)]),
        ([(2, 6), (4, 9)], [(0, 2, 6), (1, 4, 6), (1, 6, 9)]),
        ([(2, 6), (2, 6)], [(0, 2, 6), (1, 2, 6)]),
        ([(2, 2), (3, 4)], [(1, 3, 4)]),
    ],
    ids=["inside", "longer one first", "side by side", "crossing", "alike", "empty"],
)
def test_two_spans(spans: list[Span], expected: list[tuple[int, int, int]]) -> None:
    """An inner span stays whole; a crossing span is divided where the earlier one ends."""
    assert pieces(spans) == expected


@pytest.mark.parametrize(
    ("span", "whole", "expected"),
    [
        ((2, 9), (4, 6), [(0, 2, 9), (1, 4, 6)]),
        ((4, 6), (2, 9), [(1, 2, 9), (0, 4, 6)]),
        ((2, 6), (4, 9), [(0, 2, 4), (1, 4, 9), (0, 4, 6)]),
        ((4, 9), (2, 6), [(1, 2, 6), (0, 4, 6), (0, 6, 9)]),
        ((4, 9), (6, 6), [(0, 4, 9), (1, 6, 6)]),
        ((4, 9), (9, 9), [(0, 4, 9), (1, 9, 9)]),
    ],
    ids=["around", "within", "into", "out of", "around an empty one", "before an empty one"],
)
def test_a_whole_is_never_divided(span: Span, whole: Span, expected: list[tuple[int, int, int]]) -> None:
    """A span that crosses a whole is divided at its edge, even if the span begins first."""
    assert pieces([span], [whole]) == expected


def test_spans_are_divided_by_blocks() -> None:
    assert pieces([(3, 15)], [], [(0, 5), (7, 12), (14, 20)]) == [(0, 3, 5), (0, 7, 12), (0, 14, 15)]


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[Span], list[Span], list[Span]]:
    """Blocks with gaps between them, wholes within blocks, and any spans."""
    ends = sorted(draw(st.sets(st.integers(1, 40), min_size=1, max_size=5)))
    blocks = [(start + 1, end) for start, end in zip([-1, *ends], ends, strict=False) if start + 1 < end]
    cuts = sorted(draw(st.lists(st.integers(0, 40), max_size=8)))
    wholes = [
        (low, high)
        for low, high in zip(cuts[::2], cuts[1::2], strict=False)
        if any(start <= low and high <= end for start, end in blocks)
    ]
    pairs = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=10))
    return [(min(pair), max(pair)) for pair in pairs], wholes, blocks or [(0, 40)]


@given(layouts())
def test_nestednest_and_cover_all_spans(layout: tuple[list[Span], list[Span], list[Span]]) -> None:
    """Wholes stay whole, and the pieces of a span cover all of it within the blocks."""
    spans, wholes, blocks = layout
    found = divide(spans, wholes, blocks)
    for (start, end), block in zip(blocks, found, strict=True):
        assert_nested([Piece(-1, start, end), *block])
    every = [piece for block in found for piece in block]
    whole_pieces = [(p.start, p.end) for p in every if p.span >= len(spans)]
    assert sorted(whole_pieces) == sorted(wholes)
    for number, (start, end) in enumerate(spans):
        covered = [at for p in every if p.span == number for at in range(p.start, p.end)]
        assert covered == [at for low, high in blocks for at in range(max(low, start), min(high, end))]


def assert_nested(nested: list[Piece]) -> None:
    """Each piece ends before the next one begins, or contains it."""
    open_: list[Piece] = []
    for piece in nested:
        while open_ and open_[-1].end <= piece.start:
            open_.pop()
        assert all(outer.start <= piece.start and piece.end <= outer.end for outer in open_)
        open_.append(piece)
