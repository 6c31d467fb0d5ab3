"""What a message offers to an editor whose words are not in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text.nearest import nearest_passage

TEXT = """\
The harbour had forty cranes in those days.

Only nine of them still worked by the spring,
when the council of the harbour sold the rest.
"""


@pytest.mark.parametrize(
    ("sought", "words", "line"),
    [
        ("the harbour had fourty cranes", "The harbour had forty cranes", 1),  # a word misspelt
        ("forty cranes in these days", "forty cranes in those days", 1),
        ("nine of them worked", "nine of them still worked", 3),  # a word left out
        ("by the spring, when", "by the spring, when", 3),
        ("spring when the counsil", "spring, when the council", 3),  # over two lines
        ("THE COUNCIL OF THE HARBOR", "the council of the harbour", 4),  # not “The harbour” of the beginning
    ],
)
def test_the_nearest_passage(sought: str, words: str, line: int) -> None:
    found = nearest_passage(TEXT, sought)
    assert found
    assert (found.words, found.line) == (words, line)


@pytest.mark.parametrize("sought", ["", " . ", "xylophone quartz", "a zebra crossed forty yards of ice"])
def test_words_of_which_the_text_has_less_than_half(sought: str) -> None:
    assert nearest_passage(TEXT, sought) is None


def test_an_empty_text_has_no_passage() -> None:
    assert nearest_passage("", "cranes") is None


@given(st.text("abc \n.", max_size=80), st.text("abcd ", max_size=30))
def test_a_passage_is_in_the_text(text: str, sought: str) -> None:
    found = nearest_passage(text, sought)
    if found:
        assert found.words in " ".join(text.split())
        assert 1 <= found.line <= text.count("\n") + 1
