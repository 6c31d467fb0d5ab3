"""The picture of times: lines that share years are on different levels."""

from __future__ import annotations

import re

import pytest

from edition.pages.charts.counts_by_essay import Row, Tally
from edition.pages.charts.timeline import Reach, timeline_chart
from edition.pages.charts.year_axis import Slot

YEARS = tuple(Slot(year, year) for year in range(1910, 1920))
SPAN = re.compile(r'<path d="M(\S+) (\S+)H(\S+)" class="span"/>')


def lines(*times: Reach) -> list[tuple[float, float, float]]:
    """Return left end, level and right end of the line of each interval of years."""
    reaches = [(first - 1910, last - 1910) for first, last in times]
    rows = tuple(Row(f"{first}–{last}", f"t{first}", (1,), 1) for first, last in times)
    drawn = timeline_chart(Tally(("The Strike",), rows), reaches, YEARS, "Times", "Times.")
    found = SPAN.findall(drawn)
    assert len(found) == len(times)
    return [(float(left), float(depth), float(right)) for left, depth, right in found]


def test_times_that_share_a_year_are_on_different_levels() -> None:
    """1910 to 1912 and 1912 to 1914 share the year 1912."""
    (_, upper, end), (start, lower, _) = lines((1910, 1912), (1912, 1914))
    assert start < end
    assert upper < lower


def test_a_time_that_begins_a_year_later_is_on_the_same_level() -> None:
    """1910 to 1912 and 1913 to 1914 share no year."""
    (_, first_level, end), (start, second_level, _) = lines((1910, 1912), (1913, 1914))
    assert end < start
    assert first_level == second_level


@pytest.mark.parametrize(("count", "levels"), [(1, 1), (2, 2), (4, 4), (5, 4), (7, 4)])
def test_there_are_at_most_four_levels(count: int, levels: int) -> None:
    depths = [depth for _, depth, _ in lines(*[(1910, 1911 + n) for n in range(count)])]
    assert depths == sorted(depths)
    assert len({*depths}) == levels


def test_a_free_level_is_used_again() -> None:
    first, second, third = (depth for _, depth, _ in lines((1910, 1912), (1911, 1916), (1913, 1915)))
    assert first == third < second
