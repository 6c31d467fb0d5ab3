"""Previews: the target of a link, shown beside the link."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import Open

WIDTHS = (390, 820, 1600)

WORDS = """id => {
  const copy = document.getElementById(id).closest("p").cloneNode(true);
  copy.querySelectorAll("sup, .sign, .locator").forEach(added => added.remove());
  return copy.textContent.trim();
}"""


@pytest.fixture(scope="module")
def site(bare_checkout: Path, serve: Callable[[Path], str]) -> str:
    return serve(bare_checkout / "site")


def _preview(page: Page) -> Locator:
    return page.locator(".popup.preview")


def _place(page: Page) -> Locator:
    """Return the first link to a paragraph of an essay, after opening the box that contains it."""
    link = page.locator("article a[href*='essays/'][href*='#']").first
    link.evaluate("link => link.closest('details')?.setAttribute('open', '')")
    return link


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("registry", ["people/", "quotations/", "timeline/", "disagreements/"])
def test_a_link_to_a_paragraph_shows_it(site: str, visit: Open, registry: str, width: int) -> None:
    page = visit(site + registry, width)
    link = _place(page)
    address = str(link.evaluate("link => link.href"))
    link.hover()
    target = visit(address)
    words = target.evaluate(WORDS, address.partition("#")[2])
    assert len(words) > 20
    expect(_preview(page)).to_contain_text(words)
    expect(_preview(page)).to_contain_text(target.locator("h1").inner_text().removesuffix("#"))
    expect(_preview(page).locator("sup, a, .sign")).to_have_count(0)
    box = _preview(page).bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    assert 0 <= box["y"] <= box["y"] + box["height"] <= 1000
    page.mouse.move(1, 1)
    expect(_preview(page)).to_be_hidden()


def test_a_preview_names_the_section(site: str, visit: Open) -> None:
    page = visit(site + "essays/stack-light/")
    section = page.locator("h2:has(~ #d5)").last.inner_text().removesuffix("#")
    registry = visit(site + "people/")
    link = registry.locator("article a[href*='stack-light/#d5']").first
    link.evaluate("link => link.closest('details')?.setAttribute('open', '')")
    link.hover()
    expect(_preview(registry).locator(".popup-head")).to_contain_text(section)


def test_keyboard_focus_shows_a_preview_and_escape_hides_it(site: str, visit: Open) -> None:
    page = visit(site + "people/")
    link = _place(page)
    page.keyboard.press("Tab")
    link.focus()
    expect(_preview(page)).to_be_visible()
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(_preview(page)).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/essays/.*#[dp][0-9]+$"))


def test_a_page_is_fetched_once(site: str, visit: Open) -> None:
    page = visit(site + "people/")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    links = page.locator("article li a[href*='essays/stack-light/#']")
    for n in (0, 1, 2):
        links.nth(n).hover()
        expect(_preview(page)).to_be_visible()
        page.mouse.move(1, 1)
        expect(_preview(page)).to_be_hidden()
    assert len([url for url in requested if "stack-light" in url]) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_in_a_note_previews_its_entry(site: str, visit: Open, width: int) -> None:
    page = visit(site + "essays/dockers-strike/", width)
    page.locator('a.footnote-ref[href="#fn:person-edda-thornby"]').first.press("Enter")
    note = page.locator(".popup.note")
    note.locator('a[href$="people/#edda-thornby"]').hover()
    expect(_preview(page)).to_contain_text("Edda Thornby")
    expect(_preview(page)).to_contain_text("1919")
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(_preview(page)).to_be_hidden()
    expect(note).to_be_visible()


def test_a_tap_follows_a_link(site: str, visit: Open) -> None:
    page = visit(site + "people/", 390, has_touch=True)
    _place(page).tap()
    expect(page).to_have_url(re.compile("/essays/.*#[dp][0-9]+$"))


def test_a_link_to_a_malformed_address_has_no_preview(site: str, visit: Open) -> None:
    page = visit(site + "people/")
    faults: list[object] = []
    page.on("pageerror", lambda fault: faults.append(fault))
    link = _place(page)
    link.evaluate("link => (link.hash = '#50%')")
    with page.expect_response("**/essays/**"):
        link.hover()
    page.wait_for_load_state("networkidle")
    expect(_preview(page)).to_be_hidden()
    assert not faults


def test_a_link_works_where_its_preview_cannot_be_fetched(site: str, visit: Open) -> None:
    page = visit(site + "people/")
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.route("**/essays/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        _place(page).hover()
    page.unroute("**/essays/**")
    expect(_preview(page)).to_be_hidden()
    _place(page).click()
    expect(page).to_have_url(re.compile("/essays/.*#[dp][0-9]+$"))
    assert not errors
