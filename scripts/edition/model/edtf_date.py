"""Single dates in EDTF, and the words for them; `edition.model.edtf` says which dates those are."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Literal

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON_STARTS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""The month with which each season begins, as on the northern half of the earth."""

Qualifier = Literal["", "?", "~", "%"]
"""How sure a date is: uncertain `?`, approximate `~`, or both `%`."""

YearMonthDay = tuple[int, ...]
"""A year, perhaps with a month, perhaps with a day: as much as a date gives."""


# --- one date ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A year, a month, a season or a day, of which some digits may be unspecified.

    Its parts are kept as EDTF writes them, with X for an unspecified digit. Nothing is checked here:
    an essay may name a day that its month does not have, and `Edtf.parse` checks what editors write.
    """

    year_digits: str
    """Four digits, in years before 1 BC after a minus."""
    month_digits: str = ""
    """Two digits, 21 to 24 for a season; empty where only the year is given."""
    day_digits: str = ""
    qualifier: Qualifier = ""

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> EdtfDate:
        """Return the date of these numbers; a `month` of 21 to 24 is a season.

        >>> str(EdtfDate.of(1917, 10, 25)), str(EdtfDate.of(-384)), str(EdtfDate.of(1923, 24))
        ('1917-10-25', '-0384', '1923-24')
        """
        return cls(_pad_year(year), f"{month:02}" if month else "", f"{day:02}" if day else "")

    @classmethod
    def of_decade(cls, decade: int) -> EdtfDate:
        """Return a decade by its number, which is not negative: the first three digits of its years.

        >>> str(EdtfDate.of_decade(193))
        '193X'
        """
        return cls(f"{decade:03}X")

    def __str__(self) -> str:
        """Return the date in EDTF."""
        parts = (self.year_digits, self.month_digits, self.day_digits)
        return "-".join(part for part in parts if part) + self.qualifier

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it may be: `193X` is 1930 to 1939."""
        return _years(self.year_digits)

    @property
    def month(self) -> int | None:
        """The month, 1 to 12; None for a season, and where it is not given or not fully specified."""
        return None if self.season or not self.month_digits.isdigit() else int(self.month_digits)

    @property
    def season(self) -> str:
        """The season's name; empty for any other date."""
        return SEASONS.get(self.month_digits, "")

    @property
    def day(self) -> int | None:
        """The day of the month; None where that or the month is not given or not fully specified."""
        return int(self.day_digits) if self.month and self.day_digits.isdigit() else None

    @property
    def is_exact(self) -> bool:
        """Whether it is neither qualified nor has an unspecified digit."""
        return not self.qualifier and "X" not in str(self)

    @property
    def _is_one_year(self) -> bool:
        return "X" not in self.year_digits

    @property
    def earliest(self) -> YearMonthDay:
        """The day, month or year with which it begins, as precise as it is given.

        >>> EdtfDate.of(1917, 10).earliest, EdtfDate.of(1923, 24).earliest, EdtfDate("193X").earliest
        ((1917, 10), (1923, 12), (1930,))
        """
        if self.season:
            return self.years[0], _SEASON_STARTS[self.month_digits]
        return self._limit(self.years[0], 0)

    @property
    def latest(self) -> YearMonthDay:
        """The day, month or year with which it ends; a winter's is February of the next year.

        >>> EdtfDate.of(1917, 10).latest, EdtfDate.of(1923, 24).latest, EdtfDate("193X").latest
        ((1917, 10), (1924, 2), (1939,))
        """
        if self.season:
            over, month = divmod(_SEASON_STARTS[self.month_digits] + 1, 12)
            return self.years[1] + over, month + 1
        return self._limit(self.years[1], -1)

    def _limit(self, year: int, at: Literal[0, -1]) -> YearMonthDay:
        """Return the first or the last day, month or year of `year` that the digits admit.

        A day that its month does not have is taken for the month.
        """
        day = "" if self.day_digits == "XX" else self.day_digits
        if not self.month_digits or (self.month_digits == "XX" and not day):
            return (year,)
        month = matching_numbers(self.month_digits, len(MONTHS))[at]
        days = matching_numbers(day, days_in_month(year, month)) if day else ()
        return (year, month, days[at]) if days else (year, month)

    @property
    def sort_key(self) -> YearMonthDay:
        """What dates are sorted by: when they begin; a year is before its months, a month before its days."""
        year, month, day = (*self.earliest, 0, 0)[:3]
        return year, month, self.day or day  # the day that its month does not have included

    def to_year(self) -> EdtfDate:
        """Return its year, as sure as the date is."""
        return replace(self, month_digits="", day_digits="")

    def display(self) -> str:
        """Return the date in words, with how sure it is.

        >>> EdtfDate.of(1917, 10, 25).display(), EdtfDate("1870", qualifier="%").display()
        ('25 October 1917', 'about 1870 (?)')
        """
        about = "about " if self.qualifier in ("~", "%") else ""
        doubt = " (?)" if self.qualifier in ("?", "%") else ""
        return f"{about}{self.display_unqualified()}{doubt}"

    def display_unqualified(self) -> str:
        """Return the date in words, whatever it is qualified by.

        Of a date in an unspecified year, as `193X-05`, only the years are named.
        """
        return " ".join(part for part in (self._display_in_year(), self._display_year()) if part)

    def _display_in_year(self) -> str:
        """Return the day and month, or the season, in words; empty for a year."""
        name = self.season or (MONTHS[self.month - 1] if self.month else "")
        if not self._is_one_year:
            return ""
        return f"{self.day} {name}" if self.day else name

    def _display_year(self) -> str:
        first, last = self.years
        is_round = not self._is_one_year and "X" not in self.year_digits.rstrip("X")
        return f"{display_year(first)}s" if is_round and first > 0 else display_years(first, last)


