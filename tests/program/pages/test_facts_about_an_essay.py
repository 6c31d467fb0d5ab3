"""What the page of an essay says of its author, publisher, date and address, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.manifest import Entry, Fact
from edition.pages.essay import essay_list_page, essay_page
from tests.program.annotate.test_footnotes import essay_of
from tests.support.strategies import entry

ENTRY = replace(
    entry("No crane moved"),
    author=Fact("Ada Marlow", "confirmed"),
    publisher=Fact("The *Gazette*", "probable"),
    date=Fact("1911", "unknown"),
    address=Fact("https://example.org/cranes", "confirmed", "Seen in 2020."),
)


def page(of: Entry) -> str:
    """Return the page of an essay of which there is neither the text nor a digest."""
    return essay_page(EditedEssay(of, None, None, AddressBook()))


def test_no_line_of_a_title_begins_with_a_dash() -> None:
    """The word before it holds it; the characters are those of the text, since annotations quote them."""
    shown = essay_of(("title", "", "Cranes – and – Quays, 1911–1914"), ("paragraph", "opening", "So."))
    edited = EditedEssay(shown.entry, shown, None, AddressBook())
    title = '<span class="dash">Cranes –</span> <span class="dash">and –</span> Quays, 1911–1914'
    assert f"# {title}\n" in essay_page(edited)
    listed = EditedEssay(replace(ENTRY, title="Cranes – and Quays"), None, None, AddressBook())
    assert "## [Cranes\N{NO-BREAK SPACE}– and Quays]" in essay_list_page([listed])


def test_each_fact_has_a_remark_on_how_sure_it_is() -> None:
    text = page(ENTRY)
    assert "Ada Marlow · The \\*Gazette\\* (probable) · 1911 (not confirmed)\n{ .imprint }" in text
    assert "Author\n:   Ada Marlow\n" in text
    assert "Published by\n:   The \\*Gazette\\* (probable)\n" in text
    assert "Date\n:   1911 (not confirmed)\n" in text
    assert "example.org/cranes>). Seen in 2020.\n" in text


def test_what_was_not_found_is_missing_from_the_imprint() -> None:
    nothing = Fact("", "unknown")
    text = page(replace(ENTRY, publisher=nothing, date=nothing))
    assert "\nAda Marlow\n{ .imprint }" in text


def test_an_author_who_is_not_known_is_not_passed_over() -> None:
    text = page(replace(ENTRY, author=Fact("", "unknown", "The signature is torn off.")))
    assert "\nAuthor not named · The" in text
    assert "Author\n:   not named. The signature is torn off.\n" in text


def test_the_box_names_what_was_not_found() -> None:
    nothing = Fact("", "unknown")
    text = page(replace(ENTRY, publisher=nothing, date=nothing, address=nothing))
    for name in ("Published by", "Date", "Original address"):
        assert f"{name}\n:   not found\n" in text
