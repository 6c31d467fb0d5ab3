"""Dividing spans that overlap into pieces that nest, as the elements of a tree must.

Positions are code points of one text. There are three sorts of span: blocks, which are the roots and
do not overlap; atoms, which are never divided, do not overlap, and lie each within one block; and
ordinary spans, which are divided where they cross a block, an atom, or one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from operator import itemgetter

from edition.model.essay import Span, index_at

_START = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a span, or all of it."""

    span: int
    """The index of the span in the list of ordinary spans followed by the atoms."""
    start: int
    end: int


def divide(spans: Sequence[Span], atoms: Sequence[Span], blocks: Sequence[Span]) -> list[list[Piece]]:
    """Return for each block the pieces in it, in the order in which they open; any two of them nest.

    `atoms` and `blocks` are in order. Of two equal spans, the first encloses the second. No piece
    covers text between blocks. Empty spans yield no piece, but empty atoms do.
    """
    parts: list[list[tuple[int, int, int]]] = [[] for _ in blocks]
    for number, span in enumerate(spans):
        for block, start, end in _split_by_block(span, blocks):
            parts[block] += ((low, -high, number) for low, high in _split_at_atoms(start, end, atoms))
    for number, (start, end) in enumerate(atoms, len(spans)):
        parts[index_at(blocks, start, _START)].append((start, -end, number))
    return [_nest(block_parts) for block_parts in parts]


def _split_by_block(span: Span, blocks: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """Yield the index of each block that the span overlaps, with start and end of the overlap."""
    start, end = span
    i = index_at(blocks, start, _START)
    while i < len(blocks) and blocks[i][0] < end:
        low, high = max(start, blocks[i][0]), min(end, blocks[i][1])
        if low < high:
            yield i, low, high
        i += 1


def _split_at_atoms(start: int, end: int, atoms: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of `start` to `end`, divided at the edges of atoms that reach beyond it."""
    i = bisect_left(atoms, (start, start)) - 1
    if i >= 0 and start < atoms[i][1] < end:
        yield start, atoms[i][1]
        start = atoms[i][1]
    i = bisect_left(atoms, (end, end)) - 1
    if i >= 0 and start < atoms[i][0] and end < atoms[i][1]:
        yield start, atoms[i][0]
        start = atoms[i][0]
    yield start, end


def _nest(parts: list[tuple[int, int, int]]) -> list[Piece]:
    """Divide each part where one that begins before it ends; parts are `start, -end, number`."""
    parts = sorted(parts)  # a sorted list is a heap
    pieces: list[Piece] = []
    open_ends: list[int] = []
    while parts:
        start, negative_end, number = heappop(parts)
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        end = min(-negative_end, open_ends[-1]) if open_ends else -negative_end
        if end < -negative_end:
            heappush(parts, (end, negative_end, number))
        pieces.append(Piece(number, start, end))
        open_ends.append(end)
    return pieces
