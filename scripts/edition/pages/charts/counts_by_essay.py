"""Charts of how often each essay mentions something: rows of circles, and arcs between columns.

A chart and its table are made from one `Tally` and contain the same data. A chart has the theme's
colours, conveys nothing by colour alone, and each of its rows is a link.
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
from edition.model.translation import gettext, pgettext


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one entity in each column."""

    name: str
    target: str
    """The id that the row links to."""
    counts: tuple[int, ...]
    total: int
    """The count in all essays, including those without a column."""

    @property
    def filled(self) -> list[int]:
        """The numbers of the columns with a count above zero."""
        return [column for column, count in enumerate(self.counts) if count]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by row and column."""

    columns: tuple[str, ...]
    """The short titles of the essays."""
    rows: tuple[Row, ...]

    def pairs(self) -> dict[tuple[int, int], int]:
        """Return the number of rows that two columns have in common, for each pair that has any."""
        counts = Counter(pair for row in self.rows for pair in combinations(row.filled, 2))
        return dict(sorted(counts.items()))

    def describe(self, row: Row) -> str:
        """Return the counts of a row in words."""
        counts = [f"{self.columns[column]} {row.counts[column]}" for column in row.filled]
        described = f"{row.name}: {', '.join(counts)}"
        if len(counts) < 2:
            return described
        return gettext("{counts}; {number} in all").format(counts=described, number=row.total)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The layout of a tally: the positions of its rows and columns, in SVG units."""

    tally: Tally
    margin: float
    """The width of the row names."""
    row_height: float
    connected: bool
    """Whether a line connects the circles in a row."""
    head: float = 100
    """The height of the column names."""

    @property
    def column_width(self) -> float:
        return min(60.0, (svg.WIDTH - self.margin - 40) / len(self.tally.columns))

    @property
    def foot(self) -> float:
        return self.head + len(self.tally.rows) * self.row_height

    @property
    def right(self) -> float:
        return self.margin + len(self.tally.columns) * self.column_width + 34

    def x(self, column: int) -> float:
        return self.margin + (column + 0.5) * self.column_width

    def radius(self, count: int) -> float:
        """Return the radius of the circle for a count; its area is proportional to the count."""
        highest = max(max(row.counts) for row in self.tally.rows)
        return (min(self.column_width, self.row_height) / 2 - 0.5) * sqrt(count / highest)


def people_chart(tally: Tally, label: str, caption: str) -> str:
    """Return a chart of how often each essay names people; the tally must have rows."""
    grid = _Grid(tally, margin=124, row_height=27, connected=False)
    return svg.figure(label, caption, grid.foot + 6, [*_column_names(grid), *_rows(grid)])


def shared_quotations_chart(tally: Tally, label: str, caption: str) -> str:
    """Return a chart of the quotations in each essay, and below it what each two essays share.

    The tally must have rows, each with two counts or more.
    """
    grid = _Grid(tally, margin=150, row_height=36, connected=True)
    widest = max(right - left for left, right in tally.pairs())
    height = grid.foot + widest * _arc_depth(grid) + 28
    return svg.figure(label, caption, height, [*_column_names(grid), *_rows(grid), *_arcs(grid)])


def _column_names(grid: _Grid) -> Iterator[str]:
    """Yield the column names, slanted, or vertical if columns are narrow."""
    angle, characters, max_lines = (-55, 14, 2) if grid.column_width >= 36 else (-90, 12, 1)
    names = []
    for column, title in enumerate(grid.tally.columns):
        lines = "".join(_lines(title, characters, max_lines, 0, 4))
        transform = f"translate({format_value(grid.x(column))} {format_value(grid.head - 6)}) rotate({angle})"
        names.append(svg.element("g", lines, transform=transform))
    yield svg.hidden_group(
        [*names, svg.text(pgettext("total", "All"), grid.right, grid.head - 6, "number end")]
    )


