"""The words that dates are made of in a language, and the pattern of all their forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from edition.annotate.dates.patterns import NEVER


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes dates."""

    expression: re.Pattern[str]
    """What looks like a date, in any of its forms."""
    months: Mapping[str, int] = field(default_factory=dict)
    """By the first letters of a month in lower case, its number; the longer before the shorter."""
    seasons: Mapping[str, int] = field(default_factory=dict)
    """By the name of a season in lower case, its number in EDTF."""
    decades: Mapping[str, int] = field(default_factory=dict)
    """By the stem of a decade's name in lower case, its first year in its century."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """By the words for the numbers of centuries in lower case, the numbers."""
    years_on: Mapping[str, int] = field(default_factory=dict)
    """By a word in an expression like `the following year`, the years between it and the last year."""
    count: re.Pattern[str] = NEVER
    """The number before `years later`, which is the first group, unless it is vague."""
    numbers: Sequence[str] = ()
    """The words for numbers of years, in order."""
    year_before_christ: re.Pattern[str] = NEVER
    """A year that names its era, or has it from the year after it; the first group is its number."""
    later_century_bc: re.Pattern[str] = NEVER
    """What follows a century that has its era from the next one: `5th and 4th centuries BC`."""
    is_day_first: bool = True
    """Whether `5/6/1917` can be nothing but a day in June."""

    def month(self, name: str) -> int:
        """Return the number of the month with this name."""
        lower = name.lower()
        return next(number for stem, number in self.months.items() if lower.startswith(stem))
