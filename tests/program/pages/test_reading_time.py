"""Reading times: 230 words a minute, in whole minutes, at least one."""

from __future__ import annotations

import re

import pytest

from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay, Source
from edition.pages.essay import essay_list_page
from tests.support.strategies import entry


def reading_time(words: int) -> str:
    """Return the reading time in the list of essays for an essay of this length."""
    text = " ".join(["crane"] * words)
    block = Block("paragraph", 0, len(text), "opening")
    essay = Essay(entry("crane"), Source("cranes.txt", text, "0" * 64), text, (), (block,))
    (minutes,) = re.findall(
        r"words?, (\d+\xa0minutes?)$",
        essay_list_page([EditedEssay(essay.entry, essay, None, AddressBook())]),
        re.M,
    )
    return str(minutes).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (1, "1 minute"),
        (100, "1 minute"),  # less than half a minute
        (230, "1 minute"),
        (344, "1 minute"),
        (346, "2 minutes"),  # more than a minute and a half
        (460, "2 minutes"),
        (2300, "10 minutes"),
    ],
)
def test_minutes(words: int, expected: str) -> None:
    assert reading_time(words) == expected
