"""Addresses of people, quotations and dates stay, whatever becomes of their entities."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.addresses.entities import (
    dump_entity_addresses,
    parse_entity_addresses,
    predecessor_finder,
    resolve_addresses,
)
from edition.build.edition import Edition
from edition.inputs.paths import ADDRESS_BOOKS, DATES, ENTITY_BOOK, PEOPLE, QUOTATIONS, schema_path
from edition.model.address_book import EntityAddresses
from edition.model.mention import PAGE_BY_KIND
from tests.support.commands import TEXT, build_error, change, line_of, output_of
from tests.support.editions import SINGLE, lay_out
from tests.support.environment import ROOT
from tests.support.markup import Element, article

# --- which address leads where -------------------------------------------------------------------


def test_what_stands_keeps_its_address_and_what_is_new_gets_one() -> None:
    assert resolve_addresses(["b", "a"], ["a", "c", "b"], {}) == EntityAddresses(("b", "a", "c"), {}, ())


def test_what_is_retired_leads_to_another() -> None:
    """Over as many steps as it takes."""
    shelf = resolve_addresses(["a", "b", "c"], ["c"], {"a": "b", "b": "c"})
    assert (shelf.redirects, shelf.lost) == ({"a": "c", "b": "c"}, ())


@pytest.mark.parametrize("retired", [{}, {"a": "nowhere"}, {"a": "a"}, {"a": "b", "b": "a"}])
def test_what_leads_nowhere_is_lost(retired: Mapping[str, str]) -> None:
    shelf = resolve_addresses(["a", "b", "c"], ["c"], {"b": "c", **retired})
    assert "a" in shelf.lost
    assert shelf.ids == ("a", "b", "c")


def test_what_stands_is_not_led_away() -> None:
    """A date that a new text names again has its own place, though it was retired."""
    assert resolve_addresses(["a", "b"], ["a", "b"], {"a": "b"}) == EntityAddresses(("a", "b"), {}, ())


def test_what_cannot_be_known_leads_to_what_is_near() -> None:
    """So does what was retired to it; what never was issued does not."""
    shelf = resolve_addresses(["a", "b", "z"], ["c"], {"b": "a", "z": "nowhere"}, lambda _: "c")
    assert (shelf.redirects, shelf.lost) == ({"a": "c", "b": "c"}, ("z",))


IDS = st.sampled_from("abcdefgh")


@given(st.lists(IDS, unique=True), st.lists(IDS, unique=True), st.dictionaries(IDS, IDS), st.booleans())
def test_no_address_is_forgotten(
    issued: Sequence[str], standing: Sequence[str], retired: Mapping[str, str], open_: bool
) -> None:
    """Each has its entity here, or leads to one that is here, or is told as lost."""
    nearest = predecessor_finder(sorted(standing), str) if open_ and standing else None
    shelf = resolve_addresses(issued, standing, retired, nearest)
    assert shelf.ids[: len(issued)] == tuple(issued)
    assert sorted(shelf.ids) == sorted({*issued, *standing})
    assert sorted([*standing, *shelf.redirects, *shelf.lost]) == sorted(shelf.ids)
    assert {*shelf.redirects.values()} <= {*standing}
    assert resolve_addresses(shelf.ids, standing, retired, nearest) == shelf


@given(st.lists(IDS, unique=True, min_size=1).map(sorted), IDS)
def test_next_before(names: list[str], name: str) -> None:
    """The last that is earlier; where none is, the first."""
    assert predecessor_finder(names, str)(name) == max((n for n in names if n < name), default=names[0])


def test_dump_and_parse() -> None:
    shelves = {
        "person": EntityAddresses(("ada-marlow", "tom")),
        "date": EntityAddresses(("1911", "193X--1940-05", "-0384---0321")),
    }
    book = dump_entity_addresses(shelves.items())
    assert parse_entity_addresses(book, ["date", "person"]) == {
        kind: shelf.ids for kind, shelf in shelves.items()
    }
    assert '\n    "tom"\n' in book
    assert parse_entity_addresses("", []) == {}


@pytest.mark.parametrize(
    "text",
    [
        *("{", "[1]", '{"person": 1}', '{"person": [1]}', '{"person": ["a b"]}', '{"person": ["a", "a"]}'),
        *('{"date": ["soon"]}', '{"date": ["1917-13"]}', '{"date": [1917]}', '{"person": ["-0384"]}'),
        *('{"ship": ["a"]}', '<<<<<<< HEAD\n{"person": []}'),
    ],
)
def test_parse_refuses_anything_else(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        parse_entity_addresses(text, ["person", "date"])


# --- in a build ----------------------------------------------------------------------------------

REGISTRIES = {
    PEOPLE: """people:
  - {id: ada-marlow, name: Ada Marlow, sort: "Marlow, Ada", role: A clerk., names: [Ada Marlow],
     certainty: probable, source: The byline.}
  - {id: the-editor, name: The Editor, sort: Editor, role: Edits., names: [Gazette],
     certainty: probable, source: The text.}
