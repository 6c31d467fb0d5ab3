"""The pages of entries: filters whose choice is in the address, and following the mentions of a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_accessibility import violations
from tests.support.browsing import Open

REGISTERS = ("people/", "quotations/", "timeline/", "disagreements/")


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def shown(page: Page) -> list[str]:
    """Return the ids of the entries that are shown, in the order of the page."""
    found: list[str] = page.locator(".entry :is(h2, h3)[id]").evaluate_all(
        "headings => headings.filter(heading => heading.checkVisibility()).map(heading => heading.id)"
    )
    return found


def tagged(page: Page, name: str, value: str) -> list[str]:
    """Return the ids of the entries that have a value."""
    found: list[str] = page.locator(f".entry[data-{name}~='{value}'] :is(h2, h3)[id]").evaluate_all(
        "headings => headings.map(heading => heading.id)"
    )
    return found


# --- filters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "label", "name", "value"),
    [
        ("people/", "Essay", "essay", "keeper-letters"),
        ("people/", "Group", "group", "town"),
        ("quotations/", "Author", "author", "linus-ferrow"),
        ("quotations/", "Verdict", "verdict", "as-published"),
        ("timeline/", "Essay", "essay", "harbour-council"),
        ("disagreements/", "Topic", "topic", "dates"),
        ("disagreements/", "Kind", "kind", "look-alike"),
    ],
)
def test_a_choice_shows_the_entries_with_that_value(
    full_site: str, visit: Open, register: str, label: str, name: str, value: str
) -> None:
    """Its address shows the same to whoever opens it."""
    page = visit(full_site + register)
    everything, expected = shown(page), tagged(page, name, value)
    assert 0 < len(expected) < len(everything)
    option = field(page, label).locator(f"option[value='{value}']")
    assert re.search(rf"\({len(expected)}\)$", option.inner_text())
    field(page, label).select_option(value)
    assert shown(page) == expected
    expect(page.get_by_role("status").first).to_have_text(f"{len(expected)} of {len(everything)}")
    assert page.url == f"{full_site}{register}?{name}={value}"
    other = visit(page.url)
    assert shown(other) == expected
    expect(field(other, label)).to_have_value(value)


def test_choices_are_combined_and_can_be_taken_back(full_site: str, visit: Open) -> None:
    page = visit(full_site + "quotations/?author=linus-ferrow&verdict=altered&essay=keeper-letters")
    everything = page.locator(".entry").count()
    values = (("author", "linus-ferrow"), ("verdict", "altered"), ("essay", "keeper-letters"))
    assert set(shown(page)) == set.intersection(*(set(tagged(page, *value)) for value in values))
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == everything
    assert page.url == full_site + "quotations/"
    expect(field(page, "Author")).to_be_focused()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_a_choice_without_entries_says_so(full_site: str, visit: Open) -> None:
    """Groups without entries are gone with their headings, and everything can be shown again."""
    page = visit(full_site + "disagreements/")
    combinations = page.locator(".entry").evaluate_all(
        "all => all.map(e => `${e.dataset.topic} ${e.dataset.kind}`)"
    )
    topic, kind = next(
        (topic, kind)
        for topic in ("sources", "concepts", "dates", "figures")
        for kind in ("fact", "question", "look-alike")
        if f"{topic} {kind}" not in combinations and any(c.startswith(f"{topic} ") for c in combinations)
    )
    page.goto(f"{full_site}disagreements/?topic={topic}&kind={kind}")
    assert shown(page) == []
    expect(page.get_by_text("Nothing matches this choice.")).to_be_visible()
    expect(page.locator("article h2:visible")).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    assert len(shown(page)) == len(combinations)
    expect(page.locator("article h2:visible")).to_have_count(3)


def test_a_value_that_is_not_offered_is_no_choice(full_site: str, visit: Open) -> None:
    page = visit(full_site + "people/?essay=nothing&colour=red")
    assert len(shown(page)) == page.locator(".entry").count()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


@pytest.mark.parametrize("how", ["address", "link"])
def test_an_entry_that_a_link_leads_to_is_never_hidden(full_site: str, visit: Open, how: str) -> None:
    page = visit(full_site + "people/?group=keepers")
    assert "linus-ferrow" not in shown(page)
    if how == "address":
        page.goto("about:blank")
        page.goto(full_site + "people/?group=keepers#linus-ferrow")
    else:
        page.locator(".picture a[href='#linus-ferrow']").click()
    expect(page.locator("#linus-ferrow")).to_be_in_viewport()
    assert page.url == full_site + "people/#linus-ferrow"


def test_lists_of_links_have_those_to_entries_that_are_shown(full_site: str, visit: Open) -> None:
    """Those of the theme as well; the heading of an empty list is gone."""
    page = visit(full_site + "people/?group=keepers")
    listed = page.locator(".contents a:visible").evaluate_all(
        "links => links.map(link => link.hash.slice(1))"
    )
    assert listed == shown(page)
    expect(page.locator(".contents p:visible")).to_have_text(["Keepers of the light"])
    aside = page.locator(".md-nav--secondary a[href^='#']:visible")
    expect(aside).to_have_count(len(listed) + 1)  # and the picture


def test_a_filter_works_from_the_keyboard(full_site: str, visit: Open) -> None:
    page = visit(full_site + "people/")
    field(page, "Group").focus()
    page.keyboard.press("ArrowDown")
    expect(field(page, "Group")).to_have_value("keepers")
    assert shown(page) == tagged(page, "group", "keepers")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show all")).to_be_focused()
    page.keyboard.press("Enter")
    assert len(shown(page)) == page.locator(".entry").count()


def test_keys_go_from_entry_to_entry_that_is_shown(full_site: str, visit: Open) -> None:
    page = visit(full_site + "people/?group=keepers")
    names = []
    for key in "jjjk":
        page.keyboard.press(key)
        names.append(page.url.rpartition("#")[2])
    assert names == ["edda-thornby", "josiah-thornby", "who-is-named-where", "josiah-thornby"]


@pytest.mark.parametrize("register", REGISTERS)
def test_without_scripts_every_entry_is_there(full_site: str, visit: Open, register: str) -> None:
    page = visit(full_site + register + "?essay=keeper-letters", java_script_enabled=False)
    expect(page.locator("form.filters")).to_be_hidden()
    entries = page.locator(".entry")
    assert entries.count() > 3
    for entry in entries.all():
        expect(entry).to_be_visible()


def test_nothing_but_the_mentions_is_folded(full_site: str, visit: Open) -> None:
    """What is said of a disagreement is found by the browser's own search."""
    page = visit(full_site + "disagreements/")
    expect(page.locator("article details")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize(
    "address", ["people/?group=keepers", "quotations/?verdict=altered", "timeline/?essay=stack-light"]
)
def test_axe_finds_no_fault_in_what_was_chosen(full_site: str, visit: Open, address: str, width: int) -> None:
    page = visit(full_site + address, width)
    expect(page.get_by_role("button", name="Show all")).to_be_visible()
    assert violations(page) == []


# --- following mentions ------------------------------------------------------------------------------


def open_mention(page: Page, entity: str, essay: str = "") -> list[str]:
    """Open the first mention of an entity, or its first in an essay; return the addresses of all.

    A paragraph with several mentions has one.
    """
    entry = page.locator(f".entry:has([id='{entity}'])")
    entry.get_by_text("All mentions").click()
    links = entry.locator(".mentions li > a:first-child")
    addresses: list[str] = links.evaluate_all("links => links.map(link => link.href)")
    links.and_(page.locator(f"[href*='/essays/{essay}']")).first.click()
    return list(dict.fromkeys(addresses))


def steps(page: Page) -> Locator:
    return page.get_by_role("navigation", name=re.compile("^Mentions of "))


def test_the_mentions_of_a_person_can_be_followed_to_the_end_and_back(full_site: str, visit: Open) -> None:
    """Through all essays that name the person; a paragraph with several mentions is one place."""
    page = visit(full_site + "people/")
    addresses = open_mention(page, "edda-thornby")
    assert len({address.partition("#")[0] for address in addresses}) > 1
    for n, address in enumerate(addresses, start=1):
        expect(page).to_have_url(address)
        expect(steps(page)).to_contain_text(f"Edda Thornby {n} of {len(addresses)} paragraphs")
        if n < len(addresses):
            steps(page).get_by_role("link", name="Next: ").click()
    expect(steps(page).get_by_role("link", name="Next: ")).to_have_count(0)
    steps(page).get_by_role("link", name="Previous: ").click()
    expect(page).to_have_url(addresses[-2])
    steps(page).get_by_role("link", name="Edda Thornby").click()
    expect(page).to_have_url(full_site + "people/#edda-thornby")


@pytest.mark.parametrize("width", [390, 1600])
def test_the_links_stand_still_in_view_and_are_no_part_of_the_text(
    full_site: str, visit: Open, width: int
) -> None:
    page = visit(full_site + "people/", width)
    addresses = open_mention(page, "edda-thornby")
    block = page.locator(f"[id='{addresses[0].partition('#')[2]}']")
    expect(steps(page)).to_be_in_viewport(ratio=1)
    assert "Next" not in block.inner_text()
    first = steps(page).bounding_box()
    steps(page).get_by_role("link", name="Next: ").click()
    expect(steps(page)).to_contain_text("Edda Thornby 2 of")
    second = steps(page).bounding_box()
    assert first
    assert second
    assert first["y"] + first["height"] == second["y"] + second["height"]


def test_a_link_to_another_essay_names_it(full_site: str, visit: Open) -> None:
    page = visit(full_site + "people/")
    addresses = open_mention(page, "linus-ferrow", "dockers-strike")
    assert [address.partition("/essays/")[2] for address in addresses[:3]] == [
        *("stack-light/#p7", "dockers-strike/#p2", "dockers-strike/#p25")
    ]
    expect(steps(page).get_by_role("link", name="Previous: ")).to_have_text("← The Light, ¶ 7")
    expect(steps(page).get_by_role("link", name="Next: ")).to_have_text("¶ 25 →")


def test_going_on_from_the_keyboard_stays_on_the_link(full_site: str, visit: Open) -> None:
    """So that Enter goes from mention to mention of an essay."""
    page = visit(full_site + "people/")
    addresses = open_mention(page, "ruth-ondry")
    assert len({address.partition("#")[0] for address in addresses[:3]}) == 1
    steps(page).get_by_role("link", name="Next: ").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(addresses[1])
    expect(steps(page).get_by_role("link", name="Next: ")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(addresses[2])


def test_following_can_be_ended(full_site: str, visit: Open) -> None:
    page = visit(full_site + "people/")
    open_mention(page, "edda-thornby")
    steps(page).get_by_role("button", name="Stop following").click()
    expect(steps(page)).to_have_count(0)
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(steps(page)).to_have_count(0)


def test_whoever_did_not_come_from_the_list_sees_no_links(full_site: str, visit: Open) -> None:
    """Nor does a reader at a paragraph that is not in the list."""
    page = visit(full_site + "people/")
    addresses = open_mention(page, "edda-thornby")
    fresh = visit(addresses[0], 1500)
    fresh.wait_for_load_state("networkidle")
    expect(steps(fresh)).to_have_count(0)
    page.goto("about:blank")
    page.goto(addresses[0].partition("#")[0] + "#notes")
    page.wait_for_load_state("networkidle")
    expect(steps(page)).to_have_count(0)


def test_the_dates_of_an_event_can_be_followed(full_site: str, visit: Open) -> None:
    page = visit(full_site + "timeline/")
    addresses = open_mention(page, "1852-10-20")
    expect(page).to_have_url(addresses[0])
    expect(steps(page)).to_contain_text(f"The lamp is lit 1 of {len(addresses)}")


def test_mentions_can_be_followed_on_disk(full_checkout: Path, visit: Open) -> None:
    page = visit((full_checkout / "site/people/index.html").as_uri())
    open_mention(page, "edda-thornby")
    expect(steps(page)).to_contain_text("Edda Thornby 1 of")
    steps(page).get_by_role("link", name="Next: ").click()
    expect(steps(page)).to_contain_text("Edda Thornby 2 of")


@pytest.mark.parametrize("width", [390, 1600])
def test_axe_finds_no_fault_where_a_mention_is_followed(full_site: str, visit: Open, width: int) -> None:
    page = visit(full_site + "people/", width)
    open_mention(page, "edda-thornby", "harbour-council")
    expect(steps(page)).to_be_visible()
    assert violations(page) == []
