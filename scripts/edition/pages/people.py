"""The page of people in Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, escape, link, link_urls
from edition.model.edtf import display_date
from edition.model.entries import PersonEntry
from edition.pages.overviews import people_overview
from edition.pages.phrases import qualify
from edition.pages.register_parts import aliases, join_parts, occurrence_lists, page_head


def people_page(index: EntityIndex, metadata: Mapping[str, object] | None = None) -> str:
    """Return the page of all people: who they were, and every occurrence of their names.

    `metadata` goes into the front matter, for other programs.
    """
    parts = [page_head("People", "Everybody whom the essays name: who that was, and every place.", metadata)]
    parts += people_overview(index)
    for person in index.registry.people:
        parts.append(f"## {escape(person.name)} {attributes(person.id)}")
        parts.append(aliases(index, "person", person.id))
        dates = " – ".join(display_date(day) for day in (person.born, person.died) if day)
        name = f"{escape(person.full)}. " if person.full else ""
        parts.append(f"{name}{dates}{'. ' if dates else ''}{qualify(escape(person.role), person.certainty)}")
        if person.note:
            parts.append(escape(person.note, starts_line=True))
        parts.append(_sources(person))
        parts += occurrence_lists(index, index.occurrences_of("person", person.id))
    return join_parts(parts)


def _sources(person: PersonEntry) -> str:
    parts = [f"How we know: {link_urls(person.source)}"]
    if person.wikidata:
        parts.append(link(f"Wikidata {person.wikidata}", f"https://www.wikidata.org/wiki/{person.wikidata}"))
    return " · ".join(parts) + "\n" + attributes(classes=["imprint"])
