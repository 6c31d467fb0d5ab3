"""Checks of what a build makes: the rules, and those for its Markdown and its registries.

Python-Markdown says nothing of a footnote that is not defined, or defined twice, not even when it is
told to be strict. What is wrong with the finished site, `sitechecks` finds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from edition.checks.findings import Finding

# --- Markdown ------------------------------------------------------------------------------------

_NO_MARKUP = re.compile(r"\\.|`(`*+)[^\n]*?(?<!`)`\1(?!`)")
"""What has no meaning in Markdown: escaped characters, and code within a line."""
_NOTE = re.compile(r"\[\^([^\]\n]*)\](:?)")
_INDENT = re.compile(r" {0,3}")
_HASH = re.compile(r" {0,3}#")
_UNDERLINE = re.compile(r"\n {0,3}(?:=+|-+) *$", re.MULTILINE)
_BRACKET = re.compile(r"\[\^[^\]\n]*\]|\[|\](?P<target>(?=\(|\[(?!\^)))?|\n[ \t]*\n")
_ANCHOR = re.compile(r"<a\s[^>]*>.*?</a>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Footnotes:
    """The footnotes of one file of Markdown: where each is called and defined, by label."""

    file: str
    text: str
    """Without what has no meaning, every place as it was."""
    calls: Mapping[str, Sequence[int]]
    definitions: Mapping[str, Sequence[int]]

    def finding(self, rule: str, at: int, what: str) -> Finding:
        return Finding(rule, self.file, f"line {self.text.count(chr(10), 0, at) + 1}", what)


def markdown_findings(files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with the footnotes of the Markdown among `files`, which are named by path."""
    for path in sorted(files):
        if path.endswith(".md"):
            notes = _footnotes(path, files[path])
            if notes.calls or notes.definitions:
                yield from chain(_pairs(notes), _out_of_order(notes), _misplaced(notes))


def _footnotes(file: str, markdown: str) -> _Footnotes:
    text = _NO_MARKUP.sub(lambda match: " " * len(match[0]), markdown)
    calls: dict[str, list[int]] = {}
    definitions: dict[str, list[int]] = {}
    for match in _NOTE.finditer(text):
        indent = _INDENT.match(text, _line(text, match.start())[0])
        defines = match[2] and indent and indent.end() == match.start()
        (definitions if defines else calls).setdefault(match[1], []).append(match.start())
    return _Footnotes(file, text, calls, definitions)


def _line(text: str, at: int) -> tuple[int, int]:
    """Return where the line around a place begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _pairs(notes: _Footnotes) -> Iterator[Finding]:
    """Yield calls without a definition, definitions without a call, and second definitions."""
    for label, places in notes.calls.items():
        if label not in notes.definitions:
            yield notes.finding("footnote-undefined", places[0], f"[^{label}] is called and not defined")
    for label, places in notes.definitions.items():
        if label not in notes.calls:
            yield notes.finding("footnote-unused", places[0], f"[^{label}] is defined and never called")
        for place in places[1:]:
            yield notes.finding("footnote-double", place, f"[^{label}] is defined there again")


def _out_of_order(notes: _Footnotes) -> Iterator[Finding]:
    """Yield the first definition that does not stand where the order of first calls puts it."""
    defined = [label for label in notes.definitions if label in notes.calls]
    called = [label for label in notes.calls if label in notes.definitions]
    for label, wanted in zip(defined, called, strict=True):
        if label != wanted:
            what = f"[^{label}] is defined before [^{wanted}], which is called first"
            yield notes.finding("footnote-out-of-order", notes.definitions[label][0], what)
            return


def _misplaced(notes: _Footnotes) -> Iterator[Finding]:
    """Yield calls in headings and in links."""
    places = sorted((place, label) for label, them in notes.calls.items() for place in them)
    for place, label in places:
        start, end = _line(notes.text, place)
        if _HASH.match(notes.text, start) or _UNDERLINE.match(notes.text, end):
            yield notes.finding("footnote-in-heading", place, f"[^{label}] is called in a heading")
    for low, high in _links(notes.text):
        for place, label in places[bisect_left(places, (low, "")) : bisect_left(places, (high, ""))]:
            yield notes.finding("footnote-in-link", place, f"[^{label}] is called in a link")


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the text of a link stands, written in HTML or in Markdown."""
    yield from (match.span() for match in _ANCHOR.finditer(text))
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0].startswith("]") and opened:
            start = opened.pop()
            if match["target"] is not None:
                yield start, match.end()
        elif match[0].startswith("\n"):
            opened.clear()
