"""Navigation in an essay: the section in view, the list of sections, keys, and targets of addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import Open, add_style

NARROW = (390, 820)
WIDTHS = (*NARROW, 1600)
ESSAY = "essays/dockers-strike/"
TOUCH = {"has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def site(bare_checkout: Path, serve: Callable[[Path], str]) -> str:
    """The edition without texts: its digests have sections, notes and entities."""
    return serve(bare_checkout / "site")


def headings(page: Page) -> list[str]:
    ids: list[str] = page.locator(".md-content h2[id]").evaluate_all("all => all.map(heading => heading.id)")
    return ids


def shown_place(page: Page) -> Locator:
    """Return where the page shows the place in view: in the bar, or beside the table of contents."""
    return page.locator(".section-bar-count, .place-text").filter(visible=True)


def begin(page: Page) -> None:
    """Do what a reader does first; before that, a narrow window has no bar."""
    page.mouse.wheel(0, 1)
    expect(page.locator(".section-bar")).to_be_attached()


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def header_ends(page: Page) -> float:
    box = page.locator(".md-header").bounding_box()
    assert box
    return box["y"] + box["height"]


# --- the section in view --------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_the_section_in_view_is_shown(site: str, visit: Open, width: int) -> None:
    """By the number that the essay gives it; in the bar, which has its heading, by the share only."""
    page = visit(site + ESSAY, width)
    ids = headings(page)
    for number in (2, 5, 9):
        page.goto(f"{site}{ESSAY}#{ids[number - 1]}")
        section = f"Section {number} · " if width == 1600 else ""
        expect(shown_place(page)).to_have_text(re.compile(rf"^{section}\d+%$"))


def test_sections_without_numbers_get_none(site: str, visit: Open) -> None:
    page = visit(f"{site}essays/stack-light/#lit", 1600)
    expect(shown_place(page)).to_have_text(re.compile(r"^\d+%$"))


@pytest.mark.parametrize("width", NARROW)
def test_the_bar_names_the_section(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width)
    heading = headings(page)[3]
    page.goto(f"{site}{ESSAY}#{heading}")
    name = page.locator(f"#{heading}").inner_text().removesuffix("#").strip()
    expect(page.locator(".section-bar-name")).to_have_text(name)


def test_the_table_of_contents_marks_the_same_section(site: str, visit: Open) -> None:
    page = visit(site + ESSAY, 1600)
    for at in (2, 5):
        page.goto(f"{site}{ESSAY}#{headings(page)[at]}")
        active = page.locator(".md-sidebar--secondary .md-nav__link--active").last
        expect(active).to_have_attribute("href", f"#{headings(page)[at]}")
        expect(page.locator(".place-text")).to_contain_text(f"Section {at + 1} ·")


def test_the_number_and_the_table_of_contents_change_at_the_same_place(site: str, visit: Open) -> None:
    """At 60 px below the header: 40 below the place where a link to the section lands."""
    page = visit(site + ESSAY, 1600)
    heading = headings(page)[4]
    page.goto(f"{site}{ESSAY}#{heading}")
    expect(page.locator(".place-text")).to_contain_text("Section 5 ·")
    active = page.locator(".md-sidebar--secondary .md-nav__link--active").last
    for distance, section in ((62, 4), (58, 5), (19, 5)):
        page.evaluate("by => scrollBy(0, by)", top(page, f"#{heading}") - header_ends(page) - distance)
        expect(page.locator(".place-text")).to_contain_text(f"Section {section} ·")
        expect(active).to_have_attribute("href", f"#{headings(page)[section - 1]}")


def test_the_way_back_to_the_top_covers_no_text(site: str, visit: Open) -> None:
    for width in WIDTHS:
        page = visit(f"{site}{ESSAY}#{headings(visit(site + ESSAY))[4]}", width)
        page.mouse.wheel(0, -200)
        button = page.locator(".md-top:not([hidden])")
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box
        assert 0 <= box["y"] < box["y"] + box["height"] <= header_ends(page)


def test_the_header_of_an_essay_has_its_short_title_whole(full_site: str, visit: Open) -> None:
    page = visit(f"{full_site}{ESSAY}#p25", 390)
    title = page.locator(".md-header__title--active .md-header__topic + .md-header__topic .md-ellipsis")
    expect(title).to_have_text("Nine Weeks")
    assert title.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")


@pytest.mark.parametrize("width", WIDTHS)
def test_progress_goes_from_0_to_100_percent_of_the_text(site: str, visit: Open, width: int) -> None:
    """Notes and apparatus do not count."""
    page = visit(site + ESSAY, width)
    begin(page)
    place = shown_place(page)
    expect(place).to_contain_text(re.compile(r"(^|\s)0%"))
    page.evaluate("document.getElementById('notes').scrollIntoView({block: 'end'})")
    expect(place).to_contain_text("100%")
    page.evaluate("scrollTo(0, 0)")
    expect(place).to_contain_text(re.compile(r"(^|\s)0%"))


@pytest.mark.parametrize("width", NARROW)
def test_the_bar_opens_the_list_of_sections(site: str, visit: Open, width: int) -> None:
    page = visit(f"{site}{ESSAY}#p20", width, **TOUCH)
    page.locator(".section-bar-open").tap()
    links = page.get_by_role("navigation", name="Sections").get_by_role("link")
    assert links.count() == len(headings(page))
    expect(page.locator("#section-list [aria-current]")).to_be_in_viewport()
    links.nth(1).tap()
    expect(page.locator("#section-list")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"#{headings(page)[1]}$"))
    expect(page.locator(f"#{headings(page)[1]}")).to_be_in_viewport()


@pytest.mark.parametrize("width", NARROW)
def test_the_list_is_dismissed_by_escape_and_by_a_tap_beside_it(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width)
    begin(page)
    page.locator(".section-bar-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#section-list")).to_be_visible()
    expect(page.locator("#section-list a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#section-list")).to_be_hidden()
    expect(page.locator(".section-bar-open")).to_be_focused()
    page.locator(".section-bar-open").click()
    page.mouse.click(20, 120)
    expect(page.locator("#section-list")).to_be_hidden()


@pytest.mark.parametrize("width", NARROW)
def test_the_end_of_the_page_can_be_scrolled_above_the_bar(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width)
    for part in (".footnote li", ".md-footer"):  # the notes are laid out when they are near
        page.locator(part).last.evaluate("e => e.scrollIntoView({block: 'end', behavior: 'instant'})")
        expect(page.locator(part).last).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator(".section-bar")).to_be_in_viewport(ratio=1)
    last = page.locator(".md-footer").bounding_box()
    assert last
    assert last["y"] + last["height"] <= top(page, ".section-bar") + 1


@pytest.mark.parametrize("width", NARROW)
def test_touch_targets_of_the_bar_are_large_enough(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width, **TOUCH)
    begin(page)
    page.locator(".section-bar-open").tap()
    for target in page.locator(".section-bar button, #section-list a").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_at_400_percent_the_bar_is_hidden(site: str, visit: Open) -> None:
    page = visit("about:blank", 320)
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(site + ESSAY)
    begin(page)
    expect(page.locator(".section-bar")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_keys_lead_from_section_to_section(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width)
    ids = headings(page)
    for at in (0, 1, 2):
        page.keyboard.press("j")
        expect(page).to_have_url(re.compile(f"#{ids[at]}$"))
        assert header_ends(page) <= top(page, f"#{ids[at]}") < 200
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(f"#{ids[1]}$"))


def test_keys_reach_the_last_section_and_lead_back(site: str, visit: Open) -> None:
    page = visit(site + ESSAY, 1600)
    ids = headings(page)
    for _ in range(len(ids) + 2):
        page.keyboard.press("j")
    expect(page).to_have_url(re.compile(f"#{ids[-1]}$"))
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(f"#{ids[-2]}$"))


def test_keys_do_not_fill_the_history(site: str, visit: Open) -> None:
    page = visit(site, 1600)
    page.goto(site + ESSAY)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("#"))
    page.go_back()
    expect(page).to_have_url(site)


@pytest.mark.parametrize("key", ["Control+j", "Alt+j", "Meta+j"])
def test_keys_with_modifiers_are_left_to_the_browser(site: str, visit: Open, key: str) -> None:
    page = visit(site + ESSAY)
    page.keyboard.press(key)
    page.keyboard.press("Tab")
    assert page.url == site + ESSAY


def test_keys_in_a_field_are_letters(site: str, visit: Open) -> None:
    page = visit(site + ESSAY)
    page.evaluate("document.querySelector('article').append(document.createElement('textarea'))")
    field = page.locator("article textarea")
    field.press_sequentially("jk?")
    expect(field).to_have_value("jk?")
    assert "#" not in page.url
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_dialog_lists_the_keys(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("next section")
    page.keyboard.press("j")
    assert "#" not in page.url
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_keys_can_be_switched_off_and_on(site: str, visit: Open, width: int) -> None:
    """This includes the theme's keys, and holds after a reload."""
    page = visit(site + ESSAY, width)
    page.keyboard.press("?")
    page.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    for key in ("j", "n", "?"):
        page.keyboard.press(key)
    page.wait_for_load_state("networkidle")
    assert page.url == site + ESSAY
    assert page.locator("dialog[open]").count() == 0
    if width < 960:
        page.locator(".section-bar-open").click()
    page.get_by_role("button", name="shortcuts").click()
    page.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("#"))


