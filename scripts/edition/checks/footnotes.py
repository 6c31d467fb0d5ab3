"""Checks of the footnotes in generated Markdown.

Python-Markdown does not report a footnote that is undefined or defined twice, even in strict mode.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from edition.checks.findings import Finding
from edition.markup.markdown import split_front_matter

_NO_NEWLINE = re.compile(r"[^\n]")
_LITERAL = re.compile(r"\\.|`(`*+)[^\n]*?(?<!`)`\1(?!`)")
"""Text in which Markdown recognises no markup: escaped characters and inline code."""
_FOOTNOTE = re.compile(r"\[\^([^\]\n]*)\](:?)")
_INDENT = re.compile(r" {0,3}")
_HEADING_HASH = re.compile(r" {0,3}#")
_HEADING_UNDERLINE = re.compile(r"\n {0,3}(?:=+|-+) *$", re.MULTILINE)
_BRACKET = re.compile(r"\[\^[^\]\n]*\]|\[|\](?P<target>(?=\(|\[(?!\^)))?|\n[ \t]*\n")
_HTML_LINK = re.compile(r"<a\s[^>]*>.*?</a>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Footnotes:
    """The footnotes of one Markdown file: the positions of calls and definitions, by label."""

    file: str
    text: str
    """The Markdown with spaces for front matter, escaped characters and code, so that positions hold."""
    calls: Mapping[str, Sequence[int]]
    definitions: Mapping[str, Sequence[int]]

    def finding(self, rule: str, position: int, what: str) -> Finding:
        return Finding(rule, self.file, f"line {self.text.count(chr(10), 0, position) + 1}", what)


def markdown_findings(files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield findings about the footnotes of the Markdown files in `files`, a mapping from path to text."""
    for path in sorted(files):
        if path.endswith(".md"):
            footnotes = _parse_footnotes(path, files[path])
            if footnotes.calls or footnotes.definitions:
                yield from chain(
                    _check_pairs(footnotes), _check_order(footnotes), _check_surroundings(footnotes)
                )


def _parse_footnotes(file: str, markdown: str) -> _Footnotes:
    head = len(markdown) - len(split_front_matter(markdown)[1])
    blank = _NO_NEWLINE.sub(" ", markdown[:head])  # front matter is no Markdown
    text = blank + _LITERAL.sub(lambda match: " " * len(match[0]), markdown[head:])
    calls: dict[str, list[int]] = {}
    definitions: dict[str, list[int]] = {}
    for match in _FOOTNOTE.finditer(text):
        indent = _INDENT.match(text, _line_span(text, match.start())[0])
        is_definition = match[2] and indent and indent.end() == match.start()
        (definitions if is_definition else calls).setdefault(match[1], []).append(match.start())
    return _Footnotes(file, text, calls, definitions)


def _line_span(text: str, position: int) -> tuple[int, int]:
    """Return the start and end of the line that contains `position`."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, end if end >= 0 else len(text)


def _check_pairs(footnotes: _Footnotes) -> Iterator[Finding]:
    """Yield calls without a definition, definitions without a call, and repeated definitions."""
    for label, positions in footnotes.calls.items():
        if label not in footnotes.definitions:
            yield footnotes.finding(
                "undefined-footnote", positions[0], f"[^{label}] is called but not defined"
            )
    for label, positions in footnotes.definitions.items():
        if label not in footnotes.calls:
            yield footnotes.finding(
                "unused-footnote", positions[0], f"[^{label}] is defined but never called"
            )
        for position in positions[1:]:
            yield footnotes.finding("duplicate-footnote", position, f"[^{label}] is defined again")


def _check_order(footnotes: _Footnotes) -> Iterator[Finding]:
    """Yield the first definition that is out of the order of first calls."""
    defined = [label for label in footnotes.definitions if label in footnotes.calls]
    called = [label for label in footnotes.calls if label in footnotes.definitions]
    for label, expected in zip(defined, called, strict=True):
        if label != expected:
            what = f"[^{label}] is defined before [^{expected}], which is called first"
            yield footnotes.finding("misordered-footnote", footnotes.definitions[label][0], what)
            return


def _check_surroundings(footnotes: _Footnotes) -> Iterator[Finding]:
    """Yield calls in headings and calls in links."""
    text = footnotes.text
    calls = sorted((position, label) for label, found in footnotes.calls.items() for position in found)
    for position, label in calls:
        start, end = _line_span(text, position)
        if _HEADING_HASH.match(text, start) or _HEADING_UNDERLINE.match(text, end):
            yield footnotes.finding("footnote-in-heading", position, f"[^{label}] is called in a heading")
    for start, end in _link_spans(text):
        for position, label in calls[bisect_left(calls, (start, "")) : bisect_left(calls, (end, ""))]:
            yield footnotes.finding("footnote-in-link", position, f"[^{label}] is called in a link")


def _link_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of every link text, in HTML or Markdown syntax."""
    yield from (match.span() for match in _HTML_LINK.finditer(text))
    open_brackets: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            open_brackets.append(match.start())
        elif match[0].startswith("]") and open_brackets:
            start = open_brackets.pop()
            if match["target"] is not None:
                yield start, match.end()
        elif match[0].startswith("\n"):
            open_brackets.clear()
