"""Passages side by side, on the edition without texts: its digests have all addresses."""

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


def pane(page: Page, number: int) -> Locator:
    return page.locator(f"section[aria-label='Passage {number}']")


def choice(page: Page, number: int, name: str = "essay") -> Locator:
    return page.get_by_role("combobox", name=f"Passage {number}: {name}", exact=True)


def button(page: Page, number: int, name: str) -> Locator:
    return page.get_by_role("button", name=f"Passage {number}: {name}", exact=True)


def passage(page: Page, number: int) -> Locator:
    """Wait for the passage that a pane shows, and return it."""
    shown = pane(page, number).locator(".compare-passage")
    shown.wait_for(state="attached")
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
def test_an_entry_leads_to_its_passages(site: str, visit: Open, source: str) -> None:
    """The page is headed with the entry, and has a pane for each passage in the address."""
    page = visit(site + source)
    link = page.get_by_role("link", name="Read both side by side").first
    link.click()
    places = re.findall(r"[ab]=([^&]+)", page.url)
    shown = [passage(page, number).inner_text() for number in (1, 2)]
    entry = re.search(r"on=(\w+):([\w-]+)", page.url)
    assert entry
    heading = page.locator(".compare-subject a")
    expect(heading).to_have_attribute("href", f"{site}{entry[1]}/#{entry[2]}")
    assert heading.inner_text()
    for place, text in zip(places, shown, strict=True):
        slug, _, name = place.partition(":")
        assert words_of(text) == words_of(words_at(page, f"{site}essays/{slug}/#{name}"))


def test_the_ticked_accounts_of_a_row_are_shown(site: str, visit: Open) -> None:
    """The button is there as soon as one is ticked."""
    page = visit(site + "synopsis/")
    form = page.locator("#strike ~ form").first
    tick = form.get_by_role("button", name="Compare the ticked essays")
    expect(tick).to_be_hidden()
    form.get_by_role("checkbox", name="Nine Weeks").check()
    form.get_by_role("checkbox", name="Letters").check()
    tick.click()
    expect(page).to_have_url(
        f"{site}compare/?a=dockers-strike:p13-p30&b=keeper-letters:p5-p10&on=synopsis:strike"
    )
    expect(page.locator(".compare-panes > section")).to_have_count(2)
    expect(page.locator(".compare-subject")).to_have_text("The strike & its end (January – April 1889)")
    assert passage(page, 1).locator("p").count() > 3


