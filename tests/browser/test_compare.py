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


def parts_of(page: Page, number: int) -> list[str]:
    """Return what a pane shows: the numbers of paragraphs, and the words of all else."""
    passage(page, number)
    shown = "all => all.map(part => part.querySelector('.number')?.dataset.number ?? part.innerText)"
    parts = pane(page, number).locator(".compare-text > :not(.compare-passage), .compare-passage > *")
    found: list[str] = parts.evaluate_all(shown)
    return found


def test_a_sign_stands_for_paragraphs_left_out(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=dockers-strike:d1,d3&b=keeper-letters:d2-d3")
    assert parts_of(page, 1) == ["1. A town on a ledge", "1", "[…]", "3"]
    assert "[…]" not in passage(page, 2).inner_text()
    expect(choice(page, 1, "paragraphs").locator(":checked")).to_have_text("¶ 1, 3")
    button(page, 1, "later").click()
    expect(page).to_have_url(re.compile(r"\?a=dockers-strike:d4&b=keeper-letters:d2-d3$"))


def test_paragraphs_of_another_section_have_its_heading(site: str, visit: Open) -> None:
    """Whether or not paragraphs are left out between them, and also around the passage."""
    page = visit(site + "compare/?a=dockers-strike:d3-d4,d8&b=dockers-strike:d4-d6")
    ledge, lamp, letter = "1. A town on a ledge", "2. Hired by the lamp", "3. The letter of January"
    assert parts_of(page, 1) == [ledge, "3", lamp, "4", "[…]", letter, "8"]
    assert parts_of(page, 2) == [lamp, "4", "5", "6"]
    page.get_by_role("checkbox").check()
    expect(page.locator(".compare-context")).to_have_count(4)
    assert parts_of(page, 2) == [ledge, "3", lamp, "4", "5", "6", letter, "7"]


def test_a_paragraph_of_a_folded_digest_has_its_number_here(full_site: str, visit: Open) -> None:
    page = visit(full_site + "compare/?a=dockers-strike:d4&b=dockers-strike:p4")
    assert parts_of(page, 1) == ["2. Hired by the lamp", "4"]
    number = passage(page, 1).get_by_role("link", name="Digest paragraph 4", exact=True)
    expect(number).to_have_attribute("href", full_site + "essays/dockers-strike/#d4")
    expect(choice(page, 1, "paragraphs").locator(":checked")).to_have_text(re.compile("^¶ 4 "))
    button(page, 1, "later").click()
    expect(page).to_have_url(re.compile(r"\?a=dockers-strike:d5&b=dockers-strike:p4$"))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tick_shows_the_button_and_moves_nothing(site: str, visit: Open, width: int) -> None:
    page = visit(site + "synopsis/", width)
    tops = "[...document.querySelectorAll('h3, .accounts p, .accounts li')].map(e => e.offsetTop)"
    form = page.locator("#strike ~ form").first
    button = form.get_by_role("button", name="Compare the ticked essays")
    before = page.evaluate(tops)
    form.get_by_role("checkbox").first.check()
    expect(button).to_be_visible()
    assert page.evaluate(tops) == before
    form.get_by_role("checkbox").first.uncheck()
    expect(button).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["synopsis/", "compare/"])
def test_the_lines_of_an_introduction_are_not_too_long(site: str, visit: Open, name: str, width: int) -> None:
    """About 75 characters, however wide the page is."""
    page = visit(site + name, width)
    length = page.locator("h1 + p").evaluate(
        "p => p.innerText.length / Math.round(p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight))"
    )
    assert length < 80


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("name", ["synopsis", "points on which the essays disagree"])
def test_a_subject_can_be_chosen(site: str, visit: Open, name: str, *, scripts: bool) -> None:
    page = visit(site + "compare/", java_script_enabled=scripts)
    page.get_by_role("link", name=name, exact=True).click()
    there = {"synopsis": "Synopsis", "points on which the essays disagree": "Where they disagree"}
    expect(page.get_by_role("heading", level=1)).to_contain_text(there[name])


