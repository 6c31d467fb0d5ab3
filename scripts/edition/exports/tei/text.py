"""The text of a TEI document: front, body, and what is marked in running words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.exports.tei.standoff import EDITORS
from edition.markup.xml import Attributes, attributes, block, escape, inline
from edition.model.essay import Block, BlockQuote, Essay

NO_QUOTE = frozenset({"byline", "date"})
"""What may not hold `quote` directly; there it is a `seg`."""


# --- what is marked in the text ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InlineElement:
    """An element in running text, around `text[start:end]`."""

    start: int
    end: int
    name: str
    values: Attributes
    before: str = ""
    """XML before the element, as `after` is after it."""
    after: str = ""


# --- the text ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes the text of an essay as XML: its blocks with what is marked in them."""

    essay: Essay
    elements: Mapping[int, Sequence[InlineElement]]
    quoted: Mapping[int, Attributes]
    """What is said of block quotes, by their number."""

    def text(self) -> Iterator[str]:
        """Yield the lines of front and body."""
        head = [one for one in self.essay.blocks if not one.section]
        yield from block("front", self.front(head))
        yield from block("body", self.body())

    def front(self, head: Sequence[Block]) -> Iterator[str]:
        """Yield the head of the essay: titles, byline, and what stands before the first section."""
        if not any(one.kind == "title" for one in head):
            yield from block("docTitle", [_supplied("titlePart", self.essay.entry.title)])
        for role, group in groupby(head, key=_role):
            members = list(group)
            match role:
                case "docTitle":
                    yield from block("docTitle", map(self.title, members))
                case "byline" | "caption":
                    yield from map(self.single, members)
                case "epigraph":
                    yield from self.flow(members, top=True)
                case _:
                    yield from block("argument", self.flow(members))

    def body(self) -> Iterator[str]:
        """Yield a division for each section."""
        supplied = {one.id: one.heading for one in self.essay.entry.sections if one.supplied}
        sections = (one for one in self.essay.blocks if one.section)
        for section, group in groupby(sections, key=lambda one: one.section):
            head = [_supplied("head", supplied[section])] if section in supplied else []
            lines = [*head, *self.flow(list(group), top=True)]
            yield from block("div", lines, {"xml:id": section, "type": "section"})

    def flow(self, blocks: Sequence[Block], *, top: bool = False) -> Iterator[str]:
        """Yield blocks, block quotes and lists; at the `top` of a division an epigraph is one by name."""
        for quote, group in groupby(blocks, key=lambda one: one.quote):
            members = list(group)
            if quote is None:
                yield from self.plain(members)
                top = top and all(one.kind == "heading" for one in members)
                continue
            top = top and quote.kind == "epigraph"
            framed = self.framed(quote, members, "" if top or quote.kind == "quotation" else quote.kind)
            yield from block("epigraph", framed) if top else framed

    def framed(self, quote: BlockQuote, blocks: Sequence[Block], kind: str) -> Iterator[str]:
        """Yield words that are set apart, with the source that stands below them."""
        cited = any(one.kind == "citation" for one in blocks)
        outer = {"type": kind}
        told = {**({} if cited else outer), **self.quoted.get(quote.number, {})}
        lines: list[str] = []
        for source, group in groupby(blocks, key=lambda one: one.kind == "citation"):
            parts = self.plain(list(group))
            lines += parts if source else block("quote", parts, told)
            told = told if source else {}
        yield from block("cit", lines, outer) if cited else lines

    def plain(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield blocks one by one, items of one list together."""
        for (kind, numbered), group in groupby(blocks, key=lambda one: (one.kind, one.numbered)):
            lines = map(self.single, group)
            if kind == "item":
                yield from block("list", lines, {"rend": "numbered" if numbered else "bulleted"})
            else:
                yield from lines

    def title(self, one: Block) -> str:
        """Return a title or subtitle of the essay."""
        values = {"type": "main" if one.kind == "title" else "sub"}
        return inline("titlePart", self.running(one, "titlePart"), values)

    def single(self, one: Block) -> str:
        """Return a block in a line."""
        values = {"xml:id": one.address}
        name = _ELEMENTS.get(one.kind) or (not one.section and _IN_FRONT.get(one.kind)) or "ab"
        words = self.running(one, name)
        if one.kind == "caption":
            return inline("figure", inline("head", words), values | {"type": "lost-picture"})
        return inline(name, words, values | ({"type": one.kind} if name == "ab" else {}))

    def running(self, one: Block, parent: str) -> str:
        """Return the words of a block with what is marked in them, and further addresses."""
        anchors = "".join(inline("anchor", "", {"xml:id": alias}) for alias in one.aliases)
        elements = self.elements.get(one.start, ())
        return anchors + "".join(_running(self.essay.text, one.start, one.end, elements, parent))


_ELEMENTS = {
    "paragraph": "p",
    "item": "item",
    "heading": "head",
    "citation": "bibl",
    "caption": "head",
}
"""The elements of blocks; all others are `ab`, which may stand wherever a paragraph may."""

_IN_FRONT = {"byline": "byline", "standfirst": "p"}
"""The elements of blocks in the head of an essay."""


def _role(one: Block) -> str:
    """Return where in the front a block belongs."""
    if one.quote:
        return "epigraph" if one.quote.kind == "epigraph" else "argument"
    roles = {"title": "docTitle", "subtitle": "docTitle", "byline": "byline", "caption": "caption"}
    return roles.get(one.kind, "argument")


def _supplied(name: str, words: str) -> str:
    return inline(name, inline("supplied", escape(words), {"resp": EDITORS}))


def _running(words: str, at: int, end: int, elements: Iterable[InlineElement], parent: str) -> Iterator[str]:
    """Yield `words[at:end]` as XML, with `elements` around what they are about."""
    open_: list[tuple[int, str, str]] = [(end, parent, "")]
    for element in elements:
        while len(open_) > 1 and open_[-1][0] <= element.start:
            close, _, tag = open_.pop()
            yield escape(words[at:close]) + tag
            at = close
        name = "seg" if element.name == "quote" and open_[-1][1] in NO_QUOTE else element.name
        values = {"type": "quotation", **element.values} if name == "seg" else element.values
        yield f"{escape(words[at : element.start])}{element.before}<{name}{attributes(values)}>"
        open_.append((element.end, name, f"</{name}>{element.after}"))
        at = element.start
    for close, _, tag in reversed(open_):
        yield escape(words[at:close]) + tag
        at = close
