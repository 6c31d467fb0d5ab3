"""Spans of a text, prepared for being looked up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from edition.model.essay import Span


class SpanIndex:
    """Spans of a text, which may overlap; each look-up takes logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Prepare `spans` for look-ups."""
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def overlap(self, start: int, end: int) -> bool:
        """Return whether one of the spans has something of `start` to `end`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def cover_middle(self, start: int, end: int) -> bool:
        """Return whether the middle of `start` to `end` is within one of the spans."""
        middle = (start + end) // 2
        at = bisect_right(self._starts, middle) - 1
        return at >= 0 and self._reach[at] > middle
