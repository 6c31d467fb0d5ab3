"""Finding the place of each emendation in the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from edition.model.essay import Essay, PlacedEmendation
from edition.model.ledger import Alignment


def find_emendations(essay: Essay) -> Iterator[PlacedEmendation]:
    """Yield the emendations of `essay`, each within its block, without white space at either end."""
    alignment = Alignment(essay.ledger)
    numbers = count(1)
    for i, change in enumerate(essay.ledger):
        if change.kind == "emendation":
            start, end = alignment.span(i)
            block = essay.block_at(start)
            start, end = min(max(start, block.start), block.end), min(end, block.end)
            text = essay.text[start:end]
            start += len(text) - len(text.lstrip()) if text.strip() else 0
            yield PlacedEmendation(next(numbers), block, start, start + len(text.strip()), change)
