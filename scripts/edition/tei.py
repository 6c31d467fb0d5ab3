"""An essay as a document of the Text Encoding Initiative (TEI P5).

The words are those of the page, with what is known of them marked where they stand: people, dates,
quotations and emendations. Where two of these cross each other or a paragraph, they are divided into
parts that `next` and `prev` join. Who and what is meant stands apart (`tei_standoff`), and where the
text is from in the header (`tei_header`).

Ids are those of the page for sections, paragraphs and emendations; the nth mention is `m.n`, as the
nth annotation of the essay in `annotations.json`. No id of a section has a stop in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition import tei_header, tei_standoff
from edition.addresses import Assignment
from edition.annotate import Mention
from edition.apparatus import Slip, find_slips
from edition.elements import Attributes, attributes, block, inline, text
from edition.entities import Context
from edition.essay import ADDRESSED, Block, Essay, Frame
from edition.ledger import Change
from edition.notes import Note
from edition.spans import Piece, divide
from edition.tei_standoff import EDITORS, event_of, when

NAMES = {"person": "persName", "date": "date", "quotation": "quote"}
"""The element of a mention."""

NO_QUOTE = frozenset({"byline", "date"})
"""What may not hold `quote` directly; there it is a `seg`."""

MARKS = " “”‘’.,;:!?…()[]"
"""What may stand in a frame around the words that are quoted."""


def document(
    context: Context,
    essay: Essay,
    addresses: Assignment,
    mentions: Sequence[Mention],
    notes: Sequence[Note],
) -> str:
    """Return the TEI document of an essay, or of the editors' digest of one.

    `mentions` are all there are in the essay, in order; `notes` those that its page has.
    """
    emendations = tuple(find_slips(essay))
    named = [one for one in mentions if one.kind in NAMES]
    anchors = _anchors(essay, addresses)
    writer = _Writer(essay, *_marked(context, essay, named, emendations), anchors)
    values = {"xml:lang": essay.entry.language, "type": "digest" if essay.is_digest else ""}
    targets = _targets(essay, named, notes) | _disputed(essay, notes, anchors)
    parts = (
        tei_header.header(context, essay, named),
        tei_standoff.stand_off(context, named, targets, emendations),
        block("text", writer.text(), values),
    )
    lines = block("TEI", (line for part in parts for line in part), {"xmlns": "http://www.tei-c.org/ns/1.0"})
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


def _anchors(essay: Essay, addresses: Assignment) -> dict[int, tuple[str, ...]]:
    """Map the start of each addressed block to its addresses, its own one first."""
    return {
        one.start: (name, *addresses.aliases.get(at, ()))
        for at, (one, name) in enumerate(zip(essay.addressed(), addresses.ids, strict=True))
    }


def _targets(essay: Essay, mentions: Sequence[Mention], notes: Iterable[Note]) -> dict[str, list[str]]:
    """Map the label of each note to the ids of the mentions that call it."""
    known: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(mentions):
        if essay.text[one.start : one.end].strip():
            known[f"{one.kind}-{one.entity}"].append(number)
    targets: dict[str, list[str]] = {}
    for note in (note for note in notes if known[note.label]):
        numbers = known[note.label]
        starts = [mentions[number].start for number in numbers]
        called = (numbers[max(0, bisect_right(starts, call.at - 1) - 1)] for call in note.calls)
        targets[note.label] = [_id(number) for number in called]
    return targets


def _disputed(
    essay: Essay, notes: Iterable[Note], anchors: Mapping[int, Sequence[str]]
) -> dict[str, list[str]]:
    """Map the label of each note of a disagreement to the paragraphs that call it."""
    starts = [one.start for one in essay.blocks]
    targets: dict[str, list[str]] = {}
    for note in notes:
        if note.kind not in NAMES:
            called = (starts[max(0, bisect_right(starts, call.at - 1) - 1)] for call in note.calls)
            targets[note.label] = [anchors[start][0] for start in called if start in anchors]
    return targets


# --- what is marked in the text ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Element:
    """An element in running text, around `text[start:end]`."""

    start: int
    end: int
    name: str
    values: Attributes
    before: str = ""
    """XML before the element, as `after` is after it."""
    after: str = ""


def _marked(
    context: Context, essay: Essay, mentions: Sequence[Mention], emendations: Sequence[Slip]
) -> tuple[dict[int, list[_Element]], dict[int, dict[str, str]]]:
    """Return the elements in each block, by its start, and what is said of frames, by their number.

    A quotation that fills a frame is the frame; it is not marked again inside.
    """
    framed = dict(_framed(essay, mentions))
    free = [(0, 0) if number in framed else (one.start, one.end) for number, one in enumerate(mentions)]
    wholes = [(slip.start, slip.end) for slip in emendations]
    pieces = divide(free, wholes, [(one.start, one.end) for one in essay.blocks])
    parts = _parts(mentions, pieces, framed)
    told = {frame: parts[n, -1] | _values(context, mentions[n]) for n, frame in framed.items()}
    known = [_values(context, one) for one in mentions]

    def element(piece: Piece) -> _Element:
        if piece.span >= len(mentions):
            return _emended(emendations[piece.span - len(mentions)])
        values = parts[piece.span, piece.start] | known[piece.span]
        return _Element(piece.start, piece.end, NAMES[mentions[piece.span].kind], values)

    found = zip(essay.blocks, pieces, strict=True)
    return {one.start: [element(piece) for piece in them] for one, them in found if them}, told


def _framed(essay: Essay, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield each mention that is all the words of a frame, and the frame's number."""
    spans: dict[int, tuple[int, int]] = {}
    sections: dict[int, set[str]] = defaultdict(set)
    for one in essay.blocks:
        if one.frame and one.kind != "citation":
            spans[one.frame.number] = spans.get(one.frame.number, (one.start, 0))[0], one.end
            sections[one.frame.number].add(one.section)
    whole = {_bare(essay.text, *span): n for n, span in spans.items() if len(sections[n]) == 1}
    for number, mention in enumerate(mentions):
        if mention.kind == "quotation":
            frame = whole.pop(_bare(essay.text, mention.start, mention.end), None)
            if frame is not None:
                yield number, frame


