"""Annotations as data: the W3C Web Annotation page, and the registries with all their places.

The model is that of https://www.w3.org/TR/annotation-model/. Addresses are relative to the file, so
that they hold wherever the site stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Any

from edition.exports.data import list_json
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, DisagreementEntry, PersonEntry, QuotationEntry, Registry
from edition.model.essay import Block, Essay
from edition.model.footnote import Footnote
from edition.model.ledger import Alignment, Change, apply
from edition.model.mention import PAGE_BY_KIND, EntityKey, Mention, MentionKind, Occurrence

CONTEXT = 32
"""Code points of prefix and suffix, as many as clients of the model use; more where so many are not
enough to tell a place from all others."""

TYPES = {"person": "Person", "date": "Date", "quotation": "Quotation"}
"""The type of an annotation's body; disagreements are published apart."""


class Shown:
    """An essay's text as its page shows it, numbers of notes included."""

    def __init__(self, essay: Essay, notes: Sequence[Footnote], beside: str = "") -> None:
        """Prepare the text that a browser gives for the page, which also shows what is `beside`."""
        changes = tuple(sorted(_shown_changes(essay, notes), key=lambda c: (c.start, c.end)))
        self._alignment = Alignment(changes)
        self._beside = beside
        self.text = apply(essay.text, changes)

    def selector(self, mention: Mention, blocks: Sequence[Block]) -> dict[str, str]:
        """Return a TextQuoteSelector; the context stays within `blocks`, those around the mention.

        It is as long as it takes to tell the place from all others on the page.
        In a heading it reaches to the mark at the end, which tables of contents do not have.
        """
        heading = blocks[0].kind in ("heading", "title")
        start, end = self._place(mention.start), self._place(mention.end - 1) + 1
        low, high = self._place(blocks[0].start), self._place(blocks[-1].end - 1) + 1
        high = high + 1 if heading else max(high, end)
        first, last = max(low, start - CONTEXT), high if heading else min(high, end + CONTEXT)
        while (first, last) != (low, high) and not self._is_single(self.text[first:last]):
            first, last = max(low, first - CONTEXT), min(high, last + CONTEXT)
        exact, before, after = self.text[start:end], self.text[first:start], self.text[end:last]
        return {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after}

    def _is_single(self, words: str) -> bool:
        return self.text.count(words) + self._beside.count(words) == 1

    def _place(self, position: int) -> int:
        return self._alignment.to_text(position)


def _shown_changes(essay: Essay, notes: Sequence[Footnote]) -> Iterator[Change]:
    """Yield what a page adds to the text: numbers of notes, marks at headings, single line ends."""
    for number, note in enumerate(notes, 1):
        for call in note.calls:
            yield _insert(essay.text, call.at, call.at, str(number))
    for block, following in pairwise(essay.blocks):
        mark = "#" if block.kind in ("heading", "title") else ""
        listed = following.kind == "item" != block.kind
        yield _insert(essay.text, block.end, following.start, mark + ("\n\n" if listed else "\n"))


def _insert(text: str, start: int, end: int, after: str) -> Change:
    return Change(start, end, "rule", "", text[start:end], after, "")


def annotation_page(annotations: Iterable[dict[str, Any]]) -> str:
    """Return the AnnotationPage of all `annotations` as JSON, one to a line."""
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "annotations.json",
        "type": "AnnotationPage",
    }
    return list_json("items", annotations, head)


def annotation_items(edited: EditedEssay, found: Iterable[Occurrence]) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each place `found` in the text, or the digest, that an essay's page shows."""
    essay = edited.shown
    if not essay:
        return
    shown = Shown(essay, edited.footnotes, edited.summary.text if edited.summary else "")
    for number, place in enumerate((one for one in found if one.mention.kind in TYPES), 1):
        at = essay.block_number(place.mention.start)
        blocks = list(_alike(essay.blocks[at : at + 2]))
        yield {
            "id": f"annotations.json#{essay.entry.slug}-{number}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": _body(place.mention),
            "target": [
                {
                    "source": _source(place, essay.blocks[at]),
                    "selector": shown.selector(place.mention, blocks),
                },
                _in_source(essay, place.mention),
            ],
        }


