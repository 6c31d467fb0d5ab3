"""Reading YAML: plain data from a text, and one line on what is wrong with it and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import yaml

from edition.model.errors import EditionError

MAX_DEPTH = 40
"""How many lists and mappings may be inside one another; the parser's own stack would end the process."""

MAX_SHOWN = 40
"""Characters of a value that a message shows."""

MAX_NUMBER = 10**18
"""The largest number that is read as one; Python refuses to print those with thousands of digits."""

SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""A loader that creates only plain data; the one written in C, where that is installed."""


def shorten(value: object) -> str:
    """Return a value for a message, cut to `MAX_SHOWN` characters.

    >>> shorten("a" * 50) == "a" * 40 + "…"
    True
    """
    text = str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


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
            problem = f"{shorten(str(node.value))!r} is read as {kind}, but is none"
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


@contextmanager
def explain_errors(text: str, file: str) -> Iterator[None]:
    """Turn the parser's errors about `text` into an EditionError with the line and what to do."""
    try:
        yield
    except yaml.reader.ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        line = text.count("\n", 0, position) + 1
        what = f"is not valid YAML: {error.reason}"
        raise EditionError(file, what, where=f"line {line}", todo="Remove the character") from None
    except yaml.MarkedYAMLError as error:
        line, what, todo = _explain(error, text.split("\n"))
        where = f"line {line}" if line else ""
        raise EditionError(file, f"is not valid YAML: {what}", where=where, todo=todo) from None


# --- what is meant -------------------------------------------------------------------------------

_CONFLICT = re.compile(r"(<<<<<<<|=======|>>>>>>>)( |$)")
_KEY = re.compile(r"\s*(?:- +)?([^\s:#'\"][^:]*): +(?=\S)(.*)")

_MENDS = (
    ("appears twice", "", "Remove one of the two, or rename it"),
    ("is read as", "", "Put it between quotation marks"),
    ("deep", "", "Check the brackets and the indentation"),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        "Put the value between quotation marks",
    ),
    (
        "mapping values are not allowed",
        "this line does not fit the indentation above it",
        "Indent it like its neighbours",
    ),
    (
        "block sequence entries are not allowed",
        "a list does not begin here",
        "Begin each entry, `- `, on its own line",
    ),
    (
        "did not find expected key",
        "this line does not fit the indentation above it",
        "Indent it like its neighbours",
    ),
    (
        "expected <block end>",
        "this line does not fit the indentation above it",
        "Indent it like its neighbours",
    ),
    (
        "did not find expected '-'",
        "this line is not an entry of the list above it",
        "Begin it with `- `, or check the indentation",
    ),
    (
        "expected node content",
        "a bracket or a brace is not closed",
        "Close it, or put the value between quotation marks",
    ),
    (
        "expected ',' or",
        "a bracket or a brace is not closed",
        "Close it, or put the value between quotation marks",
    ),
    (
        "could not find expected ':'",
        "this is neither a key nor part of a value",
        "Write `key: value`, with a space after the colon",
    ),
    (
        "while scanning a simple key",
        "this is neither a key nor part of a value",
        "Write `key: value`, with a space after the colon",
    ),
    ("alias", "a value cannot begin with * or &", "Put the value between quotation marks"),
    ("anchor", "a value cannot begin with * or &", "Put the value between quotation marks"),
    (
        "constructor for the tag",
        "a value cannot begin with an exclamation mark",
        "Put the value between quotation marks",
    ),
    (
        "tag",
        "a value cannot begin with an exclamation mark or a percent sign",
        "Put the value between quotation marks",
    ),
    ("escape", "a backslash between double quotation marks begins a code", "Use single quotation marks"),
    ("block scalar", "`|` and `>` stand alone at the end of a line", "Put the value between quotation marks"),
    (
        "unhashable key",
        "braces that begin a value are read as a mapping",
        "Put the value between quotation marks",
    ),
)
"""What a problem of the parser is recognised by, what is wrong in the words of editors (empty: the parser's
own), and what to do."""


Mend = tuple[int, str, str]
"""The line of an error (from 1; 0 if not known), what is wrong, and what to do."""