def test_a_sign_stands_for_paragraphs_left_out(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=dockers-strike:d4,d6-d7&b=keeper-letters:d2-d3")
    shown = "all => all.map(part => part.querySelector('.number')?.dataset.number ?? part.innerText)"
    parts = passage(page, 1).locator("> *")
    assert parts.evaluate_all(shown) == ["4", "[…]", "6", "7"]
    assert "[…]" not in passage(page, 2).inner_text()
    expect(choice(page, 1, "paragraphs").locator(":checked")).to_have_text("¶ 4, 6–7")
    button(page, 1, "next").click()
    expect(page).to_have_url(re.compile(r"\?a=dockers-strike:d8&b=keeper-letters:d2-d3$"))


def test_passages_can_be_added_and_closed(site: str, visit: Open) -> None:
    """A new one is of an essay that is not shown yet; the last cannot be closed."""
    page = visit(site + PAIR)
    page.get_by_role("button", name="Add a passage").click()
    expect(page).to_have_url(re.compile(r"&b=keeper-letters:d4&c=dockers-strike$"))
    expect(choice(page, 3)).to_be_focused()
    passage(page, 3)
    button(page, 1, "close").click()
    expect(page).to_have_url(re.compile(r"\?a=keeper-letters:d4&b=dockers-strike$"))
    button(page, 1, "close").click()
    expect(page).to_have_url(re.compile(r"\?a=dockers-strike$"))
    expect(button(page, 1, "close")).to_be_hidden()


def test_no_more_than_six_passages_are_shown(site: str, visit: Open) -> None:
    query = "&".join(f"{key}=stack-light:d1" for key in "abcdefg")
    page = visit(f"{site}compare/?{query}")
    expect(page.locator(".compare-panes > section")).to_have_count(6)
    expect(page.get_by_role("button", name="Add a passage")).to_be_hidden()


def test_on_a_phone_one_passage_is_shown_and_buttons_switch(site: str, visit: Open) -> None:
    page = visit(site + PAIR, 390)
    passage(page, 1)
    expect(pane(page, 1)).to_be_visible()
    expect(pane(page, 2)).to_be_hidden()
    switch = page.get_by_role("group", name="Passage on the screen").get_by_role("button")
    assert switch.all_inner_texts() == ["The Light", "Letters"]
    switch.nth(1).click()
    expect(pane(page, 1)).to_be_hidden()
    expect(pane(page, 2)).to_be_visible()
    expect(switch.nth(1)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("width", [820, 1600])
def test_an_address_shows_its_passages(site: str, visit: Open, width: int) -> None:
    """Side by side, and never wider than the window."""
    page = visit(site + PAIR, width)
    left, right = (passage(page, number).bounding_box() for number in (1, 2))
    assert left
    assert right
    assert right["x"] > left["x"] + left["width"]
    assert abs(right["width"] - left["width"]) < 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_six_passages_do_not_make_the_page_wider(site: str, visit: Open, width: int) -> None:
    query = "&".join(f"{key}=stack-light:d1" for key in "abcdef")
    page = visit(f"{site}compare/?{query}", width)
    passage(page, 6)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_passages_can_be_chosen(site: str, visit: Open) -> None:
    page = visit(site + "compare/")
    choice(page, 1).select_option(label="The Council")
    expect(pane(page, 1).locator("h2")).not_to_be_empty()
    choice(page, 2, "paragraphs").select_option(value="d4")
    expect(page).to_have_url(re.compile(r"\?a=harbour-council&b=dockers-strike:d4$"))
    address, shown = page.url, passage(page, 2).inner_text()
    again = visit(address)
    assert passage(again, 2).inner_text() == shown
    expect(choice(again, 1)).to_have_value("harbour-council")


def test_two_sections_side_by_side(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=stack-light:lit&b=stack-light:six-summers")
    assert passage(page, 1).locator("p").count() > 1
    heading = pane(page, 1).locator("h2").inner_text()
    button(page, 2, "next").click()
    expect(pane(page, 2).locator("h2")).to_have_text(heading)
    expect(page).to_have_url(re.compile("b=stack-light:lit$"))


def test_each_side_moves_to_the_next_passage_and_back(site: str, visit: Open) -> None:
    page = visit(site + PAIR)
    first, second = passage(page, 1).inner_text(), passage(page, 2).inner_text()
    button(page, 2, "next").click()
    expect(page).to_have_url(re.compile(r"a=stack-light:d6&b=keeper-letters:d5$"))
    expect(passage(page, 2)).not_to_have_text(second)
    assert passage(page, 1).inner_text() == first
    expect(page.get_by_role("status")).to_contain_text("Letters, ¶ 5")
    page.go_back()
    expect(passage(page, 2)).to_contain_text(second.split("\n")[-1][5:60])


def test_the_beginning_has_nothing_before_it(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=stack-light:d1&b=keeper-letters:d4")
    expect(button(page, 1, "next")).to_be_enabled()
    expect(button(page, 1, "previous")).to_be_disabled()


def test_context_is_shown_on_request(site: str, visit: Open) -> None:
    page = visit(site + PAIR)
    passage(page, 1)
    assert page.locator(".compare-context").count() == 0
    page.get_by_role("checkbox").check()
    expect(page.locator(".compare-context")).to_have_count(4)
    expect(visit(page.url).locator(".compare-context")).to_have_count(4)


def test_links_lead_where_they_do_in_the_essay(site: str, visit: Open) -> None:
    page = visit(site + PAIR)
    passage(page, 2)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    for link in page.locator(".compare-text a").all():
        href = link.evaluate("link => link.href")
        assert href.startswith(site + "essays/"), href
    pane(page, 1).get_by_role("link", name="Open in the essay").click()
    expect(page).to_have_url(site + "essays/stack-light/#d6")


def test_a_redirected_address_shows_its_paragraph(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=stack-light:p9&b=keeper-letters:p5")
    assert passage(page, 1).locator("p, figure, li").count() >= 1
    shown = passage(page, 1).inner_text()
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
    expect(pane(page, 1)).to_contain_text(message)
    passage(page, 2)
    choice(page, 1).select_option(label="Letters")
    passage(page, 1)


def test_a_page_that_fails_to_load_is_reported_and_linked(site: str, visit: Open) -> None:
    page = visit("about:blank")
    page.route("**/essays/stack-light/", lambda route: route.abort())
    page.goto(site + PAIR)
    expect(pane(page, 1)).to_contain_text("could not be loaded")
    link = pane(page, 1).get_by_role("link", name="Open in the essay")
    expect(link).to_have_attribute("href", site + "essays/stack-light/#d6")
    passage(page, 2)


def test_markup_in_an_address_is_shown_as_text(site: str, visit: Open) -> None:
    page = visit(f"{site}compare/?a=stack-light:<img src=x onerror=alert(1)>&b=<b>x</b>")
    expect(pane(page, 1)).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".compare img, .compare b").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_the_page_says_so_and_has_the_essays(site: str, visit: Open, width: int) -> None:
    page = visit(site + PAIR, width, java_script_enabled=False)
    expect(page.get_by_text("this page needs scripts")).to_be_visible()
    links = page.locator(".compare a")
    assert links.count() == 4
    links.first.click()
    expect(page).to_have_url(site + "essays/stack-light/")
