"""The parts of a text: which paragraphs are quotations, lists and citations.

Everything here looks at paragraphs of normalised text, so all marks are curly and all spaces
plain. Positions are code points of one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MARKS = re.compile("[“”]")
_CUT = re.compile(r"\s*[(\[]?…[)\]]?\s*“")
_AFTER_CLOSE = re.compile(r"[.,;:!?]*(?:\s*\([^()]*\)\.?)?\s*[.?!]?")
_BULLET = re.compile(r"[*•·‣▪-] ")
_NUMBER = re.compile(r"(\d{1,3})[.)] ")
_WHOLE_CITATION = re.compile(r"\((?!…\))[^()]+\)\.?|[—–] ?\S.{0,160}", re.DOTALL)
_ENDS = frozenset("”’.…!?")


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end (code points) of each paragraph of a text in house style."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 2


def quotation_end(paragraphs: Sequence[str], first: int) -> int | None:
    """Return the last paragraph of the quotation that begins `paragraphs[first]`, if it is one.

    It is where the words between the marks, with a citation after them, fill whole paragraphs. A
    quotation may run over several, whether or not each repeats the opening mark, and may go on
    after a cut: “…” (…) “…”.
    """
    if not paragraphs[first].startswith("“"):
        return None
    depth = 0
    for number in range(first, len(paragraphs)):
        paragraph = paragraphs[number]
        repeated = number > first and depth == 1 and paragraph.startswith("“")
        for match in _MARKS.finditer(paragraph, 1 if repeated else 0):
            depth += 1 if match[0] == "“" else -1
            if depth == 0 and not _CUT.match(paragraph, match.end()):
                return number if _AFTER_CLOSE.fullmatch(paragraph, match.end()) else None
        if depth < 1:
            return None
    return None


def citation_start(paragraph: str) -> int | None:
    """Return where the bracketed citation at the end of a quotation begins, if there is one.

    >>> citation_start("“Peace.” (Lenin, 1917)")
    9
    """
    start = paragraph.rfind("(")
    if start < 1 or not re.fullmatch(r"\([^()…]+\)\.?", paragraph[start:]):
        return None
    return start if paragraph[:start].rstrip()[-1:] in _ENDS else None


def is_cited(introduction: str, paragraph: str) -> bool:
    """Tell whether a paragraph without marks is a quotation: announced by a colon, its source at its end."""
    announced = introduction.endswith(":") and not paragraph.startswith("“")
    return announced and citation_start(paragraph) is not None


def is_citation(paragraph: str) -> bool:
    """Tell whether a paragraph after a quotation does nothing but say where it is from."""
    return _WHOLE_CITATION.fullmatch(paragraph) is not None


def list_markers(paragraphs: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield each list item: its paragraph, the length of its marker, whether the list counts.

    A list that counts begins with 1. One number alone makes no list; a bullet does.
    """
    numbers = [_NUMBER.match(paragraph) for paragraph in paragraphs]
    values = [int(match[1]) if match else None for match in numbers]
    last = None
    for at, (paragraph, number, value) in enumerate(zip(paragraphs, numbers, values, strict=True)):
        bullet = _BULLET.match(paragraph)
        if bullet:
            yield at, bullet.end(), False
        leads = value == 1 and values[at + 1 : at + 2] == [2]
        last = value if leads or (value and value - 1 == last) else None
        if number and last:
            yield at, number.end(), True
