"""Search records of the registries' entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from edition.annotate.entity_index import EntityIndex
from edition.model.edtf import Edtf, display_date, display_lifetime
from edition.model.edtf_date import MONTHS
from edition.model.entries import DateEntry, PersonEntry, QuotationEntry
from edition.model.mention import Occurrence
from edition.model.registry import Calendar
from edition.model.translation import gettext, pgettext
from edition.model.years_in_words import display_decade
from edition.pages.phrases import describe_verdict
from edition.search.record import Record
from edition.text.locate import fold

# --- people --------------------------------------------------------------------------------------


def people_records(index: EntityIndex) -> Iterator[Record]:
    """Yield a record for each person in the registry."""
    for person in index.registry.people:
        lifetime = display_lifetime(person.born, person.died)
        text = _sentences(person.full, lifetime, person.role, person.note)
        names = spellings(person)
        yield Record(
            "person", "people/", person.id, gettext("People"), "", person.name, text, None, person.id, names
        )


def _sentences(*parts: str) -> str:
    """Join the parts that are not empty, each ending in a full stop or another mark."""
    return " ".join(
        part if part.endswith((".", "?", "!", "”", "“")) else f"{part}." for part in parts if part
    )


_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def spellings(person: PersonEntry) -> tuple[str, ...]:
    """Return every form of a person's name, the usual one first.

    Besides the forms in the registry, there are those that follow from the full name: `Ada Jane
    Marlow (Reed)` is also Ada Marlow, Ada Reed and Reed.
    """
    full = person.full.partition(",")[0]
    plain, former = _IN_BRACKETS.sub("", full), [match[1] for match in _IN_BRACKETS.finditer(full)]
    given = plain.partition(" ")[0]
    families = [name.rpartition(" ")[2] for name in (plain, *former) if name]
    short = [f"{given} {family}" for family in families if family != given]
    forms = (person.name, *person.person.names, person.sort, plain, *former, *short, *families[1:])
    return tuple(dict.fromkeys(form for form in forms if form))


# --- quotations ----------------------------------------------------------------------------------


def quotation_records(index: EntityIndex) -> Iterator[Record]:
    """Yield a record for each quotation in the registry."""
    for quotation in index.registry.quotations:
        occurrences = chain.from_iterable(index.occurrences_of("quotation", quotation.id).values())
        verdict = _sentences(describe_verdict(quotation))
        text = " ".join([_source(index, quotation), *_wordings(occurrences), verdict])
        yield Record(
            "quotation", "quotations/", quotation.id, gettext("Quotations"), "", quotation.title, text
        )


def _source(index: EntityIndex, quotation: QuotationEntry) -> str:
    """Return who said it, where and when."""
    work = index.works.get(quotation.work)
    parts = [
        index.speakers(quotation),
        work.title if work else "",
        display_date(quotation.said),
        quotation.locator,
    ]
    return _sentences(", ".join(part for part in parts if part))


def _wordings(occurrences: Iterable[Occurrence]) -> list[str]:
    """Return the quoted words, each wording once."""
    wordings = {fold(occurrence.exact): " ".join(occurrence.exact.split()) for occurrence in occurrences}
    return [gettext("“{words}”").format(words=words.strip("“”")) for words in wordings.values()]


# --- dates ---------------------------------------------------------------------------------------


def date_records(index: EntityIndex) -> Iterator[Record]:
    """Yield a record for each date on the timeline; none if the registry has no dates."""
    entries = {entry.date: entry for entry in index.registry.dates}
    if not entries:
        return
    for value in sorted(index.date_values, key=str):
        entry, event = entries.get(value), index.dates.get(value)
        see = _see(event) if event else ""
        text = _event(entry, index.registry.calendar) if entry else see
        synonyms = (entry.new_style, *entry.others) if entry else ()
        names = dict.fromkeys(name for date in (value, *synonyms) if date for name in date_names(date))
        title = f"{display_date(value)}: {entry.title}" if entry else display_date(value)
        yield Record(
            "date", "timeline/", value.id, gettext("Timeline"), "", title, text, None, value.id, tuple(names)
        )


def _see(event: DateEntry) -> str:
    """Return a reference to the entry of an event that a date means."""
    return gettext("See {date}: {event}.").format(date=display_date(event.date), event=event.title)


def _event(entry: DateEntry, calendar: Calendar) -> str:
    new_style = f"{calendar.heading}: {display_date(entry.new_style)}" if entry.new_style else ""
    return _sentences(entry.what, new_style)


_ROUND_YEARS = re.compile("[1-9][0-9]*X+")


def date_names(value: Edtf) -> list[str]:
    """Return what readers may type to find a date.

    The browser understands more notations (`dates` in `docs/assets/scripts/search-english.js`); those here
    are also found while they are being typed.

    >>> date_names(Edtf.parse("1917-10-25"))[:4]
    ['25 October 1917', '1917-10-25', 'October 25 1917', '25 Oct 1917']
    >>> date_names(Edtf.parse("193X"))
    ['1930s', '193X', '30s']
    >>> date_names(Edtf.parse("18XX"))
    ['19th century', '18XX', '1800s']
    """
    names, day = [display_date(value), str(value)], value.dates[0]
    if not value.is_interval and not day.qualifier and _ROUND_YEARS.fullmatch(day.year_digits):
        if day.year_digits.endswith("XX"):
            return [*names, display_decade(day.years[0])]
        return [*names, gettext("{year}s").format(year=day.year_digits.replace("X", "0")[2:])]
    if not value.iso or not day.month:
        return names
    name, year = gettext(MONTHS[day.month - 1]), day.to_year().display()
    if not day.day:
        return [*names, gettext("{month} {year}").format(month=name[:3], year=year)]
    other = pgettext("another order", "{month} {day} {year}")
    return [
        *names,
        other.format(month=name, day=day.day, year=year),
        gettext("{day} {month} {year}").format(day=day.day, month=name[:3], year=year),
        other.format(month=name[:3], day=day.day, year=year),
    ]


# --- disagreements and works ---------------------------------------------------------------------


def disagreement_records(index: EntityIndex) -> Iterator[Record]:
    """Yield a record for each disagreement in the registry."""
    page = gettext("Where they disagree")
    for entry in index.registry.disagreements:
        claims = [f"{index.titles[claim.essay]}: {claim.says}" for claim in entry.claims]
        text = _sentences(entry.question, *claims, entry.known)
        yield Record("disagreement", "disagreements/", entry.id, page, "", entry.title, text)


def source_records(index: EntityIndex) -> Iterator[Record]:
    """Yield a record for each work in the registry."""
    for work in index.registry.works:
        text = _sentences(index.authors(work), display_date(work.year), work.published)
        yield Record("source", "sources/", work.id, gettext("Sources"), "", work.title, text)
