"""Checks of what a build makes: the rules, and those for its Markdown and its registries.

Python-Markdown says nothing of a footnote that is not defined, or defined twice, not even when it is
told to be strict. What is wrong with the finished site, `sitechecks` finds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from edition.errors import EditionError
from edition.places import fold
from edition.registry import DATES, PEOPLE, QUOTATIONS, WORKS, Registry, WorkEntry, date_id

RULES: Mapping[str, str] = {
    "footnote-undefined": "Define the note, or take the call out",
    "footnote-unused": "Call the note, or take it out",
    "footnote-double": "Keep one of the definitions",
    "footnote-out-of-order": "Put the definitions in the order in which the notes are first called",
    "footnote-in-heading": "Call the note in the text below the heading",
    "footnote-in-link": "Call the note after the link",
    "address-missing": "Bring it back, or retire it in the registry or in the entry of its essay",
    "id-double": "Give one of the two another id",
    "link-dead": "Correct the link, or add what it leads to",
    "fragment-dead": "Correct the fragment, or give the place that id",
    "loaded-from-elsewhere": "Keep a copy in docs/assets and load that",
    "back-link-without-call": "Let it lead to the place that calls this note",
    "entry-never-met": "Take it out, or give the words by which the texts name it",
}
"""Every rule by its name, and what is to be done about a finding. README.md explains them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a build may not have."""

    rule: str
    file: str
    """The file of the checkout, or the page as an address on the site."""
    place: str
    """A place in it, such as `line 12`; empty for the whole."""
    what: str

    @property
    def todo(self) -> str:
        """What is to be done about it."""
        return RULES[self.rule]

    def __str__(self) -> str:
        """Return it as a line."""
        where = ", ".join(part for part in (self.file, self.place) if part)
        return f"{self.rule}: {where}: {self.what}. {self.todo}"


def demand_none(findings: Iterable[Finding]) -> None:
    """Raise EditionError where there is a finding: it tells the first, and how many more there are."""
    found = list(findings)
    if found:
        first, more = found[0], len(found) - 1
        told = f"{first.rule}, and {more} more" if more else first.rule
        raise EditionError(first.file, f"{first.what} ({told})", where=first.place, todo=first.todo)


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


# --- registries ----------------------------------------------------------------------------------


def registry_findings(
    registry: Registry, met: Collection[tuple[str, str]], texts: Sequence[str]
) -> Iterator[Finding]:
    """Yield the entries that no text mentions and no other entry refers to.

    `met` has what the texts mention, kind and id of each. It can be judged only where all texts of
    the manifest are there: `met` and `texts` must be those of all.
    """
    people, works = _referred(registry)
    folded = [fold(text) for text in texts]
    missing = {
        PEOPLE: [p.id for p in registry.people if ("person", p.id) not in met and p.id not in people],
        DATES: [d.id for d in registry.dates if not any(("date", date_id(v)) in met for v in d.values)],
        QUOTATIONS: [q.id for q in registry.quotations if ("quotation", q.id) not in met],
        WORKS: [w.id for w in registry.works if w.id not in works and not _named(w, folded)],
    }
    for file, ids in missing.items():
        for name in ids:
            yield Finding("entry-never-met", file, f"entry {name!r}", "no text and no other entry has it")


def _referred(registry: Registry) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the persons and of the works to which other entries refer."""
    said = ((q.speaker, *q.also) for q in registry.quotations)
    written = ((w.author, *w.also) for w in registry.works)
    return frozenset(chain(*said, *written)), frozenset(q.work for q in registry.quotations)


def _named(work: WorkEntry, folded: Sequence[str]) -> bool:
    """Tell whether one of the `folded` texts has words by which a work is named, and whole ones."""
    return any(_stands(fold(words), text) for words in work.named for text in folded)


def _stands(words: str, text: str) -> bool:
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))
