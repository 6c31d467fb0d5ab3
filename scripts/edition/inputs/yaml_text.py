"""Reading YAML as plain data: each value on one line, no key twice, and no nesting without end."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from typing import Any, cast

import yaml

from edition.inputs.yaml_errors import explain_errors, shorten

MAX_DEPTH = 40
"""How many lists and mappings may be inside one another; the parser's own stack would end the process."""

MAX_NUMBER = 10**18
"""The largest number that is read as one; Python refuses to print those with thousands of digits."""

SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""A loader that creates only plain data; the one written in C, where that is installed."""

_BREAK = re.compile(r"\s*\n\s*")
_LAST_OF_PLANES = "".join(chr(0x10000 * plane + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_NONCHARACTER = re.compile(f"[\ufdd0-\ufdef{_LAST_OF_PLANES}]")


class PlainLoader(SAFE_LOADER):  # type: ignore[misc]
    """A safe loader whose errors all have a line, and which rejects keys that appear twice.

    Its values have one line, since a line break in one would begin another block on a page, and none of the
    characters that programs use for themselves.
    """

    def construct_scalar(self, node: yaml.ScalarNode) -> Any:  # noqa: ANN401 - as in PyYAML
        """Return a value; a line break in it is a space. Raises MarkedYAMLError for a noncharacter."""
        value = super().construct_scalar(node)
        if not isinstance(value, str):
            return value
        if found := _NONCHARACTER.search(value):
            problem = f"U+{ord(found[0]):04X} stands for no character"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)
        return _BREAK.sub(" ", value).strip("\n ") if "\n" in value else value

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the dictionary for a mapping. Raises MarkedYAMLError if a key appears twice."""
        lines: dict[Hashable, int] = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name in lines:
                problem = f"the key {shorten(name)!r} appears twice, first in line {lines[name]}"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            if name is not None:
                lines[name] = key.start_mark.line + 1
        return cast("dict[Any, Any]", super().construct_mapping(node, deep=deep))


def _located(construct: Callable[[Any, Any], object], kind: str) -> Callable[[Any, Any], object]:
    """Return a function that makes a value as `construct` does, and whose errors are MarkedYAMLError."""

    def make(loader: Any, node: Any) -> object:  # noqa: ANN401 - as PyYAML calls it
        try:
            value = construct(loader, node)
            if isinstance(value, int) and abs(value) > MAX_NUMBER:
                raise ValueError
            return value
        except (ValueError, OverflowError, AttributeError, KeyError, TypeError):
            problem = f"{shorten(str(node.value))!r} is read as {kind}, but is not valid"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from None

    return make


for _tag, _kind in (
    ("int", "a number"),
    ("float", "a number"),
    ("bool", "yes or no"),
    ("timestamp", "a date"),
    ("binary", "binary data"),
):
    _name = f"tag:yaml.org,2002:{_tag}"
    PlainLoader.add_constructor(_name, _located(SAFE_LOADER.yaml_constructors[_name], _kind))


def load_plain_data(text: str, file: str) -> Any:  # noqa: ANN401 - anything that YAML can hold
    """Return the data of YAML, which JSON is a part of. Raises EditionError if it is malformed."""
    with explain_errors(text, file):
        check_nesting(text)
        return yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a safe loader


def check_nesting(text: str, *, anchors: bool = False) -> None:
    """Raise yaml.MarkedYAMLError if lists and mappings are nested more deeply than MAX_DEPTH.

    Without `anchors`, names for parts of the file (`&a`, `*a`) are errors, too: mostly they are slips, and a
    few lines of them can stand for more data than a computer holds.
    """
    depth = 0
    for event in cast("Iterator[Any]", yaml.parse(text, Loader=SAFE_LOADER)):
        mark = event.start_mark
        if not anchors and getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="anchor", problem_mark=mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                problem = f"lists and mappings are more than {MAX_DEPTH} deep"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
