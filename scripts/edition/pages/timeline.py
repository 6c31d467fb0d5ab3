"""The timeline in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.annotate.occurrences import group_by_essay
from edition.markup.markdown import attributes, escape
from edition.model.edtf import Edtf, display_date
from edition.model.entries import DateEntry
from edition.model.translation import gettext
from edition.pages.filters import Tags, entry_block, essay_facet, essay_tags, filter_form
from edition.pages.overviews import dates_overview
from edition.pages.phrases import qualify
from edition.pages.places import all_mentions, mention_pages
from edition.pages.register_parts import aliases, join_parts, jumps, page_head, source_line


def timeline_page(index: EntityIndex) -> str:
    """Return the page of all events in chronological order, a picture, and the dates that are of no event.

    Events are in the order of their beginnings; see `DateEntry.start`.
    """
    values = sorted(index.date_values)
    events = sorted(index.registry.dates, key=lambda event: (event.start, event.date))
    merged, others = _merge(index, values)
    found_by_event = {event.id: index.by_event.get(event.id, {}) for event in events}
    overview = list(dates_overview(index, values))
    more = gettext("A [chart below](#who-speaks-of-when) shows the years.") if overview else ""
    description = gettext("What happened when, and which essay speaks of it.")
    parts = [page_head(gettext("Timeline"), description, more=more)]
    all_found = [*found_by_event.values(), *others.values()]
    parts.append(filter_form([essay_facet(index)], [_tags(index, found) for found in all_found]))
    parts.append(jumps((_decade(event.date), event.id) for event in events))
    for event in events:
        found = found_by_event[event.id]
        entry = _event(index, event, merged.get(event.id, ()), found)
        parts.append(entry_block(entry, _tags(index, found), ".event"))
    parts += overview
    if others:
        parts.append(f"## {gettext('Other dates')} {attributes('other-dates')}")
        parts.append(gettext("Other dates that the essays mention."))
        parts += [
            entry_block(_date(index, value, found), _tags(index, found), ".date")
            for value, found in others.items()
        ]
    return join_parts(parts)


def date_mentions(index: EntityIndex) -> Iterator[tuple[str, str]]:
    """Yield the pages of dates that are mentioned too often for the timeline, by path below `docs`."""
    for event in index.registry.dates:
        yield from mention_pages(index, "date", event.id, event.title, index.by_event.get(event.id, {}))
    for value, found in _merge(index, sorted(index.date_values))[1].items():
        yield from mention_pages(index, "date", value.id, display_date(value), found)


def _merge(
    index: EntityIndex, values: list[Edtf]
) -> tuple[dict[str, list[str]], dict[Edtf, OccurrencesByEssay]]:
    """Divide the dates without an entry of their own.

    Return the ids of those that only ever mean an event, by the event's id; and the places of all others
    that mean none.
    """
    merged: dict[str, list[str]] = {}
    others: dict[Edtf, OccurrencesByEssay] = {}
    for value in values:
        if value.id in index.events:
            continue
        places = [place for found in index.occurrences_of("date", value.id).values() for place in found]
        free = [place for place in places if not index.event_of(place.mention)]
        if free:
            others[value] = group_by_essay(free)
        else:
            event = index.dates[value].id if value in index.dates else index.event_of(places[0].mention)
            merged.setdefault(event, []).append(value.id)
    return merged, others


def _decade(date: Edtf) -> str:
    """Return the decade in which a date begins; all years before Christ are one."""
    year = date.years[0]
    return gettext("{year}s").format(year=year // 10 * 10) if year > 0 else gettext("BC")


def _tags(index: EntityIndex, found: OccurrencesByEssay) -> Tags:
    return {"essay": essay_tags(index, found)}


def _event(
    index: EntityIndex, event: DateEntry, merged: Sequence[str], found: OccurrencesByEssay
) -> Iterator[str]:
    yield f"## {escape(event.title)} {attributes(event.id)}"
    yield aliases(index, "date", event.id, *merged)
    ours = escape(index.registry.calendar.name)
    new_style = f" ({ours} {display_date(event.new_style)})" if event.new_style else ""
    day = escape(display_date(event.date), starts_line=True)
    yield f"{day}{new_style}\n{attributes(classes=['when'])}"
    yield qualify(escape(event.what, starts_line=True), event.certainty)
    yield source_line(event.sources, event.sources_note)
    yield all_mentions(index, "date", event.id, found)


def _date(index: EntityIndex, value: Edtf, found: OccurrencesByEssay) -> Iterator[str]:
    yield f"### {display_date(value)} {attributes(value.id)}"
    yield aliases(index, "date", value.id)
    yield all_mentions(index, "date", value.id, found)
