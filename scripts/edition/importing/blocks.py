"""The blocks of a document, between its markup and the plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.importing.imported_text import Role

EMPHASIS_OPENS, EMPHASIS_CLOSES = "\x02", "\x03"
"""Marks around emphasised words in the lines of a block; no document has these characters."""

CALL_OPENS, CALL_CLOSES = "\x04", "\x05"
"""Marks around the number of a note of the author."""


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A paragraph, a stanza, a table, a heading or a break."""

    role: Role
    lines: tuple[str, ...]
    """One, except in a stanza or a table."""
    level: int = 0
    """Of a heading: 1 for the highest."""
    quote: int = 0
    """The number of the block quotation that it belongs to, or 0; the same for all blocks of one."""
    keeps_lines: bool = False
    """Whether it is a stanza or a table."""
    is_table: bool = False
    is_break: bool = False
    note: str = ""
    """The number of the note of the author that it begins or continues."""


def balance_emphasis(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, stripped, each with marks of its own where emphasis runs on to the next line."""
    depth = 0
    for line in lines:
        opened = depth
        depth += line.count(EMPHASIS_OPENS) - line.count(EMPHASIS_CLOSES)
        stripped = EMPHASIS_OPENS * opened + line.strip() + EMPHASIS_CLOSES * max(0, depth)
        yield stripped if stripped.strip(EMPHASIS_OPENS + EMPHASIS_CLOSES + " ") else ""
