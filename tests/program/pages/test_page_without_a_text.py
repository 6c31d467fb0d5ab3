"""The page of an essay of which there is neither the text nor a digest."""

from __future__ import annotations

from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.pages.essay import essay_page
from tests.support.strategies import entry


def test_whose_the_essay_is_is_told_by_the_manifest_alone() -> None:
    """An essay may be anybody's, or nobody's."""
    page = essay_page(EditedEssay(entry("No crane moved"), None, None, AddressBook()))
    assert "Rights\n:   Ours." in page
    assert "belongs to" not in page
    assert "Whoever built this site had no copy of the essay." in page
