"""Addresses that are not quite right, and browsers that refuse something: no error, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open

ESSAY = "essays/stack-light/"
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });"""


@pytest.fixture
def errors() -> Iterator[list[str]]:
    """The errors of scripts on pages that are watched; there must be none."""
    found: list[str] = []
    yield found
    assert found == []


def _watch(page: Page, errors: list[str]) -> Page:
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page


@pytest.mark.parametrize("written", ["p7.", "p7)", "P7", "p7%E2%80%9D,", "p7%20", "p7"])
def test_a_stop_after_an_address_does_no_harm(
    full_site: str, visit: Open, errors: list[str], written: str
) -> None:
    page = _watch(visit("about:blank"), errors)
    page.goto(f"{full_site}{ESSAY}#{written}")
    expect(page).to_have_url(f"{full_site}{ESSAY}#p7")
    expect(page.locator("#p7:target")).to_be_in_viewport()
    expect(page.locator(".notice")).to_have_count(0)


def test_a_missing_paragraph_is_named(full_site: str, visit: Open, errors: list[str]) -> None:
    page = _watch(visit("about:blank"), errors)
    page.goto(f"{full_site}{ESSAY}#p999")
    expect(page.get_by_role("status")).to_have_text("This page has no paragraph 999.")
    page.evaluate("location.hash = 'p998'")
    expect(page.get_by_role("status").last).to_have_text("This page has no paragraph 998.")


@pytest.mark.parametrize("written", ["100%", "%", "%E2%28", "constructor"])
def test_an_odd_fragment_stops_no_script(
    full_site: str, visit: Open, errors: list[str], written: str
) -> None:
    page = _watch(visit("about:blank"), errors)
    page.goto(f"{full_site}{ESSAY}#{written}", wait_until="networkidle")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile(r"#[a-z-]+$"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_everything_works_without_storage(full_site: str, visit: Open, errors: list[str]) -> None:
    page = _watch(visit("about:blank", color_scheme="dark"), errors)
    page.add_init_script(BLOCKED)
    page.goto(full_site + ESSAY, wait_until="networkidle")
    root = page.locator("html")
    expect(root).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".scheme-switch:visible").click()
    expect(root).to_have_attribute("data-md-color-scheme", "default")
    page.keyboard.press("s")
    page.get_by_role("searchbox").fill("umbrella")
    page.locator(".search-list li a").first.click()
    expect(page.get_by_role("button", name="Clear marks")).to_be_visible()


def test_what_is_chosen_is_visible_in_forced_colours(full_site: str, visit: Open) -> None:
    page = visit(f"{full_site}search/?q=light&kind=note", forced_colors="active")
    chosen = page.locator('.search-kinds [aria-pressed="true"]')
    expect(chosen).to_contain_text("Notes")
    background = "button => getComputedStyle(button).backgroundColor"
    other = page.locator('.search-kinds [aria-pressed="false"]').first
    assert chosen.evaluate(background) != other.evaluate(background)
    page.goto(f"{full_site}{ESSAY}#p7")
    assert page.locator("#p7").evaluate("p => getComputedStyle(p).outlineStyle") == "solid"


def test_the_chosen_essay_is_visible_in_forced_colours(full_site: str, visit: Open) -> None:
    page = visit(f"{full_site}compare/", 390, forced_colors="active")
    outline = "button => getComputedStyle(button).outlineStyle"
    assert page.locator('.compare-tabs [aria-pressed="true"]').evaluate(outline) == "solid"
    assert page.locator('.compare-tabs [aria-pressed="false"]').first.evaluate(outline) == "none"
