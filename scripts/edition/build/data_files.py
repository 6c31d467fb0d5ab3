"""The files for other programs, and those of the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edition.annotate.footnotes import Footnote
from edition.annotate.index import EntityIndex
from edition.annotate.people import people_finder
from edition.build.assemble import Edition
from edition.exports.data import anchors_json, ledger_json
from edition.exports.tei.document import tei_document
from edition.exports.web_annotations import annotation_items, annotation_page, registry_files
from edition.inputs.paths import DATA
from edition.model.address import Assignment, EntityAddresses
from edition.model.essay import Essay
from edition.model.mention import HOMES, MentionKind
from edition.search.index import index_files
from edition.search.records import Part, search_records


def data_files(
    edition: Edition, pages: list[str], context: EntityIndex, decided: Mapping[str, Sequence[Footnote]]
) -> dict[str, str]:
    """Return the files for other programs.

    `pages` are the addresses of all pages, `decided` the notes of each essay, by slug.
    """
    files = {f"ledger/{essay.entry.slug}.json": ledger_json(essay) for essay in edition.essays}
    for essay in edition.shown:
        slug = essay.entry.slug
        files[f"tei/{slug}.xml"] = tei_document(
            context,
            essay,
            edition.assigned[slug],
            edition.mentions[slug],
            decided[slug],
            edition.site.language,
        )
    files["anchors.json"] = anchors_json(
        pages,
        edition.manifest.entries,
        edition.books,
        _assignments(edition),
        _entity_addresses(edition.shelves),
    )
    if context.registry.people:
        found = (item for essay in edition.shown for item in _annotations(edition, context, decided, essay))
        files["annotations.json"] = annotation_page(found)
        files |= registry_files(context.registry, context.found)
    return {f"{DATA}/{name}": text for name, text in files.items()}


def _assignments(edition: Edition) -> dict[str, list[Assignment]]:
    """Return all addresses of paragraphs on each essay's page."""
    slugs = [essay.entry.slug for essay in edition.shown]
    return {slug: [by[slug] for by in (edition.assigned, edition.briefs) if slug in by] for slug in slugs}


def _annotations(
    edition: Edition, context: EntityIndex, decided: Mapping[str, Sequence[Footnote]], essay: Essay
) -> Iterator[dict[str, Any]]:
    slug = essay.entry.slug
    digest = edition.digests[slug].text if slug in edition.briefs else ""
    return annotation_items(essay, decided[slug], context.places[slug], digest)


def _entity_addresses(shelves: Mapping[MentionKind, EntityAddresses]) -> Iterator[tuple[str, str, str]]:
    """Yield the address of each entity, its kind, and the address that it leads to, if to another."""
    for kind, shelf in shelves.items():
        home = HOMES[kind]
        for name in shelf.ids:
            to = f"{home}/#{shelf.leads[name]}" if name in shelf.leads else ""
            yield f"{home}/#{name}", kind, to


def search_files(
    edition: Edition, context: EntityIndex, decided: Mapping[str, Sequence[Footnote]]
) -> dict[str, str]:
    """Return the files of the index of the search."""
    slugs = [essay.entry.slug for essay in edition.shown]
    shown = [
        Part(essay, edition.assigned[slug].ids, edition.mentions[slug])
        for slug, essay in zip(slugs, edition.shown, strict=True)
    ]
    briefs = [Part(edition.digests[slug], edition.briefs[slug].ids) for slug in edition.briefs]
    people = people_finder([entry.person for entry in edition.registry.people], edition.registry.titles)
    records = search_records(context, [*shown, *briefs], decided, people)
    return {f"{DATA}/search/{name}": text for name, text in index_files(records).items()}
