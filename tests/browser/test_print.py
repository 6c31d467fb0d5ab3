"""A printed essay."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open, add_style

ESSAY = "essays/dockers-strike/"

STYLE = "([selector, key, part]) => getComputedStyle(document.querySelector(selector), part)[key]"


@pytest.fixture(scope="module")
def site(bare_checkout: Path, serve: Callable[[Path], str]) -> str:
    return serve(bare_checkout / "site")


@pytest.fixture
def open_for_print(visit: Open) -> Callable[..., Page]:
    """Open a page as it is printed."""

    def go(address: str, **options: Any) -> Page:
        page = visit(address, 800, **options)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        return page

    return go


def style(page: Page, selector: str, key: str, part: str | None = None) -> str:
    value: str = page.evaluate(STYLE, [selector, key, part])
    return value


def test_nothing_of_the_interface_is_printed(site: str, open_for_print: Callable[..., Page]) -> None:
    page = open_for_print(site + ESSAY)
    interface = page.locator(
        ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-search, .md-top, .headerlink, .section-bar, "
        ".reading-line, .follow, "
        "button, input, .footnote a.back, #onward, dialog, .search-dialog"
    )
    assert interface.count() > 20
    expect(interface.filter(visible=True)).to_have_count(0)
    for part in ("h1", "#d2", "#notes", ".footnote li"):
        expect(page.locator(part).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_black_on_white(site: str, open_for_print: Callable[..., Page], scheme: str) -> None:
    page = open_for_print(f"{site}{ESSAY}#d2", color_scheme=scheme)
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == (
        "slate" if scheme == "dark" else "default"
    )
    for selector in ("#d2", "h1", "#d2 .locator", ".footnote li p", "#d2 strong, #d3"):
        assert style(page, selector, "color") == "rgb(0, 0, 0)", selector
    for selector in ("body", "html"):
        assert style(page, selector, "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, "#d2", "boxShadow") == "none"


def test_paragraph_numbers_are_printed_in_the_margin(site: str, open_for_print: Callable[..., Page]) -> None:
    page = open_for_print(site + ESSAY)
    number, text = (page.locator(selector).bounding_box() for selector in ("#d2 > .number", "#d2"))
    assert number
    assert text
    assert style(page, "#d2 > .number", "opacity") == "1"
    assert number["x"] >= 0
    assert number["x"] + number["width"] <= text["x"]
    assert abs(number["y"] - text["y"]) < 10


def test_provenance_is_printed(site: str, open_for_print: Callable[..., Page]) -> None:
    page = open_for_print(site + ESSAY)
    expect(page.locator("details.provenance dd").first).to_be_visible()
    expect(page.locator(".printed")).to_have_text(site + ESSAY)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".printed")).to_have_count(1)


def test_addresses_of_other_sites_are_printed(site: str, open_for_print: Callable[..., Page]) -> None:
    page = open_for_print(site + "people/")
    link = ".imprint a[href^='https://www.wikidata.org']"
    assert "https://www.wikidata.org/entity/Q" in page.evaluate(
        "selector => getComputedStyle(document.querySelector(selector), '::after').content"
        ".replace(/attr\\(href\\)/, document.querySelector(selector).href)",
        link,
    )


def test_cross_references_are_printed_without_addresses(
    site: str, open_for_print: Callable[..., Page]
) -> None:
    page = open_for_print(site + ESSAY)
    link = ".footnote a[href*='people/']"
    assert style(page, link, "content", "::after") in ("none", "normal")
    assert style(page, link, "color") == "rgb(0, 0, 0)"
    assert "none" in style(page, link, "textDecorationLine")


def test_only_the_text_is_printed_where_it_is_available(
    full_site: str, open_for_print: Callable[..., Page]
) -> None:
    page = open_for_print(full_site + ESSAY)
    expect(page.locator("details.brief").filter(visible=True)).to_have_count(0)
    expect(page.locator("#p2")).to_be_visible()


def test_a_printed_difference_names_its_paragraph(site: str, open_for_print: Callable[..., Page]) -> None:
    page = open_for_print(site + ESSAY)
    sign = page.locator("a.sign").first
    paragraph = (sign.get_attribute("id") or "").removeprefix("sign-d")
    expect(sign).to_be_visible()
    expect(page.locator(f"#differ-d{paragraph}").get_by_text(f"¶ {paragraph}")).to_be_visible()


def test_notes_and_differences_are_printed_in_columns(site: str, open_for_print: Callable[..., Page]) -> None:
    page = open_for_print(site + ESSAY)
    for part in (".footnote ol", ".differences"):
        assert style(page, part, "columnCount") == "2"
        size, text = (float(style(page, name, "fontSize").removesuffix("px")) for name in (part, "#d2"))
        assert 9 < size < text


def test_links_to_other_pages_alone_are_not_printed(
    full_site: str, open_for_print: Callable[..., Page]
) -> None:
    page = open_for_print(full_site + ESSAY)
    page.locator(".difference p").last.evaluate("paragraph => paragraph.classList.add('screen-only')")
    left_out = page.locator(".screen-only, .elsewhere")
    assert left_out.count() > 1
    expect(left_out.filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("title", ["Nine “weeks”", 'The "stack" \\ and }', "</style> & {x}"])
def test_pages_have_a_running_head(full_site: str, open_for_print: Callable[..., Page], title: str) -> None:
    """The title of the essay, whatever is in it, and that of the edition."""
    page = open_for_print(full_site + ESSAY)
    page.locator("h1").evaluate("(h1, title) => (h1.textContent = title)", title)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    add_style(page, "h1::before { content: var(--head) } h1::after { content: var(--site) }")
    assert json.loads(style(page, "h1", "content", "::before")) == title
    assert json.loads(style(page, "h1", "content", "::after")) == "Skerrow"


def test_headings_stay_with_what_follows(site: str, open_for_print: Callable[..., Page]) -> None:
    page = open_for_print(site + ESSAY)
    assert style(page, ".md-content h2", "breakAfter") == "avoid"
    assert int(style(page, "#d2", "orphans")) > 1
    assert int(style(page, "#d2", "widows")) > 1


def test_an_essay_takes_a_reasonable_number_of_pages(site: str, visit: Open) -> None:
    """One A4 page for every 250 to 700 words, rounded up: none is nearly empty, and no note is cut off."""
    page = visit(site + "essays/stack-light/", color_scheme="dark")
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    words = len(page.locator("article").inner_text().split())
    assert words / 700 <= pages <= ceil(words / 250)
