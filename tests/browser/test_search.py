"""The search in a real browser: what it finds, and how it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from edition.search.words import search_tokens
from tests.program.search.test_index import index, shown
from tests.support.browsing import Open

QUERIES = Path(__file__).parent / "queries.yml"
FIRST, AMONG_THREE = 0.90, 0.98
"""Minimum share of queries with a right place first, and among the first three."""

ESSAY = "essays/stack-light/"
ODD = [
    "Béla Kun’s 48,409",
    "1,2345 x1,234",
    "Brest-Litovsk’ ‘and’",
    "ÉCOLE naïve ß Ⅷ ½",
    "don't rock’n’roll",
    "Be\u0301la l’e\u0301te\u0301 \u0301 x\u0302\u0301",
]

ASK = """async queries => {
  const index = await edition.search.open(new URL("../data/search/", location.href));
  const out = [];
  for (const query of queries) {
    const found = await edition.search.run(index, query);
    const hits = [];
    for (const hit of found.hits) hits.push(await edition.search.excerpt(index, found.units, hit));
    out.push(hits.map(hit => [hit.address + (hit.fragment && "#" + hit.fragment), hit.all]));
  }
  return out;
}"""


LOADED = (
    "performance.getEntriesByType('resource').filter(entry => entry.name.includes('/data/search/')).length"
)


@pytest.fixture(params=["full", "bare"])
def edition(request: pytest.FixtureRequest) -> tuple[str, str, Path]:
    """Each of the two editions: its name, its address and its folder."""
    name = request.param
    checkout: Path = request.getfixturevalue(f"{name}_checkout")
    return name, request.getfixturevalue(f"{name}_site"), checkout / "site"


def ask(page: Page, queries: list[str]) -> list[list[tuple[str, bool]]]:
    """Return the places that each query finds, in order, and whether each place has all of its words."""
    page.wait_for_function("!!globalThis.edition?.search.show")
    page.get_by_role("searchbox").fill("light")
    page.locator(".search-list a").first.wait_for()
    found: list[list[tuple[str, bool]]] = page.evaluate(ASK, queries)
    return found


# --- what is found -------------------------------------------------------------------------------


def test_queries_find_their_places(edition: tuple[str, str, Path], visit: Open) -> None:
    name, site, _ = edition
    check_queries(QUERIES, name, site, visit)


def check_queries(file: Path, name: str, site: str, visit: Open) -> None:
    """Check the places that a file of queries expects in one kind of edition, `full` or `bare`."""
    queries: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    cases = [query for query in queries if query.get("both") or query.get(name)]
    assert len(cases) > len(queries) / 2
    found = ask(visit(site + "search/"), [case["q"] for case in cases])
    places = [[place for place, _ in hits] for hits in found]
    ranks = [_rank(hits, case.get("both") or case[name]) for hits, case in zip(places, cases, strict=True)]
    missed = [f"{case['q']}: {rank}" for case, rank in zip(cases, ranks, strict=True) if rank > 2]
    assert sum(rank < 3 for rank in ranks) / len(ranks) >= AMONG_THREE, missed
    later = [case["q"] for case, rank in zip(cases, ranks, strict=True) if rank]
    assert sum(rank == 0 for rank in ranks) / len(ranks) >= FIRST, later
    named = [rank for case, rank in zip(cases, ranks, strict=True) if case["way"] in ("person", "date")]
    assert named
    assert not any(named)


def _rank(places: list[str], right: list[str]) -> int:
    return next((at for at, place in enumerate(places) if place in right), 99)


def test_phrases_are_found_exactly(edition: tuple[str, str, Path], visit: Open) -> None:
    """A phrase finds every place that has its words in this order, and no other place."""
    _, site, folder = edition
    records = [
        (address, [f" {' '.join(search_tokens(part))} " for part in (title, text)])
        for address, _, title, text in shown(index(folder))
    ]
    phrases = list(_phrases([words for _, both in records for words in both]))
    assert len(phrases) > 10
    found = ask(visit(site + "search/"), [f"“{phrase}” " for phrase in phrases])
    for phrase, hits in zip(phrases, found, strict=True):
        expected = {address for address, both in records if any(f" {phrase} " in words for words in both)}
        assert {address for address, _ in hits} == expected, phrase


def _phrases(texts: list[str]) -> Iterator[str]:
    """Yield runs of two to four words from every seventh text."""
    for n, text in enumerate(texts[::7]):
        words, size = text.split(), 2 + n % 3
        if len(words) > size + 4:
            yield " ".join(words[n % 4 : n % 4 + size])


@pytest.mark.parametrize(
    "typed",
    ['"ferrow\'s lines"', "“ferrow’s lines”", "„ferrow's lines“", "«ferrow’s lines»", "'ferrow’s lines'"],
)
def test_all_kinds_of_quotation_marks_make_a_phrase(bare_site: str, visit: Open, typed: str) -> None:
    found, expected = ask(visit(bare_site + "search/"), [f"{typed} ", '"ferrow’s\u00a0lines" '])
    assert found
    assert found == expected


def test_combining_accents_are_found(bare_site: str, visit: Open) -> None:
    """Some keyboards and texts have é as e and U+0301; an unfinished last word is found either way."""
    typed = ["fe\u0301rrow ", "férrow ", "linus fe\u0301", "linus fé"]
    apart, whole, begun_apart, begun = ask(visit(bare_site + "search/"), typed)
    assert whole
    assert apart == whole
    assert begun_apart == begun


def test_an_unfinished_phrase_is_found(bare_site: str, visit: Open) -> None:
    """Its last word may be incomplete, from the second letter on."""
    typed = ['"linus ferrow" ', '"linus fer', '"linus f', '"linus" ']
    whole, begun, letter, first = ask(visit(bare_site + "search/"), typed)
    assert {place for place, _ in whole} <= {place for place, _ in begun}
    assert letter == first
    assert begun
    assert {place for place, _ in begun} <= {place for place, _ in first}


def test_places_with_all_words_come_first(bare_site: str, visit: Open) -> None:
    queries = ["crane gale nobody", "strike council rate", "light noon line"]
    for hits in ask(visit(bare_site + "search/"), queries):
        complete = [all_ for _, all_ in hits]
        assert complete == sorted(complete, reverse=True)
        assert {True, False} == set(complete)


def test_browser_and_build_divide_texts_into_the_same_words(
    edition: tuple[str, str, Path], visit: Open
) -> None:
    _, site, folder = edition
    texts = [*ODD, *(text for *_, text in shown(index(folder)))]
    page = visit(site + "search/?q=harbour")
    page.locator(".search-list a").first.wait_for()
    read = page.evaluate("texts => texts.map(t => edition.tokens(t).map(token => token.word))", texts)
    assert read == [search_tokens(text) for text in texts]


# --- how it is used ------------------------------------------------------------------------------


def test_nothing_is_loaded_before_a_reader_searches(bare_site: str, visit: Open) -> None:
    page = visit("about:blank")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url.removeprefix(bare_site)))
    page.goto(bare_site + ESSAY)
    page.wait_for_load_state("networkidle")
    assert [url for url in requested if "search" in url] == []
    page.keyboard.press("/")
    page.keyboard.type("umbrella")
    page.locator(".search-list a").first.wait_for()
    assert "data/search/main.js" in requested


@pytest.mark.parametrize("key", ["/", "s", "f"])
@pytest.mark.parametrize("width", [390, 820, 1600])
def test_the_search_works_with_the_keyboard_alone(bare_site: str, visit: Open, key: str, width: int) -> None:
    page = visit(bare_site + ESSAY, width)
    page.wait_for_load_state()
    page.keyboard.press(key)
    field = page.get_by_role("searchbox", name="Search the edition")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("rotten crane")
    links = page.locator(".search-list a")
    expect(links.first).to_contain_text("rotten crane")
    assert page.evaluate("document.querySelector('.search-dialog').scrollWidth <= innerWidth")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()
    page.keyboard.press(key)
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/essays/harbour-council/\?h=\S+#d3$"))
    expect(page.locator("#d3")).to_be_in_viewport()


def test_the_focus_stays_in_the_search(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY)
    page.wait_for_load_state()
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_have_attribute("aria-modal", "true")
    field = page.get_by_role("searchbox", name="Search the edition")
    expect(field).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Close the search")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    assert "#" not in page.url
    page.mouse.click(5, 500)
    expect(dialog).to_be_hidden()


def test_enter_opens_the_first_place(bare_site: str, visit: Open) -> None:
    page = visit(bare_site)
    page.wait_for_load_state()
    page.keyboard.press("s")
    page.get_by_role("searchbox").press_sequentially("linus augustin")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/people/\?h=.*#linus-ferrow$"))


def test_keys_typed_in_a_field_do_not_open_the_search(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY)
    page.wait_for_load_state()
    page.evaluate("document.querySelector('article').prepend(document.createElement('input'))")
    page.locator("article input").press("s")
    page.keyboard.press("Control+f")
    expect(page.locator(".search-dialog")).to_have_count(0)


def test_letters_typed_on_a_result_are_added_to_the_query(bare_site: str, visit: Open) -> None:
    """There they are not the theme's keys for the next and the previous page."""
    page = visit(bare_site + ESSAY)
    page.wait_for_load_state()
    page.keyboard.press("s")
    page.keyboard.type("umbrell")
    page.locator(".search-list a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("a np")
    expect(page.get_by_role("searchbox")).to_have_value("umbrella np")
    expect(page).to_have_url(bare_site + ESSAY)


def test_the_number_of_places_is_shown(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "search/")
    page.get_by_role("searchbox").fill("crane")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ places?\."))
    count = int((status.text_content() or "").split()[0])
    assert count == page.locator(".search-list a").count()
    page.get_by_role("searchbox").fill("xylophonist")
    expect(status).to_have_text(re.compile("Nothing found"))
    page.get_by_role("searchbox").fill("umbrlela ")
    expect(status).to_have_text(re.compile("Nothing has “umbrlela”; this is for “umbrella”"))


def test_a_search_can_be_shared(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "search/")
    page.get_by_role("searchbox").fill("“for the boat”")
    page.get_by_role("button", name=re.compile("^Quotations")).click()
    expect(page).to_have_url(re.compile(r"/search/\?q=.*for.*the.*boat.*&kind=quotation$"))
    expect(page.locator(".search-list a")).to_have_count(1)
    again = visit(page.url)
    expect(again.locator(".search-list a")).to_have_count(1)
    expect(again.get_by_role("searchbox")).to_have_value("“for the boat”")
    expect(again.get_by_role("button", name=re.compile("^Quotations"))).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_dialog_offers_the_address_of_a_search(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY)
    page.wait_for_load_state()
    page.keyboard.press("s")
    page.get_by_role("searchbox").fill("umbrella")
    page.get_by_role("link", name="Link to this search").click()
    expect(page).to_have_url(bare_site + "search/?q=umbrella")
    expect(page.locator(".search-list a").first).to_be_visible()


EXCERPT = """async text => {
  const textOf = async () => ({fields: [0, "", "", "Title", text], page: ["", ""]});
  const index = {kinds: ["essay"], textOf};
  const shown = await edition.search.excerpt(index, [], {record: 0, all: true, own: false});
  return shown.excerpt.map(([part]) => part).join("");
}"""


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("The-crane-stood-still-all-day. ", "day."),
        ("The-crane-stood-“still-all-day.” ", "day.”"),
        ("The-crane-stood-“still-all-day”. ", "day”."),
        ("The-crane-stood-still-all-day, ", "day,…"),
    ],
)
def test_dots_follow_an_excerpt_unless_its_sentence_is_whole(
    bare_site: str, visit: Open, sentence: str, end: str
) -> None:
    page = visit(bare_site + "search/")
    page.wait_for_function("!!globalThis.edition?.search.show")
    shown = page.evaluate(EXCERPT, sentence * 40)
    assert shown.endswith(end)
    assert shown.startswith(sentence * 2)


