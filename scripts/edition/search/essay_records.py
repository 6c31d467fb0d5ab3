"""The records of the search: one for each section, paragraph, footnote and registry entry.

Records are derived from the edition, not from finished pages, so that they do not depend on the
generator. `index_files` turns them into the files that a browser loads.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from edition.annotate.dates import find_dates
from edition.annotate.entity_index import EntityIndex
from edition.annotate.people import PeopleFinder
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay
from edition.model.manifest import Entry
from edition.model.mention import PAGE_BY_KIND, EntityKey, Mention
from edition.model.translation import gettext
from edition.search.record import EntitySpan, Record, RecordKind
from edition.search.registry_records import (
    date_records,
    disagreement_records,
    people_records,
    quotation_records,
    source_records,
)


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """Consecutive records: those of a page, of all notes, or of all entries."""

    name: str
    make: Callable[[], Iterable[Record]]
    essay: EditedEssay | None = None
    """The essay on which they depend, besides the registries; None if they depend on all essays."""


def search_records(
    index: EntityIndex, essays: Sequence[EditedEssay], people: PeopleFinder, language: str
) -> list[Record]:
    """Return all records, grouped by kind and page; the arguments are those of `record_groups`."""
    return [record for group in record_groups(index, essays, people, language) for record in group.make()]


def record_groups(
    index: EntityIndex, essays: Sequence[EditedEssay], people: PeopleFinder, language: str
) -> Iterator[RecordGroup]:
    """Yield all records in groups, in the order of the index.

    `people` finds names in the editors' own texts, `language` is the BCP 47 code of their language.
    """
    finder = _EntityFinder(people, language)
    for name, records in (("page_records", _page_records), ("summary_records", _summary_records)):
        for essay in essays:
            yield RecordGroup(name, partial(records, essay, finder), essay)
    entries = _entry_records(index, finder)
    yield RecordGroup("note_records", partial(_note_records, essays, entries))
    yield RecordGroup("entry_records", lambda: entries)


def _entry_records(index: EntityIndex, finder: _EntityFinder) -> list[Record]:
    """Return the records of all entries of the registries."""
    entries = [
        *people_records(index),
        *quotation_records(index),
        *date_records(index),
        *disagreement_records(index),
        *source_records(index),
    ]
    return [finder.add_spans(entry) for entry in entries]


# --- essays and digests --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _EntityFinder:
    """Finds the people and dates that a text mentions."""

    people: PeopleFinder
    language: str

    def spans(self, text: str) -> tuple[EntitySpan, ...]:
        """Return where a text mentions people and dates."""
        people = [(m.start, m.end, m.person) for m in self.people.find(text)]
        dates = find_dates(text, self.language)
        return (*people, *((m.start, m.end, m.edtf.without_qualifiers().id) for m in dates))

    def add_spans(self, record: Record) -> Record:
        """Return a record that says where its text mentions people and dates."""
        return replace(record, about=self.spans(record.text))


def _page_records(edited: EditedEssay, finder: _EntityFinder) -> Iterator[Record]:
    """Yield the records of what an essay's page shows: the title, then sections, then paragraphs."""
    shown = edited.shown
    if not shown:
        return
    entry, page = edited.entry, f"essays/{edited.slug}/"
    yield finder.add_spans(Record("essay", page, "", entry.title, "", entry.title, _description(entry)))
    for section in entry.sections:
        yield Record(_kind(shown), page, section.id, entry.title, "", section.heading, "", ())
    mentions = _EntityMentions(edited.mentions)
    for block in _searchable_blocks(shown.blocks):
        yield _block_record(shown, block, mentions.within(block))


def _summary_records(edited: EditedEssay, finder: _EntityFinder) -> Iterator[Record]:
    """Yield the records of the digest that accompanies a text, if there is one."""
    digest = edited.summary
    if not digest:
        return
    for block in _searchable_blocks(digest.blocks):
        yield _block_record(digest, block, finder.spans(digest.block_text(block)))


def _block_record(essay: Essay, block: Block, about: tuple[EntitySpan, ...]) -> Record:
    entry = essay.entry
    heading = entry.section(block.section).heading if block.section else ""
    words = essay.block_text(block)
    return Record(_kind(essay), f"essays/{entry.slug}/", block.anchor, entry.title, heading, "", words, about)


def _kind(essay: Essay) -> RecordKind:
    return "digest" if essay.is_digest else "essay"


def _description(entry: Entry) -> str:
    """Return author, publisher, date and summary of an essay in one text."""
    texts = (entry.author.text, entry.publisher.text, entry.date.text, entry.summary)
    return ". ".join(filter(None, texts))


def _searchable_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that have an address, the citations of block quotes that have one, and the notes."""
    return (
        block for block in blocks if block.address or (block.kind in ("citation", "note") and block.anchor)
    )


class _EntityMentions:
    """The mentions of people and dates in an essay."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._spans = [(m.start, m.end, m.entity) for m in mentions if m.kind in ("person", "date")]

    def within(self, block: Block) -> tuple[EntitySpan, ...]:
        """Return the mentions within `block`, with positions counted from its start."""
        first, last = (bisect_left(self._spans, (position,)) for position in (block.start, block.end))
        return tuple(
            (start - block.start, end - block.start, entity)
            for start, end, entity in self._spans[first:last]
            if end <= block.end
        )


def _note_records(essays: Iterable[EditedEssay], entries: Iterable[Record]) -> Iterator[Record]:
    """Yield a record for each note; what has notes on several pages has one record, for the first page."""
    by_address = {(record.page, record.fragment): record for record in entries}
    first_notes: dict[EntityKey, tuple[EditedEssay, str]] = {}
    for essay in essays:
        for note in essay.notes.footnotes:
            first_notes.setdefault(note.key, (essay, note.id))
        for sign in essay.notes.signs:
            for entity in sign.disagreements:
                first_notes.setdefault(("disagreement", entity), (essay, sign.note_id))
    for (kind, entity), (essay, fragment) in first_notes.items():
        entry = by_address.get((f"{PAGE_BY_KIND[kind]}/", entity))
        if entry:
            location = f"essays/{essay.slug}/", fragment, essay.entry.title, gettext("Notes")
            yield Record("note", *location, entry.title, entry.text, entry.about)
