"""Reading what passim wrote: the records of clusters of passages, in JSON lines.

passim finds text reuse in libraries of any size, on Apache Spark: https://github.com/dasmiq/passim. For each
reused passage its output has a record with the fields of the document and, among others, `cluster`, `size`,
`begin` and `end`, and in `text` the passage itself.
"""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from edition.model.errors import EditionError, display_path

OUTPUT = "out.json"
"""The folder, within that of passim's output, that has the clusters."""

_OPENERS: dict[str, Callable[..., IO[str]]] = {".gz": gzip.open, ".bz2": bz2.open}
_TODO = "Name the folder that passim wrote, without --output-format parquet"


@dataclass(frozen=True, slots=True)
class ClusteredPassage:
    """A passage that passim found to be one of a cluster."""

    where: str
    """The file and the line of its record, for messages."""
    cluster: str
    document: str
    """The `id` of the document."""
    begin: int
    """In code points of the document, as is `end`."""
    end: int
    text: str
    """The passage as passim read it."""


def read_passages(path: Path) -> Iterator[ClusteredPassage]:
    """Yield the passages in passim's output: a file, `out.json`, or the folder that contains it.

    Files may be compressed with gzip or bzip2. Raises EditionError if a file cannot be read, or a record is
    not one of a clustered passage.
    """
    for file in _files(path):
        name = display_path(file)
        try:
            with _OPENERS.get(file.suffix, open)(file, "rt", encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _passage(line, name, number)
        except (OSError, UnicodeDecodeError, EOFError) as error:
            raise EditionError(name, "cannot be read", todo=_TODO) from error


def _files(path: Path) -> list[Path]:
    """Return the files with records at a path."""
    folder = path / OUTPUT if (path / OUTPUT).is_dir() else path
    if not folder.is_dir():
        return [folder]
    files = sorted(file for file in folder.glob("part-*") if file.is_file())
    if not files:
        raise EditionError(display_path(folder), "contains no files part-*", todo=_TODO)
    return files


def _passage(line: str, name: str, number: int) -> ClusteredPassage:
    where = f"line {number}"
    try:
        record = json.loads(line)
    except ValueError as error:
        raise EditionError(name, "is not JSON", where=where, todo=_TODO) from error
    values = record if isinstance(record, dict) else {}
    _check(values, name, where, {"cluster": int | str, "id": str, "begin": int, "end": int, "text": str})
    return ClusteredPassage(
        f"{name}, {where}",
        str(values["cluster"]),
        values["id"],
        values["begin"],
        values["end"],
        values["text"],
    )


def _check(values: dict[str, Any], name: str, where: str, kinds: dict[str, Any]) -> None:
    """Raise EditionError if a field is missing or is of another kind."""
    for field, kind in kinds.items():
        if not isinstance(values.get(field), kind):
            what = f"has no field {field!r}, or one of another kind"
            raise EditionError(name, what, where=where, todo="Import the clusters, not pairs or lines")
