"""YAML that editors write, checked against its JSON Schema; errors give the line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from edition.inputs.paths import schema_path
from edition.inputs.program_files import read_schema
from edition.model.errors import EditionError
from edition.model.manifest import YamlPath

if TYPE_CHECKING:
    import fastjsonschema


CACHE = ".build/checked"
"""The folder that caches the data of valid files, so that each version of a file is checked only once."""


@dataclass(frozen=True, slots=True)
class CheckedYaml:
    """The data of a YAML file, and its text for finding the line of an entry."""

    file: str
    text: str
    data: dict[str, Any]

    def where(self, path: YamlPath) -> str:
        """Return the line of an entry, as `line 12`; if it does not exist, the line of its parent."""
        return f"line {line_of(self.text, path)}"

    def error(self, path: YamlPath, what: str, todo: str) -> EditionError:
        """Return an error about the entry at `path`."""
        return EditionError(self.file, what, where=self.where(path), todo=todo)


def load_yaml(root: Path, file: str) -> CheckedYaml:
    """Read `file` in the folder `root` and check it against the program's schema for it.

    Raises EditionError if the file is missing, is not valid YAML or does not match the schema.
    """
    text, schema = _read(root, file), read_schema(file)
    cached = root / CACHE / f"{Path(file).stem}.json"
    digest = hashlib.sha256((text + schema).encode()).hexdigest()
    data = _load_cached(cached, digest)
    if data is not None:
        return CheckedYaml(file, text, data)
    checked = parse_yaml(text, schema, file)
    _save_cached(cached, digest, checked.data)
    return checked


def _load_cached(cached: Path, digest: str) -> dict[str, Any] | None:
    """Return the cached data if `digest` matches, or None; JSON is read much more quickly than YAML."""
    try:
        saved_digest, _, data = cached.read_text(encoding="utf-8").partition("\n")
        return cast("dict[str, Any]", json.loads(data)) if saved_digest == digest else None
    except (OSError, ValueError):
        return None


def _save_cached(cached: Path, digest: str, data: dict[str, Any]) -> None:
    """Cache data, unless JSON would change it; failing to write the cache is not an error."""
    with suppress(OSError, TypeError, ValueError):
        dumped = json.dumps(data)
        if json.loads(dumped) == data:
            cached.parent.mkdir(parents=True, exist_ok=True)
            cached.write_text(f"{digest}\n{dumped}", encoding="utf-8")


def _read(root: Path, file: str) -> str:
    try:
        return (root / file).read_text(encoding="utf-8")
    except OSError as error:
        raise EditionError(file, "cannot be read", todo="Restore it from version control") from error
    except UnicodeDecodeError as error:
        raise EditionError(file, f"is not UTF-8 ({error.reason})", todo="Save it as UTF-8") from error


def parse_yaml(text: str, schema: str, file: str) -> CheckedYaml:
    """Parse YAML and check it against a JSON Schema. Raises EditionError as `load_yaml` does."""
    import fastjsonschema  # not at the top, since most builds find their files in the cache

    data = _without_empty_keys(load_plain_data(text, file))
    try:
        _validator(schema)(data)
    except fastjsonschema.JsonSchemaValueException as error:
        raise _schema_error(error, text, file) from None
    return CheckedYaml(file, text, cast("dict[str, Any]", data))


def _without_empty_keys(data: Any) -> Any:  # noqa: ANN401 - anything that YAML can hold
    """Return the data of a file without keys that have no value; an empty file has no keys at all."""
    if not isinstance(data, dict):
        return {} if data is None else data
    return {key: value for key, value in data.items() if value is not None}


def load_plain_data(text: str, file: str) -> Any:  # noqa: ANN401 - anything that YAML can hold
    """Return the data of YAML, which JSON is a part of. Raises EditionError if it is malformed."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.reader.ReaderError as error:
        line = text[: text.find(chr(error.character))].count("\n") + 1
        raise EditionError(
            file, f"is not valid YAML: {error.reason}", where=f"line {line}", todo="Remove the character"
        ) from None
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        what = f"is not valid YAML: {error.problem or 'unreadable'}"
        raise EditionError(file, what, where=where, todo="Correct this line or the one above it") from None


SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""A loader that creates only plain data; the one written in C, where that is installed."""


class _Loader(SAFE_LOADER):  # type: ignore[misc]
    """A safe loader that rejects duplicate keys, where PyYAML would drop all values but the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the dictionary for a mapping."""
        keys: list[Any] = []
        for key, _ in node.value:
            if key.value in keys:
                problem = f"the key {key.value!r} appears twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            keys.append(key.value)
        return cast("dict[Any, Any]", super().construct_mapping(node, deep=deep))


@cache
def _validator(schema: str) -> Callable[[object], object]:
    import fastjsonschema

    return cast("Callable[[object], object]", fastjsonschema.compile(json.loads(schema)))


def _schema_error(error: fastjsonschema.JsonSchemaValueException, text: str, file: str) -> EditionError:
    path: YamlPath = tuple(int(part) if part.isdigit() else part for part in error.path[1:])
    what, error_path = _describe(error, path)
    if error.rule == "enum":
        return EditionError(file, what, where=f"line {line_of(text, path)}", todo="Use one of these")
    allowed = ", ".join(sorted(error.definition.get("properties", {})))
    description = error.definition.get("description", "").rstrip(".")
    todo = f"Allowed keys: {allowed}" if allowed else description or f"See {schema_path(file)}"
    return EditionError(file, what, where=f"line {line_of(text, error_path)}", todo=todo)


def _describe(error: fastjsonschema.JsonSchemaValueException, path: YamlPath) -> tuple[str, YamlPath]:
    """Return what is wrong, and the path of the entry that is."""
    name = path[-1] if path else "the file"
    match error.rule:
        case "additionalProperties":
            unknown = next(key for key in error.value if key not in error.definition["properties"])
            return f"unknown key {str(unknown)!r}", (*path, str(unknown))
        case "required":
            missing = next(key for key in error.definition["required"] if key not in error.value)
            return f"the key {missing!r} is missing", path
        case "not":
            max_words = re.search(r"\{(\d+)\}", error.definition["not"]["pattern"])
            if max_words:
                return f"{name} has more than {max_words[1]} words", path
            return f"{error.value!r} is an id that the edition itself uses", path
    return re.sub(r"^data\S*", str(name), str(error.message)), path


def line_of(text: str, path: YamlPath) -> int:
    """Return the line (counted from 1) on which the entry at `path` begins."""
    node: yaml.Node | None = yaml.compose(text, Loader=SAFE_LOADER)
    line = 1
    for part in path:
        if node is not None:
            line, node = _find_child(node, part, line)
    return line


def _find_child(node: yaml.Node, part: str | int, line: int) -> tuple[int, yaml.Node | None]:
    """Return the line and the node of a child, or `line` and None if there is no such child."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return line, None
