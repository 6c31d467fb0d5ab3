"""The ledger: every difference between a source and the text made from it.

A ledger is an ordered sequence of changes that do not overlap. It can be applied to the source, undone
on the result, and composed with a second ledger made for the result. So each stage of normalising
works on plain text, and all of them together can still be undone.

Positions are code points of the text that a change was made for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

ChangeKind = Literal["rule", "omission", "emendation"]
"""What made a change: a rule of the house style, an omission or an emendation of the manifest."""

# Two changes that overlap become one, which takes its kind, name and reason from the higher rank.
_RANK: dict[ChangeKind, int] = {"rule": 0, "omission": 1, "emendation": 2}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `text[start:end]` was `before` and became `after`."""

    start: int
    end: int
    kind: ChangeKind
    name: str
    """The name of the rule, or the kind of omission or slip."""
    before: str
    after: str
    why: str
    """The reason, in one sentence."""


Ledger = tuple[Change, ...]
"""All changes of a text, in its order; none overlaps another."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text being normalised: the source, what it has become, and the ledger between the two."""

    source: str
    text: str
    ledger: Ledger = ()

    def revise(self, changes: Iterable[Change]) -> Draft:
        """Return the draft after `changes`, which are in order and made for `self.text`."""
        second = tuple(changes)
        if not second:
            return self
        composed = compose(self.source, self.text, self.ledger, second)
        return Draft(self.source, apply(self.text, second), composed)


class LedgerError(ValueError):
    """A ledger that does not match the text it is applied to."""


def apply(text: str, ledger: Ledger) -> str:
    """Return `text` with every change of `ledger` made.

    Raises LedgerError if the text does not contain what a change expects.
    """
    return _replace(text, ((c.start, c.end, c.before, c.after) for c in ledger))


def restore(text: str, ledger: Ledger) -> str:
    """Return the source that `ledger` turned into `text`: the inverse of `apply`.

    Raises LedgerError if the text does not contain what a change left in it.
    """
    shifts = accumulate((len(c.after) - len(c.before) for c in ledger), initial=0)
    return _replace(
        text,
        (
            (c.start + shift, c.start + shift + len(c.after), c.after, c.before)
            for c, shift in zip(ledger, shifts, strict=False)
        ),
    )


def _replace(text: str, replacements: Iterable[tuple[int, int, str, str]]) -> str:
    """Return `text` after ordered replacements of the form `start, end, old, new`."""
    parts: list[str] = []
    position = 0
    for start, end, old, new in replacements:
        if start < position or text[start:end] != old:
            raise LedgerError(f"expected {old!r} at code point {start}, found {text[start:end]!r}")
        parts += text[position:start], new
        position = end
    return "".join([*parts, text[position:]])


@dataclass(frozen=True, slots=True)
class _Span:
    """The span of a change in the middle text, the result of the first ledger and input of the second."""

    start: int
    end: int
    second: bool
    """Whether the change belongs to the second ledger."""
    change: Change


def compose(source: str, middle: str, first: Ledger, second: Ledger) -> Ledger:
    """Return a single ledger that has the effect of `first` followed by `second`.

    `first` turns `source` into `middle`; `second` is made for `middle`. Changes of the two that
    overlap become one change, named after the one of higher rank.
    """
    changes, shift = [], 0
    for group in _group_overlapping(sorted(_middle_spans(first, second), key=_order)):
        growth = sum(len(s.change.after) - len(s.change.before) for s in group if not s.second)
        if len(group) == 1 and not group[0].second:
            changes.append(group[0].change)
        else:
            changes.append(_merge(source, middle, group, shift, shift + growth))
        shift += growth
    return tuple(c for c in changes if c.before != c.after)


def _order(span: _Span) -> tuple[int, int, bool]:
    return span.start, span.end, span.second


def _middle_spans(first: Ledger, second: Ledger) -> Iterator[_Span]:
    shift = 0
    for change in first:
        start = change.start + shift
        yield _Span(start, start + len(change.after), False, change)
        shift += len(change.after) - len(change.before)
    for change in second:
        yield _Span(change.start, change.end, True, change)


def _group_overlapping(spans: Iterable[_Span]) -> Iterator[list[_Span]]:
    """Group spans that overlap; spans that only touch do not."""
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
    """Merge the changes of a group into one; `before` and `after` are the shifts at its two ends."""
    start, end = group[0].start, max(s.end for s in group)
    text = _replace(
        middle[start:end],
        ((s.start - start, s.end - start, s.change.before, s.change.after) for s in group if s.second),
    )
    lead = max(group, key=lambda s: (_RANK[s.change.kind], s.second)).change
    low, high = start - before, end - after
    return Change(low, high, lead.kind, lead.name, source[low:high], text, lead.why)


class Alignment:
    """Maps positions of a source to the text made from it, and back.

    What `before` and `after` of a change have in common at their ends counts as unchanged.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Prepare `ledger` for look-ups; each takes logarithmic time."""
        self._shifts = list(accumulate((len(c.after) - len(c.before) for c in ledger), initial=0))
        self._spans = [
            (c.start + shift, c.start + shift + len(c.after))
            for c, shift in zip(ledger, self._shifts, strict=False)
        ]
        common = [_common_ends(c.before, c.after) for c in ledger]
        self._starts = [c.start + head for c, (head, _) in zip(ledger, common, strict=True)]
        self._ends = [c.end - tail for c, (_, tail) in zip(ledger, common, strict=True)]
        spans = list(zip(self._spans, common, strict=True))
        self._text_starts = [start + head for (start, _), (head, _) in spans]
        self._text_ends = [end - tail for (_, end), (_, tail) in spans]

    def to_text(self, position: int) -> int:
        """Map a position of the source to the text.

        A position inside a change is mapped to the start of the new text.
        """
        n = bisect_right(self._starts, position)
        if n and position < self._ends[n - 1]:
            return self._text_starts[n - 1]
        return position + self._shifts[n]

    def to_source(self, position: int) -> int:
        """Map a position of the text to the source.

        A position inside a change is mapped to the start of the old text.
        """
        n = bisect_right(self._text_starts, position)
        if n and position < self._text_ends[n - 1]:
            return self._starts[n - 1]
        return position - self._shifts[n]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map `text[start:end]`, which must not be empty, to the source.

        If it ends inside a change, the whole of the old text is included.
        """
        n = bisect_right(self._text_starts, end - 1)
        inside = n and end - 1 < self._text_ends[n - 1]
        return self.to_source(start), self._ends[n - 1] if inside else end - self._shifts[n]

    def span(self, number: int) -> tuple[int, int]:
        """Return start and end, in the text, of the change at index `number` of the ledger."""
        return self._spans[number]


def _common_ends(before: str, after: str) -> tuple[int, int]:
    """Return how many code points two strings share at the start, and how many of the rest at the end."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    return head, tail
