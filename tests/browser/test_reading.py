"""Reading an essay in a real browser."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from edition.build.edition import Edition
from tests.support.browsing import Open

WIDTHS = (390, 820, 1600)
ESSAY = "essays/harbour-strike/"
PARAGRAPHS = ("p3", "p4", "p5", "p15", "p17", "p24", "p27", "p30", "p31", "p32")

LINE = """id => {
  const node = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  const tops = new Map(); let text;
  while (text = node.nextNode())
    if (!text.parentElement.closest("sup")) for (let i = 0; i < text.length; i++) {
      const range = document.createRange(); range.setStart(text, i); range.setEnd(text, i + 1);
      const box = range.getBoundingClientRect();
      if (box.width) tops.set(Math.round(box.bottom / 8), (tops.get(Math.round(box.bottom / 8)) || 0) + 1);
    }
  return [...tops.values()];
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", ["", "essays/", ESSAY])
def test_no_page_scrolls_sideways(single_site: str, visit: Open, page: str, width: int) -> None:
    shown = visit(single_site + page, width)
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_essay_scrolls_sideways(full: Edition, full_site: str, visit: Open, width: int) -> None:
    for essay in full.texts:
        shown = visit(f"{full_site}essays/{essay.entry.slug}/", width)
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), essay.entry.slug


@pytest.mark.parametrize("width", [820, 1600])
def test_lines_have_a_readable_length(full_site: str, visit: Open, width: int) -> None:
    page = visit(full_site + "essays/dockers-strike/", width)
    lines = measures(page, PARAGRAPHS)
    assert len(lines) > 2 * len(PARAGRAPHS)
    assert 50 <= sum(lines) / len(lines) <= 75


def measures(page: Page, names: Sequence[str]) -> list[int]:
    """Return the number of characters in each line of some paragraphs, except their last lines."""
    return [length for name in names for length in page.evaluate(LINE, name)[:-1]]


def test_text_is_set_in_a_serif_with_generous_leading(single_site: str, visit: Open) -> None:
    style = visit(single_site + ESSAY).evaluate(
        """() => {
          const style = getComputedStyle(document.getElementById("p3"));
          return [style.fontFamily, parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
        }"""
    )
    assert style[0].endswith("serif")
    assert not style[0].endswith("sans-serif")
    assert style[1] >= 1.5


@pytest.mark.parametrize("width", WIDTHS)
def test_an_emendation_shows_the_source_on_hover_and_focus(single_site: str, visit: Open, width: int) -> None:
    page = visit(single_site + ESSAY, width)
    slip = page.get_by_role("link", name="received", exact=True)
    assert _tooltip(page) is None
    slip.hover()
    assert _tooltip(page) == '"The source has: recieved"'
    page.mouse.move(0, 0)
    assert _tooltip(page) is None
    page.keyboard.press("Tab")
    slip.focus()
    assert _tooltip(page) == '"The source has: recieved"'


def _tooltip(page: Page) -> str | None:
    shown: str = page.evaluate(
        "getComputedStyle(document.querySelector('a.emendation[href=\"#e3\"]'), '::after').content"
    )
    return None if shown == "none" else shown


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tooltip_stays_on_the_screen(full_site: str, visit: Open, width: int) -> None:
    """It never makes the page scroll sideways."""
    page = visit(full_site + "essays/dockers-strike/", width)
    page.keyboard.press("Tab")
    for slip in page.locator("a.emendation").all():
        slip.evaluate("slip => slip.focus()")
        assert page.evaluate("getComputedStyle(document.activeElement, '::after').content") != "none"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_emendation_leads_to_the_apparatus_and_back(single_site: str, visit: Open) -> None:
    page = visit(single_site + ESSAY)
    page.get_by_role("link", name="received", exact=True).click()
    expect(page).to_have_url(re.compile("#e3$"))
    expect(page.locator("#e3")).to_be_in_viewport()
    page.get_by_role("link", name="Back to emendation 3 in the text").click()
    expect(page.locator("#e3-at")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["strike", "p6", "p15", "p18"])
