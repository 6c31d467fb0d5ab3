"""Dates in EDTF, the Extended Date/Time Format: one type for every date of an edition.

The format is that of ISO 8601-2:2019 and of the specification that the Library of Congress published
on 4 February 2019 (https://www.loc.gov/standards/datetime/). Accepted are levels 0 and 1 but for times
of day and years of more than four digits, and of level 2 an unspecified digit at any place.

| text | for a reader |
|---|---|
| `1917`, `1917-10`, `1917-10-25` | 1917, October 1917, 25 October 1917 |
| `1923-21` … `1923-24` | spring 1923 … winter 1923 |
| `1870?`, `1870~`, `1870%` | 1870 (?), about 1870, about 1870 (?) |
| `193X`, `19XX`, `1917-XX`, `1917-10-XX` | 1930s, 1900s, 1917, October 1917 |
| `-0384`, `0014` | 385 BC, AD 14 |
| `1936/1938`, `-0019/0014` | 1936–1938, 20 BC – AD 14 |
| `1999/..`, `1999/` (open, unknown) | 1999–, 1999–? |

Years are counted as ISO 8601 counts them: 0000 is 1 BC, and -0384 is 385 BC.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache, total_ordering
from typing import Literal, cast

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
        lowest, highest = (int(self.year_digits.replace("X", digit)) for digit in "09")
        return min(lowest, highest), max(lowest, highest)

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
        return not self.qualifier and not self._has_unspecified_year and "X" not in str(self)

    @property
    def _has_unspecified_year(self) -> bool:
        return "X" in self.year_digits

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
        month = _numbers(self.month_digits, len(MONTHS))[at]
        days = _numbers(day, monthrange(year, month)[1])
        return (year, month, days[at]) if days else (year, month)

    @property
    def sort_key(self) -> tuple[int, int, int]:
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
        if self._has_unspecified_year or not (self.season or self.month):
            return ""
        name = self.season or MONTHS[(self.month or 0) - 1]
        return f"{self.day} {name}" if self.day else name

    def _display_year(self) -> str:
        first, last = self.years
        is_round = self._has_unspecified_year and "X" not in self.year_digits.rstrip("X")
        return f"{display_year(first)}s" if is_round and first > 0 else display_years(first, last)


def _pad_year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _iso(limit: YearMonthDay) -> str:
    """Return a day, month or year as ISO 8601 writes it."""
    year, *rest = limit
    return "-".join([_pad_year(year), *(f"{part:02}" for part in rest)])


@cache
def _numbers(digits: str, last: int) -> tuple[int, ...]:
    """Return the numbers from 1 to `last` that two digits may be, where X is any digit.

    >>> _numbers("1X", 12), _numbers("13", 12)
    ((10, 11, 12), ())
    """
    pattern = re.compile(digits.replace("X", r"\d"))
    return tuple(number for number in range(1, last + 1) if pattern.fullmatch(f"{number:02}"))


# --- years in words ------------------------------------------------------------------------------


def display_years(first: int, last: int) -> str:
    """Return the years from `first` to `last` in words; the era is named before the year 1000.

    >>> display_years(1917, 1917), display_years(1936, 1938), display_years(14, 37)
    ('1917', '1936–1938', 'AD 14–37')
    >>> display_years(-384, -321), display_years(-19, 14)
    ('385–322 BC', '20 BC – AD 14')
    """
    if first == last:
        return display_year(first)
    if first <= 0 < last:
        return f"{display_year(first)} – AD {last}"
    return f"{1 - first}–{display_year(last)}" if last <= 0 else f"{display_year(first)}–{last}"


def display_year(year: int) -> str:
    """Return a year in words; the era is named before the year 1000.

    >>> display_year(1917), display_year(999), display_year(1), display_year(0), display_year(-384)
    ('1917', 'AD 999', 'AD 1', '1 BC', '385 BC')
    """
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 1000 else str(year)


# --- a date or an interval -----------------------------------------------------------------------


class Limit(Enum):
    """The end of an interval where no date stands."""

    OPEN = ".."
    """The interval goes on, or how far it goes is left open."""
    UNKNOWN = ""
    """There is a date, and nobody knows it."""


End = EdtfDate | Limit

_BEFORE_ALL = (-10_000, 0, 0)
"""The sort key of what has no beginning: a year before any that EDTF writes with four digits."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, or an interval between two dates, of which one may be open or unknown.

    Values are ordered by when they begin; an interval comes after a date that begins with it.
    """

    first: End
    """The date, or the beginning of the interval."""
    last: End | None = None
    """The end of the interval; None for a date."""

    @staticmethod
    def parse(text: str, *, as_written: bool = False) -> Edtf:
        """Return the value of a text in EDTF.

        Raises ValueError, with a message for editors, for any other text, and for dates that cannot
        be: a month 13, a 31 April, an interval that ends before it begins. `as_written` admits days
        up to the 31st in every month, and any interval: so essays may write, by a slip or, as with
        29 February 1900, in the Julian calendar, and the registry of dates repeats what they write.

        >>> Edtf.parse("1917-10-25").display(), Edtf.parse("-0384/-0321").display()
        ('25 October 1917', '385–322 BC')
        """
        try:
            return _parse(text, as_written)
        except ValueError as error:
            raise ValueError(f"{text!r} is not a date in EDTF: {error}") from None

    @staticmethod
    def from_id(id_: str) -> Edtf:
        """Return the value of an `id`. Raises ValueError for what is none, but not for impossible days."""
        return Edtf.parse(id_.replace("--", "/"), as_written=True)

    @staticmethod
    def from_day(day: date) -> Edtf:
        """Return the value of a day."""
        return Edtf(EdtfDate.of(day.year, day.month, day.day))

    def __str__(self) -> str:
        """Return the text that `parse` takes."""
        return (
            _end_text(self.first) if self.last is None else "/".join(map(_end_text, (self.first, self.last)))
        )

    @property
    def id(self) -> str:
        """The value as part of an address: EDTF with `--` for the stroke of an interval."""
        return str(self).replace("/", "--")

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        """The date, or those of an interval's two dates that are given: always one or two."""
        return tuple(end for end in (self.first, self.last) if isinstance(end, EdtfDate))

    @property
    def is_interval(self) -> bool:
        """Whether it is an interval and not a date."""
        return self.last is not None

    @property
    def is_uncertain(self) -> bool:
        """Whether a date of it is qualified as uncertain."""
        return any(one.qualifier in ("?", "%") for one in self.dates)

    @property
    def is_approximate(self) -> bool:
        """Whether a date of it is qualified as approximate."""
        return any(one.qualifier in ("~", "%") for one in self.dates)

    @property
    def is_half_open(self) -> bool:
        """Whether it is an interval of which an end is open or unknown."""
        return self.is_interval and len(self.dates) == 1

    @property
    def is_exact(self) -> bool:
        """Whether both ends are given, and no date is qualified or has unspecified digits."""
        return not self.is_half_open and all(one.is_exact for one in self.dates)

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last day, month or year, as ISO 8601; empty for an end that is not given.

        >>> Edtf.parse("193X").bounds, Edtf.parse("1917-21").bounds, Edtf.parse("1999/..").bounds
        (('1930', '1939'), ('1917-03', '1917-05'), ('1999', ''))
        """
        first, last = self.first, self.first if self.last is None else self.last
        return (
            _iso(first.earliest) if isinstance(first, EdtfDate) else "",
            _iso(last.latest) if isinstance(last, EdtfDate) else "",
        )

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year; where an end is not given, those of the date that is.

        >>> Edtf.parse("1923-24").years, Edtf.parse("193X").years, Edtf.parse("1999/..").years
        ((1923, 1924), (1930, 1939), (1999, 1999))
        """
        first, last = self.dates[0].earliest[0], self.dates[-1].latest[0]
        return min(first, last), max(first, last)  # an essay may name the later year first

    @property
    def iso(self) -> str:
        """The day, month or year as ISO 8601-1 writes it; empty for all that this cannot express."""
        only = self.first
        is_plain = not self.is_interval and isinstance(only, EdtfDate) and only.is_exact and not only.season
        return str(self) if is_plain else ""

    @property
    def sort_key(self) -> tuple[tuple[int, int, int], bool, str]:
        """What values are sorted by: when they begin; then dates before intervals; then the text."""
        return _sort_key(self)

    def __lt__(self, other: Edtf) -> bool:
        """Tell whether it comes first in time; see `sort_key`."""
        return self.sort_key < other.sort_key

    def to_years(self) -> Edtf:
        """Return the value without months and days; an interval within one year becomes that year.

        >>> str(Edtf.parse("1917-10-25~/1918").to_years()), str(Edtf.parse("1917-03/1917-05").to_years())
        ('1917~/1918', '1917')
        """
        first, last = _to_year(self.first), None if self.last is None else _to_year(self.last)
        return Edtf(first) if first == last else Edtf(first, last)

    def display(self) -> str:
        """Return the value in words; what both dates of an interval share is said once.

        >>> Edtf.parse("1917-10-24/1917-10-25").display(), Edtf.parse("1917-11/1918-03").display()
        ('24–25 October 1917', 'November 1917 – March 1918')
        """
        return _display_end(self.first) if self.last is None else _display_interval(self.first, self.last)


