"""Notes in the margin, in pop-ups, and at the end of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.support.browsing import Open, add_style

NARROW = (390, 820)
WIDE = (1220, 1600)
LONGEST = "essays/dockers-strike/"
Serve = Callable[[Path], str]

MARGIN_IS_FULL = """() => [...document.querySelectorAll("a.footnote-ref")].every(call => {
  const {top} = call.getBoundingClientRect();
  return [...document.querySelectorAll(".margin-note")].some(note => note.dataset.number === call.textContent
    && Math.abs(note.getBoundingClientRect().top - top) < 1000);
})"""
"""Whether every call of the page has its note in the margin, not far from it."""

CUTS = """() => [...document.querySelectorAll(".margin-note.cut")].map(note => {
  const words = node => node.textContent.replace(/\\s+/g, " ").trim();
  const more = note.querySelector(".more");
  const whole = document.querySelectorAll(".footnote li")[note.dataset.number - 1];
  return {more: more && words(more), text: words(note).replace(/ more$/, ""), whole: words(whole)};
})"""
"""The text of each shortened note, and that of the whole note."""

BOXES = """selector => [...document.querySelectorAll(selector)].map(e => {
  const {left, right, top, bottom} = e.getBoundingClientRect();
  return {left, right, top: top + scrollY, bottom: bottom + scrollY, number: e.dataset.number};
})"""


@pytest.fixture(scope="module")
def site(bare_checkout: Path, serve: Serve) -> str:
    return serve(bare_checkout / "site")


def check_margin(page: Page) -> None:
    """Check that every note of the page is in the margin, without scrolling, and covers nothing."""
    page.wait_for_function(MARGIN_IS_FULL)
    notes = page.evaluate(BOXES, ".margin-note")
    assert len(notes) == page.locator("a.footnote-ref").count()
    check_order(notes)
    words = page.evaluate(BOXES, "article > :is(p, h1, h2, ul, ol, blockquote, figure, details)")
    assert max(box["right"] for box in words) <= min(box["left"] for box in notes)
    assert max(box["right"] for box in notes) <= page.evaluate("document.documentElement.clientWidth")
    assert notes[-1]["bottom"] <= page.evaluate(BOXES, "#notes")[0]["top"]
    assert page.evaluate(BOXES, ".md-sidebar--secondary")[0]["right"] <= min(b["left"] for b in words)


def check_order(notes: Sequence[Mapping[str, float]]) -> None:
    """Check that each note begins below the end of the one before it."""
    for above, below in pairwise(notes):
        assert above["bottom"] <= below["top"], (above, below)


def check_cuts(page: Page) -> int:
    """Check that each shortened note ends with a sentence and “more”; return how many there are."""
    cuts = page.evaluate(CUTS)
    for cut in cuts:
        assert cut["more"] == "more"
        assert re.search(r"[.!?][”’)]*$", cut["text"]), cut
        assert cut["whole"].startswith(cut["text"])
        assert len(cut["text"]) < len(cut["whole"]) - len(" more")
    return len(cuts)


@pytest.mark.parametrize("width", WIDE)
def test_notes_in_the_margin_cover_nothing(site: str, visit: Open, width: int) -> None:
    check_margin(visit(site + LONGEST, width))


@pytest.mark.parametrize("width", WIDE)
def test_notes_in_the_margin_of_an_essay_cover_nothing(full_site: str, visit: Open, width: int) -> None:
    check_margin(visit(full_site + LONGEST, width))


def test_notes_in_the_margin_stand_beside_their_calls(site: str, visit: Open) -> None:
    page = visit(site + LONGEST)
    page.wait_for_function(MARGIN_IS_FULL)
    calls = page.evaluate(BOXES, "a.footnote-ref")
    notes = page.evaluate(BOXES, ".margin-note")
    distances = [abs(note["top"] - call["top"]) for note, call in zip(notes, calls, strict=True)]
    assert median(distances) < 100


def test_a_note_with_room_begins_beside_its_call(site: str, visit: Open) -> None:
    page = visit(site + LONGEST)
    page.wait_for_function(MARGIN_IS_FULL)
    calls = page.evaluate(BOXES, "a.footnote-ref")
    notes = page.evaluate(BOXES, ".margin-note")
    assert any(abs(note["top"] - call["top"]) < 2 for note, call in zip(notes, calls, strict=True))


def test_an_article_has_the_same_text_in_windows_of_every_width(site: str, visit: Open) -> None:
    """Programs that annotate it, or make a reader view of it, find no copies of its notes."""
    texts = []
    for width in (NARROW[0], WIDE[1]):
        page = visit(site + LONGEST, width)
        if width == WIDE[1]:
            page.wait_for_function(MARGIN_IS_FULL)
        texts.append(page.locator("article").evaluate("article => article.textContent.replace(/\\s+/g, ' ')"))
    assert texts[0] == texts[1]


def test_the_margin_follows_when_the_text_moves(full_site: str, visit: Open) -> None:
    page = visit(full_site + LONGEST)
    page.wait_for_function(MARGIN_IS_FULL)
    page.evaluate("document.querySelectorAll('details.brief').forEach(details => details.open = true)")
    check_margin(page)


@pytest.mark.parametrize("width", NARROW)
def test_narrow_windows_have_no_margin_notes(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".margin-note")).to_have_count(0)


@pytest.mark.parametrize("essay", ["dockers-strike", "harbour-council", "keeper-letters", "stack-light"])
def test_no_note_is_cut_while_there_is_room(site: str, visit: Open, essay: str) -> None:
    page = visit(f"{site}essays/{essay}/")
    page.wait_for_function(MARGIN_IS_FULL)
    expect(page.locator(".margin-note.cut")).to_have_count(0)


CROWDED = """
  article > :is(h2, ul, ol, p:not(:has(sup))) { display: none }
  article > p { margin: 0; font-size: 0.1rem; line-height: 1 }
