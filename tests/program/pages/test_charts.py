"""The pictures: they match their tables, have the right links, and stay within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.svg import WIDTH
from edition.model.edtf import Edtf
from edition.model.entries import Person, PersonEntry, QuotationEntry
from edition.model.mention import EntityKey, Mention, Occurrence
from edition.model.registry import Registry
from edition.pages.charts.counts_by_essay import Row, Tally, people_chart, shared_quotations_chart
from edition.pages.charts.timeline import timeline_chart
from edition.pages.charts.year_axis import MAX_SLOTS, Slot, choose_slots
from edition.pages.overviews import MAX_COLUMNS, MAX_ROWS
from edition.pages.people import people_page
from edition.pages.quotations import quotations_page
from edition.pages.timeline import timeline_page
from tests.program.annotate.test_collation import place
from tests.support.environment import ROOT
from tests.support.markup import Element, article, parse
from tests.support.strategies import entry

PAGES = ("people", "quotations", "timeline")

# --- on the site ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def site(full_checkout: Path) -> Path:
    """The site of an edition with all of its texts."""
    return full_checkout / "site"


def tables(page: Element) -> list[list[list[str]]]:
    """Return the cells of each table."""
    return [
        [[cell.text().strip() for cell in row.all() if cell.tag in ("td", "th")] for row in table.all("tr")]
        for table in page.all("table")
    ]


def labels_of(picture: Element) -> dict[str, str]:
    """Return the text of each link of a picture by the name of its row."""
    names = [link.all("title")[0].text().partition(": ")[::2] for link in picture.all("a")]
    assert len(dict(names)) == len(names)
    return dict(names)


def in_words(head: list[str], row: list[str]) -> str:
    """Return a row of a table in the words of the picture."""
    several = [f"{title} {n}" for title, n in zip(head[1:-1], row[1:-1], strict=True) if n]
    return ", ".join(several) + (f"; {row[-1]} in all" if len(several) > 1 else "")


@pytest.mark.parametrize("page", PAGES)
def test_a_picture_matches_its_table(site: Path, page: str) -> None:
    """Each of its rows is a row of the table, with the same numbers."""
    shown = article(site, page)
    (picture,) = shown.all("figure", "picture")
    head, *rows = tables(shown)[0]
    in_table = {row[0]: in_words(head, row) for row in rows}
    in_picture = labels_of(picture)
    assert in_picture.items() <= in_table.items()
    if page != "people":
        assert in_picture == in_table


@pytest.mark.parametrize("page", ["people", "quotations"])
def test_drawn_numbers_match_the_table(site: Path, page: str) -> None:
    """The last number is the sum of the others, and circles have the right areas."""
    (picture,) = article(site, page).all("figure", "picture")
    assert picture.all("a")
    for link in picture.all("a"):
        *drawn, total = [int(e.text()) for e in link.all("text", "number")]
        said = re.findall(r" (\d+)(?=[,;]|$)", link.all("title")[0].text())
        assert drawn == [int(n) for n in said]
        assert total == sum(drawn)
        areas = [float(e.attributes["r"]) ** 2 for e in link.all("circle")]
        for (area, next_area), (n, m) in zip(pairwise(areas), pairwise(drawn), strict=True):
            assert area * m == pytest.approx(next_area * n, rel=0.1)


def test_arcs_count_what_two_essays_share(site: Path) -> None:
    """For any two essays, as counted in the first table."""
    shown = article(site, "quotations")
    (head, *rows), (_, *pairs) = tables(shown)
    counted = {
        (first, second): n
        for i, first in enumerate(head[1:-1])
        for j, second in list(enumerate(head[1:-1]))[i + 1 :]
        if (n := sum(bool(row[i + 1] and row[j + 1]) for row in rows))
    }
    assert {(first, second): int(n) for first, second, n in pairs} == counted
    groups = [g.all("title")[0].text() for g in shown.all("g") if g.attributes.get("role") == "img"]
    assert groups == [f"{first} and {second}: {n} in common" for (first, second), n in counted.items()]


def test_bars_are_proportional_to_their_numbers(site: Path) -> None:
    """All essays have the same scale."""
    (picture,) = article(site, "timeline").all("figure", "picture")
    heights: dict[int, set[float]] = {}
    for link in picture.all("a"):
        said = [int(n) for n in re.findall(r" (\d+)(?=[,;]|$)", link.all("title")[0].text())]
        bars = [float(e.attributes["height"]) for e in link.all("rect", "bar")]
        assert len(bars or link.all("path", "span")) == len(said)
        for n, height in zip(said, bars, strict=False):
            heights.setdefault(n, set()).add(height)
    assert all(len(drawn) == 1 for drawn in heights.values())
    (unit,) = heights[1]
    for n, drawn in heights.items():
        assert drawn.pop() == pytest.approx(n * unit, abs=0.1 * n)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_the_entry(site: Path, page: str) -> None:
    """The entry is named in the link."""
    shown = article(site, page)
    headings: dict[str, str] = {}
    for block in shown.all("div", "entry"):
        (heading,) = (e for e in block.walk() if e.tag in {"h2", "h3"})
        said = heading.text() + "".join(e.text() for e in block.all("p", "when"))
        aliases = [e.attributes["id"] for e in block.all("span") if "id" in e.attributes]
        headings |= dict.fromkeys([heading.attributes["id"], *aliases], said)
    for link in shown.all("figure", "picture")[0].all("a"):
        name = link.all("title")[0].text().partition(": ")[0]
        named = headings[link.attributes["href"].removeprefix("#")]
        assert name[:3] in named if page == "timeline" else named.startswith(name)


# --- drawn ---------------------------------------------------------------------------------------

COUNTS = st.lists(st.integers(0, 3) | st.integers(0, 200), min_size=1, max_size=12)


@st.composite
def tallies(draw: st.DrawFn, least: int = 1) -> Tally:
    """Return a tally with at least this many counts in each row, and names of all kinds."""
    columns = draw(st.lists(st.text("aé <&\"'*", min_size=1, max_size=40), min_size=least, max_size=12))
    size = len(columns)
    filled = st.lists(st.integers(0, 99), min_size=size, max_size=size).filter(
        lambda counts: sum(map(bool, counts)) >= least
    )
    names = st.text("ab <&>\"'`_\n", min_size=1, max_size=60)
    rows = draw(st.lists(st.tuples(names, filled), min_size=1, max_size=MAX_ROWS))
    made = (Row(name, f"id-{n}", tuple(counts), sum(counts)) for n, (name, counts) in enumerate(rows))
    return Tally(tuple(columns), tuple(made))


def drawn(figure: str) -> ElementTree.Element:
    """Return a picture's elements; it must be well formed and, for Markdown, one block."""
    assert "\n\n" not in figure
    return ElementTree.fromstring(figure)  # noqa: S314


