"""Emendations placed in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from edition.model.essay import Essay
from edition.model.ledger import Alignment, Change


@dataclass(frozen=True, slots=True)
class PlacedEmendation:
    """An emendation, placed: where it stands in the text and what it is called on the page."""

    id: str
    block: int
    """The start of the block that shows it."""
    start: int
    end: int
    change: Change


def find_emendations(essay: Essay) -> Iterator[PlacedEmendation]:
    """Yield the emendations, each within the block that shows it, without blank space at its ends."""
    alignment = Alignment(essay.ledger)
    starts = [block.start for block in essay.blocks]
    numbers = count(1)
    for at, change in enumerate(essay.ledger):
        if change.kind == "emendation":
            start, end = alignment.span(at)
            block = essay.blocks[max(0, bisect_right(starts, start) - 1)]
            start, end = min(max(start, block.start), block.end), min(end, block.end)
            text = essay.text[start:end]
            start += len(text) - len(text.lstrip()) if text.strip() else 0
            yield PlacedEmendation(f"e{next(numbers)}", block.start, start, start + len(text.strip()), change)
