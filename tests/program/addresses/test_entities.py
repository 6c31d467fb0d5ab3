"""Addresses of people, quotations and dates remain valid when their entities change."""

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
from edition.inputs.paths import DATES, ENTITY_BOOK, PEOPLE, QUOTATIONS, schema_path
from edition.model.address_book import EntityAddresses
from edition.model.mention import PAGE_BY_KIND
from tests.support.commands import TEXT, build_error, change, line_of, output_of
from tests.support.editions import SINGLE, lay_out
from tests.support.environment import ROOT
from tests.support.markup import Element, article

# --- resolving addresses --------------------------------------------------------------------------


def test_existing_entities_keep_their_addresses_and_new_ones_get_one() -> None:
    assert resolve_addresses(["b", "a"], ["a", "c", "b"], {}) == EntityAddresses(("b", "a", "c"), {}, ())


def test_a_retired_address_leads_to_its_replacement() -> None:
    """This may take several steps."""
    addresses = resolve_addresses(["a", "b", "c"], ["c"], {"a": "b", "b": "c"})
    assert (addresses.redirects, addresses.lost) == ({"a": "c", "b": "c"}, ())


@pytest.mark.parametrize("retired", [{}, {"a": "nowhere"}, {"a": "a"}, {"a": "b", "b": "a"}])
def test_an_address_that_leads_nowhere_is_lost(retired: Mapping[str, str]) -> None:
    addresses = resolve_addresses(["a", "b", "c"], ["c"], {"b": "c", **retired})
    assert "a" in addresses.lost
    assert addresses.ids == ("a", "b", "c")


def test_an_existing_entity_is_not_redirected() -> None:
    """A retired date that a new text names again has its own entry."""
    assert resolve_addresses(["a", "b"], ["a", "b"], {"a": "b"}) == EntityAddresses(("a", "b"), {}, ())


def test_addresses_of_missing_texts_lead_to_the_nearest_entry() -> None:
    """Addresses retired in favour of them follow; one whose replacement was never issued is lost."""
    addresses = resolve_addresses(["a", "b", "z"], ["c"], {"b": "a", "z": "nowhere"}, lambda _: "c")
    assert (addresses.redirects, addresses.lost) == ({"a": "c", "b": "c"}, ("z",))


IDS = st.sampled_from("abcdefgh")


@given(st.lists(IDS, unique=True), st.lists(IDS, unique=True), st.dictionaries(IDS, IDS), st.booleans())
def test_no_address_is_forgotten(
    issued: Sequence[str], existing: Sequence[str], retired: Mapping[str, str], open_: bool
) -> None:
    """Each issued address has its entity, redirects to an existing one, or is reported as lost."""
    nearest = predecessor_finder(sorted(existing), str) if open_ and existing else None
    addresses = resolve_addresses(issued, existing, retired, nearest)
    assert addresses.ids[: len(issued)] == tuple(issued)
    assert sorted(addresses.ids) == sorted({*issued, *existing})
    assert sorted([*existing, *addresses.redirects, *addresses.lost]) == sorted(addresses.ids)
    assert {*addresses.redirects.values()} <= {*existing}
    assert resolve_addresses(addresses.ids, existing, retired, nearest) == addresses


@given(st.lists(IDS, unique=True, min_size=1).map(sorted), IDS)
def test_predecessor(names: list[str], name: str) -> None:
    """The last earlier name, or the first name if none is earlier."""
    assert predecessor_finder(names, str)(name) == max((n for n in names if n < name), default=names[0])


