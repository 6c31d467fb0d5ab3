"""Every file that a build writes into the checkout, as text: address books, pages, data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from edition.addresses.entities import dump_entity_addresses
from edition.addresses.pages import address_pages, dump_pages
from edition.addresses.paragraphs import dump_address_book
from edition.annotate.footnotes import Footnote, plan_footnotes
from edition.annotate.index import EntityIndex
from edition.annotate.occurrences import find_occurrences, group_by_essay, index_occurrences
from edition.build.assemble import Edition
from edition.build.data_files import data_files, search_files
from edition.build.publishing import describe_pages, page_citations
from edition.exports.feed import FEED, atom_feed
from edition.exports.schema_org import people_item, quotations_item
from edition.inputs.manifest import Manifest
from edition.inputs.paths import (
    BOOKS,
    DISAGREEMENTS,
    ENTITIES,
    ESSAYS,
    PAGES,
    SEARCH,
    SIDE_BY_SIDE,
    can_compare,
)
from edition.inputs.publication import load_publication, load_releases
from edition.markup.markdown import with_front_matter
from edition.model.address import EntityAddresses, PageAddresses
from edition.model.entries import claims
from edition.model.errors import EditionError
from edition.model.essay import Essay
from edition.model.mention import Key, MentionKind, Occurrence
from edition.pages.disagreements import disagreement_note, disagreements_page
from edition.pages.entity_notes import entity_note
from edition.pages.essay import BriefDigest, essay_list_page, essay_page, missing_page
from edition.pages.people import people_page
from edition.pages.quotations import quotations_page
from edition.pages.search import LISTS, search_page
from edition.pages.side_by_side import side_by_side_page
from edition.pages.sources import sources_page
from edition.pages.timeline import timeline_page

Decided = Mapping[str, Sequence[Footnote]]
"""The notes of each essay, by slug."""


def output_files(root: Path, edition: Edition) -> dict[str, str]:
    """Return every file that a build writes into the checkout: its path and its text.

    Raises EditionError where the registries, CITATION.cff or the list of pages do not fit.
    """
    pages = address_pages(root, edition.manifest)
    site = edition.site
    published = load_publication(root, site.language)
    cites = page_citations(edition, published, site) if published else {}
    context = index_entities(edition)
    decided = {essay.entry.slug: _notes(edition, context, essay) for essay in edition.shown}
    out = _address_books(edition, pages)
    out |= _essay_pages(edition, context, decided, cites)
    out |= _entity_pages(context) | _compare_page(edition.manifest)
    out |= data_files(edition, pages.standing, context, decided)
    out[SEARCH] = search_page([name for name in LISTS if f"docs/{name}.md" in out])
    out |= search_files(edition, context, decided)
    if published:
        out |= describe_pages(out, edition, published, site)
        out[f"docs/{FEED}"] = atom_feed(published, load_releases(root, published), site.url)
    return out


def _address_books(edition: Edition, pages: PageAddresses) -> dict[str, str]:
    out = {PAGES: dump_pages(pages)}
    if any(shelf.ids for shelf in edition.shelves.values()):
        out[ENTITIES] = dump_entity_addresses(edition.shelves.items())
    for entry in edition.manifest.entries:
        out[f"{BOOKS}/{entry.slug}.json"] = dump_address_book(edition.books[entry.slug])
    return out


def _essay_pages(
    edition: Edition, context: EntityIndex, decided: Decided, cites: Mapping[str, str]
) -> dict[str, str]:
    """Return the list of the essays, and the page of each, whatever there is to show."""
    entries = edition.manifest.entries
    shown = {essay.entry.slug: essay for essay in edition.shown}
    out = {f"{ESSAYS}/index.md": essay_list_page(entries, shown)}
    for entry in entries:
        if entry.slug not in shown:
            page = missing_page(entry, edition.books[entry.slug], cites.get(entry.slug, ""))
            out[f"{ESSAYS}/{entry.slug}.md"] = page
    for slug, essay in shown.items():
        told = {note.label: _told(context, note, slug) for note in decided[slug]}
        brief = BriefDigest(edition.digests[slug], edition.briefs[slug]) if slug in edition.briefs else None
        page = essay_page(essay, edition.assigned[slug], decided[slug], told, brief, cites.get(slug, ""))
        out[f"{ESSAYS}/{slug}.md"] = page
    return out


def _told(context: EntityIndex, note: Footnote, slug: str) -> str:
    """Return the words of a note on the page of one essay."""
    if note.kind == "disagreement":
        return disagreement_note(context, note.entity, slug)
    return entity_note(context, note.kind, note.entity, slug)


def _notes(edition: Edition, context: EntityIndex, essay: Essay) -> tuple[Footnote, ...]:
    mentions = edition.mentions[essay.entry.slug]
    return plan_footnotes(essay, mentions, lambda one: context.deserves_note(one.kind, one.entity))


def index_entities(edition: Edition) -> EntityIndex:
    """Return all entities of an edition with the places where they stand.

    Raises EditionError where the words of a claim stand in another paragraph than it says.
    """
    places = {}
    for essay in edition.shown:
        slug = essay.entry.slug
        places[slug] = tuple(find_occurrences(essay, edition.assigned[slug].ids, edition.mentions[slug]))
    index = index_occurrences(place for them in places.values() for place in them)
    found = {key: group_by_essay(them) for key, them in index.items()}
    _check_claims(edition, found)
    return EntityIndex(edition.manifest.entries, edition.registry, found, places, _aliases(edition.shelves))


def _aliases(shelves: Mapping[MentionKind, EntityAddresses]) -> dict[Key, list[str]]:
    """Return for each entity the addresses of others that lead to it."""
    out: dict[Key, list[str]] = {}
    for kind, shelf in shelves.items():
        for name, to in shelf.leads.items():
            out.setdefault((kind, to), []).append(name)
    return out


def _check_claims(edition: Edition, found: Mapping[Key, Mapping[str, Sequence[Occurrence]]]) -> None:
    """Raise EditionError where the words of a claim stand in another paragraph than it says."""
    for essay in edition.essays:
        slug = essay.entry.slug
        for entry, claim in claims(edition.registry, slug):
            stands = [place.anchor for place in found[("disagreement", entry.id)][slug]]
            if claim.at not in stands:
                raise EditionError(
                    DISAGREEMENTS,
                    f"{entry.id}: {claim.place.begins!r} stands in {', '.join(stands)}, not in {claim.at}",
                    todo=f"Correct `at` of the claim of {slug!r}",
                )


def _entity_pages(context: EntityIndex) -> dict[str, str]:
    """Return the pages that are made of registries; none for an edition without them."""
    pages = {}
    registry = context.registry
    if context.registry.people:
        jsonld = people_item(registry.people)
        pages["docs/people.md"] = with_front_matter(people_page(context), {"jsonld": jsonld})
    if context.registry.quotations:
        jsonld = quotations_item(registry.quotations, context.people, context.works)
        page = with_front_matter(quotations_page(context), {"jsonld": jsonld})
        pages["docs/quotations.md"] = page
    if context.registry.dates:
        pages["docs/timeline.md"] = timeline_page(context)
    if context.registry.disagreements:
        pages["docs/disagreements.md"] = disagreements_page(context)
    if context.registry.works:
        pages["docs/sources.md"] = sources_page(context)
    return pages


def _compare_page(manifest: Manifest) -> dict[str, str]:
    """Return the page that reads two essays side by side; none where there is but one."""
    if not can_compare(manifest.entries):
        return {}
    return {f"docs/{SIDE_BY_SIDE}.md": side_by_side_page(manifest.entries)}
