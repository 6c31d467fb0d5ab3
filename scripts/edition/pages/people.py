"""The page of people in Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from edition.annotate.entity_index import EntityIndex
from edition.markup.markdown import attributes, emphasis, escape
from edition.model.edtf import display_bound
from edition.model.entries import PersonEntry
from edition.model.translation import gettext
from edition.pages.filters import Facet, Tags, contents, entry_block, essay_facet, essay_tags, filter_form
from edition.pages.overviews import people_overview
from edition.pages.phrases import qualify
from edition.pages.places import all_mentions, mention_pages
from edition.pages.register_parts import (
    aliases,
    identifier_links,
    join_parts,
    jumps,
    page_head,
    source_line,
)


def people_page(index: EntityIndex, metadata: Mapping[str, object] | None = None) -> str:
    """Return the page of all people: who they were, and every occurrence of their names.

    `metadata` goes into the front matter, for other programs.
    """
    people = _in_order(index.registry.people)
    overview = list(people_overview(index))
    description = gettext("Everyone the essays name: who they were, and every mention.")
    more = gettext("A [chart below](#who-is-named-where) shows who is named where.") if overview else ""
    parts = [page_head(gettext("People"), description, metadata, more=more)]
    groups = Facet("group", gettext("Group"), {group.id: group.title for group in index.registry.groups})
    parts.append(filter_form([essay_facet(index), groups], [_tags(index, person) for person in people]))
    parts += [_groups(index), jumps((_letter(person), person.id) for person in people)]
    parts += [entry_block(_entry(index, person), _tags(index, person)) for person in people]
    return join_parts([*parts, *overview])


def people_mentions(index: EntityIndex) -> Iterator[tuple[str, str]]:
    """Yield the pages of people who are named too often for the page of all, by path below `docs`."""
    for person in index.registry.people:
        found = index.occurrences_of("person", person.id)
        yield from mention_pages(index, "person", person.id, person.name, found)


def _tags(index: EntityIndex, person: PersonEntry) -> Tags:
    essays = index.occurrences_of("person", person.id)
    return {"essay": essay_tags(index, essays), "group": [person.group] if person.group else []}


def _groups(index: EntityIndex) -> str:
    """Return links to all people, by group; empty if the editors have no groups."""
    people = _in_order(index.registry.people)
    groups = {
        group.title: [(p.name, p.id) for p in people if p.group == group.id]
        for group in index.registry.groups
    }
    if not groups:
        return ""
    others = [(p.name, p.id) for p in people if not p.group]
    return contents({**groups, gettext("Others"): others}, ".names")


def _in_order(people: Iterable[PersonEntry]) -> list[PersonEntry]:
    """Return people by the form of the name that sorts them: without accents, capitals and apostrophes."""

    def key(person: PersonEntry) -> str:
        letters = unicodedata.normalize("NFD", person.sort.casefold())
        return "".join(c for c in letters if c.isalnum() or c in " ,-")

    return sorted(people, key=key)


def _letter(person: PersonEntry) -> str:
    """Return the letter under which a person is in an alphabet, without accents."""
    return unicodedata.normalize("NFD", person.sort)[:1].upper()


def _entry(index: EntityIndex, person: PersonEntry) -> Iterator[str]:
    """Yield who a person was, the part in each essay, the source, and all mentions."""
    yield f"## {escape(person.name)} {attributes(person.id)}"
    yield aliases(index, "person", person.id)
    known = (person.full, _dates(person), person.role)
    summary = ". ".join(part for part in known if part)
    yield qualify(escape(summary, starts_line=True), person.certainty)
    yield escape(person.note, starts_line=True)
    yield "\n".join(f"- {emphasis(index.titles[part.essay])}: {escape(part.why)}" for part in person.here)
    yield source_line(person.sources, person.sources_note, *identifier_links(person))
    yield all_mentions(index, "person", person.id, index.occurrences_of("person", person.id))


def _dates(person: PersonEntry) -> str:
    """Return the dates of birth and death; of one alone, say which it is."""
    born, died = map(display_bound, (person.born, person.died))
    if born and died:
        return f"{born} – {died}"
    if born:
        return gettext("Born {date}").format(date=born)
    return gettext("Died {date}").format(date=died) if died else ""
