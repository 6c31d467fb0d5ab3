"""The manifest: what the editors know of each essay, read from YAML and checked.

The file is `docs/annotations/essays.yml`; the JSON Schema beside it describes every key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from edition.inputs.checked_yaml import CheckedYaml, line_of, load_yaml, parse_yaml, read_text
from edition.inputs.converter import parse_entries
from edition.inputs.paths import MANIFEST, schema_path
from edition.inputs.yaml_text import load_plain_data
from edition.model.errors import EditionError
from edition.model.manifest import Entry, YamlPath

SCHEMA = schema_path(MANIFEST)
"""The path of its schema."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest's entries in reading order, and the YAML that they were read from."""

    entries: tuple[Entry, ...]
    yaml: str
    file: str = MANIFEST

    def where(self, path: YamlPath) -> str:
        """Return the line of an entry, as `line 12`; if it does not exist, the line of its parent."""
        return f"line {line_of(self.yaml, path)}"


def load_manifest(root: Path, language: str) -> Manifest:
    """Read and check the manifest of the edition in the folder `root`.

    `language` is the language of essays whose entries name none. Raises EditionError if the file is
    missing, is not valid YAML, does not match the schema, repeats an id or lists no essay.
    """
    try:
        file = load_yaml(root, MANIFEST)
    except EditionError:
        if not has_essays(read_text(root, MANIFEST)):
            todo = "Add one: edition new my-text.txt --write"
            raise EditionError(MANIFEST, "lists no essay yet", todo=todo) from None
        raise
    return _make_manifest(file, language)


def has_essays(text: str) -> bool:
    """Return whether a manifest lists essays, or something else in their place."""
    data = load_plain_data(text, MANIFEST)
    return data is not None and not (isinstance(data, dict) and "essays" in data and not data["essays"])


def parse_manifest(text: str, schema: str, language: str, file: str = MANIFEST) -> Manifest:
    """Parse YAML `text` and check it against a JSON `schema`. Raises EditionError as `load_manifest` does."""
    return _make_manifest(parse_yaml(text, schema, file), language)


def _make_manifest(file: CheckedYaml, language: str) -> Manifest:
    parsed = parse_entries(file, "essays", Entry)
    entries = tuple(entry if entry.language else replace(entry, language=language) for entry in parsed)
    manifest = Manifest(entries, file.text, file.file)
    _check_ids(manifest, file.data)
    return manifest


def _check_ids(manifest: Manifest, data: Mapping[str, Any]) -> None:
    """Raise EditionError if an id appears twice, or is both retired and in use."""
    slugs = [(entry.slug, ("essays", n, "slug")) for n, entry in enumerate(manifest.entries)]
    _check_unique(manifest, slugs, "slug")
    for n, entry in enumerate(manifest.entries):
        sections = enumerate(entry.sections)
        ids = [(section.id, ("essays", n, "sections", m, "id")) for m, section in sections]
        _check_unique(manifest, ids, "section id")
        retirements = enumerate(data["essays"][n].get("retired", ()))
        retired = [(item["address"], ("essays", n, "retired", m, "address")) for m, item in retirements]
        _check_unique(manifest, [*ids, *retired], "address")


def _check_unique(manifest: Manifest, ids: Sequence[tuple[str, YamlPath]], kind: str) -> None:
    """Raise EditionError if an id appears twice in `ids`, which gives the path of each."""
    used = set()
    for name, path in ids:
        if name in used:
            raise EditionError(
                manifest.file,
                f"the {kind} {name!r} is already taken",
                where=manifest.where(path),
                todo="Choose another",
            )
        used.add(name)
