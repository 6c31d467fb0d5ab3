"""The manifest: what the editors know of each essay, read from YAML and checked.

The file is `docs/annotations/essays.yml`; the JSON Schema beside it says what may stand in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import fastjsonschema
import yaml

from edition.errors import EditionError

MANIFEST = "docs/annotations/essays.yml"
SCHEMA = "docs/annotations/essays.schema.json"

Path_ = tuple[str | int, ...]
"""The way to an entry of the manifest: keys and positions, from the top."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something found out about an essay."""

    text: str
    certainty: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a text, given by words of it, with where the manifest says so."""

    path: Path_
    begins: str
    ends: str = ""
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an essay."""

    id: str
    heading: str
    supplied: bool
    """Whether the heading is the editors'."""
    place: Place


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage whose part in the text an editor has told."""

    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class Omission:
    """A passage that is no part of the essay."""

    kind: str
    place: Place
    why: str


@dataclass(frozen=True, slots=True)
class Emendation:
    """A slip and its correction."""

    kind: str
    place: Place
    correction: str
    why: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How a text is recognised; see `edition.words`."""

    words: int
    digest: str
    sketch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the manifest says of one essay."""

    slug: str
    title: str
    title_supplied: bool
    language: str
    summary: str
    author: Fact
    publisher: Fact
    date: Fact
    address: Fact
    rights: str
    wrapped: bool
    fingerprint: Fingerprint
    sections: tuple[Section, ...]
    marks: tuple[Mark, ...]
    omissions: tuple[Omission, ...]
    emendations: tuple[Emendation, ...]
    retired: Mapping[str, str]
    """Address to address."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries in reading order, and the YAML they were read from."""

    entries: tuple[Entry, ...]
    yaml: str
    file: str = MANIFEST

    def where(self, path: Path_) -> str:
        """Return the place of an entry as `line 12`; the first line where the path ends early."""
        return f"line {_line(self.yaml, path)}"


def load(root: Path) -> Manifest:
    """Read and check the manifest of the edition in the folder `root`.

    Raises EditionError for a file that is missing, is no YAML, breaks the schema or repeats an id.
    """
    try:
        text = (root / MANIFEST).read_text(encoding="utf-8")
        schema = (root / SCHEMA).read_text(encoding="utf-8")
    except OSError as error:
        file = Path(str(error.filename)).name
        raise EditionError(
            f"docs/annotations/{file}", "cannot be read", todo="Restore it from version control"
        ) from error
    return parse(text, schema)


def parse(text: str, schema: str, file: str = MANIFEST) -> Manifest:
    """Make a manifest of YAML `text`, checked against the JSON `schema`. Raises as `load`."""
    data = _read_yaml(text, file)
    try:
        _validator(schema)(data)
    except fastjsonschema.JsonSchemaValueException as error:
        raise _schema_error(error, text, file) from None
    manifest = Manifest(tuple(_entry(e, ("essays", n)) for n, e in enumerate(data["essays"])), text, file)
    _check_ids(manifest)
    return manifest


def _read_yaml(text: str, file: str) -> Any:
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        what = f"is not YAML: {getattr(error, 'problem', None) or 'unreadable'}"
        raise EditionError(file, what, where=where, todo="Mend the line or the one above it") from None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _validator(schema: str) -> Any:
    return fastjsonschema.compile(json.loads(schema))


def _schema_error(error: fastjsonschema.JsonSchemaValueException, text: str, file: str) -> EditionError:
    path: Path_ = tuple(int(step) if step.isdigit() else step for step in error.path[1:])
    message = str(error.message)
    wrong = re.search(r"must not contain \{'([^']*)'", message)
    if wrong:
        known = ", ".join(sorted(error.definition.get("properties", {})))
        line = _line(text, (*path, wrong[1]))
        return EditionError(
            file, f"unknown key {wrong[1]!r}", where=f"line {line}", todo=f"Known here: {known}"
        )
    what = re.sub(r"^data\S*", str(path[-1]) if path else "the file", message)
    if error.rule == "not":
        what = f"{path[-1]} has twelve words or more, or is an id that addresses of ours have"
    told = error.definition.get("description", "") if isinstance(error.definition, dict) else ""
    return EditionError(file, what, where=f"line {_line(text, path)}", todo=told.rstrip(".") or f"See {SCHEMA}")


def _line(text: str, path: Path_) -> int:
    """Return the line (from 1) on which the entry at `path` begins."""
    node = yaml.compose(text, Loader=_LOADER)
    line = 1
    for step in path:
        line, node = _step(node, step, line)
        if node is None:
            break
    return line


def _step(node: yaml.Node, step: str | int, line: int) -> tuple[int, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return line, None


def _check_ids(manifest: Manifest) -> None:
    """Raise EditionError where an id stands twice."""
    slugs = [(e.slug, ("essays", n, "slug")) for n, e in enumerate(manifest.entries)]
    _check_unique(manifest, slugs, "slug")
    for n, entry in enumerate(manifest.entries):
        ids = [(s.id, ("essays", n, "sections", m, "id")) for m, s in enumerate(entry.sections)]
        _check_unique(manifest, ids, "section id")


def _check_unique(manifest: Manifest, ids: Sequence[tuple[str, Path_]], kind: str) -> None:
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


def _entry(data: Mapping[str, Any], path: Path_) -> Entry:
    return Entry(
        slug=data["slug"],
        title=data["title"],
        title_supplied=data.get("title-supplied", False),
        language=data.get("language", "en"),
        summary=data.get("summary", ""),
        author=_fact(data["author"]),
        publisher=_fact(data["publisher"]),
        date=_fact(data["date"]),
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


def _items(data: Mapping[str, Any], path: Path_, key: str) -> list[tuple[Mapping[str, Any], Path_]]:
    return [(item, (*path, key, n)) for n, item in enumerate(data.get(key, ()))]


def _fact(data: Mapping[str, str]) -> Fact:
    return Fact(data["is"], data["certainty"], data.get("note", ""))


def _fingerprint(data: Mapping[str, Any]) -> Fingerprint:
    sketch = cast(str, data["sketch"])
    return Fingerprint(
        data["words"], data["digest"], tuple(sketch[n : n + 8] for n in range(0, len(sketch), 8))
    )


def _section(data: Mapping[str, Any], path: Path_) -> Section:
    return Section(data["id"], data["heading"], data.get("supplied", False), _place(data, path))


def _place(data: Mapping[str, str], path: Path_) -> Place:
    return Place(path, data["begins"], data.get("ends", ""), data.get("left", ""), data.get("right", ""))


def _emendation(data: Mapping[str, str], path: Path_) -> Emendation:
    place = Place(
        path,
        data.get("reading", ""),
        data.get("reading-ends", ""),
        data.get("left", ""),
        data.get("right", ""),
    )
    return Emendation(data["kind"], place, data["correction"], data["why"])
