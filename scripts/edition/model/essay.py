"""A normalised essay: its text, its blocks, and the ledger that restores its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Literal, TypeVar

from edition.model.ledger import Change, Ledger
from edition.model.manifest import Entry
from edition.model.ranges import Range, addresses_in

Span = tuple[int, int]
"""Start and end of a passage, in code points."""

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
    "note",
    "break",
    "preformatted",
]
"""What a block is in its essay."""

ADDRESSED: frozenset[BlockKind] = frozenset(
    {"standfirst", "paragraph", "item", "caption", "biography", "preformatted"}
)
"""The kinds of block that have an address of their own."""


T = TypeVar("T")


def index_at(items: Sequence[T], position: int, start: Callable[[T], int]) -> int:
    """Return the index of the last of `items` that starts at or before `position`; 0 if none does.

    `start` returns where an item starts; the items are in the order of the text.
    """
    return max(0, bisect_right(items, position, key=start) - 1)


@dataclass(frozen=True, slots=True)
class Source:
    """A text file, decoded."""

    name: str
    """The path, as shown in messages."""
    text: str
    """The whole file, byte-order mark and line ends included."""
    sha256: str
    """The hash of the file's bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A quotation set apart from the essay's own words; it may fill several blocks."""

    kind: Literal["quotation", "epigraph"]
    number: int
    """Distinguishes the block quotes of an essay; not a position."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or similar part of an essay: its `text[start:end]`, in code points."""

    kind: BlockKind
    start: int
    end: int
    section: str
    """The id of its section; empty above the first section."""
    quote: BlockQuote | None = None
    item_number: int = 0
    """For an item of a numbered list, its number."""
    note: str = ""
    """For a note of the author, the number by which it is called; each of its paragraphs is a block."""
    covers: tuple[Range, ...] = ()
    """For a digest, the paragraphs of the essay that it sums up."""
    address: str = ""
    """The permanent address, such as `p3`; empty for kinds that have none, and until it is assigned."""
    aliases: tuple[str, ...] = ()
    """Further addresses that lead to this block."""
    anchor: str = ""
    """The target of a link to this block: its own address, for a citation that of its quotation, otherwise
    that of the section; empty above the first section."""

    @property
    def number(self) -> str:
        """The number in its address: `3` for `p3`."""
        return self.address[1:]

    @property
    def covered_addresses(self) -> Iterator[str]:
        """For a digest, the addresses of the paragraphs of the essay that the block sums up."""
        return addresses_in(self.covers)


def author_note_id(number: str) -> str:
    """Return the id of a note of the author on its page; no section and no paragraph can have such an id."""
    return f"note_{number}"


def author_call_id(number: str) -> str:
    """Return the id of the first call of a note of the author."""
    return f"call_{number}"


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A place where the author of an essay refers to a note."""

    at: int
    """Its position: the call goes before `text[at]` of the essay, in code points."""
    note: str
    """The number of the note."""


def group_blocks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield consecutive blocks of the same kind; a numbered list ends where the numbers do not go on."""

    def key(numbered: tuple[int, Block]) -> tuple[BlockKind, int | None]:
        at, block = numbered
        return block.kind, at - block.item_number if block.item_number else None

    for _, group in groupby(enumerate(blocks), key):
        yield [block for _, block in group]


@dataclass(frozen=True, slots=True)
class Essay:
    """A normalised essay, or the digest of one.

    `restore(essay.text, essay.ledger)` equals the text of its source.
    """

    entry: Entry
    source: Source
    text: str
    ledger: Ledger
    blocks: tuple[Block, ...]
    """At least one, in the order of the text."""
    is_digest: bool = False
    """Whether this is the editors' summary rather than the essay itself."""
    emphases: tuple[Span, ...] = ()
    """The passages that the author emphasised, in order; none overlaps another."""
    calls: tuple[NoteCall, ...] = ()
    """The calls of the author's own notes, in order."""

    def block_text(self, block: Block) -> str:
        """Return the text of `block`."""
        return self.text[block.start : block.end]

    def addressed_blocks(self) -> list[Block]:
        """Return the blocks that have an address of their own, in order."""
        return [block for block in self.blocks if block.kind in ADDRESSED]

    def block_quotes(self) -> dict[int, tuple[int, int]]:
        """Return start and end of each block quote, without its citation, by its number."""
        spans: dict[int, tuple[int, int]] = {}
        for block in self.blocks:
            if block.quote and block.kind != "citation":
                start, _ = spans.get(block.quote.number, (block.start, 0))
                spans[block.quote.number] = start, block.end
        return spans

    def block_number(self, position: int) -> int:
        """Return the index of the last block that starts at or before `position`.

        A position before all blocks counts as part of the first.
        """
        return index_at(self.blocks, position, attrgetter("start"))

    def block_at(self, position: int) -> Block:
        """Return the block that contains `position`, or else the last one before it."""
        return self.blocks[self.block_number(position)]

    def covering_blocks(self) -> dict[str, Block]:
        """For a digest, return the first block that sums up each paragraph of the essay, by address."""
        first: dict[str, Block] = {}
        for block in self.addressed_blocks():
            for address in block.covered_addresses:
                first.setdefault(address, block)
        return first

    def word_count(self) -> int:
        """Return the number of words in the text, as separated by spaces."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class PlacedEmendation:
    """An emendation and its place in an essay: `text[start:end]`, without white space at either end."""

    number: int
    """Its number in the essay, from 1."""
    block: Block
    """The block that contains it."""
    start: int
    end: int
    change: Change

    @property
    def id(self) -> str:
        """Its address on the page of its essay, such as `e2`."""
        return f"e{self.number}"
