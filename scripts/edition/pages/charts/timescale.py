"""A scale of years for a picture: a slot for each year where most happens, for a decade elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from edition.model.edtf import display_year, display_years

MOST = 44
"""Slots that a picture has room for."""

SHARE = 0.85
"""Share of all dates that lie in the years with a slot each."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Some years, first and last included."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """The years in words: `1917`, `1850s`, `1910–1916`, `390–381 BC`."""
        is_decade = self.first > 0 and self.first % 10 == 0 and self.last == self.first + 9
        return f"{display_year(self.first)}s" if is_decade else display_years(self.first, self.last)

    @property
    def label(self) -> str:
        """The years in few words: of several, that with which they begin, as `1850s`."""
        return display_year(self.first) + ("s" if self.first != self.last and self.first > 0 else "")


def choose_slots(years: Sequence[int], reach: tuple[int, int]) -> tuple[Slot, ...]:
    """Return slots, at most `MOST` if that can be, that cover the years `reach` without a gap.

    `years` are all dates, each as often as it occurs; where they crowd, slots are of one year.
    """
    low, high = reach
    if high - low < MOST:
        return _cut(low, high, 1)
    first, last = _crowded(sorted(years))
    before = _cut(low - low % 10, first - 1, 10) if low < first else ()
    after = _cut(last + 1, high - high % 10 + 9, 10) if last < high else ()
    mixed = (*before, *_cut(first, last, 1), *after)
    coarser = (_cut(low - low % size, high - high % size + size - 1, size) for size in (10, 100, 1000))
    return next(slots for slots in (mixed, *coarser) if len(slots) <= MOST)


def _cut(low: int, high: int, size: int) -> tuple[Slot, ...]:
    """Cut the years from `low` to `high` where numbers divisible by `size` stand."""
    starts = [low, *range(low - low % size + size, high + 1, size), high + 1]
    return tuple(Slot(one, other - 1) for one, other in pairwise(starts))


def _crowded(years: Sequence[int]) -> tuple[int, int]:
    """Return the shortest stretch with `SHARE` of `years`, which are in order; the first of equals."""
    count = ceil(SHARE * len(years))
    starts = range(len(years) - count + 1)
    at = min(starts, key=lambda n: years[n + count - 1] - years[n])
    return years[at], years[at + count - 1]
