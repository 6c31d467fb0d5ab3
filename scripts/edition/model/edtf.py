"""Dates in EDTF, the Extended Date/Time Format: one type for every date of an edition.

The format is that of ISO 8601-2:2019 and of the specification that the Library of Congress published
on 4 February 2019 (https://www.loc.gov/standards/datetime/). Supported are levels 0 and 1, except times
of day and years of more than four digits, and from level 2 an unspecified digit in any position.

| text | in words |
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
from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, total_ordering
from typing import cast

from edition.model.edtf_date import (
    MONTHS,
    SEASONS,
    EdtfDate,
    IntervalEnd,
    Qualifier,
    UndatedEnd,
    YearMonthDay,
    days_in_month,
    display_end,
    display_interval,
    iso_text,
    join_with_dash,
    matching_numbers,
)
from edition.model.translation import gettext


@total_ordering
@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, or an interval between two dates, one of which may be open or unknown.

    Values are ordered by when they begin; a date comes before an interval that begins with it.
    """

    first: IntervalEnd
    """The date, or the beginning of the interval."""
    last: IntervalEnd | None = None
    """The end of the interval; None for a date."""

    @staticmethod
    def parse(text: str, *, as_written: bool = False) -> Edtf:
        """Return the value of a text in EDTF.

        Raises ValueError, with a message for editors, for any other text and for impossible dates: a
        month 13, a 31 April, an interval that ends before it begins. `as_written` allows days up to the
        31st in every month, and reversed intervals: an essay may have such a date by mistake or, as with
        29 February 1900, in the Julian calendar, and the registry of dates repeats what it says.

        >>> Edtf.parse("1917-10-25").display(), Edtf.parse("-0384/-0321").display()
        ('25 October 1917', '385–322 BC')
        """
        try:
            return _parse(text, as_written)
        except ValueError as error:
            raise ValueError(f"{text!r} is not a date in EDTF: {error}") from None

    @staticmethod
    def from_id(id_: str) -> Edtf:
        """Return the value with this `id`. Raises ValueError if malformed, but allows impossible days."""
        return Edtf.parse(id_.replace("--", "/"), as_written=True)

    @staticmethod
    def from_day(day: date) -> Edtf:
        """Return the value of a day."""
        return Edtf(EdtfDate.of(day.year, day.month, day.day))

    def __str__(self) -> str:
        """Return the value in EDTF, as `parse` reads it."""
        return (
            _end_text(self.first) if self.last is None else "/".join(map(_end_text, (self.first, self.last)))
        )

    @property
    def id(self) -> str:
        """The value as part of an address: EDTF with `--` for the slash of an interval."""
        return str(self).replace("/", "--")

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        """The date, or the one or two given dates of an interval."""
        return tuple(end for end in (self.first, self.last) if isinstance(end, EdtfDate))

    @property
    def is_interval(self) -> bool:
        """Whether the value is an interval, not a date."""
        return self.last is not None

    @property
    def is_uncertain(self) -> bool:
        """Whether one of its dates is qualified as uncertain."""
        return any(date.qualifier in ("?", "%") for date in self.dates)

    @property
    def is_approximate(self) -> bool:
        """Whether one of its dates is qualified as approximate."""
        return any(date.qualifier in ("~", "%") for date in self.dates)

    @property
    def is_half_open(self) -> bool:
        """Whether the value is an interval with an open or unknown end."""
        return self.is_interval and len(self.dates) == 1

    @property
    def is_exact(self) -> bool:
        """Whether every date is given, and none is qualified or has unspecified digits."""
        return not self.is_half_open and all(date.is_exact for date in self.dates)

    @property
    def names_month(self) -> bool:
        """Whether the date, or each of the two dates of an interval, gives its month."""
        return not self.is_half_open and all(date.month for date in self.dates)

    @property
    def names_season(self) -> bool:
        """Whether the date gives a season."""
        return self.last is None and all(date.season for date in self.dates)

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last day, month or year in ISO 8601; empty for an open or unknown end.

        >>> Edtf.parse("193X").bounds, Edtf.parse("1917-21").bounds, Edtf.parse("1999/..").bounds
        (('1930', '1939'), ('1917-03', '1917-05'), ('1999', ''))
        """
        first, last = self.first, self.first if self.last is None else self.last
        return (
            iso_text(first.earliest) if isinstance(first, EdtfDate) else "",
            iso_text(last.latest) if isinstance(last, EdtfDate) else "",
        )

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year; if an end is open or unknown, those of the other end.

        >>> Edtf.parse("1923-24").years, Edtf.parse("193X").years, Edtf.parse("1999/..").years
        ((1923, 1924), (1930, 1939), (1999, 1999))
        """
        first, last = self.dates[0].earliest[0], self.dates[-1].latest[0]
        return min(first, last), max(first, last)  # an essay may name the later year first

    @property
    def iso(self) -> str:
        """The day, month or year in ISO 8601-1; empty if that cannot express the value."""
        date = self.first
        is_plain = not self.is_interval and isinstance(date, EdtfDate) and date.is_exact and not date.season
        return str(self) if is_plain else ""

    @property
    def sort_key(self) -> tuple[YearMonthDay, bool, str]:
        """The key for sorting: when a value begins; then dates before intervals; then the text."""
        return _sort_key(self)

    def __lt__(self, other: Edtf) -> bool:
        """Return whether the value comes before another in time; see `sort_key`."""
        return self.sort_key < other.sort_key

    def without_qualifiers(self) -> Edtf:
        """Return the value without `~`, `?` and `%`.

        >>> str(Edtf.parse("1887~/1889?").without_qualifiers())
        '1887/1889'
        """
        first, last = _without_qualifier(self.first), self.last and _without_qualifier(self.last)
        return Edtf(first, last)

    def to_years(self) -> Edtf:
        """Return the value without months and days; an interval within one year becomes that year.

        >>> str(Edtf.parse("1917-10-25~/1918").to_years()), str(Edtf.parse("1917-03/1917-05").to_years())
        ('1917~/1918', '1917')
        """
        first, last = _to_year(self.first), None if self.last is None else _to_year(self.last)
        return Edtf(first) if first == last else Edtf(first, last)

    def display(self) -> str:
        """Return the value in words; what both dates of an interval share is given once.

        >>> Edtf.parse("1917-10-24/1917-10-25").display(), Edtf.parse("1917-11/1918-03").display()
        ('24–25 October 1917', 'November 1917 – March 1918')
        """
        return display_end(self.first) if self.last is None else display_interval(self.first, self.last)


