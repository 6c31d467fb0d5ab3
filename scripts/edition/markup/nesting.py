"""Spans that overlap, divided so that they nest: what a tree of elements needs.

Positions are code points of one text. Three sorts of span are told apart: blocks, which are the
roots and do not overlap; wholes, which are never divided, do not overlap and lie each within one
block; and all others, which are divided where they cross a block, a whole, or one another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a span, or all of it."""

    span: int
    """The number of the span among the others and then the wholes."""
    start: int
    end: int


def divide(spans: Sequence[Span], wholes: Sequence[Span], blocks: Sequence[Span]) -> list[list[Piece]]:
    """Return for each block the pieces in it, in the order in which they open; any two nest.

    `wholes` and `blocks` are in order. Of spans that are alike, the earlier one is outside. What
    stands between blocks is in no piece; an empty span is in none either, an empty whole is.
    """
    parts: list[list[tuple[int, int, int]]] = [[] for _ in blocks]
    for number, span in enumerate(spans):
        for block, start, end in _in_blocks(span, blocks):
            parts[block] += ((low, -high, number) for low, high in _around(start, end, wholes))
    starts = [start for start, _ in blocks]
    for number, (start, end) in enumerate(wholes, len(spans)):
        parts[max(0, bisect_right(starts, start) - 1)].append((start, -end, number))
    return [_nested(them) for them in parts]


def _in_blocks(span: Span, blocks: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    start, end = span
    at = max(0, bisect_right(blocks, start, key=lambda block: block[0]) - 1)
    while at < len(blocks) and blocks[at][0] < end:
        low, high = max(start, blocks[at][0]), min(end, blocks[at][1])
        if low < high:
            yield at, low, high
        at += 1


def _around(start: int, end: int, wholes: Sequence[Span]) -> Iterator[Span]:
    """Yield `start` to `end`, divided where a whole begins before it or ends after it."""
    at = bisect_left(wholes, (start, start)) - 1
    if at >= 0 and start < wholes[at][1] < end:
        yield start, wholes[at][1]
        start = wholes[at][1]
    at = bisect_left(wholes, (end, end)) - 1
    if at >= 0 and start < wholes[at][0] and end < wholes[at][1]:
        yield start, wholes[at][0]
        start = wholes[at][0]
    yield start, end


def _nested(parts: list[tuple[int, int, int]]) -> list[Piece]:
    """Divide each part where one that begins before it ends; parts are `start, -end, number`."""
    heapify(parts)
    out: list[Piece] = []
    ends: list[int] = []
    while parts:
        start, low, number = heappop(parts)
        while ends and ends[-1] <= start:
            ends.pop()
        end = min(-low, ends[-1]) if ends else -low
        if end < -low:
            heappush(parts, (end, low, number))
        out.append(Piece(number, start, end))
        ends.append(end)
    return out
