"""An essay as a document of the Text Encoding Initiative (TEI P5).

The text is that of the page, in which people, dates, quotations, emendations, organisations and places are
marked up. Where two of these overlap, or one crosses the end of a paragraph, they are divided into parts
that `next` and `prev` connect. The entities themselves are in `standOff` (see `standoff`), the provenance of
the text in the header (see `header`).

Sections, paragraphs and emendations have the ids that they have on the page. The nth mention is
`m.n`, and corresponds to the nth annotation of the essay in `annotations.json`; the nth name of an
organisation or a place, which has no annotation, is `n.n`. As no section's id contains a full stop, ids
cannot collide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.annotate.entity_index import EntityIndex
from edition.exports.tei.certainty import TEI_PREFIX, verdict_id
from edition.exports.tei.header import tei_header
from edition.exports.tei.imprint import Imprint
from edition.exports.tei.standoff import EDITORS, calendar_date_attributes, event_id, stand_off
from edition.exports.tei.text import InlineElement, TextWriter
from edition.markup.nesting import Piece, divide
from edition.markup.xml import block, escape, inline
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Essay, NoteCall, PlacedEmendation, author_note_id
from edition.model.footnote import PageNotes, Sign
from edition.model.languages import text_direction
from edition.model.ledger import Change
from edition.model.mention import EntityKey, Mention

NAMESPACE = "http://www.tei-c.org/ns/1.0"

MENTION_ELEMENTS = {
    "person": "persName",
    "date": "date",
    "quotation": "quote",
    "organisation": "orgName",
    "place": "placeName",
}
"""The element for each kind of mention."""

MARKS = " “”‘’.,;:!?…()[]"
"""Characters that may surround the quoted words in a block quote."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention that is marked up in the text, and the id of its element."""

    mention: Mention
    id: str

    def id_of(self, part: int) -> str:
        """Return the id of a part of it, the first of which is number 0."""
        return self.id + (f".{part + 1}" if part else "")


def tei_document(index: EntityIndex, edited: EditedEssay, essay: Essay, imprint: Imprint) -> str:
    """Return the TEI document of `essay`, the text or digest that the page of `edited` shows."""
    mentions = [mention for mention in edited.mentions if mention.kind in MENTION_ELEMENTS]
    names = [occurrence.mention for occurrence in edited.names]
    marks = [Mark(mention, f"m.{n}") for n, mention in enumerate(mentions, 1)]
    marks += (Mark(name, f"n.{n}") for n, name in enumerate(names, 1))
    writer = TextWriter(essay, *_markup(index, essay, marks, edited.emendations))
    language = imprint.language if essay.is_digest else essay.entry.language
    values = {"xml:lang": language, "type": "digest" if essay.is_digest else ""}
    if text_direction(language) == "rtl":
        values["style"] = "direction: rtl"
    ids = {mark.mention: mark.id for mark in marks}
    targets = _mention_targets(edited.notes, ids) | _paragraph_targets(edited.notes.signs)
    parts = (
        tei_header(index, essay, mentions, imprint),
        stand_off(index, ids, targets, edited.emendations),
        block("text", writer.text(), values),
    )
    namespaces = {"xmlns": NAMESPACE, f"xmlns:{TEI_PREFIX}": NAMESPACE}
    lines = block("TEI", (line for part in parts for line in part), namespaces)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


def _mention_targets(notes: PageNotes, ids: Mapping[Mention, str]) -> dict[EntityKey, list[str]]:
    """Return the ids of the mentions that call or lead to each footnote; `ids` has those of all mentions."""
    keys = {note.label: note.key for note in notes.footnotes}
    targets = {note.key: [ids[note.call.mention]] for note in notes.footnotes}
    for link in notes.links:
        if link.label:
            targets[keys[link.label]].append(ids[link.mention])
    return targets


def _paragraph_targets(signs: Iterable[Sign]) -> dict[EntityKey, list[str]]:
    """Return the paragraphs that touch each disagreement."""
    targets: dict[EntityKey, list[str]] = {}
    for sign in signs:
        for entity in sign.disagreements:
            targets.setdefault(("disagreement", entity), []).append(sign.block.address)
    return targets


def _markup(
    index: EntityIndex, essay: Essay, marks: Sequence[Mark], emendations: Sequence[PlacedEmendation]
) -> tuple[dict[int, list[InlineElement]], dict[int, dict[str, str]]]:
    """Return the elements of each block, by its start, and the attributes of block quotes, by number.

    A quotation that fills a block quote gives that its attributes, and is not marked up inside it.
    """
    mentions = [mark.mention for mark in marks]
    set_off = dict(_set_off_quotations(essay, mentions))
    spans = [(0, 0) if n in set_off else (mention.start, mention.end) for n, mention in enumerate(mentions)]
    spans += essay.emphases
    atoms: list[tuple[int, int, InlineElement]] = [
        *((emendation.start, emendation.end, _emendation_element(emendation)) for emendation in emendations),
        *((call.at, call.at, _call_element(call)) for call in essay.calls),
    ]
    atoms.sort(key=lambda atom: atom[:2])
    wholes = [(start, end) for start, end, _ in atoms]
    pieces = divide(spans, wholes, [(block.start, block.end) for block in essay.blocks])
    parts = _parts(marks, pieces, set_off)
    values = [_attributes(index, mention) for mention in mentions]

    def element(piece: Piece) -> InlineElement:
        if piece.span >= len(spans):
            return atoms[piece.span - len(spans)][2]
        if piece.span >= len(mentions):
            return InlineElement(piece.start, piece.end, "hi", {"rend": "italic"})
        name = MENTION_ELEMENTS[mentions[piece.span].kind]
        return InlineElement(
            piece.start, piece.end, name, parts[piece.span, piece.start] | values[piece.span]
        )

    by_block = zip(essay.blocks, pieces, strict=True)
    elements = {block.start: list(map(element, in_block)) for block, in_block in by_block if in_block}
    return elements, {quote: parts[n, -1] | values[n] for n, quote in set_off.items()}


