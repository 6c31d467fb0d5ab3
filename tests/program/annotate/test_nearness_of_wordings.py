"""Two wordings are compared word by word if they share half of the shorter one."""

from __future__ import annotations

import pytest

from edition.annotate.collation import classify_wording, describe_difference

BASE = "the forty cranes of the harbour stood still that year"


@pytest.mark.parametrize(
    ("other", "like"),
    [
        ("the forty cranes of this small town rusted", "near"),  # 4 of 8 words in one run
        ("forty cranes had rusted while a harbour stood", "near"),  # two runs of 2 of 8 words
        ("the forty cranes had rusted in that old town", "other"),  # 3 of 9, and single words
        ("the forty cranes of one small old town rusted", "other"),  # 4 of 9
        ("forty pumps and some cranes near one harbour", "other"),  # words in common, no run
    ],
)
def test_wordings_are_near_from_half_of_the_shorter_one(other: str, like: str) -> None:
    assert classify_wording(BASE, other) == like


def test_similar_wordings_are_compared_and_others_quoted_whole() -> None:
    """A wording that is too different is quoted whole, if it is short enough."""
    near = "the forty cranes of this small town rusted"
    assert describe_difference(BASE, near, 20) == "there: “of this small town rusted”"
    other = "the forty cranes of one small old town rusted"
    assert describe_difference(BASE, other, 20) == f"there: “{other}”"
    assert describe_difference(BASE, other, 8) == "there in other words"
