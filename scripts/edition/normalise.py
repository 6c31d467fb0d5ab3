"""Normalising: from a source and its entry in the manifest to the essay as it shall be read.

Nothing is lost: each difference from the source is in the essay's ledger.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal, cast

from edition import structure
from edition.checked import Steps
from edition.essay import Block, BlockKind, Essay, Frame, Source
from edition.ledger import Alignment, Change, Draft, Kind
from edition.manifest import Entry, Mark, Place
from edition.places import Finder, PlaceError
from edition.rules import house_style, run
from edition.words import words

Span = tuple[int, int]

_LINE_END = re.compile(r"[^\S\n]*\n|\s*\Z")
_BLANK = re.compile(r"\s*")

BREAK = ("block-break", "A passage with a part of its own stands in a paragraph of its own.")
CITATION = ("citation", "The source of a quotation that is set apart stands below it.")
MARKER = ("list-marker", "Items of a list are marked up as such, not by a character.")


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in the manifest that does not fit the text."""

    path: Steps
    what: str


class MisfitError(ValueError):
    """One or more misfits between a manifest's entry and the text."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        """Keep the misfits, in the manifest's order."""
        super().__init__("; ".join(misfit.what for misfit in misfits))
        self.misfits = tuple(misfits)


def normalise(source: Source, entry: Entry) -> Essay:
    """Return the essay that `source` and the manifest's `entry` make.

    Raises MisfitError where places of the entry do not stand in the source, overlap, or leave
    paragraphs outside all sections.
    """
    found = _Places(source.text)
    changes = found.changes(entry)
    marks = [(mark, found.span(mark.place)) for mark in entry.marks]
    starts = [found.span(section.place)[0] for section in entry.sections]
    found.check()
    draft = Draft(source.text, source.text).revise(changes)
    draft = run(house_style(wrapped=entry.wrapped), draft)
    return _assemble(source, entry, draft, marks, starts)


