"""The breaks of a document: which of them divide its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from edition.importing.blocks import DocumentBlock
from edition.text.plain_text import is_break


def find_breaks(blocks: Iterable[DocumentBlock]) -> list[DocumentBlock]:
    """Return blocks with rows of marks as breaks, and without the breaks that divide nothing."""
    return list(_without_idle_breaks([_as_break(block) for block in blocks]))


def _as_break(block: DocumentBlock) -> DocumentBlock:
    """Return a break if a block is nothing but a row of marks, otherwise the block."""
    text = " ".join(block.lines)
    is_row = not any(map(str.isalnum, text)) and is_break(text) and not block.note
    return DocumentBlock("paragraph", ("* * *",), is_break=True) if is_row else block


def _without_idle_breaks(blocks: Sequence[DocumentBlock]) -> Iterator[DocumentBlock]:
    """Leave out breaks at the ends, beside headings and notes, and beside one another."""
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.is_break and (
            before is None
            or after is None
            or after.is_break
            or after.note
            or "heading" in (before.role, after.role)
            or all(later.note or later.is_break for later in blocks[at + 1 :])
        ):
            continue
        yield block
