"""What is fetched, and when: readers load no more than they use."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browsing import Open, add_style

ESSAY = "essays/harbour-strike/"
LATER = [
    *("layers.css", "layers.js", "mentions.js", "notes.js", "passages.js", "popups.css", "popups.js"),
    *("scrolling.js", "sections.css", "sections.js"),
]
"""The files that a phone fetches when the reader begins to do something."""


def _open(visit: Open, address: str, width: int, **options: object) -> tuple[Page, list[str]]:
    """Open a page; return it and the list of its requests, which grows as it makes more."""
    requested: list[str] = []
    page = visit("about:blank", width, **options)
    page.context.on("request", lambda request: requested.append(request.url))
    page.goto(address, wait_until="networkidle")
    return page, requested


def _later(requested: list[str]) -> list[str]:
    names = {url.rpartition("/")[2] for url in requested}
    return sorted(names & set(LATER))


def test_nothing_is_fetched_twice(single_site: str, visit: Open) -> None:
    page, requested = _open(visit, single_site + ESSAY, 390)
    page.mouse.wheel(0, 400)
    page.wait_for_load_state("networkidle")
    assert len(requested) == len(set(requested))


def test_no_page_fetches_the_theme_or_the_index_of_the_search(single_site: str, visit: Open) -> None:
    page, requested = _open(visit, single_site + ESSAY, 1600)
    page.mouse.wheel(0, 400)
    page.wait_for_load_state("networkidle")
    assert requested
    assert not [url for url in requested if re.search(r"/(stylesheets|javascripts|data)/", url)]


SIGNS: dict[str, Callable[[Page], object]] = {
    "scroll": lambda page: page.mouse.wheel(0, 400),
    "touch": lambda page: page.touchscreen.tap(200, 300),
    "key": lambda page: page.keyboard.press("Tab"),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_phone_fetches_what_answers_a_reader_at_the_first_sign(
    single_site: str, visit: Open, sign: str
) -> None:
    page, requested = _open(visit, single_site + ESSAY, 390, has_touch=True)
    assert _later(requested) == []
    SIGNS[sign](page)
    page.wait_for_function("edition.passages && edition.addPopup && edition.refreshMargin !== null")
    page.wait_for_load_state("networkidle")
    assert _later(requested) == LATER


def test_a_wide_screen_fetches_it_at_once(single_site: str, visit: Open) -> None:
    _, requested = _open(visit, single_site + ESSAY, 1600)
    assert _later(requested) == LATER


def test_a_window_that_becomes_wide_fetches_it(full_site: str, visit: Open) -> None:
    """The notes then stand in its margin, although the reader has not touched the page."""
    page, requested = _open(visit, full_site + "essays/dockers-strike/", 820)
    assert not _later(requested)
    page.set_viewport_size({"width": 1600, "height": 900})
    expect(page.locator(".margin-note").first).to_be_attached()
    assert _later(requested) == LATER


def _continue_late(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


@pytest.mark.parametrize("keyboard", [True, False])
def test_the_very_first_tap_on_a_number_opens_its_note(full_site: str, visit: Open, keyboard: bool) -> None:
    """Even if what opens it is fetched only then, and slowly."""
    page = visit("about:blank", 390, has_touch=True)
    page.route("**/*.js", _continue_late)
    page.goto(full_site + "essays/dockers-strike/")
    call = page.locator("a.footnote-ref").first
    if keyboard:
        call.evaluate("call => call.focus()")
        page.keyboard.press("Enter")
    else:
        call.evaluate("call => call.click()")
    expect(page.locator(".popup.note")).to_be_visible()
    assert "#" not in page.url


def test_a_number_leads_to_its_note_if_nothing_can_be_fetched(full_site: str, visit: Open) -> None:
    page = visit("about:blank", 390)
    page.route(re.compile(r"/(notes|popups|passages)\.js$"), lambda route: route.abort())
    page.goto(full_site + "essays/dockers-strike/")
    call = page.locator("a.footnote-ref").first
    name = str(call.get_attribute("href"))
    call.click()
    expect(page).to_have_url(re.compile(re.escape(name) + "$"))


@pytest.mark.parametrize("number", [0, -1])
@pytest.mark.parametrize("width", [390, 1600])
def test_links_lead_to_notes_that_are_laid_out_late(
    full_site: str, visit: Open, number: int, width: int
) -> None:
    page = visit(full_site + "essays/dockers-strike/", width)
    call = page.locator("a[role=doc-noteref]").nth(number)
    name = str(call.get_attribute("href")).removeprefix("#")
    call.press("Enter")  # a click only marks a note that is in the margin
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
  return Object.getOwnPropertyNames(window).filter(name => !known.has(name));
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
        add_style(
            page,
            f"@layer {weaker} {{ html body article#__content p[id]#p3 {{ --wins: {weaker} }} }}"
            f"@layer {stronger} {{ p {{ --wins: {stronger} }} }}",
        )
        wins = "getComputedStyle(document.getElementById('p3')).getPropertyValue('--wins').trim()"
        assert page.evaluate(wins) == stronger
