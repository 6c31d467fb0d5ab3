"""The apparatus shows an emendation with up to 28 letters on either side."""

from __future__ import annotations

import re

import pytest

from edition.model.essay import Block, Essay, PlacedEmendation, Source
from edition.model.ledger import Change
from edition.pages.apparatus import apparatus_section
from tests.support.strategies import entry

LEMMA = "received"


def shown(before: str, after: str, *, first: str = "The quays were empty.") -> tuple[str, str]:
    """Return the context of an emendation in its line of the apparatus."""
    text = f"{first}\n\n{before}{LEMMA}{after}\n\nThe winches rusted."
    start = text.index(LEMMA)
    change = Change(start, start + 8, "emendation", "misspelling", "recieved", LEMMA, "Transposed.")
    block = Block("paragraph", start - len(before), start + len(LEMMA) + len(after), "opening")
    essay = Essay(entry("The"), Source("cranes.txt", text, "0" * 64), text, (change,), (block,))
    slip = PlacedEmendation(1, block, start, start + len(LEMMA), change)
    page = "\n".join(apparatus_section(essay, [slip]))
    (line,) = re.findall(rf"^1\. (.*)\*\*{LEMMA}\*\*(.*?) \[↑\]", page, re.M)
    return line[0], line[1]


def prose(length: int) -> str:
    """Return a text of this length, in words of three letters."""
    return ("tin " * length)[: length - 1] + " "


@pytest.mark.parametrize("length", [1, 10, 27, 28])
def test_a_short_paragraph_is_shown_whole(length: int) -> None:
    before, after = prose(length), prose(length)[::-1]
    assert shown(before, after) == (before, after)


def test_a_longer_paragraph_is_cut_between_words() -> None:
    before, after = "A " + prose(27), prose(27)[::-1] + " a"
    assert (len(before), len(after)) == (29, 29)
    assert shown(before, after) == ("… " + prose(27), prose(27)[::-1] + " …")


def test_28_letters_are_shown_and_no_more() -> None:
    whole = prose(28)
    assert shown(f"A {whole}", f"{whole[::-1]} a") == ("… " + whole, whole[::-1] + " …")
    long = prose(29)
    assert shown(f"A {long}", f"{long[::-1]} a") == ("… " + long[4:], long[::-1][:-4] + " …")


def test_context_excludes_other_paragraphs() -> None:
    assert shown("He ", ".", first="prose " * 20) == ("He ", ".")


def test_a_number_at_the_start_begins_no_list() -> None:
    assert shown("11. The ", ".") == (r"11\. The ", ".")
