"""Dates: expressions for a definite calendar time, and what they mean in EDTF.

Found are days, months, years, seasons (`1917-21` is spring 1917), decades (`193X`) and intervals
(`1936/1939`). Values are in the calendar of the text, and as it has them: nobody checks whether a month
has that day, or an interval ends after it begins. Positions are code points of the text that is
searched, whose paragraphs an empty line divides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edition.annotate.date_expressions import DATE_EXPRESSION, SEASONS, DateExpression, read_expression
from edition.model.edtf import Edtf
from edition.model.edtf_date import EdtfDate


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression for a time: `text[start:end]`, its value, and how it is bounded."""

    start: int
    end: int
    edtf: Edtf
    qualifiers: tuple[str, ...] = ()
    """Such as by, from, until, early, late, end."""


# --- what is no date -----------------------------------------------------------------------------

_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|until|till|since|from|during|between|early|late|mid|last|that|this|next)[ -](?:the )?$"
    r"|(?:end|beginning|start|middle) of $",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\s(?:[Rr]evolution|[Rr]ising|[Ii]nsurrection|[Dd]ays)\b")
_COUNTED = re.compile(
    r"\s(?!(?:was|is|his|as|its|has|this|thus|perhaps|across|towards|always)\b)[a-z]{2,}s\b"
)
_POINTING = re.compile(
    r"(?:\b(?:in|by|of|from|until|till|since|to|and|the|before|after|between|during|for|early|late|year)"
    r"|[–—(\[])\s*$",
    re.IGNORECASE,
)
_CITED = re.compile(r"(?:\b(?:pp?|pages?|vols?|volumes?|nos?|numbers?)\.?|[£$#№])\s*$", re.IGNORECASE)


def _is_date(text: str, date: DateExpression) -> bool:
    """Tell whether what looks like a date is one, by what stands around it."""
    before, after = text[max(0, date.start - 24) : date.start], text[date.end : date.end + 24]
    if date.kind == "month" and date.year is None:
        return bool(_BEFORE_MONTH.search(before)) and not _EVENT.match(after)
    if date.kind == "word":
        return bool(re.search(r"\b[Tt]he (?:early |late |mid-?)?$", before))
    if date.kind == "year":
        counted = _COUNTED.match(after) and not _POINTING.search(before)
        return not counted and not _CITED.search(before)
    return True


# --- ranges --------------------------------------------------------------------------------------

_JOINT = re.compile(r"\ ?[–—/-]\ ?|\ (?:to|until|till)\ (?:the\ )?|\ and\ (?:the\ )?")
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\ ?[–—/-]\ ?(\d{4}|\d{1,2})(?![\w%])(?![.,]\d)")


def _join(
    text: str, dates: Sequence[DateExpression]
) -> Iterator[tuple[DateExpression, DateExpression | None]]:
    """Yield single dates, and pairs that are one range."""
    skip = False
    for at, date in enumerate(dates):
        if skip:
            skip = False
            continue
        second = _second_year(text, date)
        following = dates[at + 1] if at + 1 < len(dates) else None
        if second:
            skip = bool(following and following.start < second.end)
            yield (replace(date, end=second.end), None) if date.kind == "season" else (date, second)
            continue
        if following and _is_range(text, date, following):
            skip = True
            yield date, following
            continue
        yield date, None


def _second_year(text: str, date: DateExpression) -> DateExpression | None:
    """Return the later year joined to a year (`1917–21`), or to a winter (`winter of 1917–18`)."""
    short = _SHORT_YEAR.match(text, date.end)
    if not short or not date.year:
        return None
    year = int(str(date.year)[: 4 - len(short[1])] + short[1])
    later = date.kind == "year" and year > date.year
    winter = date.kind == "season" and date.month == SEASONS["winter"] and year == date.year + 1
    return DateExpression(short.start(1), short.end(), "year", year) if later or winter else None


def _is_range(text: str, one: DateExpression, other: DateExpression) -> bool:
    joint = text[one.end : other.start]
    if not _JOINT.fullmatch(joint):
        return False
    before = text[max(0, one.start - 14) : one.start]
    word = joint.strip().removesuffix(" the")
    if word == "and":
        return bool(_BETWEEN.search(before))
    if word in ("to", "until", "till"):
        return bool(_FROM.search(before)) or one.kind == other.kind or one.year is None
    return one.kind == other.kind or one.year is None


# --- parts and bounds ----------------------------------------------------------------------------

