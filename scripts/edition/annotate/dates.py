"""Dates: expressions for a definite calendar time, and what they mean in EDTF.

These are days, months, years, seasons (`1917-21` is spring 1917), decades (`193X`) and intervals
(`1936/1939`). A year before Christ must name its era (`1200 BC` is `-1199`); a year without an era is one
from 1000 to 2099. Expressions are recognised in English. Values are in the calendar of the text and
follow it literally: a day may not exist in its month, and an interval may end before it begins. Positions
are code points of the text that is searched, whose paragraphs are separated by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.annotate.date_patterns import DATE_EXPRESSION, SEASONS, DateExpression, read_expression
from edition.model.edtf import Edtf
from edition.model.edtf_date import EdtfDate


@dataclass(frozen=True, slots=True)
class DateMention:
    """A place where a date is given: `text[start:end]`."""

    start: int
    end: int
    edtf: Edtf
    qualifiers: tuple[str, ...] = ()
    """The words that qualify it: `by`, `from`, `until`, `early`, `late`, `end`, …"""


# --- what only looks like a date -----------------------------------------------------------------

_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|until|till|since|from|during|between|early|late|mid|last|that|this|next)[ -](?:the )?$"
    r"|(?:end|beginning|start|middle) of $",
    re.IGNORECASE,
)
"""What comes before a month without a year: `in May`, not `you may`."""
_EVENT_NAME = re.compile(
    r"\s(?:[Rr]evolution|[Rr]ising|[Uu]prising|[Ii]nsurrection|[Dd]ays"
    r"|War|Crisis|Coup|Manifesto|Massacre|Offensive|Pact|Treaty)\b"
)
"""What makes a month the name of an event: `the April Revolution`."""
_PLURAL = re.compile(r"\s(?!(?:was|is|his|as|its|has|this|thus|perhaps|across|towards|always)\b)[a-z]{2,}s\b")
"""What makes a number a quantity: `1900 workers`."""
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|by|of|from|until|till|since|to|and|the|before|after|between|during|for|early|late|year)"
    r"|[–—(\[])\s*$",
    re.IGNORECASE,
)
"""What makes a number a year even before a plural: `in 1917 workers rose`."""
_BEFORE_NUMBER = re.compile(r"(?:\b(?:pp?|pages?|vols?|volumes?|nos?|numbers?)\.?|[£$#№])\s*$", re.IGNORECASE)
"""What makes a number a page or a sum: `p. 1917`."""
_BEFORE_DECADE = re.compile(r"\b[Tt]he (?:early |late |mid-?)?$")


def _is_date(text: str, expression: DateExpression) -> bool:
    """Return whether what looks like a date is one, judging by the text around it."""
    before = text[max(0, expression.start - 24) : expression.start]
    after = text[expression.end : expression.end + 24]
    if expression.kind == "month" and expression.year is None:
        return bool(_BEFORE_MONTH.search(before)) and not _EVENT_NAME.match(after)
    if expression.kind == "named decade":
        return bool(_BEFORE_DECADE.search(before))
    if expression.kind == "year":
        if expression.year is not None and expression.year <= 0:  # it names its era
            return True
        is_quantity = _PLURAL.match(after) and not _BEFORE_YEAR.search(before)
        return not is_quantity and not _BEFORE_NUMBER.search(before)
    return True


# --- ranges --------------------------------------------------------------------------------------

_CONNECTOR = re.compile(r"\ ?[–—/-]\ ?|\ (?:to|until|till)\ (?:the\ )?|\ and\ (?:the\ )?")
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\ ?[–—/-]\ ?(\d{4}|\d{1,2})(?![\w%])(?![.,]\d)")

Range = tuple[DateExpression, DateExpression | None]
"""The two expressions of a range; a single date has None as its second."""


def _pair_ranges(text: str, expressions: Sequence[DateExpression]) -> Iterator[Range]:
    """Yield single dates, and pairs of expressions that form a range."""
    is_paired = False
    for at, first in enumerate(expressions):
        if is_paired:
            is_paired = False
            continue
        last_year = _find_last_year(text, first)
        following = expressions[at + 1] if at + 1 < len(expressions) else None
        if last_year:
            is_paired = bool(following and following.start < last_year.end)
            yield (replace(first, end=last_year.end), None) if first.kind == "season" else (first, last_year)
        elif following and _is_range(text, first, following):
            is_paired = True
            yield first, following
        else:
            yield first, None


def _find_last_year(text: str, first: DateExpression) -> DateExpression | None:
    """Return the last year of a range of years (`1917–21`) or of a winter (`winter of 1917–18`), if any."""
    match = _SHORT_YEAR.match(text, first.end)
    if not match or first.year is None or first.year <= 0:  # years before Christ count down
        return None
    year = int(str(first.year)[: 4 - len(match[1])] + match[1])
    is_range = first.kind == "year" and year > first.year
    is_winter = first.kind == "season" and first.month == SEASONS["winter"] and year == first.year + 1
    return DateExpression(match.start(1), match.end(), "year", year) if is_range or is_winter else None


def _is_range(text: str, first: DateExpression, last: DateExpression) -> bool:
    """Return whether two consecutive expressions form a range."""
    connector = text[first.end : last.start]
    if not _CONNECTOR.fullmatch(connector):
        return False
    before = text[max(0, first.start - 14) : first.start]
    word = connector.strip().removesuffix(" the")
    if word == "and":
        return bool(_BETWEEN.search(before))
    is_similar = first.kind == last.kind or first.year is None
    return is_similar or (word in ("to", "until", "till") and bool(_FROM.search(before)))


def _begins_range(text: str, expression: DateExpression) -> bool:
    """Return whether a month without a year begins a range (`October to November 1917`)."""
    if expression.kind != "month":
        return False
    connector = _CONNECTOR.match(text, expression.end)
    return bool(connector and DATE_EXPRESSION.match(text, connector.end()))


# --- qualifiers ----------------------------------------------------------------------------------

_PART = re.compile(
    r"\b(?:(early|mid|late)(?:\ in|\ the)?[ -]|(end|beginning|start|middle|close) of )(?:the )?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(as early as|as late as|by|from|until|till|since|before|after)\s(?:the\s|in\s)?$", re.IGNORECASE
)
_SYNONYMS = {"till": "until", "start": "beginning", "close": "end", "middle": "mid"}


def _find_qualifiers(text: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Return the start of the expression at `start`, extended over words like `early`, and its qualifiers."""
    qualifiers: list[str] = []
    part = _PART.search(text, max(0, start - 24), start)
    if part:
        start = part.start()
        word = (part[1] or part[2]).lower()
        qualifiers.append(_SYNONYMS.get(word, word))
    bound = _BOUND.search(text, max(0, start - 16), start)
    if bound:
        word = bound[1].lower()
        qualifiers.insert(0, _SYNONYMS.get(word, word).replace(" ", "-"))
    return start, tuple(qualifiers)


