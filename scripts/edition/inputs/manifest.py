"""The manifest: what the editors know of each essay, read from YAML and checked.

The file is `docs/annotations/essays.yml`; the JSON Schema beside it says what may stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from edition.inputs.checked_yaml import CheckedYaml, line_of, load_yaml, parse_yaml
from edition.inputs.dates import read_date_if_given
from edition.inputs.paths import MANIFEST, schema_path
from edition.model.edtf import Edtf
from edition.model.errors import EditionError
from edition.model.manifest import (
    Emendation,
    Entry,
    Fact,
    Fingerprint,
    Mark,
    Omission,
    Section,
    Steps,
    TextQuoteSelector,
)

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


def load_manifest(root: Path) -> Manifest:
    """Read and check the manifest of the edition in the folder `root`.

    Raises EditionError for a file that is missing, is no YAML, breaks the schema or repeats an id.
    """
    return _manifest(load_yaml(root, MANIFEST))


def parse_manifest(text: str, schema: str, file: str = MANIFEST) -> Manifest:
    """Make a manifest of YAML `text`, checked against the JSON `schema`. Raises as `load`."""
    return _manifest(parse_yaml(text, schema, file))


def _manifest(file: CheckedYaml) -> Manifest:
    entries = tuple(_entry(file, e, ("essays", n)) for n, e in enumerate(file.data["essays"]))
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
        items = _items(data["essays"][n], ("essays", n), "retired")
        retired = [(item["address"], (*path, "address")) for item, path in items]
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


def _entry(file: CheckedYaml, data: Mapping[str, Any], path: Steps) -> Entry:
    edtf = read_date_if_given(file, (*path, "date", "edtf"), data["date"].get("edtf", ""))
    return Entry(
        slug=data["slug"],
        title=data["title"],
        short=data.get("short", data["title"]),
        title_supplied=data.get("title-supplied", False),
        language=data.get("language", "en"),
        summary=data.get("summary", ""),
        author=_fact(data["author"]),
        publisher=_fact(data["publisher"]),
        date=_fact(data["date"], edtf),
        address=_fact(data["address"]),
        rights=data["rights"],
        wrapped=data.get("lines") == "wrapped",
        fingerprint=_fingerprint(data["fingerprint"]),
        sections=tuple(_section(d, p) for d, p in _items(data, path, "sections")),
        marks=tuple(Mark(d["kind"], _place(d, p)) for d, p in _items(data, path, "blocks")),
        omissions=tuple(
            Omission(d["kind"], _place(d, p), d["why"]) for d, p in _items(data, path, "omissions")
        ),
        emendations=tuple(_emendation(d, p) for d, p in _items(data, path, "emendations")),
        retired={d["address"]: d["to"] for d, _ in _items(data, path, "retired")},
    )


def _items(data: Mapping[str, Any], path: Steps, key: str) -> list[tuple[Mapping[str, Any], Steps]]:
    return [(item, (*path, key, n)) for n, item in enumerate(data.get(key, ()))]


def _fact(data: Mapping[str, str], edtf: Edtf | None = None) -> Fact:
    note, family = data.get("note", ""), data.get("family", "")
    return Fact(data["is"], data["certainty"], note, family, edtf)


def _fingerprint(data: Mapping[str, Any]) -> Fingerprint:
    sketch = cast("str", data["sketch"])
    return Fingerprint(
        data["words"], data["digest"], tuple(sketch[n : n + 8] for n in range(0, len(sketch), 8))
    )


def _section(data: Mapping[str, Any], path: Steps) -> Section:
    return Section(data["id"], data["heading"], data.get("supplied", False), _place(data, path))


def _place(data: Mapping[str, str], path: Steps) -> TextQuoteSelector:
    return TextQuoteSelector(
        path, data["begins"], data.get("ends", ""), data.get("left", ""), data.get("right", "")
    )


def _emendation(data: Mapping[str, str], path: Steps) -> Emendation:
    place = TextQuoteSelector(
        path,
        data.get("reading", ""),
        data.get("reading-ends", ""),
        data.get("left", ""),
        data.get("right", ""),
    )
    return Emendation(data["kind"], place, data["correction"], data["why"])
