"""The timeline in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, escape, link, link_urls
from edition.model.edtf import display_date
from edition.model.entries import Calendar, DateEntry
from edition.pages.overviews import dates_overview
from edition.pages.phrases import qualify
from edition.pages.register_parts import aliases, join_parts, occurrence_lists, page_head


def timeline_page(index: EntityIndex) -> str:
    """Return the page of all dates in chronological order: what happened, and every occurrence."""
    parts = [page_head("Timeline", "What happened when, and which essay speaks of it.")]
    entries = {entry.date: entry for entry in reversed(index.registry.dates)}
    values = sorted(index.date_values)
    parts += dates_overview(index, values)
    for value in values:
        parts.append(f"## {display_date(value)} {attributes(value.id)}")
        parts.append(aliases(index, "date", value.id))
        entry = entries.get(value)
        main = None if entry else index.dates.get(value)
        if entry:
            parts += _event(entry, index.registry.calendar)
        if main:
            title = escape(f"{display_date(main.date)}: {main.title}")
            parts.append(f"See {link(title, f'#{main.id}')}.")
        parts += occurrence_lists(index, index.occurrences_of("date", value.id))
    return join_parts(parts)


def _event(entry: DateEntry, calendar: Calendar) -> Iterator[str]:
    new_style = f" {escape(calendar.heading)}: {display_date(entry.new_style)}." if entry.new_style else ""
    yield f"**{escape(entry.title)}.** {qualify(escape(entry.what), entry.certainty)}{new_style}"
    yield f"How we know: {link_urls(entry.source)}\n{attributes(classes=['imprint'])}"