def test_kinds_are_counted_and_can_be_chosen(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "search/?q=light")
    kinds = page.get_by_role("group", name="Show only").get_by_role("button")
    kinds.first.wait_for()
    counts = [int(label.split()[-1]) for label in kinds.all_text_contents()]
    assert counts[0] == sum(counts[1:])
    for name, kind in {"Digests": "Digest", "Notes": "Note", "People": "Person", "Dates": "Date"}.items():
        page.get_by_role("button", name=re.compile(f"^{name}")).click()
        expect(page.locator(".search-place").first).to_have_text(re.compile(f"^{kind}"))
        assert all(place.startswith(kind) for place in page.locator(".search-place").all_text_contents())


MARKED = """() => CSS.highlights.has("search")
  ? [...CSS.highlights.get("search")].map(range => range.toString()) : []"""


def test_words_are_marked_in_an_opened_result_until_cleared(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + "search/?q=“for the boat”")
    page.locator('.search-list a[href*="/essays/stack-light/"][href$="#d7"]').click()
    button = page.get_by_role("button", name="Clear marks")
    button.wait_for()
    assert "for the boat" in page.evaluate(MARKED)
    page.locator("#d8").click()
    page.mouse.wheel(0, 900)
    assert "for the boat" in page.evaluate(MARKED)
    button.click()
    assert page.evaluate(MARKED) == []
    expect(page).to_have_url(re.compile(r"/essays/stack-light/#d7$"))
    expect(button).to_have_count(0)


