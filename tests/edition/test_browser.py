"""After October in a real browser: its long texts and large registries."""

from __future__ import annotations

from base64 import b64encode
from importlib import resources
from pathlib import Path

import pytest

from tests.browser.test_accessibility import violations
from tests.browser.test_annotations import check_found, test_each_position_selector_gives_the_same_words
from tests.browser.test_layers import KINDS, TOP, UPPERMOST
from tests.browser.test_notes import check_margin
from tests.browser.test_pictures import test_pictures_fit_and_can_be_read
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
LONGEST = "essays/revolution-betrayed/"


def test_apache_annotator_finds_every_fifth_quotation(
    full_checkout: Path, full_site: str, visit: Open
) -> None:
    """Not all of them, because long essays take long; all are tested in a smaller edition."""
    check_found(full_checkout, full_site, visit, step=5)


@pytest.mark.parametrize("page", ["", LONGEST, "people/", "quotations/", "timeline/", "about/"])
def test_axe_finds_no_fault(full_site: str, visit: Open, page: str) -> None:
    assert violations(visit(full_site + page, 390, color_scheme="dark")) == []


def test_notes_in_the_margin_of_the_longest_essay_cover_nothing(full_site: str, visit: Open) -> None:
    check_margin(visit(full_site + LONGEST, 1220))


def test_notes_in_the_margin_of_the_longest_digest_cover_nothing(bare_site: str, visit: Open) -> None:
    check_margin(visit(bare_site + LONGEST, 1220))


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
    page.get_by_role("button", name="Layers").click()
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
