"""Straight marks of typewriters: quotation marks, apostrophes and primes get their own characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from edition.model.translation import gettext_noop
from edition.text.rule import Replacement, Rule, find_all

_OPENERS = frozenset("([{–—-/“‘")
_CLOSERS = frozenset(".,;:!?)]}…–—-/”’")


def _mark_directions(text: str, position: int, length: int = 1) -> tuple[bool, bool]:
    """Return whether the mark at `position` could open, and whether it could close a quotation.

    Only the characters directly before and after it decide.
    """
    end = position + length
    before, after = text[position - 1 : position], text[end : end + 1]
    unattached = not before or before.isspace() or before in _OPENERS
    opens = unattached and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in _CLOSERS)
    return opens, closes


# --- primes -------------------------------------------------------------------------------------

_DOUBLE_AFTER_NUMBER = re.compile(r"\"(?<=\d\")")
_MEASURE = re.compile(r"(?<![\d.,])\d{1,3}(?:' ?\d{1,2}(?:\.\d+)?)?\"(?= [a-z])")
_DOUBLE_OR_BREAK = re.compile('["“”„]|\n\n')
_SINGLE_AFTER_NUMBER = re.compile(r"'(?<=\d')")
_DEGREES = re.compile(r"° ?\d{1,3}$")
_SECOND = re.compile(r"' ?\d{1,2}(?:\.\d+)?\"")


def _find_primes(text: str) -> Iterator[Replacement]:
    """Find the marks of feet and inches, of minutes and seconds, and inches alone.

    A mark after a number alone is one of inches if no quotation is open and the sentence goes on.
    """
    if not any(_follows_digit(text, mark) for mark in "'\""):
        return
    found = dict(_paired_primes(text))
    has_measure = _DOUBLE_AFTER_NUMBER.search(text)
    measures = {match.end() - 1 for match in _MEASURE.finditer(text)} if has_measure else set()
    marks = 0
    for match in _DOUBLE_OR_BREAK.finditer(text) if measures else ():
        at = match.start()
        if match[0] == "\n\n":
            marks = 0
        elif at in measures and marks % 2 == 0:
            found[at] = "″"
        elif at not in found:
            marks += 1
    for at, mark in sorted(found.items()):
        yield at, at + 1, mark


def _follows_digit(text: str, mark: str) -> bool:
    """Return whether one of the marks in a text stands after a digit; marks are rare, and quickly found."""
    return any(at and text[at - 1].isdecimal() for at, _ in find_all(text, mark))


def _paired_primes(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place of each mark that follows a number of feet, minutes or seconds, and its prime."""
    for match in _SINGLE_AFTER_NUMBER.finditer(text):
        at = match.start()
        second = _SECOND.match(text, at)
        if second or _DEGREES.search(text[max(0, at - 6) : at]):
            yield at, "′"
        if second:
            yield second.end() - 1, "″"


# --- double marks -------------------------------------------------------------------------------


def _find_doubled_marks(text: str) -> Iterator[Replacement]:
    """Find quotation marks that are written as two single marks."""
    if "``" not in text and "''" not in text:
        return
    for match in re.finditer(r"``|''(?<!''')(?!')", text):
        opens, closes = _mark_directions(text, match.start(), 2)
        if match[0] == "``":
            yield match.start(), match.end(), "“"
        elif opens != closes:
            yield match.start(), match.end(), "“" if opens else "”"


def _find_straight_double_quotes(text: str) -> Iterator[Replacement]:
    """Give each straight double mark a direction: by its neighbours, or else by whether one is open."""
    is_open = is_low = False
    for at, mark in find_all(text, '"', "“", "”", "„", "\n\n"):
        if mark == '"':
            opens, closes = _mark_directions(text, at)
            mark = ("“" if opens else "”") if opens != closes else "”" if is_open else "“"
            yield at, at + 1, mark
        is_open = mark == "„" or (mark == "“" and not is_low)
        is_low = mark == "„"


# --- single marks -------------------------------------------------------------------------------

_ELISIONS = re.compile(
    r"'(?:\d0s|\d\ds|\d\d?ers|em|n|til|tis|twas|twere|twould|twixt|tain|tisn|twasn|neath|gainst|mongst|midst|bove"
    r"|fraid|nuff|cause|bout|round)\b",
    re.IGNORECASE,
)
"""Words without their beginning that are no words of their own."""

