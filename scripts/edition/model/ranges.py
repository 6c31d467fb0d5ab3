"""Ranges of paragraphs, as editors write them: `p4-p6, p9`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Range = tuple[int, int]
"""The numbers of the first and the last paragraph."""

_RANGE = re.compile(r"p(\d+)(?:-p(\d+))?")


MAX_NUMBER = 999_999
"""The highest number that a paragraph may have in a range."""


def parse_ranges(text: str) -> tuple[Range, ...]:
    """Return the ranges in a text whose form has been checked.

    Raises ValueError if a range runs backwards, or a number is higher than `MAX_NUMBER`.

    >>> parse_ranges("p4-p6, p9")
    ((4, 6), (9, 9))
    """
    return tuple(map(_parse_range, _RANGE.finditer(text)))


def _parse_range(match: re.Match[str]) -> Range:
    digits = match[1], match[2] or match[1]
    if max(map(len, digits)) > len(str(MAX_NUMBER)):
        raise ValueError(f"{match[0][:40]!r} names a paragraph beyond p{MAX_NUMBER}")
    first, last = map(int, digits)
    if first > last:
        raise ValueError(f"{match[0]!r} runs backwards")
    return first, last


def count_numbers(ranges: Iterable[Range]) -> int:
    """Return how many paragraphs `ranges` name; one that is in two of them counts twice."""
    return sum(last - first + 1 for first, last in ranges)


def format_ranges(ranges: Iterable[Range]) -> str:
    """Return ranges as an address holds them.

    >>> format_ranges([(4, 6), (9, 9)])
    'p4-p6,p9'
    """
    return ",".join(f"p{first}" if first == last else f"p{first}-p{last}" for first, last in ranges)


def addresses_in(ranges: Iterable[Range]) -> Iterator[str]:
    """Yield the addresses of the paragraphs in `ranges`.

    >>> list(addresses_in([(4, 6), (9, 9)]))
    ['p4', 'p5', 'p6', 'p9']
    """
    return (f"p{number}" for first, last in ranges for number in range(first, last + 1))


def display_ranges(ranges: Iterable[Range]) -> str:
    """Return ranges for readers.

    >>> display_ranges([(4, 6), (9, 9)])
    '4–6, 9'
    """
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
