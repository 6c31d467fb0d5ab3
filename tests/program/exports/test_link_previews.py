"""The site as other programs read it: link previews, pictures, metadata, feed, redirects."""

from __future__ import annotations

import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from edition.build.edition import Edition
from edition.build.previews import preview_cards, preview_notices
from edition.build.site import FINISHED
from edition.build.stages import assemble
from edition.exports.feed import atom_feed
from edition.exports.link_previews import (
    IMAGE_SIZE,
    MAX_BYTES,
    MAX_TITLE_BYTES,
    Card,
    Preview,
    link_previews,
    preview_page,
    shorten,
)
from edition.exports.preview_image import _font, draw_card
from edition.inputs.catalogues import load_catalogue
from edition.inputs.configuration import parse_configuration
from edition.inputs.manifest import load_manifest
from edition.inputs.paths import ADDRESS_BOOKS, EDITIONS, PAGE_BOOK
from edition.inputs.publication import load_publication
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.errors import EditionError
from edition.model.publication import Release, Site
from edition.model.translation import ENGLISH, Catalogue, translated_by
from edition.text.words import words
from tests.support.commands import change, output_of
from tests.support.editions import HARBOUR, Workshop, build, release
from tests.support.environment import ROOT
from tests.support.markup import Element, parse
from tests.support.translation import Bracketed

HOST = "https://example.org/harbour/"
SMALL = 1500
"""Bytes that the page of a preview may have."""
QUOTED = 25
"""Words of a text that it may show."""

WORDS = "abcXYZ 12 &<>\"'“”–é*_{}.,;ЖωŁ"
"""Letters of any sort, and what means something to HTML."""


@pytest.fixture(scope="module")
def hosted(bare_checkout: Path, workshop: Workshop) -> Path:
    """An edition without any text, built for a host."""

    def make(root: Path) -> None:
        shutil.copytree(bare_checkout, root, ignore=shutil.ignore_patterns("site", ".build"))
        build(root, SITE_URL=HOST)

    return workshop.checkout("hosted", make) / "site"


def metas(page: Element) -> dict[str, str]:
    """Return the metadata in a page's head, including redirects."""
    out: dict[str, str] = {}
    for meta in page.all("meta"):
        for key in ("name", "property", "http-equiv"):
            if key in meta.attributes:
                out.setdefault(meta.attributes[key], meta.attributes["content"])
    return out


def read(path: Path) -> Element:
    return parse(path.read_text(encoding="utf-8"))


