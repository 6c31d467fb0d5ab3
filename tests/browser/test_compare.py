"""Two passages side by side, on the edition without texts: its digests have all addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import Open

WIDTHS = (390, 820, 1600)
PAIR = "compare/?a=stack-light:d6&b=keeper-letters:d4"


@pytest.fixture(scope="module")
def site(bare_checkout: Path, serve: Callable[[Path], str]) -> str:
    return serve(bare_checkout / "site")


def pane(page: Page, side: str) -> Locator:
    return page.get_by_role("region", name=f"{side} passage")


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def passage(page: Page, side: str) -> Locator:
    """Wait for the passage that one side shows, and return it."""
    shown = pane(page, side).locator(".compare-passage")
    shown.wait_for()
    return shown


def words_at(page: Page, address: str) -> str:
    """Return the text that an essay's own page has at an address."""
    page.goto(address)
    name = address.rpartition("#")[2]
    text: str = page.locator(f"[id='{name}']").evaluate("e => e.closest('p, li, figure').innerText")
    return text


def words_of(text: str) -> list[str]:
    """Return the words of a passage without the numbers that the edition adds."""
    return re.findall(r"[^\W\d]+", text)


@pytest.mark.parametrize("source", ["quotations/", "disagreements/"])
def test_an_entry_leads_to_its_two_passages(site: str, visit: Open, source: str) -> None:
    """The passages are those that the entry's own links lead to."""
    page = visit(site + source)
    link = page.locator(".side-by-side a").first
    label = link.inner_text()
    link.click()
    query = dict(re.findall(r"([ab])=([^&]+)", page.url))
    shown = {key: passage(page, side).inner_text() for key, side in (("a", "First"), ("b", "Second"))}
    names = [choice(page, f"{side} essay").locator(":checked").inner_text() for side in ("First", "Second")]
    assert label == " and ".join(names)
    for key, place in query.items():
        slug, _, name = place.partition(":")
        assert words_of(shown[key]) == words_of(words_at(page, f"{site}essays/{slug}/#{name}"))


@pytest.mark.parametrize("width", WIDTHS)
def test_an_address_shows_its_passages(site: str, visit: Open, width: int) -> None:
    """One above the other on a phone, side by side on wider screens, and never wider than the window."""
    page = visit(site + PAIR, width)
    left, right = (passage(page, side).bounding_box() for side in ("First", "Second"))
    assert left
    assert right
    if width < 820:
        assert right["y"] > left["y"] + left["height"]
        assert right["x"] == left["x"]
    else:
        assert right["x"] > left["x"] + left["width"]
        assert abs(right["width"] - left["width"]) < 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_passages_can_be_chosen(site: str, visit: Open) -> None:
    page = visit(site + "compare/")
    choice(page, "First essay").select_option(label="The Council")
    expect(pane(page, "First").locator("h2")).not_to_be_empty()
    choice(page, "Second passage").select_option(value="d4")
    expect(page).to_have_url(re.compile(r"\?a=harbour-council&b=dockers-strike:d4$"))
    address, shown = page.url, passage(page, "Second").inner_text()
    again = visit(address)
    assert passage(again, "Second").inner_text() == shown
    expect(choice(again, "First essay")).to_have_value("harbour-council")


def test_two_sections_side_by_side(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=stack-light:lit&b=stack-light:six-summers")
    assert passage(page, "First").locator("p").count() > 1
    heading = pane(page, "First").locator("h2").inner_text()
    pane(page, "Second").get_by_role("button", name="Next").click()
    expect(pane(page, "Second").locator("h2")).to_have_text(heading)
    expect(page).to_have_url(re.compile("b=stack-light:lit$"))


def test_each_side_moves_to_the_next_passage_and_back(site: str, visit: Open) -> None:
    page = visit(site + PAIR)
    first, second = passage(page, "First").inner_text(), passage(page, "Second").inner_text()
    pane(page, "Second").get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile(r"a=stack-light:d6&b=keeper-letters:d5$"))
    expect(passage(page, "Second")).not_to_have_text(second)
    assert passage(page, "First").inner_text() == first
    expect(page.get_by_role("status")).to_contain_text("Letters, ¶ 5")
    page.go_back()
    expect(passage(page, "Second")).to_contain_text(second.split("\n")[-1][5:60])


def test_the_beginning_has_nothing_before_it(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=stack-light:d1&b=keeper-letters:d4")
    expect(pane(page, "First").get_by_role("button", name="Next")).to_be_enabled()
    expect(pane(page, "First").get_by_role("button", name="Previous")).to_be_disabled()


def test_context_is_shown_on_request(site: str, visit: Open) -> None:
    page = visit(site + PAIR)
    passage(page, "First")
    assert page.locator(".compare-context").count() == 0
    page.get_by_role("checkbox").check()
    expect(page.locator(".compare-context")).to_have_count(4)
    expect(visit(page.url).locator(".compare-context")).to_have_count(4)


def test_links_lead_where_they_do_in_the_essay(site: str, visit: Open) -> None:
    page = visit(site + PAIR)
    passage(page, "Second")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    for link in page.locator(".compare-text a").all():
        href = link.evaluate("link => link.href")
        assert href.startswith(site + "essays/"), href
    pane(page, "First").get_by_role("link", name="Open in the essay").click()
    expect(page).to_have_url(site + "essays/stack-light/#d6")


def test_a_redirected_address_shows_its_paragraph(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=stack-light:p9&b=keeper-letters:p5")
    assert passage(page, "First").locator("p, figure, li").count() >= 1
    shown = passage(page, "First").inner_text()
    assert words_of(shown) == words_of(words_at(page, f"{site}essays/stack-light/#p9"))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("a=nobody:p1&b=stack-light:d1", "There is no essay “nobody” here"),
        ("a=stack-light:p9999&b=stack-light:d1", "There is no passage “p9999” in “The Light”"),
    ],
)
def test_a_missing_passage_is_reported(site: str, visit: Open, query: str, message: str) -> None:
    """The other side is still shown."""
    page = visit(f"{site}compare/?{query}")
    expect(pane(page, "First")).to_contain_text(message)
    passage(page, "Second")
    choice(page, "First essay").select_option(label="Letters")
    passage(page, "First")


def test_a_page_that_fails_to_load_is_reported_and_linked(site: str, visit: Open) -> None:
    page = visit("about:blank")
    page.route("**/essays/stack-light/", lambda route: route.abort())
    page.goto(site + PAIR)
    expect(pane(page, "First")).to_contain_text("could not be loaded")
    link = pane(page, "First").get_by_role("link", name="Open in the essay")
    expect(link).to_have_attribute("href", site + "essays/stack-light/#d6")
    passage(page, "Second")


def test_markup_in_an_address_is_shown_as_text(site: str, visit: Open) -> None:
    page = visit(f"{site}compare/?a=stack-light:<img src=x onerror=alert(1)>&b=<b>x</b>")
    expect(pane(page, "First")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".compare img, .compare b").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_the_page_says_so_and_has_the_essays(site: str, visit: Open, width: int) -> None:
    page = visit(site + PAIR, width, java_script_enabled=False)
    expect(page.get_by_text("this page needs scripts")).to_be_visible()
    links = page.locator(".compare a")
    assert links.count() == 4
    links.first.click()
    expect(page).to_have_url(site + "essays/stack-light/")