def within(root: ElementTree.Element) -> Iterator[float]:
    """Yield the horizontal ends of circles, rectangles and horizontal text."""
    for element in root.iter():
        at = {key: float(element.get(key, 0)) for key in ("x", "cx", "r", "width")}
        if element.tag in ("circle", "rect"):
            yield at["x"] + at["width"] if element.tag == "rect" else at["cx"] + at["r"]


@given(tallies())
def test_people_are_drawn_within_bounds(tally: Tally) -> None:
    """For any names and numbers; the same numbers give the same picture."""
    figure = people_chart(tally, "A & B", "<C>")
    root = drawn(figure)
    assert max(within(root), default=0) <= WIDTH
    assert [a.get("href") for a in root.iter("a")] == [f"#{row.target}" for row in tally.rows]
    assert people_chart(tally, "A & B", "<C>") == figure


@given(tallies(least=2))
def test_arcs_are_drawn_within_bounds(tally: Tally) -> None:
    root = drawn(shared_quotations_chart(tally, "A", "B"))
    assert max(within(root), default=0) <= WIDTH
    assert len([g for g in root.iter("g") if g.get("role") == "img"]) == len(tally.pairs())


@given(st.data(), tallies())
def test_times_are_drawn_within_bounds(data: st.DataObject, tally: Tally) -> None:
    slots = choose_slots(data.draw(st.lists(st.integers(1000, 2020), min_size=1)), (1000, 2020))
    ends = st.tuples(*[st.integers(0, len(slots) - 1)] * 2).map(sorted)
    reaches = [
        (first, last)
        for first, last in data.draw(st.lists(ends, min_size=len(tally.rows), max_size=len(tally.rows)))
    ]
    root = drawn(timeline_chart(tally, reaches, slots, "A", "B"))
    assert max(within(root), default=0) <= WIDTH + 0.1
    bars = [element for element in root.iter() if element.get("class") in ("bar", "span")]
    assert len(bars) == sum(bool(count) for row in tally.rows for count in row.counts)


def test_colours_are_defined_by_the_schemes() -> None:
    """Pictures have no colours of their own, and the stylesheet uses only those of both schemes."""
    tally = Tally(("A", "B"), (Row("R", "r", (1, 2), 3),))
    for figure in (
        people_chart(tally, "", ""),
        shared_quotations_chart(tally, "", ""),
        timeline_chart(tally, [(0, 0)], [Slot(1911, 1911)], "", ""),
    ):
        assert not re.search(r"#[0-9a-f]{3,6}\b|rgb|style=|fill=|stroke=\"", figure.replace('href="#r"', ""))
    style = (ROOT / "docs/assets/styles/pictures.css").read_text(encoding="utf-8")
    used = set(re.findall(r"(?:fill|stroke|color): ([^;]+);", style))
    assert {u for u in used if not u.startswith("var(--")} <= {"none", "transparent"}


# --- the scale of years --------------------------------------------------------------------------

YEARS = st.lists(st.integers(1, 2400), min_size=1, max_size=60)


