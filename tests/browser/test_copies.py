"""What is copied is what was selected: the words of a text, and nothing that the page puts between them."""

from __future__ import annotations

import json
import random
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import bibtexparser
import markdown
import pytest
import rispy
from playwright.sync_api import Page

from tests.browser.test_links import CLIPBOARD, SELECT, control, copied, select
from tests.support.browsing import Open

COUNCIL = "essays/harbour-council/"
DOCKERS = "essays/dockers-strike/"

OWN_TEXT = """() => [...document.querySelectorAll("article :is([id^=p], h2.content, figcaption)")]
  .filter(block => !block.matches(".supplied, [id^=p] *") && !/^p\\D/.test(block.id))
  .map(block => {
    const texts = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); )
      if (!node.parentElement.closest("sup, .sign, .headerlink") && node.data.trim()) texts.push(node);
    return texts;
  }).filter(texts => texts.length)"""
"""The text nodes of an essay that have its own words, by block."""

CHOOSE = f"""([block, text, from, lastBlock, lastText, to]) => {{
  const blocks = ({OWN_TEXT})(), range = document.createRange();
  range.setStart(blocks[block][text], from);
  range.setEnd(blocks[lastBlock][lastText], to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}}"""

COPY = """() => {
  let copy;
  const note = ({clipboardData, defaultPrevented}) => (copy = [
    defaultPrevented, clipboardData.getData("text/plain"), clipboardData.getData("text/html")]);
  addEventListener("copy", note, {once: true});
  document.execCommand("copy");
  return copy;
}"""
"""Do what Ctrl+C does; return whether the page did it, and as what."""

FOLLOWED = """() => {
  const range = edition.passages.current()?.range, own = edition.selected.range();
  return range && own && !range.compareBoundaryPoints(Range.START_TO_START, own)
    && !range.compareBoundaryPoints(Range.END_TO_END, own) && document.querySelector(".passage-control");
}"""
"""Whether the control is for what is selected now."""


