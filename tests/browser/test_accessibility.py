"""Accessibility: keyboard, touch, screen reader, enlarged text, and reduced motion."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open, add_script
from tests.support.programs import need

KINDS = (
    "",
    "essays/",
    "essays/keeper-letters/",
    "essays/dockers-strike/",
    "people/",
    "quotations/",
    "timeline/",
    "disagreements/",
    "about/",
    "versions/",
    "sources/",
)
"""A page of each kind, the shortest and the longest essay among them."""

SHORT = "essays/keeper-letters/"

AXE = """async only => {
  const current = axe.getRules().filter(rule => !rule.tags.includes("deprecated"));
  const rules = current.map(rule => rule.ruleId).filter(id => !only || id === only);
  const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return violations.map(({id, nodes}) => ({id, where: nodes.slice(0, 3).map(node => node.html)}));
}"""


def violations(page: Page) -> Any:
    """Return the violations of axe's rules: WCAG at every level, best practice, and experimental rules.

    Only rules that axe has deprecated are left out.
    """
    add_script(page, need("axe-core/axe.min.js"))
    return page.evaluate(AXE, "")


def touch_targets(page: Page) -> Any:
    """Return what is too small, or too close to something else, to be touched (WCAG 2.5.8)."""
    page.evaluate("scrollTo(0, 0)")
    add_script(page, need("axe-core/axe.min.js"))
    return page.evaluate(AXE, "target-size")


BYLINE = pytest.mark.xfail(strict=True, reason="axe takes a byline for a heading (p-as-heading)")

LOOKS = [
    *(
        pytest.param(kind, *look, marks=BYLINE if kind == "essays/dockers-strike/" else ())
        for kind in (*KINDS, "search/?q=light")
        for look in ((390, "dark"), (1600, "light"))
    ),
    *((SHORT, *look) for look in ((390, "light"), (1600, "dark"))),
]
"""Every page narrow and dark, and wide and light; one essay in the other two combinations as well."""


@pytest.mark.parametrize(("kind", "width", "scheme"), LOOKS)
def test_axe_finds_no_fault(full_site: str, visit: Open, kind: str, width: int, scheme: str) -> None:
    page = visit(full_site + kind, width, color_scheme=scheme)
    page.mouse.wheel(0, 1)  # loads what answers a reader
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1600])
def test_axe_finds_no_fault_on_the_not_found_page(
    missing_page: str, visit: Open, width: int, scheme: str
) -> None:
    page = visit(missing_page, width, color_scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1600])
def test_axe_finds_no_fault_with_everything_open(full_site: str, visit: Open, width: int) -> None:
    page = visit(full_site + "people/", width)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert violations(page) == []


# --- the reader's own colours ------------------------------------------------------------------


def test_marks_are_kept_in_forced_colours(full_site: str, visit: Open) -> None:
    page = visit(f"{full_site}{SHORT}#p3", forced_colors="active")
    outline = "e => getComputedStyle(e).outlineStyle"
    assert page.locator("#p3").evaluate(outline) == "solid"
    assert page.locator("#p4").evaluate(outline) == "none"
    page.goto(f"{full_site}search/?q=crane")
    page.locator(".search-kinds button").nth(1).wait_for()
    ground = "all => all.map(e => getComputedStyle(e).backgroundColor)"
    pressed, *others = page.locator(".search-kinds button").evaluate_all(ground)
    assert pressed not in others


# --- screen readers ---------------------------------------------------------------------------


def test_notes_have_the_roles_of_notes(full_site: str, visit: Open) -> None:
    """As in DPUB-ARIA 1.1, where a note is an item of a list and needs no role of its own."""
    page = visit(full_site + SHORT)
    calls = page.locator("sup a[href^='#fn']")
    notes = page.locator("[role=doc-endnotes][aria-label=Notes]")
    assert calls.count() > 5
    assert page.locator("a[role=doc-noteref]").count() == calls.count()
    assert notes.locator("li").count() == calls.count()
    names = notes.locator("a[role=doc-backlink]").evaluate_all(
        "links => links.map(link => link.getAttribute('aria-label'))"
    )
    assert names == page.evaluate(PLACES_OF_CALLS)


PLACES_OF_CALLS = """() => {
  const names = [];
  let heading = "the head of the essay";
  for (const e of document.querySelectorAll("article h2, article a.footnote-ref")) {
    const number = e.closest("p, li")?.querySelector(".number")?.dataset.number;
    if (e.matches("h2")) heading = `“${e.firstChild.data}”`;
    else names.push(number ? `Back to paragraph ${number}` : `Back to ${heading}`);
  }
  return names;
}"""
"""What a link back to each call is called: by its paragraph or, without a number, by the heading above."""


LANDMARKS = """() => [...document.querySelectorAll("header, main, footer")]
  .filter(e => e.checkVisibility()).map(e => e.localName)"""

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter(e => e.checkVisibility()).map(e => Number(e.localName[1]))"""


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
  const element = document.activeElement, {body} = document;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {html: element.outerHTML.slice(0, 120), body: element === body, left: box.left, top: box.top,
    width: parseFloat(style.outlineWidth), style: style.outlineStyle, opacity: style.opacity};
}"""


@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize("kind", ["", SHORT, "people/"])
def test_focus_is_always_visible(full_site: str, visit: Open, kind: str, width: int) -> None:
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


# --- touch -------------------------------------------------------------------------------------

TARGETS = """() => [...document.querySelectorAll("a[href], button, summary, label[for], input, select")]
  .filter(e => e.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .filter(e => getComputedStyle(e).pointerEvents !== "none")
  .filter(e => !e.matches(".picture a[href^='#']"))
  .map(e => {
    const {width, height} = e.getBoundingClientRect();
    const inline = getComputedStyle(e).display === "inline" && e.closest("p, li, td, dd, figcaption");
    const small = e.matches(".number") || (inline && e.matches(".footnote-ref, .sign, li > a:first-child"));
    return {html: e.outerHTML.slice(0, 120), width, height, least: small ? 24 : inline ? 0 : 44};
  })
  .filter(({width, height, least}) => width && (width < least || height < least))"""


@pytest.mark.parametrize("kind", KINDS)
def test_touch_targets_are_large_enough(full_site: str, visit: Open, kind: str) -> None:
    """Targets are at least 44 px, and numbers beside or within a line of text at least 24 px.

    The links in a picture may be smaller, because the page has the same links as text.
    """
    page = visit(full_site + kind, 390, has_touch=True, is_mobile=True)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(TARGETS) == []


# --- enlarged text and reduced motion ----------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_at_400_percent(full_site: str, visit: Open, kind: str) -> None:
    """A window of 1280 px at 400 % is 320 px wide."""
    page = visit(full_site + kind, 320)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


MOVING = """() => [...document.querySelectorAll("*")].flatMap(e => [null, "::before", "::after"]
  .map(part => getComputedStyle(e, part))
  .filter(style => [style.transitionDuration, style.animationDuration]
    .some(times => times.split(",").some(time => parseFloat(time) > 0)) || style.scrollBehavior === "smooth")
  .map(() => e.outerHTML.slice(0, 100)))"""


def test_nothing_moves_with_reduced_motion(full_site: str, visit: Open) -> None:
    assert visit(full_site + SHORT, reduced_motion="reduce").evaluate(MOVING) == []
    assert visit(full_site + SHORT, reduced_motion="no-preference").evaluate(MOVING) != []
