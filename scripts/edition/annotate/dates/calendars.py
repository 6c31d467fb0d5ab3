"""What a calendar says: which days exist, when feasts are, and how far two calendars are apart."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from edition.model.edtf_date import days_in_month

FIRST_GREGORIAN_YEAR = 1583
"""The first whole year of the Gregorian calendar."""


def day_exists(year: int, month: int, day: int) -> bool:
    """Return whether a month has a day, in the Gregorian or in the Julian calendar."""
    is_julian_leap_day = (month, day) == (2, 29) and year % 4 == 0 and not isleap(year)
    return day <= days_in_month(year, month) or is_julian_leap_day


def days_between_calendars(year: int) -> int:
    """Return the days by which the Julian calendar is behind the Gregorian in a year."""
    return year // 100 - year // 400 - 2


def is_same_day(year: int, old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Return whether a Julian day is the Gregorian day `new`, both given by month and day.

    Around the day on which the difference grows, in the first months of a century, either is right. The
    new day may be in the next year.
    """
    try:
        julian = date(year, *old)
    except ValueError:
        return False
    gaps = {days_between_calendars(year), days_between_calendars(year - 1)}
    moved = [julian + timedelta(days=gap) for gap in gaps if gap > 0]
    return any((day.month, day.day) == new for day in moved)


def day_of_feast(name: str, year: int) -> date | None:
    """Return the day of a feast in the western calendar; None before that calendar was in use."""
    if year < FIRST_GREGORIAN_YEAR:
        return None
    fixed = {
        "Christmas": (12, 25),
        "Christmas Day": (12, 25),
        "Christmas Eve": (12, 24),
        "New Year's Day": (1, 1),
        "New Year's Eve": (12, 31),
    }
    name = " ".join(name.replace("’", "'").split())
    if name in fixed:
        return date(year, *fixed[name])
    shift = {"Good Friday": -2, "Easter": 0, "Easter Sunday": 0, "Easter Monday": 1}[name]
    return _easter(year) + timedelta(days=shift)


def _easter(year: int) -> date:
    """Return Easter Sunday: the first Sunday after the Paschal full moon of the Gregorian tables."""
    century = year // 100
    golden = year % 19
    corrections = century - century // 4 - (8 * century + 13) // 25
    epact = (corrections + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


_REPUBLICAN_NEW_YEARS = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)
"""The day of September on which each year of the French Republic began, from 1792 to 1805."""


def republican_day(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of one in the calendar of the French Republic, whose years are 1 to 14."""
    new_year = date(1791 + year, 9, _REPUBLICAN_NEW_YEARS[year - 1])
    return new_year + timedelta(days=30 * (month - 1) + day - 1)
