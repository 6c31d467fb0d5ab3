"""Every file that a build writes into the checkout, as text: address books, pages, data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from edition import (
    addresses,
    bibliography,
    books,
    compare,
    crosslink,
    datafiles,
    disagreements,
    entities,
    entity_pages,
    entitybook,
    notes,
    publishing,
    render,
    schemaorg,
    search,
)
from edition.addresses import Pages
from edition.annotate import MentionKind
from edition.crosslink import Key, Place
from edition.entities import Context
from edition.entitybook import Shelf
from edition.errors import EditionError
from edition.essay import Essay
from edition.feed import FEED, feed
from edition.layout import BOOKS, ENTITIES, ESSAYS, PAGES, SEARCH
from edition.manifest import Manifest
from edition.markdown import with_front_matter
from edition.notes import Note
from edition.project import Edition
from edition.registry import DISAGREEMENTS, claims

Decided = Mapping[str, Sequence[Note]]
"""The notes of each essay, by slug."""


def files(root: Path, edition: Edition) -> dict[str, str]:
    """Return every file that a build writes into the checkout: its path and its text.

    Raises EditionError where the registries, CITATION.cff or the list of pages do not fit.
    """
    pages = books.pages(root, edition.manifest)
    published, site = publishing.publication(root), publishing.configured(root)
    cites = publishing.cites(edition, published, site) if published else {}
    context = context_of(edition)
    decided = {essay.entry.slug: _notes(edition, context, essay) for essay in edition.shown}
    out = _address_books(edition, pages)
    out |= _essay_pages(edition, context, decided, cites)
    out |= _entity_pages(context) | _compare_page(edition.manifest)
    out |= datafiles.data_files(edition, pages.standing, context, decided)
    out[SEARCH] = search.page([name for name in search.LISTS if f"docs/{name}.md" in out])
    out |= datafiles.search_files(edition, context, decided)
    if published:
        out |= publishing.described(out, edition, published, site)
        out[f"docs/{FEED}"] = feed(published, publishing.releases(root, published), site.url)
    return out


def _address_books(edition: Edition, pages: Pages) -> dict[str, str]:
    out = {PAGES: addresses.dump_pages(pages)}
    if any(shelf.ids for shelf in edition.shelves.values()):
        out[ENTITIES] = entitybook.dump(edition.shelves.items())
    for entry in edition.manifest.entries:
        out[f"{BOOKS}/{entry.slug}.json"] = addresses.dump(edition.books[entry.slug])
    return out


def _essay_pages(
    edition: Edition, context: Context, decided: Decided, cites: Mapping[str, str]
) -> dict[str, str]:
    """Return the list of the essays, and the page of each, whatever there is to show."""
    entries = edition.manifest.entries
    shown = {essay.entry.slug: essay for essay in edition.shown}
    out = {f"{ESSAYS}/index.md": render.overview(entries, shown)}
    for entry in entries:
        if entry.slug not in shown:
            page = render.missing_page(entry, edition.books[entry.slug], cites.get(entry.slug, ""))
            out[f"{ESSAYS}/{entry.slug}.md"] = page
    for slug, essay in shown.items():
        told = {note.label: _told(context, note, slug) for note in decided[slug]}
        brief = render.Brief(edition.digests[slug], edition.briefs[slug]) if slug in edition.briefs else None
        page = render.page(essay, edition.assigned[slug], decided[slug], told, brief, cites.get(slug, ""))
        out[f"{ESSAYS}/{slug}.md"] = page
    return out


def _told(context: Context, note: Note, slug: str) -> str:
    """Return the words of a note on the page of one essay."""
    if note.kind == "disagreement":
        return disagreements.note(context, note.entity, slug)
    return entities.note(context, note.kind, note.entity, slug)


def _notes(edition: Edition, context: Context, essay: Essay) -> tuple[Note, ...]:
    mentions = edition.mentions[essay.entry.slug]
    return notes.decide(essay, mentions, lambda one: context.deserves_note(one.kind, one.entity))


def context_of(edition: Edition) -> Context:
    """Return all entities of an edition with the places where they stand.

    Raises EditionError where the words of a claim stand in another paragraph than it says.
    """
    places = {}
    for essay in edition.shown:
        slug = essay.entry.slug
        places[slug] = tuple(crosslink.places(essay, edition.assigned[slug].ids, edition.mentions[slug]))
    index = crosslink.index(place for them in places.values() for place in them)
    found = {key: crosslink.by_essay(them) for key, them in index.items()}
    _check_claims(edition, found)
    return Context(edition.manifest.entries, edition.registry, found, places, _aliases(edition.shelves))


def _aliases(shelves: Mapping[MentionKind, Shelf]) -> dict[Key, list[str]]:
    """Return for each entity the addresses of others that lead to it."""
    out: dict[Key, list[str]] = {}
    for kind, shelf in shelves.items():
        for name, to in shelf.leads.items():
            out.setdefault((kind, to), []).append(name)
    return out


def _check_claims(edition: Edition, found: Mapping[Key, Mapping[str, Sequence[Place]]]) -> None:
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


def _entity_pages(context: Context) -> dict[str, str]:
    """Return the pages that are made of registries; none for an edition without them."""
    pages = {}
    registry = context.registry
    if context.registry.people:
        jsonld = schemaorg.people(registry.people)
        pages["docs/people.md"] = with_front_matter(entity_pages.people_page(context), {"jsonld": jsonld})
    if context.registry.quotations:
        jsonld = schemaorg.quotations(registry.quotations, context.people, context.works)
        page = with_front_matter(entity_pages.quotations_page(context), {"jsonld": jsonld})
        pages["docs/quotations.md"] = page
    if context.registry.dates:
        pages["docs/timeline.md"] = entity_pages.timeline_page(context)
    if context.registry.disagreements:
        pages["docs/disagreements.md"] = disagreements.page(context)
    if context.registry.works:
        pages["docs/sources.md"] = bibliography.page(context)
    return pages


def _compare_page(manifest: Manifest) -> dict[str, str]:
    """Return the page that reads two essays side by side; none where there is but one."""
    if not compare.possible(manifest.entries):
        return {}
    return {f"docs/{compare.PAGE}.md": compare.page(manifest.entries)}
