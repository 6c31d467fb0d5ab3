"""Links to passages: each is made with the control and leads a new reader to its passage."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from playwright.sync_api import Locator, Page, Route, expect

from edition.exports.reference_managers import escape_tex
from tests.support.browsing import Open

ESSAY = "essays/dockers-strike/"
SAMPLE = "essays/harbour-strike/"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
PHONE = {**CLIPBOARD, "has_touch": True, "is_mobile": True}
WIDTHS = (820, 1600)

SELECT = """([id, from, to]) => {
  const block = document.getElementById(id), range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const place = (words, end) => {
    walker.currentNode = block;
    for (let node; (node = walker.nextNode()); ) {
      const at = node.data.indexOf(words);
      if (at >= 0) return [node, at + (end ? words.length : 0)];
    }
  };
  range.setStart(...place(from, false)); range.setEnd(...place(to, true));
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""

LONGEST = """id => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  let longest = "";
  for (let node; (node = walker.nextNode()); ) if (node.length > longest.length) longest = node.data;
  return longest;
}"""

IN_VIEW = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""


def control(page: Page) -> Locator:
    return page.locator(".passage-control")


def menu(page: Page) -> Locator:
    return page.get_by_role("menu")


FORGET = "([status]) => { if (status) status.textContent = ''; }"


def copied(page: Page, item: str) -> str:
    """Choose an item of the open menu; return what is then on the clipboard."""
    page.evaluate("navigator.clipboard.writeText('nothing yet')")
    status = page.get_by_role("status")
    status.evaluate_all(FORGET)  # what was copied before
    menu(page).get_by_role("menuitem", name=item, exact=True).click()
    expect(status).to_contain_text("copied")
    expect(menu(page)).to_be_hidden()
    return str(page.evaluate("navigator.clipboard.readText()"))


def open_menu(page: Page, block: str) -> None:
    """Open the menu of a block with the mouse."""
    page.mouse.move(2, 2)
    page.locator(f"{block} > .number, {block} > .headerlink").first.hover()
    expect(control(page)).not_to_have_attribute("style", re.compile("pointer-events"))  # its styles are there
    control(page).click()
    expect(menu(page)).to_be_visible()


def select(page: Page, block: str, start: str, end: str) -> None:
    page.evaluate(SELECT, [block, start, end])
    expect(control(page)).to_be_visible()


def assert_leads_to(page: Page, name: str) -> None:
    page.wait_for_url(f"**/#{name}")
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()


# --- copying and following ---------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["d3", "d16", "herring"])
def test_a_copied_link_leads_to_its_passage(bare_site: str, visit: Open, name: str, width: int) -> None:
    """Through the page that previews it, with and without scripts."""
    page = visit(bare_site + ESSAY, width, **CLIPBOARD)
    open_menu(page, f"#{name}")
    link = copied(page, "Copy link")
    assert link == f"{bare_site}s/dockers-strike/{name}/"
    for scripts in (True, False):
        assert_leads_to(visit(link, width, java_script_enabled=scripts), name)


def test_every_kind_of_address_leads_to_its_passage(bare_site: str, visit: Open, bare_checkout: Path) -> None:
    """A paragraph of the text leads to the paragraph of the digest that summarises it."""
    book = json.loads(
        (bare_checkout / "docs/annotations/addresses/dockers-strike.json").read_text(encoding="utf-8")
    )
    page = visit(bare_site)
    names = [*book["sections"], *book["paragraphs"]]
    for name in names[::5]:
        page.goto(f"{bare_site}s/dockers-strike/{name}/")
        page.wait_for_url(f"**/#{name}")
        assert page.evaluate(IN_VIEW, name), name


def test_a_note_has_a_link(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY, **CLIPBOARD)
    note = page.locator(".footnote li").nth(4)
    name = note.get_attribute("id")
    note.locator("p").last.hover()
    control(page).click()
    link = copied(page, "Copy link")
    assert link == f"{bare_site}{ESSAY}#{name}"
    expect(visit(link).locator(f"[id='{name}']")).to_be_in_viewport()
    note.locator("p").last.hover()
    control(page).click()
    assert "notes to “Nine Weeks – The Dockers’ Strike of 1889”" in copied(page, "Chicago")


def test_copied_markdown_is_a_link(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY, **CLIPBOARD)
    open_menu(page, "#d3")
    markdown = copied(page, "Copy as Markdown")
    assert markdown == (f"[Nine Weeks – The Dockers’ Strike of 1889, ¶ 3]({bare_site}s/dockers-strike/d3/)")


def test_a_quotation_has_the_words_and_nothing_added(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    open_menu(page, "#p6")
    words, source = copied(page, "Copy quotation with citation").split("\n\n")
    assert re.fullmatch(r"“[A-Z][^#†\[\]]+”", words)
    assert "Nobody could plan a week ahead" in words
    assert source.startswith("Ada Marlow, “The Harbour Strike – ‘Who stopped the cranes?’”")
    assert source.endswith(f"para. 6, {single_site}{SAMPLE}#p6.")


def test_reference_managers_read_what_is_copied(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    citations = {}
    for form in ("APA", "BibTeX", "RIS", "CSL JSON"):
        open_menu(page, "#p6")
        citations[form] = copied(page, form)
    address = f"{single_site}{SAMPLE}#p6"
    assert address in citations["APA"]
    assert "para. 6" in citations["APA"]
    (entry,) = bibtexparser.loads(citations["BibTeX"]).entries
    (record,) = rispy.loads(citations["RIS"])
    (item,) = json.loads(citations["CSL JSON"])
    assert entry["url"] == record["urls"][0] == item["URL"] == address
    assert all("para. 6" in note for note in (entry["note"], record["notes"][0], item["note"]))
    assert entry["author"] == record["authors"][0] == "Marlow, Ada"


def test_a_heading_is_escaped_for_tex_as_the_build_does(single_site: str, visit: Open) -> None:
    special = r"50% of {x} & y_1 cost $2 #3 ~ 2^8 \ n"
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    page.locator("#strike").evaluate("(heading, text) => (heading.firstChild.data = text)", special)
    open_menu(page, "#strike")
    assert escape_tex(f"sec. “{special}”") in copied(page, "BibTeX")


def test_a_digest_is_cited_as_the_editors(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY, **CLIPBOARD)
    open_menu(page, "#d3")
    assert copied(page, "Chicago").startswith(
        "The editors, digest of “Nine Weeks – The Dockers’ Strike of 1889” by Ines Calloway, in Skerrow"
    )


def test_passages_of_other_pages_have_links(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "people/", **CLIPBOARD)
    open_menu(page, "#ruth-ondry")
    expect(menu(page).get_by_role("menuitem", name="BibTeX")).to_be_hidden()
    assert copied(page, "Copy link") == f"{bare_site}people/#ruth-ondry"


def test_each_passage_has_a_key_of_its_own(single_site: str, visit: Open) -> None:
    """Or else BibTeX would stop at the second passage of an essay."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    keys = []
    for block in ("#p3", "#p6", "#strike"):
        open_menu(page, block)
        keys.append(bibtexparser.loads(copied(page, "BibTeX")).entries[0]["ID"])
    assert keys == ["harbour-strike-p3", "harbour-strike-p6", "harbour-strike-strike"]
    open_menu(page, "#p3")
    assert rispy.loads(copied(page, "RIS"))[0]["id"] == "harbour-strike-p3"
    open_menu(page, "#p3")
    assert json.loads(copied(page, "CSL JSON"))[0]["id"] == "harbour-strike-p3"


HTML = """async () => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType("text/html")).text();
}"""


def test_titles_stay_in_italics_where_a_citation_is_pasted(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    open_menu(page, "#p6")
    assert "<i>" not in copied(page, "APA")
    assert "<i>Harbours: a sample edition</i>" in page.evaluate(HTML)


# --- the box "Cite this" -----------------------------------------------------------------------


def cite_box(page: Page) -> Locator:
    """Open the box, and return it with its buttons."""
    box = page.locator("details.cite")
    box.locator("summary").click()
    expect(box.get_by_role("button", name="Copy the address")).to_be_visible()
    return box


def copied_from(box: Locator, name: str) -> str:
    page = box.page
    page.evaluate("navigator.clipboard.writeText('nothing yet')")
    status = page.get_by_role("status")
    status.evaluate_all(FORGET)
    box.get_by_role("button", name=name, exact=True).click()
    expect(status).to_contain_text("copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_box_copies_each_citation_of_the_essay(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    box, address = cite_box(page), single_site + SAMPLE
    expect(box.locator("dd em")).to_have_text(["Harbours: a sample edition"] * 2)
    chicago = copied_from(box, "Copy the citation: Chicago")
    assert chicago.startswith("Ada Marlow, “The Harbour Strike")
    assert chicago.endswith(f", {address}.")
    assert address in copied_from(box, "Copy the citation: APA")
    assert "<i>Harbours: a sample edition</i>" in page.evaluate(HTML)
    (entry,) = bibtexparser.loads(copied_from(box, "Copy the citation: BibTeX")).entries
    (record,) = rispy.loads(copied_from(box, "Copy the citation: RIS"))
    (item,) = json.loads(copied_from(box, "Copy the citation: CSL JSON"))
    assert entry["ID"] == record["id"] == item["id"] == "harbour-strike"
    assert entry["url"] == record["urls"][0] == item["URL"] == address
    assert copied_from(box, "Copy the address") == address


def test_without_scripts_the_citations_can_be_read(single_site: str, visit: Open) -> None:
    box = visit(single_site + SAMPLE, java_script_enabled=False).locator("details.cite")
    box.locator("summary").click()
    expect(box.get_by_text("Ada Marlow, “The Harbour Strike")).to_be_visible()
    expect(box.get_by_role("button")).to_have_count(0)


def test_where_the_site_has_an_address_copies_have_it(single_site: str, visit: Open) -> None:
    """Also those that are made on a copy of the site at another address."""

    def add_canonical(route: Route) -> None:
        response = route.fetch()
        link = '<link rel="canonical" href="https://example.org/h/essays/harbour-strike/"></head>'
        route.fulfill(response=response, body=response.text().replace("</head>", link, 1))

    page = visit("about:blank", **CLIPBOARD)
    page.route("**/essays/harbour-strike/", add_canonical)
    page.goto(single_site + SAMPLE)
    open_menu(page, "#p6")
    assert copied(page, "Copy link") == "https://example.org/h/s/harbour-strike/p6/"
    open_menu(page, "#p6")
    assert copied(page, "Chicago").endswith(", https://example.org/h/essays/harbour-strike/#p6.")
    assert copied_from(cite_box(page), "Copy the address") == "https://example.org/h/essays/harbour-strike/"


# --- a selection -------------------------------------------------------------------------------


def test_selected_words_get_a_text_fragment(single_site: str, visit: Open) -> None:
    """A partly selected word is included whole, because browsers match whole words only."""
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    select(page, "p6", "obody could plan", "a week")
    control(page).click()
    link = copied(page, "Copy link")
    assert link == f"{single_site}{SAMPLE}#p6:~:text=Nobody%20could%20plan%20a%20week"


def test_a_text_fragment_is_found(bare_site: str, visit: Open) -> None:
    """The browser scrolls to the words, or to their paragraph if they are not there."""
    page = visit(bare_site + ESSAY, 390, **PHONE)
    words = page.evaluate(LONGEST, "d13").split()
    end = " ".join(words[-5:])
    select(page, "d13", end, end)
    control(page).tap()
    link = copied(page, "Copy link")
    name, directive = link.split(":~:")
    assert name == f"{bare_site}{ESSAY}#d13"
    fresh = visit("about:blank", 390)
    tops = {}
    for address in (link, name, f"{name}:~:text=words%20that%20stand%20nowhere"):
        fresh.goto("about:blank")
        fresh.goto(address)
        expect(fresh.locator("#d13")).to_be_in_viewport()
        tops[address] = fresh.evaluate("document.getElementById('d13').getBoundingClientRect().top")
    assert tops[name] == pytest.approx(tops[f"{name}:~:text=words%20that%20stand%20nowhere"], abs=2)
    assert abs(tops[link] - tops[name]) > 20, directive


def test_long_selections_are_named_by_their_ends(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    words = page.evaluate(LONGEST, "p3").split()
    assert len(words) > 14
    select(page, "p3", " ".join(words[1:4]), " ".join(words[-3:]))
    control(page).click()
    directive = copied(page, "Copy link").partition(":~:text=")[2]
    assert re.fullmatch(r"(?:[^,&]+-,)?[^,&-]+,[^,&-]+", directive)


# --- the control -------------------------------------------------------------------------------

OVERLAP = """() => {
  const own = document.querySelector(".passage-control").getBoundingClientRect();
  const texts = document.createTreeWalker(document.querySelector(".md-content__inner"), NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode()); ) {
    if (!node.data.trim() || node.parentElement.closest(".headerlink")) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
      if (box.bottom <= header) continue;
      if (box.left < own.right && own.left < box.right && Math.max(box.top, header) < own.bottom
          && own.top < box.bottom) return node.data;
    }
  }
  return "";
}"""


@pytest.mark.parametrize("width", [720, 820, 960, 1220, 1600])
def test_the_control_covers_no_text(single_site: str, visit: Open, width: int) -> None:
    page = visit(single_site + SAMPLE, width, **CLIPBOARD)
    for block in ("#p3", "#p6", "#strike"):
        page.locator(f"{block} > :is(.number, .headerlink)").hover()
        expect(control(page)).to_be_in_viewport(ratio=0.9)
        assert page.evaluate(OVERLAP) == ""
    select(page, "p6", "Nobody could", "Nobody could")
    assert page.evaluate(OVERLAP) == ""


def test_on_a_phone_the_control_stands_in_the_header(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, 390, **PHONE)
    select(page, "p6", "Nobody could", "Nobody could")
    expect(control(page)).to_be_in_viewport(ratio=1)
    assert page.evaluate(OVERLAP) == ""
    box = control(page).bounding_box()
    assert box
    assert box["width"] >= 40


def test_the_control_appears_and_disappears(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE)
    expect(control(page)).to_have_count(0)
    page.locator("#p3 > .number").hover()
    expect(control(page)).to_have_count(1)
    page.locator("#p6").hover()
    expect(control(page)).to_have_count(0)
    page.evaluate(SELECT, ["p6", "Nobody", "Nobody"])
    expect(control(page)).to_have_count(1)
    page.evaluate("getSelection().removeAllRanges()")
    expect(control(page)).to_have_count(0)


def test_the_menu_works_with_the_keyboard_alone(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    page.locator("#p6 > .number").focus()
    page.keyboard.press("Tab")
    expect(control(page)).to_be_focused()
    expect(control(page)).to_have_accessible_name("Link to or cite paragraph 6")
    page.keyboard.press("Enter")
    items = menu(page).get_by_role("menuitem")
    expect(menu(page)).to_have_accessible_name("Link to or cite paragraph 6")
    expect(items.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(items.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu(page)).to_be_hidden()
    expect(control(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(items.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{single_site}s/harbour-strike/p6/"


@pytest.mark.parametrize("width", [390, 820])
def test_the_menu_works_by_touch(single_site: str, visit: Open, width: int) -> None:
    """A tap on the number opens the menu, whose items are large enough to tap."""
    page = visit(single_site + SAMPLE, width, **PHONE)
    page.locator("#p6 > .number").tap()
    for item in menu(page).get_by_role("menuitem").all():
        box = item.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    assert copied(page, "Copy link") == f"{single_site}s/harbour-strike/p6/"
    page.locator("#strike > .headerlink").tap()
    assert copied(page, "Copy link") == f"{single_site}s/harbour-strike/strike/"


def test_a_note_is_linked_by_touch(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY, 390, **PHONE)
    note = page.locator(".footnote li").nth(4)
    note.scroll_into_view_if_needed()
    note.locator("p").first.tap(position={"x": 4, "y": 4})
    control(page).tap()
    assert copied(page, "Copy link").endswith(f"#{note.get_attribute('id')}")


@pytest.mark.parametrize("width", [390, 1600])
def test_where_the_clipboard_is_refused_the_text_is_selected(
    single_site: str, visit: Open, width: int
) -> None:
    page = visit(single_site + SAMPLE, width)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    if width == 390:
        page.locator("#p6 > .number").click()
    else:
        open_menu(page, "#p6")
    menu(page).get_by_role("menuitem", name="Copy link").click()
    text = page.get_by_role("dialog", name="Text to copy").get_by_role("textbox")
    expect(text).to_be_focused()
    expect(text).to_have_value(f"{single_site}s/harbour-strike/p6/")
    chosen = text.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert chosen == f"{single_site}s/harbour-strike/p6/"
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()


def test_a_failure_to_load_citations_is_reported(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE, **CLIPBOARD)
    page.route("**/data/citations/*", lambda route: route.abort())
    open_menu(page, "#p6")
    menu(page).get_by_role("menuitem", name="Chicago").click()
    expect(page.get_by_role("status")).to_contain_text("Cite this")


def test_nothing_is_loaded_before_a_reader_asks_for_it(single_site: str, visit: Open) -> None:
    requested: list[str] = []
    page = visit("about:blank")
    page.on("request", lambda request: requested.append(request.url))
    page.goto(single_site + SAMPLE)
    expect(page.locator("#p3")).to_be_attached()
    assert page.locator(".passage-control, .passage-menu, .passage-status").count() == 0
    assert not [url for url in requested if "citations" in url]


def test_numbers_stay_links_for_a_mouse(single_site: str, visit: Open) -> None:
    page = visit(single_site + SAMPLE)
    page.locator("#p6 > .number").click()
    expect(page).to_have_url(re.compile("/#p6$"))
    expect(menu(page)).to_be_hidden()


def test_copying_raises_no_error(single_site: str, visit: Open) -> None:
    faults: list[Any] = []
    page = visit("about:blank", **CLIPBOARD)
    page.on("pageerror", lambda fault: faults.append(fault))
    page.goto(single_site + SAMPLE)
    open_menu(page, "#strike")
    copied(page, "Copy quotation with citation")
    assert not faults


COVERED = """number => {
  const {left, top, width, height} = number.getBoundingClientRect();
  return [0.4, 0.5, 0.6, 0.9].filter(
    share => document.elementFromPoint(left + share * width, top + height / 2) !== number);
}"""
"""The places across a number, as shares of its width, that something else covers."""


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_control_does_not_cover_the_number_that_it_stands_beside(
    single_site: str, visit: Open, width: int
) -> None:
    """A click on the number follows its link, before and after the control has its styles."""
    page = visit(single_site + SAMPLE, width)
    for name in ("#p6", "#p3"):
        page.locator(f"{name} > .number").hover()
        expect(page.locator(".passage-control")).to_have_css("opacity", "1")
        assert page.locator(f"{name} > .number").evaluate(COVERED) == []
