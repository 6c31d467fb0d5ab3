"""An essay as it is read: its text, its parts, and the ledger back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from edition.model.ledger import Change, Ledger
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
class BlockQuote:
    """Somebody else's words, set apart from the essay's own; they may fill several blocks."""

    kind: Literal["quotation", "epigraph"]
    number: int
    """Tells one block quote from the next."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text that stands on its own: `text[start:end]` of its essay."""

    kind: BlockKind
    start: int
    end: int
    section: str
    """The id of its section; empty in the head of the essay."""
    quote: BlockQuote | None = None
    numbered: bool = False
    """Whether the list that an item belongs to is numbered."""
    covers: tuple[tuple[int, int], ...] = ()
    """For a digest, the paragraphs of the essay that this one sums up: first and last numbers."""
    address: str = ""
    """The permanent address, such as `p3`; empty for kinds that have none, and before it is assigned."""
    aliases: tuple[str, ...] = ()
    """Further addresses that lead here."""
    anchor: str = ""
    """Where a link to this block leads: its own address, the quotation's for a citation, otherwise the
    section's; empty in the head of the essay."""

    @property
    def number(self) -> int:
        """The number in its address."""
        return int(self.address[1:])

    @property
    def covered(self) -> Iterator[str]:
        """The addresses of the paragraphs that a paragraph of a digest sums up."""
        return (f"p{number}" for first, last in self.covers for number in range(first, last + 1))


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
    """In order; there is at least one."""
    is_digest: bool = False
    """Whether this is the editors' summary, and not the essay's own text."""

    def words_of(self, block: Block) -> str:
        """Return the text of one block."""
        return self.text[block.start : block.end]

    def addressed(self) -> list[Block]:
        """Return the blocks that have an address of their own, in order."""
        return [block for block in self.blocks if block.kind in ADDRESSED]

    def block_quotes(self) -> dict[int, tuple[int, int]]:
        """Return where each block quote starts and ends, without its citation, by its number."""
        spans: dict[int, tuple[int, int]] = {}
        for block in self.blocks:
            if block.quote and block.kind != "citation":
                start, _ = spans.get(block.quote.number, (block.start, 0))
                spans[block.quote.number] = start, block.end
        return spans

    def block_number(self, position: int) -> int:
        """Return the number, from 0, of the last block that starts at `position` or before it.

        What precedes all blocks counts as part of the first.
        """
        return max(0, bisect_right(self.blocks, position, key=attrgetter("start")) - 1)

    def block_at(self, position: int) -> Block:
        """Return the block that holds `position`, or that ended last before it."""
        return self.blocks[self.block_number(position)]

    def covering(self) -> dict[str, Block]:
        """Return the first block of a digest that covers each of the essay's paragraphs, by address."""
        first: dict[str, Block] = {}
        for block in self.addressed():
            for address in block.covered:
                first.setdefault(address, block)
        return first

    def word_count(self) -> int:
        """Return how many words the text has, as a reader would count them."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class PlacedEmendation:
    """An emendation and where it stands: `text[start:end]`, without blank space at its ends."""

    id: str
    block: Block
    """The block that shows it."""
    start: int
    end: int
    change: Change
