"""What a page had around its text: numbers, running heads, places of pictures.

The rules expect paragraphs that are divided by one empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model.essay import Span
from edition.model.translation import gettext_noop
from edition.text.rule import Replacement, Rule, replace_matches

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_NUMBER = re.compile(r"(?:[-–—\[({] ?)?(?:(?:[Pp]g?|[Pp]age)\.? ?)?(\d{1,4})(?: ?[-–—\])}])?")
_HEAD_AFTER = re.compile(r"(\d{1,4})[ .]+([^\W\d_][^\n]{2,60})")
_HEAD_BEFORE = re.compile(r"([^\W\d_][^\n]{2,60}?)[ .]+(\d{1,4})")
_UNFINISHED = re.compile(r"[\w,;-]$")


def _find_page_numbers(text: str) -> Iterator[Replacement]:
    """Find the numbers and running heads of pages that stand between paragraphs.

    Such a number is certain where it interrupts a sentence; others count if they continue the same series.
    """
    spans = [match.span() for match in _PARAGRAPH.finditer(text)]
    numbered = {i: n for i, span in enumerate(spans) if (n := _page_number(text[slice(*span)])) is not None}
    certain = [i for i in numbered if _interrupts(text, spans, i)]
    if not certain:
        return
    for i in _series(numbered, certain):
        start = spans[i - 1][1] if i else 0
        end = spans[i + 1][0] if i + 1 < len(spans) else len(text)
        joins = i in certain
        yield start, end, "" if not i or i + 1 == len(spans) else " " if joins else "\n\n"


def _page_number(paragraph: str) -> int | None:
    """Return the number of a page if the paragraph is nothing but that, with or without a running head."""
    if match := _NUMBER.fullmatch(paragraph):
        return int(match[1])
    for regex, number, head in ((_HEAD_AFTER, 1, 2), (_HEAD_BEFORE, 2, 1)):
        match = regex.fullmatch(paragraph)
        if match and match[head].isupper():
            return int(match[number])
    return None


def _interrupts(text: str, spans: Sequence[Span], i: int) -> bool:
    """Return whether the sentence before a paragraph goes on after it."""
    if i == 0 or i + 1 == len(spans):
        return False
    before, after = text[slice(*spans[i - 1])], text[spans[i + 1][0] :]
    return bool(_UNFINISHED.search(before)) and after[:1].islower()


def _series(numbered: dict[int, int], certain: Sequence[int]) -> Iterator[int]:
    """Yield the paragraphs whose numbers rise one by one from or to a number that is certain."""
    order = list(numbered)
    chosen = set(certain)
    for step in (1, -1):
        for here, there in zip(order[::step], order[::step][1:], strict=False):
            if here in chosen and 0 < (numbered[there] - numbered[here]) * step <= 2:
                chosen.add(there)
    # two that stand side by side would be found as one change each, and overlap
    yield from (i for i in sorted(chosen) if i - 1 not in chosen)


_PAGE_MARK = r"(?:[\[{] ?(?:[Pp]g|[Pp]age)\.? ?\d{1,4} ?[\]}]|\{\d{1,4}\})"

FURNITURE = (
    Rule(
        "picture-place",
        gettext_noop("A picture that the file only mentions has no place in the text; its caption stays."),
        replace_matches(
            r"(?:(?<=\n\n)|(?<![\s\S]))\[(?:Illustration|Illustrations|Decoration|Frontispiece)\.?\](?:\n\n|\Z)",
            "",
        ),
        triggers="[",
    ),
    Rule(
        "page-mark",
        gettext_noop("The number of a page, in brackets of its own, is not part of the text."),
        replace_matches(
            rf"(?:(?<=\n\n)|(?<![\s\S])){_PAGE_MARK}(?:\n\n|\Z)|{_PAGE_MARK} ?(?=\S)|{_PAGE_MARK}", ""
        ),
        triggers="[{",
    ),
    Rule(
        "page-number",
        gettext_noop("Numbers and running heads of pages, between paragraphs, are not part of the text."),
        _find_page_numbers,
    ),
)
