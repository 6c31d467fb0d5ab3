"""Words of texts and of annotations never become markup, whatever they look like."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.markup.markdown import html_block, preformatted
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Source
from edition.model.manifest import Mark, Omission, TextQuoteSelector
from edition.pages.essay import essay_list_page, essay_page
from edition.text.normalise import normalise
from tests.support import hostile
from tests.support.making import addressed, edited
from tests.support.markup import Element
from tests.support.strategies import entry

NUMBERS = st.integers(0, 2**32)
"""Of texts and values; see `tests.support.hostile`."""


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311 - not for secrets


@settings(max_examples=60)
@given(NUMBERS)
def test_a_page_says_what_the_text_says(number: int) -> None:
    hostile.check_text(chance(number))


@settings(max_examples=30)
@given(NUMBERS)
def test_a_page_without_a_text_says_what_its_entry_says(number: int) -> None:
    hostile.check_page_without_text(chance(number))


@settings(max_examples=60)
@given(NUMBERS)
def test_a_digest_is_restored_or_refused(number: int) -> None:
    hostile.check_digest(chance(number))


@pytest.mark.parametrize("number", [3, 5])
def test_values_add_nothing_to_pages(number: int, tmp_path: Path) -> None:
    """A bar would divide the cell of a table, and a space at the edge of a title would begin a list."""
    assert hostile.check_values(chance(number), tmp_path) > 50


# --- worked examples -------------------------------------------------------------------------------


def page_of(text: str, **known: Any) -> Element:
    """Return the page of a text whose section begins with its first word."""
    described = entry(text.split()[0], **known)
    essay = addressed(normalise(Source("a.txt", text, "0" * 64), described))
    _, page = hostile.read_page(essay_page(edited(essay, ())))
    return page


def test_an_omission_over_several_lines_is_shown_on_one() -> None:
    omitted = "Subscribe!\r# Now\r1. by post\r\x0c- by telegram"
    place = TextQuoteSelector((), omitted)
    omission = Omission("advertisement", place, "Not part of the essay.")
    page = page_of(f"Harbours sleep.\r\r{omitted}\r\rThey wake.", omissions=(omission,))
    assert [element.text() for element in page.all("span", "reading")] == [
        "Subscribe! / # Now / 1. by post / - by telegram"
    ]
    assert not page.all("ol")
    assert "\r" not in str([element.attributes for element in page.walk()])


def test_the_place_of_footnotes_in_a_text_is_words() -> None:
    """Also in lines that are shown as they are."""
    lines = "a  b  c\n///Footnotes Go Here///\n///\n\n  &amp; </pre>"
    notes = "Sleep[^1].\n\n///Footnotes Go Here///\n\n[^1]: A note."
    _, page = hostile.read_page(f"{html_block('div#p1', [preformatted(lines)])}\n\n{notes}\n")
    assert page.by_id("p1").all("pre")[0].text() == f"{lines}\n"
    page = page_of("Harbours sleep.\n\nThey ///Footnotes Go Here/// wake.")
    assert "They ///Footnotes Go Here/// wake." in [p.text() for p in page.all("p")]


def test_citations_within_an_epigraph_stay_where_they_are() -> None:
    text = "Harbours sleep.\n\nA song.\n\n— Linus Ferrow\n\nAnother song.\n\n— Ruth Ondry\n\nThey wake."
    marks = (
        Mark("epigraph", TextQuoteSelector((), "A song.", "Another song.")),
        Mark("citation", TextQuoteSelector((), "— Linus Ferrow")),
        Mark("citation", TextQuoteSelector((), "— Ruth Ondry")),
    )
    page = page_of(text, marks=marks)
    words = hostile.words(page.text())
    places = [words.index(part) for part in ("A song.", "Linus Ferrow", "Another song.", "Ruth Ondry")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "title",
    [
        "^What is to be done",
        "Why </title><script>evil()</script>",
        "A \"harbour\" & its 'crane'",
        "{{ 7*7 }} {% x %}",
        "Number # – and | bar",
    ],
)
def test_a_title_is_words_everywhere(title: str) -> None:
    essay = EditedEssay(entry("", title=title, short=title, summary=title), None, None, AddressBook())
    for text in (essay_page(essay), essay_list_page([essay])):
        _, page = hostile.read_page(text)
        headings = [hostile.words(element.text()) for tag in ("h1", "h2") for element in page.all(tag)]
        assert title in headings
        assert not page.all("script")
        assert not page.all("sup")


def test_a_value_of_several_lines_is_one_paragraph() -> None:
    summary = "How it was built.\n\n!!! danger\n    and lost\n"
    essay = EditedEssay(entry("", title="The Light", summary=summary), None, None, AddressBook())
    meta, page = hostile.read_page(essay_list_page([essay]))
    assert "How it was built. !!! danger and lost" in [hostile.words(p.text()) for p in page.all("p")]
    meta, page = hostile.read_page(essay_page(essay))
    assert meta["description"].strip() == "How it was built. !!! danger and lost"
    assert not page.all("div", "danger")
