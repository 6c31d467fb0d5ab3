"""Assembling an edition: read a checkout and a folder of texts, and run every stage of the pipeline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from edition.addresses.entities import address_entities
from edition.addresses.pages import address_pages, read_retired_books
from edition.annotate.entity_index import EntityIndex, index_entities
from edition.annotate.footnotes import plan_notes
from edition.build.cache import NO_CACHE, Cache
from edition.build.edition import Edition
from edition.build.essay_stages import Progress, Shared, edit_essay, edit_essays
from edition.inputs.catalogues import load_catalogue
from edition.inputs.configuration import load_configuration
from edition.inputs.manifest import Manifest, load_manifest
from edition.inputs.paths import DIGESTS, DISAGREEMENTS, EPISODES
from edition.inputs.publication import load_publication, load_releases
from edition.inputs.registries import load_registry
from edition.inputs.texts import (
    RecognisedText,
    find_source_folder,
    read_source,
    recognise_sources,
    text_files,
)
from edition.inputs.version_records import load_records
from edition.model.edited_essay import EditedEssay, has_all_texts
from edition.model.errors import EditionError
from edition.model.ranges import addresses_in
from edition.model.registry import Registry, claims
from edition.model.sorting import alphabetical_key


def assemble(root: Path, sources: Path | None, progress: Progress = iter, cache: Cache = NO_CACHE) -> Edition:
    """Return the edition in the folder `root`, with the texts in `sources` or in the default folders.

    What has not changed since an earlier build is taken from the `cache`. Raises EditionError for a mistake
    in any input file.
    """
    site = load_configuration(root)
    manifest = load_manifest(root, site.language)
    folder = find_source_folder(root, sources, os.environ)
    registry = _sort_people(load_registry(root, [entry.slug for entry in manifest.entries]))
    shared = Shared(root, manifest, registry, site.language)
    essays = edit_essays(shared, _recognise(manifest, folder), progress, cache)
    entity_addresses = address_entities(root, registry, essays, complete=has_all_texts(essays))
    index = index_entities(manifest.entries, registry, essays, entity_addresses)
    _check_claims(registry, essays, index)
    _check_episodes(registry, essays)
    publication = load_publication(root, site.language)
    pages = address_pages(root, manifest.entries, registry)
    releases = tuple(load_releases(root, publication) if publication else ())
    return Edition(
        manifest=manifest,
        folder=folder,
        registry=registry,
        essays=tuple(_with_notes(essay, index) for essay in essays),
        people_finder=shared.finder,
        index=index,
        entity_addresses=entity_addresses,
        pages=pages,
        retired_books=read_retired_books(root, pages),
        site=site,
        cache=cache,
        catalogue=load_catalogue(root, site.language),
        publication=publication,
        releases=releases,
        records=load_records(root, [release.version for release in releases]),
    )


def edit_again(edition: Edition, root: Path, files: Iterable[Path]) -> tuple[Edition, tuple[str, ...]] | None:
    """Return an `edition` with the essays made anew whose text or digest is among `files`, and their slugs.

    Everything else is as it was before, so that this takes little time in an edition of many essays; what
    other pages say of these essays has to follow. None if one of the files is neither. Raises EditionError
    as `assemble` does.
    """
    by_slug = {essay.slug: essay for essay in edition.essays}
    texts = {slug: _text_of(essay) for slug, essay in by_slug.items()}
    changed: list[str] = []
    for file in files:
        if file.parent == root / DIGESTS and file.stem in by_slug:
            changed.append(file.stem)
        elif file.parent == edition.folder and file.is_file() and file.suffix == ".txt":
            (text,) = recognise_sources([read_source(file)], edition.manifest.entries).values()
            texts[text.entry.slug] = text
            changed.append(text.entry.slug)
        else:
            return None
    shared = Shared(root, edition.manifest, edition.registry, edition.site.language)
    for slug in changed:
        by_slug[slug] = edit_essay(shared, by_slug[slug].entry, texts[slug], edition.cache)
    essays = tuple(by_slug.values())
    index = index_entities(edition.manifest.entries, edition.registry, essays, edition.entity_addresses)
    with_notes = (_with_notes(essay, index) if essay.slug in changed else essay for essay in essays)
    return replace(edition, essays=tuple(with_notes), index=index), tuple(changed)


def _text_of(essay: EditedEssay) -> RecognisedText | None:
    """Return the text that an essay was made of, if it was available."""
    return RecognisedText(essay.entry, essay.text.source, not essay.text_changed) if essay.text else None


def _sort_people(registry: Registry) -> Registry:
    """Return a registry whose people are in the order of an index, in whatever order the file has them."""
    people = sorted(registry.people, key=lambda person: alphabetical_key(person.sort or person.name))
    return replace(registry, people=tuple(people))


def _recognise(manifest: Manifest, folder: Path | None) -> dict[str, RecognisedText]:
    """Read the texts in a folder, and recognise which essay each of them is; return them by slug."""
    sources = [read_source(path) for path in text_files(folder)] if folder else []
    return recognise_sources(sources, manifest.entries)


def _with_notes(essay: EditedEssay, index: EntityIndex) -> EditedEssay:
    """Return the essay with the notes on its mentions; a quotation without provenance gets none."""
    if not essay.shown:
        return essay
    mentions = [mention for mention in essay.mentions if index.has_provenance(mention)]
    notes = plan_notes(essay.shown, mentions, essay.emendations, index.recurs)
    return replace(essay, notes=notes)


def _check_claims(registry: Registry, essays: Sequence[EditedEssay], index: EntityIndex) -> None:
    """Raise EditionError if the words of a claim are not in the paragraph that the claim names."""
    for essay in essays:
        for entry, claim in claims(registry, essay.slug) if essay.text else ():
            occurrences = index.occurrences_of("disagreement", entry.id)[essay.slug]
            anchors = [occurrence.anchor for occurrence in occurrences]
            if claim.at not in anchors:
                raise EditionError(
                    DISAGREEMENTS,
                    f"{entry.id}: {claim.place.begins!r} is in {', '.join(anchors)}, not in {claim.at}",
                    todo=f"Correct `at` of the claim of {essay.slug!r}",
                )


MAX_NAMED = 10
"""Paragraphs that do not exist which a message names."""


def _check_episodes(registry: Registry, essays: Iterable[EditedEssay]) -> None:
    """Raise EditionError if an episode names a paragraph that was never issued."""
    issued = {essay.slug: essay.addresses.paragraphs for essay in essays}
    for episode in registry.episodes:
        for account in episode.accounts:
            names = addresses_in(account.paragraphs)
            unknown = list(islice((name for name in names if name not in issued[account.essay]), MAX_NAMED))
            if unknown:
                raise EditionError(
                    EPISODES,
                    f"{episode.id}: {account.essay!r} has no paragraph {', '.join(unknown)}",
                    todo="Correct `paragraphs`",
                )
