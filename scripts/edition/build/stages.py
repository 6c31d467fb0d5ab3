"""Assembling an edition: read a checkout and a folder of texts, and run every stage of the pipeline."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from edition.addresses.entities import address_entities
from edition.addresses.essays import address_essay, assume_addresses, is_released, read_address_book
from edition.addresses.pages import address_pages, read_retired_books
from edition.annotate.emendations import find_emendations
from edition.annotate.entity_index import EntityIndex, index_entities
from edition.annotate.footnotes import plan_notes
from edition.annotate.mentions import AnnotationError, find_mentions
from edition.annotate.occurrences import find_occurrences
from edition.annotate.people import PeopleFinder, make_people_finder
from edition.build.edition import Edition
from edition.inputs.catalogues import load_catalogue
from edition.inputs.checked_yaml import line_of, read_text
from edition.inputs.configuration import load_configuration
from edition.inputs.manifest import Manifest, load_manifest
from edition.inputs.paths import ANNOTATIONS, DIGESTS, DISAGREEMENTS, EPISODES, REGISTRY_FILES
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
from edition.model.essay import Essay, Source
from edition.model.manifest import Entry
from edition.model.ranges import addresses_in
from edition.model.registry import Registry, claims, paragraphs_named
from edition.model.sorting import alphabetical_key
from edition.text.digest import DigestError, check_digest, parse_digest
from edition.text.nearest import nearest_passage
from edition.text.normalise import normalise
from edition.text.passages import MismatchError

Progress = Callable[[Iterable[RecognisedText]], Iterable[RecognisedText]]
"""Yields the given texts unchanged, and may show a progress bar meanwhile."""


def assemble(root: Path, sources: Path | None, progress: Progress = iter) -> Edition:
    """Return the edition in the folder `root`, with the texts in `sources` or in the default folders.

    Raises EditionError for a mistake in any input file.
    """
    site = load_configuration(root)
    manifest = load_manifest(root, site.language)
    folder = find_source_folder(root, sources, os.environ)
    essays = _read_essays(root, manifest, folder, progress)
    registry = _sort_people(load_registry(root, [entry.slug for entry in manifest.entries]))
    essays = [
        address_essay(assume_addresses(essay, paragraphs_named(registry, essay.slug))) for essay in essays
    ]
    _check_digests(essays)
    finder = make_people_finder([entry.person for entry in registry.people], registry.titles)
    essays = [_annotate(root, essay, registry, finder, site.language) for essay in essays]
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
        people_finder=finder,
        index=index,
        entity_addresses=entity_addresses,
        pages=pages,
        retired_books=read_retired_books(root, pages),
        site=site,
        catalogue=load_catalogue(root, site.language),
        publication=publication,
        releases=releases,
        records=load_records(root, [release.version for release in releases]),
    )


def _sort_people(registry: Registry) -> Registry:
    """Return a registry whose people are in the order of an index, in whatever order the file has them."""
    people = sorted(registry.people, key=lambda person: alphabetical_key(person.sort or person.name))
    return replace(registry, people=tuple(people))


# --- reading -------------------------------------------------------------------------------------


def _read_essays(
    root: Path, manifest: Manifest, folder: Path | None, progress: Progress
) -> list[EditedEssay]:
    """Read the texts, digests and address books of all essays, and normalise them."""
    sources = [read_source(path) for path in text_files(folder)] if folder else []
    recognised = recognise_sources(sources, manifest.entries)
    available = [recognised[entry.slug] for entry in manifest.entries if entry.slug in recognised]
    texts = {text.entry.slug: _normalise(manifest, text) for text in progress(available)}
    return [
        EditedEssay(
            entry,
            texts.get(entry.slug),
            _read_digest(root, entry),
            read_address_book(root, entry),
            is_draft=not is_released(root, entry),
            text_changed=entry.slug in recognised and not recognised[entry.slug].exact,
        )
        for entry in manifest.entries
    ]


def _normalise(manifest: Manifest, text: RecognisedText) -> Essay:
    try:
        return normalise(text.source, text.entry)
    except MismatchError as error:
        raise _mismatch_error(manifest, text, error) from None


def _mismatch_error(manifest: Manifest, text: RecognisedText, error: MismatchError) -> EditionError:
    """Return the error for passages of the manifest that are not in the text.

    If the text has changed since the manifest was written, the error is about the text and lists
    every passage; otherwise it is about the first of them.
    """
    places = [manifest.where(mismatch.path) for mismatch in error.mismatches]
    problems = [
        # to look for what is like the words of each would take long if nothing fits any more
        mismatch.what + (_nearest(text.source, mismatch.sought) if n < MAX_NEAREST else "")
        for n, mismatch in enumerate(error.mismatches)
    ]
    if text.exact:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        return EditionError(manifest.file, problems[0] + more, where=places[0], todo=_QUOTE_EXACTLY)
    changed = f"the text of {text.entry.slug!r} has changed since the manifest was written"
    listed = dict.fromkeys(f"{place}: {problem}" for place, problem in zip(places, problems, strict=True))
    return EditionError(
        text.source.name,
        f"{changed}; these places in {manifest.file} no longer fit: {'; '.join(listed)}",
        todo="Correct these places or restore the former text",
    )


def _nearest(source: Source, sought: str) -> str:
    """Return for a message which passage is most like the words `sought`; empty if none is."""
    passage = nearest_passage(source.text, sought) if sought else None
    return f"; the nearest is {passage.words!r} in its line {passage.line}" if passage else ""


MAX_NEAREST = 5
"""For how many places that do not fit a message names the nearest passage."""

_QUOTE_EXACTLY = "Give the words exactly as they are in the text"


def _read_digest(root: Path, entry: Entry) -> Essay | None:
    """Return the editors' digest of an essay, or None. Raises EditionError if it is malformed."""
    path = root / DIGESTS / f"{entry.slug}.md"
    if not path.is_file():
        return None
    source = read_source(path)
    with _locate_errors(source):
        return parse_digest(source, entry)


