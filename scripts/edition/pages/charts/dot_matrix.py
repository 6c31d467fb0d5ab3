"""Pictures of what is how often in which essay: rows of circles, and arcs between columns.

A picture says nothing that its table does not say; both are made of one `Tally`. Its colours are
the theme's, nothing is told by colour alone, and each row is a link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import sqrt
from textwrap import wrap

from edition.markup import svg
from edition.markup.svg import format_value


@dataclass(frozen=True, slots=True)
class Row:
    """What is counted: its name, the id it links to, and its count in each column."""

    name: str
    target: str
    counts: tuple[int, ...]
    total: int
    """Also of essays that have no column."""

    @property
    def filled(self) -> list[int]:
        """The columns that have a count."""
        return [column for column, count in enumerate(self.counts) if count]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by row, and by column: one for each essay, under its short title."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def pairs(self) -> dict[tuple[int, int], int]:
        """Return for any two columns how many rows have both, without those that have none."""
        found = Counter(pair for row in self.rows for pair in combinations(row.filled, 2))
        return dict(sorted(found.items()))

    def told(self, row: Row) -> str:
        """Return a row in words."""
        several = [f"{self.columns[column]} {row.counts[column]}" for column in row.filled]
        return f"{row.name}: {', '.join(several)}" + (f"; {row.total} in all" if len(several) > 1 else "")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the rows and columns of a tally stand."""

    tally: Tally
    margin: float
    """Units for the rows' names."""
    height: float
    """Units of a row."""
    tied: bool
    """Whether a line ties what is in one row."""
    head: float = 100
    """Units of the columns' names."""

    @property
    def pitch(self) -> float:
        return min(60.0, (svg.WIDTH - self.margin - 40) / len(self.tally.columns))

    @property
    def foot(self) -> float:
        return self.head + len(self.tally.rows) * self.height

    @property
    def right(self) -> float:
        return self.margin + len(self.tally.columns) * self.pitch + 34

    def x(self, column: int) -> float:
        return self.margin + (column + 0.5) * self.pitch

    def radius(self, count: int) -> float:
        """Return the radius for a count: the area is in proportion to it."""
        most = max(max(row.counts) for row in self.tally.rows)
        return (min(self.pitch, self.height) / 2 - 0.5) * sqrt(count / most)


def people_chart(tally: Tally, label: str, caption: str) -> str:
    """Return a picture of who is named how often where; the tally has rows."""
    grid = _Grid(tally, margin=124, height=27, tied=False)
    return svg.figure(label, caption, grid.foot + 6, [*_heads(grid), *_rows(grid)])


def shared_quotations_chart(tally: Tally, label: str, caption: str) -> str:
    """Return a picture of what stands where, and below it how much any two columns share.

    The tally has rows, each with two counts or more.
    """
    grid = _Grid(tally, margin=150, height=36, tied=True)
    widest = max(other - one for one, other in tally.pairs())
    height = grid.foot + widest * _step(grid) + 28
    return svg.figure(label, caption, height, [*_heads(grid), *_rows(grid), *_arcs(grid)])


def _heads(grid: _Grid) -> Iterator[str]:
    """Yield the columns' names, slanted, or upright where columns are narrow."""
    angle, size, most = (-55, 14, 2) if grid.pitch >= 36 else (-90, 12, 1)
    heads = []
    for at, title in enumerate(grid.tally.columns):
        words = "".join(_lines(title, size, most, 0, 4))
        place = f"translate({format_value(grid.x(at))} {format_value(grid.head - 6)}) rotate({angle})"
        heads.append(svg.element("g", words, transform=place))
    yield svg.hidden_group([*heads, svg.text("All", grid.right, grid.head - 6, "number end")])


def _lines(words: str, size: int, most: int, x: float, y: float) -> Iterator[str]:
    """Yield words on `most` lines of `size` characters, with their middle at `y`."""
    lines = wrap(words, size, max_lines=most, placeholder="…")
    for n, line in enumerate(lines):
        yield svg.text(line, x, y + (n - (len(lines) - 1) / 2) * 14, "name")


def _rows(grid: _Grid) -> Iterator[str]:
    for at, row in enumerate(grid.tally.rows):
        yield svg.link(row.target, grid.tally.told(row), _row(grid, at, row))


def _row(grid: _Grid, at: int, row: Row) -> Iterator[str]:
    top = grid.head + at * grid.height
    y = top + grid.height / 2
    yield svg.rectangle(0, top, grid.right, grid.height, "hit")
    yield svg.horizontal_line(0, top + grid.height, grid.right, "rule")
    yield from _lines(
        row.name, int((grid.margin - 5) / svg.CHARACTER_WIDTH), int(grid.height / 15), 0, y + 4.5
    )
    for one, other in pairwise(row.filled if grid.tied else ()):
        left, right = (grid.radius(row.counts[column]) for column in (one, other))
        yield svg.horizontal_line(grid.x(one) + left, y, grid.x(other) - right, "tie")
    for column in row.filled:
        yield from _amount(row.counts[column], grid.x(column), y, grid.radius(row.counts[column]))
    yield svg.text(row.total, grid.right, y + 4.5, "number end")


def _amount(count: int, x: float, y: float, radius: float) -> Iterator[str]:
    """Yield a circle with its number, which stands beside a circle that is too small for it."""
    yield svg.element("circle", cx=x, cy=y, r=radius, class_="amount")
    inside = radius >= 5 + len(str(count)) * svg.DIGIT_WIDTH / 4
    yield svg.text(count, x if inside else x + radius + 3, y + 4.5, "number middle" if inside else "number")


def _step(grid: _Grid) -> float:
    """Return how much deeper an arc hangs for each column that it passes."""
    return 16 if len(grid.tally.columns) <= 6 else 12


def _arcs(grid: _Grid) -> Iterator[str]:
    """Yield an arc between any two columns that share something, with how much it is."""
    top = grid.foot + 12
    found = grid.tally.pairs()
    ends = sorted({column for pair in found for column in pair})
    dots = [svg.element("circle", cx=grid.x(column), cy=top, r=2.5, class_="end-of-arc") for column in ends]
    yield svg.hidden_group([svg.text("In common", 0, top + 8, "name"), *dots])
    for pair, count in found.items():
        told = f"{grid.tally.columns[pair[0]]} and {grid.tally.columns[pair[1]]}: {count} in common"
        yield svg.element(
            "g", f"<title>{svg.escape_text(told)}</title>{_arc(grid, top, pair, count)}", role="img"
        )
    yield svg.hidden_group(
        svg.text(count, (grid.x(one) + grid.x(other)) / 2, _nadir(grid, top, one, other) + 4.5, _ON_ARC)
        for (one, other), count in found.items()
    )


_ON_ARC = "number middle on-arc"


def _nadir(grid: _Grid, top: float, one: int, other: int) -> float:
    return top + (other - one) * _step(grid)


def _arc(grid: _Grid, top: float, pair: tuple[int, int], count: int) -> str:
    left, right = (grid.x(column) for column in pair)
    pull = 2 * _nadir(grid, top, *pair) - top
    curve = (
        f"M{format_value(left)} {format_value(top)}Q{format_value((left + right) / 2)} {format_value(pull)}"
        f" {format_value(right)} {format_value(top)}"
    )
    return svg.element("path", d=curve, class_="arc", stroke_width=min(6, 0.5 + count))