# --- years from the context ----------------------------------------------------------------------

_CITATION = re.compile(r"\([^()]*,\s$")
"""What comes before the year of a cited work: `(Title, `."""


def _complete_years(text: str, expressions: Sequence[DateExpression]) -> Iterator[DateExpression]:
    """Yield expressions with a year, those without one with the year of the nearest date.

    This is the last date before it in the same paragraph, else the last before it in the text, else the
    first after it. A named decade (`the Thirties`) gets its century in the same way. The years of cited
    works count only if there are no others. An expression is left out if there is no year at all.
    """
    dated = [e for e in expressions if e.year is not None and e.kind != "named decade"]
    dated = [expression for expression in dated if not _is_citation_year(text, expression)] or dated
    for expression in expressions:
        if expression.year is not None and expression.kind != "named decade":
            yield expression
            continue
        is_decade = expression.kind == "named decade"
        candidates = [e for e in dated if (_first_year(e) or 0) > 0] if is_decade else dated
        year = _find_nearest_year(text, expression, candidates)
        if year is not None and is_decade:
            yield replace(expression, kind="decade", year=year // 100 * 10 + (expression.year or 0))
        elif year is not None:
            yield replace(expression, year=year)


def _is_citation_year(text: str, expression: DateExpression) -> bool:
    """Return whether a year is that of a cited work: `(Title, 1917)`."""
    paragraph = text.rfind("\n\n", 0, expression.start) + 1
    return expression.kind == "year" and bool(_CITATION.search(text[paragraph : expression.start]))


def _find_nearest_year(text: str, expression: DateExpression, dated: Sequence[DateExpression]) -> int | None:
    """Return the year of the nearest of the expressions in `dated`, which all have one."""
    paragraph = text.rfind("\n\n", 0, expression.start)
    before = [candidate for candidate in dated if candidate.end <= expression.start]
    in_paragraph = [candidate for candidate in before if candidate.start > paragraph]
    after = [candidate for candidate in dated if candidate.start >= expression.end]
    nearest = in_paragraph[-1:] or before[-1:] or after[:1]
    return _first_year(nearest[0]) if nearest else None


def _first_year(expression: DateExpression) -> int | None:
    """Return the year of an expression; of a decade, its first year."""
    if expression.year is not None and expression.kind == "decade":
        return expression.year * 10
    return expression.year


# --- all dates -----------------------------------------------------------------------------------


def find_dates(text: str) -> list[DateMention]:
    """Return every date in `text`, in order."""
    expressions = [
        expression
        for expression in map(read_expression, DATE_EXPRESSION.finditer(text))
        if _is_date(text, expression) or _begins_range(text, expression)
    ]
    completed = {expression.start: expression for expression in _complete_years(text, expressions)}
    mentions = []
    for first, last in _pair_ranges(text, expressions):
        if first.start not in completed:
            continue
        start, qualifiers = _find_qualifiers(text, first.start)
        value = _edtf(first, completed[first.start], completed.get(last.start, last) if last else None)
        end = last.end if last else first.end
        mentions.append(DateMention(start, end, value, qualifiers))
    return mentions


def _edtf(first: DateExpression, completed: DateExpression, last: DateExpression | None) -> Edtf:
    """Return the value of a single date or a range.

    `completed` is `first` with a year from the context; if `last` has a year, that is used instead.
    """
    if last is None:
        last_day = _edtf_date(replace(completed, day=completed.last_day)) if completed.last_day else None
        return Edtf(_edtf_date(completed), last_day)
    if first.year is None and last.year is not None:
        completed = replace(completed, year=_first_year(last))
    return Edtf(_edtf_date(completed), _edtf_date(last))


def _edtf_date(expression: DateExpression) -> EdtfDate:
    """Return the value of a single date, which must have a year."""
    year = expression.year or 0
    if expression.kind == "decade":
        return EdtfDate.of_decade(year)
    return EdtfDate.of(year, expression.month, expression.day)
