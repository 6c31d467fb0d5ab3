"""Assembling an edition: a checkout and the folder of the texts are read, and every stage is run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from edition.addresses.entities import address_entities
from edition.addresses.essays import address_essay, read_address_book
from edition.addresses.pages import address_pages, read_retired_books
from edition.annotate.emendations import find_emendations
from edition.annotate.footnotes import plan_footnotes
from edition.annotate.index import EntityIndex, index_entities
from edition.annotate.mentions import AnnotationError, find_mentions
from edition.annotate.people import PeopleFinder, make_people_finder
from edition.build.edition import Edition
from edition.inputs.configuration import load_configuration
from edition.inputs.manifest import Manifest, load_manifest
from edition.inputs.paths import DIGESTS, DISAGREEMENTS
from edition.inputs.publication import load_publication, load_releases
from edition.inputs.registries import load_registry
from edition.inputs.texts import RecognisedText, find_folder, read_source, recognise_sources, text_files
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Registry, claims
from edition.model.errors import EditionError
from edition.model.essay import Essay, Source
from edition.model.manifest import Entry
from edition.text.digest import DigestError, check_digest, parse_digest
from edition.text.normalise import normalise
from edition.text.passages import MismatchError

Progress = Callable[[Iterable[RecognisedText]], Iterable[RecognisedText]]
"""Yields the texts that it is given, and may show how many have gone by."""


def assemble(root: Path, sources: Path | None, progress: Progress = iter) -> Edition:
    """Return the edition in the folder `root`, with the texts in `sources` or where they usually are.

    Raises EditionError for any mistake in what people wrote.
    """
    manifest = load_manifest(root)
    folder = find_folder(root, sources, os.environ)
    essays = [address_essay(essay) for essay in _read_essays(root, manifest, folder, progress)]
    for essay in essays:
        if essay.digest:
            with _located(essay.digest.source):
                check_digest(essay.digest, essay.addresses)
    registry = load_registry(root, [entry.slug for entry in manifest.entries])
    finder = make_people_finder([entry.person for entry in registry.people], registry.titles)
    essays = [_annotate(essay, registry, finder) for essay in essays]
    complete = all(essay.text for essay in essays)
    entity_addresses = address_entities(root, registry, essays, complete=complete)
    index = index_entities(manifest.entries, registry, essays, entity_addresses)
    _check_claims(registry, essays, index)
    publication, pages = load_publication(root), address_pages(root, manifest.entries)
    return Edition(
        manifest=manifest,
        folder=folder,
        registry=registry,
        essays=tuple(_with_footnotes(essay, index) for essay in essays),
        index=index,
        entity_addresses=entity_addresses,
        pages=pages,
        retired_books=read_retired_books(root, pages),
        site=load_configuration(root),
        publication=publication,
        releases=tuple(load_releases(root, publication) if publication else ()),
    )


# --- reading -------------------------------------------------------------------------------------


def _read_essays(
    root: Path, manifest: Manifest, folder: Path | None, progress: Progress
) -> list[EditedEssay]:
    """Read the texts, digests and address books of all essays, and normalise them."""
    sources = [read_source(path) for path in text_files(folder)] if folder else []
    recognised = recognise_sources(sources, manifest.entries)
    at_hand = [recognised[entry.slug] for entry in manifest.entries if entry.slug in recognised]
    texts = {text.entry.slug: _normalise(manifest, text) for text in progress(at_hand)}
    return [
        EditedEssay(
            entry,
            texts.get(entry.slug),
            _read_digest(root, entry),
            read_address_book(root, entry),
            text_changed=entry.slug in recognised and not recognised[entry.slug].exact,
        )
        for entry in manifest.entries
    ]


def _normalise(manifest: Manifest, text: RecognisedText) -> Essay:
    try:
        return normalise(text.source, text.entry)
    except MismatchError as error:
        raise _misfit_error(manifest, text, error) from None


def _misfit_error(manifest: Manifest, text: RecognisedText, error: MismatchError) -> EditionError:
    places = [manifest.where(misfit.path) for misfit in error.mismatches]
    whats = [misfit.what for misfit in error.mismatches]
    if text.exact:
        more = f" (and {len(whats) - 1} more)" if len(whats) > 1 else ""
        todo = "Give the words as they stand in the text"
        return EditionError(manifest.file, whats[0] + more, where=places[0], todo=todo)
    changed = f"the text of {text.entry.slug!r} has changed since the manifest was made"
    listed = dict.fromkeys(f"{place}: {what}" for place, what in zip(places, whats, strict=True))
    return EditionError(
        text.source.name,
        f"{changed}; of {manifest.file} no longer fit: {'; '.join(listed)}",
        todo="Mend these places, or put the former text back",
    )


def _read_digest(root: Path, entry: Entry) -> Essay | None:
    """Read the editors' digest of an essay, if there is one. Raises EditionError."""
    path = root / DIGESTS / f"{entry.slug}.md"
    if not path.is_file():
        return None
    source = read_source(path)
    with _located(source):
        return parse_digest(source, entry)


@contextmanager
def _located(digest: Source) -> Iterator[None]:
    """Raise an error in the text of a digest with its file and line."""
    try:
        yield
    except DigestError as error:
        line = digest.text.count("\n", 0, error.position) + 1
        raise EditionError(digest.name, error.what, where=f"line {line}", todo=error.todo) from None


# --- annotating ----------------------------------------------------------------------------------


def _annotate(essay: EditedEssay, registry: Registry, finder: PeopleFinder) -> EditedEssay:
    """Find mentions and emendations; a place that a changed text no longer has is an error."""
    if not essay.shown:
        return essay
    try:
        mentions = find_mentions(essay.shown, registry, finder)
    except AnnotationError as error:
        raise EditionError(
            f"docs/annotations, {error.entity}",
            error.what,
            where=f"essay {essay.slug!r}",
            todo="Give the words as they stand in the text",
        ) from None
    return replace(essay, mentions=mentions, emendations=tuple(find_emendations(essay.shown)))


def _with_footnotes(essay: EditedEssay, index: EntityIndex) -> EditedEssay:
    if not essay.shown:
        return essay
    planned = plan_footnotes(essay.shown, essay.mentions, essay.emendations, index.deserves_note)
    return replace(essay, footnotes=planned)


def _check_claims(registry: Registry, essays: Sequence[EditedEssay], index: EntityIndex) -> None:
    """Raise EditionError where the words of a claim stand in another paragraph than it says."""
    for essay in essays:
        for entry, claim in claims(registry, essay.slug) if essay.text else ():
            places = index.occurrences_of("disagreement", entry.id)[essay.slug]
            anchors = [place.anchor for place in places]
            if claim.at not in anchors:
                raise EditionError(
                    DISAGREEMENTS,
                    f"{entry.id}: {claim.place.begins!r} stands in {', '.join(anchors)}, not in {claim.at}",
                    todo=f"Correct `at` of the claim of {essay.slug!r}",
                )
