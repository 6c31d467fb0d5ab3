"""Headings of sections on the page of an essay, and subtitles below them."""

from __future__ import annotations

import re

import pytest

from edition.model.essay import Source
from edition.model.manifest import Mark, Section, TextQuoteSelector
from edition.pages.essay import essay_page
from edition.pages.essay_head import Additions
from edition.text.normalise import normalise
from tests.support.making import addressed, edited
from tests.support.strategies import entry


def page(heading: str) -> str:
    """Return the page of an essay whose only section has a number, a title below it, and a paragraph."""
    text = "CHAPTER I.\n\nThe Quay\n\nIt was long."
    section = Section("quay", heading, False, TextQuoteSelector(("sections", 0), "CHAPTER I."))
    mark = Mark("subtitle", TextQuoteSelector(("blocks", 0), "The Quay"))
    essay = normalise(Source("x.txt", text, ""), entry("", sections=(section,), marks=(mark,)))
    return essay_page(edited(addressed(essay), []), Additions({}))


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Chapter I. The Quay", ' data-toc-label="Chapter I. The Quay"'),
        ("CHAPTER I.", ""),
        ("Chapter 1", ""),
        ("The Quay", ""),
    ],
)
def test_the_list_of_sections_has_the_title_of_a_numbered_chapter(heading: str, label: str) -> None:
    """The page has it below the number; the list only where the manifest's heading goes on from there."""
    assert f"\n## CHAPTER I. {{ #quay .content{label} }}\n" in page(heading)


def test_a_subtitle_in_the_text_has_no_number() -> None:
    assert "\nThe Quay\n{ .subtitle }\n" in page("CHAPTER I.")
    assert re.findall(r'data-number="(\d*)"', page("CHAPTER I.")) == ["1"]