_PERHAPS_ELISIONS = re.compile(r"['‘](?:\d\d|twill|ere|s|cos|coz|ow|ell)\b", re.IGNORECASE)
"""Words without their beginning, or else the beginning of a quotation."""

_REVERSED = re.compile(r"‘(?=(?:\d0s|\d\ders|n|tis|twas|twere|em)\b)", re.IGNORECASE)

MAX_QUOTED = 300
"""Code points within which a quotation in single marks ends, if a number or a short word begins it."""


def _is_closed(text: str, position: int) -> bool:
    """Return whether a single mark that can only close follows before the next that can open a quotation."""
    limit = text.find("\n\n", position)
    limit = min(len(text) if limit < 0 else limit, position + MAX_QUOTED)
    for match in re.compile("['‘’]").finditer(text, position + 1, limit):
        opens, closes = _mark_directions(text, match.start())
        if opens or match[0] == "‘":
            return False
        if closes:
            return True
    return False


def _find_straight_single_quotes(text: str) -> Iterator[Replacement]:
    """Make each straight single mark an opening mark, or an apostrophe or closing mark."""
    for match in re.finditer("'", text):
        position = match.start()
        before = text[position - 1 : position]
        may_open, _ = _mark_directions(text, position)
        opens = may_open and not before.isalnum() and not _is_elision(text, position)
        yield position, position + 1, "‘" if opens else "’"


def _is_elision(text: str, position: int) -> bool:
    """Return whether the straight mark at `position` stands for letters or digits that are left out."""
    if _ELISIONS.match(text, position):
        return True
    return bool(_PERHAPS_ELISIONS.match(text, position)) and not _is_closed(text, position)


def _find_reversed_apostrophes(text: str) -> Iterator[Replacement]:
    for match in _REVERSED.finditer(text):
        is_paired = text.startswith("n’ ", match.end())
        if is_paired or not _is_closed(text, match.start()):
            yield match.start(), match.end(), "’"


def _find_grave_marks(text: str) -> Iterator[Replacement]:
    """Find an accent before a word that serves as an opening mark: a straight mark closes it."""
    for match in re.finditer(r"`(?<!``)(?=\w[^`'\n]{0,80}')", text):
        if _mark_directions(text, match.start())[0]:
            yield match.start(), match.end(), "‘"


_LOW_QUOTED = (re.compile('„[^„“”"\n]*“'), re.compile(r"‚(?:[^‚‘’'\n]|(?<=\w)’(?=\w))*‘"))
"""Quotations that begin with a low mark, as in German, and end with one that opens others."""


def _find_spaces_inside_quotes(text: str) -> Iterator[Replacement]:
    """Find a space after a mark that opens a quotation, or before a double one that closes it."""
    quoted = (low.finditer(text) for low in _LOW_QUOTED if low.pattern[0] in text)
    closing = {match.end() - 1 for match in chain.from_iterable(quoted)}
    at = 0
    for start, spaced in find_all(text, "“ ", "‘ ", "„ ", " ”", " “"):
        is_inside = start not in closing if spaced.endswith(" ") else start + 1 in closing
        if start >= at and (is_inside or spaced == " ”"):
            at = start + len(spaced)
            yield start, at, spaced.strip(" ")


CURLY_MARKS = (
    Rule(
        "prime",
        gettext_noop("The marks of feet, inches, minutes and seconds are primes."),
        _find_primes,
        in_urls=False,
        triggers="'\"",
    ),
    Rule(
        "doubled-mark",
        gettext_noop("Two single marks are one double quotation mark."),
        _find_doubled_marks,
        in_urls=False,
        triggers="`'",
    ),
    Rule(
        "grave-mark",
        gettext_noop("An accent that opens a quotation is a quotation mark."),
        _find_grave_marks,
        in_urls=False,
        triggers="`",
    ),
    Rule(
        "double-quote",
        gettext_noop("Double quotation marks are curly."),
        _find_straight_double_quotes,
        in_urls=False,
        triggers='"',
    ),
    Rule(
        "single-quote",
        gettext_noop("Single quotation marks and apostrophes are curly."),
        _find_straight_single_quotes,
        in_urls=False,
        triggers="'",
    ),
    Rule(
        "reversed-apostrophe",
        gettext_noop("An opening mark that stands for letters left out is an apostrophe."),
        _find_reversed_apostrophes,
        in_urls=False,
        triggers="‘",
    ),
    Rule(
        "space-inside-quotes",
        gettext_noop("No space stands just inside quotation marks."),
        _find_spaces_inside_quotes,
        triggers="“‘”„",
    ),
)
