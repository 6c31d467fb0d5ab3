"""An essay as a document of the Text Encoding Initiative (TEI P5).

The words are those of the page, with what is known of them marked where they stand: people, dates,
quotations and emendations. Where two of these cross each other or a paragraph, they are divided into
parts that `next` and `prev` join. Who and what is meant stands apart (`standoff`), and where the
text is from in the header (`header`).

Ids are those of the page for sections, paragraphs and emendations; the nth mention is `m.n`, as the
nth annotation of the essay in `annotations.json`. No id of a section has a stop in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from edition.annotate.index import EntityIndex
from edition.exports.tei.header import tei_header
from edition.exports.tei.standoff import EDITORS, event_of, stand_off, when
from edition.exports.tei.text import InlineElement, TextWriter
from edition.markup.nesting import Piece, divide
from edition.markup.xml import block, escape, inline
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Essay, PlacedEmendation
from edition.model.footnote import Footnote
from edition.model.ledger import Change
from edition.model.mention import Mention

NAMES = {"person": "persName", "date": "date", "quotation": "quote"}
"""The element of a mention."""

MARKS = " “”‘’.,;:!?…()[]"
"""What may stand in a block quote around the words that are quoted."""


def tei_document(context: EntityIndex, edited: EditedEssay, essay: Essay) -> str:
    """Return the TEI document of `essay`, the text or the digest that the page of `edited` shows."""
    named = [mention for mention in edited.mentions if mention.kind in NAMES]
    writer = TextWriter(essay, *_marked(context, essay, named, edited.emendations))
    values = {"xml:lang": essay.entry.language, "type": "digest" if essay.is_digest else ""}
    targets = _targets(essay, named, edited.footnotes) | _disputed(edited.footnotes)
    parts = (
        tei_header(context, essay, named),
        stand_off(context, named, targets, edited.emendations),
        block("text", writer.text(), values),
    )
    lines = block("TEI", (line for part in parts for line in part), {"xmlns": "http://www.tei-c.org/ns/1.0"})
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


def _targets(essay: Essay, mentions: Sequence[Mention], notes: Iterable[Footnote]) -> dict[str, list[str]]:
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


def _disputed(notes: Iterable[Footnote]) -> dict[str, list[str]]:
    """Map the label of each note of a disagreement to the paragraphs that call it."""
    return {
        note.label: [call.block.address for call in note.calls if call.block.address]
        for note in notes
        if note.kind not in NAMES
    }


def _marked(
    context: EntityIndex, essay: Essay, mentions: Sequence[Mention], emendations: Sequence[PlacedEmendation]
) -> tuple[dict[int, list[InlineElement]], dict[int, dict[str, str]]]:
    """Return the elements in each block, by its start, and what is said of block quotes, by their number.

    A quotation that fills a block quote is not marked again inside it.
    """
    framed = dict(_framed(essay, mentions))
    free = [(0, 0) if number in framed else (one.start, one.end) for number, one in enumerate(mentions)]
    wholes = [(emendation.start, emendation.end) for emendation in emendations]
    pieces = divide(free, wholes, [(one.start, one.end) for one in essay.blocks])
    parts = _parts(mentions, pieces, framed)
    told = {quote: parts[n, -1] | _values(context, mentions[n]) for n, quote in framed.items()}
    known = [_values(context, one) for one in mentions]

    def element(piece: Piece) -> InlineElement:
        if piece.span >= len(mentions):
            return _emended(emendations[piece.span - len(mentions)])
        values = parts[piece.span, piece.start] | known[piece.span]
        return InlineElement(piece.start, piece.end, NAMES[mentions[piece.span].kind], values)

    found = zip(essay.blocks, pieces, strict=True)
    return {one.start: [element(piece) for piece in them] for one, them in found if them}, told


def _framed(essay: Essay, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield each mention that is all the words of a block quote, and the number of that."""
    sections: dict[int, set[str]] = defaultdict(set)
    for one in essay.blocks:
        if one.quote and one.kind != "citation":
            sections[one.quote.number].add(one.section)
    spans = essay.block_quotes().items()
    whole = {_bare(essay.text, *span): number for number, span in spans if len(sections[number]) == 1}
    for number, mention in enumerate(mentions):
        if mention.kind == "quotation":
            quote = whole.pop(_bare(essay.text, mention.start, mention.end), None)
            if quote is not None:
                yield number, quote


def _bare(words: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the marks and spaces at its ends."""
    inside = words[start:end]
    return start + len(inside) - len(inside.lstrip(MARKS)), start + len(inside.rstrip(MARKS))


def _values(context: EntityIndex, mention: Mention) -> dict[str, str]:
    """Return what is said of a mention: who, when, or whose words."""
    if mention.kind == "person":
        return {"ref": f"#person.{mention.entity}"}
    if mention.kind == "quotation":
        return {"source": f"#quotation.{mention.entity}"}
    entry = context.dates.get(mention.value) if mention.value else None
    event = {"ref": f"#{event_of(entry)}"} if entry else {}
    return {"key": mention.entity, **when(mention.value, entry), **event}


def _emended(emendation: PlacedEmendation) -> InlineElement:
    before = f'<choice xml:id="{emendation.id}">{inline("sic", escape(_reading(emendation.change)))}'
    values = {"type": "-".join(emendation.change.name.split()), "resp": EDITORS}
    return InlineElement(emendation.start, emendation.end, "corr", values, before, "</choice>")


def _parts(
    mentions: Sequence[Mention], pieces: Iterable[Iterable[Piece]], framed: Iterable[int]
) -> dict[tuple[int, int], dict[str, str]]:
    """Give each part of a mention an id, and join the parts that are one.

    By the number of the mention, and where the part begins, or -1 for a block quote.
    """
    keys = [(p.span, p.start) for them in pieces for p in them if p.span < len(mentions)]
    chains: list[list[tuple[str, tuple[int, int]]]] = []
    last: dict[str, int] = {}
    numbered = groupby(sorted([*keys, *((number, -1) for number in framed)]), key=lambda key: key[0])
    for number, group in numbered:
        named = [(_id(number, n), key) for n, key in enumerate(group)]
        mention = mentions[number]
        if mention.entity in last and mention.part > 1:
            chains[last[mention.entity]] += named
            continue
        if mention.kind == "quotation":
            last[mention.entity] = len(chains)
        chains.append(named)
    return {key: values for chain in chains for key, values in _joined(chain)}


def _id(number: int, part: int = 0) -> str:
    return f"m.{number + 1}" + (f".{part + 1}" if part else "")


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
