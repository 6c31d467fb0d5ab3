"""Ranges of paragraphs, as editors write them: `p4-p6, p9`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Range = tuple[int, int]
"""The numbers of the first and the last paragraph."""

_RANGE = re.compile(r"p(\d+)(?:-p(\d+))?")


def parse_ranges(text: str) -> tuple[Range, ...]:
    """Return the ranges in a text whose form has been checked.

    >>> parse_ranges("p4-p6, p9")
    ((4, 6), (9, 9))
    """
    return tuple((int(match[1]), int(match[2] or match[1])) for match in _RANGE.finditer(text))


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