@cache  # a sort compares each value with many others
def _sort_key(value: Edtf) -> tuple[tuple[int, int, int], bool, str]:
    begins = value.first.sort_key if isinstance(value.first, EdtfDate) else _BEFORE_ALL
    return begins, value.is_interval, str(value)


def _end_text(end: End) -> str:
    return str(end) if isinstance(end, EdtfDate) else end.value


def _to_year(end: End) -> End:
    return end.to_year() if isinstance(end, EdtfDate) else end


# --- words for readers ---------------------------------------------------------------------------


def display_date(value: Edtf | None) -> str:
    """Return a value in words; empty for none."""
    return value.display() if value else ""


def display_lifetime(born: Edtf | None, died: Edtf | None) -> str:
    """Return the years of a life, as far as they are known; of an interval, those of its first date.

    >>> display_lifetime(Edtf.parse("1870-04-22"), Edtf.parse("1924-01-21"))
    '1870–1924'
    >>> display_lifetime(Edtf.parse("-0384"), None), display_lifetime(None, Edtf.parse("1924~"))
    ('born 385 BC', 'died about 1924')
    """
    first, last = (day.dates[0].to_year() if day else None for day in (born, died))
    if first and last:
        same = first == last  # a life within one year has two ends all the same
        return _join_with_dash(first.display(), last.display()) if same else _display_interval(first, last)
    return f"born {first.display()}" if first else f"died {last.display()}" if last else ""


