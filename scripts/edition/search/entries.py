"""Records of the registries' entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.annotate.index import EntityIndex
from edition.model.edtf import Edtf, display_date, display_lifetime
from edition.model.edtf_date import MONTHS
from edition.model.entries import Calendar, DateEntry, PersonEntry, QuotationEntry, WorkEntry
from edition.model.mention import Occurrence
from edition.pages.wording import VERDICTS
from edition.search.record import Record
from edition.text.locate import fold

# --- entries of the registries -------------------------------------------------------------------


def people_records(context: EntityIndex) -> Iterator[Record]:
    """Yield a record for each of the registry's persons."""
    for person in context.registry.people:
        lived = display_lifetime(person.born, person.died)
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


def quotation_records(context: EntityIndex) -> Iterator[Record]:
    """Yield a record for each of the registry's quotations."""
    for one in context.registry.quotations:
        places = (
            place for them in context.by_entity.get(("quotation", one.id), {}).values() for place in them
        )
        text = " ".join([_source(context, one), *_wordings(places), _verdict(one)])
        yield Record("quotation", "quotations/", one.id, "Quotations", "", one.title, text)


def _source(context: EntityIndex, one: QuotationEntry) -> str:
    speakers = [p.name for p in map(context.people.get, (one.speaker, *one.also)) if p]
    work = context.works.get(one.work)
    parts = [
        " and ".join(speakers) or one.said_by,
        work.title if work else "",
        display_date(one.said),
        one.locator,
    ]
    return _sentences(", ".join(part for part in parts if part))


def _wordings(places: Iterable[Occurrence]) -> list[str]:
    """Return the words that are quoted, each wording once."""
    found = {fold(place.exact): " ".join(place.exact.split()) for place in places}
    return [f"“{words.strip('“”')}”" for words in found.values()]


def _verdict(one: QuotationEntry) -> str:
    return _sentences(VERDICTS[one.verdict], one.differs)


def date_records(context: EntityIndex) -> Iterator[Record]:
    """Yield a record for each of the registry's dates."""
    entries = {entry.date: entry for entry in context.registry.dates}
    if not entries:
        return
    for value in sorted(context.date_values, key=str):
        entry, leads = entries.get(value), context.dates.get(value)
        told = (
            _event(entry, context.registry.calendar)
            if entry
            else f"See {display_date(leads.date)}: {leads.title}."
            if leads
            else ""
        )
        new = (entry.new_style, *entry.others) if entry else ()
        names = dict.fromkeys(name for one in (value, *new) if one for name in date_names(one))
        title = f"{display_date(value)}: {entry.title}" if entry else display_date(value)
        yield Record("date", "timeline/", value.id, "Timeline", "", title, told, None, value.id, tuple(names))


def _event(entry: DateEntry, calendar: Calendar) -> str:
    new = f"{calendar.heading}: {display_date(entry.new_style)}" if entry.new_style else ""
    return _sentences(entry.what, new)


def date_names(value: Edtf) -> list[str]:
    """Return what readers may type for a date.

    >>> date_names(Edtf.parse("1917-10-25"))[:4]
    ['25 October 1917', '1917-10-25', 'October 25 1917', '25 Oct 1917']
    """
    names = [display_date(value), str(value)]
    day = value.dates[0]
    if not value.iso or not day.month:
        return names
    name, year = MONTHS[day.month - 1], day.to_year().display()
    if not day.day:
        return [*names, f"{name[:3]} {year}"]
    return [
        *names,
        f"{name} {day.day} {year}",
        f"{day.day} {name[:3]} {year}",
        f"{name[:3]} {day.day} {year}",
    ]


def disagreement_records(context: EntityIndex) -> Iterator[Record]:
    """Yield a record for each of the registry's disagreements."""
    for one in context.registry.disagreements:
        said = [f"{context.titles[claim.essay]}: {claim.says}" for claim in one.claims]
        text = _sentences(one.question, *said, one.known)
        page = "Where they disagree"
        yield Record("disagreement", "disagreements/", one.id, page, "", one.title, text)


def source_records(context: EntityIndex) -> Iterator[Record]:
    """Yield a record for each of the registry's works."""
    for work in context.registry.works:
        text = _sentences(_author(context, work), display_date(work.year), work.published)
        yield Record("source", "sources/", work.id, "Sources", "", work.title, text)


def _author(context: EntityIndex, work: WorkEntry) -> str:
    names = [person.name for person in map(context.people.get, (work.author, *work.also)) if person]
    return " and ".join(names) or work.by
