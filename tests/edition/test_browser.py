"""After October in a real browser: its long texts and large registries."""

from __future__ import annotations

from base64 import b64encode
from gzip import compress
from importlib import resources
from pathlib import Path

import pytest

from tests.browser.test_accessibility import touch_targets, violations
from tests.browser.test_annotations import check_found, test_each_position_selector_gives_the_same_words
from tests.browser.test_layers import KINDS, TOP, UPPERMOST
from tests.browser.test_notes import MARGIN_IS_FULL, check_cuts, check_margin
from tests.browser.test_pictures import test_pictures_fit_and_can_be_read
from tests.browser.test_quiet_links import COVERED, check_targets
from tests.browser.test_reading import measures, test_no_essay_scrolls_sideways
from tests.browser.test_search import LOADED, MARKED, check_queries, edition, test_phrases_are_found_exactly
from tests.support.browsing import Open

__all__ = (
    "edition",
    "test_each_position_selector_gives_the_same_words",
    "test_no_essay_scrolls_sideways",
    "test_phrases_are_found_exactly",
    "test_pictures_fit_and_can_be_read",
)

QUERIES = Path(__file__).parent / "queries.yml"
ESSAYS = (
    "gravedigger",
    "lenin-and-stalin",
    "revolution-and-stalinism",
    "revolution-betrayed",
    "rise-of-stalinism",
)
LONGEST = "essays/revolution-betrayed/"


def test_apache_annotator_finds_every_fifth_quotation(
    full_checkout: Path, full_site: str, visit: Open
) -> None:
    """Not all of them, because long essays take long; all are tested in a smaller edition."""
    check_found(full_checkout, full_site, visit, step=5)


@pytest.mark.parametrize("page", ["", LONGEST, "people/", "quotations/", "timeline/", "about/"])
def test_axe_finds_no_fault(full_site: str, visit: Open, page: str) -> None:
    assert violations(visit(full_site + page, 390, color_scheme="dark")) == []


MAX_FIRST_VIEW = 90_000
HEADERS = 200
"""Bytes: what a phone may fetch for the first view, and the headers of each file, approximately."""

LAYOUT_SHIFTS = """new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true }); window.shifted = 0;"""


def test_the_first_view_of_the_longest_essay_is_small(
    full_checkout: Path, full_site: str, visit: Open
) -> None:
    """Compressed, as a server sends the files."""
    page = visit("about:blank", 390, is_mobile=True)
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url.removeprefix(full_site)))
    page.goto(full_site + LONGEST, wait_until="networkidle")
    files = [full_checkout / "site" / path.replace(LONGEST, f"{LONGEST}index.html") for path in requested]
    sizes = {file.name: len(compress(file.read_bytes())) + HEADERS for file in files}
    assert len(sizes) > 5
    assert sum(sizes.values()) <= MAX_FIRST_VIEW, sizes


def test_nothing_moves_while_an_essay_is_loaded_and_read(full_site: str, visit: Open) -> None:
    page = visit("about:blank", 390, has_touch=True)
    page.add_init_script(LAYOUT_SHIFTS)
    page.goto(full_site + LONGEST, wait_until="networkidle")
    for _ in range(5):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(150)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifted") <= 0.01


def test_notes_in_the_margin_of_the_longest_essay_cover_nothing(full_site: str, visit: Open) -> None:
    check_margin(visit(full_site + LONGEST, 1220))


def test_notes_in_the_margin_of_the_longest_digest_cover_nothing(bare_site: str, visit: Open) -> None:
    check_margin(visit(bare_site + LONGEST, 1220))


