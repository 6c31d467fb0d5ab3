"""Texts: where they are, how they are decoded, and which essay each of them is."""

from __future__ import annotations

import errno
import hashlib
import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.inputs.paths import MANIFEST
from edition.model.errors import EditionError
from edition.model.essay import Source
from edition.model.manifest import Entry, Fingerprint
from edition.text.words import containment, hash_words, shingles, sketch, words

VARIABLE = "ESSAYS_DIR"
"""The environment variable that names the folder of texts."""

ALIKE = 0.25
"""The least share of an essay's five-word runs that makes a text a changed version of it."""


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """A source and the essay that it is."""

    entry: Entry
    source: Source
    exact: bool
    """Whether it has the very words that the manifest was made for."""


def find_folder(root: Path, asked: Path | None, environment: Mapping[str, str]) -> Path | None:
    """Return the folder that holds the texts, or None where there is none.

    A folder that is `asked` for, or named by the environment, must be there and hold a text;
    `sources/` in the checkout and `../shared/essays` beside it need not.
    Raises EditionError.
    """
    named = asked or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named:
        if not named.is_dir():
            raise EditionError(
                str(named),
                "is no folder",
                todo=f"Name the folder that holds the texts in --sources or {VARIABLE}",
            )
        if not text_files(named):
            raise EditionError(str(named), "holds no text", todo="Put the essays there as .txt files")
        return named
    return next(
        (f for f in (root / "sources", root.parent / "shared" / "essays") if f.is_dir() and text_files(f)),
        None,
    )


def text_files(folder: Path) -> list[Path]:
    """Return the text files of `folder` by name."""
    return sorted(p for p in folder.glob("*.txt") if not p.name.startswith("."))


def display_path(path: Path) -> str:
    """Return `path` as short as a reader of a message can use it."""
    relative = os.path.relpath(path)
    return relative if len(relative) < len(str(path)) else str(path)


def read_source(path: Path) -> Source:
    """Read and decode one text. Raises EditionError where it is unreadable, empty or no UTF-8."""
    name = display_path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        todo = {errno.EACCES: "Allow reading it, or move it away", errno.ENOENT: "See where it is"}
        advice = todo.get(error.errno or 0, "Move it away")
        raise EditionError(name, f"cannot be read ({reason})", todo=advice) from error
    return decode_source(name, raw)


def decode_source(name: str, raw: bytes) -> Source:
    """Make a source of a file's bytes. Raises EditionError as `read`."""
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
        raise EditionError(name, "holds no words", todo="Put the essay's text in it, or move it away")
    return Source(name, text, hashlib.sha256(raw).hexdigest())


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of `text`: that of its words, whatever stands between them."""
    spoken = words(text)
    return Fingerprint(len(spoken), hash_words(spoken), sketch(spoken))


def recognise_sources(sources: Iterable[Source], entries: Iterable[Entry]) -> dict[str, RecognisedText]:
    """Return for each essay whose text is there (by slug) the source that holds it.

    Raises EditionError for a text that no entry describes, and for two texts of one essay.
    """
    entries = tuple(entries)
    by_digest = {entry.fingerprint.digest: entry for entry in entries}
    found: dict[str, RecognisedText] = {}
    for source in sources:
        spoken = words(source.text)
        exact = by_digest.get(hash_words(spoken))
        entry = exact or _most_alike(spoken, entries)
        if entry is None:
            raise EditionError(
                source.name,
                "is none of the essays that the manifest describes",
                todo=f"Add it with `edition new {shlex.quote(source.name)} >> {MANIFEST}`, or move it away",
            )
        if entry.slug in found:
            raise EditionError(
                source.name,
                f"is the essay {entry.slug!r}, and so is {found[entry.slug].source.name}",
                todo="Move one of the two away",
            )
        found[entry.slug] = RecognisedText(entry, source, exact is not None)
    return found


def _most_alike(spoken: Sequence[str], entries: Iterable[Entry]) -> Entry | None:
    """Return the entry of whose sketch the most stands in the text, if that is enough."""
    found = shingles(spoken)
    shares = [(containment(entry.fingerprint.sketch, found), entry) for entry in entries]
    share, entry = max(shares, key=lambda pair: pair[0])
    return entry if share >= ALIKE else None
