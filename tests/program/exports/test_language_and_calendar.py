"""Exports state the language of the edition and describe its calendar."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.exports.cited_work import cited_work
from edition.exports.epub.book import write_epub
from edition.exports.epub.books import make_book, plan_essay_book
from edition.exports.epub.chapters import PageText, render_page
from edition.exports.link_previews import Preview, preview_page, redirect_page
from edition.exports.schema_org import digest_item, essay_item
from edition.exports.tei.document import tei_document
from edition.exports.tei.imprint import Imprint
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry
from edition.model.essay import Essay, Source
from edition.model.manifest import Entry
from edition.model.mention import Mention
from edition.model.publication import Name, Publication, Site
from edition.model.registry import Calendar, Registry
from edition.text.normalise import normalise
from tests.support.making import addressed
from tests.support.strategies import entry

EDITION = Publication("Kräne", "1", date(2026, 1, 2), (Name("Us"),), language="de")
FRENCH = entry("The", language="fr")
TEI = "{http://www.tei-c.org/ns/1.0}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def test_citations_have_the_language_of_the_text() -> None:
    """Digest and notes are in the language of the edition, the essay is in its own."""
    assert cited_work(FRENCH, EDITION, "digest").language == "de"
    assert cited_work(FRENCH, EDITION, "notes").language == "de"
    assert cited_work(FRENCH, EDITION, "essay").language == "fr"


def test_linked_data_state_the_language() -> None:
    item = digest_item(FRENCH, cited_work(FRENCH, EDITION, "digest"), EDITION)
    assert (item["inLanguage"], item["about"]["inLanguage"]) == ("de", "fr")
    assert essay_item(FRENCH, EDITION)["inLanguage"] == "fr"


def test_small_pages_are_in_the_language_of_the_site() -> None:
    site = Site("Kräne", language="de")
    assert '<html lang="de">' in preview_page(Preview("cranes", "p1", "T", "", "About", "T"), site)
    assert '<html lang="de">' in redirect_page("a/", "b/", site)


TEXT = "The cranes stood still on 3 May."
STRIKE = DateEntry(
    Edtf.parse("1911-05-03"), Edtf.parse("1911-05-05"), "The strike", "They stand.", (), "confirmed", "G"
)


HEBREW = entry("The", language="he")


def html_and_package(language: str, *, digest: bool = False) -> tuple[str, str]:
    """Return the chapter of an essay in this language, and the package of its book."""
    essay, site = entry("The", language=language), Site("Kräne", language="de")
    page = PageText(f"essays/{essay.slug}.md", "# The cranes\n\nThey stood still.\n", EDITION.language)
    contents = plan_essay_book(essay, page, site, EDITION.language if digest else language)
    book = make_book(contents, EDITION, site, b"", render_page)
    with ZipFile(BytesIO(write_epub(book))) as archive:
        read = {name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist()}
    return read[f"{essay.slug}.xhtml"], next(text for name, text in read.items() if name.endswith(".opf"))


def test_a_book_has_the_language_and_the_direction_of_its_text() -> None:
    """A chapter also holds words of the editors, in whose language it is; a text in it says its own."""
    chapter, package = html_and_package("he")
    assert 'lang="de"' in chapter
    assert "<dc:language>he</dc:language>" in package
    assert '<spine page-progression-direction="rtl">' in package


def test_a_book_from_left_to_right_does_not_say_so() -> None:
    for chapter, package in (html_and_package("fr"), html_and_package("he-Latn")):
        assert "rtl" not in chapter + package


def test_a_book_of_a_digest_is_in_the_language_of_the_editors() -> None:
    chapter, package = html_and_package("he", digest=True)
    assert 'lang="de"' in chapter
    assert "<dc:language>de</dc:language>" in package
    assert "rtl" not in chapter + package


def document(
    registry: Registry,
    language: str = "de",
    value: str = "1911-05-03",
    licence: str = "",
    essay_entry: Entry = FRENCH,
    *,
    is_digest: bool = False,
) -> ElementTree.Element:
    essay: Essay = normalise(Source("x.txt", TEXT, ""), essay_entry)
    essay = replace(essay, is_digest=is_digest)
    start = TEXT.index("3 May")
    mention = Mention(start, start + 5, "date", value, start, start + 5, Edtf.parse(value))
    edited = EditedEssay(FRENCH, addressed(essay), None, AddressBook(), mentions=(mention,))
    index = EntityIndex((FRENCH,), registry, {}, {})
    imprint = Imprint(language, replace(EDITION, licence=licence))
    xml = tei_document(index, edited, addressed(essay), imprint)
    return ElementTree.fromstring(xml)  # noqa: S314 - our own


def test_the_header_is_in_the_language_of_the_editors_and_the_text_in_its_own() -> None:
    tree = document(Registry())
    header, text = tree.find(f"{TEI}teiHeader"), tree.find(f"{TEI}text")
    assert header is not None
    assert text is not None
    assert (header.get(LANGUAGE), text.get(LANGUAGE)) == ("de", "fr")


def test_the_digest_of_an_essay_is_in_the_language_of_the_editors() -> None:
    text = document(Registry(), essay_entry=HEBREW, is_digest=True).find(f"{TEI}text")
    assert text is not None
    assert (text.get(LANGUAGE), text.get("style")) == ("de", None)


@pytest.mark.parametrize(("language", "style"), [("he", "direction: rtl"), ("he-Latn", None), ("fr", None)])
def test_the_text_has_its_direction(language: str, style: str | None) -> None:
    text = document(Registry(), essay_entry=entry("The", language=language)).find(f"{TEI}text")
    assert text is not None
    assert (text.get(LANGUAGE), text.get("style")) == (language, style)


@pytest.mark.parametrize(
    ("licence", "target", "words"),
    [
        ("MIT", "https://spdx.org/licenses/MIT.html", "published under the licence MIT."),
        ("MIT OR 0BSD", None, "published under the licence MIT OR 0BSD."),
    ],
)
def test_the_licence_is_the_one_that_the_edition_states(licence: str, target: str | None, words: str) -> None:
    stated = document(Registry(), licence=licence).find(f".//{TEI}licence")
    assert stated is not None
    assert stated.get("target") == target
    assert (stated.text or "").endswith(words)


def test_without_a_licence_none_is_stated() -> None:
    tree = document(Registry())
    assert tree.find(f".//{TEI}licence") is None
    claims = [p.text or "" for p in tree.iterfind(f".//{TEI}availability/{TEI}p")]
    assert claims[1] == "All that is the edition’s own is published without a statement of its licence."


def test_the_calendar_is_described_as_the_edition_describes_it() -> None:
    """It has the id to which dates refer."""
    calendar = Calendar("of-the-harbour", "Two days behind <ours>.")
    tree = document(Registry(dates=(STRIKE,), calendar=calendar))
    (described,) = tree.iter(f"{TEI}calendar")
    assert described.get(ID) == "calendar.of-the-harbour"
    assert "".join(described.itertext()).strip() == "Two days behind <ours>."
    (named,) = (node for node in tree.iter(f"{TEI}date") if node.get("calendar"))
    assert (named.get("calendar"), named.get("when")) == ("#calendar.of-the-harbour", "1911-05-05")


def test_a_calendar_is_described_only_where_a_date_has_two() -> None:
    once = replace(STRIKE, new_style=None)
    for registry in (Registry(), Registry(dates=(once,))):
        assert list(document(registry).iter(f"{TEI}calendar")) == []
    assert list(document(Registry(dates=(STRIKE,)), value="1912").iter(f"{TEI}calendar")) == []
