"""Single dates in EDTF, and how to display them; `edition.model.edtf` describes the format."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Literal

from edition.model.translation import gettext, gettext_noop
from edition.model.years_in_words import display_century, display_years, name_decade

MONTHS = (
    gettext_noop("January"), gettext_noop("February"), gettext_noop("March"), gettext_noop("April"),
    gettext_noop("May"), gettext_noop("June"), gettext_noop("July"), gettext_noop("August"),
    gettext_noop("September"), gettext_noop("October"), gettext_noop("November"), gettext_noop("December"),
)  # fmt: skip
"""The names of the months, in order, in English."""
SEASONS = {
    "21": gettext_noop("spring"),
    "22": gettext_noop("summer"),
    "23": gettext_noop("autumn"),
    "24": gettext_noop("winter"),
}
"""The names of the seasons by their numbers in EDTF, in English."""
_SEASON_STARTS = {"21": 3, "22": 6, "23": 9, "24": 12}
"""The month with which each season begins in the northern hemisphere."""

Qualifier = Literal["", "?", "~", "%"]
"""Whether a date is uncertain `?`, approximate `~`, or both `%`."""

YearMonthDay = tuple[int, ...]
"""A year, a year and a month, or a year, a month and a day: as precise as a date is."""


# --- single dates --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A year, a month, a season or a day, some of whose digits may be unspecified.

    Its parts are kept as in EDTF, with X for an unspecified digit. They are not checked: an essay may
    have a day that does not exist in its month, and `Edtf.parse` checks what editors write.
    """

    year_digits: str
    """Four digits, after a minus sign in years before 1 BC."""
    month_digits: str = ""
    """Two digits, 21 to 24 for a season; empty if only the year is given."""
    day_digits: str = ""
    qualifier: Qualifier = ""

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> EdtfDate:
        """Return the date with these numbers; a `month` from 21 to 24 is a season.

        >>> str(EdtfDate.of(1917, 10, 25)), str(EdtfDate.of(-384)), str(EdtfDate.of(1923, 24))
        ('1917-10-25', '-0384', '1923-24')
        """
        return cls(_pad_year(year), f"{month:02}" if month else "", f"{day:02}" if day else "")

    @classmethod
    def of_decade(cls, decade: int) -> EdtfDate:
        """Return a decade, given by the first three digits of its years; it must not be negative.

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
        """The first and the last year that the digits allow: 1930 and 1939 for `193X`."""
        return _years(self.year_digits)

    @property
    def month(self) -> int | None:
        """The month, 1 to 12; None if it is a season, not given or not fully specified."""
        return None if self.season or not self.month_digits.isdigit() else int(self.month_digits)

    @property
    def season(self) -> str:
        """The English name of the season; empty if the date is not a season."""
        return SEASONS.get(self.month_digits, "")

    @property
    def day(self) -> int | None:
        """The day of the month; None if it or the month is not given or not fully specified."""
        return int(self.day_digits) if self.month and self.day_digits.isdigit() else None

    @property
    def is_exact(self) -> bool:
        """Whether the date is not qualified and has no unspecified digits."""
        return not self.qualifier and "X" not in str(self)

    @property
    def _is_one_year(self) -> bool:
        return "X" not in self.year_digits

    @property
    def earliest(self) -> YearMonthDay:
        """The day, month or year with which the date begins, as precise as the date.

        >>> EdtfDate.of(1917, 10).earliest, EdtfDate.of(1923, 24).earliest, EdtfDate("193X").earliest
        ((1917, 10), (1923, 12), (1930,))
        """
        if self.season:
            return self.years[0], _SEASON_STARTS[self.month_digits]
        return self._bound(self.years[0], 0)

    @property
    def latest(self) -> YearMonthDay:
        """The day, month or year with which the date ends; a winter ends in February of the next year.

        >>> EdtfDate.of(1917, 10).latest, EdtfDate.of(1923, 24).latest, EdtfDate("193X").latest
        ((1917, 10), (1924, 2), (1939,))
        """
        if self.season:
            carry, month = divmod(_SEASON_STARTS[self.month_digits] + 1, 12)
            return self.years[1] + carry, month + 1
        return self._bound(self.years[1], -1)

    def _bound(self, year: int, at: Literal[0, -1]) -> YearMonthDay:
        """Return the first or the last day, month or year in `year` that the digits allow.

        For a day that does not exist in its month, this is the month.
        """
        day = "" if self.day_digits == "XX" else self.day_digits
        if not self.month_digits or (self.month_digits == "XX" and not day):
            return (year,)
        month = matching_numbers(self.month_digits, len(MONTHS))[at]
        days = matching_numbers(day, days_in_month(year, month)) if day else ()
        return (year, month, days[at]) if days else (year, month)

    @property
    def sort_key(self) -> YearMonthDay:
        """The key for sorting: when a date begins; a year is before its months, a month before its days."""
        year, month, day = (*self.earliest, 0, 0)[:3]
        return year, month, self.day or day  # also a day that does not exist in its month

    def to_year(self) -> EdtfDate:
        """Return the year of the date, with the same qualifier."""
        return replace(self, month_digits="", day_digits="")

    def display(self) -> str:
        """Return the date in words, including its qualifier.

        >>> EdtfDate.of(1917, 10, 25).display(), EdtfDate("1870", qualifier="%").display()
        ('25 October 1917', 'about 1870 (?)')
        """
        date = self.display_unqualified()
        match self.qualifier:
            case "":
                return date
            case "?":
                return gettext("{date} (?)").format(date=date)
            case "~":
                return gettext("about {date}").format(date=date)
            case "%":
                return gettext("about {date} (?)").format(date=date)

    def display_unqualified(self) -> str:
        """Return the date in words, without its qualifier.

        If the year is not fully specified, as in `193X-05`, only the years are given.
        """
        name = self._display_month()
        if not name:
            return self._display_year()
        if self.day:
            message = gettext("{day} {month} {year}")
            return message.format(day=self.day, month=name, year=self._display_year())
        if self.years[1] < self.latest[0] and self._is_one_year and self.years[0] >= 1000:
            first, last = self.years[0], self.latest[0] % 100
            return gettext("winter {first}–{last}").format(first=first, last=f"{last:02}")
        return gettext("{month} {year}").format(month=name, year=self._display_year())

    def _display_month(self) -> str:
        """Return the name of the month or the season; empty for a year, or if the year is not known."""
        name = self.season or (MONTHS[self.month - 1] if self.month else "")
        return gettext(name) if name and self._is_one_year else ""

    def _display_in_year(self) -> str:
        """Return the day and month, or the season, in words; empty for a year."""
        name = self._display_month()
        return gettext("{day} {month}").format(day=self.day, month=name) if name and self.day else name

    def _display_year(self) -> str:
        first, last = self.years
        is_round = not self._is_one_year and "X" not in self.year_digits.rstrip("X")
        if is_round and first >= 1000 and last - first == 99:
            return display_century(first)
        return name_decade(first) if is_round and first > 0 else display_years(first, last)


def _pad_year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def iso_text(date: YearMonthDay) -> str:
    """Return a day, month or year in ISO 8601."""
    year, *rest = date
    return "-".join([_pad_year(year), *(f"{part:02}" for part in rest)])


@cache
def _years(digits: str) -> tuple[int, int]:
    """Return the first and the last year that match digits, where X is any digit."""
    lowest, highest = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return min(lowest, highest), max(lowest, highest)


@cache
def days_in_month(year: int, month: int) -> int:
    """Return the number of days in a month; January is 1."""
    return monthrange(year, month)[1]


@cache
def matching_numbers(digits: str, last: int) -> tuple[int, ...]:
    """Return the numbers from 1 to `last` that match two digits, where X is any digit.

    >>> matching_numbers("1X", 12), matching_numbers("13", 12)
    ((10, 11, 12), ())
    """
    if digits.isdigit():
        return (int(digits),) if 1 <= int(digits) <= last else ()
    pattern = re.compile(digits.replace("X", r"\d"))
    return tuple(number for number in range(1, last + 1) if pattern.fullmatch(f"{number:02}"))


# --- intervals in words --------------------------------------------------------------------------


class UndatedEnd(Enum):
    """An end of an interval that has no date."""

    OPEN = ".."
    """The interval has no end, or its end is not stated."""
    UNKNOWN = ""
    """The interval has an end, but its date is unknown."""


IntervalEnd = EdtfDate | UndatedEnd
"""An end of an interval."""


def display_end(end: IntervalEnd) -> str:
    """Return an end of an interval in words: empty if it is open, `?` if it is unknown."""
    if isinstance(end, EdtfDate):
        return end.display()
    return "?" if end is UndatedEnd.UNKNOWN else ""


def display_interval(first: IntervalEnd, last: IntervalEnd) -> str:
    """Return an interval in words; if a date is qualified, both are complete, to show which one it is."""
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
        if same_month:
            return gettext("{first_day}–{last}").format(first_day=first.day, last=last.display())
        return join_with_dash(begins, last.display())
    return join_with_dash(first.display(), last.display())


def join_with_dash(first: str, last: str) -> str:
    """Join two ends with a dash, which is spaced if one of the ends contains a space."""
    return f"{first} – {last}".strip() if " " in first + last else f"{first}–{last}"