def test_the_target_of_an_address_is_below_the_header(
    single_site: str, visit: Open, name: str, width: int
) -> None:
    page = visit(f"{single_site}{ESSAY}#{name}", width)
    page.wait_for_timeout(200)
    bottom = page.locator(".md-header").bounding_box()
    place = page.locator(f"#{name}").bounding_box()
    assert bottom
    assert place
    assert bottom["y"] + bottom["height"] <= place["y"] < 1000


def test_a_paragraph_number_is_its_address(single_site: str, visit: Open) -> None:
    page = visit(single_site + ESSAY)
    page.get_by_role("link", name="Paragraph 5", exact=True).click()
    expect(page).to_have_url(re.compile("#p5$"))


def test_numbers_are_not_part_of_the_text(single_site: str, visit: Open) -> None:
    page = visit(single_site + ESSAY)
    assert page.locator("#p5").inner_text() == "In those years the men were hired by the day."


def test_markup_in_a_text_is_shown_literally(single_site: str, visit: Open) -> None:
    page = visit(single_site + ESSAY)
    text = page.locator("#p17").inner_text()
    assert text.endswith("went home*, and [nobody] knew why; see <note> & page_7.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast_in_both_schemes(single_site: str, visit: Open, scheme: str) -> None:
    """The contrast is at least 7:1 for the text and 4.5:1 for secondary text."""
    page = visit(single_site + ESSAY, color_scheme=scheme)
    ground = _luminance(page, "document.body", "backgroundColor")
    assert (ground > 0.5) == (scheme == "light")
    for place, least in (("#p3", 7), (".imprint", 4.5), ("#p5 .number", 4.5), ("figcaption", 4.5)):
        ink = _luminance(page, f"document.querySelector('.md-content {place}')", "color")
        high, low = max(ink, ground), min(ink, ground)
        assert (high + 0.05) / (low + 0.05) >= least, place


def _luminance(page: Page, element: str, key: str) -> float:
    """Return the relative luminance, as WCAG 2.2 defines it."""
    colour = page.evaluate(f"getComputedStyle({element}).{key}")
    channels = [int(c) / 255 for c in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_an_essay_can_be_read_without_scripts(single_site: str, visit: Open) -> None:
    page = visit(single_site + ESSAY, java_script_enabled=False)
    expect(page.locator("#p1")).to_be_visible()
    expect(page.locator("#p19")).to_be_visible()
    page.get_by_role("link", name="Paragraph 7", exact=True).click()
    assert page.url.endswith("#p7")
    page.locator("a.emendation").nth(2).hover()
    page.get_by_text("About this text").click()
    expect(page.get_by_text("Quays Museum (probable)", exact=True)).to_be_visible()


def test_nothing_is_requested_from_another_host(single_site: str, visit: Open) -> None:
    page = visit("about:blank")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(single_site + ESSAY)
    page.keyboard.press("s")
    page.get_by_role("searchbox").fill("cranes")
    page.locator(".search-list a").first.wait_for()
    assert requested
    assert not [url for url in requested if not url.startswith(single_site) and not url.startswith("blob:")]


def test_the_next_essay_is_a_click_away(full_site: str, visit: Open) -> None:
    page = visit(full_site + "essays/stack-light/")
    page.get_by_role("link", name=re.compile("^Next: Nine Weeks")).click()
    expect(page).to_have_url(re.compile("/essays/dockers-strike/$"))
    page.get_by_role("link", name=re.compile("^Previous: THE LIGHT")).click()
    expect(page).to_have_url(re.compile("/essays/stack-light/$"))


def test_the_digest_of_an_essay_can_be_read(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "essays/stack-light/#p4")
    expect(page.get_by_text("A digest, not the essay")).to_be_visible()
    expect(page.locator("#six-summers")).to_be_in_viewport()
