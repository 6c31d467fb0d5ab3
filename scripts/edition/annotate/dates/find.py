"""Finding all dates in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from edition.annotate.dates.calendars import day_exists
from edition.annotate.dates.expressions import DateExpression, read_expression
from edition.annotate.dates.language import DateLanguage
from edition.annotate.dates.languages import date_language
from edition.annotate.dates.lookalikes import is_date
from edition.annotate.dates.qualifiers import find_qualification
from edition.annotate.dates.ranges import (
    DateGroup,
    complete_lists,
    group_expressions,
    may_be_listed,
    with_decade_before,
)
from edition.annotate.dates.years import complete_years, is_cited_year
from edition.model.edtf import Edtf
from edition.model.edtf_date import EdtfDate, Qualifier


@dataclass(frozen=True, slots=True)
class DateMention:
    """A place where a date is given: `text[start:end]`."""

    start: int
    end: int
    edtf: Edtf
    qualifiers: tuple[str, ...] = ()
    """The words that qualify it: `by`, `from`, `until`, `early`, `late`, `end`, …"""
    is_inferred: bool = False
    """Whether the year, or its century, is that of another date."""
    other_calendar: Edtf | None = None
    """The same day in another calendar, where the text gives both."""
    is_cited: bool = False
    """Whether it is the year of a cited work."""


@dataclass(frozen=True, slots=True)
class Undated:
    """A place that names a day or a month without a value: `text[start:end]`."""

    start: int
    end: int
    problem: Literal["no such day", "no year"]


def find_dates(text: str, language: str = "en") -> list[DateMention]:
    """Return every date in `text` that has a value, in order; `language` is its BCP 47 code."""
    return [found for found in find_all_dates(text, language) if isinstance(found, DateMention)]


def find_all_dates(text: str, language: str = "en") -> Iterator[DateMention | Undated]:
    """Yield every date in `text`, in order, and what looks like one but has no value.

    `language` is the BCP 47 code of the text's language. In a language whose words are not known, these are
    years and days in numbers.
    """
    known = date_language(language)
    expressions = complete_lists(text, list(_find_expressions(text, known)), known.ranges)
    completed = {e.start: e for e in complete_years(text, expressions, known.story)}
    for group in group_expressions(text, [completed[e.start] for e in expressions], known.ranges):
        yield from _mention(text, group, known)


def _find_expressions(text: str, known: DateLanguage) -> Iterator[DateExpression]:
    """Yield what is a date by its own form, the words around it, or the dates that it is listed with."""
    matches = known.words.expression.finditer(text)
    expressions = [e for match in matches if (e := read_expression(match, known.words))]
    previous = None
    for at, e in enumerate(expressions):
        following = expressions[at + 1] if at + 1 < len(expressions) else None
        if is_date(text, e, known.conditions) or (
            e.form in _LISTED_FORMS and _is_in_list(text, e, previous, following, known)
        ):
            previous = with_decade_before(text, e, previous, known.ranges)
            yield previous


_LISTED_FORMS = ("bare_month", "bare_season", "bare_day")
"""Forms that are dates where they are listed with one."""


def _is_in_list(
    text: str,
    e: DateExpression,
    previous: DateExpression | None,
    following: DateExpression | None,
    known: DateLanguage,
) -> bool:
    """Return whether an expression is in a list with the date before it, or with a complete one after it."""
    if previous and may_be_listed(text, previous, e, known.ranges):
        return True
    return bool(
        following
        and following.form not in _LISTED_FORMS
        and (following.year is not None or e.form == "bare_day")
        and may_be_listed(text, e, following, known.ranges)
    )


def _mention(text: str, group: DateGroup, known: DateLanguage) -> Iterator[DateMention | Undated]:
    """Yield the mention of a group: none for a month without a year that may be no date at all."""
    first, last = group.first, group.last
    end = group.end or (last or first).end
    qualification = find_qualification(text, first.start, end, known.qualifiers)
    if first.first_year is None:
        if first.kind == "day" and first.month:
            yield Undated(first.start, end, "no year")
        return
    if not all(map(_exists, filter(None, (first, last)))):
        yield Undated(qualification.start, end, "no such day")
        return
    yield DateMention(
        qualification.start,
        end,
        _value(first, last if group.kind == "range" else None, qualification.qualifier),
        qualification.words,
        first.is_inferred,
        _value(last, None, "") if last and group.kind == "double" else None,
        is_cited_year(text, first, known.story),
    )


def _exists(e: DateExpression) -> bool:
    """Return whether the days that an expression names are in its month."""
    if e.kind != "day" or e.year is None or not e.month:
        return e.first_year is not None
    days = (e.day or 1, e.last_day or e.day or 1)
    return days[0] <= days[1] and all(day_exists(e.year, e.month, day) for day in days)


# --- values --------------------------------------------------------------------------------------


def _value(first: DateExpression, last: DateExpression | None, qualifier: Qualifier) -> Edtf:
    """Return the value of a single date or a range."""
    begins, ends = _ends(first)
    if last is not None:
        ends = _ends(last)[1] or _ends(last)[0]
    if qualifier:
        begins, ends = replace(begins, qualifier=qualifier), ends and replace(ends, qualifier=qualifier)
    return Edtf(begins, ends)


def _ends(e: DateExpression) -> tuple[EdtfDate, EdtfDate | None]:
    """Return the date that an expression names, or the first and the last of several."""
    year = e.year or 0
    if e.is_bc:  # years before Christ count down, and their decades are not those of EDTF
        length = 100 if e.kind == "century" else 10
        latest = -year * length if e.kind == "century" else 1 - year * length
        return EdtfDate.of(latest - length + 1), EdtfDate.of(latest)
    if e.kind == "century":
        return EdtfDate(f"{year:02}XX"), None
    if e.kind == "decade":
        return EdtfDate.of_decade(year), None
    first = EdtfDate.of(year, e.month, e.day)
    if not e.last_day:
        return first, None
    is_day = e.kind == "day"
    return first, EdtfDate.of(year, e.month if is_day else e.last_day, e.last_day if is_day else None)
