"""Words that qualify a date: `early`, `by`, `about`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.model.edtf_date import Qualifier

_PART = re.compile(
    r"\b(?:(early|mid|late)(?:\ in|\ the|\ part\ of)?[ –-]"
    r"|(end|beginning|start|middle|close|turn|(?:first|second|latter)\ half"
    r"|(?:first|second|third|last)\ quarter)\ of\ )"
    r"(?:the\ )?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:(as early as|as late as|by|from|until|till|since|before|after|on the eve of"
    r"|prior to)\s(?:the\s|in\s)?"
    r"|(pre|post)[–-])$",
    re.IGNORECASE,
)
_CIRCA = re.compile(r"(?<!\.)(?:\b[Cc]a?\.\ ?|\b[Cc]irca\ )$")
_ABOUT = re.compile(
    r"(?:(?:^|[,;:(–—]|\b(?i:in|from|to|till|until|by|of|since|at|born|died|built|was|were|is|dated|dates|written|made))"
    r"\ ?[Aa]bout|\b[Aa]round)\ (?:the\ year\ )?$"
)
"""`in about 1850`, but not `a book about 1850`."""
_DOUBT = re.compile(r"\ ?\(\?\)")
_SYNONYMS = {
    "till": "until",
    "start": "beginning",
    "close": "end",
    "middle": "mid",
    "latter half": "second half",
    "on the eve of": "before",
    "prior to": "before",
    "pre": "before",
    "post": "after",
}


@dataclass(frozen=True, slots=True)
class Qualification:
    """How the words around an expression qualify it."""

    start: int
    """Where the expression begins, with the words that belong to it: `early 1917`, `c. 1848`."""
    words: tuple[str, ...] = ()
    """`by`, `from`, `until`, `early`, `late`, `end`, …"""
    qualifier: Qualifier = ""


def find_qualification(text: str, start: int, end: int) -> Qualification:
    """Return what qualifies the expression `text[start:end]`."""
    words: list[str] = []
    part = _PART.search(text, max(0, start - 26), start)
    if part:
        start = part.start()
        words.append(_name(part[1] or part[2]))
    bound = _BOUND.search(text, max(0, start - 18), start)
    if bound:
        words.insert(0, _name(bound[1] or bound[2]))
    circa = _CIRCA.search(text, max(0, start - 7), start)
    is_approximate = circa or _ABOUT.search(text[max(0, start - 28) : start])
    is_uncertain = _DOUBT.match(text, end)
    qualifier: Qualifier = (
        "%" if is_approximate and is_uncertain else "~" if is_approximate else "?" if is_uncertain else ""
    )
    return Qualification(circa.start() if circa else start, tuple(words), qualifier)


def _name(words: str) -> str:
    """Return the one name of words that mean the same."""
    words = words.lower()
    return _SYNONYMS.get(words, words).replace(" ", "-")