def _check_digests(essays: Iterable[EditedEssay]) -> None:
    """Raise EditionError if a digest names a paragraph of another section, or one that does not exist."""
    for essay in essays:
        if essay.digest:
            with _locate_errors(essay.digest.source):
                check_digest(essay.digest, essay.addresses)


@contextmanager
def _locate_errors(digest: Source) -> Iterator[None]:
    """Turn a DigestError into an EditionError with the file and line of the error."""
    try:
        yield
    except DigestError as error:
        line = digest.text.count("\n", 0, error.position) + 1
        raise EditionError(digest.name, error.what, where=f"line {line}", todo=error.todo) from None


# --- annotating ----------------------------------------------------------------------------------


def _annotate(
    root: Path, essay: EditedEssay, registry: Registry, finder: PeopleFinder, language: str
) -> EditedEssay:
    """Return the essay, whose blocks have their addresses, with its emendations, mentions and occurrences.

    `language` is that of the editors. Raises EditionError if a passage given in the annotations is not in the
    text.
    """
    if not essay.shown:
        return essay
    try:
        mentions = find_mentions(essay.shown, registry, finder, language if essay.shown.is_digest else "")
    except AnnotationError as error:
        raise _annotation_error(root, essay.shown, error) from None
    return replace(
        essay,
        emendations=tuple(find_emendations(essay.shown)),
        mentions=mentions,
        occurrences=tuple(find_occurrences(essay.shown, mentions)),
    )


def _annotation_error(root: Path, essay: Essay, error: AnnotationError) -> EditionError:
    """Return the error for a place of a registry that does not fit the text of an essay."""
    file = REGISTRY_FILES[str(error.path[0])] if error.path else ANNOTATIONS
    line = f"line {line_of(read_text(root, file), error.path)}, " if error.path else ""
    what = f"{error.entity}: {error.what}{_nearest(essay.source, error.sought)}"
    return EditionError(file, what, where=f"{line}essay {essay.entry.slug!r}", todo=_QUOTE_EXACTLY)


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
