"""Expressions for a single date, as they appear in a text: the pattern, and how to read a match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The first letters of the months' names, in order."""
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The seasons by name, as EDTF numbers them."""
DECADE_STEMS = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
"""The stems of the words for decades: `twenties`, `thirties`, …"""


# --- the pattern ---------------------------------------------------------------------------------

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_DASH = r"\ ?[–—/-]\ ?"
_BC = r"\ ?B(?:CE?|\.\ ?C(?:\.\ ?E)?\.?)(?!\w)"
_BC_NUMBER = r"[1-9]\d{0,3}"
_BC_YEAR = rf"{_BC_NUMBER}(?:{_BC}|(?=(?:{_DASH}|\ (?:to|until|till|and|or)\ ){_BC_NUMBER}{_BC}))"
"""A year before Christ: the era follows it, or the second of two years: `1200–800 BC`."""
_DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|{_BC})"
_YEAR = rf"(?:{_BC_YEAR}|(?:1[0-9]|20)\d\d(?![\w%])(?![.,]\d))"
_LAST_DAY = rf"{_DAY}(?:,?\ {_YEAR}|(?!\ \w))"
"""A day after its month and `to`: not `March 3 to 5 April`, nor `on March 3 to 5 delegates`."""

DATE_EXPRESSION = re.compile(
    rf"""
    (?<!\w)(?=[\d’‘'AaDEeFfJMNnOSsTtWw])  # quickly skips characters with which no date begins
    (?:(?<![\w.,£$/–-])|(?<=\bmid-)
    |(?<=[a-z.\d][/–-])(?=(?:{_DAY}\ )?{_MONTH})|(?<=\ds[/–-])(?=\d{{3}}0[’']?s)
    |(?<=[\d.CE][/–-])(?={_BC_NUMBER}{_BC}))(?:
      (?P<day>{_DAY})(?:(?:{_DASH}|\ (?:to|and|or)\ )(?P<last_day>{_DAY}))?
        \ (?:of\ )?(?P<month>{_MONTH})(?:,?\ (?P<year>{_YEAR}))?
    | (?P<us_month>{_MONTH})\ (?:the\ )?(?P<us_day>{_DAY})
        (?:(?:{_DASH}|\ (?:to|and|or)\ (?={_LAST_DAY}))(?P<us_last_day>{_DAY}))?
        (?:,?\ (?P<us_year>{_YEAR}))?
    | (?P<year_month>{_MONTH}),?\ (?:of\ )?(?P<month_year>{_YEAR})
    | (?P<season>(?i:spring|summer|autumn|winter|fall))\ (?:of\ )?(?P<season_year>{_YEAR})
    | (?P<decade>(?:1\d|20)\d)0[’']?s(?!\w|{_BC})
    | (?P<named_decade>[’‘']?(?:[Tt]wen|[Tt]hir|[Ff]or|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)ties)(?!\w)
    | (?P<bare_year>{_YEAR})
    | (?P<bare_month>{_MONTH})
    )
    """,
    re.VERBOSE,
)
"""What looks like a date; `read_expression` reads a match."""

_YEAR_GROUPS = ("year", "us_year", "month_year", "season_year", "bare_year")
_BEFORE_CHRIST = re.compile(rf"(?=(\d+)){_BC_YEAR}")

ExpressionKind = Literal["day", "month", "season", "decade", "named decade", "year"]
"""What a date expression names."""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as it appears in a text; parts that it does not give are None."""

    start: int
    """In code points of the text, as is `end`."""
    end: int
    kind: ExpressionKind
    """What the expression names; a decade is `1930s`, a named decade `the Thirties`."""
    year: int | None = None
    """The year, where 0 is 1 BC; for a decade, its first three digits; for a named decade, its third."""
    month: int | None = None
    """The month, or the EDTF number of the season."""
    day: int | None = None
    last_day: int | None = None
    """The last of several days, as in `3–5 March`."""


def read_expression(match: re.Match[str]) -> DateExpression:
    """Return the expression in a match of DATE_EXPRESSION."""
    groups = match.groupdict()
    month = _first_group(groups, "month", "us_month", "year_month", "bare_month")
    day, last_day = _first_group(groups, "day", "us_day"), _first_group(groups, "last_day", "us_last_day")
    expression = DateExpression(
        match.start(),
        match.end(),
        "day" if day else "month" if month else "year",
        _read_year(match),
        MONTHS.index(month[:3].lower()) + 1 if month else None,
        _number(day),
        _number(last_day),
    )
    if groups["season"]:
        return replace(expression, kind="season", month=SEASONS[groups["season"].lower()])
    if groups["decade"]:
        return replace(expression, kind="decade", year=int(groups["decade"]))
    if groups["named_decade"]:
        stem = groups["named_decade"].lstrip("’‘'").lower().removesuffix("ties")
        return replace(expression, kind="named decade", year=DECADE_STEMS.index(stem) + 2)
    return expression


def _first_group(groups: Mapping[str, str | None], *names: str) -> str | None:
    """Return the first of the named groups that is not empty."""
    return next((groups[name] for name in names if groups[name]), None)


def _read_year(match: re.Match[str]) -> int | None:
    """Return the year in a match as ISO 8601 counts it: `1 BC` is 0, and `1200 BC` is -1199."""
    name = next((name for name in _YEAR_GROUPS if match[name]), None)
    if name is None:
        return None
    before_christ = _BEFORE_CHRIST.match(match.string, match.start(name))
    return 1 - int(before_christ[1]) if before_christ else int(match[name])


def _number(digits: str | None) -> int | None:
    """Return a day as a number, without its ordinal suffix."""
    return int(re.sub(r"\D", "", digits)) if digits else None
