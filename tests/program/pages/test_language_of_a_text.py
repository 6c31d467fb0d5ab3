"""A text in another language than its page says so, block by block, and in which direction it runs."""

from __future__ import annotations

from dataclasses import replace

import markdown

from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Source
from edition.model.manifest import Section, TextQuoteSelector
from edition.pages.essay import essay_page
from edition.pages.essay_head import Additions
from edition.text.normalise import normalise
from tests.support.making import addressed
from tests.support.markup import Element, parse
from tests.support.strategies import entry

TEXT = "The cranes\n\nThe quay\n\nThey asked:\n\n* bread\n* rest\n\nNobody came.\n"
EXTENSIONS = ["attr_list", "md_in_html", "pymdownx.blocks.html", "pymdownx.blocks.details"]


def page(language: str, of_page: str = "en") -> Element:
    section = Section("quay", "The quay", supplied=False, place=TextQuoteSelector((), "The quay"))
    cranes = replace(entry("", sections=(section,)), title="The cranes", language=language)
    essay = normalise(Source("a.txt", TEXT, ""), cranes)
    edited = EditedEssay(essay.entry, addressed(essay), None, AddressBook())
    made = essay_page(edited, Additions(language=of_page)).split("---\n", 2)[2]
    return parse(markdown.markdown(made, extensions=EXTENSIONS))


def stated(element: Element) -> list[tuple[str, str | None, str | None]]:
    """Return tag, language and direction of each element that states one."""
    found = [(e.tag, e.attributes.get("lang"), e.attributes.get("dir")) for e in element.walk()[1:]]
    return [row for row in found if row[1:] != (None, None)]


def test_the_blocks_of_a_text_state_their_language() -> None:
    tags = [tag for tag, language, direction in stated(page("de")) if (language, direction) == ("de", None)]
    assert tags == ["h1", "h2", "p", "li", "li", "p"]


def test_a_text_written_from_right_to_left_states_its_direction() -> None:
    assert {(language, direction) for _, language, direction in stated(page("he"))} == {("he", "rtl")}
    assert {direction for _, _, direction in stated(page("he", "ar"))} == {None}
    assert {direction for _, _, direction in stated(page("en", "ar"))} == {"ltr"}


def test_a_text_in_the_language_of_its_page_states_nothing() -> None:
    assert stated(page("en")) == []