# --- addresses ------------------------------------------------------------------------------------


def place_of(page: Page, kind: str) -> str:
    """Return the id of one of the elements that match a selector."""
    found: str = page.evaluate(
        """kind => {
          const all = [...document.querySelectorAll(`.md-content ${kind}`)];
          return all[Math.floor(all.length / 2)].id;
        }""",
        kind,
    )
    return found


IN_VIEW = """name => {
  const {top} = document.getElementById(name).getBoundingClientRect();
  return 0 <= top && top < innerHeight;
}"""

KINDS = {
    ESSAY: [
        "h2[id]:not(.editorial)",
        "p[id]",
        'p > span[id^="p"]',  # a redirected address
        ".footnote li[id]",
        'sup[id^="fnref:"]',
        "a.sign[id]",
        ".difference[id]",
    ],
    "people/": ["h2[id]"],
    "disagreements/": ["h3[id]"],
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", KINDS)
def test_every_target_is_below_the_header(site: str, visit: Open, address: str, width: int) -> None:
    page = visit(site + address, width)
    for kind in KINDS[address]:
        name = place_of(page, kind)
        page.goto("about:blank")
        page.goto(f"{site}{address}#{name}")
        expect(page.locator(f"[id='{name}']")).to_have_count(1)
        page.wait_for_function(IN_VIEW, arg=name)
        assert header_ends(page) <= top(page, f"[id='{name}']") < 400, name


def test_a_taller_header_hides_no_target(site: str, visit: Open) -> None:
    page = visit(site + ESSAY, 820)
    add_style(page, ".md-header { padding-bottom: 90px }")
    page.wait_for_function("parseFloat(document.documentElement.style.getPropertyValue('--header')) > 130")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert header_ends(page) > 130
    assert top(page, f"#{headings(page)[1]}") >= header_ends(page)


MARK = """selector => {
  const style = getComputedStyle(document.querySelector(selector));
  return [style.animationName, style.backgroundColor, style.boxShadow];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_target_is_briefly_highlighted(site: str, visit: Open, scheme: str) -> None:
    page = visit(f"{site}{ESSAY}#d9", color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    motion, ground, stroke = page.evaluate(MARK, "#d9")
    assert "arrived" in motion
    assert ground == "rgba(0, 0, 0, 0)"
    assert stroke != "none"
    assert page.evaluate(MARK, "#d8")[2] == "none"


def test_with_reduced_motion_the_highlight_stays(site: str, visit: Open) -> None:
    page = visit(f"{site}{ESSAY}#d9", reduced_motion="reduce")
    motion, ground, _ = page.evaluate(MARK, "#d9")
    assert motion == "none"
    assert ground not in ("rgba(0, 0, 0, 0)", page.evaluate(MARK, "#d8")[1])


def test_a_malformed_address_causes_no_error(site: str, visit: Open) -> None:
    """A `%` that is not followed by two digits cannot be decoded."""
    faults: list[object] = []
    page = visit("about:blank")
    page.on("pageerror", lambda fault: faults.append(fault))
    page.goto(f"{site}essays/stack-light/#50%")
    expect(page.locator(".place-side")).to_be_attached()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert not faults


def test_a_redirected_address_highlights_its_paragraph(site: str, visit: Open) -> None:
    page = visit(site + ESSAY)
    name = place_of(page, 'p > span[id^="p"]')
    page.goto(f"{site}{ESSAY}#{name}")
    around = page.locator(f"p:has(> #{name})").get_attribute("id")
    assert page.evaluate(MARK, f"#{around}")[2] != "none"


def test_a_call_is_highlighted_without_its_paragraph(site: str, visit: Open) -> None:
    page = visit(site + ESSAY)
    for kind in ('sup[id^="fnref:"]', "a.sign[id]"):
        name = place_of(page, kind)
        page.goto(f"{site}{ESSAY}#{name}")
        assert "arrived" in page.evaluate(MARK, f"[id='{name}']")[0]
        assert page.evaluate(MARK, f"p:has(> [id='{name}'])")[2] == "none"


def test_a_target_in_a_collapsed_box_opens_it(full_site: str, visit: Open) -> None:
    page = visit(full_site + ESSAY)
    assert page.locator("details.brief[open]").count() == 0
    for name in ("d9", "d16"):
        page.evaluate("name => { location.hash = name }", name)
        expect(page.locator(f"#{name}")).to_be_in_viewport()
        assert header_ends(page) <= top(page, f"#{name}")
    assert page.locator("details.brief[open]").count() == 2


# --- numbers of paragraphs ------------------------------------------------------------------------

BOX = """selector => {
  const e = document.querySelector(selector);
  return [e.offsetLeft, e.offsetTop, e.offsetWidth, e.offsetHeight];
}"""
OPACITY = "selector => getComputedStyle(document.querySelector(selector)).opacity"


@pytest.mark.parametrize("width", [820, 1600])
def test_a_paragraph_number_is_faint_without_hover_or_focus(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width, reduced_motion="reduce")
    number, box = "#d2 > .number", page.evaluate(BOX, "#d2")
    add_style(page, ".number { transition: none !important }")
    assert page.evaluate(OPACITY, number) == "0.4"
    page.locator("#d2").hover()
    assert page.evaluate(OPACITY, number) == "1"
    page.mouse.move(0, 0)
    assert page.evaluate(OPACITY, number) == "0.4"
    page.locator(number).focus()
    assert page.evaluate(OPACITY, number) == "1"
    assert page.evaluate(BOX, "#d2") == box


@pytest.mark.parametrize("width", WIDTHS)
def test_paragraph_numbers_are_always_visible_on_touch_screens(site: str, visit: Open, width: int) -> None:
    page = visit(site + ESSAY, width, **TOUCH)
    assert page.evaluate(OPACITY, "#d2 > .number") == "1"


# --- without scripts ------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_controls_that_need_scripts_are_absent_without_them(site: str, visit: Open, width: int) -> None:
    page = visit(f"{site}{ESSAY}#d9", width, java_script_enabled=False)
    assert page.locator(".section-bar, .reading-line, .place-side, #section-list").count() == 0
    assert header_ends(page) <= top(page, "#d9") < 400
