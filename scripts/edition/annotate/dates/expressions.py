"""Expressions for a single calendar time, and how to read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from edition.annotate.dates.calendars import day_of_feast, republican_day
from edition.annotate.dates.patterns import (
    DECADE_STEMS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    REPUBLICAN_MONTHS,
    ROMANS,
    SEASONS,
    YEAR_BEFORE_CHRIST,
)

ExpressionKind = Literal["day", "month", "season", "year", "decade", "century"]
"""What a date expression names."""

MonthShift = Literal["", "inst", "ult", "prox"]
"""The month that a letter names by its own: this one, the last, the next."""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as it appears in a text; parts that it does not give are None."""

    start: int
    """In code points of the text, as is `end`."""
    end: int
    kind: ExpressionKind
    form: str
    """The form in which it is written, as `patterns.py` names it."""
    year: int | None = None
    """The year, where 0 is 1 BC; of a decade the first three digits, of a century the first two."""
    month: int | None = None
    """The month, or the EDTF number of the season."""
    day: int | None = None
    last_day: int | None = None
    """The last of several days, as in `3–5 March`; of several seasons, the last one's number."""
    short_year: int | None = None
    """Of a year or a decade without its century (`’68`, `the Thirties`), the year in its century."""
    year_shift: int | None = None
    """Of a year given by the one before it (`that year`, `the following year`), the years between."""
    month_shift: MonthShift = ""
    is_bc: bool = False
    """Whether a decade or century is before Christ."""
    is_inferred: bool = False
    """Whether the year, or its century, is that of another date."""
    shares_year: bool = False
    """Whether its year stands with a later expression of the same range or list."""

    @property
    def first_year(self) -> int | None:
        """The year, or the first of a decade or a century."""
        if self.year is None:
            return None
        length = {"decade": 10, "century": 100}.get(self.kind, 1)
        return self.year * length

    @property
    def month_of_year(self) -> int | None:
        """The month, of a season the first."""
        if self.kind == "season" and self.month:
            return (self.month - 20) * 3
        return self.month


_Groups = Mapping[str, str]
"""By part (`year`, `month`, …), what an expression says of it; parts that it does not give are left out."""


def read_expression(match: re.Match[str]) -> DateExpression | None:
    """Return the expression in a match of DATE_EXPRESSION; None if its numbers are not those of a date."""
    form = match.lastgroup or ""
    groups = {part: match[group] for part, group in PARTS[form] if match[group] is not None}
    expression = DateExpression(match.start(), match.end(), "year", form)
    return _READERS.get(form, _read_parts)(match, expression, groups)


_Reader = Callable[[re.Match[str], DateExpression, _Groups], DateExpression | None]


