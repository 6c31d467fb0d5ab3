"""The ledger: every difference between a source and the text made from it.

A ledger is an ordered run of changes that do not overlap. It can be applied to the source, undone
on the result, and composed with a second one that was made for the result. So each step of
normalising may look at plain text, and the whole still restores the source.

Positions are code points of the text that the change was made for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

ChangeKind = Literal["rule", "omission", "emendation"]

# Where two changes touch the same words, the editor's decision gives its name to the whole.
_RANK: dict[ChangeKind, int] = {"rule": 0, "omission": 1, "emendation": 2}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `text[start:end]` was `before` and became `after`."""

    start: int
    end: int
    kind: ChangeKind
    name: str
    """The rule's name, or the sort of omission or slip."""
    before: str
    after: str
    why: str


Ledger = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way: the source, what it has become, and the ledger between the two."""

    source: str
    text: str
    ledger: Ledger = ()

    def revise(self, changes: Iterable[Change]) -> Draft:
        """Return the draft after `changes`, which are made for `self.text` and in order."""
        second = tuple(changes)
        if not second:
            return self
        composed = compose(self.source, self.text, self.ledger, second)
        return Draft(self.source, apply(self.text, second), composed)


class LedgerError(ValueError):
    """A text and a ledger that do not belong together."""


def apply(text: str, ledger: Ledger) -> str:
    """Return `text` with every change of `ledger` made.

    Raises LedgerError where the text does not hold what a change expects to find.
    """
    return _replace(text, ((c.start, c.end, c.before, c.after) for c in ledger))


def restore(text: str, ledger: Ledger) -> str:
    """Return the source that `ledger` turned into `text`: the inverse of `apply`.

    Raises LedgerError where the text does not hold what a change has left in it.
    """
    shifts = accumulate((len(c.after) - len(c.before) for c in ledger), initial=0)
    return _replace(
        text,
        (
            (c.start + shift, c.start + shift + len(c.after), c.after, c.before)
            for c, shift in zip(ledger, shifts, strict=False)
        ),
    )


def _replace(text: str, steps: Iterable[tuple[int, int, str, str]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, old, new in steps:
        if start < at or text[start:end] != old:
            raise LedgerError(f"expected {old!r} at code point {start}, found {text[start:end]!r}")
        parts += text[at:start], new
        at = end
    return "".join([*parts, text[at:]])


@dataclass(frozen=True, slots=True)
class _Span:
    """A change seen on the middle text, where the first ledger ends and the second begins."""

    start: int
    end: int
    second: bool
    change: Change


def compose(source: str, middle: str, first: Ledger, second: Ledger) -> Ledger:
    """Return the one ledger that does what `first`, then `second` do.

    `first` turns `source` into `middle`; `second` is made for `middle`. Changes of both that
    overlap become one change, named after the weightier of them.
    """
    out, shift = [], 0
    for group in _overlapping(sorted(_spans(first, second), key=_order)):
        grown = sum(len(s.change.after) - len(s.change.before) for s in group if not s.second)
        if len(group) == 1 and not group[0].second:
            out.append(group[0].change)
        else:
            out.append(_merge(source, middle, group, shift, shift + grown))
        shift += grown
    return tuple(c for c in out if c.before != c.after)


def _order(span: _Span) -> tuple[int, int, bool]:
    return span.start, span.end, span.second


def _spans(first: Ledger, second: Ledger) -> Iterator[_Span]:
    shift = 0
    for change in first:
        start = change.start + shift
        yield _Span(start, start + len(change.after), False, change)
        shift += len(change.after) - len(change.before)
    for change in second:
        yield _Span(change.start, change.end, True, change)


def _overlapping(spans: Iterable[_Span]) -> Iterator[list[_Span]]:
    """Group spans that share ground; touching is not sharing."""
    group: list[_Span] = []
    start = end = 0
    for span in spans:
        if group and span.start < end and start < span.end:
            group.append(span)
            end = max(end, span.end)
            continue
        if group:
            yield group
        group, start, end = [span], span.start, span.end
    if group:
        yield group


def _merge(source: str, middle: str, group: list[_Span], before: int, after: int) -> Change:
    """Make one change of a group; `before` and `after` are the shifts at its two ends."""
    start, end = group[0].start, max(s.end for s in group)
    text = _replace(
        middle[start:end],
        ((s.start - start, s.end - start, s.change.before, s.change.after) for s in group if s.second),
    )
    lead = max(group, key=lambda s: (_RANK[s.change.kind], s.second)).change
    low, high = start - before, end - after
    return Change(low, high, lead.kind, lead.name, source[low:high], text, lead.why)


class Alignment:
    """Where the code points of a source stand in the text made from it, and the other way.

    What a change has alike at its two ends counts as kept.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Prepare `ledger` for look-ups; each takes logarithmic time."""
        self._shifts = list(accumulate((len(c.after) - len(c.before) for c in ledger), initial=0))
        self._spans = [
            (c.start + shift, c.start + shift + len(c.after))
            for c, shift in zip(ledger, self._shifts, strict=False)
        ]
        kept = [_alike(c.before, c.after) for c in ledger]
        self._starts = [c.start + head for c, (head, _) in zip(ledger, kept, strict=True)]
        self._ends = [c.end - tail for c, (_, tail) in zip(ledger, kept, strict=True)]
        spans = list(zip(self._spans, kept, strict=True))
        self._text_starts = [start + head for (start, _), (head, _) in spans]
        self._text_ends = [end - tail for (_, end), (_, tail) in spans]

    def to_text(self, position: int) -> int:
        """Map a position of the source; inside a change, to the start of what it became."""
        at = bisect_right(self._starts, position)
        if at and position < self._ends[at - 1]:
            return self._text_starts[at - 1]
        return position + self._shifts[at]

    def to_source(self, position: int) -> int:
        """Map a position of the text; inside a change, to the start of what it was."""
        at = bisect_right(self._text_starts, position)
        if at and position < self._text_ends[at - 1]:
            return self._starts[at - 1]
        return position - self._shifts[at]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map `text[start:end]`, which is not empty; a change that it ends in is taken whole."""
        at = bisect_right(self._text_starts, end - 1)
        inside = at and end - 1 < self._text_ends[at - 1]
        return self.to_source(start), self._ends[at - 1] if inside else end - self._shifts[at]

    def span(self, change: int) -> tuple[int, int]:
        """Return where the `change`-th change of the ledger stands in the text."""
        return self._spans[change]


def _alike(before: str, after: str) -> tuple[int, int]:
    """Return how many code points two strings share at their start, and then at their end."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    return head, tail
