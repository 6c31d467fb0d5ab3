"""What the search finds: a record for each section, paragraph, note and entry of a registry.

Records are made of what the build knows, not of finished pages, so they are the same under every
generator. `searchindex` makes the files that a browser reads of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from edition.annotate import Mention
from edition.crosslink import HOMES, Place
from edition.dates import find_dates
from edition.edtf import MONTHS, display, years
from edition.entities import VERDICTS, Context
from edition.essay import ADDRESSED, Block, Essay
from edition.markdown import front_matter, link
from edition.notes import Note
from edition.people import PeopleFinder
from edition.places import fold
from edition.registry import DateEntry, PersonEntry, QuotationEntry, WorkEntry, date_id

Kind = Literal["essay", "digest", "note", "person", "quotation", "date", "disagreement", "source"]

Span = tuple[int, int, str]
"""Start and end in code points of a record's text, and the id of the person or date meant there."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something that can be found, and its address."""

    kind: Kind
    page: str
    """The address of its page, such as `essays/gravedigger/`."""
    fragment: str
    """Its place on the page; empty for the page itself."""
    shown_in: str
    """The title of its page."""
    section: str
    """The heading that it stands under, shown and not searched."""
    title: str
    """Its own heading, which is searched and weighs more."""
    text: str
    about: tuple[Span, ...] | None = None
    """Whom and what its text names; None where that has not been looked for."""
    entity: str = ""
    """The id of the person or date whose own entry this is."""
    names: tuple[str, ...] = ()
    """All that readers may type for that person or date, the usual form first."""

    @property
    def address(self) -> str:
        """Return its address on the site."""
        return f"{self.page}#{self.fragment}" if self.fragment else self.page


@dataclass(frozen=True, slots=True)
class Part:
    """An essay or a digest, the addresses of its blocks, and what it names where that is known."""

    essay: Essay
    ids: Sequence[str]
    mentions: Sequence[Mention] | None = None
    """None where they have not been looked for."""


def records(
    context: Context,
    parts: Iterable[Part],
    notes: Mapping[str, Sequence[Note]],
    people: PeopleFinder,
) -> list[Record]:
    """Return all records, those of one kind and page together.

    `notes` are the footnotes of each page, by slug; `people` finds names in what the editors say.
    """
    names = _Names(people)
    shown = [record for part in parts for record in _part(part, names)]
    entries = [*_people(context), *_quotations(context), *_dates(context), *_disagreements(context)]
    entries = [names.told(one) for one in (*entries, *_sources(context))]
    told = {(record.page, record.fragment): record for record in entries}
    return [*shown, *_notes(context, notes, told), *entries]


# --- essays and digests --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Names:
    """Finds whom and which dates a text names."""

    people: PeopleFinder

    def spans(self, text: str) -> tuple[Span, ...]:
        people = [(m.start, m.end, m.person) for m in self.people.find(text)]
        return (*people, *((m.start, m.end, date_id(m.edtf)) for m in find_dates(text)))

    def told(self, record: Record) -> Record:
        return _with_spans(record, self.spans(record.text))


def _with_spans(record: Record, about: tuple[Span, ...]) -> Record:
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


def _kind(essay: Essay) -> Kind:
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

    def within(self, block: Block) -> tuple[Span, ...]:
        """Return those that lie within `block`, from its start."""
        first, last = (bisect_left(self._spans, (at,)) for at in (block.start, block.end))
        spans = self._spans[first:last]
        return tuple((a - block.start, b - block.start, entity) for a, b, entity in spans if b <= block.end)


def _notes(
    context: Context, notes: Mapping[str, Sequence[Note]], told: Mapping[tuple[str, str], Record]
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


# --- entries of the registries -------------------------------------------------------------------


def _people(context: Context) -> Iterator[Record]:
    for person in context.registry.people:
        lived = years(person.born, person.died)
        text = _sentences(person.full, lived, person.role, person.note)
        yield Record(
            "person",
            "people/",
            person.id,
            "People",
            "",
            person.name,
            text,
            None,
            person.id,
            spellings(person),
        )


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "?", "!", "”")) else f"{part}." for part in parts if part)


_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def spellings(person: PersonEntry) -> tuple[str, ...]:
    """Return every way to write a person's name that the registry knows, the usual form first.

    With the forms that are given there are those that follow from the full name: `Lev Davidovich
    Trotsky (Bronstein)` is also Lev Trotsky, Lev Bronstein and Bronstein.
    """
    told = person.full.partition(",")[0]
    plain, other = _BRACKETS.sub("", told), [m[1] for m in _BRACKETS.finditer(told)]
    given = plain.partition(" ")[0]
    families = [name.rpartition(" ")[2] for name in (plain, *other) if name]
    joined = [f"{given} {family}" for family in families if family != given]
    forms = (person.name, *person.person.names, person.sort, plain, *other, *joined, *families[1:])
    return tuple(dict.fromkeys(form for form in forms if form))