def _read_parts(match: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression:
    """Return an expression that names its day, its month or its season in words."""
    month = MONTHS.index(groups["month"][:3].lower()) + 1 if "month" in groups else None
    season = SEASONS[groups["season"].lower()] if "season" in groups else None
    until = SEASONS[groups["until"].lower()] if "until" in groups else None
    day, last_day = (_number(groups[key]) if key in groups else None for key in ("day", "last"))
    named: dict[str, Any] = {"month": month or season, "day": day, "last_day": last_day or until}
    named["kind"] = "day" if day else "month" if month else "season" if season else "year"
    if "other" in groups:
        named["year_shift"] = _YEARS_ON.get(groups["other"].removeprefix("the ").split()[0], 0)
    elif "year" in groups:
        named |= _read_year(match, form=e.form)
    return replace(e, **named)


_YEARS_ON = {"following": 1, "next": 1, "previous": -1}
"""By the word before `year`, the years between it and the one that the text has reached."""


def _read_years_on(match: re.Match[str], e: DateExpression, _: _Groups) -> DateExpression | None:
    """Return the year some years after another: `two years later`, unless the number is vague."""
    count = _COUNT.search(match.string, max(0, match.start() - _MAX_COUNT), match.start())
    if not count:
        return None
    word = count[1].lower()
    number = int(word) if word.isdecimal() else NUMBERS.index(word) + 1 if word in NUMBERS else 1
    return replace(e, start=count.start(1), year_shift=number)


_VAGUE_WORDS = ("than", "over", "about", "some", "almost", "nearly", "hardly", "or", "to")
_VAGUE = "".join(rf"(?<!\b{word}\ )" for word in _VAGUE_WORDS)
_COUNT = re.compile(rf"{_VAGUE}(?<![\w.,–-])(\d\d?|an?|{'|'.join(NUMBERS)})\ $", re.IGNORECASE)
_MAX_COUNT = 18
"""Code points before `years later` in which the number is, with what may make it vague."""


def _read_year(match: re.Match[str], form: str) -> dict[str, int]:
    """Return the year that an expression gives, and the field for it: `1 BC` is 0, and `1200 BC` is -1199."""
    group = f"{form}__year"
    year = match[group]
    before_christ = YEAR_BEFORE_CHRIST.match(match.string, match.start(group))
    if before_christ and "A" not in year:
        return {"year": 1 - int(before_christ[1])}
    if year[0] in "’'‘":
        return {"short_year": int(year[1:])}
    return {"year": _number(year)}


def _read_numbers(_: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression | None:
    """Return a day written in numbers, the year alone where its month is not certain: `5/6/1917`."""
    day, month = int(groups["day"]), int(groups.get("number") or groups.get("dotted") or 0)
    year = int(groups["year"])
    if e.form == "numeric" and "number" in groups:
        if day <= 12 and month <= 12 and day != month:
            return replace(e, year=year)
        day, month = (month, day) if month > 12 else (day, month)
    if e.form == "roman":
        month = ROMANS.index(groups["roman"]) + 1 if groups["roman"] in ROMANS else 0
    is_day = 1 <= month <= 12 and 1 <= day <= 31
    return replace(e, kind="day", year=year, month=month, day=day) if is_day else None


def _read_decade(_: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression | None:
    """Return a decade, or the century that has the form of one (`1700s`)."""
    digits, is_bc = groups["year"], "era" in groups
    if is_bc:
        return None if len(digits) > 2 else replace(e, kind="decade", year=int(digits), is_bc=True)
    if len(digits) < 3 or not 100 <= int(digits) <= 209:
        return None
    if digits.endswith("0") and digits < "190":
        return replace(e, kind="century", year=int(digits[:2]))
    return replace(e, kind="decade", year=int(digits))


def _read_short_decade(_: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression:
    if "stem" in groups:
        return replace(e, kind="decade", short_year=(DECADE_STEMS.index(groups["stem"].lower()) + 2) * 10)
    return replace(e, kind="decade", short_year=int(groups["year"]) * 10)


def _read_century(match: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression | None:
    word = groups["century"].lower()
    number = ORDINALS.index(word) + 1 if word in ORDINALS else _number(word)
    rest = match.string[match.end() : match.end() + 60]
    is_bc = "era" in groups or bool(_LATER_CENTURY_BC.match(rest))
    return replace(e, kind="century", year=number - 1, is_bc=is_bc) if 1 <= number <= 21 else None


_LATER_CENTURY_BC = re.compile(r"-?,? (?:and|or|to) [^.,;]{0,40}centur(?:y|ies) B\.? ?C")
"""What follows a century that has its era from the next one: `5th and 4th centuries BC`."""


def _read_feast(_: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression | None:
    year = int(groups["year"])
    day = day_of_feast(groups["name"], year)
    return replace(e, kind="day", year=year, month=day.month, day=day.day) if day else None


def _read_republican(_: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression | None:
    day, month = _number(groups["day"]), REPUBLICAN_MONTHS.index(groups["month"]) + 1
    if day > 30 or groups["roman"] not in ROMANS:
        return None
    found = republican_day(ROMANS.index(groups["roman"]) + 1, month, day)
    return replace(e, kind="day", year=found.year, month=found.month, day=found.day)


def _read_instant(_: re.Match[str], e: DateExpression, groups: _Groups) -> DateExpression:
    shifts: dict[str, MonthShift] = {"i": "inst", "u": "ult", "p": "prox"}
    return replace(e, kind="day", day=_number(groups["day"]), month_shift=shifts[groups["this"][0]])


_READERS: dict[str, _Reader] = {
    "iso": _read_numbers,
    "numeric": _read_numbers,
    "roman": _read_numbers,
    "decade": _read_decade,
    "short_decade": _read_short_decade,
    "named_decade": _read_short_decade,
    "century": _read_century,
    "feast": _read_feast,
    "instant": _read_instant,
    "republican": _read_republican,
    "years_on": _read_years_on,
}
"""By form, the function that reads it; forms that are not listed name their parts."""


def _number(text: str) -> int:
    """Return the number in a text, without an ordinal's ending or an era."""
    return int(re.sub(r"\D", "", text))