@cache  # sorting compares each value with many others
def _sort_key(value: Edtf) -> tuple[YearMonthDay, bool, str]:
    begins = value.first.sort_key if isinstance(value.first, EdtfDate) else ()  # before every year
    return begins, value.is_interval, str(value)


def _end_text(end: IntervalEnd) -> str:
    return str(end) if isinstance(end, EdtfDate) else end.value


def _without_qualifier(end: IntervalEnd) -> IntervalEnd:
    return replace(end, qualifier="") if isinstance(end, EdtfDate) else end


def _to_year(end: IntervalEnd) -> IntervalEnd:
    return end.to_year() if isinstance(end, EdtfDate) else end


# --- words for readers ---------------------------------------------------------------------------


def display_date(value: Edtf | None) -> str:
    """Return a value in words; empty for None."""
    return value.display() if value else ""


def display_bound(value: Edtf | None) -> str:
    """Return the value of an event of one day in words, which may be known only to be after another day.

    >>> display_bound(Edtf.parse("1849/..")), display_bound(Edtf.parse("../1849-05")), display_bound(None)
    ('1849 or later', 'May 1849 or earlier', '')
    """
    if value and value.last is UndatedEnd.OPEN:
        return gettext("{date} or later").format(date=value.dates[0].display())
    if value and value.first is UndatedEnd.OPEN:
        return gettext("{date} or earlier").format(date=value.dates[0].display())
    return display_date(value)