def _display_end(end: End) -> str:
    if isinstance(end, EdtfDate):
        return end.display()
    return "?" if end is Limit.UNKNOWN else ""


def _display_interval(first: End, last: End) -> str:
    """Return an interval in words; a qualified date shares nothing, so that it is clear which is meant."""
    if isinstance(first, EdtfDate) and isinstance(last, EdtfDate) and not first.qualifier + last.qualifier:
        return _display_dates(first, last)
    return _join_with_dash(_display_end(first), _display_end(last))


def _display_dates(first: EdtfDate, last: EdtfDate) -> str:
    """Return an interval of two unqualified dates in words."""
    begins, ends = (one._display_in_year() for one in (first, last))
    if first.years[0] == first.years[1] and last.years[0] == last.years[1] and not begins + ends:
        return display_years(first.years[0], last.years[0])
    if begins and ends and first.year_digits == last.year_digits:
        same_month = first.day and last.day and first.month == last.month
        return f"{first.day}–{last.display()}" if same_month else _join_with_dash(begins, last.display())
    return _join_with_dash(first.display(), last.display())


def _join_with_dash(first: str, last: str) -> str:
    """Join two ends with a dash, which has spaces around it where an end itself has any."""
    return f"{first} – {last}".strip() if " " in first + last else f"{first}–{last}"


# --- reading -------------------------------------------------------------------------------------

_DATE = re.compile(r"(-?[0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([?~%]?)")


@cache
def _parse(text: str, as_written: bool) -> Edtf:
    """Return the value of a text. Raises ValueError that says why there is none."""
    first, stroke, last = text.partition("/")
    if not stroke:
        return Edtf(_parse_date(first, as_written))
    value = Edtf(_parse_end(first, as_written), _parse_end(last, as_written))
    if not value.dates:
        raise ValueError("it names no time")
    if not as_written and not value.is_half_open and _is_reversed(*value.dates):
        raise ValueError("it ends before it begins")
    return value


def _parse_end(text: str, as_written: bool) -> End:
    """Return an end of an interval. Raises ValueError for a date that cannot be."""
    return Limit(text) if text in ("..", "") else _parse_date(text, as_written)


def _parse_date(text: str, as_written: bool) -> EdtfDate:
    """Return a single date. Raises ValueError for one that cannot be."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError("write it as 1917-10-25, 1917-10, 1917, 193X, 1923-24 or 1921/1922")
    year, month, day, qualifier = match.groups(default="")
    _check_year(year)
    _check_month(month, day)
    if day and not as_written:
        _check_day(year, month, day)
    elif day and not _numbers(day, 31):
        raise ValueError(f"no month has a day {day}")
    return EdtfDate(year, month, day, cast("Qualifier", qualifier))


def _check_year(year: str) -> None:
    if year == "-0000":
        raise ValueError("there is no year -0000; 1 BC is 0000, and 2 BC is -0001")
    if year.endswith("XXXX"):
        raise ValueError("it names no year")


def _check_month(month: str, day: str) -> None:
    if month in SEASONS and day:
        raise ValueError(f"{month} is a season, which has no days")
    if month and month not in SEASONS and not _numbers(month, len(MONTHS)):
        raise ValueError(f"there is no month {month}")


def _check_day(year: str, month: str, day: str) -> None:
    """Raise ValueError where no month that is meant has such a day, in any year that is meant."""
    is_leap = "X" in year or isleap(int(year))
    months = _numbers(month, len(MONTHS))
    if not any(_numbers(day, monthrange(2000 if is_leap else 2001, number)[1]) for number in months):
        name = MONTHS[months[0] - 1] if len(months) == 1 else f"month {month}"
        raise ValueError(f"{name} {year} has no day {day}")


def _is_reversed(first: EdtfDate, last: EdtfDate) -> bool:
    """Tell whether an interval ends before it begins, as far as both dates are given."""
    begins, ends = first.earliest, last.latest
    return begins[: len(ends)] > ends[: len(begins)]