def issued(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every address of a section or paragraph ever issued: the essay's slug and the id."""
    for path in sorted((root / ADDRESS_BOOKS).glob("*.json")):
        book = json.loads(path.read_text(encoding="utf-8"))
        if "paragraphs" in book:
            yield from ((path.stem, name) for name in (*book["sections"], *book["paragraphs"]))


def structured(page: Element) -> dict[str, object]:
    (script,) = [s for s in page.all("script") if s.attributes.get("type") == "application/ld+json"]
    data = json.loads(script.text())
    assert data["@context"] == "https://schema.org"
    return dict(data)


# --- previews ----------------------------------------------------------------------------------


@pytest.mark.parametrize("checkout", ["bare_checkout", "full_checkout", "single_checkout"])
def test_every_address_has_a_preview_that_leads_to_it(checkout: str, request: pytest.FixtureRequest) -> None:
    """By an immediate redirect and a link, both without scripts."""
    root: Path = request.getfixturevalue(checkout)
    known = set(issued(root))
    assert known
    for slug, name in known:
        path = f"s/{slug}/{name}/"
        page = read(root / "site" / path / "index.html")
        (link,) = page.all("a")
        at = urljoin(HOST + path, link.attributes["href"])
        assert at == f"{HOST}essays/{slug}/#{name}"
        assert metas(page)["refresh"] == f"0; url={link.attributes['href']}"
        assert metas(page)["robots"] == "noindex"
    made = {path.parent for path in (root / "site/s").glob("*/*/index.html")}
    assert made == {root / "site/s" / slug / name for slug, name in known}


@pytest.mark.parametrize("checkout", ["bare_checkout", "full_checkout"])
def test_previews_are_small(checkout: str, request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue(checkout)
    for path in (root / "site/s").rglob("index.html"):
        assert path.stat().st_size < SMALL, path


TITLES = {
    "stack-light": "THE LIGHT ON THE STACK",
    "dockers-strike": "Nine Weeks – The Dockers’ Strike of 1889",
    "harbour-council": "What the council knew",
    "keeper-letters": "Letters from the Stack",
}


def test_hosted_previews_are_small_and_name_picture_and_address(hosted: Path) -> None:
    for path in (hosted / "s").rglob("index.html"):
        assert path.stat().st_size < SMALL, path
        meta, own = metas(read(path)), path.parent.relative_to(hosted).as_posix()
        slug = own.split("/")[1]
        assert meta["og:url"] == f"{HOST}{own}/"
        assert meta["twitter:card"] == "summary_large_image"
        shown = hosted / meta["og:image"].removeprefix(HOST)
        assert Image.open(shown).size == (int(meta["og:image:width"]), int(meta["og:image:height"]))
        # Mastodon stores one card for each canonical address
        assert not read(path).all("link")
        assert meta["og:image:alt"] == TITLES[slug]


def test_previews_show_the_passage(full: Edition, full_checkout: Path) -> None:
    """They have title, author, section and first words; of a text, only a short quotation."""
    for essay in full.texts:
        slug = essay.entry.slug
        headings = {section.id: section.heading for section in essay.entry.sections}
        for block in essay.addressed_blocks():
            meta = metas(read(full_checkout / "site/s" / slug / block.address / "index.html"))
            assert meta["og:title"] == f"{essay.entry.short}, ¶ {block.address[1:]}"
            shown = re.search(r".*“(.*)”", meta["og:description"])
            assert shown
            text, quoted = words(essay.block_text(block)), words(shown[1])
            assert 0 < len(quoted) <= QUOTED
            assert text[: len(quoted)] == quoted
            if block.section:
                assert meta["og:description"].startswith(shorten(headings[block.section], MAX_TITLE_BYTES))
            if essay.entry.author.certainty == "confirmed":
                assert meta["og:description"].endswith(f"(By {essay.entry.author.text})")


def test_previews_say_that_they_show_a_digest(bare_checkout: Path) -> None:
    for slug, name in issued(bare_checkout):
        meta = metas(read(bare_checkout / "site/s" / slug / name / "index.html"))
        assert re.search(r"[Dd]igest by the editors\)$", meta["og:description"])
        if re.fullmatch(r"d\d+", name):
            assert meta["og:title"].endswith(f"digest ¶ {name[1:]}")


def test_without_a_host_there_are_no_absolute_addresses(bare_checkout: Path) -> None:
    page = read(bare_checkout / "site/s/dockers-strike/d1/index.html")
    assert not {"og:url", "og:image"} & metas(page).keys()
    assert not page.all("link")


def test_previews_are_neither_in_the_search_nor_in_the_sitemap(hosted: Path) -> None:
    for part in (hosted / "data/search").glob("*.js"):
        assert '"s/' not in part.read_text(encoding="utf-8")
    sitemap = (hosted / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{HOST}essays/dockers-strike/" in sitemap
    assert f"{HOST}s/" not in sitemap


@given(st.text(WORDS, min_size=1), st.text(WORDS), st.text(WORDS))
def test_any_text_makes_a_small_preview(title: str, by: str, about: str) -> None:
    """Markup in the text is escaped."""
    short = shorten(title, MAX_TITLE_BYTES)
    preview = Preview("cranes", "p1", short, shorten(by, MAX_TITLE_BYTES), shorten(about), shorten(title))
    text = preview_page(preview, Site("Harbours", "en", HOST))
    meta = metas(parse(text))
    assert meta.get("og:title", "") == short
    assert preview.about in meta.get("og:description", "")
    assert len(words(preview.about)) <= QUOTED


@given(st.text(WORDS))
def test_shortened_text_keeps_its_first_words(text: str) -> None:
    short = shorten(text)
    assert len(short.removesuffix(" …").encode()) <= MAX_BYTES
    if short.endswith(" …") and not text.endswith(" …"):
        assert " ".join(text.split()).startswith(short.removesuffix(" …"))
    elif not short.endswith(" …"):
        assert short == " ".join(text.split())


# --- pictures ----------------------------------------------------------------------------------


def test_pictures_are_small_and_have_the_stated_size(full_checkout: Path) -> None:
    found = [full_checkout / "site/preview.png", *sorted((full_checkout / "site/s").glob("*.png"))]
    assert len(found) == 1 + len(load_manifest(full_checkout, "en").entries)
    for path in found:
        assert Image.open(path).size == (1200, 630) == IMAGE_SIZE
        assert path.stat().st_size < 40_000


@pytest.mark.parametrize(
    "letters", ["“Harbour” – é", "François’s", "Порт и маяк", "Λιμάνι και φάρος", "Dvořák, Łódź, ő"]
)
def test_every_letter_is_drawn(letters: str) -> None:
    """A letter missing from the font would be drawn as a box."""
    font = _font("Semibold", 40)
    missing = bytes(font.getmask("\U0010ffff"))
    for letter in letters.replace(" ", ""):
        assert bytes(font.getmask(letter)) != missing, letter


@settings(max_examples=20)
@given(st.text(WORDS), st.text(WORDS))
def test_any_text_makes_a_picture(title: str, by: str) -> None:
    drawn = draw_card(Card(title * 9, by, "Harbours"))
    assert drawn == draw_card(Card(title * 9, by, "Harbours"))
    shown = Image.open(io.BytesIO(drawn)).convert("RGB")
    paper = shown.getpixel((3, 300))
    edge = [shown.getpixel((x, y)) for x in (40, 1180) for y in range(20, 630)]
    assert {*edge} == {paper}, "letters run over the margin"


def test_pictures_and_previews_are_made_only_if_they_change(root: Path) -> None:
    """Stale previews are deleted."""
    finished = root / FINISHED  # the cache that has the pictures
    times = {path: path.stat().st_mtime_ns for path in finished.iterdir()}
    pages = sorted((root / "site/s").rglob("index.html"))
    first = {path: (path.read_bytes(), path.stat().st_ino) for path in pages}
    assert times
    assert pages
    output_of("build")
    assert {path: path.stat().st_mtime_ns for path in finished.iterdir()} == times
    assert {path: (path.read_bytes(), path.stat().st_ino) for path in pages} == first
    change(root / "mkdocs.yml", "/sample/", "/moved/")
    (root / "site/s/harbour-strike/left-over").mkdir()
    output_of("build")
    assert all("/moved/s/harbour-strike/" in path.read_text(encoding="utf-8") for path in pages)
    assert sorted((root / "site/s").rglob("index.html")) == pages
    assert not (root / "site/s/harbour-strike/left-over").exists()
    shutil.rmtree(root / "site")
    output_of("build")
    assert sorted((root / "site/s").rglob("index.html")) == pages


# --- metadata of pages -------------------------------------------------------------------------


def test_pages_have_metadata(hosted: Path) -> None:
    for path in sorted(hosted.rglob("index.html")):
        if path.is_relative_to(hosted / "s"):
            continue
        page, own = read(path), f"{HOST}{path.parent.relative_to(hosted).as_posix()}/".replace("/./", "/")
        meta = metas(page)
        assert meta["og:url"] == own
        assert meta["og:title"]
        assert meta["og:description"]
        assert (hosted / meta["og:image"].removeprefix(HOST)).is_file()
        structured(page)


def test_reference_managers_find_metadata_of_the_essay(full: Edition, full_checkout: Path) -> None:
    published = load_publication(full_checkout, "en")
    assert published
    for essay in full.essays:
        page = read(full_checkout / "site/essays" / essay.entry.slug / "index.html")
        meta, item = metas(page), structured(page)
        assert meta["citation_title"] == item["headline"] == essay.entry.title
        assert meta["citation_inbook_title"] == published.title
        author = essay.entry.author
        sure = author.certainty == "confirmed"
        assert meta.get("citation_author", "") == (
            f"{author.family}, {author.text.split()[0]}" if sure else ""
        )
        assert ("author" in item) == sure
        assert item["@type"] == "ScholarlyArticle"


def test_a_digest_is_the_editors_and_about_the_essay(bare_checkout: Path) -> None:
    for entry in load_manifest(bare_checkout, "en").entries:
        item = structured(read(bare_checkout / "site/essays" / entry.slug / "index.html"))
        assert item["author"] == [{"@type": "Organization", "name": "The editors"}]
        assert item["about"]["headline"] == entry.title  # type: ignore[index]


@pytest.mark.parametrize(("page", "kind"), [("people", "Person"), ("quotations", "Quotation")])
def test_lists_name_every_entry(bare_checkout: Path, page: str, kind: str) -> None:
    shown = read(bare_checkout / "site" / page / "index.html")
    items = structured(shown)["itemListElement"]
    ids = {element.attributes.get("id") for element in shown.walk()}
    assert items
    for item in items:  # type: ignore[attr-defined]
        assert item["@type"] == kind
        assert item["@id"][1:] in ids


def test_the_data_are_described(bare_checkout: Path) -> None:
    item = structured(read(bare_checkout / "site/about/index.html"))
    assert item["@type"] == "Dataset"
    for download in item["distribution"]:  # type: ignore[attr-defined]
        path = urljoin("about/", download["contentUrl"])
        assert (bare_checkout / "site" / path).is_file()


def test_each_page_says_how_to_cite_it_without_scripts(bare_checkout: Path) -> None:
    published = load_publication(bare_checkout, "en")
    assert published
    for entry in load_manifest(bare_checkout, "en").entries:
        page = read(bare_checkout / "site/essays" / entry.slug / "index.html")
        (cite,) = page.all("details", "cite")
        assert f"version {published.version}" in cite.text()
        assert "digest of" in cite.text()
        for link in cite.all("a"):
            path = urljoin(f"essays/{entry.slug}/", link.attributes["href"])
            assert (bare_checkout / "site" / path).is_file()


# --- the page for what is not there ------------------------------------------------------------


def test_the_not_found_page_works_at_any_address(hosted: Path) -> None:
    """Its links lead to pages of the site."""
    page = read(hosted / "404.html")
    (form,) = page.all("form", "lost")
    assert form.attributes["action"].startswith("/harbour/")
    (article,) = page.all("article")
    targets = [link.attributes["href"] for link in article.all("a")]
    assert len(targets) > 5
    for target in targets:
        path = urljoin("https://example.org/harbour/no/such/page/", target).removeprefix(HOST)
        assert (hosted / path / "index.html").is_file(), target
    assert metas(page)["robots"] == "noindex"


# --- retired pages -----------------------------------------------------------------------------


def retire(root: Path, pages: dict[str, str]) -> None:
    path = root / PAGE_BOOK
    book = json.loads(path.read_text(encoding="utf-8"))
    book["pages"] += [page for page in pages if page not in book["pages"]]
    path.write_text(json.dumps({**book, "retired": pages}), encoding="utf-8")


def test_a_retired_page_leads_to_its_replacement(single: Path) -> None:
    release(single)
    book = single / ADDRESS_BOOKS / "harbour-strike.json"
    shutil.copy(book, single / ADDRESS_BOOKS / "dock-strike.json")
    retire(single, {"essays/dock-strike/": "essays/harbour-strike/", "names/": "essays/"})
    site = build(single)
    for old, new in (("essays/dock-strike/", "essays/harbour-strike/"), ("names/", "essays/")):
        page = read(site / old / "index.html")
        (link,) = page.all("a")
        assert urljoin(HOST + old, link.attributes["href"]) == HOST + new
        assert metas(page)["refresh"] == f"0; url={link.attributes['href']}"
    (link,) = read(site / "s/dock-strike/p3/index.html").all("a")
    to, name = urldefrag(urljoin(f"{HOST}s/dock-strike/p3/", link.attributes["href"]))
    assert (to, name) == (f"{HOST}essays/harbour-strike/", "p3")
    assert json.loads((single / PAGE_BOOK).read_text(encoding="utf-8"))["retired"]


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ({"essays/harbour-strike/": "essays/"}, "still exists"),
        ({"names/": "nowhere/"}, "which does not exist"),
        ({"names/": "names/"}, "which does not exist"),
    ],
)
def test_an_invalid_retirement_of_a_page_is_an_error(
    single: Path, pages: dict[str, str], message: str
) -> None:
    release(single)
    retire(single, pages)
    with pytest.raises(EditionError, match=message):
        assemble(single, None)


# --- the feed ----------------------------------------------------------------------------------

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_lists_the_editions(bare_checkout: Path) -> None:
    root = ET.parse(bare_checkout / "site/feed.xml").getroot()  # noqa: S314 - our own
    for field in ("id", "title", "updated", "author/a:name"):
        assert root.findtext(f"a:{field}", namespaces=ATOM)
    entries = root.findall("a:entry", ATOM)
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in entries]
    assert titles == ["Version 2.1.0", "Version 2.0.0", "Version 1.0.0"]
    # without an address of the site there are no links, and an entry without a link must have content
    assert all(entry.findtext("a:content", namespaces=ATOM) for entry in entries)
    assert not list(root.iter(f"{{{ATOM['a']}}}link"))
    ids = [e.findtext("a:id", namespaces=ATOM) for e in (root, *entries)]
    assert len({*ids}) == len(ids)


