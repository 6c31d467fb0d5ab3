"""The built site, as readers find it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from edition.build.edition import Edition
from edition.build.stages import assemble
from edition.exports.link_previews import PREVIEW_FOLDER
from edition.inputs.manifest import load_manifest
from edition.model.ledger import restore
from edition.text.words import words
from tests.support.markup import Element, article, parse

BASE = "http://site.test/"


def words_of(page: Element) -> list[str]:
    """Return an essay's own words on its page, without those that the edition adds."""
    hide(page, tag="sup", class_="")
    out: list[str] = []
    for element in page.walk():
        if element.attributes.get("id") in ("onward", "notes", "apparatus"):
            break
        own = element.tag in ("p", "li", "h1", "h2", "figcaption") and "supplied" not in element.classes
        own = own and not (
            element.tag == "figcaption" and element.all("p")
        )  # its words are counted with its paragraph
        if own and "imprint" not in element.classes:
            out += words(element.text().removesuffix("#"))
    return out


def hide(page: Element, *, tag: str, class_: str) -> None:
    for element in page.walk():
        element.children = [
            c
            for c in element.children
            if isinstance(c, str) or c.tag != tag or (class_ and class_ not in c.classes)
        ]


# --- the full edition ----------------------------------------------------------------------------


def test_every_source_is_restored_byte_for_byte(full: Edition) -> None:
    for essay in full.texts:
        raw = restore(essay.text, essay.ledger).encode()
        assert raw == Path(essay.source.name).read_bytes()


def test_rules_do_not_change_words(full: Edition) -> None:
    for essay in full.texts:
        for change in essay.ledger:
            if change.kind == "rule" and change.name != "list-marker":
                assert words(change.before) == words(change.after), change


def test_all_words_are_on_the_page_in_order(full: Edition, full_checkout: Path) -> None:
    for essay in full.texts:
        page = article(full_checkout / "site", f"essays/{essay.entry.slug}")
        hide(page, tag="p", class_="imprint")
        hide(page, tag="p", class_="elsewhere")
        hide(page, tag="details", class_="provenance")
        hide(page, tag="details", class_="brief")
        assert words_of(page) == words(essay.text), essay.entry.slug


def test_each_block_is_where_its_address_says(full: Edition, full_checkout: Path) -> None:
    for essay in full.texts:
        page = article(full_checkout / "site", f"essays/{essay.entry.slug}")
        hide(page, tag="sup", class_="")
        for block in essay.addressed_blocks():
            assert words(page.by_id(block.address).text()) == words(essay.block_text(block))


def test_titles_of_the_manifest_match_the_texts(full: Edition) -> None:
    for essay in full.texts:
        titles = [essay.block_text(b) for b in essay.blocks if b.kind == "title"]
        assert titles == ([] if essay.entry.title_supplied else [essay.entry.title])


def test_emendations_are_marked_and_listed(full: Edition, full_checkout: Path) -> None:
    for essay in full.texts:
        page = article(full_checkout / "site", f"essays/{essay.entry.slug}")
        slips = [c for c in essay.ledger if c.kind == "emendation"]
        marks = page.all("a", "emendation")
        assert len(marks) == len(slips) == len(essay.entry.emendations)
        for mark, slip in zip(marks, slips, strict=True):
            entry = page.by_id(mark.attributes["href"].removeprefix("#"))
            assert slip.why in entry.text()
            assert slip.before.strip() in entry.text()
            assert slip.before.strip() in mark.attributes["data-reading"]


def test_headings_of_the_manifest_match_the_texts(full: Edition) -> None:
    for essay in full.texts:
        own = {b.section: essay.block_text(b) for b in essay.blocks if b.kind == "heading"}
        assert own == {s.id: s.heading for s in essay.entry.sections if not s.supplied}


def test_parts_have_the_right_markup(full_checkout: Path) -> None:
    site = full_checkout / "site"
    strike = article(site, "essays/dockers-strike")
    hide(strike, tag="sup", class_="")
    (epigraph,) = strike.all("figure", "epigraph")
    assert epigraph.all("figcaption")[0].text().strip().startswith("(Linus Ferrow, The Quay Songs")
    (quotation,) = strike.all("figure", "quotation")
    assert quotation.all("blockquote")[0].text().strip().startswith("“The rate is lowered")
    assert [len(strike.all(tag)[0].all("li")) for tag in ("ul", "ol")] == [4, 3]
    assert "She collects tallies." in strike.all("section", "biography")[0].text()
    light = article(site, "essays/stack-light")
    assert light.all("p", "subtitle")[0].text() == "Halvard Brisk and what he built"
    assert "Halvard Brisk" in light.all("figure", "epigraph")[0].all("figcaption")[0].text()
    council = article(site, "essays/harbour-council")
    assert [h.attributes["id"] for h in council.all("h2", "supplied")] == ["books", "strike", "light"]
    assert "Drawing by a pupil" in council.all("figure", "lost-picture")[0].text()
    assert council.all("p", "standfirst")