def _alike(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield a block, and the next one where it is a paragraph of the same sort."""
    yield blocks[0]
    for block in blocks[1:]:
        if (block.kind, block.quote) == (blocks[0].kind, blocks[0].quote) and block.kind != "heading":
            yield block


def _body(mention: Mention) -> dict[str, str]:
    body = {"type": TYPES[mention.kind], "id": f"../{PAGE_BY_KIND[mention.kind]}/#{mention.entity}"}
    return body | ({"value": str(mention.value)} if mention.value else {})


def _source(place: Occurrence, block: Block) -> str:
    """Return the page, with the address of `block` where that element holds the whole mention.

    It does not hold what runs on into the next paragraph, nor a citation, which stands beside it.
    """
    within = block.kind != "citation" and place.mention.end <= block.end
    return _address(place) if within else _page(place)


def _page(place: Occurrence) -> str:
    return f"../essays/{place.essay}/"


def _address(place: Occurrence) -> str:
    return f"{_page(place)}#{place.anchor}" if place.anchor else _page(place)


def _in_source(essay: Essay, mention: Mention) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": mention.source_start, "end": mention.source_end}
    return {"source": f"urn:sha256:{essay.source.sha256}", "selector": position}


def registry_files(
    registry: Registry, found: Mapping[EntityKey, Mapping[str, Sequence[Occurrence]]]
) -> dict[str, str]:
    """Return the registries of people, quotations, dates and disagreements, with all places of each."""

    def placed(kind: MentionKind, id_: str) -> dict[str, Any]:
        return {"id": id_, "places": _places(found.get((kind, id_), {}))}

    people = [{**_told(p, "person"), **placed("person", p.id)} for p in registry.people]
    quotations = [{**_told(q, "places"), **placed("quotation", q.id)} for q in registry.quotations]
    entries = {entry.id: _told(entry) for entry in registry.dates}
    values = {
        id_: {"date": str(place.mention.value)}
        for (kind, id_), essays in found.items()
        for them in essays.values()
        for place in them[:1]
        if kind == "date"
    }
    ids = sorted({*entries, *values})
    dates = [{**values.get(id_, {}), **entries.get(id_, {}), **placed("date", id_)} for id_ in ids]
    disputed = [
        {**_told(d, "claims"), "claims": _claims(d), **placed("disagreement", d.id)}
        for d in registry.disagreements
    ]
    return {
        "people.json": list_json("people", people),
        "quotations.json": list_json("quotations", quotations),
        "dates.json": list_json("dates", dates),
        "disagreements.json": list_json("disagreements", disputed),
    }


_Entry = PersonEntry | QuotationEntry | DateEntry | DisagreementEntry


def _claims(entry: DisagreementEntry) -> list[dict[str, str]]:
    return [
        {"essay": claim.essay, "says": claim.says, "address": f"essays/{claim.essay}/#{claim.at}"}
        for claim in entry.claims
    ]


def _told(entry: _Entry, *hidden: str) -> dict[str, Any]:
    """Return what an entry says, without what is empty."""
    names = (field.name for field in fields(entry) if field.name not in hidden)
    return {name: _plain(told) for name in names if (told := getattr(entry, name))}


def _plain(value: object) -> object:
    """Return a field of an entry as JSON can hold it: dates as their EDTF."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Edtf) else value


def _places(found: Mapping[str, Sequence[Occurrence]]) -> list[dict[str, Any]]:
    return [
        {
            "essay": place.essay,
            "address": _address(place).removeprefix("../"),
            "text": place.exact,
            "start": place.mention.source_start,
            "end": place.mention.source_end,
            "notes": _remarks(place.mention),
        }
        for them in found.values()
        for place in them
    ]


def _remarks(mention: Mention) -> list[str]:
    """Return how a date is bounded, that a name is part of a title, or which part of a quotation it is."""
    part = [f"part {mention.part}"] if mention.part else []
    return [*mention.qualifiers, *(["title"] if mention.in_title else []), *part]
