"""What the search finds: a record for each section, paragraph, note and entry of a registry.

Records are made of what the build knows, not of finished pages, so they are the same under every
generator. `searchindex` makes the files that a browser reads of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.annotate.dates import find_dates
from edition.annotate.footnotes import Footnote
from edition.annotate.index import EntityIndex
from edition.annotate.people import PeopleFinder
from edition.model.entries import date_id
from edition.model.essay import ADDRESSED, Block, Essay
from edition.model.mention import HOMES, Mention
from edition.search.entries import (
    date_records,
    disagreement_records,
    people_records,
    quotation_records,
    source_records,
)
from edition.search.record import EntitySpan, Record, RecordKind


@dataclass(frozen=True, slots=True)
class Part:
    """An essay or a digest, the addresses of its blocks, and what it names where that is known."""

    essay: Essay
    ids: Sequence[str]
    mentions: Sequence[Mention] | None = None
    """None where they have not been looked for."""


def search_records(
    context: EntityIndex,
    parts: Iterable[Part],
    notes: Mapping[str, Sequence[Footnote]],
    people: PeopleFinder,
) -> list[Record]:
    """Return all records, those of one kind and page together.

    `notes` are the footnotes of each page, by slug; `people` finds names in what the editors say.
    """
    names = _Names(people)
    shown = [record for part in parts for record in _part(part, names)]
    entries = [
        *people_records(context),
        *quotation_records(context),
        *date_records(context),
        *disagreement_records(context),
    ]
    entries = [names.told(one) for one in (*entries, *source_records(context))]
    told = {(record.page, record.fragment): record for record in entries}
    return [*shown, *_notes(context, notes, told), *entries]


# --- essays and digests --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Names:
    """Finds whom and which dates a text names."""

    people: PeopleFinder

    def spans(self, text: str) -> tuple[EntitySpan, ...]:
        people = [(m.start, m.end, m.person) for m in self.people.find(text)]
        return (*people, *((m.start, m.end, date_id(m.edtf)) for m in find_dates(text)))

    def told(self, record: Record) -> Record:
        return _with_spans(record, self.spans(record.text))


def _with_spans(record: Record, about: tuple[EntitySpan, ...]) -> Record:
    known = (record.kind, record.page, record.fragment, record.shown_in, record.section)
    return Record(*known, record.title, record.text, about, record.entity, record.names)


def _part(part: Part, names: _Names) -> Iterator[Record]:
    """Yield the records of one essay or digest: its title, its sections, its paragraphs."""
    essay, entry = part.essay, part.essay.entry
    page, kind = f"essays/{entry.slug}/", _kind(essay)
    headings = {section.id: section.heading for section in entry.sections}
    if part.mentions is not None:
        yield names.told(Record("essay", page, "", entry.title, "", entry.title, _lead(essay)))
        for id_, heading in headings.items():
            yield Record(kind, page, id_, entry.title, "", heading, "", ())
    mentions = None if part.mentions is None else _Mentions(part.mentions)
    for block, fragment in _placed(essay.blocks, part.ids):
        text = essay.words_of(block)
        about = mentions.within(block) if mentions else names.spans(text)
        where = headings.get(block.section, "")
        yield Record(kind, page, fragment, entry.title, where, "", text, about)


def _kind(essay: Essay) -> RecordKind:
    return "digest" if essay.is_digest else "essay"


def _lead(essay: Essay) -> str:
    """Return what the head of a page says: who wrote it, who published it, what it is about."""
    entry = essay.entry
    facts = [fact.text for fact in (entry.author, entry.publisher, entry.date) if fact.certainty != "unknown"]
    return ". ".join(text for text in (*facts, entry.summary) if text)


def _placed(blocks: Iterable[Block], ids: Iterable[str]) -> Iterator[tuple[Block, str]]:
    """Yield the blocks that can be found, each with its address; a citation has its quotation's."""
    fresh, last = iter(ids), ""
    for block in blocks:
        if block.kind in ADDRESSED:
            last = next(fresh)
            yield block, last
        elif block.kind == "citation" and last:
            yield block, last


class _Mentions:
    """The people and dates that an essay names, to be asked for by block."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._spans = [(m.start, m.end, m.entity) for m in mentions if m.kind in ("person", "date")]

    def within(self, block: Block) -> tuple[EntitySpan, ...]:
        """Return those that lie within `block`, from its start."""
        first, last = (bisect_left(self._spans, (at,)) for at in (block.start, block.end))
        spans = self._spans[first:last]
        return tuple((a - block.start, b - block.start, entity) for a, b, entity in spans if b <= block.end)


def _notes(
    context: EntityIndex, notes: Mapping[str, Sequence[Footnote]], told: Mapping[tuple[str, str], Record]
) -> Iterator[Record]:
    """Yield a record for each note; one that stands on several pages is found on the first."""
    titles = {entry.slug: entry.title for entry in context.entries}
    seen = set()
    for slug, them in notes.items():
        for note in them:
            entry = told.get((f"{HOMES[note.kind]}/", note.entity))
            if entry and note.label not in seen:
                seen.add(note.label)
                page = f"essays/{slug}/"
                where = f"fn:{note.label}", titles[slug], "Notes"
                yield Record("note", page, *where, entry.title, entry.text, entry.about)
