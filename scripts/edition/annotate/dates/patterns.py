"""What the patterns of all languages are made of.

A language has one pattern for each form in which a date is written. The name of a form is that of its group
in the language's expression; what a form gives (`year`, `month`, …) is in groups called after both, such as
`month_day__year`. `expressions.py` reads a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

ROMANS = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"),
    *("XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"),
)
"""Numbers of months, of centuries and of years of the French Republic."""
REPUBLICAN_MONTHS = (
    *("Vendémiaire", "Brumaire", "Frimaire", "Nivôse", "Pluviôse", "Ventôse"),
    *("Germinal", "Floréal", "Prairial", "Messidor", "Thermidor", "Fructidor"),
)
"""The months of the French Republic, of thirty days each, in order."""

DASH = r"\ ?[–—/-]\ ?"
PLAIN_YEAR = r"(?:1[0-9]|20)\d\d(?![\w%])(?!\.\d)"
"""A year that nothing but its number shows to be one."""
BC_NUMBER = r"[1-9]\d{0,3}"

NEVER = re.compile(r"(?!)")
"""What a language has no words for."""


def form(name: str, pattern: str) -> str:
    """Return the pattern of a form as a group, `<part>` in it standing for the beginning of a group."""
    return f"(?P<{name}>{re.sub('<([a-z]+)>', lambda m: f'(?P<{name}__{m[1]}>', pattern)})"


ISO = form("iso", r"<year>[12]\d{3})-<number>0[1-9]|1[0-2])-<day>[0-3]\d)(?=T\d|(?![\w-]))")
NUMERIC = form("numeric", r"<day>\d\d?)(?:/<number>\d\d?)/|\.<dotted>\d\d?)\.)<year>[12]\d{3})(?!\w)")
ROMAN = form("roman", r"<day>\d\d?)\.\ ?<roman>[IVX]{1,4})\.\ ?<year>[12]\d{3})(?!\w)")
"""Forms of all languages that have numbers of this kind."""


def numbered(*names: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Return the number of each name; `|` separates names that have the same."""
    return {
        name: first + step * at for at, alternatives in enumerate(names) for name in alternatives.split("|")
    }


def by_word(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the meaning of each word, from the words that have a meaning."""
    return {word: meaning for meaning, alternatives in words.items() for word in alternatives}


def join_names(names: Iterable[str]) -> str:
    """Return a pattern for names, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def beginnings(words: Iterable[str]) -> str:
    """Return a pattern for the first letters of words, with a capital or a small letter first."""
    return "|".join(sorted({f"[{word[0].upper()}{word[0]}](?i:{word[1:3]})" for word in words}))


def date_expression(
    forms: Iterable[str], beginning: str, after_a_mark: str, quick: str = ""
) -> re.Pattern[str]:
    """Return the pattern of all forms of a language.

    `beginning` is what a date begins with that does not begin with a number, and `after_a_mark` where one may
    begin directly after a letter, a digit or a mark. `quick` looks ahead, before all else, and rules out most
    places at once.
    """
    return re.compile(
        rf"(?<!\w){quick}(?=[\d’‘']|{beginning})(?:(?<![\w.,£€$=/–-])|{after_a_mark})(?:{'|'.join(forms)})"
    )


@cache
def parts_of(expression: re.Pattern[str]) -> Mapping[str, list[tuple[str, int]]]:
    """Return by form what it may give, each with the number of its group."""
    return {
        name: [
            (part.removeprefix(f"{name}__"), number)
            for part, number in expression.groupindex.items()
            if part.startswith(f"{name}__")
        ]
        for name in expression.groupindex
        if "__" not in name
    }
