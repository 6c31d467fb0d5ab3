"""The files for other programs, and those of the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edition import data, search, searchindex, tei, webannotation
from edition.addresses import Assignment
from edition.annotate import MentionKind
from edition.crosslink import HOMES
from edition.entities import Context
from edition.entitybook import Shelf
from edition.essay import Essay
from edition.layout import DATA
from edition.notes import Note
from edition.people import people_finder
from edition.project import Edition


def data_files(
    edition: Edition, pages: list[str], context: Context, decided: Mapping[str, Sequence[Note]]
) -> dict[str, str]:
    """Return the files for other programs.

    `pages` are the addresses of all pages, `decided` the notes of each essay, by slug.
    """
    files = {f"ledger/{essay.entry.slug}.json": data.ledger(essay) for essay in edition.essays}
    for essay in edition.shown:
        slug = essay.entry.slug
        files[f"tei/{slug}.xml"] = tei.document(
            context, essay, edition.assigned[slug], edition.mentions[slug], decided[slug]
        )
    files["anchors.json"] = data.anchors(
        pages,
        edition.manifest.entries,
        edition.books,
        _assignments(edition),
        _entity_addresses(edition.shelves),
    )
    if context.registry.people:
        found = (item for essay in edition.shown for item in _annotations(edition, context, decided, essay))
        files["annotations.json"] = webannotation.page(found)
        files |= webannotation.registries(context.registry, context.found)
    return {f"{DATA}/{name}": text for name, text in files.items()}


def _assignments(edition: Edition) -> dict[str, list[Assignment]]:
    """Return all addresses of paragraphs on each essay's page."""
    slugs = [essay.entry.slug for essay in edition.shown]
    return {slug: [by[slug] for by in (edition.assigned, edition.briefs) if slug in by] for slug in slugs}


def _annotations(
    edition: Edition, context: Context, decided: Mapping[str, Sequence[Note]], essay: Essay
) -> Iterator[dict[str, Any]]:
    slug = essay.entry.slug
    digest = edition.digests[slug].text if slug in edition.briefs else ""
    return webannotation.items(essay, decided[slug], context.places[slug], digest)


def _entity_addresses(shelves: Mapping[MentionKind, Shelf]) -> Iterator[tuple[str, str, str]]:
    """Yield the address of each entity, its kind, and the address that it leads to, if to another."""
    for kind, shelf in shelves.items():
        home = HOMES[kind]
        for name in shelf.ids:
            to = f"{home}/#{shelf.leads[name]}" if name in shelf.leads else ""
            yield f"{home}/#{name}", kind, to


def search_files(edition: Edition, context: Context, decided: Mapping[str, Sequence[Note]]) -> dict[str, str]:
    """Return the files of the index of the search."""
    slugs = [essay.entry.slug for essay in edition.shown]
    shown = [
        search.Part(essay, edition.assigned[slug].ids, edition.mentions[slug])
        for slug, essay in zip(slugs, edition.shown, strict=True)
    ]
    briefs = [search.Part(edition.digests[slug], edition.briefs[slug].ids) for slug in edition.briefs]
    people = people_finder([entry.person for entry in edition.registry.people], edition.registry.titles)
    records = search.records(context, [*shown, *briefs], decided, people)
    return {f"{DATA}/search/{name}": text for name, text in searchindex.files(records).items()}