def test_ids_of_the_feed_do_not_depend_on_the_host(bare_checkout: Path) -> None:
    published = load_publication(bare_checkout, "en")
    assert published
    releases = [Release("2 & 3", "2025-01-01", "<More>"), Release("1", "2024-01-01", "First")]
    texts = [atom_feed(published, releases, url) for url in ("", HOST)]
    ids = [re.findall("<id>(.*)</id>", text) for text in texts]
    assert ids[0] == ids[1]
    (first, _) = ET.fromstring(texts[1]).findall("a:entry", ATOM)  # noqa: S314 - our own
    assert first.findtext("a:summary", namespaces=ATOM) == "<More>"


def test_a_release_missing_from_the_list_is_an_error(single: Path) -> None:
    shutil.copy(HARBOUR / EDITIONS, single / EDITIONS)
    with pytest.raises(EditionError, match=r"newest version is not that of CITATION\.cff, 1\.2\.0"):
        assemble(single, None)


# --- the generator's configuration -------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "environment", "url"),
    [
        ("!ENV [SITE_URL, '']", {"SITE_URL": "https://a.org/b"}, "https://a.org/b/"),
        ("!ENV [SITE_URL, '']", {}, ""),
        ("!ENV [OTHER, SITE_URL, 'https://c.org/']", {"SITE_URL": "https://a.org/"}, "https://a.org/"),
        ("!ENV SITE_URL", {}, ""),
        ("!ENV [SITE_URL]", {}, ""),
        ("!ENV [SITE_URL]", {"SITE_URL": "https://a.org"}, "https://a.org/"),
        ("!ENV []", {}, ""),
        ("https://d.org/", {}, "https://d.org/"),
    ],
)
def test_the_address_of_the_site(value: str, environment: dict[str, str], url: str) -> None:
    text = f"site_name: Harbours\nsite_url: {value}\nx: !!python/name:a.b\ny: !relative z\n"
    assert parse_configuration(text, environment) == Site("Harbours", "en", url)