titles: []
""",
    DATES: """dates:
  - {date: "1910", title: Cranes, what: There are forty., certainty: probable, source: The text.}
  - {date: "1911", title: The letter, what: It is written., certainty: probable, source: The text.}
settled: []
""",
    QUOTATIONS: """quotations:
  - {id: door-shut, title: The door, said-by: A grandfather, verdict: not-found, certainty: unknown,
     differs: Nothing., source: Nothing., places: [{essay: harbour-strike, begins: a door shut}]}
""",
}
"""Of the dates in the text, two have no entry: 1910 to 1912, and May 1911."""


@pytest.fixture(scope="module")
def built_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with one text and registries, built; tests must not change it."""
    root = lay_out(tmp_path_factory.mktemp("entities") / "sample", SINGLE)
    for file, text in REGISTRIES.items():
        (root / file).write_text(text, encoding="utf-8")
        shutil.copy(ROOT / schema_path(file), root / schema_path(file))
    assert f"{ENTITY_BOOK} has new addresses; commit it" in output_of("build", "--project", str(root))
    return root


def anchors(root: Path) -> dict[str, dict[str, Any]]:
    """Return what `anchors.json` tells of entities, by address."""
    listed = json.loads((root / "site/data/anchors.json").read_text(encoding="utf-8"))["anchors"]
    return {anchor["address"]: anchor for anchor in listed if anchor["kind"] in PAGE_BY_KIND}


def heading_of(page: Element, name: str) -> str:
    """Return the id of the entry in which an id stands."""
    at = ""
    for element in page.walk():
        at = element.attributes.get("id", at) if element.tag in ("h2", "h3") else at
        if element.attributes.get("id") == name:
            return at
    raise AssertionError(name)


def test_every_entity_is_in_the_book(built_edition: Path) -> None:
    """Those of the registries, and dates that only the text names."""
    book = json.loads((built_edition / ENTITY_BOOK).read_text(encoding="utf-8"))
    assert book == {
        "person": ["ada-marlow", "the-editor"],
        "quotation": ["door-shut"],
        "date": ["1910", "1910--1912", "1911", "1911-05"],
        "disagreement": [],
    }
    assert {*anchors(built_edition)} == {
        f"{PAGE_BY_KIND[kind]}/#{name}" for kind, names in book.items() for name in names
    }
    assert not [anchor for anchor in anchors(built_edition).values() if "to" in anchor]


def test_a_second_build_has_nothing_new(root: Path) -> None:
    assert "commit" not in output_of("build", "--markdown-only")
    assert json.loads((root / ENTITY_BOOK).read_text(encoding="utf-8"))


def test_without_texts_dates_lead_to_the_entry_before(root: Path) -> None:
    """Each address is there, and no heading stands there without a word."""
    shutil.rmtree("sources")
    before = (root / ENTITY_BOOK).read_bytes()
    assert "commit" not in output_of("build")
    assert (root / ENTITY_BOOK).read_bytes() == before
    page = article(root / "site", "timeline")
    assert [e.attributes["id"] for e in page.all("h2")] == ["1910", "1911"]
    for name, home in (("1910--1912", "1910"), ("1911-05", "1911")):
        assert page.by_id(name).text() == ""
        assert heading_of(page, name) == home
        assert anchors(root)[f"timeline/#{name}"]["to"] == f"timeline/#{home}"


def drop(path: Path, start: str, lines: int) -> None:
    """Take lines out of a file, from the one that has `start`."""
    first, content = line_of(path, start) - 1, path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(content[:first] + content[first + lines :]), encoding="utf-8")


