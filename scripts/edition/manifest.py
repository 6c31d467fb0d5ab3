"""The manifest: what the editors know of each essay, read from YAML and checked.

The file is `docs/annotations/essays.yml`; the JSON Schema beside it says what may stand in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
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
    except UnicodeDecodeError as error:
        raise EditionError(MANIFEST, f"is not UTF-8 ({error.reason})", todo="Save it as UTF-8") from error
    return parse(text, schema)


def parse(text: str, schema: str, file: str = MANIFEST) -> Manifest:
    """Make a manifest of YAML `text`, checked against the JSON `schema`. Raises as `load`."""
    data = cast("dict[str, Any]", _read_yaml(text, file))
    try:
        _validator(schema)(data)
    except fastjsonschema.JsonSchemaValueException as error:
        raise _schema_error(error, text, file) from None
    manifest = Manifest(tuple(_entry(e, ("essays", n)) for n, e in enumerate(data["essays"])), text, file)
    _check_ids(manifest, data)
    return manifest


def _read_yaml(text: str, file: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.reader.ReaderError as error:
        line = text[: text.find(chr(error.character))].count("\n") + 1
        raise EditionError(
            file, f"is not YAML: {error.reason}", where=f"line {line}", todo="Take it out"
        ) from None
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        what = f"is not YAML: {error.problem or 'unreadable'}"
        raise EditionError(file, what, where=where, todo="Mend the line or the one above it") from None


_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SAFE):  # type: ignore[misc]
    """A safe loader that refuses a key that stands twice; YAML's own would drop the first value."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Make a dictionary of a mapping."""
        keys: list[Any] = []
        for key, _ in node.value:
            if key.value in keys:
                problem = f"the key {key.value!r} stands twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            keys.append(key.value)
        return cast("dict[Any, Any]", super().construct_mapping(node, deep=deep))


@cache
def _validator(schema: str) -> Callable[[object], object]:
    return cast("Callable[[object], object]", fastjsonschema.compile(json.loads(schema)))


def _schema_error(error: fastjsonschema.JsonSchemaValueException, text: str, file: str) -> EditionError:
    path: Path_ = tuple(int(step) if step.isdigit() else step for step in error.path[1:])
    what, at = _fault(error, path)
    known = ", ".join(sorted(error.definition.get("properties", {})))
    if error.rule == "enum":
        return EditionError(file, what, where=f"line {_line(text, path)}", todo="Choose one of these")
    told = error.definition.get("description", "").rstrip(".")
    todo = f"Known here: {known}" if known else told or f"See {SCHEMA}"
    return EditionError(file, what, where=f"line {_line(text, at)}", todo=todo)


def _fault(error: fastjsonschema.JsonSchemaValueException, path: Path_) -> tuple[str, Path_]:
    """Return what is wrong, and the way to it."""
    name = path[-1] if path else "the file"
    match error.rule:
        case "additionalProperties":
            wrong = next(key for key in error.value if key not in error.definition["properties"])
            return f"unknown key {str(wrong)!r}", (*path, str(wrong))
        case "required":
            lacking = next(key for key in error.definition["required"] if key not in error.value)
            return f"the key {lacking!r} is missing", path
        case "not" if "pattern" in error.definition:
            return f"{error.value!r} is an id that the edition itself uses", path
        case "not":
            return f"{name} has twelve words or more", path
    return re.sub(r"^data\S*", str(name), str(error.message)), path


def _line(text: str, path: Path_) -> int:
    """Return the line (from 1) on which the entry at `path` begins."""
    node: yaml.Node | None = yaml.compose(text, Loader=_SAFE)
    line = 1
    for step in path:
        if node is not None:
            line, node = _step(node, step, line)
    return line


def _step(node: yaml.Node, step: str | int, line: int) -> tuple[int, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return line, None


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
    sketch = cast("str", data["sketch"])
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
