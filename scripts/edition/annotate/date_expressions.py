"""Expressions for a time as they stand in a text: the pattern, and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
DECADES = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")


# --- one date ------------------------------------------------------------------------------------

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w)"
_YEAR = r"(?:1[0-9]|20)\d\d(?![\w%])(?![.,]\d)"
_DASH = r"\ ?[–—/-]\ ?"

DATE_EXPRESSION = re.compile(
    rf"""
    (?<!\w)(?=[\d’‘'AaDEeFfJMNnOSsTtWw])  # what no date begins with is passed over quickly
    (?:(?<![\w.,£$/–-])|(?<=\bmid-)
    |(?<=[a-z.\d][/–-])(?=(?:{_DAY}\ )?{_MONTH})|(?<=\ds[/–-])(?=\d{{3}}0[’']?s))(?:
      (?P<day>{_DAY})(?:(?:{_DASH}|\ (?:to|and|or)\ )(?P<day2>{_DAY}))?
        \ (?:of\ )?(?P<month>{_MONTH})(?:,?\ (?P<year>{_YEAR}))?
    | (?P<bmonth>{_MONTH})\ (?:the\ )?(?P<bday>{_DAY})(?:{_DASH}(?P<bday2>{_DAY}))?(?:,?\ (?P<byear>{_YEAR}))?
    | (?P<mmonth>{_MONTH}),?\ (?:of\ )?(?P<myear>{_YEAR})
    | (?P<season>(?i:spring|summer|autumn|winter|fall))\ (?:of\ )?(?P<syear>{_YEAR})
    | (?P<decade>(?:1\d|20)\d)0[’']?s(?!\w)
    | (?P<word>[’‘']?(?:[Tt]wen|[Tt]hir|[Ff]or|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)ties)(?!\w)
    | (?P<yyear>{_YEAR})
    | (?P<only>{_MONTH})
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as it stands, with what it does not say left open."""

    start: int
    end: int
    kind: str
    """day, month, season, decade, word or year."""
    year: int | None = None
    month: int | None = None
    """A month, or a season's number."""
    day: int | None = None
    last: int | None = None
    """The last of several days."""


def read_expression(match: re.Match[str]) -> DateExpression:
    """Return what a match of DATE_EXPRESSION says."""
    told = match.groupdict()
    year = told["year"] or told["byear"] or told["myear"] or told["syear"] or told["yyear"]
    month = told["month"] or told["bmonth"] or told["mmonth"] or told["only"]
    day, last = told["day"] or told["bday"], told["day2"] or told["bday2"]
    number = MONTHS.index(month[:3].lower()) + 1 if month else None
    date = DateExpression(
        match.start(), match.end(), "year", int(year) if year else None, number, _number(day), _number(last)
    )
    if told["season"]:
        return replace(date, kind="season", month=SEASONS[told["season"].lower()])
    if told["decade"]:
        return replace(date, kind="decade", year=int(told["decade"]))
    if told["word"]:
        stem = told["word"].lstrip("’‘'").lower().removesuffix("ties")
        return replace(date, kind="word", year=DECADES.index(stem) + 2)
    return replace(date, kind="day" if day else "month" if month else "year")


def _number(figures: str | None) -> int | None:
    return int(re.sub(r"\D", "", figures)) if figures else None
