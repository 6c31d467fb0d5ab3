"""The edition, read from a checkout and the folder of the texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition import books, digest, texts
from edition.addresses import Assignment, Book
from edition.annotate import AnnotationError, Mention, MentionKind, annotate
from edition.digest import DigestError
from edition.entitybook import Shelf
from edition.errors import EditionError
from edition.essay import Essay, Source
from edition.layout import DIGESTS
from edition.manifest import Entry, Manifest
from edition.manifest import load as load_manifest
from edition.normalise import MisfitError, normalise
from edition.people import people_finder
from edition.registry import Registry, load_registry
from edition.texts import Recognised


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
    recognised: Mapping[str, Recognised]
    books: Mapping[str, Book]
    """By slug; with new addresses where there are any."""
    assigned: Mapping[str, Assignment]
    """By slug, of the paragraphs of what is shown."""
    briefs: Mapping[str, Assignment]
    """By slug, of the paragraphs of digests that stand above a text."""
    registry: Registry
    mentions: Mapping[str, Sequence[Mention]]
    """By slug, of what is shown."""
    shelves: Mapping[MentionKind, Shelf]
    """The addresses of entities, by kind."""

    @property
    def shown(self) -> tuple[Essay, ...]:
        """What there is to read of each essay: its text, or else its digest."""
        return _shown(self.manifest, self.essays, self.digests)

    @property
    def complete(self) -> bool:
        """Whether the text of every essay is there."""
        return len(self.essays) == len(self.manifest.entries)


def assemble(
    root: Path, asked: Path | None, progress: Callable[[Iterable[Recognised]], Iterable[Recognised]]
) -> Edition:
    """Read texts, manifest and address books, and normalise every essay whose text is there.

    `progress` may watch the essays go by. Raises EditionError.
    """
    manifest = load_manifest(root)
    folder = texts.find_folder(root, asked, os.environ)
    sources = [texts.read(path) for path in texts.text_files(folder)] if folder else []
    recognised = texts.recognise(sources, manifest.entries)
    in_order = [recognised[e.slug] for e in manifest.entries if e.slug in recognised]
    essays = tuple(_essay(manifest, one) for one in progress(in_order))
    kept = {entry.slug: books.read_book(root, entry) for entry in manifest.entries}
    digests = {entry.slug: one for entry in manifest.entries if (one := _digest(root, entry))}
    assigned, briefs = books.addressed(manifest, essays, digests, kept)
    for slug, one in digests.items():
        _check_digest(one, kept[slug])
    registry = load_registry(root, [entry.slug for entry in manifest.entries])
    mentions = _annotated(_shown(manifest, essays, digests), registry)
    shelves = books.shelves(root, registry, mentions, complete=len(essays) == len(manifest.entries))
    return Edition(
        manifest, folder, essays, digests, recognised, kept, assigned, briefs, registry, mentions, shelves
    )


def _shown(manifest: Manifest, essays: Iterable[Essay], digests: Mapping[str, Essay]) -> tuple[Essay, ...]:
    there = {**digests, **{essay.entry.slug: essay for essay in essays}}
    return tuple(there[entry.slug] for entry in manifest.entries if entry.slug in there)


def _essay(manifest: Manifest, one: Recognised) -> Essay:
    try:
        return normalise(one.source, one.entry)
    except MisfitError as error:
        raise _misfit_error(manifest, one, error) from None


def _misfit_error(manifest: Manifest, one: Recognised, error: MisfitError) -> EditionError:
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
    source = texts.read(path)
    try:
        return digest.parse(source, entry)
    except DigestError as error:
        raise _digest_error(source, error) from None


def _check_digest(one: Essay, book: Book) -> None:
    try:
        digest.check(one, book)
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
            out[essay.entry.slug] = annotate(essay, registry, finder)
        except AnnotationError as error:
            raise EditionError(
                f"docs/annotations, {error.entity}",
                error.what,
                where=f"essay {essay.entry.slug!r}",
                todo="Give the words as they stand in the text",
            ) from None
    return out
