"""What every reader needs, in each engine: Chromium, Firefox and WebKit.

The other tests of this folder look closer, in Chromium alone. These ask of each engine whether the site can
be read in it: with and without scripts, from a server and from a folder.
"""

from __future__ import annotations

import io
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.engines import ENGINES, Tab, open_chromium, start, wait_for

PHONE = (390, 844)
TABLET = (1000, 800)
WIDE = (1600, 900)
ESSAY = "essays/dockers-strike/"
PAGES = (
    "",
    ESSAY,
    "people/",
    "quotations/",
    "timeline/",
    "disagreements/",
    "compare/?a=dockers-strike:p27&b=harbour-council:p4",
    "search/?q=crane",
    "about/",
)

WATCH = """
  var faults = [];
  const isHint = element => element.matches?.("link:is([rel=next], [rel=prev])");
  const note = event => isHint(event.target)
    || faults.push(event.message || `not loaded: ${event.target.outerHTML}`);
  addEventListener("error", note, true);
  addEventListener("unhandledrejection", event => faults.push(String(event.reason)));
"""
"""Notes every error of a script, and every file that cannot be loaded.

Firefox fetches the next page ahead, and drops that when the reader goes elsewhere.
"""

SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)

LOADED = "() => document.readyState === 'complete'"
IN_VIEW = """selector => {
  const found = document.querySelector(selector);
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const {top, bottom} = found.getBoundingClientRect();
  return bottom > header && top >= header - 1 && top < innerHeight;
}"""
OPEN = "selector => Boolean(document.querySelector(`${selector}:popover-open`))"
CLOSED = "selector => !document.querySelector(`${selector}:popover-open`)"
STYLE = "(selector, name) => getComputedStyle(document.querySelector(selector))[name]"
HASH = "hash => location.hash === hash"
NOTE = ".popup.note"
FOUND = ".search-dialog .search-list li"
CALL = "#p4 a.footnote-ref"