"""
"""Makes the text shorter than its notes."""


def test_a_note_without_room_ends_with_a_sentence_and_can_be_read_whole(site: str, visit: Open) -> None:
    page = visit(site + LONGEST)
    page.wait_for_function(MARGIN_IS_FULL)
    add_style(page, CROWDED)
    cut = page.locator(".margin-note.cut").last
    expect(cut).to_be_attached()
    assert check_cuts(page) > 1
    check_order(page.evaluate(BOXES, ".margin-note"))
    cut.hover(position={"x": 5, "y": 5})
    number = cut.get_attribute("data-number") or ""
    expect(_popup(page)).to_contain_text(_words(page, number))
    fonts = [part.evaluate("part => getComputedStyle(part).fontFamily") for part in (cut, _popup(page))]
    assert fonts[0] == fonts[1]


def test_a_call_highlights_its_note_in_the_margin(site: str, visit: Open) -> None:
    page = visit(site + LONGEST)
    whole = page.locator(".margin-note:not(.cut)").first
    call = _call(page, whole.get_attribute("data-number") or "")
    call.hover()
    expect(whole).to_have_class(re.compile("lit"))
    expect(_popup(page)).to_be_hidden()


def test_a_click_marks_a_note_that_is_whole_and_opens_one_that_is_cut(site: str, visit: Open) -> None:
    """A second click ends the mark; keyboards and screen readers get the pop-up in either case."""
    page = visit(site + LONGEST)
    page.wait_for_function(MARGIN_IS_FULL)
    whole = page.locator(".margin-note").first
    call = _call(page, whole.get_attribute("data-number") or "")
    call.click()
    expect(whole).to_have_class(re.compile("chosen"))
    call.click()
    expect(whole).not_to_have_class(re.compile("chosen"))
    expect(_popup(page)).to_be_hidden()
    add_style(page, CROWDED)
    cut = page.locator(".margin-note.cut").last
    expect(cut).to_be_attached()
    _call(page, cut.get_attribute("data-number") or "").click()
    expect(_popup(page)).to_be_visible()
    expect(page.locator(".margin-note.chosen")).to_have_count(0)


def test_the_pop_up_of_a_sign_leaves_its_paragraph_in_view(full_site: str, visit: Open) -> None:
    """Although there is more room above the sign, which stands at the end of the paragraph."""
    page = visit(full_site + LONGEST, 820)
    sign = page.locator("a.sign").first
    sign.evaluate("sign => scrollTo(0, sign.getBoundingClientRect().top + scrollY - 700)")
    sign.click()
    expect(_popup(page)).to_be_focused()
    boxes = [part.bounding_box() for part in (sign, _popup(page))]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert boxes[1]["y"] + boxes[1]["height"] <= 1000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_pop_up_has_an_edge(site: str, visit: Open, scheme: str) -> None:
    """One that differs from the page."""
    page = visit(site + LONGEST, 820, color_scheme=scheme)
    _call(page, "3").click()
    expect(_popup(page)).to_be_visible()
    edge, ground = (
        sum(map(int, re.findall(r"\d+", page.evaluate(f"getComputedStyle({element}).{key}"))[:3]))
        for element, key in (
            ("document.querySelector('.popup')", "borderLeftColor"),
            ("document.body", "backgroundColor"),
        )
    )
    assert max(edge, ground) / min(edge, ground) > 1.4


def _popup(page: Page) -> Locator:
    return page.locator(".popup.note")


def _call(page: Page, number: str) -> Locator:
    return page.locator("a.footnote-ref", has_text=re.compile(f"^{number}$")).first


def _words(page: Page, number: str) -> str:
    """Return the text of the note with this number, without its links back."""
    words: str = page.evaluate(
        """n => {
          const note = document.querySelectorAll(".footnote li")[n - 1].cloneNode(true);
          note.querySelectorAll(".back, .footnote-backref").forEach(link => link.remove());
          return note.textContent.replace(/\\s+/g, " ").trim();
        }""",
        int(number),
    )
    return words


@pytest.mark.parametrize("width", NARROW)
def test_pointing_at_a_call_shows_its_note(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width)
    _call(page, "3").hover()
    expect(_popup(page)).to_contain_text(_words(page, "3"))
    page.mouse.move(1, 500)
    expect(_popup(page)).to_be_hidden()


@pytest.mark.parametrize("width", NARROW)
def test_a_pop_up_can_be_entered_and_its_links_work(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width)
    _call(page, "3").hover()
    link = _popup(page).get_by_role("link", name="All mentions")
    address = link.get_attribute("href") or ""
    link.click()
    expect(page).to_have_url(re.compile(re.escape(address.removeprefix("../..")) + "$"))


@pytest.mark.parametrize("width", NARROW)
def test_each_pop_up_stays_on_the_screen(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width)
    for call in page.locator("a.footnote-ref").all()[::4]:
        call.focus()
        page.keyboard.press("Enter")
        box = _popup(page).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 1000
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(_popup(page).locator(".back, .footnote-backref")).to_have_count(0)


@pytest.mark.parametrize("width", [*NARROW, 1600])
def test_the_keyboard_enters_and_leaves_a_pop_up(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width)
    call = _call(page, "3")
    call.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=re.compile("^Note 3: "))
    expect(dialog).to_be_focused()
    expect(call).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("link", name="Note 3")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(call).to_be_focused()
    expect(call).not_to_have_attribute("aria-expanded", "true")


STOPS_BETWEEN = 10
"""No more links than these are between two calls that follow each other."""


def test_a_note_is_shown_if_the_focus_came_before_the_script(site: str, visit: Open) -> None:
    page = visit("about:blank", 390)
    late: list[Route] = []
    page.route("**/popups.js", lambda route: late.append(route))
    page.goto(site + LONGEST)
    with page.expect_request("**/popups.js"):
        page.keyboard.press("Tab")
    _call(page, "3").focus()
    late[0].continue_()
    expect(_popup(page)).to_contain_text(_words(page, "3"))


@pytest.mark.parametrize("width", NARROW)
def test_keyboard_focus_shows_a_note(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width)
    _call(page, "2").focus()
    for _ in range(STOPS_BETWEEN):
        page.keyboard.press("Tab")
        if _call(page, "3").evaluate("call => call === document.activeElement"):
            break
    expect(_call(page, "3")).to_be_focused()
    expect(_popup(page)).to_contain_text(_words(page, "3"))
    expect(_call(page, "3")).to_be_focused()
    page.keyboard.press("Enter")
    expect(_popup(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(_call(page, "3")).to_be_focused()
    page.keyboard.press("Tab")
    expect(_popup(page)).to_be_hidden()


def test_tab_after_a_pop_up_goes_to_the_next_link_in_the_text(site: str, visit: Open) -> None:
    page = visit(site + LONGEST, 820)
    _call(page, "3").focus()
    page.keyboard.press("Enter")
    expect(_popup(page)).to_be_focused()
    stops = _popup(page).locator("a, button").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
    expect(_popup(page).locator("a, button").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(_popup(page)).to_be_hidden()
    after = page.evaluate(
        """() => {
          const links = [...document.querySelectorAll("article a[href]")];
          return links.indexOf(document.activeElement)
            - links.findIndex(link => link.matches(".footnote-ref") && link.textContent === "3");
        }"""
    )
    assert after == 1


@pytest.mark.parametrize("leads", ["again", "by the link"])
def test_the_list_of_notes_is_one_step_from_a_pop_up(site: str, visit: Open, leads: str) -> None:
    page = visit(site + LONGEST, 820)
    _call(page, "3").focus()
    page.keyboard.press("Enter")
    expect(_popup(page)).to_be_focused()
    page.keyboard.press("Shift+Tab" if leads == "again" else "Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#fn:"))
    expect(page.locator(".footnote li").nth(2)).to_be_in_viewport()
    expect(_popup(page)).to_be_hidden()


@pytest.mark.parametrize("width", NARROW)
def test_a_tap_opens_a_note_and_a_tap_outside_closes_it(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width, has_touch=True)
    call = _call(page, "3")
    call.tap()
    expect(_popup(page)).to_contain_text(_words(page, "3"))
    _popup(page).locator("p").last.tap(position={"x": 2, "y": 2})
    expect(_popup(page)).to_be_visible()
    page.touchscreen.tap(5, 70)
    expect(_popup(page)).to_be_hidden()
    assert "#fn" not in page.url
    call.tap()
    _popup(page).get_by_role("button", name="Close").tap()
    expect(_popup(page)).to_be_hidden()
    call.tap()
    expect(_popup(page)).to_be_visible()
    call.tap()
    expect(page).to_have_url(re.compile("#fn:"))


@pytest.mark.parametrize("width", [*NARROW, 1600])
def test_without_scripts_each_call_leads_to_its_note_and_back(site: str, visit: Open, width: int) -> None:
    page = visit(site + LONGEST, width, java_script_enabled=False)
    expect(page.locator(".margin-note, .popup")).to_have_count(0)
    calls = page.locator("a.footnote-ref").evaluate_all("all => all.map(call => call.hash.slice(1))")
    notes: dict[str, Any] = page.locator(".footnote li").evaluate_all(
        """all => Object.fromEntries(all.map(note =>
          [note.id, [...note.querySelectorAll("a.back")].map(link => link.hash.slice(1))]))"""
    )
    assert calls == list(notes)  # each is called once, and they are in the order of their calls
    for name, back in notes.items():
        assert back == [name.replace("fn:", "fnref:", 1)]
    _call(page, "3").click()
    expect(page.locator(".footnote li").nth(2)).to_be_in_viewport()
    page.locator(".footnote li").nth(2).locator("a.back").first.click()
    expect(_call(page, "3")).to_be_in_viewport()
