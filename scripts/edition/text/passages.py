"""Where the places that a manifest's entry names stand in its text, and the changes they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.model.ledger import Change, ChangeKind
from edition.model.manifest import Entry, Mark, Steps, TextQuoteSelector
from edition.text.locate import Finder, PlaceError

Span = tuple[int, int]

_LINE_END = re.compile(r"[^\S\n]*\n|\s*\Z")
_BLANK = re.compile(r"\s*")

BREAK = ("block-break", "A passage with a part of its own stands in a paragraph of its own.")


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


class PassageFinder:
    """Finds the places of an entry in a text and collects what does not fit."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._finder = Finder(text)
        self._misfits: list[Misfit] = []
        self._known: dict[TextQuoteSelector, Span] = {}

    def span(self, place: TextQuoteSelector) -> Span:
        """Return where `place` stands; a misfit is noted once, and stands nowhere, at the start."""
        if place not in self._known:
            self._known[place] = self._find(place)
        return self._known[place]

    def _find(self, place: TextQuoteSelector) -> Span:
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

    def _change(self, start: int, end: int, kind: ChangeKind, name: str, after: str, why: str) -> Change:
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