@pytest.fixture(scope="module")
def copies(full_checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two copies of the site: `watched`, which notes its faults, and `plain`, which has no scripts."""
    folder = tmp_path_factory.mktemp("copies")
    for name in ("watched", "plain"):
        shutil.copytree(full_checkout / "site", folder / name / "site")
        for page in (folder / name / "site").rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            top = "../" * (len(page.relative_to(folder / name / "site").parts) - 1)
            watched = html.replace("<head>", f'<head><script src="{top}watch.js"></script>', 1)
            page.write_text(SCRIPTS.sub("", html) if name == "plain" else watched, encoding="utf-8")
        (folder / name / "site/watch.js").write_text(WATCH, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(copies: Path, serve: Callable[..., str]) -> str:
    return serve(copies / "watched/site")


@pytest.fixture(scope="module")
def plain(copies: Path, serve: Callable[..., str]) -> str:
    return serve(copies / "plain/site")


@pytest.fixture(scope="module", params=["chromium", *ENGINES])
def browser_tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    chromium = request.param == "chromium"
    with open_chromium(request.getfixturevalue("browser")) if chromium else start(request.param) as tab:
        yield tab


@pytest.fixture
def tab(browser_tab: Tab) -> Iterator[Tab]:
    """A tab of each engine, of the width of a tablet, that forgets what the test before it chose."""
    browser_tab.resize(*TABLET)
    yield browser_tab
    browser_tab.run("() => localStorage.clear()")
    browser_tab.open("about:blank")


def faults(tab: Tab) -> list[str]:
    """Return what went wrong on a page, once its scripts have had time to run."""
    wait_for(tab, LOADED)
    time.sleep(0.2)
    found: list[str] = tab.run("() => faults")
    return found


def style(tab: Tab, selector: str, name: str) -> Any:
    return tab.run(STYLE, selector, name)


def search(tab: Tab, words: str) -> None:
    """Open the search with the keyboard, type words, and wait for places that have them."""
    tab.press("/")
    wait_for(tab, "() => document.activeElement.closest('.search-dialog')")
    for letter in words:
        tab.press(letter)
    wait_for(tab, "selector => document.querySelector(`${selector} mark`)", FOUND)


# --- reading ------------------------------------------------------------------------------------------


def test_pages_load_without_an_error(site: str, tab: Tab) -> None:
    for page in PAGES:
        tab.open(site + page)
        assert (page, faults(tab)) == (page, [])


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_the_target_of_an_address_is_in_view_and_marked(site: str, tab: Tab, size: tuple[int, int]) -> None:
    tab.resize(*size)
    tab.open(f"{site}{ESSAY}#p25")
    wait_for(tab, IN_VIEW, "#p25")
    assert style(tab, "#p25", "boxShadow") != "none"
    assert style(tab, "#p24", "boxShadow") == "none"


def test_the_number_of_a_paragraph_leads_to_it(site: str, tab: Tab) -> None:
    tab.open(site + ESSAY)
    tab.click("#p6 > .number")
    wait_for(tab, HASH, "#p6")
    wait_for(tab, IN_VIEW, "#p6")


def test_words_that_an_address_quotes_are_in_view(site: str, tab: Tab) -> None:
    assert tab.run("() => 'fragmentDirective' in document")
    tab.open(f"{site}{ESSAY}#:~:text=Men%20were%20hired")
    wait_for(tab, "() => scrollY > 0")
    assert tab.run(IN_VIEW, "#p6")
    assert tab.run("() => CSS.supports('selector(::target-text)')")
    assert (
        tab.run(STYLE.replace(")[", ", '::target-text')["), "#p6", "backgroundColor") == "rgb(255, 226, 138)"
    )


def test_links_in_the_text_are_underlined(site: str, tab: Tab) -> None:
    tab.open(site + ESSAY)
    for link in ("a.quiet", ".onward a"):
        assert style(tab, link, "textDecorationLine") == "underline"
        assert style(tab, link, "textDecorationStyle") == "solid"
        assert style(tab, link, "textDecorationThickness") == "1px"


def test_the_table_of_contents_has_no_scrollbar_beside_it(site: str, tab: Tab) -> None:
    """Until a pointer is on it."""
    tab.resize(*WIDE)
    tab.open(site + ESSAY)
    contents = ".md-sidebar--secondary .md-sidebar__scrollwrap"
    if not tab.run("() => CSS.supports('scrollbar-color', 'auto')"):
        # then scrollbars lie above the page, and are hidden while nothing scrolls
        assert tab.run(
            "s => { const e = document.querySelector(s); return e.offsetWidth === e.clientWidth; }", contents
        )
        return
    invisible = "rgba(0, 0, 0, 0) rgba(0, 0, 0, 0)"
    assert style(tab, contents, "scrollbarColor") == invisible
    tab.point(contents)
    wait_for(
        tab, f"(invisible, ...all) => ({STYLE})(...all) !== invisible", invisible, contents, "scrollbarColor"
    )


def test_the_dark_scheme_is_a_click_away_and_stays(site: str, tab: Tab) -> None:
    tab.open(site + ESSAY)
    assert style(tab, "body", "backgroundColor") == "rgb(253, 252, 249)"
    for _ in range(2):
        if style(tab, "body", "backgroundColor") != "rgb(25, 26, 28)":
            tab.click(".scheme-switch[data-from=default]")
        wait_for(tab, f"(...all) => ({STYLE})(...all) === 'rgb(25, 26, 28)'", "body", "backgroundColor")
        tab.open(site + ESSAY)
    assert faults(tab) == []


# --- notes --------------------------------------------------------------------------------------------


def test_a_click_opens_a_note_and_escape_closes_it(site: str, tab: Tab) -> None:
    tab.open(site + ESSAY)
    tab.click(CALL)
    wait_for(tab, OPEN, NOTE)
    assert "Caspar Vell" in tab.run("selector => document.querySelector(selector).textContent", NOTE)
    tab.press("Escape")
    wait_for(tab, CLOSED, NOTE)
    assert tab.run(HASH, "")


def test_the_keyboard_opens_a_note_and_returns_to_its_number(site: str, tab: Tab) -> None:
    tab.open(site + ESSAY)
    tab.run("selector => document.querySelector(selector).focus()", CALL)
    tab.press("Enter")
    wait_for(tab, "selector => document.activeElement.matches(selector)", NOTE)
    tab.press("Escape")
    wait_for(tab, CLOSED, NOTE)
    assert tab.run("selector => document.activeElement.matches(selector)", CALL)


def test_on_a_phone_a_note_is_a_sheet_below_its_paragraph(site: str, tab: Tab) -> None:
    tab.resize(*PHONE)
    tab.open(site + ESSAY)
    tab.click("#p25 a.sign")
    wait_for(tab, OPEN, NOTE)
    box = "selector => document.querySelector(selector).getBoundingClientRect().toJSON()"
    sheet, sign = tab.run(box, NOTE), tab.run(box, "#p25 a.sign")
    width = tab.run("() => document.documentElement.clientWidth")
    assert [sheet[side] for side in ("left", "right", "bottom")] == pytest.approx(
        [0, width, PHONE[1]], abs=0.1
    )
    assert sign["bottom"] < sheet["top"]


def test_a_click_marks_the_note_that_is_whole_in_the_margin(site: str, tab: Tab) -> None:
    tab.resize(*WIDE)
    tab.open(site + ESSAY)
    wait_for(tab, "() => document.querySelector('.margin-note:not(.cut)')")
    tab.click(CALL)
    wait_for(tab, "() => document.querySelector('.margin-note.chosen')?.textContent.includes('Caspar Vell')")
    assert tab.run(CLOSED, NOTE)
    assert tab.run(HASH, "")


# --- going on -------------------------------------------------------------------------------------------


def test_the_search_finds_a_place_and_opens_it(site: str, tab: Tab) -> None:
    tab.open(site)
    search(tab, "eleven loaves")
    tab.click(f"{FOUND} a")
    wait_for(tab, "() => document.querySelector('.marks-bar')")
    assert tab.run(HASH, "#p25")
    wait_for(tab, IN_VIEW, "#p25")


def test_two_accounts_are_shown_side_by_side(site: str, tab: Tab) -> None:
    tab.open(f"{site}compare/?a=dockers-strike:p27&b=harbour-council:p4")
    wait_for(tab, "() => document.querySelectorAll('.compare-passage').length === 2")
    lefts = tab.run(
        "() => [...document.querySelectorAll('.compare-passage')].map(e => e.getBoundingClientRect().left)"
    )
    assert 0 < lefts[0] < TABLET[0] / 2 < lefts[1]


def test_the_sign_for_what_is_left_out_begins_with_its_column(site: str, tab: Tab) -> None:
    tab.open(f"{site}compare/?a=dockers-strike:p27,p29&b=harbour-council:p4")
    wait_for(tab, "() => document.querySelector('.compare-gap')")
    edges = """() => {
      const gap = document.querySelector(".compare-gap");
      const words = new Range();
      words.selectNodeContents(gap);
      return [gap, words].map(part => Math.round(part.getBoundingClientRect().left));
    }"""
    column, words = tab.run(edges)
    assert words == column


def test_no_scrollbar_is_under_the_tabs_of_passages(site: str, tab: Tab) -> None:
    tab.resize(*PHONE)
    query = "&".join(f"{key}=dockers-strike:p27" for key in "abcde")
    tab.open(f"{site}compare/?{query}")
    wait_for(tab, "() => document.querySelectorAll('.compare-passage').length === 5")
    inside = "e => [e.scrollWidth > e.clientWidth, e.offsetHeight - e.clientHeight]"
    scrolls, below = tab.run(f"() => ({inside})(document.querySelector('.compare-tabs'))")
    assert scrolls
    assert below <= 1  # the rule


def test_a_box_that_is_not_ticked_is_empty_in_the_dark(site: str, tab: Tab) -> None:
    tab.open(f"{site}synopsis/")
    tab.run("() => localStorage.setItem('edition.scheme', 'slate')")
    tab.open(f"{site}synopsis/")
    middle = """() => {
      const box = document.querySelector(".accounts input");
      box.scrollIntoView({block: "center", behavior: "instant"});
      const {left, top, width, height} = box.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }"""
    for _ in range(20):  # the page may still move while late styles are loaded
        x, y = map(round, tab.run(middle))
        colour = Image.open(io.BytesIO(tab.screenshot())).convert("RGB").getpixel((x, y))
        if colour == (25, 26, 28):
            return
        time.sleep(0.2)
    pytest.fail(f"the middle of the box is {colour}")


def test_a_layer_is_switched_off(site: str, tab: Tab) -> None:
    tab.open(site + ESSAY)
    wait_for(tab, "() => document.querySelector('.layers-button')")
    assert style(tab, "#p25 a.sign", "display") != "none"
    tab.click(".layers-button")
    wait_for(tab, OPEN, ".layers")
    tab.click(".layers label:has(input[value=disagreements])")
    wait_for(tab, f"(...all) => ({STYLE})(...all) === 'none'", "#p25 a.sign", "display")


# --- without scripts, and without a server -----------------------------------------------------------------


def test_without_scripts_numbers_lead_to_notes_and_back(plain: str, tab: Tab) -> None:
    tab.open(plain + ESSAY)
    tab.click(CALL)
    wait_for(tab, "() => document.querySelector(':target')?.textContent.includes('Caspar Vell')")
    wait_for(tab, IN_VIEW, ":target")
    tab.click(":target .back")
    wait_for(tab, IN_VIEW, "#p4")


def test_from_a_folder_pages_and_notes_open(copies: Path, tab: Tab) -> None:
    home = (copies / "watched/site").as_uri()
    tab.open(f"{home}/index.html")
    tab.open(f"{home}/{ESSAY}index.html#p25")
    wait_for(tab, IN_VIEW, "#p25")
    tab.click(CALL)
    wait_for(tab, OPEN, NOTE)
    tab.press("Escape")
    wait_for(tab, CLOSED, NOTE)
    search(tab, "crane")
    assert faults(tab) == []
