"""A link to selected words that stand on the page twice says which of the places is meant."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from tests.browser.test_links import CLIPBOARD, SAMPLE, control, offered, select
from tests.support.browsing import Open

SPOKEN = """id => {
  const copy = document.getElementById(id).cloneNode(true);
  for (const added of copy.querySelectorAll(".number, .headerlink, sup, button")) added.remove();
  return copy.textContent.replace(/\\s+/g, " ").trim();
}"""


def block_with(page: Page, words: str, nth: int) -> str:
    """Return the id of the `nth` numbered block of the page in which `words` stand."""
    ids = page.evaluate(
        "words => [...document.querySelectorAll('[id^=p]')].filter(b => /^p\\d+$/.test(b.id)"
        " && b.textContent.includes(words)).map(b => b.id)",
        words,
    )
    return str(ids[nth])


def directive(page: Page, block: str, words: str) -> str:
    """Select words of a block and return what their link has after `:~:text=`."""
    select(page, block, words, words)
    control(page).click()
    address, _, told = offered(page, "Copy link").partition(":~:text=")
    assert address.endswith(f"#{block}")
    return told


def test_the_first_of_two_places_needs_no_prefix(single_site: str, visit: Open) -> None:
    """A browser takes the first place that it finds."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    assert directive(page, block_with(page, "twice", 0), "twice") == "twice"


def put(page: Page, words: str, block: str) -> None:
    """Add words at the end of a block."""
    page.evaluate("([words, id]) => document.getElementById(id).append(` ${words}`)", [words, block])


@pytest.mark.parametrize("words", ["twice", "the owners"])
def test_a_later_place_is_told_by_the_words_before_it(single_site: str, visit: Open, words: str) -> None:
    """`prefix-,words`: the words just before, as https://wicg.github.io/scroll-to-text-fragment/ has it."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    put(page, f"Cranes and {words}.", "p1")
    block = block_with(page, words, -1)
    prefix, _, told = directive(page, block, words).partition(",")
    assert unquote(told) == words
    assert prefix.endswith("-")
    before = unquote(prefix[:-1])
    assert 1 <= len(before.split()) <= 5
    assert f"{before} {words}" in page.evaluate(SPOKEN, block)
    assert page.locator("article").inner_text().count(f"{before} {words}") == 1


def test_a_hyphen_in_the_words_before_is_no_end_of_the_prefix(single_site: str, visit: Open) -> None:
    """In a directive a hyphen divides; one that is meant is written %2D."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    words = "door of the shed"
    put(page, f"A {words}.", "p1")
    put(page, f"Behind it was a dark-red {words}.", "p3")
    assert directive(page, "p3", words) == ("Behind%20it%20was%20a%20dark%2Dred-,door%20of%20the%20shed")
