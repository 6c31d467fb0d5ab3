"""Words that qualify a date: `early`, `by`, `about`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.annotate.dates.language import QualifierWords
from edition.model.edtf_date import Qualifier

_DOUBT = re.compile(r"\ ?\(\?\)")


@dataclass(frozen=True, slots=True)
class Qualification:
    """How the words around an expression qualify it."""

    start: int
    """Where the expression begins, with the words that belong to it: `early 1917`, `c. 1848`."""
    words: tuple[str, ...] = ()
    """`by`, `from`, `until`, `early`, `late`, `end`, …"""
    qualifier: Qualifier = ""


def find_qualification(text: str, start: int, end: int, known: QualifierWords) -> Qualification:
    """Return what qualifies the expression `text[start:end]`, by the words of its language."""
    words: list[str] = []
    part = known.part.search(text, max(0, start - 30), start)
    if part:
        start = part.start()
        words.append(_name(part, known))
    bound = known.bound.search(text, max(0, start - 18), start)
    if bound:
        words.insert(0, _name(bound, known))
    circa = known.circa.search(text, max(0, start - 7), start)
    is_approximate = circa or known.about.search(text[max(0, start - 28) : start])
    is_uncertain = _DOUBT.match(text, end)
    qualifier: Qualifier = (
        "%" if is_approximate and is_uncertain else "~" if is_approximate else "?" if is_uncertain else ""
    )
    return Qualification(circa.start() if circa else start, tuple(words), qualifier)


def _name(match: re.Match[str], known: QualifierWords) -> str:
    """Return the one name of words that mean the same."""
    words = match[match.lastindex or 0].lower()
    return known.names.get(words, words).replace(" ", "-")
