"""YAML that editors write, checked against its JSON Schema; errors give the line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from edition.inputs import yaml_text
from edition.inputs.paths import schema_path
from edition.inputs.program_files import read_schema
from edition.inputs.yaml_errors import shorten
from edition.inputs.yaml_text import SAFE_LOADER, load_plain_data
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
    text, schema = read_text(root, file), read_schema(file)
    cached = root / CACHE / f"{Path(file).stem}.json"
    read_from = text + schema + _reader()
    data = _load_cached(cached, read_from)
    if data is not None:
        return CheckedYaml(file, text, data)
    checked = parse_yaml(text, schema, file)
    _save_cached(cached, read_from, checked.data)
    return checked


@cache
def _reader() -> str:
    """Return the code that reads YAML: another version of it may read the same file in another way."""
    return "".join(Path(module).read_text(encoding="utf-8") for module in (__file__, yaml_text.__file__))


def _load_cached(cached: Path, read_from: str) -> dict[str, Any] | None:
    """Return the cached data if it was read from the same and is not damaged, or None.

    JSON is read much more quickly than YAML.
    """
    try:
        checksum, _, data = cached.read_text(encoding="utf-8").partition("\n")
        if checksum != _checksum(read_from, data):
            return None
        return cast("dict[str, Any]", json.loads(data))
    except (OSError, ValueError):
        return None


def _save_cached(cached: Path, read_from: str, data: dict[str, Any]) -> None:
    """Cache data, unless JSON would change it; failing to write the cache is not an error."""
    with suppress(OSError, TypeError, ValueError):
        dumped = json.dumps(data)
        if json.loads(dumped) == data:
            cached.parent.mkdir(parents=True, exist_ok=True)
            cached.write_text(f"{_checksum(read_from, dumped)}\n{dumped}", encoding="utf-8")


def _checksum(read_from: str, data: str) -> str:
    """Return a checksum of data, and of everything that it was read from."""
    return hashlib.sha256("\0".join((data, read_from)).encode()).hexdigest()


def read_text(root: Path, file: str) -> str:
    """Return the text of `file` in the folder `root`.

    Raises EditionError if it is not readable as UTF-8, or is a pipe or a device, which may never end.
    """
    path = root / file
    if path.exists() and not path.is_file() and not path.is_dir():
        raise EditionError(file, "is not a regular file", todo="Restore it from version control")
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise EditionError(file, "cannot be read", todo="Restore it from version control") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 (byte {error.object[error.start]:#04x})"
        raise EditionError(file, what, where=f"line {line}", todo="Save it as UTF-8") from error


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


@cache
def _validator(schema: str) -> Callable[[object], object]:
    import fastjsonschema

    return cast("Callable[[object], object]", fastjsonschema.compile(json.loads(schema)))


def _schema_error(error: fastjsonschema.JsonSchemaValueException, text: str, file: str) -> EditionError:
    path: YamlPath = tuple(int(part) if re.fullmatch("[0-9]{1,9}", part) else part for part in error.path[1:])
    document = yaml.compose(text, Loader=SAFE_LOADER)
    what, todo, path = _describe(error, path, _locate(document, path)[1], schema_path(file))
    return EditionError(file, what, where=f"line {_locate(document, path)[0]}", todo=todo)


def _describe(
    error: fastjsonschema.JsonSchemaValueException, path: YamlPath, node: yaml.Node | None, schema: str
) -> tuple[str, str, YamlPath]:
    """Return what is wrong with the value at `path`, what to do, and the path of what is wrong.

    `node` is the value as it is in the file.
    """
    name = shorten(str(path[-1])) if path else "the file"
    properties = error.definition.get("properties", {})
    allowed = f"Allowed keys: {', '.join(sorted(properties))}"
    description = error.definition.get("description", "").rstrip(".") or f"See {schema}"
    match error.rule:
        case "additionalProperties":
            unknown = str(next(key for key in error.value if key not in properties))
            return _unknown_key(unknown, properties), allowed, (*path, unknown)
        case "required":
            missing = next(key for key in error.definition["required"] if key not in error.value)
            for key in error.value:
                if key not in properties and missing in get_close_matches(str(key), [missing]):
                    return _unknown_key(str(key), properties), allowed, (*path, str(key))
            return f"the key {missing!r} is missing", allowed, path
        case "not":
            max_words = re.search(r"\{(\d+)\}", error.definition["not"]["pattern"])
            if max_words:
                return f"{name} has more than {max_words[1]} words", description, path
            return f"{shorten(str(error.value))!r} is an id that the edition itself uses", description, path
        case "oneOf" | "anyOf" if all("required" in option for option in error.definition[error.rule]):
            keys = [key for option in error.definition[error.rule] for key in option["required"]]
            one = "exactly one" if error.rule == "oneOf" else "one"
            return f"{one} of the keys {', '.join(keys)} is needed", allowed, path
        case "enum":
            near = get_close_matches(str(error.value), [str(item) for item in error.definition["enum"]], 1)
            todo = f"Use one of these; did you mean {near[0]!r}?" if near else "Use one of these"
            return _message(error, name), todo, path
        case "type":
            return (*_wrong_type(error, name, node, description), path)
    return _message(error, name), allowed if properties else description, path


def _message(error: fastjsonschema.JsonSchemaValueException, name: str) -> str:
    """Return the validator's message, with the name of the key in place of its path."""
    return re.sub(r"^data\S*", lambda _: name, str(error.message))


def _unknown_key(key: str, properties: Collection[str]) -> str:
    near = get_close_matches(key, properties, 1)
    return f"unknown key {shorten(key)!r}" + (f" (did you mean {near[0]!r}?)" if near else "")


_READ_AS = {
    "bool": "yes or no",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing",
}
"""What YAML reads in a value without quotation marks, by the end of its tag."""

_TYPES = {
    "string": "a text",
    "array": "a list, with `- ` before each entry",
    "object": "keys with their values",
    "integer": "a number",
    "boolean": "true or false",
}


def _wrong_type(
    error: fastjsonschema.JsonSchemaValueException, name: str, node: yaml.Node | None, description: str
) -> tuple[str, str]:
    """Return what is wrong with a value of the wrong type, and what to do."""
    wanted = error.definition.get("type")
    read_as = _READ_AS.get(node.tag.rpartition(":")[2], "") if node else ""
    if wanted == "string" and isinstance(node, yaml.ScalarNode) and node.value and read_as:
        value = shorten(node.value)
        return (
            f"{name} is {value}, which YAML reads as {read_as}",
            f'Put it between quotation marks: "{value}"',
        )
    expected = _TYPES.get(wanted, "") if isinstance(wanted, str) else ""
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return f"{name} has no value", description
    return f"{name} must be {expected}" if expected else _message(error, name), description


def line_of(text: str, path: YamlPath) -> int:
    """Return the line (counted from 1) on which the entry at `path` begins."""
    return _locate(yaml.compose(text, Loader=SAFE_LOADER), path)[0]


def _locate(node: yaml.Node | None, path: YamlPath) -> tuple[int, yaml.Node | None]:
    """Return the line of the entry at `path`, and its value; without an entry, the line of its parent."""
    line = 1
    for part in path:
        if node is not None:
            line, node = _find_child(node, part, line)
    return line, node


def _find_child(node: yaml.Node, part: str | int, line: int) -> tuple[int, yaml.Node | None]:
    """Return the line and the node of a child, or `line` and None if there is no such child."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return line, None