def test_a_section_is_named_in_the_closed_menu(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=dockers-strike&b=dockers-strike:lamp")
    passage(page, 2)
    sections = [choice(page, number, "paragraphs").locator(":checked") for number in (1, 2)]
    expect(sections[0]).to_have_text("1. A town on a ledge (whole section)")
    expect(sections[1]).to_have_text("2. Hired by the lamp (whole section)")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_changes_the_passages_is_above_them(site: str, visit: Open, width: int) -> None:
    page = visit(site + PAIR, width)
    first = choice(page, 1).bounding_box()
    assert first
    for control in (page.get_by_role("checkbox"), page.get_by_role("button", name="Add a passage")):
        box = control.bounding_box()
        assert box
        assert box["y"] + box["height"] <= first["y"]


@pytest.mark.parametrize("width", [820, 1280])
def test_the_foot_of_a_passage_is_in_order(site: str, visit: Open, width: int) -> None:
    """Earlier on the left, later on the right, and what opens the essay below them, however narrow."""
    query = "&".join(f"{key}=stack-light:six-summers" for key in "abcde")
    page = visit(f"{site}compare/?{query}", width)
    passage(page, 1)
    foot = [button(page, 1, "earlier section"), button(page, 1, "later section")]
    foot.append(pane(page, 1).get_by_role("link", name="Open in the essay"))
    earlier, later, opens = (part.bounding_box() for part in foot)
    assert earlier
    assert later
    assert opens
    assert earlier["y"] == later["y"]
    assert earlier["x"] + earlier["width"] < later["x"]
    assert later["y"] + later["height"] <= opens["y"]


@pytest.mark.parametrize(
    ("row", "width", "part"), [(".compare-panes", 1280, None), (".compare-tabs", 390, "::after")]
)
def test_a_row_fades_where_it_can_be_scrolled(
    site: str, visit: Open, row: str, width: int, part: str | None
) -> None:
    """Until its end is reached; a row that fits does not."""
    query = "&".join(f"{key}=stack-light:d1" for key in "abcdef")
    fades = """([row, part]) => {
      const {maskImage, content, backgroundImage} = getComputedStyle(document.querySelector(row), part);
      return (part ? content !== "none" && backgroundImage : maskImage).includes?.("gradient") ?? false;
    }"""
    page = visit(f"{site}compare/?{query}", width)
    passage(page, 6)
    page.wait_for_function(fades, arg=[row, part])
    page.locator(row).evaluate("row => row.scrollLeft = row.scrollWidth")
    page.wait_for_function(f"all => !({fades})(all)", arg=[row, part])
    page = visit(site + "compare/?a=stack-light:d1", width)
    passage(page, 1)
    assert not page.evaluate(fades, [row, part])


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
    button(page, 2, "later section").click()
    expect(pane(page, 2).locator("h2")).to_have_text(heading)
    expect(page).to_have_url(re.compile("b=stack-light:lit$"))


def test_each_side_moves_to_the_next_passage_and_back(site: str, visit: Open) -> None:
    page = visit(site + PAIR)
    first, second = passage(page, 1).inner_text(), passage(page, 2).inner_text()
    button(page, 2, "later").click()
    expect(page).to_have_url(re.compile(r"a=stack-light:d6&b=keeper-letters:d5$"))
    expect(passage(page, 2)).not_to_have_text(second)
    assert passage(page, 1).inner_text() == first
    expect(page.get_by_role("status")).to_contain_text("Letters, ¶ 5")
    page.go_back()
    expect(passage(page, 2)).to_contain_text(second.split("\n")[-1][5:60])


def test_the_beginning_has_nothing_before_it(site: str, visit: Open) -> None:
    page = visit(site + "compare/?a=stack-light:d1&b=keeper-letters:d4")
    expect(button(page, 1, "later")).to_be_enabled()
    expect(button(page, 1, "earlier")).to_be_disabled()


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
