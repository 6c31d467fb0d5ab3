"""Pairs of quotation marks, in the ways of several languages.

Known are “…”, ‘…’, «…», »…«, ‹…›, ›…‹, „…“, „…”, ‚…‘, ‚…’ and ``…''. Which mark closes a quotation depends
on the one that opened it. Positions are code points of normalised text, in which an empty line separates
paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.model.essay import Span

MAX_DEPTH = 8
"""Quotations within one another that are told apart."""

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "``": ("''", "”")}
"""By opening mark, the marks that may close it."""
_DOUBLE_OR_BREAK = re.compile(r"[“”„«»]|``|''|\n\n|\Z")
_CLOSING_SINGLE = re.compile(r"’(?!\w)")
_LOW_OR_ANGLE = re.compile(r"[‚‹›]")
_SINGLE_CLOSERS = {"‚": re.compile(r"‘|’(?!\w)"), "‹": re.compile("›"), "›": re.compile("‹")}
_ELISION = re.compile(r"‘\d\d(?:s|ers)?(?!\w)")
"""An apostrophe before a year without its century, where it has the direction of an opening mark."""


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between quotation marks: `text[start:end]`, without the outer marks."""

    start: int
    end: int


def find_quoted(text: str, set_apart: Sequence[Span] = ()) -> list[QuotedSpan]:
    """Return all spans between quotation marks, in order; a pair left open ends with its paragraph.

    `set_apart` are the spans of block quotes, within which marks may stay open across paragraphs.
    """
    spans = [*_find_double_quoted(text, sorted(set_apart)), *_find_single_quoted(text)]
    stripped = [
        _strip_spaces(text, start, end) if text[start - 1] in "«»‹›" else (start, end) for start, end in spans
    ]
    return [QuotedSpan(*span) for span in sorted(stripped, key=lambda span: (span[0], -span[1]))]


def find_unclosed(text: str, set_apart: Sequence[Span] = ()) -> Iterator[int]:
    """Yield the positions of double marks that open a quotation which nothing closes."""
    for start, end in _find_double_quoted(text, sorted(set_apart)):
        if is_left_open(text, end):
            yield start - 1


def is_left_open(text: str, end: int) -> bool:
    """Return whether words between marks, which end at `end`, end with their paragraph and without a mark.

    A quotation that goes on in the next paragraph with an opening mark of its own is closed there.
    """
    return text[end : end + 1] in ("\n", "") and not text.startswith(("“", "„", "«", "»"), end + 2)


def _strip_spaces(text: str, start: int, end: int) -> Span:
    """Return a span without the spaces that some languages put within angled marks."""
    while start < end and text[start] in " \u00a0\u202f":
        start += 1
    while start < end and text[end - 1] in " \u00a0\u202f":
        end -= 1
    return start, end


# --- double marks --------------------------------------------------------------------------------


def _find_double_quoted(text: str, set_apart: Sequence[Span]) -> Iterator[Span]:
    starts_apart = [start for start, _ in set_apart]
    opened: list[tuple[str, int]] = []
    for match in _DOUBLE_OR_BREAK.finditer(text):
        mark = match[0]
        if mark in ("\n\n", ""):
            at = bisect_right(starts_apart, match.start()) - 1
            in_block_quote = at >= 0 and match.start() < set_apart[at][1]
            if opened and not in_block_quote:
                yield from ((start, match.start()) for _, start in opened)
                opened.clear()
        elif opened and mark in _CLOSERS[opened[-1][0]]:
            yield opened.pop()[1], match.start()
        elif len(opened) < MAX_DEPTH and _opens(text, mark, match.start(), match.end()):
            # A quotation of several paragraphs may repeat its opening mark at the start of each.
            is_repeated = opened and text.startswith("\n\n", match.start() - 2)
            opened += [] if is_repeated else [(mark, match.end())]


def _opens(text: str, mark: str, start: int, end: int) -> bool:
    """Return whether a mark that closes nothing opens a quotation."""
    if mark == "»":  # also the end of a quotation whose beginning is missing
        return not text[start - 1 : start].strip("([ \u00a0\n") and bool(text[end : end + 1].strip())
    return mark in _CLOSERS


# --- single marks --------------------------------------------------------------------------------


def _find_single_quoted(text: str) -> Iterator[Span]:
    low = list(_find_low_or_angle_quoted(text))
    yield from low
    closers = {end for _, end in low}
    mark = text.find("‘")
    while mark >= 0:
        following = text.find("‘", mark + 1)
        limit = following if following >= 0 else len(text)
        paragraph_end = text.find("\n\n", mark, limit)
        limit = paragraph_end if paragraph_end >= 0 else limit
        if mark not in closers and not _ELISION.match(text, mark):
            closing = [match.start() for match in _CLOSING_SINGLE.finditer(text, mark + 2, limit)]
            end = _choose_closing(text, closing)
            if end is not None:
                yield mark + 1, end
        mark = following


def _find_low_or_angle_quoted(text: str) -> Iterator[Span]:
    """Yield what is between ‚…‘, ‹…› and ›…‹, where the first mark opens and its paragraph closes it."""
    at = 0
    for match in _LOW_OR_ANGLE.finditer(text):
        if match.start() < at or not text[match.end() : match.end() + 1].strip():
            continue
        limit = text.find("\n\n", match.end(), match.end() + MAX_SINGLE)
        close = _SINGLE_CLOSERS[match[0]].search(
            text, match.end(), limit if limit >= 0 else match.end() + MAX_SINGLE
        )
        if close:
            at = close.end()
            yield match.end(), close.start()


MAX_SINGLE = 1000
"""Code points of the longest quotation between low or angled single marks."""


def _choose_closing(text: str, positions: Sequence[int]) -> int | None:
    """Return the first of `positions` with a closing mark rather than a plural's apostrophe (`workers’`).

    What may be either is taken for an apostrophe only if another mark follows in the same sentence.
    """
    for i, position in enumerate(positions):
        later = positions[i + 1] if i + 1 < len(positions) else None
        plural = text[position - 1] == "s" and text[position + 1 : position + 2] == " "
        if plural and later is not None and not re.search(r"[.!?;:]\s", text[position:later]):
            continue
        return position
    return None
