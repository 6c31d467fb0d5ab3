"""Quiet links to notes and entries, and signs that lead to where the essays differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import Open

ESSAYS = ("dockers-strike", "harbour-council", "keeper-letters", "stack-light")
ESSAY = "essays/dockers-strike/"
WIDTHS = (390, 820, 1600)

COVERED = """() => {
  const links = [...document.querySelectorAll("article :is(a.footnote-ref, a.quiet, a.sign)")];
  const covered = [];
  for (const link of links) {
    link.scrollIntoView({block: "center", behavior: "instant"});
    for (const {left, top, width, height} of link.getClientRects()) {
      const found = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!link.contains(found)) covered.push(`${link.outerHTML} is under ${found?.outerHTML}`.slice(0, 300));
    }
  }
  return {count: links.length, covered};
}"""
"""The links in the text that something else covers in the middle of one of their lines."""

HREFS = """kind => [...document.querySelectorAll(`article a.${kind}`)].map(link => link.href)"""

WITHOUT_TEXT = """names => names.filter(name => {
  const found = document.getElementById(decodeURIComponent(name));
  const target = found?.closest(".alias") ? found.closest(".entry") : found;
  return !target || !target.checkVisibility() || !/[\\p{L}\\p{N}]/u.test(target.textContent);
})"""


def popup(page: Page, kind: str = "note") -> Locator:
    return page.locator(f".popup.{kind}")


def target(page: Page, link: Locator) -> Locator:
    """Return the element of the page that a link leads to."""
    return page.locator(f"[id='{(link.get_attribute('href') or '').removeprefix('#')}']")


def check_targets(visit: Open, addresses: Iterable[str]) -> None:
    """Check, without scripts, that each number, quiet link and sign of some pages leads to words."""
    first, *others = addresses
    page = visit(first, java_script_enabled=False)
    names: dict[str, set[str]] = defaultdict(set)
    for address in (first, *others):
        page.goto(address)
        for kind in ("footnote-ref", "quiet", "sign"):
            links = page.evaluate(HREFS, kind)
            assert links, (address, kind)
            for link in links:
                place, _, name = link.partition("#")
                names[place].add(name)
    for place in names:
        page.goto(place)
        assert page.evaluate(WITHOUT_TEXT, sorted(names[place])) == [], place


@pytest.mark.parametrize("width", WIDTHS)
def test_a_quiet_link_opens_the_note_of_its_person(full_site: str, visit: Open, width: int) -> None:
    page = visit(full_site + ESSAY, width)
    link = page.locator("a.quiet.person[href^='#']", has_text="Ondry").first
    link.hover()
    expect(popup(page)).to_contain_text("Ruth Ondry")
    page.mouse.move(1, 500)
    expect(popup(page)).to_be_hidden()
    link.click()
    dialog = page.get_by_role("dialog", name=re.compile("^Note [0-9]+: Ruth Ondry$"))
    expect(dialog).to_be_focused()
    expect(dialog).to_contain_text(target(page, link).inner_text().removesuffix("↑").strip())
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    assert "#" not in page.url


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_sign_opens_its_questions(
    full_site: str, bare_site: str, visit: Open, width: int, bare: bool
) -> None:
    page = visit((bare_site if bare else full_site) + ESSAY, width)
    sign = page.locator("a.sign").nth(1)
    expect(sign).to_have_text("Others on this (1)" if bare else "≠")
    sign.hover()
    expect(popup(page)).to_be_visible()
    page.mouse.move(1, 500)
    expect(popup(page)).to_be_hidden()
    sign.click()
    question = "How many houses took a loaf for work?"
    dialog = page.get_by_role("dialog", name=f"Where the essays differ: {question}")
    expect(dialog).to_be_focused()
    for part in (question, "Here:", "Elsewhere:", "Known:"):
        expect(dialog).to_contain_text(part)
        expect(target(page, sign)).to_contain_text(part)
    expect(dialog.locator(".back")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(sign).to_be_focused()


@pytest.mark.parametrize("kind", ["quiet.person[href^='#']", "sign"])
def test_keyboard_focus_opens_and_escape_closes(full_site: str, visit: Open, kind: str) -> None:
    page = visit(full_site + ESSAY)
    link = page.locator(f"a.{kind}").first
    page.keyboard.press("Tab")
    link.focus()
    expect(popup(page)).to_contain_text(target(page, link).locator("strong").first.inner_text())
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_a_quiet_link_to_an_entry_previews_it_and_leads_there(full_site: str, visit: Open) -> None:
    page = visit(full_site + ESSAY)
    link = page.locator("a.quiet.date[href$='timeline/#1888-22']")
    link.hover()
    expect(popup(page, "preview")).to_contain_text("1888")
    link.click()
    expect(page).to_have_url(full_site + "timeline/#1888-22")


def test_a_screen_reader_hears_what_a_sign_is(full_site: str, visit: Open) -> None:
    page = visit(full_site + ESSAY)
    expect(page.locator("a.sign").first).to_have_accessible_name(
        "Where the essays differ: 1 question on this paragraph"
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_each_difference_leads_back_to_its_sign(full_site: str, visit: Open, scripts: bool) -> None:
    page = visit(full_site + ESSAY, 820, java_script_enabled=scripts)
    signs, differences = page.locator("a.sign"), page.locator(".difference")
    assert signs.count() == differences.count() > 1
    sign = signs.last
    if not scripts:
        sign.click()
    expect(target(page, sign)).to_contain_text("?")
    back = target(page, sign).locator("a.back")
    back.click()
    expect(page).to_have_url(re.compile(f"#{sign.get_attribute('id')}$"))
    expect(sign).to_be_in_viewport()


def test_without_scripts_each_link_in_the_text_leads_to_words(full_site: str, visit: Open) -> None:
    check_targets(visit, [f"{full_site}essays/{essay}/" for essay in ESSAYS])


def test_what_to_read_next_follows_the_last_line(full_site: str, visit: Open) -> None:
    page = visit(full_site + ESSAY, 820)
    places = [page.locator(part).last.bounding_box() for part in ("article p[id^='p']", "#onward", "#notes")]
    tops = [place["y"] for place in places if place]
    assert len(tops) == 3
    assert tops == sorted(tops)
    following = page.locator("#onward").get_by_role("link", name="What the council knew")
    question = page.locator("#onward").get_by_role("link", name="Did the strike win?")
    expect(question).to_have_attribute("href", "../../disagreements/#did-the-strike-win")
    following.click()
    expect(page).to_have_url(full_site + "essays/harbour-council/")