def test_previews_of_an_essay_with_neither_text_nor_digest(full: Edition) -> None:
    for essay in full.essays:
        bare = EditedEssay(replace(essay.entry, short="X"), None, None, essay.addresses)
        shown = list(link_previews(bare))
        assert {preview.id for preview in shown} >= {*essay.addresses.paragraphs}
        assert all(preview.title.startswith("X: ") for preview in shown)


def test_a_build_tells_which_characters_a_picture_lacks(harbour: Path) -> None:
    config = harbour / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("site_name: Skerrow", "site_name: Skerrow 世界 – Мир"), encoding="utf-8")
    output = output_of("build", "--project", str(harbour))
    assert "preview.png: the font has no 世界; the picture has a box in place of each\n" in output
    assert output.count("the font has no") == 5


def test_a_build_tells_nothing_of_pictures_that_lack_nothing(full_checkout: Path) -> None:
    assert not list(preview_notices(assemble(full_checkout, None)))


def test_a_build_tells_which_characters_a_picture_lacks_in_the_language_of_the_edition(full: Edition) -> None:
    """The month of an essay's date may be written with them."""
    assert not list(preview_notices(full))
    bracketed = replace(full, catalogue=Catalogue(Bracketed()))
    assert any("the font has no ⟦" in notice for notice in preview_notices(bracketed))


def test_a_picture_says_how_sure_its_date_is_in_the_language_of_the_edition(full: Edition) -> None:
    entry = full.essays[0].entry
    date = replace(entry.date, edtf=Edtf.parse("1999/.."))
    essay = replace(full.essays[0], entry=replace(entry, date=date))
    edition = replace(full, essays=(essay,))
    for catalogue, said in ((ENGLISH, "1999 or later"), (load_catalogue(ROOT, "de"), "1999 oder später")):
        with translated_by(catalogue):
            assert preview_cards(edition)[f"s/{essay.slug}.png"].by.endswith(said)


@pytest.mark.parametrize("piece", ["w", "word "])
def test_of_a_title_of_any_length_there_is_what_the_image_has_room_for(piece: str) -> None:
    assert draw_card(Card(piece * 300_000, "", "")) == draw_card(Card(piece * 500, "", ""))
