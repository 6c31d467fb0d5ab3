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
        known = (person.full, _dates(person), person.role)
        summary = ". ".join(part for part in known if part)
        parts.append(qualify(escape(summary, starts_line=True), person.certainty))
        if person.note:
            parts.append(escape(person.note, starts_line=True))
        parts.append(_parts(index, person))
        parts.append(_sources(person))
        parts += occurrence_lists(index, index.occurrences_of("person", person.id))
    return join_parts(parts)


def _dates(person: PersonEntry) -> str:
    """Return the dates of birth and death; of one alone, say which it is."""
    born, died = (display_date(day) if day else "" for day in (person.born, person.died))
    if born and died:
        return f"{born} – {died}"
    return f"Born {born}" if born else f"Died {died}" if died else ""


def _parts(index: EntityIndex, person: PersonEntry) -> str:
    """Return the part that a person plays in each essay, as a list; empty if the editors do not say so."""
    return "\n".join(f"- *{escape(index.titles[part.essay])}*: {escape(part.why)}" for part in person.here)


def _sources(person: PersonEntry) -> str:
    parts = [f"How we know: {link_urls(person.source)}"]
    if person.wikidata:
        parts.append(link(f"Wikidata {person.wikidata}", f"https://www.wikidata.org/wiki/{person.wikidata}"))
    return " · ".join(parts) + "\n" + attributes(classes=["imprint"])