def _lines(words: str, characters: int, max_lines: int, x: float, y: float) -> Iterator[str]:
    """Yield words on at most `max_lines` lines of `characters` each, vertically centred at `y`."""
    lines = wrap(words, characters, max_lines=max_lines, placeholder="…")
    for n, line in enumerate(lines):
        yield svg.text(line, x, y + (n - (len(lines) - 1) / 2) * 14, "name")


def _rows(grid: _Grid) -> Iterator[str]:
    for number, row in enumerate(grid.tally.rows):
        yield svg.link(row.target, grid.tally.describe(row), _row(grid, number, row))


def _row(grid: _Grid, number: int, row: Row) -> Iterator[str]:
    top = grid.head + number * grid.row_height
    y = top + grid.row_height / 2
    yield svg.rectangle(0, top, grid.right, grid.row_height, "hit")
    yield svg.horizontal_line(0, top + grid.row_height, grid.right, "rule")
    characters, max_lines = int((grid.margin - 5) / svg.CHARACTER_WIDTH), int(grid.row_height / 15)
    yield from _lines(row.name, characters, max_lines, 0, y + 4.5)
    for left, right in pairwise(row.filled if grid.connected else ()):
        start = grid.x(left) + grid.radius(row.counts[left])
        yield svg.horizontal_line(start, y, grid.x(right) - grid.radius(row.counts[right]), "tie")
    for column in row.filled:
        yield from _circle(row.counts[column], grid.x(column), y, grid.radius(row.counts[column]))
    yield svg.text(row.total, grid.right, y + 4.5, "number end")


def _circle(count: int, x: float, y: float, radius: float) -> Iterator[str]:
    """Yield a circle and its count, which is beside the circle if that is too small for it."""
    yield svg.element("circle", cx=x, cy=y, r=radius, class_="amount")
    inside = radius >= 5 + len(str(count)) * svg.DIGIT_WIDTH / 4
    yield svg.text(count, x if inside else x + radius + 3, y + 4.5, "number middle" if inside else "number")


def _arc_depth(grid: _Grid) -> float:
    """Return the depth of an arc per column that it spans."""
    return 16 if len(grid.tally.columns) <= 6 else 12


def _arcs(grid: _Grid) -> Iterator[str]:
    """Yield an arc between each two columns that have rows in common, with the number of these."""
    top = grid.foot + 12
    pairs = grid.tally.pairs()
    ends = sorted({column for pair in pairs for column in pair})
    dots = [svg.element("circle", cx=grid.x(column), cy=top, r=2.5, class_="end-of-arc") for column in ends]
    yield svg.hidden_group([svg.text(gettext("In common"), 0, top + 8, "name"), *dots])
    for pair, count in pairs.items():
        first, second = (grid.tally.columns[column] for column in pair)
        label = gettext("{first} and {second}: {number} in common")
        label = label.format(first=first, second=second, number=count)
        yield svg.element(
            "g", f"<title>{svg.escape_text(label)}</title>{_arc(grid, top, pair, count)}", role="img"
        )
    yield svg.hidden_group(
        svg.text(
            count,
            (grid.x(left) + grid.x(right)) / 2,
            _lowest_point(grid, top, left, right) + 4.5,
            "number middle on-arc",
        )
        for (left, right), count in pairs.items()
    )


def _lowest_point(grid: _Grid, top: float, left: int, right: int) -> float:
    return top + (right - left) * _arc_depth(grid)


def _arc(grid: _Grid, top: float, pair: tuple[int, int], count: int) -> str:
    left, right = (grid.x(column) for column in pair)
    # a quadratic curve reaches half the depth of its control point
    control = 2 * _lowest_point(grid, top, *pair) - top
    start, end = f"{format_value(left)} {format_value(top)}", f"{format_value(right)} {format_value(top)}"
    curve = f"M{start}Q{format_value((left + right) / 2)} {format_value(control)} {end}"
    return svg.element("path", d=curve, class_="arc", stroke_width=min(6, 0.5 + count))