def test_dump_and_parse() -> None:
    books = {
        "person": EntityAddresses(("ada-marlow", "tom")),
        "date": EntityAddresses(("1911", "193X--1940-05", "-0384---0321")),
    }
    book = dump_entity_addresses(books.items())
    assert parse_entity_addresses(book, ["date", "person"]) == {
        kind: addresses.ids for kind, addresses in books.items()
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
def test_parse_refuses_malformed_books(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        parse_entity_addresses(text, ["person", "date"])


# --- in a build ----------------------------------------------------------------------------------

REGISTRIES = {
    PEOPLE: """people:
  - {id: ada-marlow, name: Ada Marlow, sort: "Marlow, Ada", role: A clerk., names: [Ada Marlow],
     certainty: probable, sources-note: The byline.}
  - {id: the-editor, name: The Editor, sort: Editor, role: Edits., names: [Gazette],
     certainty: probable, sources-note: The text.}
titles: []
""",
    DATES: """dates:
  - {date: "1910", title: Cranes, what: There are forty., certainty: probable, sources-note: The text.}
  - {date: "1911", title: The letter, what: It is written., certainty: probable, sources-note: The text.}
settled: []
""",
    QUOTATIONS: """quotations:
  - {id: door-shut, title: The door, said-by: A grandfather, verdict: not-found, certainty: unknown,
     differs: Nothing., sources-note: Nothing., places: [{essay: harbour-strike, begins: a door shut}]}
""",
}
"""Of the dates in the text, two have no entry: 1910 to 1912, and May 1911."""


@pytest.fixture(scope="module")
def built_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with one text and registries, released and built; tests must not change it."""
    root = lay_out(tmp_path_factory.mktemp("entities") / "sample", SINGLE)
    for file, text in REGISTRIES.items():
        (root / file).write_text(text, encoding="utf-8")
        shutil.copy(ROOT / schema_path(file), root / schema_path(file))
    assert f"written: {ENTITY_BOOK}\n" in output_of("release", "--project", str(root))
    output_of("build", "--project", str(root))
    return root


def anchors(root: Path) -> dict[str, dict[str, Any]]:
    """Return the entities in `anchors.json` by address."""
    listed = json.loads((root / "site/data/anchors.json").read_text(encoding="utf-8"))["anchors"]
    return {anchor["address"]: anchor for anchor in listed if anchor["kind"] in PAGE_BY_KIND}


def heading_of(page: Element, name: str) -> str:
    """Return the id of the entry that contains an id."""
    at = ""
    for element in page.walk():
        at = element.attributes.get("id", at) if element.tag in ("h2", "h3") else at
        if element.attributes.get("id") == name:
            return at
    raise AssertionError(name)


def test_every_entity_is_in_the_book(built_edition: Path) -> None:
    """This includes dates that only the text names. People are in alphabetical order."""
    book = json.loads((built_edition / ENTITY_BOOK).read_text(encoding="utf-8"))
    assert book == {
        "person": ["the-editor", "ada-marlow"],
        "quotation": ["door-shut"],
        "date": ["1910", "1910--1912", "1911", "1911-05", "1912-21"],
    }
    assert {*anchors(built_edition)} == {
        f"{PAGE_BY_KIND[kind]}/#{name}" for kind, names in book.items() for name in names
    }
    assert not [anchor for anchor in anchors(built_edition).values() if "to" in anchor]


def test_a_build_issues_no_address(root: Path) -> None:
    """Only a release does."""
    before = (root / ENTITY_BOOK).read_bytes()
    output_of("build", "--markdown-only")
    assert (root / ENTITY_BOOK).read_bytes() == before


def test_without_texts_dates_lead_to_the_entry_before(root: Path) -> None:
    """The addresses still exist, but dates without an entry have no empty heading."""
    shutil.rmtree("sources")
    before = (root / ENTITY_BOOK).read_bytes()
    output_of("build")
    assert (root / ENTITY_BOOK).read_bytes() == before
    page = article(root / "site", "timeline")
    assert [e.attributes["id"] for e in page.all("h2")] == ["1910", "1911"]
    for name, home in (("1910--1912", "1910"), ("1911-05", "1911")):
        assert page.by_id(name).text() == ""
        assert heading_of(page, name) == home
        assert anchors(root)[f"timeline/#{name}"]["to"] == f"timeline/#{home}"


def drop(path: Path, start: str, lines: int) -> None:
    """Remove lines from a file, beginning with the one that contains `start`."""
    first, content = line_of(path, start) - 1, path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(content[:first] + content[first + lines :]), encoding="utf-8")


@pytest.mark.parametrize("texts", [True, False])
def test_a_removed_entry_is_reported_until_it_is_retired(root: Path, texts: bool) -> None:
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


def test_a_date_that_texts_no_longer_name_is_reported_until_it_is_retired(root: Path) -> None:
    change(root / TEXT, "letter of May 1911 said", "letter said")
    line = build_error(root)
    assert line.startswith(f"{DATES}: addresses would be lost: /timeline/#1911-05;")
    change(root / DATES, "settled: []", 'settled: []\nretired:\n  - {address: 1911-05, to: "1911"}')
    output_of("build")
    assert heading_of(article(root / "site", "timeline"), "1911-05") == "1911"


@pytest.mark.parametrize("entry", ["{address: nobody, to: the-editor}", "{address: the-owner, to: nobody}"])
def test_retiring_an_address_that_was_never_issued_is_an_error(root: Path, entry: str) -> None:
    with (root / PEOPLE).open("a", encoding="utf-8") as file:
        file.write(f"retired:\n  - {entry}\n")
    line = build_error(root)
    assert line.startswith(f"{PEOPLE}, retired: no such address was ever issued: ")
    assert ENTITY_BOOK in line


def test_many_lost_addresses_are_counted(root: Path) -> None:
    """The message stays short."""
    book = json.loads((root / ENTITY_BOOK).read_text(encoding="utf-8"))
    book["quotation"] += [f"gone-{n}" for n in range(40)]
    (root / ENTITY_BOOK).write_text(json.dumps(book), encoding="utf-8")
    line = build_error(root)
    assert line.startswith(f"{QUOTATIONS}: ")
    assert "/quotations/#gone-0, " in line
    assert "and 35 more" in line


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"<<<<<<< HEAD\n{\n", b"{", b'{"ship": ["a"]}'])
def test_a_damaged_entity_book_is_reported(root: Path, content: bytes) -> None:
    (root / ENTITY_BOOK).write_bytes(content)
    assert build_error(root).startswith(f"{ENTITY_BOOK}: is not a list of addresses")


# --- the book of an edition ----------------------------------------------------------------------


def test_the_committed_book_has_every_entity(full: Edition, origin: Path) -> None:
    """The book is that of a full build, and has every mention and every entry of the registries."""
    book = json.loads((origin / ENTITY_BOOK).read_text(encoding="utf-8"))
    assert {kind: tuple(names) for kind, names in book.items()} == {
        kind: addresses.ids for kind, addresses in full.entity_addresses.items() if addresses.ids
    }
    named = {
        kind: {m.entity for e in full.essays for m in e.mentions if m.kind == kind} for kind in PAGE_BY_KIND
    }
    named["person"] |= {p.id for p in full.registry.people}
    named["quotation"] |= {q.id for q in full.registry.quotations}
    named["date"] |= {d.date.id for d in full.registry.dates}
    for kind, names in named.items():
        assert names <= {*book.get(kind, ())}, kind


def test_every_committed_address_is_on_the_site(
    full_checkout: Path, bare_checkout: Path, origin: Path
) -> None:
    """In the same entry as the address that it leads to; neither site has a heading without content."""
    book = json.loads((origin / ENTITY_BOOK).read_text(encoding="utf-8"))
    for root in (full_checkout, bare_checkout):
        assert (root / ENTITY_BOOK).read_bytes() == (origin / ENTITY_BOOK).read_bytes()
        published = anchors(root)
        for kind, names in book.items():
            home = PAGE_BY_KIND[kind]
            page = article(root / "site", home)
            for name in names:
                to = published[f"{home}/#{name}"].get("to", f"{home}/#{name}")
                assert heading_of(page, name) == heading_of(page, to.removeprefix(f"{home}/#"))
            for heading in page.all("h2"):
                assert heading.parent is not None
                after = heading.parent.children[heading.parent.children.index(heading) + 1 :]
                first = next(e for e in after if isinstance(e, Element) and e.text().strip())
                assert first.tag != "h2", heading.attributes["id"]
