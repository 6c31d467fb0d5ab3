"""The edition, read from a checkout and the folder of the texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.addresses.books import address_paragraphs, read_address_book
from edition.addresses.entities import address_entities
from edition.annotate.mentions import AnnotationError, find_mentions
from edition.annotate.people import people_finder
from edition.inputs.configuration import load_configuration
from edition.inputs.manifest import Manifest, load_manifest
from edition.inputs.paths import DIGESTS
from edition.inputs.registries import load_registry
from edition.inputs.texts import RecognisedText, find_folder, read_source, recognise_sources, text_files
from edition.model.address import AddressBook, Assignment, EntityAddresses
from edition.model.entries import Registry
from edition.model.errors import EditionError
from edition.model.essay import Essay, Source
from edition.model.manifest import Entry
from edition.model.mention import Mention, MentionKind
from edition.model.publication import Site
from edition.text.digest import DigestError, check_digest, parse_digest
from edition.text.normalise import normalise
from edition.text.passages import MisfitError


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a build works out, before anything is written."""

    manifest: Manifest
    folder: Path | None
    """Where the texts are, if there are any."""
    essays: tuple[Essay, ...]
    """Those whose text is there."""
    digests: Mapping[str, Essay]
    """By slug."""
    recognised: Mapping[str, RecognisedText]
    books: Mapping[str, AddressBook]
    """By slug; with new addresses where there are any."""
    assigned: Mapping[str, Assignment]
    """By slug, of the paragraphs of what is shown."""
    briefs: Mapping[str, Assignment]
    """By slug, of the paragraphs of digests that stand above a text."""
    registry: Registry
    mentions: Mapping[str, Sequence[Mention]]
    """By slug, of what is shown."""
    shelves: Mapping[MentionKind, EntityAddresses]
    """The addresses of entities, by kind."""
    site: Site

    @property
    def shown(self) -> tuple[Essay, ...]:
        """What there is to read of each essay: its text, or else its digest."""
        return _shown(self.manifest, self.essays, self.digests)

    @property
    def complete(self) -> bool:
        """Whether the text of every essay is there."""
        return len(self.essays) == len(self.manifest.entries)


def assemble(
    root: Path, asked: Path | None, progress: Callable[[Iterable[RecognisedText]], Iterable[RecognisedText]]
) -> Edition:
    """Read texts, manifest and address books, and normalise every essay whose text is there.

    `progress` may watch the essays go by. Raises EditionError.
    """
    site = load_configuration(root)
    manifest = load_manifest(root, site.language)
    folder = find_folder(root, asked, os.environ)
    sources = [read_source(path) for path in text_files(folder)] if folder else []
    recognised = recognise_sources(sources, manifest.entries)
    in_order = [recognised[e.slug] for e in manifest.entries if e.slug in recognised]
    essays = tuple(_essay(manifest, one) for one in progress(in_order))
    kept = {entry.slug: read_address_book(root, entry) for entry in manifest.entries}
    digests = {entry.slug: one for entry in manifest.entries if (one := _digest(root, entry))}
    assigned, briefs = address_paragraphs(manifest, essays, digests, kept)
    for slug, one in digests.items():
        _check_digest(one, kept[slug])
    registry = load_registry(root, [entry.slug for entry in manifest.entries])
    mentions = _annotated(_shown(manifest, essays, digests), registry)
    shelves = address_entities(root, registry, mentions, complete=len(essays) == len(manifest.entries))
    return Edition(
        manifest,
        folder,
        essays,
        digests,
        recognised,
        kept,
        assigned,
        briefs,
        registry,
        mentions,
        shelves,
        site,
    )


def _shown(manifest: Manifest, essays: Iterable[Essay], digests: Mapping[str, Essay]) -> tuple[Essay, ...]:
    there = {**digests, **{essay.entry.slug: essay for essay in essays}}
    return tuple(there[entry.slug] for entry in manifest.entries if entry.slug in there)


def _essay(manifest: Manifest, one: RecognisedText) -> Essay:
    try:
        return normalise(one.source, one.entry)
    except MisfitError as error:
        raise _misfit_error(manifest, one, error) from None


def _misfit_error(manifest: Manifest, one: RecognisedText, error: MisfitError) -> EditionError:
    told = [f"{manifest.where(m.path)}: {m.what}" for m in error.misfits]
    if one.exact:
        more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
        where, what = told[0].split(": ", 1)
        return EditionError(
            manifest.file, what + more, where=where, todo="Give the words as they stand in the text"
        )
    changed = f"the text of {one.entry.slug!r} has changed since the manifest was made"
    return EditionError(
        one.source.name,
        f"{changed}; of {manifest.file} no longer fit: {'; '.join(dict.fromkeys(told))}",
        todo="Mend these places, or put the former text back",
    )


def _digest(root: Path, entry: Entry) -> Essay | None:
    """Read the editors' digest of an essay, if there is one. Raises EditionError."""
    path = root / DIGESTS / f"{entry.slug}.md"
    if not path.is_file():
        return None
    source = read_source(path)
    try:
        return parse_digest(source, entry)
    except DigestError as error:
        raise _digest_error(source, error) from None


def _check_digest(one: Essay, book: AddressBook) -> None:
    try:
        check_digest(one, book)
    except DigestError as error:
        raise _digest_error(one.source, error) from None


def _digest_error(source: Source, error: DigestError) -> EditionError:
    line = source.text.count("\n", 0, error.at) + 1
    return EditionError(source.name, error.what, where=f"line {line}", todo=error.todo)


def _annotated(essays: Iterable[Essay], registry: Registry) -> dict[str, Sequence[Mention]]:
    """Find the mentions of every essay; a place that a changed text no longer has is an error."""
    finder = people_finder([entry.person for entry in registry.people], registry.titles)
    out: dict[str, Sequence[Mention]] = {}
    for essay in essays:
        try:
            out[essay.entry.slug] = find_mentions(essay, registry, finder)
        except AnnotationError as error:
            raise EditionError(
                f"docs/annotations, {error.entity}",
                error.what,
                where=f"essay {essay.entry.slug!r}",
                todo="Give the words as they stand in the text",
            ) from None
    return out