def _explain(error: yaml.MarkedYAMLError, lines: list[str]) -> Mend:
    """Return what an error of the parser means to the editor of a file with these `lines`."""
    problem, context = str(error.problem or error.context or "unreadable"), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    number = min(mark.line, len(lines) - 1) if mark else -1
    found = _failed_merge(lines) or (number >= 0 and _slip_in_line(error, problem, lines, number))
    if found:
        return found
    if error.context_mark and ("flow" in context or "simple key" in context):
        number = min(error.context_mark.line, len(lines) - 1)  # where it begins, not where the parser gave up
    while number > 0 and not lines[number].strip():
        number -= 1  # the end of the file
    for sign, what, todo in _MENDS:
        if sign in problem or sign in context:
            return number + 1, what or problem, todo
    return number + 1, shorten(problem), "Correct this line or the one above it"


def _failed_merge(lines: list[str]) -> Mend | None:
    what, todo = (
        "it has the marks of a merge that failed",
        "Keep one of the two versions, and remove the marks",
    )
    return next(((n, what, todo) for n, line in enumerate(lines, 1) if _CONFLICT.match(line)), None)


def _slip_in_line(error: yaml.MarkedYAMLError, problem: str, lines: list[str], number: int) -> Mend | None:
    """Return what is wrong in a line, where its words say more than the parser does."""
    line = lines[number]
    if "tab" in problem or ("cannot start any token" in problem and re.match(r" *\t", line)):
        return number + 1, "a tab stands in the indentation", "Use spaces"
    if "escape" in problem:
        return None
    if _AFTER_QUOTATION.match(line):
        todo = "Put the whole value between quotation marks of the other kind"
        return number + 1, "words stand after the quotation mark that closes a value", todo
    above = next((n for n in range(number - 1, -1, -1) if _CONTENT.match(lines[n])), 0)
    if (empty := _EMPTY_LIST.match(lines[above])) and line.lstrip().startswith("- "):
        what = f"entries stand below `{empty[1]}: []`, which says that there are none"
        return above + 1, what, "Remove the brackets"
    opened = _unclosed_quotation(error, lines, number)
    if opened is not None:
        todo = "Close it, or double it within the value"
        return opened + 1, "a quotation mark opens here and is not closed", todo
    match = _KEY.match(line)
    if "mapping values are not allowed" in problem and match and re.search(r":( |$)", match[2]):
        value = shorten(match[2].strip()).replace('"', "'")
        todo = f'Put it between quotation marks: {match[1]}: "{value}"'
        return number + 1, "a colon and a space within a value begin another", todo
    return None


def _unclosed_quotation(error: yaml.MarkedYAMLError, lines: list[str], last: int) -> int | None:
    """Return the index of the line with a quotation mark that is not closed, or None.

    Such a value runs on to the next mark, so that the parser notices the error there or at the end.
    """
    if "quoted scalar" in str(error.context or "") and error.context_mark:
        return int(error.context_mark.line)
    for number in range(last, max(-1, last - 3), -1):
        value = _QUOTED.match(lines[number])
        if value and not _closes(value[2], value[1]):
            following = next((line for line in lines[number + 1 :] if value[1] in line), "")
            closing = _QUOTED.match(following)
            if not following or (closing and closing[1] == value[1]):
                return number
    return None


_CONTENT = re.compile(r"\s*[^\s#]")
_EMPTY_LIST = re.compile(r"\s*(?:- +)?([\w-]+): *\[ *\] *(?:#.*)?$")
_AFTER_QUOTATION = re.compile(r"""[^'"#]*?(?:: |- )\s*("(?:[^"\\]|\\.)*"|'(?:[^']|\'\')*')\s*[^\s#,:}\]]""")
_QUOTED = re.compile(r"""[^'"#]*?(?:: |- )\s*(["'])(.*)""")


def _closes(rest: str, quote: str) -> bool:
    """Return whether a value that a quotation mark opens is closed in `rest`, the rest of its line.

    >>> _closes('a title"', '"'), _closes("it''s", "'"), _closes("a title", '"')
    (True, False, False)
    """
    return quote in (rest.replace("''", "") if quote == "'" else re.sub(r"\\.", "", rest))