@pytest.fixture(params=["full_checkout", "mixed_checkout", "bare_checkout", "single_checkout"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the four sites."""
    checkout: Path = request.getfixturevalue(request.param)
    return checkout / "site"


def pages(site: Path) -> dict[str, Element]:
    """Return every page by its address on the site."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): parse(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }


def test_every_link_leads_somewhere(site: Path) -> None:
    parsed = pages(site)
    ids = {address: {e.attributes.get("id") for e in page.walk()} for address, page in parsed.items()}
    for address, page in parsed.items():
        if address == "404.html":
            continue
        for link in page.all("a"):
            target = urljoin(BASE + address, link.attributes.get("href", ""))
            where, fragment = urldefrag(target)
            if where.startswith(BASE):
                path = urlsplit(where).path.removeprefix("/")
                assert path in parsed or (site / path).is_file(), f"{address}: {target}"
                assert not fragment or fragment.startswith("__") or fragment in ids[path], (
                    f"{address}: {target}"
                )


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for address, page in pages(site).items():
        found = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
        assert len(found) == len(set(found)), address


def test_nothing_is_loaded_from_other_hosts(site: Path) -> None:
    for address, page in pages(site).items():
        for element in page.walk():
            loads = [element.attributes.get("src", "")]
            if element.tag == "link" and element.attributes.get("rel") not in ("canonical", "next", "prev"):
                loads.append(element.attributes.get("href", ""))
            for load in loads:
                assert not re.match(r"(https?:)?//", load), f"{address}: {load}"
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", style.read_text(encoding="utf-8")), style


def test_previous_and_next_essay(site: Path) -> None:
    essays = [p for p in pages(site) if re.fullmatch(r"essays/[\w-]+/", p)]
    for address in essays:
        footer = parse((site / address / "index.html").read_text(encoding="utf-8")).all(
            "nav", "md-footer__inner"
        )
        assert footer
        assert footer[0].all("a")


def test_ledger_and_anchors_are_published(full: Edition, full_checkout: Path) -> None:
    data = full_checkout / "site/data"
    anchors = json.loads((data / "anchors.json").read_text(encoding="utf-8"))["anchors"]
    assert len({a["address"] for a in anchors}) == len(anchors)
    for essay in full.texts:
        ledger = json.loads((data / f"ledger/{essay.entry.slug}.json").read_text(encoding="utf-8"))
        assert ledger["source"] == f"urn:sha256:{essay.source.sha256}"
        for entry in ledger["entries"]:
            assert essay.source.text[entry["start"] : entry["end"]] == entry["before"]


def test_without_texts_every_address_still_leads_somewhere(bare_checkout: Path) -> None:
    """The address of each paragraph leads to the paragraph of the digest that summarises it."""
    site = bare_checkout / "site"
    anchors = json.loads((site / "data/anchors.json").read_text(encoding="utf-8"))["anchors"]
    paragraphs = [a for a in anchors if a["kind"] == "paragraph" and "#p" in a["address"]]
    assert len(paragraphs) >= 67
    pages = {
        address: article(site, address) for address in {a["address"].partition("#")[0] for a in paragraphs}
    }
    for anchor in paragraphs:
        page, _, name = anchor["address"].partition("#")
        place = pages[page].by_id(name).parent
        assert place is not None
        assert anchor["to"].endswith(f"#{place.attributes['id']}")
        assert re.fullmatch(r"d\d+", place.attributes["id"])


def test_without_texts_pages_say_where_to_read_them(bare_checkout: Path) -> None:
    for entry in load_manifest(bare_checkout, "en").entries:
        notice = article(bare_checkout / "site", f"essays/{entry.slug}").all("div", "admonition")[0]
        assert "not part of this site" in notice.text()
        addresses = [entry.address.text] if entry.address.text else []
        assert [a.attributes["href"] for a in notice.all("a")] == addresses


def test_a_site_with_some_of_its_texts(mixed_checkout: Path) -> None:
    """Essays whose texts are missing have their digests, and the notes of all essays link to all others."""
    entries = load_manifest(mixed_checkout, "en").entries
    edition = assemble(mixed_checkout, None, lambda essays: essays)
    whole = {essay.slug for essay in edition.essays if essay.text}
    assert 0 < len(whole) < len(entries)
    linked = set()
    for entry in entries:
        page = article(mixed_checkout / "site", f"essays/{entry.slug}")
        ids = {e.attributes["id"] for e in page.walk() if "id" in e.attributes}
        assert bool(page.all("div", "admonition")) == (entry.slug not in whole)
        assert bool(page.all("details", "brief")) == (entry.slug in whole)
        assert {section.id for section in entry.sections} <= ids
        notes = page.all("div", "footnote")[0]
        targets = {a.attributes["href"].partition("#")[0] for a in notes.all("a")}
        linked |= {(entry.slug, other.slug) for other in entries if f"../{other.slug}/" in targets}
    assert linked >= {(a.slug, b.slug) for a in entries for b in entries if a is not b}


def test_a_site_without_texts_has_no_empty_parts(bare_checkout: Path) -> None:
    """No heading without text below it, no list without an item, no table without a row."""
    for address, page in pages(bare_checkout / "site").items():
        if address.startswith(PREVIEW_FOLDER):
            continue  # previews, which have no article
        for element in page.all("article")[0].walk():
            if element.tag in ("ul", "ol", "dl", "tbody", "details", "figure", "section"):
                assert element.text().strip() or element.all("svg"), f"{address}: {element.tag}"
            if element.tag in ("h2", "h3") and element.parent is not None:
                siblings = element.parent.children
                after = siblings[siblings.index(element) + 1 :]
                first = next((e for e in after if isinstance(e, Element) and e.text().strip()), None)
                deeper = first is not None and first.tag == "h3" and element.tag == "h2"
                assert first is not None, f"{address}: {element.text()}"
                assert deeper or first.tag not in ("h1", "h2", "h3"), f"{address}: {element.text()}"
    text = " ".join(page.text() for page in pages(bare_checkout / "site").values()).lower()
    assert "not available" not in text
