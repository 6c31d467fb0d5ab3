"""The timeline in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.index import EntityIndex
from edition.markup.markdown import attributes, escape, link, linked
from edition.model.edtf import display_date, sort_key
from edition.model.entries import Calendar, DateEntry, date_id
from edition.pages.entries import aliases, join_parts, occurrence_lists, page_head
from edition.pages.overviews import who_speaks_of_when
from edition.pages.wording import qualify


def timeline_page(context: EntityIndex) -> str:
    """Return the page of all dates, in order of time, with what happened and every place."""
    parts = [page_head("Timeline", "What happened when, and which essay speaks of it.")]
    entries = {entry.date: entry for entry in reversed(context.registry.dates)}
    values = sorted(context.times, key=sort_key)
    parts += who_speaks_of_when(context, values)
    for value in values:
        parts.append(f"## {display_date(value)} {attributes(date_id(value))}")
        parts.append(aliases(context, "date", date_id(value)))
        entry = entries.get(value)
        other = None if entry else context.dates.get(value)
        if entry:
            parts += _happened(entry, context.registry.calendar)
        if other:
            parts.append(f"See {link(escape(f'{display_date(other.date)}: {other.title}'), f'#{other.id}')}.")
        parts += occurrence_lists(context, context.places_of("date", date_id(value)))
    return join_parts(parts)


def _happened(entry: DateEntry, calendar: Calendar) -> Iterator[str]:
    new = f" {escape(calendar.heading)}: {display_date(entry.new_style)}." if entry.new_style else ""
    yield f"**{escape(entry.title)}.** {qualify(escape(entry.what), entry.certainty)}{new}"
    yield f"How we know: {linked(entry.source)}\n{attributes(classes=['imprint'])}"
