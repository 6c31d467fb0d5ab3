"""The structure of a text: which paragraphs are quotations, list items and citations.

All functions expect paragraphs of normalised text, with curly quotation marks and plain spaces.
Positions are code points of one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_DOUBLE_MARK = re.compile("[“”]")
_ELLIPSIS = re.compile(r"\s*[(\[]?…[)\]]?\s*“")
_AFTER_CLOSE = re.compile(r"[.,;:!?]*(?:\s*\([^()]*\)\.?)?\s*[.?!]?")
_BULLET = re.compile(r"[*•·‣▪-] ")
_NUMBER = re.compile(r"(\d{1,3})[.)] ")
_WHOLE_CITATION = re.compile(r"\((?!…\))[^()]+\)\.?|[—–] ?\S.{0,160}", re.DOTALL)
_QUOTATION_ENDS = frozenset("”’.…!?")


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end (code points in `text`) of each paragraph of a text in house style."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 2


MAX_DEPTH = 8
"""Quotations within one another, beyond which marks are not taken for those of a quotation set apart."""


def find_quotation_ends(paragraphs: Sequence[str]) -> list[int | None]:
    """Return for each paragraph the index of the last paragraph of the quotation that begins there, or None.

    A quotation fills whole paragraphs with the words between its marks and a citation after them. It may
    run over several paragraphs, whether or not each repeats the opening mark, and may continue after an
    ellipsis: “…” (…) “…”.
    """
    ends: list[int | None] = [None] * len(paragraphs)
    for first in reversed(range(len(paragraphs))):
        if paragraphs[first].startswith("“"):
            ends[first] = _find_quotation_end(paragraphs, first, ends)
    return ends


def _find_quotation_end(
    paragraphs: Sequence[str], first: int, later_ends: Sequence[int | None]
) -> int | None:
    """Return where the quotation that begins at `paragraphs[first]` ends; the later ones are known."""
    depth = 0
    for number in range(first, len(paragraphs)):
        paragraph = paragraphs[number]
        if number > first and depth == 1 and paragraph.startswith("“"):
            return later_ends[number]  # a repeated mark: the quotation goes on as if it began here
        for match in _DOUBLE_MARK.finditer(paragraph):
            depth += 1 if match[0] == "“" else -1
            if depth == 0 and not _ELLIPSIS.match(paragraph, match.end()):
                return number if _AFTER_CLOSE.fullmatch(paragraph, match.end()) else None
        if not 1 <= depth <= MAX_DEPTH:
            return None
    return None


MAX_SPEECH_WORDS = 40
"""Words of the longest paragraph that is taken for one turn of a dialogue."""


def is_dialogue(paragraphs: Sequence[str], at: int) -> bool:
    """Return whether a paragraph between quotation marks is a turn of a dialogue, not a block quotation.

    It is short, has no citation and is followed by none, follows no colon, and another paragraph that begins
    with a quotation mark stands before or after it.
    """
    paragraph = paragraphs[at]
    before, after = paragraphs[at - 1] if at else "", paragraphs[at + 1] if at + 1 < len(paragraphs) else ""
    if len(paragraph.split()) > MAX_SPEECH_WORDS or find_citation(paragraph) is not None:
        return False
    if _WHOLE_CITATION.fullmatch(after):
        return False
    spoken_before = before.startswith("“") and find_citation(before) is None
    return not before.endswith(":") and (spoken_before or after.startswith("“"))


def find_citation(paragraph: str) -> int | None:
    """Return the start of the bracketed citation at the end of a quotation, or None.

    >>> find_citation("“Peace.” (Marlow, 1887)")
    9
    """
    start = paragraph.rfind("(")
    if start < 1 or not re.fullmatch(r"\([^()…]+\)\.?", paragraph[start:]):
        return None
    return start if paragraph[:start].rstrip()[-1:] in _QUOTATION_ENDS else None


def is_introduced_quotation(introduction: str, paragraph: str) -> bool:
    """Return whether a paragraph without marks is a quotation that a colon introduces and a citation ends.

    `introduction` is the paragraph before it.
    """
    introduced = introduction.endswith(":") and not paragraph.startswith("“")
    return introduced and find_citation(paragraph) is not None


def is_citation(paragraph: str) -> bool:
    """Return whether a paragraph after a quotation is nothing but its citation."""
    return _WHOLE_CITATION.fullmatch(paragraph) is not None


def find_list_markers(paragraphs: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield for each list item the index of its paragraph, the length of its marker, and its number or 0.

    A numbered list begins with 1. A single number does not make a list; a single bullet does.
    """
    numbers = [_NUMBER.match(paragraph) for paragraph in paragraphs]
    values = [int(match[1]) if match else None for match in numbers]
    last = None
    for i, (paragraph, number, value) in enumerate(zip(paragraphs, numbers, values, strict=True)):
        bullet = _BULLET.match(paragraph)
        if bullet:
            yield i, bullet.end(), 0
        begins_list = value == 1 and values[i + 1 : i + 2] == [2]
        last = value if begins_list or (value and value - 1 == last) else None
        if number and last:
            yield i, number.end(), last
