"""YAML that editors write, checked against its JSON Schema, with faults told by line."""

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

import fastjsonschema
import yaml

from edition.inputs.paths import schema_path
from edition.model.errors import EditionError
from edition.model.manifest import Steps

if TYPE_CHECKING:
    import fastjsonschema


KEPT = ".build/checked"
"""Where the data of files is kept that were found right, so that nobody waits for the same check twice."""


@dataclass(frozen=True, slots=True)
class CheckedYaml:
    """What a YAML file holds, and the file itself for telling where."""

    file: str
    text: str
    data: dict[str, Any]

    def where(self, steps: Steps) -> str:
        """Return the place of an entry as `line 12`; that of the last step there is."""
        return f"line {line_of(self.text, steps)}"

    def fault(self, steps: Steps, what: str, todo: str) -> EditionError:
        """Return the error that tells of a fault in an entry."""
        return EditionError(self.file, what, where=self.where(steps), todo=todo)


def load_yaml(root: Path, file: str) -> CheckedYaml:
    """Read `file` of the folder `root` and check it against the schema beside it.

    Raises EditionError for a file that is missing, is no YAML or breaks the schema.
    """
    text, schema = _read(root, file), _read(root, schema_path(file))
    kept = root / KEPT / f"{Path(file).stem}.json"
    digest = hashlib.sha256((text + schema).encode()).hexdigest()
    known = _recall(kept, digest)
    if known is not None:
        return CheckedYaml(file, text, known)
    checked = parse_yaml(text, schema, file)
    _keep(kept, digest, checked.data)
    return checked


def _recall(kept: Path, digest: str) -> dict[str, Any] | None:
    """Return what is kept of the very same file and schema; reading JSON is much quicker than YAML."""
    try:
        found, _, data = kept.read_text(encoding="utf-8").partition("\n")
        return cast("dict[str, Any]", json.loads(data)) if found == digest else None
    except (OSError, ValueError):
        return None


def _keep(kept: Path, digest: str, data: dict[str, Any]) -> None:
    """Keep data for the next time, unless JSON would change it; that it cannot be kept is no fault."""
    with suppress(OSError, TypeError, ValueError):
        told = json.dumps(data)
        if json.loads(told) == data:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(f"{digest}\n{told}", encoding="utf-8")


def _read(root: Path, file: str) -> str:
    try:
        return (root / file).read_text(encoding="utf-8")
    except OSError as error:
        raise EditionError(file, "cannot be read", todo="Restore it from version control") from error
    except UnicodeDecodeError as error:
        raise EditionError(file, f"is not UTF-8 ({error.reason})", todo="Save it as UTF-8") from error


def parse_yaml(text: str, schema: str, file: str) -> CheckedYaml:
    """Make data of YAML `text`, checked against the JSON `schema`. Raises as `load`."""
    import fastjsonschema  # here, since most builds find their files checked already

    data = _read_yaml(text, file)
    try:
        _validator(schema)(data)
    except fastjsonschema.JsonSchemaValueException as error:
        raise _schema_error(error, text, file) from None
    return CheckedYaml(file, text, cast("dict[str, Any]", data))


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


SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What reads YAML without making anything but plain data; written in C where that is installed."""


class _Loader(SAFE_LOADER):  # type: ignore[misc]
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
    import fastjsonschema

    return cast("Callable[[object], object]", fastjsonschema.compile(json.loads(schema)))


def _schema_error(error: fastjsonschema.JsonSchemaValueException, text: str, file: str) -> EditionError:
    path: Steps = tuple(int(step) if step.isdigit() else step for step in error.path[1:])
    what, at = _fault(error, path)
    known = ", ".join(sorted(error.definition.get("properties", {})))
    if error.rule == "enum":
        return EditionError(file, what, where=f"line {line_of(text, path)}", todo="Choose one of these")
    told = error.definition.get("description", "").rstrip(".")
    todo = f"Known here: {known}" if known else told or f"See {schema_path(file)}"
    return EditionError(file, what, where=f"line {line_of(text, at)}", todo=todo)


def _fault(error: fastjsonschema.JsonSchemaValueException, path: Steps) -> tuple[str, Steps]:
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


def line_of(text: str, path: Steps) -> int:
    """Return the line (from 1) on which the entry at `path` begins."""
    node: yaml.Node | None = yaml.compose(text, Loader=SAFE_LOADER)
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
