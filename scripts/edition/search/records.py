"""What the search finds: a record for each section, paragraph, note and entry of a registry.

Records are made of what the build knows, not of finished pages, so they are the same under every
generator. `index` makes the files that a browser reads of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from edition.annotate.dates import find_dates
from edition.annotate.index import EntityIndex
from edition.annotate.people import PeopleFinder
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay
from edition.model.footnote import Footnote
from edition.model.manifest import Entry
from edition.model.mention import PAGE_BY_KIND, Mention
from edition.search.entries import (
    date_records,
    disagreement_records,
    people_records,
    quotation_records,
    source_records,
)
from edition.search.record import EntitySpan, Record, RecordKind


def search_records(context: EntityIndex, essays: Sequence[EditedEssay], people: PeopleFinder) -> list[Record]:
    """Return all records, those of one kind and page together.

    `people` finds names in what the editors say.
    """
    names = _Names(people)
    entries = [
        *people_records(context),
        *quotation_records(context),
        *date_records(context),
        *disagreement_records(context),
        *source_records(context),
    ]
    entries = [names.add_spans(entry) for entry in entries]
    return [
        *(record for essay in essays if essay.shown for record in _page_records(essay, essay.shown, names)),
        *(record for essay in essays if essay.summary for record in _summary_records(essay.summary, names)),
        *_note_records(essays, entries),
        *entries,
    ]


# --- essays and digests --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Names:
    """Finds whom and which dates a text names."""

    people: PeopleFinder

    def spans(self, text: str) -> tuple[EntitySpan, ...]:
        people = [(m.start, m.end, m.person) for m in self.people.find(text)]
        return (*people, *((m.start, m.end, m.edtf.id) for m in find_dates(text)))

    def add_spans(self, record: Record) -> Record:
        return replace(record, about=self.spans(record.text))


def _page_records(edited: EditedEssay, shown: Essay, names: _Names) -> Iterator[Record]:
    """Yield the records of what an essay's page shows: its title, its sections, its paragraphs."""
    entry, page = edited.entry, f"essays/{edited.slug}/"
    yield names.add_spans(Record("essay", page, "", entry.title, "", entry.title, _lead(entry)))
    for section in entry.sections:
        yield Record(_kind(shown), page, section.id, entry.title, "", section.heading, "", ())
    mentions = _Mentions(edited.mentions)
    for block in _findable(shown.blocks):
        yield _block_record(shown, block, mentions.within(block))


def _summary_records(digest: Essay, names: _Names) -> Iterator[Record]:
    """Yield the records of a digest that accompanies a text."""
    for block in _findable(digest.blocks):
        yield _block_record(digest, block, names.spans(digest.block_text(block)))


def _block_record(essay: Essay, block: Block, about: tuple[EntitySpan, ...]) -> Record:
    entry = essay.entry
    heading = next((section.heading for section in entry.sections if section.id == block.section), "")
    words = essay.block_text(block)
    return Record(_kind(essay), f"essays/{entry.slug}/", block.anchor, entry.title, heading, "", words, about)


def _kind(essay: Essay) -> RecordKind:
    return "digest" if essay.is_digest else "essay"


def _lead(entry: Entry) -> str:
    """Return what the head of a page says: who wrote it, who published it, what it is about."""
    facts = [fact.text for fact in (entry.author, entry.publisher, entry.date) if fact.certainty != "unknown"]
    return ". ".join(text for text in (*facts, entry.summary) if text)


def _findable(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that can be found: those with an address, and citations below them."""
    return (block for block in blocks if block.address or (block.kind == "citation" and block.anchor))


class _Mentions:
    """The people and dates that an essay names, to be asked for by block."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._spans = [(m.start, m.end, m.entity) for m in mentions if m.kind in ("person", "date")]

    def within(self, block: Block) -> tuple[EntitySpan, ...]:
        """Return those that lie within `block`, from its start."""
        first, last = (bisect_left(self._spans, (at,)) for at in (block.start, block.end))
        spans = self._spans[first:last]
        return tuple((a - block.start, b - block.start, entity) for a, b, entity in spans if b <= block.end)


def _note_records(essays: Iterable[EditedEssay], entries: Iterable[Record]) -> Iterator[Record]:
    """Yield a record for each footnote; one that stands on several pages is found on the first."""
    by_address = {(record.page, record.fragment): record for record in entries}
    first: dict[str, tuple[EditedEssay, Footnote]] = {}
    for essay in essays:
        for footnote in essay.footnotes:
            first.setdefault(footnote.label, (essay, footnote))
    for label, (essay, footnote) in first.items():
        entry = by_address.get((f"{PAGE_BY_KIND[footnote.kind]}/", footnote.entity))
        if entry:
            where = f"essays/{essay.slug}/", f"fn:{label}", essay.entry.title, "Notes"
            yield Record("note", *where, entry.title, entry.text, entry.about)