def test_words_are_marked_in_browsers_without_highlights(bare_site: str, visit: Open) -> None:
    page = visit("about:blank")
    page.add_init_script("delete globalThis.Highlight")
    page.goto(bare_site + ESSAY + "?h=%22for+the+boat%22#d7")
    expect(page.locator("#d7 mark")).to_have_text("for the boat")
    page.get_by_role("button", name="Clear marks").click()
    expect(page.locator("mark")).to_have_count(0)


def test_a_result_in_a_collapsed_digest_opens_it(full_site: str, visit: Open) -> None:
    page = visit(full_site + "essays/harbour-council/?h=umbrella#d6")
    page.get_by_role("button", name="Clear marks").wait_for()
    expect(page.locator("#d6")).to_be_in_viewport()


@pytest.mark.parametrize(("typed", "marked"), [("Caloway", "Caloway"), ("Calloway", "Ines Caloway")])
def test_a_name_is_found_and_marked_in_each_spelling(
    full_site: str, visit: Open, typed: str, marked: str
) -> None:
    page = visit(f"{full_site}search/?q={typed}&kind=essay")
    page.locator('.search-list a[href*="/essays/harbour-council/"][href$="#p4"]').click()
    page.get_by_role("button", name="Clear marks").wait_for()
    assert marked in page.evaluate(MARKED)


