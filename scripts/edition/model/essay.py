"""An essay as it shall be read: its text, its parts, and the ledger back to the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from edition.model.ledger import Ledger
from edition.model.manifest import Entry

BlockKind = Literal[
    "title",
    "subtitle",
    "byline",
    "standfirst",
    "heading",
    "paragraph",
    "item",
    "caption",
    "citation",
    "biography",
]

ADDRESSED: frozenset[BlockKind] = frozenset({"standfirst", "paragraph", "item", "caption", "biography"})
"""The kinds of block that have an address of their own."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text file, decoded."""

    name: str
    """The path as messages show it."""
    text: str
    """All of the file, byte-order mark and line ends included."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Somebody's words set apart from the essay's own: one frame, one or more blocks."""

    kind: Literal["quotation", "epigraph"]
    number: int
    """Tells a frame from the next one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text that stands on its own: `text[start:end]` of its essay."""

    kind: BlockKind
    start: int
    end: int
    section: str
    """The id of its section; empty in the head of the essay."""
    frame: Frame | None = None
    numbered: bool = False
    """Of an item: whether its list counts."""
    tells: tuple[tuple[int, int], ...] = ()
    """Of a digest: which paragraphs of the essay it tells of, from one number to another."""

    @property
    def told(self) -> list[str]:
        """The addresses of the paragraphs that a part of a digest tells of."""
        return [f"p{number}" for first, last in self.tells for number in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Essay:
    """A normalised essay, or the digest of one.

    `restore(essay.text, essay.ledger)` is the source again.
    """

    entry: Entry
    source: Source
    text: str
    ledger: Ledger
    blocks: tuple[Block, ...]
    is_digest: bool = False
    """Whether this is what the editors tell of the essay, and not its own text."""

    def words_of(self, block: Block) -> str:
        """Return the text of one block."""
        return self.text[block.start : block.end]

    def addressed(self) -> list[Block]:
        """Return the blocks that have an address of their own, in order."""
        return [block for block in self.blocks if block.kind in ADDRESSED]

    def tellers(self) -> dict[str, int]:
        """Return for each paragraph that a digest tells of which of its own, from 0, does so first."""
        told: dict[str, int] = {}
        for at, block in enumerate(self.addressed()):
            for name in block.told:
                told.setdefault(name, at)
        return told

    def length(self) -> int:
        """Return how many words the essay has, as a reader would count them."""
        return len(self.text.split())
