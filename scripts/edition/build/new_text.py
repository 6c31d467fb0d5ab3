"""Adding a text to an edition: its file, and its entry in the manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition.build.files import write_whole
from edition.editing.manifest_file import add_entry
from edition.editing.new_entry import ProposedEntry, propose_entry
from edition.editing.slugs import check_slug, propose_slug
from edition.importing.imported_text import ImportedText
from edition.importing.readers import import_text
from edition.inputs.catalogues import load_catalogue
from edition.inputs.checked_yaml import line_of
from edition.inputs.configuration import load_configuration
from edition.inputs.manifest import parse_manifest
from edition.inputs.paths import MANIFEST
from edition.inputs.program_files import read_schema
from edition.inputs.texts import (
    check_size,
    decode_source,
    find_source_folder,
    fingerprint,
    read_file,
)
from edition.inputs.yaml_text import load_plain_data
from edition.model.errors import EditionError, display_path
from edition.model.essay import Source
from edition.model.translation import ENGLISH, translated_by

MAX_DOCUMENT_SIZE = 200_000_000
"""Bytes of the largest file of which a text is made; most of them are pictures."""

SOURCES = "sources"
"""The folder of texts in an edition that has none yet."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that was read from a file, and the entry that is proposed for it."""

    path: Path
    raw: bytes
    """The bytes of the text: those of the file, or of the text that was made of it."""
    source: Source
    imported: ImportedText | None
    slug: str
    entry: ProposedEntry


@dataclass(frozen=True, slots=True)
class Added:
    """What was written."""

    source: Path
    is_new: bool
    """Whether the text was not in the folder of texts before."""
    line: int
    """The line of the manifest in which the entry begins."""


def read_new_text(path: Path, slug: str | None, root: Path | None) -> NewText:
    """Read a file of any format that is known, and propose an entry for it.

    `root` is the folder of the edition, if there is one. Raises EditionError if the file cannot be read, if
    the slug is not valid or not free, or if the edition has the text already.
    """
    raw = read_file(path, MAX_DOCUMENT_SIZE)
    name = display_path(path)
    essays = _essays(root) if root else []
    taken = {str(essay.get("slug")) for essay in essays}
    if slug is not None:
        check_slug(slug, taken)
    language = load_configuration(root).language if root else ""
    imported = import_text(name, raw)
    if imported:
        raw = imported.text.encode()
    check_size(name, len(raw))
    source = decode_source(name, raw)
    _check_is_new(source, essays)
    slug = slug or propose_slug(path.stem, taken, language)
    # readers see the reasons and the headings of the entry
    with translated_by(load_catalogue(root, language) if root else ENGLISH):
        entry = propose_entry(source, slug, imported, language)
    return NewText(path, raw, source, imported, slug, entry)


def _essays(root: Path) -> list[Mapping[str, Any]]:
    """Return what the manifest says of the essays, whether or not it is complete; it may have none."""
    data = load_plain_data(_read_manifest(root), MANIFEST)
    essays = data.get("essays") if isinstance(data, dict) else None
    return [essay for essay in essays or () if isinstance(essay, dict)]


def _read_manifest(root: Path) -> str:
    try:
        return (root / MANIFEST).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise EditionError(MANIFEST, f"is not UTF-8 ({error.reason})", todo="Save it as UTF-8") from error


def _check_is_new(source: Source, essays: list[Mapping[str, Any]]) -> None:
    digest = fingerprint(source.text).digest
    for essay in essays:
        own = essay.get("fingerprint")
        if isinstance(own, dict) and own.get("digest") == digest:
            raise EditionError(
                source.name,
                f"is the essay {essay.get('slug')!r} of the edition already",
                todo=f"See {MANIFEST}",
            )


def add_text(root: Path, new: NewText) -> Added:
    """Write the entry of a text to the manifest, and the text to the folder of texts.

    Raises EditionError if the manifest would not be valid, or if another text has the name; then nothing is
    written.
    """
    folder = find_source_folder(root, None, os.environ) or root / SOURCES
    manifest = _read_manifest(root)
    revised = add_entry(manifest, new.entry.yaml)
    entries = parse_manifest(revised, read_schema(MANIFEST), load_configuration(root).language).entries
    at = next(n for n, entry in enumerate(entries) if entry.slug == new.slug)
    target, is_new = _target(folder, new)
    if is_new:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, new.raw)
    write_whole(root / MANIFEST, revised.encode())
    return Added(target, is_new, line_of(revised, ("essays", at)))


def _target(folder: Path, new: NewText) -> tuple[Path, bool]:
    """Return the file of the text in the folder of texts, and whether it is yet to be written."""
    digest = hashlib.sha256(new.raw).digest()
    if folder.is_dir():
        for path in sorted(folder.glob("*.txt")):
            if path.stat().st_size == len(new.raw) and hashlib.sha256(path.read_bytes()).digest() == digest:
                return path, False
    target = folder / f"{new.slug}.txt"
    if target.exists():
        raise EditionError(
            display_path(target),
            "is another text",
            todo="Move it out of the folder, or choose another --slug",
        )
    return target, True
