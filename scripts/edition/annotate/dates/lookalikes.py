"""What only looks like a date: telling years from counts, pages and numbers, and months from other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edition.annotate.dates.expressions import DateExpression

WINDOW = 40
"""Code points before and after an expression that are looked at."""

LABEL_WINDOW = 16
"""Code points before a number in which there may be what it numbers or counts."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An expression and the text around it."""

    expression: DateExpression
    words: str
    """Of the expression itself."""
    before: str
    after: str


Condition = Callable[[Surroundings], bool]
"""Says of what has the form of a date whether it is one."""


def stands(
    before: re.Pattern[str] | None = None,
    *,
    after: re.Pattern[str] | None = None,
    not_after: re.Pattern[str] | None = None,
) -> Condition:
    """Return the condition that one pattern ends before an expression, and that others follow or do not."""

    def holds(at: Surroundings) -> bool:
        return (
            (before is None or bool(before.search(at.before)))
            and (after is None or bool(after.match(at.after)))
            and (not_after is None or not not_after.match(at.after))
        )

    return holds


def is_date(text: str, expression: DateExpression, conditions: Mapping[str, Condition]) -> bool:
    """Return whether what looks like a date is one, judging by the text around it.

    `conditions` are those of the language, by form; other forms need none.
    """
    condition = conditions.get(expression.form)
    if condition is None:
        return True
    start, end = expression.start, expression.end
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    return condition(Surroundings(expression, text[start:end], before, after))
