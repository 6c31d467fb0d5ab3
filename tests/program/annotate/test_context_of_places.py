"""The list of places shows each with up to 70 letters on either side, within its paragraph."""

from __future__ import annotations

import pytest

from edition.annotate.occurrences import find_occurrences
from edition.model.essay import Block, Essay, Source
from edition.model.mention import Mention, Occurrence
from tests.support.making import addressed
from tests.support.strategies import entry

NAME = "Marlow"


def shown(before: str, after: str) -> Occurrence:
    """Return the occurrence of a name between these words, in the second of three paragraphs."""
    parts = ["The quays were empty.", f"{before}{NAME}{after}", "The winches rusted."]
    text = "\n\n".join(parts)
    blocks, at = [], 0
    for part in parts:
        blocks.append(Block("paragraph", at, at + len(part), "opening"))
        at += len(part) + 2
    start = text.index(NAME)
    essay = addressed(Essay(entry("The"), Source("cranes.txt", text, "0" * 64), text, (), tuple(blocks)))
    mention = Mention(start, start + len(NAME), "person", "ada", start, start + len(NAME))
    (place,) = find_occurrences(essay, [mention])
    return place


def prose(length: int) -> str:
    """Return a text of this length, in words of three letters."""
    return ("tin " * length)[: length - 1] + " "


@pytest.mark.parametrize("length", [1, 4, 69, 70])
def test_a_short_paragraph_is_shown_whole(length: int) -> None:
    before, after = prose(length), prose(length)[::-1]
    place = shown(before, after)
    assert (place.before, place.exact, place.after) == (before, NAME, after)
    assert (place.essay, place.section, place.anchor) == ("cranes", "opening", "p2")


def test_a_longer_paragraph_is_cut_between_words() -> None:
    """If there are 71 letters, an ellipsis replaces the first one and the rest of its word."""
    before, after = "No " + prose(68), prose(68)[::-1] + " no"
    assert (len(before), len(after)) == (71, 71)
    place = shown(before, after)
    assert place.before == "…" + prose(68)
    assert place.after == prose(68)[::-1] + "…"
