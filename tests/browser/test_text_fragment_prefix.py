"""A link to selected words that occur twice on the page identifies the right occurrence."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_copies import COUNCIL
from tests.browser.test_links import CLIPBOARD, SAMPLE, control, copied, select
from tests.support.browsing import Open

PLAIN_TEXT = """id => {
  const copy = document.getElementById(id).cloneNode(true);
  for (const added of copy.querySelectorAll(".number, .headerlink, sup, button")) added.remove();
  return copy.textContent.replace(/\\s+/g, " ").trim();
}"""


def block_with(page: Page, words: str, nth: int) -> str:
    """Return the id of the `nth` numbered block that contains `words`."""
    ids = page.evaluate(
        "words => [...document.querySelectorAll('[id^=p]')].filter(b => /^p\\d+$/.test(b.id)"
        " && b.textContent.includes(words)).map(b => b.id)",
        words,
    )
    return str(ids[nth])


def directive(page: Page, block: str, words: str) -> str:
    """Select words of a block and return the part of their link after `:~:text=`."""
    return directive_over(page, block, words, words)


def directive_over(page: Page, block: str, start: str, end: str) -> str:
    """Select from some words of a block to others."""
    select(page, block, start, end)
    control(page).click()
    address, _, fragment = copied(page, "Copy link").partition(":~:text=")
    assert address.endswith(f"#{block}")
    return fragment


def test_the_first_of_two_places_needs_no_prefix(single_site: str, visit: Open) -> None:
    """A browser scrolls to the first match."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    assert directive(page, block_with(page, "twice", 0), "twice") == "twice"


def append(page: Page, words: str, block: str) -> None:
    """Add words at the end of a block."""
    page.evaluate("([words, id]) => document.getElementById(id).append(` ${words}`)", [words, block])


@pytest.mark.parametrize("words", ["twice", "the owners"])
def test_a_later_place_is_identified_by_the_words_before_it(
    single_site: str, visit: Open, words: str
) -> None:
    """`prefix-,words`, as in https://wicg.github.io/scroll-to-text-fragment/."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    append(page, f"Cranes and {words}.", "p1")
    block = block_with(page, words, -1)
    prefix, _, text = directive(page, block, words).partition(",")
    assert unquote(text) == words
    assert prefix.endswith("-")
    before = unquote(prefix[:-1])
    assert 1 <= len(before.split()) <= 5
    assert f"{before} {words}" in page.evaluate(PLAIN_TEXT, block)
    assert page.locator("article").inner_text().count(f"{before} {words}") == 1


def test_a_hyphen_in_the_prefix_is_escaped(single_site: str, visit: Open) -> None:
    """A plain hyphen would end the prefix; it is written %2D."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    words = "door of the shed"
    append(page, f"A {words}.", "p1")
    append(page, f"Behind it was a dark-red {words}.", "p3")
    assert directive(page, "p3", words) == ("Behind%20it%20was%20a%20dark%2Dred-,door%20of%20the%20shed")


NUMBERED = re.sub(
    r"\d+",
    r"<sup>&#8203;\g<0></sup>",  # as pages have the number of a note
    "In spring,7 herons came. Terns8 saw gulls and9 gulls,10 and more. ",
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("Terns", "gulls,", "Terns,gulls,-%2C%E2%80%8B10%20and%20more"),
        ("spring", "herons", "spring%2C%E2%80%8B7%20herons"),
    ],
)
def test_numbers_of_notes_are_sought_where_nothing_else_is_unique(
    single_site: str, visit: Open, start: str, end: str, expected: str
) -> None:
    """Browsers find them, but not directly after the words; and they change when a note is added."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    append(page, "In spring we saw herons.", "p1")
    page.evaluate(
        """html => {
          const block = document.getElementById("p3");
          block.querySelector(".number").insertAdjacentHTML("afterend", html);
        }""",
        NUMBERED,
    )
    assert directive_over(page, "p3", start, end).startswith(expected)


def test_the_end_of_a_heading_differs_from_its_copies_in_menus(full_site: str, visit: Open) -> None:
    """What follows the heading is another block, which browsers find if nothing stands between."""
    page = visit(full_site + COUNCIL, **CLIPBOARD)
    headings = page.locator("article h2.content").evaluate_all(
        "all => all.map(heading => [heading.id, heading.firstChild.data])"
    )
    assert headings
    for name, words in headings:
        last = words.split()[-1]
        page.mouse.move(2, 2)
        page.evaluate("document.activeElement.blur(), getSelection().removeAllRanges()")
        expect(control(page)).to_be_hidden()  # that of the heading before
        terms = directive_over(page, name, last, last).split(",")
        own = [unquote(term) for term in terms if "-" not in (term[0], term[-1])]
        assert [re.sub(r"^\W+|\W+$", "", term) for term in own] == [re.sub(r"^\W+|\W+$", "", last)]
