"""W3C selectors: the words of a place with 32 letters on either side, or more if they are repeated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition.exports.web_annotations import MAX_CONTEXT, PageText
from edition.model.essay import Block, Essay, Source
from edition.model.footnote import PageNotes
from edition.model.mention import Mention
from tests.support.making import addressed, notes_of
from tests.support.strategies import entry

NAME = "Marlow"


def selector(paragraph: str, nth: int = 0, beside: str = "") -> tuple[str, str, str]:
    """Return prefix, exact words and suffix of the `nth` occurrence of a name in a paragraph."""
    start = -1
    for _ in range(nth + 1):
        start = paragraph.index(NAME, start + 1)
    mention = Mention(start, start + len(NAME), "person", "ada", start, start + len(NAME))
    block = Block("paragraph", 0, len(paragraph), "opening")
    essay = Essay(entry("The"), Source("cranes.txt", paragraph, "0" * 64), paragraph, (), (block,))
    found = PageText(essay, PageNotes(), beside).selector(mention, [block])
    return found["prefix"], found["exact"], found["suffix"]


@pytest.mark.parametrize("length", [0, 1, 31, 32])
def test_context_stays_within_the_paragraph(length: int) -> None:
    before, after = "abcdefgh" * 4, "stuvwxyz" * 4
    before, after = before[:length], after[:length]
    assert selector(f"{before}{NAME}{after}") == (before, NAME, after)


def test_context_is_no_longer_than_needed() -> None:
    """It has 32 letters, as clients of the model use; the 33rd is omitted."""
    before, after = "abcdefgh" * 4, "stuvwxyz" * 4
    assert selector(f"#{before}{NAME}{after}#") == (before, NAME, after)


def test_context_is_longer_if_the_words_are_repeated() -> None:
    """It grows by 32 letters on either side until the place is unique."""
    twice = "-" * 40 + NAME + "-" * 40
    prefix, exact, suffix = selector(twice + "#" + twice, nth=1)
    assert exact == NAME
    assert prefix == "-" * 23 + "#" + "-" * 40
    assert suffix == "-" * 40


def test_context_is_longer_if_the_words_are_repeated_elsewhere_on_the_page() -> None:
    words = "d" * 32 + NAME + "u" * 32
    assert selector(f"x{words}y", beside=words) == ("x" + "d" * 32, NAME, "u" * 32 + "y")
    assert selector(f"x{words}y", beside="Other words.") == ("d" * 32, NAME, "u" * 32)


def test_context_of_what_is_repeated_for_pages_has_a_limit() -> None:
    """Otherwise each of thousands of places would have all others around it."""
    prefix, exact, suffix = selector("Marlow " * 500, nth=250)
    assert (len(prefix), exact, len(suffix)) == (MAX_CONTEXT, NAME, MAX_CONTEXT)
    prefix, exact, suffix = selector("Marlow " * 500 + "#" + "Marlow " * 500, nth=480)
    assert "#" in suffix
    assert len(suffix) < MAX_CONTEXT


LONG = "On one of the last days of May, "
"""As many letters as a context has."""


@pytest.mark.parametrize(
    ("paragraph", "context"),
    [
        (f"{LONG}Marlow came to the quay.", (LONG, "")),
        (f"{LONG}Marlow came, and Marlow left.", (LONG, "")),
        (f"{LONG[1:]}Marlow came to the quay.", (LONG[1:], "\u200b1 came to the quay.")),
        ("Marlow came, and Marlow left.", ("", "\u200b1 came, and Marlow left.")),
    ],
)
def test_context_has_the_number_of_a_note_only_if_it_must(paragraph: str, context: tuple[str, str]) -> None:
    """Another note changes the number; without it, few words could be those of a note or another place."""
    start = paragraph.index(NAME)
    mention = Mention(start, start + len(NAME), "person", "ada", start, start + len(NAME))
    block = Block("paragraph", 0, len(paragraph), "opening")
    essay = addressed(Essay(entry("The"), Source("a.txt", paragraph, "0" * 64), paragraph, (), (block,)))
    notes = notes_of(essay, [mention])
    assert len(notes.footnotes) == 1
    found = PageText(essay, notes).selector(mention, essay.blocks)
    assert (found["prefix"], found["suffix"]) == context


W3C_TYPES = {"Annotation", "AnnotationPage", "TextQuoteSelector", "TextPositionSelector", "Person"}
"""The types used here that the context of the W3C defines."""


def test_every_type_is_defined(full_checkout: Path) -> None:
    """Or else programs that read JSON-LD make an address below this file of it, which does not exist."""
    page = json.loads((full_checkout / "site/data/annotations.json").read_text(encoding="utf-8"))
    w3c, own = page["@context"]
    assert w3c == "http://www.w3.org/ns/anno.jsonld"
    used = {page["type"]}
    for item in page["items"]:
        used |= {
            item["type"],
            item["body"]["type"],
            *(target["selector"]["type"] for target in item["target"]),
        }
    assert {"Date", "Quotation"} <= used <= W3C_TYPES | own.keys()
    assert all(address.startswith("http://schema.org/") for address in own.values())
