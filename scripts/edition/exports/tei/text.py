"""The `text` of a TEI document: front, body, and inline markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from edition.exports.tei.standoff import EDITORS
from edition.markup.xml import Attributes, attributes, block, escape, inline
from edition.model.essay import Block, BlockQuote, Essay, author_note_id, group_blocks

WITHOUT_QUOTE = frozenset({"byline", "date"})
"""Elements in which TEI does not allow `quote`; a quotation in them is a `seg`."""


# --- inline markup -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InlineElement:
    """An element around `text[start:end]` of the essay."""

    start: int
    end: int
    name: str
    values: Attributes
    before: str = ""
    """XML to put before the element."""
    after: str = ""
    """XML to put after the element."""


# --- the text ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes the blocks of an essay as XML, with inline markup."""

    essay: Essay
    elements: Mapping[int, Sequence[InlineElement]]
    """The elements in each block, by the start of the block."""
    quote_attributes: Mapping[int, Attributes]
    """The attributes of block quotes, by number."""

    def text(self) -> Iterator[str]:
        """Yield the lines of front and body."""
        head = [member for member in self.essay.blocks if not member.section]
        yield from block("front", self.front(head))
        yield from block("body", self.body())

    def front(self, head: Sequence[Block]) -> Iterator[str]:
        """Yield the head of the essay: titles, byline, and all else before the first section."""
        if not any(member.kind == "title" for member in head):
            yield from block("docTitle", [_supplied("titlePart", self.essay.entry.title)])
        for role, group in groupby(head, key=_role):
            members = list(group)
            match role:
                case "docTitle":
                    yield from block("docTitle", map(self.title, members))
                case "byline" | "caption":
                    yield from map(self.line, members)
                case "epigraph":
                    yield from self.flow(members, top=True)
                case _:
                    yield from block("argument", self.flow(members))

    def body(self) -> Iterator[str]:
        """Yield a division for each section."""
        supplied = {section.id: section.heading for section in self.essay.entry.sections if section.supplied}
        blocks = (member for member in self.essay.blocks if member.section)
        for section, group in groupby(blocks, key=attrgetter("section")):
            head = [_supplied("head", supplied[section])] if section in supplied else []
            lines = [*head, *self.flow(list(group), top=True)]
            yield from block("div", lines, {"xml:id": section, "type": "section"})

    def flow(self, blocks: Sequence[Block], *, top: bool = False) -> Iterator[str]:
        """Yield blocks, block quotes and lists; `epigraph` is allowed only at the `top` of a division."""
        for quote, group in groupby(blocks, key=attrgetter("quote")):
            members = list(group)
            if quote is None:
                yield from self.plain(members)
                top = top and all(member.kind == "heading" for member in members)
                continue
            top = top and quote.kind == "epigraph"
            lines = self.block_quote(quote, members, "" if top or quote.kind == "quotation" else quote.kind)
            yield from block("epigraph", lines) if top else lines

    def block_quote(self, quote: BlockQuote, blocks: Sequence[Block], kind: str) -> Iterator[str]:
        """Yield a block quote with its citation."""
        has_citation = any(member.kind == "citation" for member in blocks)
        outer = {"type": kind}
        values = {**({} if has_citation else outer), **self.quote_attributes.get(quote.number, {})}
        lines: list[str] = []
        for is_citation, group in groupby(blocks, key=lambda member: member.kind == "citation"):
            content = self.plain(list(group))
            lines += content if is_citation else block("quote", content, values)
            values = values if is_citation else {}
        yield from block("cit", lines, outer) if has_citation else lines

    def plain(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield blocks outside block quotes, or in one; consecutive items form a list."""
        for group in group_blocks(blocks):
            lines = map(self.line, group)
            if group[0].kind == "note":
                yield from self.notes(group)
            elif group[0].kind == "item":
                rend = "numbered" if group[0].item_number else "bulleted"
                yield from block("list", lines, {"rend": rend})
            else:
                yield from lines

    def notes(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield the notes of the author, each with its paragraphs."""
        for number, group in groupby(blocks, key=attrgetter("note")):
            paragraphs = [inline("p", self.content(member, "p")) for member in group]
            yield from block(
                "note", paragraphs, {"xml:id": author_note_id(number), "n": number, "place": "end"}
            )

    def title(self, title: Block) -> str:
        """Return a title or subtitle of the essay."""
        values = {"type": "main" if title.kind == "title" else "sub"}
        return inline("titlePart", self.content(title, "titlePart"), values)

    def line(self, member: Block) -> str:
        """Return a block as one line."""
        values = {"xml:id": member.address}
        if member.kind == "break":
            return inline("milestone", "", {"unit": "section", "rend": self.essay.block_text(member)})
        name = _ELEMENTS.get(member.kind) or (not member.section and _FRONT_ELEMENTS.get(member.kind)) or "ab"
        content = self.content(member, name)
        if member.kind == "caption":
            return inline("figure", inline("head", content), values | {"type": "lost-picture"})
        kind = {"type": member.kind} if name == "ab" else {}
        return inline(name, content, {**values, **kind, **_SPACE.get(member.kind, {})})

    def content(self, member: Block, parent: str) -> str:
        """Return the text of a block with inline markup, after anchors for its aliases."""
        anchors = "".join(inline("anchor", "", {"xml:id": alias}) for alias in member.aliases)
        elements = self.elements.get(member.start, ())
        return anchors + "".join(_mixed_content(self.essay.text, member.start, member.end, elements, parent))


_ELEMENTS = {
    "paragraph": "p",
    "item": "item",
    "heading": "head",
    "citation": "bibl",
    "caption": "head",
}
"""The elements of blocks; all others are `ab`, which TEI allows wherever it allows a paragraph."""

_FRONT_ELEMENTS = {"byline": "byline", "standfirst": "p"}
"""The elements of blocks in the head of an essay."""


_SPACE: Mapping[str, Attributes] = {"preformatted": {"xml:space": "preserve"}}
"""Attributes of kinds of block in which spaces count."""


def _role(member: Block) -> str:
    """Return the part of the front that a block belongs to."""
    if member.quote:
        return "epigraph" if member.quote.kind == "epigraph" else "argument"
    roles = {"title": "docTitle", "subtitle": "docTitle", "byline": "byline", "caption": "caption"}
    return roles.get(member.kind, "argument")


def _supplied(name: str, words: str) -> str:
    return inline(name, inline("supplied", escape(words), {"resp": EDITORS}))


def _mixed_content(
    words: str, start: int, end: int, elements: Iterable[InlineElement], parent: str
) -> Iterator[str]:
    """Yield `words[start:end]` as XML with nested `elements`, which are in document order.

    `parent` is the name of the element that contains them.
    """
    position = start
    stack: list[tuple[int, str, str]] = [(end, parent, "")]
    for element in elements:
        while len(stack) > 1 and stack[-1][0] <= element.start:
            element_end, _, end_tag = stack.pop()
            yield _lines(words[position:element_end]) + end_tag
            position = element_end
        name = "seg" if element.name == "quote" and stack[-1][1] in WITHOUT_QUOTE else element.name
        values = {"type": "quotation", **element.values} if name == "seg" else element.values
        yield f"{_lines(words[position : element.start])}{element.before}<{name}{attributes(values)}>"
        stack.append((element.end, name, f"</{name}>{element.after}"))
        position = element.start
    for element_end, _, end_tag in reversed(stack):
        yield _lines(words[position:element_end]) + end_tag
        position = element_end


def _lines(words: str) -> str:
    """Return words, in which only verse and tables have line ends, as XML text."""
    return escape(words).replace("\n", "<lb/>")
