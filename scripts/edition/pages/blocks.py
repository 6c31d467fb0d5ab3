"""The text of an essay or a digest in Markdown: its blocks, with addresses and what is marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.markup.markdown import attributes, block_quote, escape, link, link_targets
from edition.model.essay import Block, BlockQuote, Essay, PlacedEmendation
from edition.model.footnote import Footnote
from edition.pages.apparatus import emendation_link


@dataclass(frozen=True, slots=True)
class Mark:
    """Markdown that stands for `text[start:end]` of the essay, in the block that shows it."""

    block: Block
    start: int
    end: int
    shown: str


Marks = Mapping[int, Sequence[Mark]]
"""By the start of the block that shows them, in order."""


def find_marks(essay: Essay, emendations: Sequence[PlacedEmendation], footnotes: Sequence[Footnote]) -> Marks:
    """Return the emendations and the calls of footnotes."""
    marks = [
        Mark(e.block, e.start, e.end, emendation_link(e, essay.text[e.start : e.end])) for e in emendations
    ]
    for footnote in footnotes:
        for n, call in enumerate(footnote.calls):
            shown = f"{link_targets([footnote.call_id(n)])}[^{footnote.label}]"
            marks.append(Mark(call.block, call.at, call.at, shown))
    ordered = sorted(marks, key=lambda mark: (mark.block.start, mark.start, mark.end))
    return {start: list(group) for start, group in groupby(ordered, key=lambda mark: mark.block.start)}


def inline(essay: Essay, block: Block, marks: Marks, starts_line: bool = False) -> str:
    """Return the text of a block with what is marked in it."""
    parts, at = [], block.start
    for mark in marks.get(block.start, ()):
        parts.append(escape(essay.text[at : mark.start], starts_line=starts_line and at == block.start))
        parts.append(mark.shown)
        at = mark.end
    parts.append(escape(essay.text[at : block.end], starts_line=starts_line and at == block.start))
    return "".join(parts)


def flow(essay: Essay, blocks: Sequence[Block], marks: Marks) -> Iterator[str]:
    """Yield Markdown for each block, block quote, list and aside."""
    render = Renderer(essay, marks)
    for quoted, group in groupby(blocks, key=lambda block: block.quote):
        members = list(group)
        yield from render.quotation(quoted, members) if quoted else render.blocks(members)


@dataclass(frozen=True, slots=True)
class Renderer:
    """An essay or digest with the marks in its blocks."""

    essay: Essay
    marks: Marks

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield Markdown for blocks outside block quotes, or within one; items of a list together."""
        for (kind, _), group in groupby(blocks, key=lambda block: (block.kind, block.numbered)):
            members = list(group)
            if kind == "item":
                yield "\n".join(self.item(n, block) for n, block in enumerate(members, 1))
            elif kind == "biography":
                yield '<aside class="biography" markdown="1">'
                yield from map(self.block, members)
                yield "</aside>"
            else:
                yield from map(self.block, members)

    def quotation(self, quoted: BlockQuote, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield a quotation that is set apart, with its source below it."""
        words = [block for block in blocks if block.kind != "citation"]
        yield f'<figure class="{quoted.kind}" markdown="1">'
        yield block_quote("\n\n".join(self.blocks(words)))
        yield from (self.block(block) for block in blocks if block.kind == "citation")
        yield "</figure>"

    def block(self, block: Block) -> str:
        """Return one block."""
        text = inline(self.essay, block, self.marks, starts_line=True) + _locator(block)
        match block.kind:
            case "citation":
                return f'<figcaption markdown="span">{text}</figcaption>'
            case "caption":
                opening = f'<figure class="lost-picture" id="{block.address}" markdown="1">'
                caption = f'<figcaption markdown="span">{_number(block)}{text}</figcaption>'
                return f"{opening}\n{caption}\n</figure>"
        classes = [] if block.kind == "paragraph" else [block.kind]
        return f"{_number(block)}{text}\n{attributes(block.address, classes)}"

    def item(self, number: int, block: Block) -> str:
        """Return one item of a list."""
        bullet = f"{number}. " if block.numbered else "- "
        text = inline(self.essay, block, self.marks)
        return f"{bullet}{_number(block)}{text}\n    {attributes(block.address)}"


def _number(block: Block) -> str:
    """Return the number in a block's margin, which is a link to it, and places for its aliases."""
    label = attributes(classes=["number"], aria_label=f"Paragraph {block.number}")
    return link("", f"#{block.address}", label) + link_targets(block.aliases)


def _locator(block: Block) -> str:
    """Return which paragraphs of the essay a paragraph of its digest covers."""
    if not block.covers:
        return ""
    spans = [str(first) if first == last else f"{first}–{last}" for first, last in block.covers]
    return " " + link(f"¶ {', '.join(spans)}", f"#p{block.covers[0][0]}", attributes(classes=["locator"]))
