"""Expressions that belong together: ranges, lists, and one day in two calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from edition.annotate.dates.calendars import is_same_day
from edition.annotate.dates.expressions import DateExpression
from edition.annotate.dates.language import RangeWords

_LAST_YEAR = re.compile(r"\ ?[–—/-]\ ?[’']?(\d{4}|\d{1,2})(?![\w%])(?!\.\d|,\d\d\d(?!\d))")
_NEXT_YEARS = 20
"""Years by which a range may run into the next century, if that is not written: `1899–02`."""
_WINTER = 24
"""The number of the season in EDTF."""
_YEAR_AFTER_BRACKET = re.compile(r"(?:\ \([^()\n]{1,48})?\),?\ ((?:1\d|20)\d\d)(?!\w)")


@dataclass(frozen=True, slots=True)
class DateGroup:
    """One or two expressions that form one date."""

    first: DateExpression
    last: DateExpression | None = None
    kind: Literal["single", "range", "double"] = "single"
    """A double date is one day in two calendars."""
    end: int = 0
    """Where the group ends, if not with its last expression."""


def complete_lists(
    text: str, expressions: Sequence[DateExpression], words: RangeWords
) -> list[DateExpression]:
    """Return expressions with what they share with a later one of their list or range: `April and June 1955`.

    A year after a bracket counts as well: `June 3 (June 4 there), 1955`.
    """
    completed: list[DateExpression] = []
    for expression in reversed(expressions):
        following = completed[-1] if completed else None
        if expression.kind == "decade":
            completed.append(_with_century_after(text, expression, following, words))
        elif expression.kind != "day" or expression.month or expression.month_shift:
            completed.append(_with_later_year(text, expression, following, words))
        elif following and following.kind == "day" and _is_listed(text, expression, following, words):
            completed.append(
                replace(expression, month=following.month, year=following.year, shares_year=True)
            )
        elif expression.form == "bare_day":
            completed.append(expression)
    return completed[::-1]


def _with_later_year(
    text: str, e: DateExpression, following: DateExpression | None, words: RangeWords
) -> DateExpression:
    """Return a day, month or season without a year with the one that follows, if it is meant for both."""
    if e.year is not None or e.short_year is not None or e.year_shift is not None or not e.month:
        return e
    later = _YEAR_AFTER_BRACKET.match(text, e.end)
    if later:
        return replace(e, year=int(later[1]), shares_year=True)
    if not following or following.first_year is None or not _is_listed(text, e, following, words):
        return e
    if e.kind != following.kind and not (following.kind in ("day", "month") or _follows_from(text, e, words)):
        return e
    begins, ends = (e.month_of_year or 0, e.day or 0), (following.month_of_year or 99, following.day or 99)
    return replace(e, year=following.first_year - (begins > ends), shares_year=True)


def _with_century_after(
    text: str, e: DateExpression, following: DateExpression | None, words: RangeWords
) -> DateExpression:
    """Return a decade without its century with that which follows and is said to be its own."""
    if e.short_year is None or not following or following.kind != "century" or following.is_bc:
        return e
    if not words.of_century.fullmatch(text, e.end, following.start):
        return e
    return replace(e, year=(following.year or 0) * 10 + e.short_year // 10, short_year=None)


def with_decade_before(
    text: str, e: DateExpression, previous: DateExpression | None, words: RangeWords
) -> DateExpression:
    """Return a decade without its century with that of the decade it is joined to: `the 1950s–60s`."""
    if e.form != "short_decade" or not previous or previous.kind != "decade" or previous.year is None:
        return e
    if previous.is_bc or not _is_listed(text, previous, e, words):
        return e
    decade = previous.year // 10 * 10 + (e.short_year or 0) // 10
    return replace(e, year=decade + 10 * (decade < previous.year), short_year=None)


def _follows_from(text: str, expression: DateExpression, words: RangeWords) -> bool:
    return bool(words.since.search(text[max(0, expression.start - 24) : expression.start]))


def _is_listed(text: str, first: DateExpression, second: DateExpression, words: RangeWords) -> bool:
    return bool(words.list_connector.fullmatch(text, first.end, second.start))


def group_expressions(
    text: str, expressions: Sequence[DateExpression], words: RangeWords
) -> Iterator[DateGroup]:
    """Yield single dates, ranges and double dates, in order."""
    at = 0
    while at < len(expressions):
        first = expressions[at]
        following = expressions[at + 1] if at + 1 < len(expressions) else None
        at += 1
        last_year = find_last_year(text, first)
        double = _find_double(text, first, following) if following else None
        if last_year:
            while at < len(expressions) and expressions[at].start < last_year.end:
                at += 1
            is_season = first.kind == "season"
            yield (
                DateGroup(replace(first, end=last_year.end))
                if is_season
                else DateGroup(first, last_year, "range")
            )
        elif double:
            while at < len(expressions) and expressions[at].start < double.end:
                at += 1
            yield double
        elif following and _is_range(text, first, following, words) and not _is_backward(first, following):
            at += 1
            yield DateGroup(first, following, "range")
        else:
            yield from _split_days(text, first, words)


def find_last_year(text: str, first: DateExpression) -> DateExpression | None:
    """Return the last year of a range of years (`1917–21`) or of a winter (`winter of 1917–18`), if any."""
    match = _LAST_YEAR.match(text, first.end)
    if not match or first.year is None or first.year < 1000 or first.kind not in ("year", "season"):
        return None
    year = int(str(first.year)[: 4 - len(match[1])] + match[1])
    if len(match[1]) == 2 and year < first.year <= year + 100 <= first.year + _NEXT_YEARS:
        year += 100
    is_range = first.kind == "year" and year > first.year
    is_winter = first.kind == "season" and first.month == _WINTER and year == first.year + 1
    last = DateExpression(match.start(1), match.end(), "year", "bare_year", year)
    return last if is_range or is_winter else None


def _is_range(text: str, first: DateExpression, last: DateExpression, words: RangeWords) -> bool:
    """Return whether two consecutive expressions form a range."""
    if not words.connector.fullmatch(text, first.end, last.start):
        return False
    word = text[first.end : last.start].split()[0]
    if word in words.ands:
        return bool(words.between.search(text[max(0, first.start - 14) : first.start]))
    is_similar = first.kind == last.kind or first.shares_year
    return is_similar or (word in words.untils and _follows_from(text, first, words))


def _is_backward(first: DateExpression, last: DateExpression) -> bool:
    """Return whether the last of two expressions that give their years is before the first."""
    if first.year is None or last.year is None:
        return False
    years = (first.first_year or 0, last.first_year or 0)
    if first.is_bc or last.is_bc or first.kind != last.kind:
        return False
    if years[0] != years[1]:
        return years[0] > years[1]
    return (first.month_of_year or 0, first.day or 0) > (last.month_of_year or 99, last.day or 99)


def may_be_listed(text: str, first: DateExpression, second: DateExpression, words: RangeWords) -> bool:
    """Return whether two expressions may be parts of one range or list: `May to June`, `May and June`."""
    similar = first.kind == second.kind or {first.kind, second.kind} == {"day", "month"}
    return similar and _is_listed(text, first, second, words)


# --- one day in two calendars --------------------------------------------------------------------

_SLASH = re.compile(r"\ ?/\ ?")
_BRACKET = re.compile(r"\ \(")
_CLOSE = re.compile(r"(?:\ ?[ON]\.?\ ?S\.?)?\)(?:,?\ ((?:1\d|20)\d\d)(?!\w))?")
_CENTURIES = (1650, 1750, 1850, 1950)
"""A year for each difference between the calendars, for days without a year."""


def _find_double(text: str, first: DateExpression, second: DateExpression) -> DateGroup | None:
    """Return the day that two expressions name in two calendars (`28 January (9 February) 1889`), if any."""
    if first.kind != "day" or second.kind != "day" or not first.month or not second.month:
        return None
    if first.last_day or second.last_day:
        return None
    end, year = second.end, first.year or second.year
    if _BRACKET.fullmatch(text, first.end, second.start):
        close = _CLOSE.match(text, second.end)
        if not close:
            return None
        end = close.end()
        year = year or (int(close[1]) if close[1] else None)
    elif not _SLASH.fullmatch(text, first.end, second.start):
        return None
    days = (first.month, first.day or 0), (second.month, second.day or 0)
    years = [year] if year else _CENTURIES
    if not any(is_same_day(y, *days) or is_same_day(y, *days[::-1]) for y in years):
        return None
    years_of_days = (first.year or year, second.year or year)
    if year and days[0][0] - days[1][0] == 11 and not (first.year and second.year):  # over the end of a year
        years_of_days = (first.year or year - 1, year)
    first, second = (replace(e, year=y) for e, y in zip((first, second), years_of_days, strict=True))
    return DateGroup(first, second, "double", end)


def _split_days(text: str, expression: DateExpression, words: RangeWords) -> Iterator[DateGroup]:
    """Yield a date; two days of a month that are not next to one another are two dates: `3 and 5 May`."""
    day, last = expression.day, expression.last_day
    if expression.kind != "day" or day is None or last is None:
        yield DateGroup(expression)
        return
    shown = text[expression.start : expression.end]
    if words.two_calendars.search(shown) and _are_same_day(expression):
        yield DateGroup(
            replace(expression, last_day=None), replace(expression, day=last, last_day=None), "double"
        )
        return
    joined = words.several_days.search(shown)
    if not joined or last == day + 1:
        yield DateGroup(expression)
        return
    cut = expression.start + joined.start(), expression.start + joined.end()
    yield DateGroup(replace(expression, end=cut[0], last_day=None))
    yield DateGroup(replace(expression, start=cut[1], day=last, last_day=None))


def _are_same_day(e: DateExpression) -> bool:
    """Return whether the two days of an expression are one in two calendars."""
    month = e.month or 0
    years = [e.year] if e.year else _CENTURIES
    return any(is_same_day(year, (month, e.day or 0), (month, e.last_day or 0)) for year in years)
