"""The text of an essay or a digest in Markdown: its blocks, with addresses and what is marked in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.annotate.emendations import PlacedEmendation
from edition.annotate.footnotes import Footnote
from edition.markup.markdown import attributes, escape, link, quote, targets
from edition.model.address import Assignment
from edition.model.essay import Block, Essay
from edition.pages.apparatus import emendation_link


@dataclass(frozen=True, slots=True)
class Anchor:
    """The address of a block, and further ones that lead to it."""

    id: str
    aliases: tuple[str, ...]


def find_anchors(essay: Essay, addresses: Assignment) -> dict[int, Anchor]:
    """Map the start of each addressed block to its addresses."""
    return {
        block.start: Anchor(name, addresses.aliases.get(at, ()))
        for at, (block, name) in enumerate(zip(essay.addressed(), addresses.ids, strict=True))
    }


@dataclass(frozen=True, slots=True)
class Mark:
    """Markdown that stands for `text[start:end]` of the essay."""

    block: int
    """The start of the block that shows it."""
    start: int
    end: int
    shown: str


Marks = Mapping[int, Sequence[Mark]]
"""By the start of the block that shows them, in order."""


def find_marks(essay: Essay, slips: Sequence[PlacedEmendation], notes: Sequence[Footnote]) -> Marks:
    """Return the emendations and the calls of notes."""
    marks = [Mark(s.block, s.start, s.end, emendation_link(s, essay.text[s.start : s.end])) for s in slips]
    starts = [block.start for block in essay.blocks]
    for note in notes:
        for n, call in enumerate(note.calls):
            block = starts[bisect_right(starts, call.at - 1) - 1]
            shown = f"{targets([note.back_link(n)])}[^{note.label}]"
            marks.append(Mark(block, call.at, call.at, shown))
    ordered = sorted(marks, key=lambda mark: (mark.block, mark.start, mark.end))
    return {block: list(group) for block, group in groupby(ordered, key=lambda mark: mark.block)}


def inline(essay: Essay, block: Block, marks: Marks, starts_line: bool = False) -> str:
    """Return the text of a block with what is marked in it."""
    parts, at = [], block.start
    for mark in marks.get(block.start, ()):
        parts.append(escape(essay.text[at : mark.start], starts_line=starts_line and at == block.start))
        parts.append(mark.shown)
        at = mark.end
    parts.append(escape(essay.text[at : block.end], starts_line=starts_line and at == block.start))
    return "".join(parts)


def flow(essay: Essay, blocks: Sequence[Block], marks: Marks, anchors: Mapping[int, Anchor]) -> Iterator[str]:
    """Yield Markdown for each block, frame, list and aside."""
    render = Renderer(essay, marks, anchors)
    for frame, framed in groupby(blocks, key=lambda block: block.frame):
        parts = list(render.blocks(list(framed)))
        if frame is None:
            yield from parts
            continue
        yield from render.framed(frame.kind, parts)


@dataclass(frozen=True, slots=True)
class Renderer:
    """An essay or digest with what its blocks need to be written: marks and addresses, by block."""

    essay: Essay
    marks: Marks
    anchors: Mapping[int, Anchor]

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield Markdown for blocks of one frame, or of none; items of one list together."""
        for kind, group in groupby(blocks, key=lambda block: (block.kind, block.numbered)):
            members = list(group)
            if kind[0] == "item":
                yield "\n".join(self.item(n, block) for n, block in enumerate(members, 1))
            elif kind[0] == "biography":
                yield '<aside class="biography" markdown="1">'
                yield from map(self.block, members)
                yield "</aside>"
            else:
                yield from map(self.block, members)

    def framed(self, kind: str, parts: Sequence[str]) -> Iterator[str]:
        """Yield a quotation that is set apart, with its source below it."""
        quoted = [part for part in parts if not part.startswith("<figcaption")]
        source = [part for part in parts if part.startswith("<figcaption")]
        yield f'<figure class="{kind}" markdown="1">'
        yield quote("\n\n".join(quoted))
        yield from source
        yield "</figure>"

    def block(self, block: Block) -> str:
        """Return one block."""
        text = inline(self.essay, block, self.marks, starts_line=True) + _locator(block)
        match block.kind:
            case "citation":
                return f'<figcaption markdown="span">{text}</figcaption>'
            case "caption":
                anchor, number = self.anchor(block)
                opening = f'<figure class="lost-picture" id="{anchor.id}" markdown="1">'
                return f'{opening}\n<figcaption markdown="span">{number}{text}</figcaption>\n</figure>'
        anchor, number = self.anchor(block)
        classes = [] if block.kind == "paragraph" else [block.kind]
        return f"{number}{text}\n{attributes(anchor.id, classes)}"

    def item(self, number: int, block: Block) -> str:
        """Return one item of a list."""
        anchor, mark = self.anchor(block)
        bullet = f"{number}. " if block.numbered else "- "
        return f"{bullet}{mark}{inline(self.essay, block, self.marks)}\n    {attributes(anchor.id)}"

    def anchor(self, block: Block) -> tuple[Anchor, str]:
        """Return the addresses of a block and the number that shows the first of them."""
        anchor = self.anchors[block.start]
        label = attributes(classes=["number"], aria_label=f"Paragraph {anchor.id[1:]}")
        return anchor, link("", f"#{anchor.id}", label) + targets(anchor.aliases)


def _locator(block: Block) -> str:
    """Return which paragraphs of the essay a paragraph of its digest tells of."""
    if not block.tells:
        return ""
    spans = [str(first) if first == last else f"{first}–{last}" for first, last in block.tells]
    return " " + link(f"¶ {', '.join(spans)}", f"#p{block.tells[0][0]}", attributes(classes=["locator"]))