_PART = re.compile(
    r"\b(?:(early|mid|late)(?:\ in|\ the)?[ -]|(end|beginning|start|middle|close) of )(?:the )?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(as early as|as late as|by|from|until|till|since|before|after)\s(?:the\s|in\s)?$", re.IGNORECASE
)
_SAME = {"till": "until", "start": "beginning", "close": "end", "middle": "mid"}


def _qualify(text: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Return where the expression begins with its part (`early`), and all that bounds it."""
    found: list[str] = []
    part = _PART.search(text, max(0, start - 24), start)
    if part:
        start = part.start()
        word = (part[1] or part[2]).lower()
        found.append(_SAME.get(word, word))
    bound = _BOUND.search(text, max(0, start - 16), start)
    if bound:
        word = bound[1].lower()
        found.insert(0, _SAME.get(word, word).replace(" ", "-"))
    return start, tuple(found)


# --- years from the surroundings -----------------------------------------------------------------

_CITING = re.compile(r"\([^()]*,\s$")


def _surroundings(text: str, dates: Sequence[DateExpression]) -> Iterator[DateExpression]:
    """Give dates without a year that of the nearest date before them.

    First in the same paragraph, then in the text, then after it. A decade named by a word (`the
    Thirties`) takes its century in the same way. The year of a work that is cited counts only where
    there is no other.
    """
    told = [date for date in dates if date.year is not None and date.kind not in ("word",)]
    told = [date for date in told if not _is_cited(text, date)] or told
    for date in dates:
        if date.year is None or date.kind == "word":
            year = _nearest(text, date, told)
            if year is None:
                continue
            decade = year // 100 * 10 + (date.year or 0)
            yield (
                replace(date, kind="decade", year=decade) if date.kind == "word" else replace(date, year=year)
            )
        else:
            yield date


def _is_cited(text: str, date: DateExpression) -> bool:
    """Tell whether a year is that of a work: `(Title, 1917)`."""
    paragraph = text.rfind("\n\n", 0, date.start) + 1
    return date.kind == "year" and bool(_CITING.search(text[paragraph : date.start]))


def _nearest(text: str, date: DateExpression, told: Sequence[DateExpression]) -> int | None:
    paragraph = text.rfind("\n\n", 0, date.start)
    before = [other for other in told if other.end <= date.start]
    within = [other for other in before if other.start > paragraph]
    after = [other for other in told if other.start >= date.end]
    chosen = within[-1:] or before[-1:] or after[:1]
    return _first_year(chosen[0]) if chosen else None


def _first_year(date: DateExpression) -> int | None:
    """Return the year of a date, of a decade its first."""
    return date.year * 10 if date.year is not None and date.kind == "decade" else date.year


# --- all of it -----------------------------------------------------------------------------------


def find_dates(text: str, settled: Mapping[int, Edtf] | None = None) -> list[DateMention]:
    """Return every date in `text`, in order.

    `settled` maps the start of an expression to its value, where its surroundings mislead.
    """
    dates = [
        date
        for date in map(read_expression, DATE_EXPRESSION.finditer(text))
        if _is_date(text, date) or _follows(text, date)
    ]
    complete = {date.start: date for date in _surroundings(text, dates)}
    mentions = []
    for one, other in _join(text, dates):
        first = complete.get(one.start)
        second = complete.get(other.start, other) if other else None
        if first is None:
            continue
        start, qualifiers = _qualify(text, one.start)
        end = other.end if other else one.end
        value = _edtf(one, first, second)
        mentions.append(DateMention(start, end, (settled or {}).get(start, value), qualifiers))
    return mentions


def _follows(text: str, date: DateExpression) -> bool:
    """Tell whether a bare month is the first half of a range (`October to November 1917`)."""
    if date.kind != "month":
        return False
    joint = _JOINT.match(text, date.end)
    return bool(joint and DATE_EXPRESSION.match(text, joint.end()))


def _edtf(bare: DateExpression, first: DateExpression, second: DateExpression | None) -> Edtf:
    """Return the value; an interval's first date takes from the second what it does not say itself."""
    if second is None:
        last = _date(replace(first, day=first.last)) if first.last else None
        return Edtf(_date(first), last)
    if bare.year is None and second.year is not None:
        first = replace(first, year=_first_year(second))
    return Edtf(_date(first), _date(second))


def _date(date: DateExpression) -> EdtfDate:
    """Return what an expression means by itself; its year is known by now."""
    year = date.year or 0
    return EdtfDate.of_decade(year) if date.kind == "decade" else EdtfDate.of(year, date.month, date.day)
