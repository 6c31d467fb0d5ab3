"""A scale of years for a chart: a slot per year where dates are dense, per decade elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from edition.model.years_in_words import display_decade, display_year, display_years

MAX_SLOTS = 44
"""Slots that a chart has room for."""

DENSE_SHARE = 0.85
"""The share of all dates that fall in years with a slot of their own."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A period of years, both ends included."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """The years in words: `1917`, `1850s`, `1910–1916`, `390–381 BC`."""
        is_decade = self.first > 0 and self.first % 10 == 0 and self.last == self.first + 9
        return display_decade(self.first) if is_decade else display_years(self.first, self.last)

    @property
    def label(self) -> str:
        """A short form of the years: a single year, or the first of several, as `1850s`."""
        is_period = self.first != self.last and self.first > 0
        return display_decade(self.first) if is_period else display_year(self.first)


def choose_slots(years: Sequence[int], reach: tuple[int, int]) -> tuple[Slot, ...]:
    """Return slots, at most `MAX_SLOTS`, that cover the years of `reach` without a gap.

    `years` has the year of every date, with repetitions; where they are dense, a slot is one year.
    """
    low, high = reach
    if high - low < MAX_SLOTS:
        return _divide(low, high, 1)
    first, last = _densest_years(sorted(years))
    before = _divide(low - low % 10, first - 1, 10) if low < first else ()
    after = _divide(last + 1, high - high % 10 + 9, 10) if last < high else ()
    mixed = (*before, *_divide(first, last, 1), *after)
    coarser = (_divide(low - low % size, high - high % size + size - 1, size) for size in (10, 100, 1000))
    return next(slots for slots in (mixed, *coarser) if len(slots) <= MAX_SLOTS)


def _divide(low: int, high: int, size: int) -> tuple[Slot, ...]:
    """Divide the years from `low` to `high` at multiples of `size`."""
    starts = [low, *range(low - low % size + size, high + 1, size), high + 1]
    return tuple(Slot(start, following - 1) for start, following in pairwise(starts))


def _densest_years(years: Sequence[int]) -> tuple[int, int]:
    """Return the first shortest period that contains `DENSE_SHARE` of the sorted `years`."""
    count = ceil(DENSE_SHARE * len(years))
    starts = range(len(years) - count + 1)
    start = min(starts, key=lambda n: years[n + count - 1] - years[n])
    return years[start], years[start + count - 1]