@given(YEARS)
def test_a_scale_covers_all_years_once(years: list[int]) -> None:
    """Without gaps or overlaps, and within the maximum number of slots."""
    low, high = min(years), max(years)
    slots = choose_slots(years, (low, high))
    assert slots[0].first <= low
    assert high <= slots[-1].last
    assert all(slot.last + 1 == following.first for slot, following in pairwise(slots))
    assert len(slots) <= MAX_SLOTS


def test_a_scale_is_finer_where_dates_crowd() -> None:
    """There a slot is a year, elsewhere a decade or the rest of one."""
    years = [1846, 1871, *[year for year in range(1917, 1938) for _ in range(5)], 2019]
    slots = choose_slots(years, (1846, 2019))
    assert {slot.last - slot.first for slot in slots if 1920 <= slot.first <= 1934} == {0}
    assert [slot.name for slot in slots[:2]] == ["1840s", "1850s"]
    assert slots[-1].name == "2010s"
    assert [slot.name for slot in choose_slots([1911, 1913], (1911, 1913))] == ["1911", "1912", "1913"]


def test_a_scale_names_years_before_christ() -> None:
    """Decades begin with a 0 in ISO 8601; labels are in years BC."""
    slots = choose_slots([-384, *range(1, 9)], (-384, 40))
    assert [(slot.name, slot.label) for slot in slots[:2]] == [
        ("391–382 BC", "391 BC"),
        ("381–372 BC", "381 BC"),
    ]
    assert [(slot.first, slot.name, slot.label) for slot in slots[-6:-3]] == [
        (-10, "11–2 BC", "11 BC"),
        (0, "1 BC – AD 9", "1 BC"),
        (10, "AD 10s", "AD 10s"),
    ]
    assert [slot.label for slot in choose_slots([-1, 0, 1], (-1, 1))] == ["2 BC", "1 BC", "AD 1"]


# --- any number of essays ------------------------------------------------------------------------


def date_place(essay: str, year: str) -> Occurrence:
    mention = Mention(0, 4, "date", year, 0, 4, Edtf.parse(year))
    return Occurrence(essay, "one", "p1", mention, "In ", year, " they left")


def context_of(essays: int, entities: int) -> EntityIndex:
    """Return essays each of which names every person, quotes every quotation and gives every date."""
    slugs = [f"e{n:03}" for n in range(essays)]
    entries = tuple(entry("E", slug=slug, title=slug, short=f"Essay {slug}") for slug in slugs)
    blank = ("", "", None, None, "")
    people = tuple(
        PersonEntry(Person(f"p{n}", (f"P{n}",)), f"Person {n}", *blank, "", "confirmed", "-", "")
        for n in range(entities)
    )
    quotations = tuple(
        QuotationEntry(f"q{n}", f"Quotation {n}", "", "-", "", None, "", "variant", "", "confirmed", "-", ())
        for n in range(entities)
    )
    places = {slug: [place(slug, "words")] for slug in slugs}
    found: dict[EntityKey, OccurrencesByEssay] = {}
    for n in range(entities):
        found |= {
            ("person", f"p{n}"): places,
            ("quotation", f"q{n}"): places,
            ("date", f"{1900 + n}"): {slug: [date_place(slug, f"{1900 + n}")] for slug in slugs},
        }
    return EntityIndex(entries, Registry(people=people, quotations=quotations), found if essays else {}, {})


def page_of(markdown: str) -> list[Element]:
    """Return the pictures of a page."""
    return parse(markdown).all("figure", "picture")


def test_without_essays_there_is_no_picture() -> None:
    """And no empty heading or table."""
    for page in (people_page, quotations_page, timeline_page):
        shown = page(context_of(0, 3))
        assert "<figure" not in shown
        assert "## Who" not in shown
        assert "| ---" not in shown


def test_one_essay() -> None:
    """Only times are drawn, because nothing is shared."""
    told_ = context_of(1, 3)
    assert not page_of(people_page(told_))
    assert '| [Person 0](#p0) | 1 { data-in="Essay e000" } | 1 { data-in="All" } |' in people_page(told_)
    assert not page_of(quotations_page(told_))
    assert len(page_of(timeline_page(told_))) == 1


def test_five_hundred_essays() -> None:
    """A picture shows as much as it has room for, and says so."""
    told_ = context_of(500, MAX_ROWS + 5)
    for page in (people_page, quotations_page, timeline_page):
        (picture,) = page_of(page(told_))
        caption = picture.all("figcaption")[0].text()
        assert f"Of the essays, the {MAX_COLUMNS} with most are shown." in caption
        if page is not timeline_page:
            assert f"Of {MAX_ROWS + 5} rows, the first {MAX_ROWS} are shown." in caption
            assert len(picture.all("a")) == MAX_ROWS
        assert "; 500 in all" in picture.all("a")[0].all("title")[0].text()
        assert float(picture.all("svg")[0].attributes["viewbox"].split()[3]) < 1500
