"""Reading with a keyboard, a finger, a screen reader, large letters, or without moving pictures."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open
from tests.support.programs import need

KINDS = (
    "",
    "essays/",
    "essays/keeper-letters/",
    "essays/dockers-strike/",
    "people/",
    "quotations/",
    "timeline/",
    "about/",
)
"""A page of each kind, the shortest and the longest essay among them."""

SHORT = "essays/keeper-letters/"

AXE = """async () => {
  const rules = axe.getRules().filter(rule => !rule.tags.includes("deprecated"));
  const enabled = Object.fromEntries(rules.map(rule => [rule.ruleId, {enabled: true}]));
  const {violations} = await axe.run(document, {rules: enabled, resultTypes: ["violations"]});
  return violations.map(({id, nodes}) => ({id, where: nodes.slice(0, 3).map(node => node.html)}));
}"""


def violations(page: Page) -> Any:
    """Return what breaks any rule of axe: WCAG at every level, best practice, and what is on trial.

    Only the rules that axe itself has given up are left out.
    """
    page.add_script_tag(path=need("axe-core/axe.min.js"))
    return page.evaluate(AXE)


BYLINE = pytest.mark.xfail(strict=True, reason="axe takes a byline for a heading (p-as-heading)")

LOOKS = [
    *(
        pytest.param(kind, *look, marks=BYLINE if kind == "essays/dockers-strike/" else ())
        for kind in KINDS
        for look in ((390, "dark"), (1600, "light"))
    ),
    *((SHORT, *look) for look in ((390, "light"), (1600, "dark"))),
]
"""What a width and a scheme have for themselves shows on one essay."""


@pytest.mark.parametrize(("kind", "width", "scheme"), LOOKS)
def test_axe_finds_no_fault(full_site: str, visit: Open, kind: str, width: int, scheme: str) -> None:
    page = visit(full_site + kind, width, color_scheme=scheme)
    page.mouse.wheel(0, 1)  # the theme's own script is there, too
    page.wait_for_function("window.document$")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1600])
def test_axe_finds_no_fault_with_a_missing_page(
    missing_page: str, visit: Open, width: int, scheme: str
) -> None:
    page = visit(missing_page, width, color_scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1600])
def test_axe_finds_no_fault_with_everything_open(full_site: str, visit: Open, width: int) -> None:
    page = visit(full_site + "people/", width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []


# --- what a screen reader is told --------------------------------------------------------------


def test_notes_have_the_roles_of_notes(full_site: str, visit: Open) -> None:
    """By DPUB-ARIA 1.1, where a single note is an item of a list and needs no role."""
    page = visit(full_site + SHORT)
    calls = page.locator("sup a[href^='#fn']")
    notes = page.locator("[role=doc-endnotes][aria-label=Notes]")
    assert calls.count() > 10
    assert page.locator("a[role=doc-noteref]").count() == calls.count()
    assert 10 < notes.locator("li").count() <= calls.count()
    assert notes.locator("li").count() == notes.locator("li:has(a[role=doc-backlink])").count()
    assert notes.locator("a[role=doc-backlink][aria-label='Back to section 1']").count() > 1


LANDMARKS = """() => [...document.querySelectorAll("header, main, footer")]
  .filter(one => one.checkVisibility()).map(one => one.localName)"""

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter(one => one.checkVisibility()).map(one => Number(one.localName[1]))"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_landmarks_and_headings_in_order(full_site: str, visit: Open, kind: str) -> None:
    page = visit(full_site + kind)
    assert page.evaluate(LANDMARKS) == ["header", "main", "footer"]
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.locator("html").get_attribute("lang") == "en"


# --- the keyboard ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_tab_leads_past_the_navigation(
    full_site: str, visit: Open, kind: str, scripts: bool
) -> None:
    page = visit(full_site + kind, java_script_enabled=scripts)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.locator("article :focus").count() == 1


FOCUSED = """() => {
  const one = document.activeElement;
  const shown = one.matches(".md-option") ? one.nextElementSibling : one;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  return {html: one.outerHTML.slice(0, 120), body: one === document.body, left: box.left, top: box.top,
    width: parseFloat(style.outlineWidth), style: style.outlineStyle, opacity: style.opacity};
}"""


@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize("kind", ["", SHORT, "people/"])
def test_focus_is_seen_wherever_it_goes(full_site: str, visit: Open, kind: str, width: int) -> None:
    page = visit(full_site + kind, width)
    page.wait_for_load_state("networkidle")
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"]:
            break
        assert focused["style"] == "solid", focused
        assert focused["width"] >= 2, focused


@pytest.mark.parametrize("scripts", [True, False])
def test_the_folded_menu_opens_from_the_keyboard(full_site: str, visit: Open, scripts: bool) -> None:
    page = visit(full_site + SHORT, 390, java_script_enabled=scripts)
    page.keyboard.press("Tab")  # to the link that leads past it
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    timeline = page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Timeline")
    expect(timeline).to_be_in_viewport()


# --- a finger ----------------------------------------------------------------------------------

TARGETS = """() => [...document.querySelectorAll("a[href], button, summary, label[for], input, select")]
  .filter(one => one.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .filter(one => getComputedStyle(one).pointerEvents !== "none")
  .filter(one => !one.matches(".picture a[href^='#']"))
  .map(one => {
    const {width, height} = one.getBoundingClientRect();
    const inline = getComputedStyle(one).display === "inline" && one.closest("p, li, td, dd, figcaption");
    const number = one.matches(".number, .footnote-ref, li > a:first-child");
    return {html: one.outerHTML.slice(0, 120), width, height, least: inline ? (number ? 24 : 0) : 44};
  })
  .filter(({width, height, least}) => width && (width < least || height < least))"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_finger_hits_what_it_aims_at(full_site: str, visit: Open, kind: str) -> None:
    """Targets have 44 px; in a line of words, where that cannot be, numbers have 24.

    The marks of a picture are as small as what they stand for: their entries are on the same page.
    """
    page = visit(full_site + kind, 390, has_touch=True, is_mobile=True)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(TARGETS) == []


# --- large letters, and no motion --------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_as_large_nothing_scrolls_sideways(full_site: str, visit: Open, kind: str) -> None:
    """1280 px at 400 % are 320."""
    page = visit(full_site + kind, 320)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


MOVING = """() => [...document.querySelectorAll("*")].flatMap(one => [null, "::before", "::after"]
  .map(part => getComputedStyle(one, part))
  .filter(style => [style.transitionDuration, style.animationDuration]
    .some(told => told.split(",").some(time => parseFloat(time) > 0)) || style.scrollBehavior === "smooth")
  .map(() => one.outerHTML.slice(0, 100)))"""


def test_nothing_moves_for_whom_motion_disturbs(full_site: str, visit: Open) -> None:
    assert visit(full_site + SHORT, reduced_motion="reduce").evaluate(MOVING) == []
    assert visit(full_site + SHORT, reduced_motion="no-preference").evaluate(MOVING) != []
