"""The page of an essay with neither a text nor a digest."""

from __future__ import annotations

from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.pages.essay import essay_page
from tests.support.strategies import entry


def test_rights_are_those_of_the_manifest() -> None:
    """The program must not assume who owns an essay."""
    page = essay_page(EditedEssay(entry("No crane moved"), None, None, AddressBook()))
    assert "Rights\n:   Ours." in page
    assert "belongs to" not in page
    assert "Whoever built this site had no copy of the essay." in page
