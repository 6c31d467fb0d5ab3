"""Passages that two texts share may differ by up to three words between their parts."""

from __future__ import annotations

import pytest

from edition.editing.reuse import find_reuse

OPENING = "no crane moves unless somebody"
CLOSING = "hired by the day moves it"


def lengths(first: str, second: str) -> list[int]:
    """Return the number of words in each passage that two texts share."""
    return [
        found.words
        for found in find_reuse({"first": f"He said: {first}.", "second": f"They wrote, {second}!"})
    ]


@pytest.mark.parametrize(
    ("differing", "passages"),
    [(0, [11]), (1, [12]), (2, [13]), (3, [14]), (4, [5, 6]), (5, [5, 6])],
)
def test_replaced_words(differing: int, passages: list[int]) -> None:
    here = " ".join(f"here{n}" for n in range(differing))
    there = " ".join(f"there{n}" for n in range(differing))
    assert lengths(f"{OPENING} {here} {CLOSING}", f"{OPENING} {there} {CLOSING}") == passages


@pytest.mark.parametrize(("added", "passages"), [(1, [11]), (3, [11]), (4, [5, 6])])
def test_added_or_omitted_words(added: int, passages: list[int]) -> None:
    """The shorter of the two passages counts."""
    more = f"{OPENING} {' '.join(f'more{n}' for n in range(added))} {CLOSING}"
    less = f"{OPENING} {CLOSING}"
    assert lengths(more, less) == passages
    assert lengths(less, more) == passages
