"""The text of an essay or digest in Markdown: its blocks with addresses, emendations and footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from edition.markup.markdown import (
    attributes,
    block_quote,
    caption,
    escape,
    html_block,
    link,
    link_targets,
    preformatted,
)
from edition.model.essay import (
    Block,
    BlockQuote,
    Essay,
    PlacedEmendation,
    author_call_id,
    author_note_id,
    group_blocks,
)
from edition.model.footnote import PageNotes, QuietLink, Sign
from edition.model.ranges import display_ranges
from edition.model.translation import gettext, ngettext
from edition.pages.apparatus import emendation_link
from edition.pages.marks import Mark, author_calls, emphasis_marks
from edition.pages.phrases import sign_text
from edition.pages.register_parts import entry_address

Marks = Mapping[int, Sequence[Mark]]
"""The marks of each block in order, by the start of the block."""


def find_marks(essay: Essay, emendations: Sequence[PlacedEmendation], notes: PageNotes) -> Marks:
    """Return the marks of emendations, links, calls of both kinds of notes, emphasis and signs."""
    text = essay.text
    marks = [Mark(e.block, e.start, e.end, emendation_link(e, text[e.start : e.end])) for e in emendations]
    marks += [
        Mark(quiet.block, start, end, _quiet_link(quiet, text[start:end]))
        for quiet in notes.links
        for start, end in [(quiet.mention.start, quiet.mention.end)]
    ]
    marks += [Mark(n.call.block, n.call.at, n.call.at, f"[^{n.label}]") for n in notes.footnotes]
    marks += [Mark(s.block, s.block.end, s.block.end, _sign(s, essay)) for s in notes.signs]
    marks += author_calls(essay)
    marks += emphasis_marks(essay, marks)
    ordered = sorted(marks, key=lambda mark: (mark.block.start, mark.start, mark.end, mark.order))
    return {start: list(group) for start, group in groupby(ordered, key=lambda mark: mark.block.start)}


def _quiet_link(quiet: QuietLink, text: str) -> str:
    """Return the words of a mention as a link to its note or, without one, to the entry of its entity."""
    target = f"#fn:{quiet.label}" if quiet.label else entry_address(*quiet.mention.key)
    return link(escape(text), target, attributes(classes=["quiet", quiet.mention.kind]))


def _sign(sign: Sign, essay: Essay) -> str:
    """Return the sign of disagreement, a link to its note."""
    number = len(sign.disagreements)
    text = sign_text(number, in_digest=essay.is_digest)
    label = ngettext(
        "Where the essays differ: {number} question on this paragraph",
        "Where the essays differ: {number} questions on this paragraph",
        number,
    )
    values = {} if essay.is_digest else {"aria_label": label.format(number=number)}
    return " " * essay.is_digest + link(text, f"#{sign.note_id}", attributes(sign.id, ["sign"], **values))


def inline(essay: Essay, block: Block, marks: Marks, starts_line: bool = False) -> str:
    """Return the text of a block with its marks."""
    parts, position = [], block.start
    for mark in marks.get(block.start, ()):
        before = essay.text[position : mark.start]
        parts.append(_lines(before, starts_line=starts_line and position == block.start))
        parts.append(mark.markdown)
        position = max(position, mark.end)  # a call within an emended passage stands after it
    after = essay.text[position : block.end]
    parts.append(_lines(after, starts_line=starts_line and position == block.start))
    return "".join(parts)


def _lines(text: str, *, starts_line: bool) -> str:
    """Return a text, in which only verse has line ends, as Markdown."""
    first, *rest = text.split("\n")
    lines = [escape(first, starts_line=starts_line), *(escape(line, starts_line=True) for line in rest)]
    return "<br />\n".join(lines)


def flow(
    essay: Essay, blocks: Sequence[Block], marks: Marks, language: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield Markdown for each block, block quote, list and aside; `language` are attributes of all."""
    renderer = Renderer(essay, marks, language or {})
    for quote, group in groupby(blocks, key=lambda block: block.quote):
        members = list(group)
        yield from renderer.block_quote(quote, members) if quote else renderer.blocks(members)


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders blocks of an essay or digest as Markdown."""

    essay: Essay
    marks: Marks
    language: Mapping[str, str] = field(default_factory=dict)
    """Attributes that say the language of the text and its direction, if they are not those of the page."""
    has_numbers: bool = True
    """Whether there is a margin for the numbers of blocks."""

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield blocks outside block quotes, or in one; consecutive items form a list."""
        previous = None
        for members in group_blocks(blocks):
            kind = members[0].kind
            if kind == "item":
                items = "\n".join(map(self.item, members))
                # Markdown would make one list of two that follow each other.
                yield html_block("div", [items]) if previous == "item" else items
            elif kind == "biography":
                yield html_block("section.biography", map(self.block, members))
            else:
                yield from map(self.block, members)
            previous = kind

    def block_quote(self, quote: BlockQuote, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield a block quote with its citations: the last ones below it, others where they stand in it."""
        last = max((i for i, block in enumerate(blocks) if block.kind != "citation"), default=-1)
        words = block_quote("\n\n".join(self.blocks(blocks[: last + 1])))
        citations = [self.text(block) + self._own_language for block in blocks[last + 1 :]]
        if citations:
            yield words
            yield caption(citations, quote.kind)
        else:
            yield html_block(f"figure.{quote.kind}", [words])

    def author_notes(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield the author's notes, each with a link back to its first call."""
        for number, group in groupby(blocks, key=lambda block: block.note):
            paragraphs = list(map(self.text, group))
            name = gettext("Back to note {number}").format(number=number)
            label = attributes(classes=["back"], role="doc-backlink", aria_label=name)
            paragraphs[0] = f"<b>{number}</b> {paragraphs[0]}"
            paragraphs[-1] += " " + link("↑", f"#{author_call_id(number)}", label)
            if len(paragraphs) == 1:  # the generator's time for blocks grows with the square of their number
                id_ = attributes(author_note_id(number), ["author-note"], **self.language)
                yield f"{paragraphs[0]}\n{id_}"
            else:
                yield html_block(f"div#{author_note_id(number)}.author-note{self._selector}", paragraphs)

    def block(self, block: Block) -> str:
        """Return one block."""
        text = self.text(block)
        match block.kind:
            case "citation":
                return f"{text}\n{attributes(classes=[block.kind], **self.language)}"
            case "caption":
                words = html_block(f"figcaption{self._selector}", [self._number(block) + text], inline=True)
                return html_block(f"figure#{block.address}.lost-picture", [words], depth=1)
            case "break":
                return "***"
            case "preformatted":
                code = preformatted(self.essay.block_text(block))
                element = f"div#{block.address}.preformatted{self._selector}"
                return html_block(element, [self._number(block), code])
        classes = [] if block.kind == "paragraph" else [block.kind]
        return f"{self._number(block)}{text}\n{attributes(block.address, classes, **self.language)}"

    def text(self, block: Block) -> str:
        """Return the words of one block, at the beginning of a line."""
        return inline(self.essay, block, self.marks, starts_line=True) + _locator(block)

    def item(self, block: Block) -> str:
        """Return one item of a list."""
        bullet = f"{block.item_number}. " if block.item_number else "- "
        text = inline(self.essay, block, self.marks)
        return f"{bullet}{self._number(block)}{text}\n    {attributes(block.address, **self.language)}"

    def _number(self, block: Block) -> str:
        """Return the number in a block's margin, which links to the block, and targets for its aliases.

        A subtitle or byline within the text has no address, and so no number.
        """
        if not block.address:
            return ""
        targets = link_targets(block.aliases)
        if not self.has_numbers:
            return targets
        number = f"{block.number}"
        name = gettext("Paragraph {number} of the digest") if block.covers else gettext("Paragraph {number}")
        label = attributes(classes=["number"], aria_label=name.format(number=number), data_number=number)
        return link("", f"#{block.address}", label) + targets

    @property
    def _own_language(self) -> str:
        return f"\n{attributes(**self.language)}" if self.language else ""

    @property
    def _selector(self) -> str:
        values = " ".join(f'{name}="{value}"' for name, value in self.language.items())
        return f"[{values}]" if values else ""


def _locator(block: Block) -> str:
    """Return a link to the paragraphs of the essay that a paragraph of its digest covers."""
    if not block.covers:
        return ""
    text = f"¶ {display_ranges(block.covers)}"
    return " " + link(text, f"#p{block.covers[0][0]}", attributes(classes=["locator"]))