@pytest.mark.parametrize("texts", [True, False])
def test_an_entry_that_is_gone(root: Path, texts: bool) -> None:
    """The build names its address, until the registry tells where it leads."""
    if not texts:
        shutil.rmtree("sources")
    drop(root / PEOPLE, "id: ada-marlow", 2)
    line = build_error(root)
    assert line.startswith(f"{PEOPLE}: addresses would be lost: /people/#ada-marlow;")
    assert "`retired`" in line
    with (root / PEOPLE).open("a", encoding="utf-8") as file:
        file.write("retired:\n  - {address: ada-marlow, to: the-editor, why: They were one.}\n")
    output_of("build")
    page = article(root / "site", "people")
    assert heading_of(page, "ada-marlow") == "the-editor"
    assert anchors(root)["people/#ada-marlow"]["to"] == "people/#the-editor"
    assert "ada-marlow" in (root / ENTITY_BOOK).read_text(encoding="utf-8")
    assert output_of("check")


def test_a_date_that_no_text_names_any_more(root: Path) -> None:
    """Where all texts are there; it leads where its registry says, then."""
    change(root / TEXT, "letter of May 1911 said", "letter said")
    line = build_error(root)
    assert line.startswith(f"{DATES}: addresses would be lost: /timeline/#1911-05;")
    change(root / DATES, "settled: []", 'settled: []\nretired:\n  - {address: 1911-05, to: "1911"}')
    output_of("build")
    assert heading_of(article(root / "site", "timeline"), "1911-05") == "1911"


@pytest.mark.parametrize("entry", ["{address: nobody, to: the-editor}", "{address: the-owner, to: nobody}"])
def test_retired_but_never_issued(root: Path, entry: str) -> None:
    with (root / PEOPLE).open("a", encoding="utf-8") as file:
        file.write(f"retired:\n  - {entry}\n")
    line = build_error(root)
    assert line.startswith(f"{PEOPLE}, retired: no such address was ever issued: ")
    assert ENTITY_BOOK in line


def test_many_lost_addresses_are_counted(root: Path) -> None:
    """The message stays a line that can be read."""
    book = json.loads((root / ENTITY_BOOK).read_text(encoding="utf-8"))
    book["quotation"] += [f"gone-{n}" for n in range(40)]
    (root / ENTITY_BOOK).write_text(json.dumps(book), encoding="utf-8")
    line = build_error(root)
    assert line.startswith(f"{QUOTATIONS}: ")
    assert "/quotations/#gone-0, " in line
    assert "and 35 more" in line


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"<<<<<<< HEAD\n{\n", b"{", b'{"ship": ["a"]}'])
def test_a_broken_book(root: Path, content: bytes) -> None:
    (root / ENTITY_BOOK).write_bytes(content)
    assert build_error(root).startswith(f"{ENTITY_BOOK}: is not a list of addresses")


# --- the book of an edition ----------------------------------------------------------------------


def test_the_committed_book_has_every_entity(full: Edition, origin: Path) -> None:
    """Whatever the full edition gives an address to is in it, by its own reckoning and by ours."""
    book = json.loads((origin / ENTITY_BOOK).read_text(encoding="utf-8"))
    assert {kind: tuple(names) for kind, names in book.items()} == {
        kind: shelf.ids for kind, shelf in full.entity_addresses.items()
    }
    named = {
        kind: {m.entity for e in full.essays for m in e.mentions if m.kind == kind} for kind in PAGE_BY_KIND
    }
    named["person"] |= {p.id for p in full.registry.people}
    named["quotation"] |= {q.id for q in full.registry.quotations}
    named["date"] |= {d.date.id for d in full.registry.dates}
    for kind, names in named.items():
        assert names <= {*book[kind]}, kind


def test_every_committed_address_is_on_the_site(
    full_checkout: Path, bare_checkout: Path, origin: Path
) -> None:
    """With the texts and without; in both, none of them is a heading of nothing."""
    book = json.loads((origin / ENTITY_BOOK).read_text(encoding="utf-8"))
    for root in (full_checkout, bare_checkout):
        assert (root / ENTITY_BOOK).read_bytes() == (origin / ENTITY_BOOK).read_bytes()
        published = anchors(root)
        for kind, home in PAGE_BY_KIND.items():
            page = article(root / "site", home)
            for name in book[kind]:
                to = published[f"{home}/#{name}"].get("to", f"{home}/#{name}")
                assert f"{home}/#{heading_of(page, name)}" == to
            for heading in page.all("h2"):
                assert heading.parent is not None
                after = heading.parent.children[heading.parent.children.index(heading) + 1 :]
                first = next(e for e in after if isinstance(e, Element) and e.text().strip())
                assert first.tag != "h2", heading.attributes["id"]


def test_the_book_lies_with_the_others() -> None:
    assert ENTITY_BOOK.startswith(f"{ADDRESS_BOOKS}/")
