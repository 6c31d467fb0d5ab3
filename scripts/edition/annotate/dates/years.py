"""Years that a date does not give itself, but another date near it: `on 3 March` after `in 1917`.

A year is inherited from what the text tells, not from what stands in brackets or is said by the way: a cited
work (`(see Berg 1952)`), or the time since when something has lasted (`since May 1968`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.annotate.dates.expressions import DateExpression
from edition.annotate.dates.language import StoryWords
from edition.annotate.dates.ranges import find_last_year

_BRACKET_OR_BREAK = re.compile(r"[()\[\]]|\n\n")
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n")
_ELISIONS = "’'‘"
DEFAULT_YEAR = 1950
"""The year near which a decade like `’60s` is taken to be in a text without any other date."""
_FORMS_OF_WHAT_WAS_TOLD = frozenset({"bare_season", "bare_day", "instant", "other_year", "years_on"})
"""Forms that are used only after a date: `that winter`, `on the 5th`, `12th inst.`, `two years later`"""
_MAX_HEADING_WORDS, _MAX_HEADING_LENGTH = 12, 200
MIN_MONTHS_BACK = 6
"""A month so much earlier in the year than the last one is in the next year: January after December."""
FUTURE_WEIGHT = 2
"""How much less likely a decade is that no date of the text has reached."""
SAME_CENTURY = 25
"""Years by which a decade in the century of the last date counts as nearer."""


@dataclass(frozen=True, slots=True)
class _Now:
    """The time that a text has reached."""

    year: int
    month: int | None
    paragraph: int
    """Where its paragraph begins."""


def is_cited_year(text: str, expression: DateExpression, words: StoryWords) -> bool:
    """Return whether a year is that of a cited work: `(Title, 1917)`, `(see Berg 1952: 30)`."""
    if expression.kind != "year":
        return False
    before = text[max(0, expression.start - 100) : expression.start]
    before = before[before.rfind("\n\n") + 1 :]
    opened = before.rfind("(")
    return opened > before.rfind(")") and bool(words.cited.search(before[opened:]))


def complete_years(
    text: str, expressions: Sequence[DateExpression], words: StoryWords
) -> Iterator[DateExpression]:
    """Yield expressions, those without a year with that of the time that the text has reached.

    This is the last date that the text tells before it, else the first after it; inside brackets, a date
    before it in the same brackets. Dates told by the way count only if there are no others. An expression
    stays without a year if there is none.
    """
    context = _Context(text, expressions, words)
    for expression in expressions:
        yield context.complete(expression)


class _Context:
    """The dates around each expression of a text, which must be completed in order."""

    def __init__(self, text: str, expressions: Sequence[DateExpression], words: StoryWords) -> None:
        self._text, self._words = text, words
        self._brackets = list(_find_brackets(text))
        self._bracket_starts = [start for start, _ in self._brackets]
        self._breaks = [0, *(match.end() for match in re.finditer(r"\n\n", text))]
        dated = [e for e in expressions if _has_plain_year(e)]
        outside = [e for e in dated if not self._is_in_brackets(e)]
        self._after = outside or dated
        self._after_starts = [e.start for e in self._after]
        self._use_asides = not outside
        self._last_year = max((e.first_year or 0 for e in dated), default=0)
        present = words.present.search(text)
        self._present = int(present[1]) if present else None
        self._now: _Now | None = None
        self._now_in_brackets: _Now | None = None
        self._last_aside: _Now | None = None
        self._bracket = -1

    def complete(self, e: DateExpression) -> DateExpression:
        """Return an expression with its year, and let the time of the text be that of the expression."""
        bracket = self._bracket_at(e.start)
        if bracket != self._bracket:
            self._bracket, self._now_in_brackets = bracket, None
        now = (self._now_in_brackets if bracket >= 0 else None) or self._now
        aside = self._is_aside(e, now)
        completed = e if e.year is not None else self._infer(e, now)
        if completed.first_year is None or completed.kind in ("decade", "century"):
            if completed.kind == "decade" and completed.first_year and not aside and self._now is None:
                self._now = _Now(completed.first_year, None, self._paragraph(e.start))
            return completed
        last = find_last_year(self._text, completed)  # a range, at whose end the text is
        year = (last.year if last else None) or completed.first_year
        reached = _Now(year, completed.month_of_year, self._paragraph(e.start))
        if completed.kind == "year" and now and (now.year, now.paragraph) == (year, reached.paragraph):
            return completed  # the month that the text has reached still holds
        if bracket >= 0:
            self._now_in_brackets = reached
        if not aside or self._use_asides:
            self._now = reached
        else:
            self._last_aside = self._last_aside or reached
        return completed

    def _is_aside(self, e: DateExpression, now: _Now | None) -> bool:
        """Return whether a date is in brackets or is told by the way."""
        return self._is_in_brackets(e) or self._is_by_the_way(e, now)

    def _is_in_brackets(self, e: DateExpression) -> bool:
        """Return whether a date is in brackets other than those of a heading, such as `The siege (1885)`."""
        if self._bracket_at(e.start) < 0:
            return False
        return not self._is_in_heading(e) or is_cited_year(self._text, e, self._words)

    def _is_by_the_way(self, e: DateExpression, now: _Now | None) -> bool:
        """Return whether a date only describes something: `since May 1945`, `the 1614 rules`, `until 1945`.

        The story goes on, so a description by a later date (`the 1946 strike`) tells what comes next.
        """
        before = self._text[max(0, e.start - 70) : e.start]
        if self._words.since.search(before[-16:]):
            return True
        is_earlier = now and e.year is not None and e.year < now.year
        if (
            is_earlier
            and self._words.before_attribute.search(before[-16:])
            and self._words.noun.match(self._text, e.end)
        ):
            return True
        if is_earlier and e.kind == "year" and self._words.of.search(before[-24:]):
            return True
        if e.year is None and self._words.to.search(
            before[-16:]
        ):  # the end of a range, perhaps in the next year
            return True
        return bool(self._words.background.search(_CLAUSE_END.split(before)[-1]))

    def _is_in_heading(self, e: DateExpression) -> bool:
        start = self._paragraph(e.start)
        end = self._text.find("\n\n", e.end, e.end + _MAX_HEADING_LENGTH)
        if end < 0 or end - start > _MAX_HEADING_LENGTH:
            return False
        line = self._text[start:end]
        return len(line.split()) <= _MAX_HEADING_WORDS and line.rstrip()[-1:] not in ".!?:;,"

    def _bracket_at(self, position: int) -> int:
        """Return the index of the brackets around a position; -1 if there are none."""
        at = bisect_right(self._bracket_starts, position) - 1
        return at if at >= 0 and position < self._brackets[at][1] else -1

    def _paragraph(self, position: int) -> int:
        return self._breaks[bisect_right(self._breaks, position) - 1]

    def _infer(self, e: DateExpression, now: _Now | None) -> DateExpression:
        """Return an expression with the year that the time of the text gives it, if any."""
        if e.short_year is not None:
            return self._with_century(e, now)
        if self._present is not None and self._relation(e) == "last":
            return replace(e, year=self._present - 1, is_inferred=True)
        if now is None:
            at = bisect_right(self._after_starts, e.start)
            if at < len(self._after) and e.form not in _FORMS_OF_WHAT_WAS_TOLD:
                return replace(e, year=self._after[at].first_year, is_inferred=True)
            now = self._last_aside
        if now is None:
            return e
        if e.form == "bare_day":
            if now.month is None or now.paragraph != self._paragraph(e.start):
                return e
            return replace(e, kind="day", year=now.year, month=now.month, is_inferred=True)
        if e.month_shift:
            return _shift_month(e, now)
        return replace(e, year=now.year + self._years_on(e, now), is_inferred=True)

    def _years_on(self, e: DateExpression, now: _Now) -> int:
        """Return how many years after the time of the text an expression without a year is."""
        if e.year_shift is not None:
            return e.year_shift
        month, word = e.month_of_year or 0, self._relation(e)
        if word == "last":
            return -1 if now.month and month >= now.month else 0
        if now.month is None:
            return {"next": 1, "previous": -1}.get(word, 0)
        if word == "next":
            return 1 if month <= now.month else 0
        if word == "previous":
            return -1 if month >= now.month else 0
        if e.kind == "season" and month == 12 and now.month <= 3:  # the winter that began the year before
            return -1
        return 1 if now.month - month > MIN_MONTHS_BACK else 0

    def _relation(self, e: DateExpression) -> str:
        """Return the word that says which year a month is in, such as `last`; empty if none does."""
        after = self._words.afterwards.match(self._text, e.end)
        if after:
            return self._words.relations[after[1]] if after.re.groups else "last"
        relation = self._words.relation.search(self._text, max(0, e.start - 18), e.start)
        return self._words.relations[relation[1].lower()] if relation else ""

    def _with_century(self, e: DateExpression, now: _Now | None) -> DateExpression:
        """Return a decade or year without its century with the most likely one."""
        at = bisect_right(self._after_starts, e.start)
        now = now or (None if at < len(self._after) else self._last_aside)
        year = now.year if now else self._after[at].first_year if at < len(self._after) else None
        if year is None and self._text[e.start] in _ELISIONS:
            year = self._last_year or DEFAULT_YEAR
        if year is None or year < 1000:
            return e
        length = 10 if e.kind == "decade" else 1
        candidates = [
            century * 100 + (e.short_year or 0) for century in range(year // 100 - 1, year // 100 + 2)
        ]
        first = min(candidates, key=lambda first: self._distance(year, first, first + length - 1))
        return replace(e, year=first // length, short_year=None, is_inferred=True)

    def _distance(self, year: int, first: int, last: int) -> int:
        """Return how far a decade or a year is from that of the last date, weighed by what is likely."""
        distance = max(0, first - year, year - last)
        if first > self._last_year:
            distance *= FUTURE_WEIGHT
        return distance - (SAME_CENTURY if first // 100 == year // 100 else 0)


def _has_plain_year(e: DateExpression) -> bool:
    return e.year is not None and not e.is_bc


def _shift_month(e: DateExpression, now: _Now) -> DateExpression:
    """Return a day of the month of the last date, or of the one before or after (`12th ult.`)."""
    if now.month is None:
        return e
    months = now.year * 12 + now.month - 1 + {"inst": 0, "ult": -1, "prox": 1}.get(e.month_shift, 0)
    return replace(e, year=months // 12, month=months % 12 + 1, is_inferred=True)


def _find_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of all outermost brackets that are closed in their paragraph, in order."""
    depth, start = 0, 0
    for match in _BRACKET_OR_BREAK.finditer(text):
        if match[0] in "([":
            start = start if depth else match.start()
            depth += 1
        elif match[0] == "\n\n":
            depth = 0
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.end()
