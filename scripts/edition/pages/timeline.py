"""The timeline in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.index import EntityIndex
from edition.markup.markdown import attributes, escape, link, link_urls
from edition.model.edtf import display_date
from edition.model.entries import Calendar, DateEntry
from edition.pages.overviews import dates_overview
from edition.pages.register_parts import aliases, join_parts, occurrence_lists, page_head
from edition.pages.wording import qualify


def timeline_page(index: EntityIndex) -> str:
    """Return the page of all dates, in order of time, with what happened and every place."""
    parts = [page_head("Timeline", "What happened when, and which essay speaks of it.")]
    entries = {entry.date: entry for entry in reversed(index.registry.dates)}
    values = sorted(index.date_values)
    parts += dates_overview(index, values)
    for value in values:
        parts.append(f"## {display_date(value)} {attributes(value.id)}")
        parts.append(aliases(index, "date", value.id))
        entry = entries.get(value)
        other = None if entry else index.dates.get(value)
        if entry:
            parts += _happened(entry, index.registry.calendar)
        if other:
            parts.append(f"See {link(escape(f'{display_date(other.date)}: {other.title}'), f'#{other.id}')}.")
        parts += occurrence_lists(index, index.occurrences_of("date", value.id))
    return join_parts(parts)


def _happened(entry: DateEntry, calendar: Calendar) -> Iterator[str]:
    new = f" {escape(calendar.heading)}: {display_date(entry.new_style)}." if entry.new_style else ""
    yield f"**{escape(entry.title)}.** {qualify(escape(entry.what), entry.certainty)}{new}"
    yield f"How we know: {link_urls(entry.source)}\n{attributes(classes=['imprint'])}"
