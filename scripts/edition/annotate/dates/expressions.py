"""Expressions for a single calendar time, and how to read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from edition.annotate.dates.calendars import day_of_feast, republican_day
from edition.annotate.dates.patterns import REPUBLICAN_MONTHS, ROMANS, parts_of
from edition.annotate.dates.words import DateWords

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
    """The form in which it is written, as the patterns of its language name it."""
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


def read_expression(found: re.Match[str], words: DateWords) -> DateExpression | None:
    """Return the expression in a match of a language; None if its numbers are not those of a date."""
    form = found.lastgroup or ""
    parts = parts_of(words.expression)[form]
    groups = {part: found[group] for part, group in parts if found[group] is not None}
    expression = DateExpression(found.start(), found.end(), "year", form)
    return _READERS.get(form, _read_parts)(_Match(found, words), expression, groups)


@dataclass(frozen=True, slots=True)
class _Match:
    """Where an expression was found, and by which words."""

    found: re.Match[str]
    words: DateWords


_Reader = Callable[[_Match, DateExpression, _Groups], DateExpression | None]


def _read_parts(match: _Match, e: DateExpression, groups: _Groups) -> DateExpression:
    """Return an expression that names its day, its month or its season in words."""
    words = match.words
    month = words.month(groups["month"]) if "month" in groups else None
    season = words.seasons[groups["season"].lower()] if "season" in groups else None
    until = words.seasons[groups["until"].lower()] if "until" in groups else None
    day, last_day = (_number(groups[key]) if key in groups else None for key in ("day", "last"))
    named: dict[str, Any] = {"month": month or season, "day": day, "last_day": last_day or until}
    named["kind"] = "day" if day else "month" if month else "season" if season else "year"
    if "other" in groups:
        named["year_shift"] = next((n for word, n in words.years_on.items() if word in groups["other"]), 0)
    elif "year" in groups:
        named |= _read_year(match, form=e.form)
    return replace(e, **named)


def _read_years_on(match: _Match, e: DateExpression, _: _Groups) -> DateExpression | None:
    """Return the year some years after another: `two years later`, unless the number is vague."""
    text, end = match.found.string, match.found.start()
    count = match.words.count.search(text, max(0, end - _MAX_COUNT), end)
    if not count:
        return None
    word, numbers = count[1].lower(), match.words.numbers
    number = int(word) if word.isdecimal() else numbers.index(word) + 1 if word in numbers else 1
    return replace(e, start=count.start(1), year_shift=number)


_MAX_COUNT = 18
"""Code points before `years later` in which the number is, with what may make it vague."""


def _read_year(match: _Match, form: str) -> dict[str, int]:
    """Return the year that an expression gives, and the field for it: `1 BC` is 0, and `1200 BC` is -1199."""
    group, found = f"{form}__year", match.found
    year = found[group]
    before_christ = match.words.year_before_christ.match(found.string, found.start(group))
    if before_christ and "A" not in year:
        return {"year": 1 - int(before_christ[1])}
    if year[0] in "’'‘":
        return {"short_year": int(year[1:])}
    return {"year": _number(year)}


def _read_numbers(match: _Match, e: DateExpression, groups: _Groups) -> DateExpression | None:
    """Return a day written in numbers, the year alone where its month is not certain: `5/6/1917`."""
    day, month = int(groups["day"]), int(groups.get("number") or groups.get("dotted") or 0)
    year = int(groups["year"])
    if e.form == "numeric" and "number" in groups:
        if day <= 12 and month <= 12 and day != month and not match.words.is_day_first:
            return replace(e, year=year)
        day, month = (month, day) if month > 12 else (day, month)
    if e.form == "roman":
        month = ROMANS.index(groups["roman"]) + 1 if groups["roman"] in ROMANS else 0
    is_day = 1 <= month <= 12 and 1 <= day <= 31
    return replace(e, kind="day", year=year, month=month, day=day) if is_day else None


def _read_decade(_: _Match, e: DateExpression, groups: _Groups) -> DateExpression | None:
    """Return a decade, or the century that has the form of one (`1700s`)."""
    digits, is_bc = groups["year"], "era" in groups
    if is_bc:
        return None if len(digits) > 2 else replace(e, kind="decade", year=int(digits), is_bc=True)
    if len(digits) < 3 or not 100 <= int(digits) <= 209:
        return None
    if digits.endswith("0") and digits < "190":
        return replace(e, kind="century", year=int(digits[:2]))
    return replace(e, kind="decade", year=int(digits))


def _read_short_decade(match: _Match, e: DateExpression, groups: _Groups) -> DateExpression:
    if "stem" in groups:
        return replace(e, kind="decade", short_year=match.words.decades[groups["stem"].lower()])
    return replace(e, kind="decade", short_year=int(groups["year"]) * 10)


def _read_century(match: _Match, e: DateExpression, groups: _Groups) -> DateExpression | None:
    word, ordinals = groups["century"].lower(), match.words.ordinals
    number = ordinals[word] if word in ordinals else _number(word)
    rest = match.found.string[match.found.end() : match.found.end() + 60]
    is_bc = "era" in groups or bool(match.words.later_century_bc.match(rest))
    return replace(e, kind="century", year=number - 1, is_bc=is_bc) if 1 <= number <= 21 else None


def _read_feast(_: _Match, e: DateExpression, groups: _Groups) -> DateExpression | None:
    year = int(groups["year"])
    day = day_of_feast(groups["name"], year)
    return replace(e, kind="day", year=year, month=day.month, day=day.day) if day else None


def _read_republican(_: _Match, e: DateExpression, groups: _Groups) -> DateExpression | None:
    day, month = _number(groups["day"]), REPUBLICAN_MONTHS.index(groups["month"].capitalize()) + 1
    if day > 30 or groups["roman"] not in ROMANS[:_LAST_REPUBLICAN_YEAR]:
        return None
    found = republican_day(ROMANS.index(groups["roman"]) + 1, month, day)
    return replace(e, kind="day", year=found.year, month=found.month, day=found.day)


_LAST_REPUBLICAN_YEAR = 14


def _read_instant(_: _Match, e: DateExpression, groups: _Groups) -> DateExpression:
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