def _quotations(context: Context) -> Iterator[Record]:
    for one in context.registry.quotations:
        places = (place for them in context.found.get(("quotation", one.id), {}).values() for place in them)
        text = " ".join([_source(context, one), *_wordings(places), _verdict(one)])
        yield Record("quotation", "quotations/", one.id, "Quotations", "", one.title, text)


def _source(context: Context, one: QuotationEntry) -> str:
    speakers = [p.name for p in map(context.people.get, (one.speaker, *one.also)) if p]
    work = context.works.get(one.work)
    parts = [
        " and ".join(speakers) or one.said_by,
        work.title if work else "",
        display(one.said),
        one.locator,
    ]
    return _sentences(", ".join(part for part in parts if part))


def _wordings(places: Iterable[Place]) -> list[str]:
    """Return the words that are quoted, each wording once."""
    found = {fold(place.exact): " ".join(place.exact.split()) for place in places}
    return [f"“{words.strip('“”')}”" for words in found.values()]


def _verdict(one: QuotationEntry) -> str:
    return _sentences(VERDICTS[one.verdict], one.differs)


def _dates(context: Context) -> Iterator[Record]:
    entries = {entry.date: entry for entry in context.registry.dates}
    if not entries:
        return
    for value in sorted(context.times):
        entry, leads = entries.get(value), context.dates.get(value)
        told = _event(entry) if entry else f"See {display(leads.date)}: {leads.title}." if leads else ""
        new = (entry.new_style, *entry.others) if entry else ()
        names = dict.fromkeys(name for one in (value, *new) if one for name in date_names(one))
        id_ = date_id(value)
        title = f"{display(value)}: {entry.title}" if entry else display(value)
        yield Record("date", "timeline/", id_, "Timeline", "", title, told, None, id_, tuple(names))


def _event(entry: DateEntry) -> str:
    new = f"New style: {display(entry.new_style)}" if entry.new_style else ""
    return _sentences(entry.what, new)


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


def date_names(value: str) -> list[str]:
    """Return what readers may type for an EDTF date.

    >>> date_names("1917-10-25")[:4]
    ['25 October 1917', '1917-10-25', 'October 25 1917', '25 Oct 1917']
    """
    names = [display(value), value]
    day, month = _DAY.fullmatch(value), _MONTH.fullmatch(value)
    if day:
        number, name = int(day[3]), MONTHS[int(day[2]) - 1]
        names += [
            f"{name} {number} {day[1]}",
            f"{number} {name[:3]} {day[1]}",
            f"{name[:3]} {number} {day[1]}",
        ]
    elif month and int(month[2]) <= len(MONTHS):
        names.append(f"{MONTHS[int(month[2]) - 1][:3]} {month[1]}")
    return names


def _disagreements(context: Context) -> Iterator[Record]:
    for one in context.registry.disagreements:
        said = [f"{context.titles[claim.essay]}: {claim.says}" for claim in one.claims]
        text = _sentences(one.question, *said, one.known)
        page = "Where they disagree"
        yield Record("disagreement", "disagreements/", one.id, page, "", one.title, text)


def _sources(context: Context) -> Iterator[Record]:
    for work in context.registry.works:
        text = _sentences(_author(context, work), display(work.year), work.published)
        yield Record("source", "sources/", work.id, "Sources", "", work.title, text)


def _author(context: Context, work: WorkEntry) -> str:
    names = [person.name for person in map(context.people.get, (work.author, *work.also)) if person]
    return " and ".join(names) or work.by


# --- the page ------------------------------------------------------------------------------------

LISTS = {
    "people": "People",
    "quotations": "Quotations",
    "timeline": "Timeline",
    "disagreements": "Where they disagree",
    "sources": "Sources",
}
"""The pages that list what there is, and their titles."""


def page(lists: Iterable[str]) -> str:
    """Return the page of the search as it is without scripts; `lists` are those of LISTS there are."""
    description = "Search the essays, their digests and notes, and the people, quotations and dates in them."
    values = {"title": "Search", "description": description, "hide": ["navigation", "toc"]}
    links = [link("The essays", "essays/index.md"), *(link(LISTS[name], f"{name}.md") for name in lists)]
    told = "\n".join(f"- {one}" for one in links)
    return f"{front_matter(values)}\n# Search\n\n{_WITHOUT}\n\n{told}\n\n</div>\n"


_WITHOUT = """<div data-search-here markdown="1">

The search works in your browser and needs scripts; they are off, or this browser cannot run them. What
is most often looked for stands in these lists:"""
