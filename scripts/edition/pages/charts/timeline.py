"""The chart of the timeline: a lane for each essay, with a bar for each slot of a scale of years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from edition.markup import svg
from edition.model.translation import gettext
from edition.pages.charts.counts_by_essay import Tally
from edition.pages.charts.year_axis import Slot

MAX_BAR_HEIGHT = 36
"""The height of the highest bar of all, in SVG units."""

MAX_LEVELS = 4
"""Levels below the bars for overlapping periods of several slots; the last level takes all the rest."""

Reach = tuple[int, int]
"""The first and the last slot of a period."""


@dataclass(frozen=True)
class _Lanes:
    """The layout of the chart, in SVG units."""

    tally: Tally
    reaches: Sequence[Reach]
    """The reach of each row of the tally."""
    slots: Sequence[Slot]
    top: float = 44

    @property
    def slot_width(self) -> float:
        return min(30.0, svg.WIDTH / len(self.slots))

    @property
    def foot(self) -> float:
        return self.bases[-1] + 5 * self._depth(len(self.bases) - 1) + 8

    @cached_property
    def levels(self) -> list[dict[int, int]]:
        """For each lane, the level of each row of several slots, by the number of the row."""
        return [_assign_levels(self._periods(lane)) for lane in range(len(self.tally.columns))]

    @cached_property
    def bases(self) -> list[float]:
        """The base line of the bars of each lane; a lane is as high as its content."""
        above = [34 + self.bar_height(self.peak(lane)[1]) for lane in range(len(self.tally.columns))]
        below = [5.0 * self._depth(lane) + 8 for lane in range(len(self.tally.columns))]
        distances = [height + depth for height, depth in zip(above, [self.top, *below], strict=False)]
        return list(accumulate(distances))

    def _periods(self, lane: int) -> dict[int, Reach]:
        """Return the reach of each row of several slots in a lane, by the number of the row."""
        rows = enumerate(zip(self.tally.rows, self.reaches, strict=True))
        return {number: reach for number, (row, reach) in rows if row.counts[lane] and reach[0] < reach[1]}

    def _depth(self, lane: int) -> int:
        """Return the number of levels that a lane needs."""
        return max(self.levels[lane].values(), default=-1) + 1

    @cached_property
    def highest_count(self) -> int:
        """The count of the highest bar of all."""
        bars = zip(self.tally.rows, self.reaches, strict=True)
        return max((max(row.counts) for row, (first, last) in bars if first == last), default=1)

    def bar_height(self, count: int) -> float:
        """Return the height of a bar, proportional to its count but never too small to be visible."""
        return max(1.5, MAX_BAR_HEIGHT * count / self.highest_count) if count else 0

    def peak(self, lane: int) -> tuple[int, int]:
        """Return slot and count of the first highest bar of a lane."""
        rows = zip(self.tally.rows, self.reaches, strict=True)
        bars = [(first, row.counts[lane]) for row, (first, last) in rows if first == last]
        return max(bars, key=lambda bar: bar[1], default=(0, 0))


def _assign_levels(reaches: dict[int, Reach]) -> dict[int, int]:
    """Put overlapping periods on different levels, while there are levels left."""
    ends = [-1] * MAX_LEVELS
    levels = {}
    for number, (first, last) in reaches.items():
        free = (level for level, end in enumerate(ends) if end < first)
        levels[number] = level = next(free, MAX_LEVELS - 1)
        ends[level] = last
    return levels


def timeline_chart(
    tally: Tally, reaches: Sequence[Reach], slots: Sequence[Slot], label: str, caption: str
) -> str:
    """Return a chart of the periods that essays mention; `reaches` are those of the rows, in `slots`.

    A row of one slot is drawn as a bar in each lane that has it, a row of several slots as a line
    below the bars.
    """
    lanes = _Lanes(tally, reaches, slots)
    links = [svg.link(row.target, tally.describe(row), _marks(lanes, n)) for n, row in enumerate(tally.rows)]
    background = svg.hidden_group([*_enlarged_years(lanes), *_ticks(lanes), *_titles(lanes)])
    return svg.figure(label, caption, lanes.foot + 20, [background, *links, svg.hidden_group(_peaks(lanes))])


def _enlarged_years(lanes: _Lanes) -> Iterator[str]:
    """Yield the background of the years that have a slot each, if other years share slots."""
    single = [number for number, slot in enumerate(lanes.slots) if slot.first == slot.last]
    if not single or len(single) == len(lanes.slots):
        return
    left, right = single[0] * lanes.slot_width, (single[-1] + 1) * lanes.slot_width
    end = len(lanes.slots) * lanes.slot_width
    yield svg.rectangle(left, 0, right - left, lanes.foot + 20, "enlarged")
    decade, year = gettext("by decade"), gettext("by year")
    for low, high, words in ((0, left, decade), (left, right, year), (right, end, decade)):
        if high - low >= len(words) * svg.CHARACTER_WIDTH:
            yield svg.text(words, (low + high) / 2, 14, "middle quiet")


def _ticks(lanes: _Lanes) -> Iterator[str]:
    """Yield vertical lines with the years of some slots, as many as there is room for."""
    free_from = 0.0
    for number, slot in enumerate(lanes.slots):
        is_year = slot.first == slot.last
        words = slot.label
        half, x = len(words) * svg.DIGIT_WIDTH / 2, (number + 0.5) * lanes.slot_width
        middle = min(max(x, half), svg.WIDTH - half)
        is_round = number == 0 or slot.first % (5 if is_year else 50) == 0
        if is_round and middle - half >= free_from:
            free_from = middle + half + 2
            yield svg.vertical_line(x, lanes.top - 8, lanes.foot, "rule")
            yield svg.text(words, middle, lanes.top - 13, "middle")
            yield svg.text(words, middle, lanes.foot + 14, "middle")


def _titles(lanes: _Lanes) -> Iterator[str]:
    for lane, (title, base) in enumerate(zip(lanes.tally.columns, lanes.bases, strict=True)):
        count = sum(row.counts[lane] for row in lanes.tally.rows)
        y = base - lanes.bar_height(lanes.peak(lane)[1]) - 17
        yield svg.text(f"{title} ({count})", 0, y, "name lane")
        yield svg.horizontal_line(0, base, lanes.slot_width * len(lanes.slots), "base")


def _marks(lanes: _Lanes, number: int) -> Iterator[str]:
    """Yield the bar or line of a row in each lane."""
    first, last = lanes.reaches[number]
    left, right = first * lanes.slot_width, (last + 1) * lanes.slot_width
    if first == last:
        yield svg.rectangle(left, lanes.top - 8, right - left, lanes.foot - lanes.top + 8, "hit")
    for lane in lanes.tally.rows[number].filled:
        base = lanes.bases[lane]
        if first == last:
            height = lanes.bar_height(lanes.tally.rows[number].counts[lane])
            yield svg.rectangle(left + 1, base - height, right - left - 2, height, "bar")
        else:
            y = base + 4 + 5 * lanes.levels[lane][number]
            yield svg.horizontal_line(left + 1, y, right - 1, "hit-line")
            yield svg.horizontal_line(left + 1, y, right - 1, "span")


def _peaks(lanes: _Lanes) -> Iterator[str]:
    """Yield the count above the highest bar of each lane."""
    for lane, base in enumerate(lanes.bases):
        slot, count = lanes.peak(lane)
        if count:
            x = max((slot + 0.5) * lanes.slot_width, len(str(count)) * svg.DIGIT_WIDTH / 2)
            yield svg.text(count, x, base - lanes.bar_height(count) - 3, "number middle")
