"""The picture of times: a lane for each essay, in it a bar for each slot of a scale of years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from edition.markup import svg
from edition.pages.charts.dot_matrix import Tally
from edition.pages.charts.timescale import Slot

TALL = 36
"""Units of the highest bar of all."""

LEVELS = 4
"""Of times of several slots, how many are drawn below one another; the rest lie on the last."""

Reach = tuple[int, int]
"""The first and the last slot of a time."""


@dataclass(frozen=True)
class _Lanes:
    """Where everything stands."""

    tally: Tally
    reaches: Sequence[Reach]
    """Of each row."""
    slots: Sequence[Slot]
    top: float = 44

    @property
    def pitch(self) -> float:
        return min(30.0, svg.WIDTH / len(self.slots))

    @property
    def foot(self) -> float:
        return self.bases[-1] + 5 * self._depth(len(self.bases) - 1) + 8

    @cached_property
    def levels(self) -> list[dict[int, int]]:
        """For each lane how deep the line of each row of several slots lies."""
        return [_levels(self._long(lane)) for lane in range(len(self.tally.columns))]

    @cached_property
    def bases(self) -> list[float]:
        """Where the bars of each lane stand; a lane is as high as it needs to be."""
        above = [34 + self.bar(self.peak(lane)[1]) for lane in range(len(self.tally.columns))]
        below = [5.0 * self._depth(lane) + 8 for lane in range(len(self.tally.columns))]
        steps = [up + down for up, down in zip(above, [self.top, *below], strict=False)]
        return list(accumulate(steps))

    def _long(self, lane: int) -> dict[int, Reach]:
        rows = enumerate(zip(self.tally.rows, self.reaches, strict=True))
        return {at: reach for at, (row, reach) in rows if row.counts[lane] and reach[0] < reach[1]}

    def _depth(self, lane: int) -> int:
        return max(self.levels[lane].values(), default=-1) + 1

    @cached_property
    def most(self) -> int:
        """The highest count of a bar."""
        bars = zip(self.tally.rows, self.reaches, strict=True)
        return max((max(row.counts) for row, (first, last) in bars if first == last), default=1)

    def bar(self, count: int) -> float:
        """Return the height of a bar, in proportion to its count, and always to be seen."""
        return max(1.5, TALL * count / self.most) if count else 0

    def peak(self, lane: int) -> tuple[int, int]:
        """Return slot and count of the highest bar of a lane, the first of equals."""
        rows = zip(self.tally.rows, self.reaches, strict=True)
        bars = [(first, row.counts[lane]) for row, (first, last) in rows if first == last]
        return max(bars, key=lambda bar: bar[1], default=(0, 0))


def _levels(reaches: dict[int, Reach]) -> dict[int, int]:
    """Put what overlaps on different levels, as far as there are levels."""
    ends = [-1] * LEVELS
    out = {}
    for at, (first, last) in reaches.items():
        free = (level for level, end in enumerate(ends) if end < first)
        out[at] = level = next(free, LEVELS - 1)
        ends[level] = last
    return out


def timeline_chart(
    tally: Tally, reaches: Sequence[Reach], slots: Sequence[Slot], label: str, caption: str
) -> str:
    """Return a picture of when what happened; `reaches` are the rows' places on the scale `slots`.

    A row of one slot is a bar in each lane that has it, one of several slots a line below the bars.
    """
    lanes = _Lanes(tally, reaches, slots)
    links = [svg.link(row.target, tally.told(row), _marks(lanes, at)) for at, row in enumerate(tally.rows)]
    ground = svg.hidden_group([*_enlarged(lanes), *_ticks(lanes), *_titles(lanes)])
    return svg.figure(label, caption, lanes.foot + 20, [ground, *links, svg.hidden_group(_peaks(lanes))])


def _enlarged(lanes: _Lanes) -> Iterator[str]:
    """Yield the ground of the years that have a slot each, where others have not."""
    single = [at for at, slot in enumerate(lanes.slots) if slot.first == slot.last]
    if not single or len(single) == len(lanes.slots):
        return
    left, right, end = single[0] * lanes.pitch, (single[-1] + 1) * lanes.pitch, len(lanes.slots) * lanes.pitch
    yield svg.rectangle(left, 0, right - left, lanes.foot + 20, "enlarged")
    for low, high, words in ((0, left, "by decade"), (left, right, "by year"), (right, end, "by decade")):
        if high - low >= len(words) * svg.CHARACTER_WIDTH:
            yield svg.text(words, (low + high) / 2, 14, "middle quiet")


def _ticks(lanes: _Lanes) -> Iterator[str]:
    """Yield lines and names of some slots, as many as have room."""
    free = 0.0
    for at, slot in enumerate(lanes.slots):
        year = slot.first == slot.last
        words = slot.label
        half, x = len(words) * svg.DIGIT_WIDTH / 2, (at + 0.5) * lanes.pitch
        middle = min(max(x, half), svg.WIDTH - half)
        wanted = at == 0 or slot.first % (5 if year else 50) == 0
        if wanted and middle - half >= free:
            free = middle + half + 2
            yield svg.vertical_line(x, lanes.top - 8, lanes.foot, "rule")
            yield svg.text(words, middle, lanes.top - 13, "middle")
            yield svg.text(words, middle, lanes.foot + 14, "middle")


def _titles(lanes: _Lanes) -> Iterator[str]:
    for lane, (title, base) in enumerate(zip(lanes.tally.columns, lanes.bases, strict=True)):
        count = sum(row.counts[lane] for row in lanes.tally.rows)
        y = base - lanes.bar(lanes.peak(lane)[1]) - 17
        yield svg.text(f"{title} ({count})", 0, y, "name lane")
        yield svg.horizontal_line(0, base, lanes.pitch * len(lanes.slots), "base")


def _marks(lanes: _Lanes, at: int) -> Iterator[str]:
    """Yield what a row looks like in each lane."""
    first, last = lanes.reaches[at]
    left, right = first * lanes.pitch, (last + 1) * lanes.pitch
    if first == last:
        yield svg.rectangle(left, lanes.top - 8, right - left, lanes.foot - lanes.top + 8, "hit")
    for lane in lanes.tally.rows[at].filled:
        base = lanes.bases[lane]
        if first == last:
            tall = lanes.bar(lanes.tally.rows[at].counts[lane])
            yield svg.rectangle(left + 1, base - tall, right - left - 2, tall, "bar")
        else:
            y = base + 4 + 5 * lanes.levels[lane][at]
            yield svg.horizontal_line(left + 1, y, right - 1, "hit-line")
            yield svg.horizontal_line(left + 1, y, right - 1, "span")


def _peaks(lanes: _Lanes) -> Iterator[str]:
    """Yield the number on the highest bar of each lane."""
    for lane, base in enumerate(lanes.bases):
        slot, count = lanes.peak(lane)
        if count:
            x = max((slot + 0.5) * lanes.pitch, len(str(count)) * svg.DIGIT_WIDTH / 2)
            yield svg.text(count, x, base - lanes.bar(count) - 3, "number middle")
