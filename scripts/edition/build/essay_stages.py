"""The stages that depend on one essay alone: read, normalise, address, annotate.

Their result is cached, by a hash of the files that it was made of: in an edition of hundreds of essays, a
change of one text or digest costs the work on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from edition.addresses.essays import (
    address_book_path,
    address_essay,
    assume_addresses,
    is_released,
    read_address_book,
)
from edition.annotate.emendations import find_emendations
from edition.annotate.mentions import AnnotationError, find_mentions, find_names
from edition.annotate.occurrences import find_occurrences
from edition.annotate.organisations_and_places import NameFinder, make_name_finder
from edition.annotate.people import PeopleFinder, make_people_finder
from edition.build.ahead import ahead
from edition.build.cache import Cache, key_of
from edition.inputs.checked_yaml import line_of, read_text
from edition.inputs.manifest import Manifest
from edition.inputs.paths import ANNOTATIONS, DIGESTS, MANIFEST, REGISTRY_FILES
from edition.inputs.texts import RecognisedText, read_source
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError
from edition.model.essay import Essay, Source
from edition.model.manifest import Entry
from edition.model.registry import Registry, paragraphs_named, titles_of_works
from edition.text.digest import DigestError, check_digest, parse_digest
from edition.text.nearest import nearest_passage
from edition.text.normalise import normalise
from edition.text.passages import MismatchError

Progress = Callable[[Iterable[RecognisedText]], Iterable[RecognisedText]]
"""Yields the given texts unchanged, and may show a progress bar meanwhile."""


@dataclass(frozen=True)
class Shared:
    """What the work on every essay needs: the edition's folder, manifest and registry."""

    root: Path
    manifest: Manifest
    registry: Registry
    language: str
    """The language of the editors' own words."""

    @cached_property
    def finder(self) -> PeopleFinder:
        """Finds the people of the registry in a text."""
        return make_people_finder([entry.person for entry in self.registry.people], self.registry.titles)

    @cached_property
    def name_finder(self) -> NameFinder:
        """Finds the organisations and places of the registry in a text."""
        return make_name_finder(self.registry.names, titles_of_works(self.registry))

    @cached_property
    def key(self) -> str:
        """A hash of the registries."""
        files = sorted((self.root / ANNOTATIONS).glob("*.yml"))
        registries = (path.read_bytes() for path in files if path != self.root / MANIFEST)
        return key_of(self.language, *registries)


def edit_essays(
    shared: Shared, recognised: Mapping[str, RecognisedText], progress: Progress, cache: Cache
) -> list[EditedEssay]:
    """Return every essay of the manifest with its text, addresses, mentions, emendations and occurrences.

    `recognised` are the texts that are available, by slug. Raises EditionError for a mistake in a text, a
    digest, an address book or a passage that an annotation names.
    """
    entries = shared.manifest.entries
    available = [recognised[entry.slug] for entry in entries if entry.slug in recognised]

    def edit(text: RecognisedText) -> EditedEssay:
        return edit_essay(shared, text.entry, text, cache)

    texts = zip(ahead(cache, available, edit), progress(available), strict=True)
    with_text = {text.entry.slug: edit(text) for text, _ in texts}
    return [with_text.get(entry.slug) or edit_essay(shared, entry, None, cache) for entry in entries]


def edit_essay(shared: Shared, entry: Entry, text: RecognisedText | None, cache: Cache) -> EditedEssay:
    """Return an essay as all stages before the notes leave it, from the cache if possible.

    Raises EditionError as `edit_essays` does.
    """
    key = _key(shared, entry, text)
    essay: EditedEssay = cache.derive(key, lambda: _edit_anew(shared, entry, text))
    # a value from the cache has copies of the entry and of the source, one of thousands
    shown = replace(essay.text, entry=entry, source=text.source) if essay.text and text else None
    digest = essay.digest and replace(essay.digest, entry=entry)
    return replace(essay, key=key, entry=entry, text=shown, digest=digest)


def _key(shared: Shared, entry: Entry, text: RecognisedText | None) -> str:
    """Return a hash of everything that `_edit_anew` reads."""
    files = [shared.root / DIGESTS / f"{entry.slug}.md", shared.root / address_book_path(entry.slug)]
    contents = [path.read_bytes() if path.is_file() else b"" for path in files]
    source = (text.source.name, text.source.sha256, str(text.exact)) if text else ()
    return key_of(shared.key, repr(entry), *contents, *source)


def _edit_anew(shared: Shared, entry: Entry, text: RecognisedText | None) -> EditedEssay:
    essay = EditedEssay(
        entry,
        _normalise(shared.manifest, text) if text else None,
        _read_digest(shared.root, entry),
        read_address_book(shared.root, entry),
        is_draft=not is_released(shared.root, entry),
        text_changed=text is not None and not text.exact,
    )
    essay = address_essay(assume_addresses(essay, paragraphs_named(shared.registry, essay.slug)))
    if essay.digest:
        with _locate_errors(essay.digest.source):
            check_digest(essay.digest, essay.addresses)
    return _annotate(shared, essay)


# --- reading -------------------------------------------------------------------------------------


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


@contextmanager
def _locate_errors(digest: Source) -> Iterator[None]:
    """Turn a DigestError into an EditionError with the file and line of the error."""
    try:
        yield
    except DigestError as error:
        line = digest.text.count("\n", 0, error.position) + 1
        raise EditionError(digest.name, error.what, where=f"line {line}", todo=error.todo) from None


# --- annotating ----------------------------------------------------------------------------------


def _annotate(shared: Shared, essay: EditedEssay) -> EditedEssay:
    """Return the essay, whose blocks have their addresses, with its emendations, mentions and occurrences.

    Raises EditionError if a passage given in the annotations is not in the text.
    """
    if not essay.shown:
        return essay
    try:
        language = shared.language if essay.shown.is_digest else ""
        mentions = find_mentions(essay.shown, shared.registry, shared.finder, language)
    except AnnotationError as error:
        raise _annotation_error(shared.root, essay.shown, error) from None
    names = find_names(essay.shown, shared.name_finder, mentions)
    return replace(
        essay,
        emendations=tuple(find_emendations(essay.shown)),
        mentions=mentions,
        occurrences=tuple(find_occurrences(essay.shown, mentions)),
        names=tuple(find_occurrences(essay.shown, names)),
    )


def _annotation_error(root: Path, essay: Essay, error: AnnotationError) -> EditionError:
    """Return the error for a place of a registry that does not fit the text of an essay."""
    file = REGISTRY_FILES[str(error.path[0])] if error.path else ANNOTATIONS
    line = f"line {line_of(read_text(root, file), error.path)}, " if error.path else ""
    what = f"{error.entity}: {error.what}{_nearest(essay.source, error.sought)}"
    return EditionError(file, what, where=f"{line}essay {essay.entry.slug!r}", todo=_QUOTE_EXACTLY)
