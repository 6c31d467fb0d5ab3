"""What people are used to from other searches: other tabs, the way back, input methods, being offline."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open

ESSAY = "essays/stack-light/"
RESULTS = ".search-list li a"
OFFLINE = "Object.defineProperty(Navigator.prototype, 'onLine', {get: () => !globalThis.isOffline})"


def _open_dialog(visit: Open, site: str, query: str) -> Page:
    page = visit(site + ESSAY)
    page.wait_for_load_state()
    page.keyboard.press("s")
    page.get_by_role("searchbox").fill(query)
    page.locator(RESULTS).first.wait_for()
    return page


# --- other tabs and the way back --------------------------------------------------------------------


@pytest.mark.parametrize(
    "click", [{"modifiers": ["Control"]}, {"button": "middle"}], ids=["control", "middle"]
)
def test_a_result_opens_in_another_tab(bare_site: str, visit: Open, click: dict[str, list[str]]) -> None:
    page = _open_dialog(visit, bare_site, "crane")
    with page.context.expect_page() as opened:
        page.locator(RESULTS).nth(1).click(**click)  # type: ignore[arg-type]
    opened.value.wait_for_url("**/*h=*")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(page).to_have_url(bare_site + ESSAY)


def _show_more(page: Page) -> int:
    """Show more results and go to one of them; return how many were shown."""
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(RESULTS)).not_to_have_count(10)
    shown = page.locator(RESULTS).count()
    page.locator(RESULTS).nth(12).click()
    page.wait_for_url("**/*h=*")
    return shown


def test_the_way_back_leads_to_the_same_results(bare_site: str, visit: Open) -> None:
    page = visit("about:blank")
    page.set_viewport_size({"width": 1600, "height": 500})
    page.goto(bare_site + "search/?q=light")
    page.locator(RESULTS).first.wait_for()
    shown = _show_more(page)
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(shown)
    expect(page.locator(RESULTS).nth(12)).to_be_in_viewport()


def test_the_way_back_leads_to_the_results_of_a_dialog(bare_site: str, visit: Open) -> None:
    page = _open_dialog(visit, bare_site, "light")
    shown = _show_more(page)
    page.go_back()
    expect(page).to_have_url(bare_site + ESSAY)
    expect(page.get_by_role("searchbox")).to_have_value("light")
    expect(page.locator(RESULTS)).to_have_count(shown)
    expect(page.locator(RESULTS).nth(12)).to_be_in_viewport()


def test_a_search_that_was_closed_stays_closed(bare_site: str, visit: Open) -> None:
    page = _open_dialog(visit, bare_site, "umbrella")
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/*h=*")
    page.go_back()
    page.locator(RESULTS).first.wait_for()
    page.keyboard.press("Escape")
    page.reload(wait_until="networkidle")
    expect(page.get_by_role("dialog", name="Search")).to_have_count(0)


# --- what is typed -----------------------------------------------------------------------------------


def test_what_is_being_composed_is_not_searched(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "search/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    expect(page.locator(".search-examples button").first).to_be_visible()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "umbrella", "selectionStart": 8, "selectionEnd": 8})
    expect(field).to_have_value("umbrella")
    page.wait_for_timeout(200)
    expect(page.get_by_role("status")).to_have_text("")
    keyboard.send("Input.insertText", {"text": "umbrella"})
    expect(page.locator(RESULTS).first).to_be_visible()


def test_only_the_beginning_of_a_long_query_is_searched(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "search/")
    field = page.get_by_role("searchbox")
    field.fill("crane " * 1_700)
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile("^Only the beginning of what you typed was searched. "))
    expect(page.locator(RESULTS).first).to_contain_text("crane")
    assert len(str(field.input_value())) > 10_000
    for query in ("crane " * 40, f"crane {'x' * 994}"):
        field.fill(query)
        expect(status).to_have_text(re.compile("place"))
        expect(status).not_to_have_text(re.compile("beginning"))
    for query in ("crane " * 41, f"crane {'x' * 995}"):
        field.fill(query)
        expect(status).to_have_text(re.compile("beginning"))


@pytest.mark.parametrize("kind", ["constructor", "__proto__", "Note"])
def test_an_unknown_kind_is_left_out(bare_site: str, visit: Open, kind: str) -> None:
    page = visit(f"{bare_site}search/?kind={kind}&q=crane")
    page.locator(RESULTS).first.wait_for()
    expect(page.get_by_role("button", name=re.compile("^All"))).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(bare_site + "search/?q=crane")


# --- before and without results -----------------------------------------------------------------------


def test_an_empty_search_offers_something(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "search/")
    examples = page.locator(".search-examples button")
    examples.first.wait_for()
    assert "Linus Ferrow" in examples.all_text_contents()
    expect(page.locator("article").get_by_role("link", name="Timeline")).to_be_visible()
    names = examples.all_text_contents()
    for name in names:
        page.locator(".search-examples").get_by_role("button", name=name, exact=True).click()
        expect(page.locator(RESULTS).first).to_be_visible()
        expect(page.locator(".search-start")).to_be_hidden()
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ place"))
        page.get_by_role("searchbox").fill("")
        expect(examples.first).to_be_visible()
        expect(page.locator(RESULTS)).to_have_count(0)


def _visit_offline(visit: Open, address: str, missing: str) -> Page:
    """Open a page; then the reader is offline, and some files have not been loaded yet."""
    page = visit("about:blank")
    page.add_init_script(OFFLINE)
    page.route(missing, lambda route: route.abort())
    page.goto(address, wait_until="networkidle")
    page.evaluate("globalThis.isOffline = true")
    return page


def test_a_search_that_cannot_be_opened_offline_says_so(bare_site: str, visit: Open) -> None:
    page = _visit_offline(visit, bare_site + ESSAY, "**/search*.js")
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_have_text(re.compile("You are offline"))
    expect(page).to_have_url(bare_site + ESSAY)


def test_a_search_goes_on_once_the_reader_is_online(bare_site: str, visit: Open) -> None:
    page = _visit_offline(visit, bare_site + "search/", "**/data/search/*")
    page.get_by_role("searchbox").fill("umbrella")
    expect(page.get_by_role("status")).to_have_text(re.compile("You are offline"))
    page.unroute("**/data/search/*")
    page.evaluate("{ globalThis.isOffline = false; dispatchEvent(new Event('online')); }")
    expect(page.locator(RESULTS).first).to_contain_text("umbrella")