class _Words(HTMLParser):
    """Collects the words of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "h2", "li", "figcaption"}:
            self.text += " "


def words(text: str) -> list[str]:
    """Return the words of a text, with simple quotation marks, because a quotation changes them."""
    return re.sub("[“”‘’]", "'", text).split()


def spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def choose(chance: random.Random, blocks: list[list[str]]) -> tuple[list[int], str]:
    """Return the ends of a selection of whole words in up to three blocks, and its words."""
    first = chance.randrange(len(blocks) - 2)
    last = first + chance.choice([0, 0, 1, 2])
    ends = []
    for block in (first, last):
        text = chance.randrange(len(blocks[block]))
        ends.append((block, text, *chance.choice(spans(blocks[block][text]))))
    (block, text, start, _), (last_block, last_text, _, end) = sorted(ends)
    chosen = ""
    for at in range(block, last_block + 1):
        for n, data in enumerate(blocks[at]):
            if (at, n) == (last_block, last_text):
                data = data[:end]
            if (at, n) == (block, text):
                data = data[start:]
            chosen += data if (block, text) <= (at, n) <= (last_block, last_text) else ""
        chosen += " "
    return [block, text, start, last_block, last_text, end], chosen


def copy_with_keys(page: Page) -> tuple[str, str]:
    is_own, plain, html = page.evaluate(COPY)
    assert is_own
    return plain, html


def choose_item(page: Page, item: str) -> str:
    """Copy the selected words with an item of the menu."""
    page.wait_for_function(FOLLOWED)
    control(page).click()
    return copied(page, item)


def quoted(quotation: str) -> str:
    text = quotation.rpartition("\n\n")[0]
    assert (text[0], text[-1]) == ("“", "”")
    return text[1:-1]


@pytest.mark.parametrize("essay", [DOCKERS, COUNCIL])
def test_copies_have_the_selected_words_alone(full_site: str, visit: Open, essay: str) -> None:
    """Whichever way they are copied, from wherever to wherever; a link has only some of them."""
    page = visit(full_site + essay, **CLIPBOARD)
    page.wait_for_function("edition.selected")
    blocks = page.evaluate(f"() => ({OWN_TEXT})().map(block => block.map(text => text.data))")
    assert len(blocks) > 10
    chance = random.Random(essay)  # noqa: S311 - the same choice every time
    for number in range(20):
        ends, chosen = choose(chance, blocks)
        page.evaluate(CHOOSE, ends)
        plain, html = copy_with_keys(page)
        assert words(plain) == words(chosen)
        assert words(_Words(html).text) == words(chosen)
        if number % 4 == 0:
            assert words(quoted(choose_item(page, "Copy quotation with citation"))) == words(chosen)
        if number % 4 == 1:
            text = choose_item(page, "Copy as Markdown").rpartition("\n>\n> ")[0]
            assert words(_Words(markdown.markdown(text)).text) == words(chosen)
        if number % 4 == 2:
            terms = choose_item(page, "Copy link").partition(":~:text=")[2].split(",")
            own = " ".join(unquote(term) for term in terms if "-" not in (term[0], term[-1]))
            assert own
            assert set(re.findall(r"\w+", own)) <= set(re.findall(r"\w+", chosen))


# --- what stands between ------------------------------------------------------------------------


def select_across(page: Page, first: str, start: str, last: str, end: str) -> None:
    """Select from the first letter of words in one block to the last letter of words in another."""
    page.evaluate(
        f"""([first, start, last, end]) => {{
          ({SELECT})([first, start, start]);
          const from = getSelection().getRangeAt(0).cloneRange();
          ({SELECT})([last, end, end]);
          const to = getSelection().getRangeAt(0);
          from.setEnd(to.endContainer, to.endOffset);
          getSelection().removeAllRanges();
          getSelection().addRange(from);
        }}""",
        [first, start, last, end],
    )


def test_a_range_of_paragraphs_is_cited_as_one(full_site: str, visit: Open) -> None:
    """In every form, and without the heading and the digest between its paragraphs."""
    page = visit(full_site + COUNCIL, **CLIPBOARD)
    select_across(page, "p5", "t", "p6", "a")
    heading = page.locator("#strike").evaluate("heading => heading.firstChild.data")
    quotation = choose_item(page, "Copy quotation with citation")
    assert heading not in quoted(quotation)
    assert quoted(quotation).count("\n\n") == 1
    assert f", paras. 5–6, {full_site}{COUNCIL}#p5." in quotation
    assert ", ¶ 5–6](" in choose_item(page, "Copy as Markdown")
    assert "paras. 5–6" in choose_item(page, "Chicago")
    assert "paras. 5–6" in choose_item(page, "APA")
    (entry,) = bibtexparser.loads(choose_item(page, "BibTeX")).entries
    (record,) = rispy.loads(choose_item(page, "RIS"))
    (item,) = json.loads(choose_item(page, "CSL JSON"))
    assert all("paras. 5–6" in note for note in (entry["note"], record["notes"][0], item["note"]))
    assert entry["ID"] == record["id"] == item["id"] == "harbour-council-p5-p6"


def test_several_notes_are_cited_by_their_numbers(full_site: str, visit: Open) -> None:
    page = visit(full_site + DOCKERS, **CLIPBOARD)
    ids = page.locator(".footnote li").evaluate_all("all => all.map(note => note.id)")
    select_across(page, ids[1], "L", ids[2], "C")
    quotation = choose_item(page, "Copy quotation with citation")
    assert ", notes 2–3, " in quotation
    assert "↑" not in quoted(quotation)


def test_what_a_selection_begins_in_is_cited(full_site: str, visit: Open) -> None:
    """A digest without the essay that follows, or the essay without the digest that is passed over."""
    page = visit(full_site + COUNCIL, **CLIPBOARD)
    page.locator("details.brief").evaluate_all("all => all.forEach(fold => (fold.open = true))")
    digest, essay = (
        page.locator(block).evaluate("block => edition.plainText(block)") for block in ("#d8", "#p6")
    )
    select_across(page, "d8", digest[:5], "p6", essay[:5])
    quotation = choose_item(page, "Copy quotation with citation")
    assert words(quoted(quotation)) == words(digest)
    assert "digest of" in quotation
    assert "para. 8" in quotation
    assert words(copy_with_keys(page)[0]) == words(f"{digest} {essay[:5]}")
    heading = page.locator("#strike").evaluate("heading => heading.firstChild.data")
    select_across(page, "strike", heading[:5], "p6", essay[:5])
    quotation = choose_item(page, "Copy quotation with citation")
    assert quoted(quotation) == essay[:5]
    assert "para. 6, " in quotation
    select_across(page, "strike", heading[:5], "strike", heading[:5])
    assert quoted(choose_item(page, "Copy quotation with citation")) == heading[:5]


def test_copied_html_has_no_marks_of_the_page(full_site: str, visit: Open) -> None:
    """Links of the text stay, with whole addresses; those that only mark words do not."""
    page = visit(full_site + DOCKERS)
    page.wait_for_function("edition.selected")
    page.locator("#p3").evaluate(
        "block => block.insertAdjacentHTML('beforeend', ' <a href=\"../#x\">link</a>')"
    )
    page.evaluate("""() => {
      getSelection().selectAllChildren(document.getElementById("p3"));
      getSelection().extend(document.getElementById("p4"), document.getElementById("p4").childNodes.length);
    }""")
    _, html = copy_with_keys(page)
    assert re.findall("<([a-z0-9]+)([^>]*)>", html) == [
        ("p", ""),
        ("a", f' href="{full_site}essays/#x"'),
        ("p", ""),
    ]


def test_a_table_is_copied_as_a_table(full_site: str, visit: Open) -> None:
    page = visit(full_site + DOCKERS)
    page.wait_for_function("edition.selected")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article table'))")
    plain, html = copy_with_keys(page)
    assert plain.splitlines()[0] == "Rule\tTimes\tWhat it does"
    assert html.count("<tr>") == len(plain.splitlines())


@pytest.mark.parametrize("place", ["header", "field", "page"])
def test_elsewhere_the_browser_copies(full_site: str, visit: Open, place: str) -> None:
    page = visit(full_site + COUNCIL)
    page.wait_for_function("edition.selected")
    page.evaluate(
        """place => {
          const field = document.createElement("textarea");
          field.value = "words in a field";
          document.querySelector("#p3").append(field);
          if (place === "field") field.select();
          if (place === "header") getSelection().selectAllChildren(document.querySelector(".md-header"));
          if (place === "page") getSelection().selectAllChildren(document.body);
        }""",
        place,
    )
    assert page.evaluate(COPY) == [False, "", ""]


# --- Markdown ----------------------------------------------------------------------------------

HOSTILE = (
    "1986. A great year",
    "3) a list",
    "2*3*4 and _so_ __init__ snake_case",
    "# no heading",
    "+ no - list",
    "- no list",
    "> no quotation",
    "--- no rule",
    "<img src=x onerror=alert(1)> &lt; &amp; AT&T <https://example.org>",
    "[x](javascript:alert(1)) ![y](z) [^1] [a]: b",
    r"a \* b `code` ~~gone~~ {: .class}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_copied_markdown_gives_the_words_back(single_site: str, visit: Open, text: str) -> None:
    page = visit(single_site + "essays/harbour-strike/", **CLIPBOARD)
    page.locator("#p6").evaluate("(block, text) => (block.lastChild.data = text)", text)
    page.evaluate("getSelection().selectAllChildren(document.getElementById('p6'))")
    copy = choose_item(page, "Copy as Markdown").rpartition("\n>\n> ")[0]
    html = markdown.markdown(copy, extensions=["attr_list", "footnotes", "sane_lists", "tables"])
    tags = re.findall("<([a-z0-9]+)", html)
    assert tags == ["blockquote", "p"]
    assert words(_Words(html).text)[-len(words(text)) :] == words(text)


# --- translations ------------------------------------------------------------------------------

TRANSLATE = {
    "Chrome": """() => {
      document.documentElement.classList.add("translated-ltr");
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts.filter(text => text.data.trim())) {
        const font = document.createElement("font");
        font.textContent = text.data.toUpperCase();
        text.replaceWith(font);
      }
    }""",
    "Firefox": """() => {
      document.documentElement.lang = "de";
      const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.toUpperCase();
    }""",
}
"""What the browsers do to a page that they translate; the words are put in capitals."""


@pytest.mark.parametrize("program", TRANSLATE)
def test_the_words_of_a_translation_are_not_cited_as_the_author_s(
    single_site: str, visit: Open, program: str
) -> None:
    page = visit(single_site + "essays/harbour-strike/", **CLIPBOARD)
    page.evaluate(TRANSLATE[program])
    select(page, "p6", "NOBODY", "NOBODY")
    quotation = choose_item(page, "Copy quotation with citation")
    assert quotation.startswith("“NOBODY”\n\nMachine translation, not the words of the source: Ada Marlow, ")
    text = choose_item(page, "Copy as Markdown")
    assert "> Machine translation, not the words of the source: [The Harbour Strike" in text
    assert choose_item(page, "Copy link") == f"{single_site}essays/harbour-strike/#p6"
