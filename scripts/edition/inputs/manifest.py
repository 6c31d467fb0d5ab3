"""The manifest: what the editors know of each essay, read from YAML and checked.

The file is `docs/annotations/essays.yml`; the JSON Schema beside it says what may stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from edition.inputs.checked_yaml import CheckedYaml, line_of, load_yaml, parse_yaml
from edition.inputs.paths import MANIFEST, schema_path
from edition.inputs.structure import structure
from edition.model.errors import EditionError
from edition.model.manifest import Entry, Steps

SCHEMA = schema_path(MANIFEST)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries in reading order, and the YAML they were read from."""

    entries: tuple[Entry, ...]
    yaml: str
    file: str = MANIFEST

    def where(self, path: Steps) -> str:
        """Return the place of an entry as `line 12`; the first line where the path ends early."""
        return f"line {line_of(self.yaml, path)}"


def load_manifest(root: Path, language: str = "en") -> Manifest:
    """Read and check the manifest of the edition in the folder `root`.

    `language` is that of an essay whose entry names none. Raises EditionError for a file that is missing,
    is no YAML, breaks the schema or repeats an id.
    """
    return _manifest(load_yaml(root, MANIFEST), language)


def parse_manifest(text: str, schema: str, file: str = MANIFEST, language: str = "en") -> Manifest:
    """Make a manifest of YAML `text`, checked against the JSON `schema`. Raises as `load_manifest`."""
    return _manifest(parse_yaml(text, schema, file), language)


def _manifest(file: CheckedYaml, language: str) -> Manifest:
    read = structure(file, "essays", Entry)
    entries = tuple(entry if entry.language else replace(entry, language=language) for entry in read)
    manifest = Manifest(entries, file.text, file.file)
    _check_ids(manifest, file.data)
    return manifest


def _check_ids(manifest: Manifest, data: Mapping[str, Any]) -> None:
    """Raise EditionError where an id stands twice, or is given up and in use."""
    slugs = [(e.slug, ("essays", n, "slug")) for n, e in enumerate(manifest.entries)]
    _check_unique(manifest, slugs, "slug")
    for n, entry in enumerate(manifest.entries):
        ids = [(s.id, ("essays", n, "sections", m, "id")) for m, s in enumerate(entry.sections)]
        _check_unique(manifest, ids, "section id")
        items = enumerate(data["essays"][n].get("retired", ()))
        retired = [(item["address"], ("essays", n, "retired", m, "address")) for m, item in items]
        _check_unique(manifest, [*ids, *retired], "address")


def _check_unique(manifest: Manifest, ids: Sequence[tuple[str, Steps]], kind: str) -> None:
    seen = set()
    for name, path in ids:
        if name in seen:
            raise EditionError(
                manifest.file,
                f"the {kind} {name!r} is taken already",
                where=manifest.where(path),
                todo="Give it another",
            )
        seen.add(name)