def _bare(words: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the marks and spaces at its ends."""
    inside = words[start:end]
    return start + len(inside) - len(inside.lstrip(MARKS)), start + len(inside.rstrip(MARKS))


def _values(context: Context, mention: Mention) -> dict[str, str]:
    """Return what is said of a mention: who, when, or whose words."""
    if mention.kind == "person":
        return {"ref": f"#person.{mention.entity}"}
    if mention.kind == "quotation":
        return {"source": f"#quotation.{mention.entity}"}
    entry = context.dates.get(mention.value)
    event = {"ref": f"#{event_of(entry)}"} if entry else {}
    return {"key": mention.entity, **when(mention.value, entry), **event}


def _emended(slip: Slip) -> _Element:
    before = f'<choice xml:id="{slip.id}">{inline("sic", text(_reading(slip.change)))}'
    values = {"type": "-".join(slip.change.name.split()), "resp": EDITORS}
    return _Element(slip.start, slip.end, "corr", values, before, "</choice>")


def _parts(
    mentions: Sequence[Mention], pieces: Iterable[Iterable[Piece]], framed: Iterable[int]
) -> dict[tuple[int, int], dict[str, str]]:
    """Give each part of a mention an id, and join the parts that are one.

    By the number of the mention, and where the part begins, or -1 for a frame.
    """
    keys = [(p.span, p.start) for them in pieces for p in them if p.span < len(mentions)]
    chains: list[list[tuple[str, tuple[int, int]]]] = []
    last: dict[str, int] = {}
    numbered = groupby(sorted([*keys, *((number, -1) for number in framed)]), key=lambda key: key[0])
    for number, group in numbered:
        named = [(_id(number, n), key) for n, key in enumerate(group)]
        mention = mentions[number]
        if mention.entity in last and _goes_on(mention):
            chains[last[mention.entity]] += named
            continue
        if mention.kind == "quotation":
            last[mention.entity] = len(chains)
        chains.append(named)
    return {key: values for chain in chains for key, values in _joined(chain)}


def _id(number: int, part: int = 0) -> str:
    return f"m.{number + 1}" + (f".{part + 1}" if part else "")


def _goes_on(mention: Mention) -> bool:
    """Tell whether a mention is a later part of a quotation that is interrupted."""
    return any(note.startswith("part ") and note != "part 1" for note in mention.notes)


def _joined(chain: Sequence[tuple[str, tuple[int, int]]]) -> Iterator[tuple[tuple[int, int], dict[str, str]]]:
    names = ["", *(name for name, _ in chain), ""]
    for (name, key), before, after in zip(chain, names, names[2:], strict=False):
        prev, next_ = (f"#{other}" if other else "" for other in (before, after))
        yield key, {"xml:id": name, "prev": prev, "next": next_}


def _reading(change: Change) -> str:
    """Return what the source has, without the space at its ends that the correction has too."""
    before, after = change.before, change.after
    before = before.lstrip() if after[:1].isspace() else before
    return before.rstrip() if after[-1:].isspace() else before


# --- the text ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    essay: Essay
    elements: Mapping[int, Sequence[_Element]]
    frames: Mapping[int, Attributes]
    anchors: Mapping[int, tuple[str, ...]]

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
        """Yield blocks, frames and lists; at the `top` of a division an epigraph is one by name."""
        for frame, group in groupby(blocks, key=lambda one: one.frame):
            members = list(group)
            if frame is None:
                yield from self.plain(members)
                top = top and all(one.kind == "heading" for one in members)
                continue
            top = top and frame.kind == "epigraph"
            framed = self.framed(frame, members, "" if top or frame.kind == "quotation" else frame.kind)
            yield from block("epigraph", framed) if top else framed

    def framed(self, frame: Frame, blocks: Sequence[Block], kind: str) -> Iterator[str]:
        """Yield words that are set apart, with the source that stands below them."""
        cited = any(one.kind == "citation" for one in blocks)
        outer = {"type": kind}
        told = {**({} if cited else outer), **self.frames.get(frame.number, {})}
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
        values = {"xml:id": self.anchors[one.start][0]} if one.kind in ADDRESSED else {}
        name = _ELEMENTS.get(one.kind) or (not one.section and _IN_FRONT.get(one.kind)) or "ab"
        words = self.running(one, name)
        if one.kind == "caption":
            return inline("figure", inline("head", words), values | {"type": "lost-picture"})
        return inline(name, words, values | ({"type": one.kind} if name == "ab" else {}))

    def running(self, one: Block, parent: str) -> str:
        """Return the words of a block with what is marked in them, and further addresses."""
        aliases = self.anchors.get(one.start, ())[1:] if one.kind in ADDRESSED else ()
        anchors = "".join(inline("anchor", "", {"xml:id": alias}) for alias in aliases)
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
    if one.frame:
        return "epigraph" if one.frame.kind == "epigraph" else "argument"
    roles = {"title": "docTitle", "subtitle": "docTitle", "byline": "byline", "caption": "caption"}
    return roles.get(one.kind, "argument")


def _supplied(name: str, words: str) -> str:
    return inline(name, inline("supplied", text(words), {"resp": EDITORS}))


def _running(words: str, at: int, end: int, elements: Iterable[_Element], parent: str) -> Iterator[str]:
    """Yield `words[at:end]` as XML, with `elements` around what they are about."""
    open_: list[tuple[int, str, str]] = [(end, parent, "")]
    for element in elements:
        while len(open_) > 1 and open_[-1][0] <= element.start:
            close, _, tag = open_.pop()
            yield text(words[at:close]) + tag
            at = close
        name = "seg" if element.name == "quote" and open_[-1][1] in NO_QUOTE else element.name
        values = {"type": "quotation", **element.values} if name == "seg" else element.values
        yield f"{text(words[at : element.start])}{element.before}<{name}{attributes(values)}>"
        open_.append((element.end, name, f"</{name}>{element.after}"))
        at = element.start
    for close, _, tag in reversed(open_):
        yield text(words[at:close]) + tag
        at = close
