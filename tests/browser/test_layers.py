"""Layers: a reader shows or hides each kind of note."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open

WIDTHS = (390, 820, 1600)
LONGEST = "essays/dockers-strike/"
KINDS = {
    "People": 'a.footnote-ref[href^="#fn:person-"]',
    "Quotations": 'a.footnote-ref[href^="#fn:quotation-"]',
    "Dates": 'a.footnote-ref[href^="#fn:date-"]',
    "Disagreements": "a.sign",
}
"""The name of each layer, and what is not shown while it is hidden."""

TOP = "id => document.getElementById(id).getBoundingClientRect().top"
UPPERMOST = """() => {
  const from = document.querySelector(".md-header").getBoundingClientRect().bottom;
  // nobody reads a sliver of two pixels
  const below = p => p.getBoundingClientRect().bottom > from + 2;
  return [...document.querySelectorAll("article p[id]")].find(below).id;
}"""


@pytest.fixture(scope="module")
def site(bare_checkout: Path, serve: Callable[[Path], str]) -> str:
    return serve(bare_checkout / "site")


def _open(page: Page) -> None:
    page.get_by_role("button", name="Show notes").click()


def _shown(page: Page) -> dict[str, int]:
    """Return how many numbers or signs of each kind are shown."""
    return {label: page.locator(f"{marks}:visible").count() for label, marks in KINDS.items()}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", KINDS)
def test_a_kind_is_hidden_and_stays_hidden(site: str, visit: Open, width: int, label: str) -> None:
    page = visit(site + LONGEST, width)
    shown = _shown(page)
    assert all(shown.values())
    _open(page)
    page.get_by_role("checkbox", name=label).uncheck()
    expect(page.get_by_role("status").filter(has_text=f"{label} hidden")).to_be_visible()
    page.reload()
    assert _shown(page) == {**shown, label: 0}
    _open(page)
    page.get_by_role("checkbox", name=label).check()
    assert _shown(page) == shown


def test_a_choice_holds_for_every_essay(site: str, visit: Open) -> None:
    page = visit(site + LONGEST)
    _open(page)
    page.get_by_role("button", name="Hide all").click()
    page.goto(site + "essays/stack-light/", wait_until="commit")
    page.locator("#notes").wait_for(state="attached")
    assert not any(_shown(page).values())
    assert page.locator("a.footnote-ref").count() > 0
    _open(page)
    page.get_by_role("button", name="Show all").click()
    assert all(_shown(page).values())


def test_notes_in_the_list_stay_with_their_numbers(site: str, visit: Open) -> None:
    page = visit(site + LONGEST)
    before = page.locator(".footnote li:visible").count()
    _open(page)
    page.get_by_role("button", name="Hide all").click()
    assert page.locator(".footnote li:visible").count() == before


def test_kinds_hidden_in_the_text_are_hidden_in_the_margin(site: str, visit: Open) -> None:
    page = visit(site + LONGEST)
    people = page.locator('.margin-note:has(a[href*="people/#"])')
    expect(people.first).to_be_visible()
    _open(page)
    page.get_by_role("checkbox", name="People").uncheck()
    expect(people).to_have_count(0)
    expect(page.locator(".margin-note").first).to_be_visible()


@pytest.mark.parametrize(("label", "kind"), [("People", "person"), ("Dates", "date")])
def test_the_words_of_a_hidden_quiet_link_are_plain_text(
    full_site: str, visit: Open, label: str, kind: str
) -> None:
    page = visit(full_site + LONGEST, 820)
    link = page.locator(f"article a.quiet.{kind}").first
    words = link.inner_text()
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    assert box
    _open(page)
    page.get_by_role("checkbox", name=label).uncheck()
    page.keyboard.press("Escape")
    expect(link).to_have_text(words)
    expect(link).to_be_visible()
    assert link.evaluate("link => getComputedStyle(link).textDecorationLine") == "none"
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "#" not in page.url
    expect(page.locator(".popup")).not_to_be_visible()
    assert kind not in page.evaluate(STOPS)


STOPS = """() => [...document.querySelectorAll("article a.quiet")]
  .filter(link => link.tabIndex >= 0).map(link => link.classList[1])"""
"""The kinds of quiet links that Tab stops at."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("down", [400, 1111, 1777])
def test_hiding_a_kind_does_not_move_the_text_in_view(site: str, visit: Open, width: int, down: int) -> None:
    page = visit(site + LONGEST, width)
    page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", down)
    _open(page)
    for label in [*KINDS, *KINDS]:
        place = page.evaluate(UPPERMOST)
        before = page.evaluate(TOP, place)
        page.get_by_role("checkbox", name=label).click()
        assert abs(page.evaluate(TOP, place) - before) < 2
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert abs(page.evaluate(TOP, place) - before) < 2


@pytest.mark.parametrize("width", WIDTHS)
def test_layers_work_with_the_keyboard(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width)
    button = page.get_by_role("button", name="Show notes")
    button.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox", name="People")
    expect(box).to_be_visible()  # in a narrow window, once its script is loaded
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    assert _shown(page)["People"] == 0
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_the_control_stays_in_the_header(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST + "#d16", width)
    header = page.locator(".md-header").bounding_box()
    button = page.get_by_role("button", name="Show notes").bounding_box()
    assert header
    assert button
    assert header["y"] <= button["y"]
    assert button["y"] + button["height"] <= header["y"] + header["height"]
    assert min(button["width"], button["height"]) >= (24 if width == 1600 else 40)
    _open(page)
    panel = page.locator("#layers").bounding_box()
    assert panel
    assert 0 <= panel["x"] <= panel["x"] + panel["width"] <= width


def test_an_emendation_can_be_hidden(single_site: str, visit: Open) -> None:
    page = visit(single_site + "essays/harbour-strike/")
    before = page.locator("#p3").inner_text()
    slip = page.locator("a.emendation").nth(2)
    box = slip.bounding_box()
    assert box
    _open(page)
    page.get_by_role("checkbox", name="Corrections").uncheck()
    page.keyboard.press("Escape")
    assert page.locator("#p3").inner_text() == before
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert not re.search("#e[0-9]", page.url)
    assert page.evaluate(
        "getComputedStyle(document.querySelectorAll('a.emendation')[2], '::after').content"
    ) in (
        "none",
        "normal",
    )


def test_without_storage_a_choice_holds_for_the_page(site: str, visit: Open) -> None:
    page = visit("about:blank")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    page.goto(site + LONGEST)
    _open(page)
    page.get_by_role("checkbox", name="People").uncheck()
    assert _shown(page)["People"] == 0


def test_without_scripts_there_is_no_control(site: str, visit: Open) -> None:
    page = visit(site + LONGEST, java_script_enabled=False)
    expect(page.get_by_role("button", name="Show notes")).to_have_count(0)
    assert all(_shown(page).values())