NO_NOTE_OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".margin-note")].map(note => note.getBoundingClientRect());
  return boxes.every((box, n) => !n || boxes[n - 1].bottom <= box.top);
}"""

MARK_NOTES = "document.querySelectorAll('.margin-note').forEach(note => (note.dataset.former = ''))"
PLACED_AGAIN = "!document.querySelector('.margin-note[data-former]')"


@pytest.mark.parametrize("bare", [True, False])
def test_few_notes_in_the_margin_are_cut(full_site: str, bare_site: str, visit: Open, bare: bool) -> None:
    """At most 5 % of the notes of all essays, whatever the width of the window."""
    widths = (1280, 1600, 2200)
    cuts = dict.fromkeys(widths, 0)
    count = 0
    page = visit("about:blank", widths[0])
    for essay in ESSAYS:
        page.goto(f"{bare_site if bare else full_site}essays/{essay}/")
        count += page.locator("a.footnote-ref").count()
        for width in widths:
            page.evaluate(MARK_NOTES)
            page.set_viewport_size({"width": width, "height": 1000})
            page.wait_for_function(MARGIN_IS_FULL)
            if width != widths[0]:
                page.wait_for_function(PLACED_AGAIN)
            page.wait_for_function(NO_NOTE_OVERLAPS)  # a slow machine may lay the page out twice
            cuts[width] += check_cuts(page)
    assert all(number <= 0.05 * count for number in cuts.values()), (cuts, count)


def test_on_a_phone_nothing_covers_a_number_a_sign_or_a_quiet_link(full_site: str, visit: Open) -> None:
    page = visit("about:blank", 390, has_touch=True, is_mobile=True)
    for essay in ESSAYS:
        page.goto(f"{full_site}essays/{essay}/")
        for width in (390, 412, 820, 1280):
            page.set_viewport_size({"width": width, "height": 1000})
            found = page.evaluate(COVERED)
            assert found["count"] > 20
            assert found["covered"] == [], (essay, width)
            assert touch_targets(page) == [], (essay, width)


def test_without_scripts_each_link_in_the_text_leads_to_words(full_site: str, visit: Open) -> None:
    check_targets(visit, [f"{full_site}essays/{essay}/" for essay in ESSAYS])


SET_FONT = """async font => {
  const bytes = Uint8Array.from(atob(font), letter => letter.charCodeAt(0));
  document.fonts.add(await new FontFace("Measured", bytes).load());
  document.documentElement.style.setProperty("--serif", "Measured");
}"""


def font(name: str) -> str:
    """Return a font's file in Base64, for a test whose result must not depend on the machine's fonts."""
    return b64encode((resources.files("font_source_serif_pro") / "files" / name).read_bytes()).decode()


@pytest.mark.parametrize("width", [820, 1600])
def test_lines_have_a_measure_of_60_to_75_characters(full_site: str, visit: Open, width: int) -> None:
    page = visit(full_site + "essays/rise-of-stalinism/", width)
    page.evaluate(SET_FONT, font("SourceSerifPro-Regular.ttf"))
    for name in ("p1", "p9", "p20"):
        lines = measures(page, [name])
        assert 60 <= sum(lines) / len(lines) <= 75, lines


@pytest.mark.parametrize("width", [390, 1600])
def test_a_tooltip_stays_on_the_screen(full_site: str, visit: Open, width: int) -> None:
    page = visit(full_site + LONGEST, width)
    page.keyboard.press("Tab")
    for slip in page.locator("a.emendation").all():
        slip.evaluate("slip => slip.focus()")
        assert page.evaluate("getComputedStyle(document.activeElement, '::after').content") != "none"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("down", [1500, 4321, 7777])
def test_hiding_a_layer_does_not_move_a_place_far_down(bare_site: str, visit: Open, down: int) -> None:
    page = visit(bare_site + LONGEST, 390)
    page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", down)
    page.get_by_role("button", name="Show notes").click()
    place = page.evaluate(UPPERMOST)
    before = page.evaluate(TOP, place)
    for label in KINDS:
        page.get_by_role("checkbox", name=label).click()
    assert abs(page.evaluate(TOP, place) - before) < 2 * len(KINDS)


def test_queries_find_their_places(edition: tuple[str, str, Path], visit: Open) -> None:
    name, site, _ = edition
    check_queries(QUERIES, name, site, visit)


@pytest.mark.parametrize("typed", ["Fukyama", "Fukuyama"])
def test_a_name_is_found_and_marked_whole_in_each_spelling(full_site: str, visit: Open, typed: str) -> None:
    page = visit(f"{full_site}search/?q={typed}&kind=essay")
    page.locator('.search-list a[href*="/essays/gravedigger/"][href$="#p2"]').click()
    page.get_by_role("button", name="Clear marks").wait_for()
    assert "Francis Fukuyama" in page.evaluate(MARKED)


def test_with_data_saving_less_than_half_of_the_index_is_loaded(
    bare_checkout: Path, bare_site: str, visit: Open
) -> None:
    page = visit("about:blank")
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.goto(bare_site + "search/?q=oxygen")
    page.locator(".search-list a").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LOADED) < len(list((bare_checkout / "site/data/search").iterdir())) / 2
