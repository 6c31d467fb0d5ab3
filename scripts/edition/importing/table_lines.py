"""The lines of a table in a plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

MAX_TABLE_WIDTH = 100
"""Code points of the longest line of a table whose columns are aligned."""


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, whose columns stand below one another if there is room."""
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    if sum(widths) + 3 * len(widths) + 1 > MAX_TABLE_WIDTH:
        widths = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)] if widths else row
        yield f"| {' | '.join(cells)} |"
