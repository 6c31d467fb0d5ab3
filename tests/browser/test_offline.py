"""The site read from a folder, without a server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browsing import Open

WIDTHS = (390, 820, 1600)
NOTICE = "You are reading this from a folder"


@pytest.fixture(scope="module")
def folder(bare_checkout: Path) -> str:
    return (bare_checkout / "site").as_uri()


def test_links_lead_to_pages(folder: str, visit: Open) -> None:
    """From the home page to an essay, the next essay, and a person."""
    page = visit(f"{folder}/index.html")
    page.get_by_role("link", name="Essays", exact=True).first.click()
    expect(page).to_have_url(f"{folder}/essays/index.html")
    page.locator("article h2 a[href*=stack-light]").first.click()
    expect(page).to_have_url(f"{folder}/essays/stack-light/index.html")
    following = page.get_by_role("link", name=re.compile("^Next: "))
    following.hover()  # this lays out the notes above the link, which moves it
    following.click()
    expect(page).to_have_url(f"{folder}/essays/dockers-strike/index.html")
    page.locator(".footnote a[href*='people/']").first.click()
    expect(page).to_have_url(re.compile(rf"^{re.escape(folder)}/people/index\.html#[\w-]+$"))
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_links_are_completed_before_they_are_used(folder: str, visit: Open, width: int) -> None:
    """So that a new tab, a tap and the keyboard open it too."""
    page = visit(f"{folder}/essays/stack-light/index.html", width)
    link = page.locator(".footnote a[href*='quotations/']").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotations/index\.html#[\w-]+$"))


def test_keys_lead_to_pages(folder: str, visit: Open) -> None:
    page = visit(f"{folder}/essays/stack-light/index.html")
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    expect(page).to_have_url(f"{folder}/essays/dockers-strike/index.html")


def test_addresses_within_a_page_work(folder: str, visit: Open) -> None:
    page = visit(f"{folder}/essays/stack-light/index.html")
    page.locator("#d3 > .number").click()
    expect(page).to_have_url(f"{folder}/essays/stack-light/index.html#d3")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_notice_is_shown_and_the_search_works(folder: str, visit: Open, width: int) -> None:
    page = visit(f"{folder}/essays/stack-light/index.html", width)
    expect(page.get_by_text(NOTICE)).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()


@pytest.mark.parametrize("name", ["Copy link", "Chicago", "BibTeX"])
def test_what_is_copied_has_the_address_of_a_file(folder: str, visit: Open, name: str) -> None:
    page = visit(f"{folder}/essays/stack-light/index.html", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#d3 > .number").hover()
    page.locator(".passage-control").click()
    page.get_by_role("menuitem", name=name, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{folder}/essays/stack-light/index.html#d3" in copied


def test_the_citation_of_the_essay_has_the_address_of_a_file(folder: str, visit: Open) -> None:
    page = visit(f"{folder}/essays/stack-light/index.html")
    page.locator("details.cite summary").click()
    address = page.locator("details.cite dt", has_text="Address").locator("+ dd").get_by_role("link")
    expect(address).to_have_text(f"{folder}/essays/stack-light/index.html")


def test_side_by_side_asks_for_a_server_and_links_to_both_passages(folder: str, visit: Open) -> None:
    page = visit(f"{folder}/compare/index.html?a=stack-light:d6&b=keeper-letters:d4")
    message = page.locator(".compare-text").get_by_text("needs a server; the passage can be opened by itself")
    expect(message).to_have_count(2)
    page.get_by_role("link", name="Open in the essay").nth(1).click()
    expect(page).to_have_url(f"{folder}/essays/keeper-letters/index.html#d4")


def test_a_server_shows_no_notice(bare_checkout: Path, serve: Callable[[Path], str], visit: Open) -> None:
    page = visit("about:blank")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(serve(bare_checkout / "site") + "essays/stack-light/")
    expect(page.locator(".place-text")).not_to_be_empty()
    assert page.get_by_text(NOTICE).count() == 0
    assert not [url for url in requested if "local-files.js" in url]


def test_without_scripts_a_page_can_be_read(folder: str, visit: Open) -> None:
    page = visit(f"{folder}/essays/stack-light/index.html#d3", java_script_enabled=False)
    expect(page.locator("#d3")).to_be_in_viewport()
    page.locator("#d4 > .number").click()
    assert page.url.endswith("index.html#d4")