def test_without_scripts_the_search_page_says_so_and_has_links(bare_site: str, visit: Open) -> None:
    page = visit(bare_site + ESSAY, java_script_enabled=False)
    page.get_by_role("link", name="Search").click()
    expect(page).to_have_url(bare_site + "search/")
    expect(page.get_by_text("needs scripts")).to_be_visible()
    page.locator("article").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(bare_site + "timeline/")


def test_the_search_works_from_a_folder_on_disk(bare_checkout: Path, visit: Open) -> None:
    page = visit((bare_checkout / "site/search/index.html").as_uri())
    page.get_by_role("searchbox").fill("rotten crane")
    page.locator(".search-list a").first.click()
    expect(page).to_have_url(re.compile(r"/essays/harbour-council/index\.html\?h=.*#d3$"))
    expect(page.get_by_role("button", name="Clear marks")).to_be_visible()


def test_an_index_that_cannot_be_loaded_is_reported(bare_site: str, visit: Open) -> None:
    page = visit("about:blank")
    page.route("**/data/search/words-*", lambda route: route.abort())
    page.goto(bare_site + "search/?q=umbrella")
    expect(page.get_by_role("status")).to_have_text(re.compile("cannot be loaded here"))
    page.unroute("**/data/search/words-*")
    page.get_by_role("searchbox").fill("umbrella ")
    expect(page.locator(".search-list a").first).to_be_visible()


def test_a_file_that_does_not_belong_to_the_index_is_reported(bare_site: str, visit: Open) -> None:
    """For example, where a server answers every address with the same page."""
    page = visit("about:blank")
    page.route("**/data/search/words-*", lambda route: route.fulfill(body="// nothing"))
    page.goto(bare_site + "search/?q=umbrella")
    expect(page.get_by_role("status")).to_have_text(re.compile("cannot be loaded here"))


def test_after_a_search_the_whole_index_is_loaded(bare_checkout: Path, bare_site: str, visit: Open) -> None:
    files = len(list((bare_checkout / "site/data/search").iterdir()))
    page = visit(bare_site + "search/?q=umbrella")
    page.wait_for_function(f"{LOADED} === {files}")
    page.get_by_role("searchbox").fill("rotten crane")
    expect(page.locator(".search-list a").first).to_contain_text("rotten crane")
    assert page.evaluate(LOADED) == files


def test_with_data_saving_only_needed_files_are_loaded(
    bare_checkout: Path, bare_site: str, visit: Open
) -> None:
    page = visit("about:blank")
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.goto(bare_site + "search/?q=umbrella")
    page.locator(".search-list a").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LOADED) < len(list((bare_checkout / "site/data/search").iterdir()))


def test_an_update_of_the_site_is_reported(bare_site: str, visit: Open) -> None:
    page = visit("about:blank")
    stale = 'edition.search.receive("{}","000000000000",[]);'
    page.route(
        "**/data/search/words-*",
        lambda route: route.fulfill(body=stale.format(re.findall(r"words-\d+", route.request.url)[0])),
    )
    page.goto(bare_site + "search/?q=umbrella")
    expect(page.get_by_role("status")).to_have_text(re.compile("The site was updated"))
