"""What the site says in its scripts and templates is German in a German edition, and nothing is English."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import Open
from tests.support.editions import Workshop
from tests.support.translation import make_bracketed, make_german, own_phrases, untranslated

ESSAY = "essays/dockers-strike/"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture(scope="module")
def german(workshop: Workshop, serve: Callable[[Path], str]) -> str:
    return serve(workshop.checkout("german", make_german) / "site")


@pytest.fixture(scope="module")
def bracketed(workshop: Workshop, serve: Callable[[Path], str]) -> str:
    return serve(workshop.checkout("bracketed", make_bracketed) / "site")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def status(page: Page, text: str) -> None:
    """Wait until the page announces a text."""
    expect(page.get_by_role("status").filter(has_text=re.compile(f"^{re.escape(text)}$"))).to_be_attached()


def open_menu(page: Page, block: str) -> Locator:
    page.locator(f"#{block} .number").focus()
    page.locator(".passage-control").click()
    menu = page.get_by_role("menu")
    menu.wait_for()
    return menu


# --- German ---------------------------------------------------------------------------------------


def test_the_page_of_an_essay_is_german(german: str, visit: Open) -> None:
    page = visit(german + ESSAY)
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["de", "ltr"]
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Auf dieser Seite")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Hauptnavigation")).to_be_visible()
    expect(page.locator(".md-nav--secondary .place-side")).to_contain_text("Tastenkürzel")
    assert page.locator("article .headerlink").first.get_attribute("title") == "Link zu diesem Abschnitt"
    assert page.locator(".scheme-switch").evaluate_all("all => all.map(one => one.title)") == [
        "Zur dunklen Ansicht wechseln",
        "Zur hellen Ansicht wechseln",
    ]
    button(page, "Anmerkungen anzeigen").click()
    page.get_by_role("checkbox", name="Personen").uncheck()
    status(page, "Personen ausgeblendet")
    button(page, "Alle anzeigen").click()
    status(page, "Alle eingeblendet")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tastenkürzel")).to_contain_text("nächster Abschnitt")


def test_the_menu_of_a_passage_is_german(german: str, visit: Open) -> None:
    page = visit(german + ESSAY, **CLIPBOARD)
    menu = open_menu(page, "p6")
    expect(menu).to_have_accessible_name("Absatz 6 verlinken oder zitieren")
    expect(menu.locator(".passage-heading").first).to_have_text("Absatz 6")
    menu.get_by_role("menuitem", name="Zitat mit Nachweis kopieren").click()
    status(page, "Zitat kopiert")
    copied = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert copied[0].startswith("„Men were hired")
    assert copied[0].endswith(".“")
    page.locator("details.cite summary").click()
    button(page, "Nachweis kopieren: APA").click()
    status(page, "Nachweis kopiert")
    button(page, "Adresse kopieren").click()
    status(page, "Adresse kopiert")


def test_a_note_is_german(german: str, visit: Open) -> None:
    page = visit(german + ESSAY, 820)
    page.locator("a.footnote-ref").first.click()
    note = page.get_by_role("dialog")
    expect(note).to_have_accessible_name(re.compile("^Anmerkung 1: "))
    note.get_by_role("button", name="Schließen").click()
    page.locator("a.sign").first.click()
    expect(note).to_have_accessible_name(re.compile("^Wo die Essays voneinander abweichen: "))


def test_the_bar_of_a_phone_is_german(german: str, visit: Open) -> None:
    page = visit(german + ESSAY, 390)
    page.mouse.wheel(0, 10)
    opener = page.locator(".section-bar-open")
    expect(opener).to_have_accessible_name(re.compile(r"^Abschnitte; jetzt: Anfang \d+\s%$"))
    button(page, "Nächster Abschnitt").click()
    expect(opener).to_have_accessible_name(re.compile(r"^Abschnitte; jetzt: 1\. A town on a ledge \d+\s%$"))
    title = page.locator(".md-nav[data-md-level='1'] > .md-nav__title")
    assert title.evaluate("e => getComputedStyle(e, '::before').content") == '"Alle Seiten"'


def test_the_search_is_german(german: str, visit: Open) -> None:
    """The numbers of places are those of the index; one place is not several."""
    page = visit(german + "search/")
    field = page.get_by_role("searchbox", name="Edition durchsuchen")
    expect(field).to_have_attribute("placeholder", "Wörter, ein Name, ein Datum, „eine Wendung“")
    expect(page.locator(".search-examples")).to_contain_text("Zum Beispiel:")
    for words, said in (
        ("stopped", "1 Stelle."),
        ("belonged", "2 Stellen."),
        ("stopped belonged", "Keine Stelle mit allen Wörtern; 3 Stellen mit einigen."),
    ):
        field.fill(words)
        status(page, said)
    expect(page.get_by_role("group", name="Nur anzeigen")).to_contain_text("Alle 3")
    field.fill("qqqqqq")
    expect(page.locator(".search-status")).to_contain_text("Nichts gefunden.")


@pytest.mark.parametrize(
    ("words", "said"), [("stopped", "1 Stelle markiert"), ("belonged", "2 Stellen markiert")]
)
def test_marks_of_a_search_are_german(german: str, visit: Open, words: str, said: str) -> None:
    page = visit(f"{german}{ESSAY}?h={words}")
    bar = page.get_by_role("region", name="Gesuchte Wörter")
    expect(bar).to_contain_text(said)
    expect(bar.get_by_role("button")).to_have_text("Markierungen entfernen")


def test_side_by_side_is_german(german: str, visit: Open) -> None:
    page = visit(german + "compare/?a=stack-light:p2&b=keeper-letters:lost")
    expect(page.get_by_role("combobox", name="Stelle 1: Essay")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Umgebende Absätze anzeigen")).to_be_visible()
    expect(button(page, "Stelle 1: Absatz davor")).to_have_text("Davor")
    expect(page.get_by_role("region", name="Stelle 2")).to_contain_text("Eine Stelle „lost“ gibt es in")
    button(page, "Stelle hinzufügen").click()
    expect(page.get_by_role("region", name="Stelle 3")).to_be_visible()
    expect(button(page, "Stelle 3: Abschnitt danach")).to_have_text("Abschnitt danach")


def test_the_page_of_people_is_german(german: str, visit: Open) -> None:
    page = visit(german + "people/")
    entries = page.locator(".entry").count()
    page.locator("form.filters select").first.select_option(index=1)
    status(page, f"{page.locator('.entry:visible').count()} von {entries}")
    button(page, "Alle anzeigen").click()
    page.locator("details.mentions summary:visible").first.click()
    page.locator(".mentions li > a:first-child").nth(1).click()
    bar = page.get_by_role("navigation", name=re.compile("^Belegstellen zu "))
    expect(bar).to_contain_text(re.compile(r"2 von \d+ Absätzen"))
    expect(bar.get_by_role("link", name=re.compile("^Vorige Stelle: "))).to_be_visible()


def test_the_page_for_missing_addresses_is_german(german: str, visit: Open) -> None:
    page = visit(german + "404.html")
    assert page.title() == "Seite nicht gefunden - Skerrow"
    expect(page.locator("article")).to_contain_text("endet mit einem Buchstaben und einer Zahl, etwa #p12.")
    expect(page.get_by_role("contentinfo")).to_contain_text("Versionen dieser Edition")


# --- every message --------------------------------------------------------------------------------

PARTS = "header, footer, nav, form, button, label, dialog, [popover], [role=status], .place-side"
PARTS += ", .search-view, .compare"
"""What of a page is not its text."""

SAID = """parts => {
  const texts = [];
  const isData =
    "mark, select, .search-text, .popup > :not(.popup-head), .compare-text, .passage-text, kbd, script";
  for (const part of document.querySelectorAll(parts)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); )
      if (!node.parentElement.closest(isData)) texts.push(node.data);
  }
  for (const name of ["aria-label", "title", "placeholder"])
    for (const { attributes } of document.querySelectorAll(`[${name}]`)) texts.push(attributes[name].value);
  return texts;
}"""

NAMES = frozenset({"Chicago", "APA", "BibTeX", "RIS", "CSL JSON", "EPUB", "TEI", "Markdown"})
"""Words that are the same in every language."""


def theme_words() -> frozenset[str]:
    """Return what the theme itself says in German."""
    theme = find_spec("material")
    assert theme
    assert theme.origin
    file = Path(theme.origin).parent / "templates/partials/languages/de.html"
    return frozenset(re.findall(r'": "([^"]+)"', file.read_text(encoding="utf-8")))


def check_messages(page: Page, typed: str = "") -> None:
    """Check that whatever a page says now is a message, or the edition's, the theme's, or `typed`."""
    said = page.evaluate(SAID, PARTS)
    assert sum("⟦" in text for text in said) > 2
    assert not untranslated(said, own_phrases(), NAMES | theme_words() | {typed})


def see_essay(page: Page) -> None:
    page.locator(".layers-button").click()
    check_messages(page)
    for _ in ("hide", "show"):
        page.locator(".layers button").click()
        check_messages(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    check_messages(page)
    page.keyboard.press("Escape")
    page.locator("details.cite summary").click()
    page.locator("details.cite button").first.click()
    check_messages(page)
    page.locator("details.brief").first.evaluate("fold => fold.open = true")
    open_menu(page, "p6")
    check_messages(page)
    page.keyboard.press("Escape")
    for call in ("a.footnote-ref", "a.sign"):
        page.locator(call).first.focus()
        page.keyboard.press("Enter")
        page.locator(".popup:popover-open").wait_for()
        check_messages(page)
        page.keyboard.press("Escape")


def see_phone(page: Page) -> None:
    page.mouse.wheel(0, 10)
    page.locator(".section-bar-open").click()


def see_search(page: Page) -> None:
    page.locator(".search-examples button").first.wait_for()
    check_messages(page)
    for words in ("strike", "strike belonged lamp", "striek", "qqqqqq"):
        page.locator("input[name=q]").fill(words)
        page.locator(".search-status:not(:empty)").wait_for()
        check_messages(page, typed=words)


def see_filter(page: Page) -> None:
    page.locator("form.filters select").first.select_option(index=1)
    check_messages(page)
    page.locator("details.mentions summary:visible").first.click()
    page.locator(".mentions li > a:first-child:visible").nth(1).click()
    page.locator(".follow").wait_for()


def see_compare(page: Page) -> None:
    page.locator(".compare-passage").first.wait_for(state="attached")
    page.locator(".compare-options button").click()


@pytest.mark.parametrize(
    ("path", "width", "use"),
    [
        (ESSAY, 1600, see_essay),
        (ESSAY, 390, see_phone),
        ("search/", 1600, see_search),
        (f"{ESSAY}?h=belonged", 1600, lambda page: page.locator(".marks-bar").wait_for()),
        ("people/", 1600, see_filter),
        ("compare/", 1600, see_compare),
        (
            "compare/?a=lost:p1&b=keeper-letters:lost",
            1600,
            lambda page: page.locator(".needs").nth(1).wait_for(),
        ),
        ("404.html", 1600, Page.bring_to_front),
        ("", 390, Page.bring_to_front),
    ],
)
def test_nothing_is_left_in_english(
    bracketed: str, visit: Open, path: str, width: int, use: Callable[[Page], None]
) -> None:
    page = visit(bracketed + path, width)
    use(page)
    check_messages(page)
