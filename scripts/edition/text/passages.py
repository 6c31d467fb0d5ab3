"""Locating in a text the passages that its manifest entry names, and making the changes it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.model.essay import Span
from edition.model.ledger import Change, ChangeKind
from edition.model.manifest import Entry, Mark, TextQuoteSelector, YamlPath
from edition.model.translation import gettext_noop
from edition.text.locate import Finder, PlaceError

_LINE_END = re.compile(r"[^\S\n]*\n|\s*\Z")
_BLANK = re.compile(r"\s*")

_BLOCK_BREAK = (
    "block-break",
    gettext_noop("A passage with a part of its own stands in a paragraph of its own."),
)
"""The name and reason of a rule, as the ledger records them."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something in the manifest that does not match the text."""

    path: YamlPath
    """Where it is in the manifest."""
    what: str
    """What is wrong with it."""
    sought: str = ""
    """The words that are not in the text, if that is what is wrong."""


class MismatchError(ValueError):
    """One or more mismatches between a manifest entry and the text."""

    def __init__(self, mismatches: Sequence[Mismatch]) -> None:
        """Keep the mismatches, in the manifest's order."""
        super().__init__("; ".join(mismatch.what for mismatch in mismatches))
        self.mismatches = tuple(mismatches)


class PassageFinder:
    """Finds the passages of a manifest entry in a text, and collects the mismatches."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._finder = Finder(text)
        self._mismatches: list[Mismatch] = []
        self._spans: dict[TextQuoteSelector, Span] = {}

    def span(self, place: TextQuoteSelector) -> Span:
        """Return start and end (code points) of `place`.

        One that is not found is recorded as a mismatch once, and gets an empty span at the start.
        """
        if place not in self._spans:
            self._spans[place] = self._find(place)
        return self._spans[place]

    def _find(self, place: TextQuoteSelector) -> Span:
        try:
            return self._finder.find_passage(place.begins, place.ends, place.left, place.right)
        except PlaceError as error:
            shown = error.shown or place.begins or place.left + place.right
            self._mismatches.append(Mismatch(place.path, f"{shown!r} {error}", error.sought))
            return 0, 0

    def check(self) -> None:
        """Raise MismatchError if there are any mismatches so far."""
        if self._mismatches:
            raise MismatchError(self._mismatches)

    def changes(self, entry: Entry) -> list[Change]:
        """Return the omissions, emendations and paragraph breaks that `entry` asks for, in order."""
        changes: list[tuple[Change, YamlPath]] = []
        for omission in entry.omissions:
            start, end = self._with_line_end(*self.span(omission.place))
            change = self._change(start, end, "omission", omission.kind, "", omission.why)
            changes.append((change, omission.place.path))
        for slip in entry.emendations:
            start, end = self.span(slip.place)
            change = self._change(start, end, "emendation", slip.kind, slip.correction, slip.why)
            changes.append((change, slip.place.path))
        changes += self._breaks(entry.marks, "\n\n" if entry.wrapped else "\n")
        changes.sort(key=lambda pair: (pair[0].start, pair[0].end))
        for (previous, _), (change, path) in pairwise(changes):
            if change.start < previous.end and not self._mismatches:
                what = f"{change.before!r} overlaps another place, {previous.before!r}"
                self._mismatches.append(Mismatch(path, what))
        return [change for change, _ in changes]

    def _change(self, start: int, end: int, kind: ChangeKind, name: str, after: str, why: str) -> Change:
        return Change(start, end, kind, name, self._text[start:end], after, why)

    def _with_line_end(self, start: int, end: int) -> Span:
        """Extend a span of whole lines over its line end, and one of whole paragraphs over blank lines."""
        before = self._text[:start].rstrip(" \t\u00a0")
        rest = _LINE_END.match(self._text, end)
        if not rest or (before and not before.endswith("\n")):
            return start, end
        blank = _BLANK.match(self._text, end) if not before or before.endswith("\n\n") else None
        return start, (blank or rest).end()

    def _breaks(self, marks: Sequence[Mark], separator: str) -> Iterator[tuple[Change, YamlPath]]:
        """Yield a paragraph break at each end of a passage that shares its paragraph with other text.

        `separator` is what ends a paragraph: one line end, or two.
        """
        for mark in marks:
            if not mark.place.ends:
                continue
            start, end = self.span(mark.place)
            low = len(self._text[:start].rstrip())
            high = len(self._text) - len(self._text[end:].lstrip())
            if low and separator not in self._text[low:start]:
                yield self._break(low, start), mark.place.path
            if high < len(self._text) and separator not in self._text[end:high]:
                yield self._break(end, high), mark.place.path

    def _break(self, start: int, end: int) -> Change:
        name, why = _BLOCK_BREAK
        return self._change(start, end, "rule", name, "\n\n", why)
