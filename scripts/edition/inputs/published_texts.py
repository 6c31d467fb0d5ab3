"""The works' own texts: reading them, and recognising of which works each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from edition.inputs.paths import PUBLISHED_TEXTS, WORKS
from edition.inputs.texts import read_source, text_files
from edition.model.entries import WorkEntry, WorkText
from edition.model.errors import EditionError, display_path
from edition.model.essay import Source


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A text of one work or, if they are printed in one volume, of several."""

    source: Source
    works: Mapping[str, WorkText]
    """By the id of a work, what the registry says about this text of it."""


def read_published_texts(root: Path, folder: Path | None, works: Iterable[WorkEntry]) -> list[PublishedText]:
    """Return the texts in `folder`, or in `works/` of the edition in `root`, in the order of their names.

    Raises EditionError if there are none, or if the registry of works does not list one of them.
    """
    folder = folder or root / PUBLISHED_TEXTS
    files = text_files(folder)
    if not files:
        raise EditionError(
            display_path(folder),
            "contains no text of a work",
            todo=f"Put works into {PUBLISHED_TEXTS}/ as .txt files, or name their folder with --works",
        )
    return recognise_works([read_source(file) for file in files], works)


def recognise_works(sources: Iterable[Source], works: Iterable[WorkEntry]) -> list[PublishedText]:
    """Return the `sources` with the works of which they are. Raises EditionError for one of no work."""
    by_checksum: dict[str, dict[str, WorkText]] = {}
    for work in works:
        for text in work.texts:
            by_checksum.setdefault(text.sha256, {})[work.id] = text
    recognised: dict[str, PublishedText] = {}
    for source in sources:
        if source.sha256 not in by_checksum:
            raise EditionError(
                source.name,
                f"is none of the texts in {WORKS}",
                todo=f"List it under `texts` of its work, with sha256: {source.sha256}",
            )
        recognised.setdefault(source.sha256, PublishedText(source, by_checksum[source.sha256]))
    return list(recognised.values())
