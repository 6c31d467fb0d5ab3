"""What exports say beside the words of texts and editors can be translated."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from edition.build.books import write_books
from edition.build.edition import Edition
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.exports.citation_styles import apa, chicago
from edition.exports.cited_work import cited_work
from edition.exports.link_previews import link_previews, preview_page, redirect_page
from edition.exports.reference_managers import bibtex, csl_json, ris
from edition.inputs.catalogues import load_catalogue
from edition.model.translation import Catalogue, translated_by
from edition.text.house_style import house_style
from tests.support.editions import HARBOUR, lay_out
from tests.support.markup import parse
from tests.support.translation import Bracketed, own_phrases, untranslated

TEI = "{http://www.tei-c.org/ns/1.0}"
READ_OUT = ("alt", "aria-label", "title")
RULES = frozenset(
    word
    for rule in house_style(wrapped=True, conventions=("html", "layout", "furniture"))
    for word in (rule.name, *rule.name.split())
) | {"block-break", "citation", "emphasis", "list-marker", "note-call", "note-heading", "note-marker"}
"""The names of rules, which data have, too."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition `harbour` in the language of brackets."""
    root = lay_out(tmp_path_factory.mktemp("bracketed") / "harbour", HARBOUR)
    return replace(assemble(root, None), catalogue=Catalogue(Bracketed()))


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, str]:
    return output_files(edition)


@pytest.fixture(scope="module")
def books(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return list(made_books(tmp_path_factory.mktemp("books"), edition).values())


def made_books(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return the books that a build makes in an empty folder `root`, by path."""
    pages = output_files(edition)
    return {path: (root / path).read_bytes() for path in write_books(root, edition, pages.__getitem__)}


def documents(book: bytes) -> dict[str, etree._Element]:
    """Return the parsed documents of a book by name."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        return {Path(name).name: etree.fromstring(archive.read(name)) for name in names}


def said(root: etree._Element) -> Iterator[str]:
    """Yield every text of a document, and the attributes that are read out."""
    for element in root.iter(etree.Element):
        yield element.text or ""
        yield element.tail or ""
        yield from (element.get(name, "") for name in READ_OUT)


def test_a_book_has_no_word_that_cannot_be_translated(books: list[bytes]) -> None:
    own = own_phrases()
    for book in books:
        for name in ("nav.xhtml", "cover.xhtml", "title.xhtml"):
            texts = list(said(documents(book)[name]))
            assert any("⟦" in text for text in texts), name
            assert not untranslated(texts, own), name
        chapters = [label for root in documents(book).values() for label in root.xpath("//@aria-label")]
        assert "⟦Notes⟧" in chapters
        assert not untranslated(chapters, own)
        (summary,) = documents(book)["package.opf"].xpath(
            "//*[@property='schema:accessibilitySummary']/text()"
        )
        assert not untranslated([summary], own)
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            assert '"⟦Caption of a picture that is lost:⟧ "' in archive.read("book/book.css").decode()


def test_the_feed_has_no_word_that_cannot_be_translated(files: dict[str, str]) -> None:
    root = etree.fromstring(files["docs/feed.xml"].encode())
    titles = root.xpath("//*[local-name()='entry']/*[local-name()='title']/text()")
    assert "⟦Version ⟧2.1.0" in titles
    assert not untranslated(titles, own_phrases())


def test_the_list_of_pages_has_no_word_that_cannot_be_translated(files: dict[str, str]) -> None:
    text = files["docs/llms.txt"]
    assert "## ⟦Across the essays⟧" in text
    said = [
        part for line in text.splitlines() for part in line.replace("](", "|").split("|") if ".md" not in part
    ]
    assert not untranslated(said, own_phrases())


def test_what_tei_says_of_a_text_can_be_translated(files: dict[str, str]) -> None:
    own = own_phrases()
    for path in [path for path in files if path.startswith("docs/data/tei/")]:
        root = etree.fromstring(files[path].encode())
        header = root.find(f"{TEI}teiHeader")
        texts = [
            text for e in header.iter() if e.tag != f"{TEI}idno" for text in (e.text or "", e.tail or "")
        ]
        texts += [e.text or "" for name in ("desc", "catDesc") for e in root.iter(f"{TEI}{name}")]
        assert sum("⟦" in text for text in texts) > 10
        assert not untranslated(texts, own, RULES), path


@pytest.mark.parametrize("style", [chicago, apa, bibtex, ris, csl_json], ids=lambda style: style.__name__)
def test_a_citation_has_the_words_of_its_style(edition: Edition, style: Callable[..., object]) -> None:
    """The styles are English ones, and so are the dates in them; the title of a digest is the edition's."""
    publication = edition.publication
    assert publication
    for entry in edition.manifest.entries:
        english = style(cited_work(entry, publication, "essay"), publication)
        with translated_by(edition.catalogue):
            assert style(cited_work(entry, publication, "essay"), publication) == english
            assert "⟦Digest of “⟧" in cited_work(entry, publication, "digest").title


def test_previews_can_be_translated(edition: Edition) -> None:
    own = own_phrases()
    with translated_by(edition.catalogue):
        pages = [preview_page(p, edition.site) for essay in edition.essays for p in link_previews(essay)]
        pages.append(redirect_page("old/", "new/", edition.site))
    for page in pages:
        html = parse(page)
        texts = [html.text(), *(e.attributes["content"] for e in html.walk() if "property" in e.attributes)]
        assert "⟦Go to the passage⟧" in texts[0]
        assert not untranslated(texts, own, frozenset({"article"}))


def test_a_german_book_and_its_contents(tmp_path: Path) -> None:
    """A book is made again when the translations change, although its pages do not."""
    root = lay_out(tmp_path / "harbour", HARBOUR)
    english = assemble(root, None)
    german = replace(english, catalogue=load_catalogue(root, "de"))
    for edition, contents in ((english, "Contents"), (german, "Inhalt")):
        for path, book in made_books(root, edition).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(book)
            (heading,) = documents(book)["nav.xhtml"].xpath("//*[local-name()='h1']")
            assert heading.text == contents


def test_the_heading_of_contents_says_its_language(edition: Edition, tmp_path: Path) -> None:
    """The book of an English essay in a German edition is English, the words around its chapters are not."""
    assert edition.publication
    german = replace(edition, publication=replace(edition.publication, language="de"))
    languages = set()
    for book in made_books(tmp_path, german).values():
        root = documents(book)["nav.xhtml"]
        (heading,) = root.xpath("//*[local-name()='h1']")
        languages.add((root.get("lang"), heading.get("lang")))
    assert languages == {("en", "de"), ("de", None)}
