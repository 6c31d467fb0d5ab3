"""The table of contents of a new text, which is no part of the text: a site lists the sections by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.editing.outline import DIVISION, NUMERAL, Paragraph
from edition.model.essay import Span

MIN_LINES = 2
"""Lines of a paragraph that can be a list of chapters."""

MIN_SHARE = 0.5
"""The share of its lines that must begin with the number of a chapter, or end with that of a page."""

_HEADING = re.compile(
    r"(?:table of )?contents|list of (?:illustrations|plates)|inhalt(?:sverzeichnis)?|table des mati[èe]res",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\S(?:\s{2,}|[ .]{3,}|, )(?:\d{1,4}|[ivxlc]{1,7})$|page$", re.IGNORECASE)


def find_contents(text: str, paragraphs: Sequence[Paragraph], first: int) -> Span | None:
    """Return which paragraphs are tables of contents, if the paragraph `first` begins one: indices.

    A table is a heading such as "Contents" and paragraphs below it that are lists of chapters, one a line.
    """
    end = first
    while end + 1 < len(paragraphs) and _HEADING.fullmatch(paragraphs[end].words.strip(" .:_*")):
        below = end + 1
        while below < len(paragraphs) and _is_list(text, paragraphs[below]):
            below += 1
        if below == end + 1:
            break
        end = below
    return (first, end) if first < end < len(paragraphs) else None


def _is_list(text: str, paragraph: Paragraph) -> bool:
    lines = text[paragraph.start : paragraph.end].split("\n")
    entries = [line for line in map(str.strip, lines) if _is_entry(line)]
    return len(lines) >= MIN_LINES and len(entries) >= MIN_SHARE * len(lines)


def _is_entry(line: str) -> bool:
    number = NUMERAL.match(line)
    return bool(_PAGE.search(line) or DIVISION.match(line) or (number and line[number.end() :][:1] == " "))
