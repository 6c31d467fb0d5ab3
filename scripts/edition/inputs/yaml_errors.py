"""What is wrong with a YAML file, in the words of its editors, and how to mend it.

The parser's own messages speak of its grammar; here its error and the lines around it become one line on the
slip that is likely behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import yaml

from edition.model.errors import EditionError

MAX_SHOWN = 40
"""Characters of a value that a message shows."""

_CONFLICT = re.compile(r"(<<<<<<<|=======|>>>>>>>)( |$)")
_KEY = re.compile(r"\s*(?:- +)?([^\s:#'\"][^:]*): +(?=\S)(.*)")
_CONTENT = re.compile(r"\s*[^\s#]")
_EMPTY_LIST = re.compile(r"\s*(?:- +)?([\w-]+): *\[ *\] *(?:#.*)?$")
_AFTER_QUOTATION = re.compile(r"""[^'"#]*?(?:: |- )\s*("(?:[^"\\]|\\.)*"|'(?:[^']|\'\')*')\s*[^\s#,:}\]]""")
_QUOTED = re.compile(r"""[^'"#]*?(?:: |- )\s*(["'])(.*)""")

_KNOWN_PROBLEMS = (
    (("appears twice",), "", "Remove one of the two, or rename it"),
    (("is read as",), "", "Put it between quotation marks"),
    (("deep",), "", "Check the brackets and the indentation"),
    (
        ("cannot start any token",),
        "a value cannot begin with this character",
        "Put the value between quotation marks",
    ),
    (
        ("mapping values are not allowed",),
        "this line does not fit the indentation above it",
        "Indent it like its neighbours",
    ),
    (
        ("block sequence entries are not allowed",),
        "a list does not begin here",
        "Begin each entry, `- `, on its own line",
    ),
    (
        ("did not find expected key", "expected <block end>"),
        "this line does not fit the indentation above it",
        "Indent it like its neighbours",
    ),
    (
        ("did not find expected '-'",),
        "this line is not an entry of the list above it",
        "Begin it with `- `, or check the indentation",
    ),
    (
        ("expected node content", "expected ',' or"),
        "a bracket or a brace is not closed",
        "Close it, or put the value between quotation marks",
    ),
    (
        ("could not find expected ':'", "while scanning a simple key"),
        "this is neither a key nor part of a value",
        "Write `key: value`, with a space after the colon",
    ),
    (("alias", "anchor"), "a value cannot begin with * or &", "Put the value between quotation marks"),
    (
        ("constructor for the tag",),
        "a value cannot begin with an exclamation mark",
        "Put the value between quotation marks",
    ),
    (
        ("tag",),
        "a value cannot begin with an exclamation mark or a percent sign",
        "Put the value between quotation marks",
    ),
    (("escape",), "a backslash between double quotation marks begins a code", "Use single quotation marks"),
    (
        ("block scalar",),
        "`|` and `>` stand alone at the end of a line",
        "Put the value between quotation marks",
    ),
    (
        ("unhashable key",),
        "braces that begin a value are read as a mapping",
        "Put the value between quotation marks",
    ),
)
"""What a problem of the parser is recognised by, any of several signs; what is wrong in the words of editors
(empty: the parser's own); and what to do."""


Diagnosis = tuple[int, str, str]
"""The line of an error (from 1; 0 if not known), what is wrong, and what to do."""


def shorten(value: object) -> str:
    """Return a value for a message, cut to `MAX_SHOWN` characters.

    >>> shorten("a" * 50) == "a" * 40 + "…"
    True
    """
    text = str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


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


def _explain(error: yaml.MarkedYAMLError, lines: list[str]) -> Diagnosis:
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
    for signs, what, todo in _KNOWN_PROBLEMS:
        if any(sign in problem or sign in context for sign in signs):
            return number + 1, what or problem, todo
    return number + 1, shorten(problem), "Correct this line or the one above it"


def _failed_merge(lines: list[str]) -> Diagnosis | None:
    what, todo = (
        "it has the marks of a merge that failed",
        "Keep one of the two versions, and remove the marks",
    )
    return next(((n, what, todo) for n, line in enumerate(lines, 1) if _CONFLICT.match(line)), None)


def _slip_in_line(
    error: yaml.MarkedYAMLError, problem: str, lines: list[str], number: int
) -> Diagnosis | None:
    """Return what is wrong in a line, where its words say more than the parser does."""
    line = lines[number]
    if "tab" in problem or ("cannot start any token" in problem and re.match(r" *\t", line)):
        return number + 1, "there is a tab in the indentation", "Use spaces"
    if "escape" in problem:
        return None
    if _AFTER_QUOTATION.match(line):
        todo = "Put the whole value between quotation marks of the other kind"
        return number + 1, "there are words after the quotation mark that closes a value", todo
    above = next((n for n in range(number - 1, -1, -1) if _CONTENT.match(lines[n])), 0)
    if (empty := _EMPTY_LIST.match(lines[above])) and line.lstrip().startswith("- "):
        what = f"there are entries below `{empty[1]}: []`, which says that there are none"
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


def _closes(rest: str, quote: str) -> bool:
    """Return whether a value that a quotation mark opens is closed in `rest`, the rest of its line.

    >>> _closes('a title"', '"'), _closes("it''s", "'"), _closes("a title", '"')
    (True, False, False)
    """
    return quote in (rest.replace("''", "") if quote == "'" else re.sub(r"\\.", "", rest))
