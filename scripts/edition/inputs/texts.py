"""Finding the text files, decoding them, and recognising which essay each of them is."""

from __future__ import annotations

import errno
import hashlib
import os
import shlex
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.model.errors import EditionError, display_path, reason_of
from edition.model.essay import Source
from edition.model.manifest import Entry, Fingerprint
from edition.text.words import containment, hash_words, shingles, sketch, words

FOLDER_VARIABLE = "ESSAYS_DIR"
"""The environment variable that names the folder of texts."""

MAX_SIZE = 8_000_000
"""Bytes of the largest text; the longest novels have about seven million."""

MIN_CONTAINMENT = 0.25
"""Minimum share of an essay's five-word shingles that a changed version of it must contain."""


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """A source, and the manifest's entry for its essay."""

    entry: Entry
    source: Source
    exact: bool
    """Whether its words are exactly those of the entry's fingerprint."""


def find_source_folder(root: Path, requested: Path | None, environment: Mapping[str, str]) -> Path | None:
    """Return the folder that contains the texts, or None if there is no such folder.

    The first of these counts: the folder `requested`, that named by the environment, `sources/` in
    `root`, and `../shared/essays` beside it. Raises EditionError if one of the first two is given, but
    does not exist or contains no text.
    """
    named = requested or (Path(environment[FOLDER_VARIABLE]) if environment.get(FOLDER_VARIABLE) else None)
    if named:
        if not named.is_dir():
            raise EditionError(
                str(named),
                "is not a directory",
                todo=f"Name the folder that contains the texts with --sources or {FOLDER_VARIABLE}",
            )
        if not text_files(named):
            raise EditionError(str(named), "contains no text", todo="Put the essays there as .txt files")
        return named
    defaults = (root / "sources", root.parent / "shared" / "essays")
    return next((folder for folder in defaults if folder.is_dir() and text_files(folder)), None)


def text_files(folder: Path) -> list[Path]:
    """Return the text files in `folder`, sorted by name; hidden files are ignored."""
    return sorted(path for path in folder.glob("*.txt") if not path.name.startswith("."))


def read_source(path: Path) -> Source:
    """Read and decode a text.

    Raises EditionError if it is no regular file, is unreadable or too large, has no words or is not UTF-8.
    """
    return decode_source(display_path(path), read_file(path))


def read_file(path: Path, max_size: int = MAX_SIZE) -> bytes:
    """Return the bytes of a file, which may be `max_size`.

    Raises EditionError if it is no regular file, is unreadable or too large.
    """
    name = display_path(path)
    try:
        _check_file(name, path.stat(), max_size)
        return path.read_bytes()
    except OSError as error:
        remedies = {
            errno.EACCES: "Make it readable, or move it out of the folder",
            errno.ENOENT: "Check the path",
        }
        todo = remedies.get(error.errno or 0, "Move it out of the folder")
        raise EditionError(name, f"cannot be read ({reason_of(error)})", todo=todo) from error


def _check_file(name: str, status: os.stat_result, max_size: int) -> None:
    """Raise EditionError for what cannot be read to an end, such as a pipe or a device, or takes too long."""
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise EditionError(name, "is not a regular file", todo="Save the text in one")
    check_size(name, status.st_size, max_size)


def check_size(name: str, size: int, max_size: int = MAX_SIZE) -> None:
    """Raise EditionError if a file has more bytes than it may have."""
    if size > max_size:
        what = f"has {size:,} bytes, and a text may have {max_size:,}"
        raise EditionError(name, what, todo="Divide it into several texts")


def decode_source(name: str, raw: bytes) -> Source:
    """Decode the bytes of the file `name`. Raises EditionError if they have no words or are not UTF-8."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise EditionError(
            name,
            f"is not UTF-8 (byte {raw[error.start]:#04x})",
            where=f"line {line}",
            todo="Save it as UTF-8",
        ) from error
    if not any(map(str.isalnum, text)):
        raise EditionError(
            name, "contains no words", todo="Put the essay's text in it, or move it out of the folder"
        )
    return Source(name, text, hashlib.sha256(raw).hexdigest())


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of `text`, which depends on its words alone, not on spaces or punctuation."""
    text_words = words(text)
    return Fingerprint(len(text_words), hash_words(text_words), sketch(text_words))


def recognise_sources(sources: Iterable[Source], entries: Iterable[Entry]) -> dict[str, RecognisedText]:
    """Return the recognised text of each essay that one of the `sources` contains, by slug.

    Raises EditionError if no entry describes a source, or two sources are the same essay.
    """
    entries = tuple(entries)
    by_digest = {entry.fingerprint.digest: entry for entry in entries}
    recognised: dict[str, RecognisedText] = {}
    for source in sources:
        source_words = words(source.text)
        exact = by_digest.get(hash_words(source_words))
        entry = exact or _find_most_similar(source_words, entries)
        if entry is None:
            raise EditionError(
                source.name,
                "is not one of the essays in the manifest",
                todo=f"Add it with `edition new {shlex.quote(source.name)} --write`, "
                "or move it out of the folder",
            )
        if entry.slug in recognised:
            raise EditionError(
                source.name,
                f"is the essay {entry.slug!r}, and so is {recognised[entry.slug].source.name}",
                todo="Move one of them out of the folder",
            )
        recognised[entry.slug] = RecognisedText(entry, source, exact is not None)
    return recognised


def _find_most_similar(source_words: Sequence[str], entries: Iterable[Entry]) -> Entry | None:
    """Return the entry with the largest share of its sketch in the text, or None if that is too small."""
    text_shingles = shingles(source_words)
    shares = [(containment(entry.fingerprint.sketch, text_shingles), entry) for entry in entries]
    share, entry = max(shares, key=lambda pair: pair[0])
    return entry if share >= MIN_CONTAINMENT else None
