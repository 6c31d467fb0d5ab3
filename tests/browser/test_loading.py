"""What is fetched, and when: readers load no more than they use."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open

ESSAY = "essays/harbour-strike/"
SCRIPT = r"/bundle\.\w+\.min\.js$"
INDEX = r"/data/search/"


def _open(visit: Open, address: str, width: int, **options: object) -> tuple[Page, list[str]]:
    """Open a page; return it and the list of its requests, which grows as it makes more."""
    requested: list[str] = []
    page = visit("about:blank", width, **options)
    page.context.on("request", lambda request: requested.append(request.url))
    page.goto(address, wait_until="networkidle")
    return page, requested


def _kinds(requested: list[str]) -> list[str]:
    return [kind for kind in (SCRIPT, INDEX) if any(re.search(kind, url) for url in requested)]


def test_a_phone_fetches_the_script_when_the_reader_scrolls(single_site: str, visit: Open) -> None:
    page, requested = _open(visit, single_site + ESSAY, 390)
    assert _kinds(requested) == []
    page.mouse.wheel(0, 400)
    page.wait_for_function("window.document$")
    page.wait_for_load_state("networkidle")
    assert _kinds(requested) == [SCRIPT]


def test_a_wide_screen_fetches_the_script_but_no_index(single_site: str, visit: Open) -> None:
    _, requested = _open(visit, single_site + ESSAY, 1600)
    assert _kinds(requested) == [SCRIPT]


def test_the_first_touch_of_the_switch_changes_the_colours(single_site: str, visit: Open) -> None:
    page, requested = _open(visit, single_site + ESSAY, 390, has_touch=True)
    assert _kinds(requested) == []
    page.get_by_title("Switch to dark").tap()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("Switch to light").tap()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("width", [390, 1600])
def test_a_dark_screen_is_never_light(single_site: str, visit: Open, width: int) -> None:
    page = visit(single_site + ESSAY, width, color_scheme="dark")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.mouse.wheel(0, 400)
    page.wait_for_function("window.document$")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize("number", [0, -1])
@pytest.mark.parametrize("width", [390, 1600])
def test_links_lead_to_notes_that_are_laid_out_late(
    full_site: str, visit: Open, number: int, width: int
) -> None:
    page = visit(full_site + "essays/dockers-strike/", width)
    call = page.locator("a[role=doc-noteref]").nth(number)
    name = str(call.get_attribute("href")).removeprefix("#")
    call.click()
    page.locator(f".popup a[href='#{name}']").click()
    note = page.locator(f"[id='{name}']")
    expect(note).to_be_in_viewport()
    page.wait_for_timeout(300)
    header, box = page.locator(".md-header").bounding_box(), note.bounding_box()
    assert header
    assert box
    assert header["y"] + header["height"] <= box["y"] < 1000
    note.locator("a[role=doc-backlink]").first.click()
    expect(page.locator(f"a[href='#{name}']").first).to_be_in_viewport()


OWN_GLOBALS = """() => {
  const blank = document.body.appendChild(document.createElement("iframe"));
  const known = new Set(Object.getOwnPropertyNames(blank.contentWindow));
  blank.remove();
  const themes = /^__md_|\\$$|^(palette|media|input|key|value|target|applyFocusVisiblePolyfill)$/;
  return Object.getOwnPropertyNames(window).filter(name => !known.has(name) && !themes.test(name));
}"""


@pytest.mark.parametrize("width", [390, 1600])
def test_a_page_has_one_global(single_site: str, visit: Open, width: int) -> None:
    """Even when every part of it has been used."""
    page = visit(f"{single_site}{ESSAY}?h=cranes", width)
    page.locator("#p6 > .number").hover()
    page.keyboard.press("/")
    page.keyboard.type("harbour")
    page.locator(".search-list a").first.wait_for()
    assert page.evaluate(OWN_GLOBALS) == ["edition"]


def test_components_win_over_the_page_and_the_page_over_the_theme(single_site: str, visit: Open) -> None:
    """A rule in a later layer wins over a more specific selector in an earlier one."""
    page = visit(single_site + ESSAY)
    for weaker, stronger in pairwise(["theme", "page", "component", "print"]):
        page.add_style_tag(
            content=f"@layer {weaker} {{ html body article#__content p[id]#p3 {{ --wins: {weaker} }} }}"
            f"@layer {stronger} {{ p {{ --wins: {stronger} }} }}"
        )
        wins = "getComputedStyle(document.getElementById('p3')).getPropertyValue('--wins').trim()"
        assert page.evaluate(wins) == stronger


def test_the_styles_of_pop_ups_are_there_before_the_first_opens(single_site: str, visit: Open) -> None:
    """Otherwise Tab, right after Enter, would move on before the pop-up can be entered."""
    page, requested = _open(visit, single_site + ESSAY, 390)
    page.wait_for_function("document.querySelector('link[href$=\"styles/popups.css\"]')?.sheet")
    assert [address.rpartition("/")[2] for address in requested if "popups.css" in address] == ["popups.css"]