def display_lifetime(born: Edtf | None, died: Edtf | None) -> str:
    """Return the years of birth and death, if known; of an interval, the year of its first date.

    >>> display_lifetime(Edtf.parse("1870-04-22"), Edtf.parse("1924-01-21"))
    '1870–1924'
    >>> display_lifetime(Edtf.parse("-0384"), None), display_lifetime(None, Edtf.parse("1924~"))
    ('born 385 BC', 'died about 1924')
    """
    if any(value and UndatedEnd.OPEN in (value.first, value.last) for value in (born, died)):
        return join_life(*(display_bound(value.to_years()) if value else "" for value in (born, died)))
    first, last = (value.dates[0].to_year() if value else None for value in (born, died))
    if first and last:
        if first == last:  # `display_interval` would give a single year
            return join_with_dash(first.display(), last.display())
        return display_interval(first, last)
    return join_life(*(date.display() if date else "" for date in (first, last)))


def join_life(born: str, died: str) -> str:
    """Return the words for birth and death, either of which may be empty, as a lifetime."""
    if born and died:
        return join_with_dash(born, died)
    if born:
        return gettext("born {year}").format(year=born)
    return gettext("died {year}").format(year=died) if died else ""


# --- parsing -------------------------------------------------------------------------------------

_DATE = re.compile(r"(-?[0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([?~%]?)")


@cache
def _parse(text: str, as_written: bool) -> Edtf:
    """Return the value of a text. Raises ValueError with the reason if there is none."""
    first, slash, last = text.partition("/")
    if not slash:
        return Edtf(_parse_date(first, as_written))
    value = Edtf(_parse_end(first, as_written), _parse_end(last, as_written))
    if not value.dates:
        raise ValueError("it contains no date")
    if not as_written and not value.is_half_open and _is_reversed(*value.dates):
        raise ValueError("it ends before it begins")
    return value


def _parse_end(text: str, as_written: bool) -> IntervalEnd:
    """Return an end of an interval. Raises ValueError for an impossible date."""
    return UndatedEnd(text) if text in ("..", "") else _parse_date(text, as_written)


def _parse_date(text: str, as_written: bool) -> EdtfDate:
    """Return a single date. Raises ValueError if it is malformed or impossible."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError("write it as 1917-10-25, 1917-10, 1917, 193X, 1923-24 or 1921/1922")
    year, month, day, qualifier = match.groups(default="")
    _check_year(year)
    _check_month(month, day)
    if day and not as_written:
        _check_day(year, month, day)
    elif day and not matching_numbers(day, 31):
        raise ValueError(f"no month has a day {day}")
    return EdtfDate(year, month, day, cast("Qualifier", qualifier))


def _check_year(year: str) -> None:
    if year == "-0000":
        raise ValueError("there is no year -0000; 1 BC is 0000, and 2 BC is -0001")
    if year.endswith("XXXX"):
        raise ValueError("it contains no year")


def _check_month(month: str, day: str) -> None:
    if month in SEASONS and day:
        raise ValueError(f"{month} is a season, which has no days")
    if month and month not in SEASONS and not matching_numbers(month, len(MONTHS)):
        raise ValueError(f"there is no month {month}")


def _check_day(year: str, month: str, day: str) -> None:
    """Raise ValueError if the day exists in none of the months and years that the digits allow."""
    is_leap = "X" in year or isleap(int(year))
    months = matching_numbers(month, len(MONTHS))
    if not any(matching_numbers(day, days_in_month(2000 if is_leap else 2001, number)) for number in months):
        name = MONTHS[months[0] - 1] if len(months) == 1 else f"month {month}"
        raise ValueError(f"{name} {year} has no day {day}")


def _is_reversed(first: EdtfDate, last: EdtfDate) -> bool:
    """Return whether an interval ends before it begins, compared as precisely as both dates are given."""
    begins, ends = first.earliest, last.latest
    return begins[: len(ends)] > ends[: len(begins)]