def _pad_year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def iso_text(limit: YearMonthDay) -> str:
    """Return a day, month or year as ISO 8601 writes it."""
    year, *rest = limit
    return "-".join([_pad_year(year), *(f"{part:02}" for part in rest)])


@cache
def _years(digits: str) -> tuple[int, int]:
    """Return the first and the last year that digits may be, where X is any digit."""
    lowest, highest = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return min(lowest, highest), max(lowest, highest)


@cache
def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has; months count from 1."""
    return monthrange(year, month)[1]


@cache
def matching_numbers(digits: str, last: int) -> tuple[int, ...]:
    """Return the numbers from 1 to `last` that two digits may be, where X is any digit.

    >>> matching_numbers("1X", 12), matching_numbers("13", 12)
    ((10, 11, 12), ())
    """
    if digits.isdigit():
        return (int(digits),) if 1 <= int(digits) <= last else ()
    pattern = re.compile(digits.replace("X", r"\d"))
    return tuple(number for number in range(1, last + 1) if pattern.fullmatch(f"{number:02}"))


# --- years in words ------------------------------------------------------------------------------


def display_years(first: int, last: int) -> str:
    """Return the years from `first` to `last` in words; the era is named before the year 1000.

    >>> display_years(1917, 1917), display_years(1936, 1938), display_years(14, 37)
    ('1917', '1936–1938', 'AD 14–37')
    >>> display_years(-384, -321), display_years(-19, 14)
    ('385–322 BC', '20 BC – AD 14')

    An essay may turn the years round: `display_years(14, -19)` is `AD 14 – 20 BC`.
    """
    if first == last:
        return display_year(first)
    if (first <= 0) != (last <= 0):
        return " – ".join(f"AD {year}" if year > 0 else display_year(year) for year in (first, last))
    return f"{1 - first}–{display_year(last)}" if last <= 0 else f"{display_year(first)}–{last}"


def display_year(year: int) -> str:
    """Return a year in words; the era is named before the year 1000.

    >>> display_year(1917), display_year(999), display_year(1), display_year(0), display_year(-384)
    ('1917', 'AD 999', 'AD 1', '1 BC', '385 BC')
    """
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 1000 else str(year)


# --- intervals in words --------------------------------------------------------------------------


class Limit(Enum):
    """The end of an interval where no date stands."""

    OPEN = ".."
    """The interval goes on, or how far it goes is left open."""
    UNKNOWN = ""
    """There is a date, and nobody knows it."""


End = EdtfDate | Limit


def display_end(end: End) -> str:
    """Return an end of an interval in words: empty where it is open, `?` where it is unknown."""
    if isinstance(end, EdtfDate):
        return end.display()
    return "?" if end is Limit.UNKNOWN else ""


def display_interval(first: End, last: End) -> str:
    """Return an interval in words; a qualified date shares nothing, so that it is clear which is meant."""
    if isinstance(first, EdtfDate) and isinstance(last, EdtfDate) and not first.qualifier + last.qualifier:
        return _display_dates(first, last)
    return join_with_dash(display_end(first), display_end(last))


def _display_dates(first: EdtfDate, last: EdtfDate) -> str:
    """Return an interval of two unqualified dates in words."""
    begins, ends = (date._display_in_year() for date in (first, last))
    if first._is_one_year and last._is_one_year and not begins + ends:
        return display_years(first.years[0], last.years[0])
    if begins and ends and first.year_digits == last.year_digits:
        same_month = first.day and last.day and first.month == last.month
        return f"{first.day}–{last.display()}" if same_month else join_with_dash(begins, last.display())
    return join_with_dash(first.display(), last.display())


def join_with_dash(first: str, last: str) -> str:
    """Join two ends with a dash, which has spaces around it where an end itself has any."""
    return f"{first} – {last}".strip() if " " in first + last else f"{first}–{last}"