class _Places:
    """Finds the places of an entry in a text and collects what does not fit."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._finder = Finder(text)
        self._misfits: list[Misfit] = []
        self._known: dict[Place, Span] = {}

    def span(self, place: Place) -> Span:
        """Return where `place` stands; a misfit is noted once, and stands nowhere, at the start."""
        if place not in self._known:
            self._known[place] = self._find(place)
        return self._known[place]

    def _find(self, place: Place) -> Span:
        try:
            start, end = self._finder.passage(place.begins, place.ends, place.left, place.right)
        except PlaceError as error:
            shown = place.begins or place.left + place.right
            self._misfits.append(Misfit(place.path, f"{shown!r} {error}"))
            return 0, 0
        if end < start:
            self._misfits.append(Misfit(place.path, f"{place.ends!r} stands before {place.begins!r}"))
        return start, end

    def check(self) -> None:
        """Raise MisfitError if anything did not fit."""
        if self._misfits:
            raise MisfitError(self._misfits)

    def changes(self, entry: Entry) -> list[Change]:
        """Return the omissions, emendations and breaks that `entry` asks for, in order."""
        asked: list[tuple[Change, Steps]] = []
        for omission in entry.omissions:
            start, end = self._with_line_end(*self.span(omission.place))
            change = self._change(start, end, "omission", omission.kind, "", omission.why)
            asked.append((change, omission.place.path))
        for slip in entry.emendations:
            start, end = self.span(slip.place)
            change = self._change(start, end, "emendation", slip.kind, slip.correction, slip.why)
            asked.append((change, slip.place.path))
        asked += self._breaks(entry.marks, "\n\n" if entry.wrapped else "\n")
        asked.sort(key=lambda pair: (pair[0].start, pair[0].end))
        for (one, _), (other, path) in pairwise(asked):
            if other.start < one.end and not self._misfits:
                self._misfits.append(Misfit(path, f"{other.before!r} overlaps another place, {one.before!r}"))
        return [change for change, _ in asked]

    def _change(self, start: int, end: int, kind: Kind, name: str, after: str, why: str) -> Change:
        return Change(start, end, kind, name, self._text[start:end], after, why)

    def _with_line_end(self, start: int, end: int) -> Span:
        """Take the line end of whole omitted lines with them; of whole paragraphs, all blank lines."""
        before = self._text[:start].rstrip(" \t\u00a0")
        rest = _LINE_END.match(self._text, end)
        if not rest or (before and not before.endswith("\n")):
            return start, end
        blank = _BLANK.match(self._text, end) if not before or before.endswith("\n\n") else None
        return start, (blank or rest).end()

    def _breaks(self, marks: Sequence[Mark], line: str) -> Iterator[tuple[Change, Steps]]:
        """Yield a paragraph break at each end of a passage that shares its paragraph with others.

        `line` is what ends a paragraph: a line end, or two.
        """
        for mark in marks:
            if not mark.place.ends:
                continue
            start, end = self.span(mark.place)
            low = len(self._text[:start].rstrip())
            high = len(self._text) - len(self._text[end:].lstrip())
            if low and line not in self._text[low:start]:
                yield self._change(low, start, "rule", BREAK[0], "\n\n", BREAK[1]), mark.place.path
            if high < len(self._text) and line not in self._text[end:high]:
                yield self._change(end, high, "rule", BREAK[0], "\n\n", BREAK[1]), mark.place.path


def _assemble(
    source: Source, entry: Entry, draft: Draft, marks: list[tuple[Mark, Span]], starts: list[int]
) -> Essay:
    """Divide the text into blocks; lift out list markers and citations."""
    spans = list(structure.paragraphs(draft.text))
    paragraphs = [draft.text[start:end] for start, end in spans]
    to_text = Alignment(draft.ledger).to_text
    index = _locator(spans)
    sections = _sections(entry, [index(to_text(start)) for start in starts], len(spans))
    told = _told([(mark.kind, index(to_text(s)), index(to_text(max(s, e - 1)))) for mark, (s, e) in marks])
    kinds = _kinds(entry, paragraphs, sections, told)
    frames = _frames(paragraphs, kinds, told)
    blocks, changes = _blocks(draft.text, spans, sections, kinds, frames)
    moved = Alignment(tuple(changes)).to_text
    placed = tuple(replace(b, start=moved(b.start), end=moved(b.end - 1) + 1) for b in blocks)
    done = draft.revise(changes)
    return Essay(entry, source, done.text, done.ledger, placed)


def _locator(spans: Sequence[Span]) -> Callable[[int], int]:
    """Return a function that tells in which paragraph a position lies."""
    starts = [start for start, _ in spans]
    return lambda position: max(0, bisect_right(starts, position) - 1)


def _sections(entry: Entry, firsts: Sequence[int], count: int) -> list[tuple[str, bool]]:
    """Tell for each paragraph its section, and whether it is that section's own heading.

    Raises MisfitError where sections are out of order or begin in one paragraph.
    """
    out: list[tuple[str, bool]] = [("", False)] * count
    for at, (section, first) in enumerate(zip(entry.sections, firsts, strict=True)):
        if at and first <= firsts[at - 1]:
            raise MisfitError(
                [Misfit(section.place.path, f"section {section.id!r} begins before the one above it")]
            )
        for paragraph in range(first, count):
            out[paragraph] = section.id, paragraph == first and not section.supplied
    return out


def _told(marks: Sequence[tuple[str, int, int]]) -> dict[int, tuple[str, int]]:
    """Tell for each marked paragraph its kind, and the number of the mark."""
    return {
        paragraph: (kind, number)
        for number, (kind, first, last) in enumerate(marks)
        for paragraph in range(first, last + 1)
    }


def _kinds(
    entry: Entry,
    paragraphs: Sequence[str],
    sections: Sequence[tuple[str, bool]],
    told: dict[int, tuple[str, int]],
) -> list[BlockKind]:
    """Tell the kind of each paragraph. Raises MisfitError for prose outside all sections."""
    kinds: list[BlockKind] = []
    title, byline = words(entry.title), ["by", *words(entry.author.text)]
    for at, (paragraph, (section, heading)) in enumerate(zip(paragraphs, sections, strict=True)):
        kind = told.get(at, ("", 0))[0]
        if heading:
            kind = "heading"
        elif not kind and not section:
            spoken = words(paragraph)
            kind = "title" if spoken == title else "byline" if spoken == byline else ""
            if not kind:
                raise MisfitError(
                    [
                        Misfit(
                            entry.sections[0].place.path,
                            f"the paragraph {paragraph[:40]!r} stands before the first section",
                        )
                    ]
                )
        kinds.append(cast("BlockKind", kind if kind not in ("", "quotation", "epigraph") else "paragraph"))
    return kinds


def _frames(
    paragraphs: Sequence[str], kinds: Sequence[BlockKind], told: dict[int, tuple[str, int]]
) -> dict[int, Frame]:
    """Find quotations that are set apart: those an editor marked, and those the marks show."""
    frames: dict[int, Frame] = {}
    for at, kind in enumerate(kinds):
        mark, number = told.get(at, ("", 0))
        if mark in ("quotation", "epigraph"):
            frames[at] = Frame(cast("Literal['quotation', 'epigraph']", mark), -1 - number)
        if at in frames or at in told or kind != "paragraph":
            continue
        last = structure.quotation_end(_run_of_paragraphs(paragraphs, kinds, at), 0)
        if last is None and at and structure.is_cited(paragraphs[at - 1], paragraphs[at]):
            last = 0
        if last is not None:
            below_heading = at > 0 and kinds[at - 1] == "heading"
            frame = Frame("epigraph" if below_heading else "quotation", at)
            frames |= dict.fromkeys(range(at, at + last + 1), frame)
    return frames


def _run_of_paragraphs(paragraphs: Sequence[str], kinds: Sequence[BlockKind], first: int) -> list[str]:
    """Return the paragraphs from `first` on, up to what cannot be part of a quotation."""
    if not paragraphs[first].startswith("“"):
        return [paragraphs[first]]
    for last in range(first, len(kinds)):
        if kinds[last] != "paragraph":
            return list(paragraphs[first:last])
    return list(paragraphs[first:])


def _blocks(
    text: str,
    spans: Sequence[Span],
    sections: Sequence[tuple[str, bool]],
    kinds: Sequence[BlockKind],
    frames: dict[int, Frame],
) -> tuple[list[Block], list[Change]]:
    """Make the blocks, in positions of `text`, and the changes that lift out what is not text."""
    blocks: list[Block] = []
    changes: list[Change] = []
    items = _items(text, spans, kinds)
    for at, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True)):
        section, frame = sections[at][0], frames.get(at)
        numbered = False
        if at in items:
            kind, (length, numbered) = "item", items[at]
            changes.append(_rule(text, start, start + length, "", MARKER))
            start += length
        previous = blocks[-1].frame if blocks else None
        if kind == "citation" or (
            kind == "paragraph" and not frame and previous and structure.is_citation(text[start:end])
        ):
            blocks.append(Block("citation", start, end, section, previous))
            continue
        cut = structure.citation_start(text[start:end]) if frame and frames.get(at + 1) != frame else None
        if cut is None:
            blocks.append(Block(kind, start, end, section, frame, numbered))
            continue
        close = start + len(text[start : start + cut].rstrip())
        changes.append(_rule(text, close, start + cut, "\n\n", CITATION))
        blocks.append(Block(kind, start, close, section, frame, numbered))
        blocks.append(Block("citation", start + cut, end, section, frame))
    return blocks, changes


def _rule(text: str, start: int, end: int, after: str, rule: tuple[str, str]) -> Change:
    return Change(start, end, "rule", rule[0], text[start:end], after, rule[1])


def _items(text: str, spans: Sequence[Span], kinds: Sequence[BlockKind]) -> dict[int, tuple[int, bool]]:
    """Find list items among the paragraphs: for each its marker's length, and whether it counts."""
    found: dict[int, tuple[int, bool]] = {}
    for plain, run_ in groupby(range(len(spans)), key=lambda at: kinds[at] == "paragraph"):
        if plain:
            numbers = list(run_)
            run_texts = [text[spans[at][0] : spans[at][1]] for at in numbers]
            for at, length, counts in structure.list_markers(run_texts):
                if len(run_texts[at]) > length:
                    found[numbers[at]] = length, counts
    return found
