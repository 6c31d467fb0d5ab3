"""What is around the text: colours, header, navigation, contents, and the button that leads to the top."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import Open

ESSAY = "essays/dockers-strike/"
NARROW = (390, 1000)
WIDTHS = (*NARROW, 1600)
SCHEME = "document.documentElement.dataset.mdColorScheme"


@pytest.fixture(scope="module")
def site(bare_checkout: Path, serve: Callable[[Path], str]) -> str:
    return serve(bare_checkout / "site")


# --- colours --------------------------------------------------------------------------------------


def _switch(page: Page, to: str) -> Locator:
    return page.get_by_role("button", name=f"Switch to {to}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_switch_changes_the_colours_for_good(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width, has_touch=True)
    _switch(page, "dark").tap()
    assert page.evaluate(SCHEME) == "slate"
    page.goto(site)
    assert page.evaluate(SCHEME) == "slate"
    expect(_switch(page, "dark")).to_be_hidden()
    _switch(page, "light").tap()
    assert page.evaluate(SCHEME) == "default"


def test_the_switch_keeps_the_focus(site: str, visit: Open) -> None:
    page = visit(site + ESSAY)
    for to, back in (("dark", "light"), ("light", "dark")):
        _switch(page, to).focus()
        page.keyboard.press("Enter")
        expect(_switch(page, back)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_those_of_the_system_from_the_start(site: str, visit: Open, scheme: str) -> None:
    """And of the colours chosen, if any: even before the rest of the scripts has been loaded."""
    page = visit("about:blank", color_scheme=scheme)
    page.route(re.compile(r"/common\.js$"), lambda route: route.abort())
    page.goto(site + ESSAY)
    assert page.evaluate(SCHEME) == {"light": "default", "dark": "slate"}[scheme]
    other = {"light": "slate", "dark": "default"}[scheme]
    page.evaluate("other => localStorage.setItem('edition.scheme', other)", other)
    page.reload()
    assert page.evaluate(SCHEME) == other


def test_the_colours_follow_the_system_until_the_reader_chooses(site: str, visit: Open) -> None:
    page = visit(site + ESSAY)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{SCHEME} === 'slate'")
    _switch(page, "light").click()
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(100)
    assert page.evaluate(SCHEME) == "default"


def test_without_scripts_there_is_no_switch(site: str, visit: Open) -> None:
    page = visit(site + ESSAY, java_script_enabled=False)
    expect(page.locator(".scheme-switch").filter(visible=True)).to_have_count(0)
    expect(page.locator(".layers-button")).to_be_hidden()


# --- header ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_the_header_shows_the_title_of_the_page_once_it_is_scrolled_away(
    site: str, visit: Open, width: int
) -> None:
    page = visit(site + ESSAY, width)
    shown = page.locator(".md-header__title--active")
    expect(shown).to_have_count(0)
    page.mouse.wheel(0, 900)
    expect(shown).to_have_count(1)
    page.mouse.wheel(0, -900)
    expect(shown).to_have_count(0)


# --- navigation -----------------------------------------------------------------------------------


def _navigation(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Navigation")


@pytest.mark.parametrize("width", NARROW)
def test_the_folded_navigation_cannot_be_reached(site: str, visit: Open, width: int) -> None:
    page = visit(site, width)
    expect(_navigation(page)).to_have_count(0)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.closest('.md-sidebar--primary')")


@pytest.mark.parametrize("width", NARROW)
def test_it_is_opened_and_closed_with_the_keyboard(site: str, visit: Open, width: int) -> None:
    page = visit(site, width)
    opener = page.get_by_role("button", name="Menu")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    expect(_navigation(page).get_by_role("link", name="Timeline")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(_navigation(page)).to_have_count(0)


def test_it_is_opened_and_closed_by_tapping(site: str, visit: Open) -> None:
    page = visit(site, 390, has_touch=True)
    page.locator(".md-header label[for=__drawer]").tap()
    expect(_navigation(page).get_by_role("link", name="Timeline")).to_be_in_viewport()
    page.touchscreen.tap(380, 600)
    expect(_navigation(page)).to_have_count(0)


def test_a_part_of_it_is_opened_with_the_keyboard(site: str, visit: Open) -> None:
    page = visit(site, 390)
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    page.locator("label[for=__nav_2][tabindex]").focus()
    page.keyboard.press("Enter")
    part = page.locator("nav[aria-labelledby=__nav_2_label]")
    expect(part).to_have_attribute("aria-expanded", "true")
    expect(part.get_by_role("link").first).to_be_in_viewport()


def test_a_link_within_the_page_closes_it(site: str, visit: Open) -> None:
    page = visit(site + ESSAY, 390, has_touch=True)
    page.locator(".md-header label[for=__drawer]").tap()
    page.locator(".md-sidebar--primary label[for=__toc]").first.tap()
    link = page.locator(".md-sidebar--primary [data-md-component=toc] a").nth(1)
    link.tap()
    expect(_navigation(page)).to_have_count(0)
    expect(page.locator(str(link.get_attribute("href")))).to_be_in_viewport()


# --- contents -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1000, 1600])
@pytest.mark.parametrize("kind", [ESSAY, "people/"])
def test_the_contents_mark_the_section_in_view_and_show_it(
    site: str, visit: Open, kind: str, width: int
) -> None:
    page = visit(site + kind, width)
    page.set_viewport_size({"width": width, "height": 400})
    ids = page.locator("article h2[id]").evaluate_all("all => all.map(heading => heading.id)")
    current = page.locator(".md-sidebar--secondary [aria-current=location]")
    for name in (ids[-2], ids[0], ids[len(ids) // 2]):
        page.evaluate("name => document.getElementById(name).scrollIntoView()", name)
        expect(current).to_have_count(1)
        expect(current).to_have_attribute("href", f"#{name}")
        expect(current).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_contents_stay_in_view_and_end_on_the_screen(site: str, visit: Open, scripts: bool) -> None:
    page = visit(site + ESSAY, 1600, java_script_enabled=scripts)
    contents = page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap")
    for distance in (0, 3000):
        page.mouse.wheel(0, distance)
        page.wait_for_timeout(300)
        box, header = contents.bounding_box(), page.locator(".md-header").bounding_box()
        assert box
        assert header
        assert header["height"] <= box["y"]
        assert box["y"] + box["height"] <= 1000


@pytest.mark.parametrize("width", [1000, 1600])
def test_contents_that_fit_do_not_scroll(site: str, visit: Open, width: int) -> None:
    page = visit(site + "quotations/", width)
    contents = page.locator(".md-sidebar--secondary .md-sidebar__scrollwrap")
    expect(contents.get_by_role("link").first).to_be_visible()
    assert contents.evaluate("box => box.scrollHeight === box.clientHeight")


@pytest.mark.parametrize("width", [1280, 1600])
def test_pages_begin_at_the_same_left_edge(site: str, visit: Open, width: int) -> None:
    """So that the title stands still while a reader goes from tab to tab."""
    page = visit(site, width)
    paths = ("", "essays/", "synopsis/", "people/", "timeline/", "disagreements/", "compare/", "sources/")
    edges = set()
    for path in paths:
        page.goto(site + path)
        box = page.locator("article h1").bounding_box()
        assert box
        edges.add(box["x"])
    assert len(edges) == 1, edges


# --- to the top -----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_a_button_leads_to_the_top_while_the_reader_scrolls_up(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width)
    button = page.get_by_role("button", name="Back to top")
    page.mouse.wheel(0, 3000)
    page.wait_for_function("scrollY > 2500")
    expect(button).to_have_count(0)
    page.mouse.wheel(0, -100)
    expect(button).to_be_in_viewport()
    button.click()
    page.wait_for_function("scrollY === 0")
    expect(button).to_have_count(0)


# --- pages ----------------------------------------------------------------------------------------


def test_keys_lead_from_page_to_page(site: str, visit: Open) -> None:
    page = visit(site + "essays/stack-light/")
    page.keyboard.press("n")
    expect(page).to_have_url(f"{site}{ESSAY}")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{site}essays/stack-light/")


def test_printing_unfolds_what_is_folded_and_folds_it_again(site: str, visit: Open) -> None:
    page = visit(site + "people/")
    folded = page.locator("details:not([open])")
    count = folded.count()
    assert count
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(count)