def _set_off_quotations(essay: Essay, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the number of each mention that fills a block quote, and the number of the block quote."""
    sections: dict[int, set[str]] = defaultdict(set)
    for member in essay.blocks:
        if member.quote and member.kind != "citation":
            sections[member.quote.number].add(member.section)
    spans = essay.block_quotes().items()
    numbers = {_trim(essay.text, *span): number for number, span in spans if len(sections[number]) == 1}
    for n, mention in enumerate(mentions):
        if mention.kind == "quotation":
            number = numbers.pop(_trim(essay.text, mention.start, mention.end), None)
            if number is not None:
                yield n, number


def _trim(words: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the marks and spaces at its ends."""
    inside = words[start:end]
    return start + len(inside) - len(inside.lstrip(MARKS)), start + len(inside.rstrip(MARKS))


def _attributes(index: EntityIndex, mention: Mention) -> dict[str, str]:
    """Return the attributes that say who, what or when is mentioned, and how a quotation was judged."""
    if mention.kind in ("person", "organisation", "place"):
        return {"ref": f"#{mention.kind}.{mention.entity}"}
    if mention.kind == "quotation":
        quotation = index.quotations.get(mention.entity)
        verdict = mention.verdict or (quotation.verdict if quotation else "")
        judged = {"ana": f"#{verdict_id(verdict)}"} if verdict else {}
        return {"source": f"#quotation.{mention.entity}", **judged}
    entry = index.dates.get(mention.value) if mention.value else None
    event = {"ref": f"#{event_id(entry)}"} if entry else {}
    return {
        "key": mention.entity,
        **calendar_date_attributes(mention.value, entry, index.registry.calendar),
        **event,
    }


def _call_element(call: NoteCall) -> InlineElement:
    """Return the pointer from the text to a note of the author."""
    values = {"target": f"#{author_note_id(call.note)}", "n": call.note, "type": "note-call"}
    return InlineElement(call.at, call.at, "ptr", values)


def _emendation_element(emendation: PlacedEmendation) -> InlineElement:
    before = f'<choice xml:id="{emendation.id}">{inline("sic", escape(_source_reading(emendation.change)))}'
    values = {"type": "-".join(emendation.change.name.split()), "resp": EDITORS}
    return InlineElement(emendation.start, emendation.end, "corr", values, before, "</choice>")


def _parts(
    marks: Sequence[Mark], pieces: Iterable[Iterable[Piece]], set_off: Iterable[int]
) -> dict[tuple[int, int], dict[str, str]]:
    """Return the id of each part of a mention, with links to the parts before and after it.

    The key is the number of the mention and the start of the part, or -1 for a block quote. The
    pieces of an interrupted quotation are parts of one whole.
    """
    keys = [(p.span, p.start) for in_block in pieces for p in in_block if p.span < len(marks)]
    chains: list[list[tuple[str, tuple[int, int]]]] = []
    last_chains: dict[str, int] = {}
    by_mention = groupby(sorted([*keys, *((number, -1) for number in set_off)]), key=lambda key: key[0])
    for number, group in by_mention:
        mention = marks[number].mention
        parts = [(marks[number].id_of(n), key) for n, key in enumerate(group)]
        if mention.entity in last_chains and mention.part > 1:
            chains[last_chains[mention.entity]] += parts
            continue
        if mention.kind == "quotation":
            last_chains[mention.entity] = len(chains)
        chains.append(parts)
    return {key: values for chain in chains for key, values in _link_parts(chain)}


def _link_parts(
    chain: Sequence[tuple[str, tuple[int, int]]],
) -> Iterator[tuple[tuple[int, int], dict[str, str]]]:
    """Yield the key of each part in a chain of ids and keys, and its attributes."""
    pointers = ["", *(f"#{id_}" for id_, _ in chain), ""]
    for (id_, key), previous, following in zip(chain, pointers, pointers[2:], strict=False):
        yield key, {"xml:id": id_, "prev": previous, "next": following}


def _source_reading(change: Change) -> str:
    """Return the reading of the source, without spaces at its ends that the correction has, too."""
    before, after = change.before, change.after
    before = before.lstrip() if after[:1].isspace() else before
    return before.rstrip() if after[-1:].isspace() else before
