"""Address books in a build: addresses that are kept, redirects, and errors that stop the build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from edition.addresses.entities import address_entities, parse_entity_addresses, resolve_addresses
from edition.addresses.essays import address_essay, read_address_book
from edition.addresses.pages import address_pages, dump_pages, parse_pages
from edition.addresses.paragraphs import dump_address_book
from edition.model.address_book import AddressBook, PageAddresses
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, Person, PersonEntry
from edition.model.errors import EditionError
from edition.model.essay import Block, Essay, Source
from edition.model.manifest import Entry, Section, TextQuoteSelector
from edition.model.mention import Mention
from edition.model.registry import Registry
from tests.support.strategies import entry

MANIFEST = "docs/annotations/essays.yml"
ADDRESS_BOOKS = "docs/annotations/addresses"


def entry_with(*sections: str, slug: str = "cranes", retired: dict[str, str] | None = None) -> Entry:
    """Return the entry of an essay with these sections."""
    place = TextQuoteSelector((), "The")
    parts = tuple(Section(name, name.capitalize(), supplied=True, place=place) for name in sections)
    return entry("The", slug=slug, sections=parts, retired=retired or {})


def essay_with(essay: Entry, *paragraphs: tuple[str, str], covers: Sequence[tuple[int, int]] = ()) -> Essay:
    """Return an essay with these paragraphs, each in its section; with `covers`, a digest."""
    blocks, at = [], 0
    for number, (section, words) in enumerate(paragraphs):
        covered = (covers[number],) if covers else ()
        blocks.append(Block("paragraph", at, at + len(words), section, covers=covered))
        at += len(words) + 2
    text = "\n\n".join(words for _, words in paragraphs)
    return Essay(essay, Source("x.txt", text, ""), text, (), tuple(blocks), is_digest=bool(covers))


def write_book(root: Path, name: str, text: str) -> None:
    (root / ADDRESS_BOOKS).mkdir(parents=True, exist_ok=True)
    (root / ADDRESS_BOOKS / name).write_text(text, encoding="utf-8")


# --- sections ------------------------------------------------------------------------------------


def test_a_new_essay_has_the_addresses_of_its_sections(tmp_path: Path) -> None:
    assert read_address_book(tmp_path, entry_with("quays", "town")) == AddressBook(("quays", "town"))


def test_sections_are_added_to_those_of_the_book(tmp_path: Path) -> None:
    write_book(tmp_path, "cranes.json", dump_address_book(AddressBook(("town",))))
    assert read_address_book(tmp_path, entry_with("quays", "town")).sections == ("town", "quays")


def test_a_section_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    write_book(tmp_path, "cranes.json", dump_address_book(AddressBook(("quays", "docks", "town"))))
    with pytest.raises(EditionError) as error:
        read_address_book(tmp_path, entry_with("quays"))
    assert str(error.value) == (
        f"{MANIFEST}, essay 'cranes': addresses would be lost: /essays/cranes/#docks, /essays/cranes/#town; "
        "the text no longer has this section. "
        "Restore it, or give the address that replaces it under `retired`"
    )


def test_a_retired_section_does_not_stop_the_build(tmp_path: Path) -> None:
    write_book(tmp_path, "cranes.json", dump_address_book(AddressBook(("quays", "docks"))))
    essay = entry_with("quays", retired={"docks": "quays"})
    assert read_address_book(tmp_path, essay).sections == ("quays", "docks")


def test_an_address_that_was_never_issued_cannot_be_retired(tmp_path: Path) -> None:
    write_book(tmp_path, "cranes.json", dump_address_book(AddressBook(("quays",))))
    with pytest.raises(EditionError) as error:
        read_address_book(tmp_path, entry_with("quays", retired={"docks": "quays", "p7": "quays"}))
    assert str(error.value) == (
        f"{MANIFEST}, essay 'cranes', retired: no such address was ever issued: docks, p7. "
        f"Name an address that is listed in {ADDRESS_BOOKS}/cranes.json"
    )


# --- paragraphs ----------------------------------------------------------------------------------

CRANES = entry_with("quays", "town")
TEXT = essay_with(CRANES, ("quays", "No crane moved."), ("quays", "Nine worked."), ("town", "Rents rose."))
DIGEST = essay_with(CRANES, ("quays", "On cranes."), ("town", "On rents."), covers=[(1, 2), (3, 3)])


def addressed(book: AddressBook, text: Essay | None = None, digest: Essay | None = None) -> EditedEssay:
    entry = (text or digest or TEXT).entry
    return address_essay(EditedEssay(entry, text, digest, book))


def places(essay: Essay | None) -> list[tuple[str, tuple[str, ...]]]:
    """Return the address of each paragraph, and the addresses that redirect to it."""
    assert essay
    return [(block.address, block.aliases) for block in essay.addressed_blocks()]


BOOK = AddressBook(("quays", "town"))


def test_text_and_digest_have_addresses_of_their_own() -> None:
    found = addressed(BOOK, TEXT, DIGEST)
    assert places(found.text) == [("p1", ()), ("p2", ()), ("p3", ())]
    assert places(found.digest) == [("d1", ()), ("d2", ())]
    assert list(found.addresses.paragraphs) == ["d1", "d2", "p1", "p2", "p3"]


def test_without_the_text_its_paragraphs_lead_to_the_digest() -> None:
    before = addressed(BOOK, TEXT, DIGEST)
    found = addressed(before.addresses, None, DIGEST)
    assert places(found.digest) == [("d1", ("p1", "p2")), ("d2", ("p3",))]
    assert found.text is None


def test_a_paragraph_missing_from_the_digest_leads_to_its_section() -> None:
    incomplete = essay_with(CRANES, ("quays", "On cranes."), ("town", "On rents."), covers=[(1, 1), (1, 1)])
    before = addressed(BOOK, TEXT, incomplete)
    assert places(addressed(before.addresses, None, incomplete).digest) == [
        ("d1", ("p1", "p2")),
        ("d2", ("p3",)),
    ]


def test_an_essay_without_text_and_digest_keeps_its_addresses() -> None:
    assert addressed(BOOK).addresses == BOOK


def test_a_paragraph_that_is_gone_stops_the_build() -> None:
    book = addressed(BOOK, TEXT).addresses
    shorter = essay_with(CRANES, ("quays", "Coal, iron, tin and zinc."), ("town", "Rents rose."))
    with pytest.raises(EditionError) as error:
        addressed(book, shorter)
    assert "/essays/cranes/#p1, /essays/cranes/#p2; the text no longer has this paragraph" in str(error.value)
    retired = replace(shorter, entry=replace(CRANES, retired={"p1": "quays", "p2": "p3"}))
    assert places(addressed(book, retired).text) == [("p4", ("p1",)), ("p3", ("p2",))]


def test_retired_addresses_lead_to_places_in_the_text_or_the_digest() -> None:
    """Addresses of the text lead to places in the text, those of the digest to places in the digest."""
    parts = [("quays", f"Part {n} of it.") for n in range(3)]
    old = essay_with(CRANES, *parts, covers=[(1, 1)] * 3)
    book = addressed(AddressBook(("quays", "docks", "town")), TEXT, old).addresses
    retired = replace(CRANES, retired={"docks": "town", "p2": "p1", "d3": "d1"})
    text = essay_with(retired, ("quays", "No crane moved."), ("town", "Rents rose."))
    found = addressed(book, text, essay_with(retired, *parts[:2], covers=[(1, 1)] * 2))
    assert places(found.text) == [("p1", ("p2",)), ("p3", ("docks",))]
    assert places(found.digest) == [("d1", ("d3",)), ("d2", ())]


# --- pages ---------------------------------------------------------------------------------------


def site(root: Path, *pages: str, book: dict[str, object] | None = None) -> Path:
    """Write an edition's own pages and its book of pages."""
    (root / "docs").mkdir()
    for page in pages:
        (root / f"docs/{page}.md").touch()
    if book:
        write_book(root, "pages.json", json.dumps(book))
    return root


def essays(*slugs: str) -> tuple[Entry, ...]:
    return tuple(entry_with("quays", slug=slug) for slug in slugs)


def test_the_pages_of_a_small_edition(tmp_path: Path) -> None:
    """Without a second essay there is no page for comparison, and without registries none for them."""
    found = address_pages(site(tmp_path, "index", "about"), essays("cranes"))
    assert found.issued == ("", "essays/", "about/", "search/", "essays/cranes/")
    assert found.current == [*found.issued]


def test_the_pages_of_a_larger_edition(tmp_path: Path) -> None:
    registry = Registry(people=(person("nina-temple"),))
    found = address_pages(site(tmp_path, "index"), essays("cranes", "rents"), registry)
    pages = ("", "essays/", "compare/", "people/", "search/", "essays/cranes/", "essays/rents/")
    assert found.issued == pages


def test_pages_stay_in_the_order_in_which_they_were_issued(tmp_path: Path) -> None:
    root = site(tmp_path, "index", "about", book={"pages": ["search/", "", "essays/cranes/", "essays/"]})
    found = address_pages(root, essays("cranes"))
    assert found.issued == ("search/", "", "essays/cranes/", "essays/", "about/")


def test_a_page_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    root = site(tmp_path, "index", book={"pages": ["", "about/", "names/"]})
    with pytest.raises(EditionError) as error:
        address_pages(root, essays("cranes"))
    assert str(error.value) == (
        f"{ADDRESS_BOOKS}/pages.json: pages would be lost: /about/, /names/. "
        "Restore them, or give the page that replaces each under `retired`"
    )


def test_a_retired_page_no_longer_exists(tmp_path: Path) -> None:
    book: dict[str, object] = {"pages": ["", "names/"], "retired": {"names/": "essays/"}}
    found = address_pages(site(tmp_path, "index", book=book), essays("cranes"))
    assert found.issued == ("", "names/", "essays/", "search/", "essays/cranes/")
    assert found.current == ["", "essays/", "search/", "essays/cranes/"]
    assert parse_pages(dump_pages(found)) == found


@pytest.mark.parametrize(
    ("retired", "what"),
    [
        ({"essays/": "search/"}, "/essays/ still exists. Remove it"),
        ({"docks/": "search/"}, "/docks/ was never issued. Remove it"),
        (
            {"names/": "docks/"},
            "/names/ leads to /docks/, which does not exist. Name a page that the site has",
        ),
    ],
)
def test_a_page_that_cannot_be_retired_is_reported(
    tmp_path: Path, retired: dict[str, str], what: str
) -> None:
    book: dict[str, object] = {"pages": ["", "essays/", "names/"], "retired": {"names/": "", **retired}}
    with pytest.raises(EditionError) as error:
        address_pages(site(tmp_path, "index", book=book), essays("cranes"))
    assert str(error.value) == f"{ADDRESS_BOOKS}/pages.json, retired: {what}"


@pytest.mark.parametrize(
    "book",
    [
        *({"pages": [], "retired": []}, {"pages": [], "retired": None}, {"pages": "about/"}, {"pages": {}}),
        *({}, [], ["pages"], "pages", 1, None),
    ],
)
def test_a_malformed_book_of_pages_is_reported(tmp_path: Path, book: object) -> None:
    write_book(site(tmp_path, "index"), "pages.json", json.dumps(book))
    with pytest.raises(EditionError, match=r"^\S+/pages\.json: is not a list of addresses \(") as error:
        address_pages(tmp_path, essays("cranes"))
    assert str(error.value).endswith("Restore it from version control")


def test_a_missing_book_is_empty() -> None:
    assert parse_pages("") == PageAddresses()
    assert parse_entity_addresses("", ("person",)) == {}


# --- entities ------------------------------------------------------------------------------------


def person(id_: str) -> PersonEntry:
    return PersonEntry(Person(id_, (id_,)), id_, id_, id_, None, None, "", "", "confirmed", "", "")


def date(value: str, *others: str) -> DateEntry:
    return DateEntry(
        *(Edtf.parse(value), None, "Strike", "Cranes stood still."),
        *(tuple(map(Edtf.parse, others)), "confirmed", ""),
    )


def essays_with_dates(*dates: str) -> list[EditedEssay]:
    """Return an essay that mentions dates, and a person who is in no registry."""
    found = [Mention(0, 4, "date", date, 0, 4, Edtf.from_id(date)) for date in dates]
    found.append(Mention(5, 8, "person", "bo", 5, 8))
    return [EditedEssay(CRANES, None, None, AddressBook(), mentions=tuple(found))]


def test_every_entity_of_the_registries_and_every_date_of_the_texts_has_an_address(tmp_path: Path) -> None:
    registry = Registry(people=(person("ada"),), dates=(date("1911", "1911-05"), date("1909")))
    found = address_entities(tmp_path, registry, essays_with_dates("1910--1912", "1911"), complete=True)
    assert found["person"].ids == ("ada",)
    assert found["date"].ids == ("1909", "1910--1912", "1911", "1911-05")
    assert found["quotation"].ids == found["disagreement"].ids == ()


def test_without_a_timeline_dates_have_no_address(tmp_path: Path) -> None:
    found = address_entities(
        tmp_path, Registry(people=(person("ada"),)), essays_with_dates("1911"), complete=True
    )
    assert found["date"].ids == ()


def test_dates_that_only_missing_texts_name_lead_to_the_entry_before(tmp_path: Path) -> None:
    write_book(tmp_path, "entities.json", json.dumps({"date": ["1911", "1908", "1911-05", "1913"]}))
    registry = Registry(dates=(date("1911"), date("1912")))
    found = address_entities(tmp_path, registry, [], complete=False)["date"]
    assert found.redirects == {"1908": "1911", "1911-05": "1911", "1913": "1912"}
    with pytest.raises(EditionError, match=r"/timeline/#1908, /timeline/#1911-05, /timeline/#1913; no entry"):
        address_entities(tmp_path, registry, [], complete=True)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (1, "/people/#p0;"),
        (5, "/people/#p0, /people/#p1, /people/#p2, /people/#p3, /people/#p4;"),
        (6, "/people/#p0, /people/#p1, /people/#p2, /people/#p3, /people/#p4 and 1 more;"),
        (8, "/people/#p0, /people/#p1, /people/#p2, /people/#p3, /people/#p4 and 3 more;"),
    ],
)
def test_a_message_names_five_lost_addresses(tmp_path: Path, count: int, shown: str) -> None:
    write_book(tmp_path, "entities.json", json.dumps({"person": ["ada", *(f"p{n}" for n in range(count))]}))
    with pytest.raises(EditionError) as error:
        address_entities(tmp_path, Registry(people=(person("ada"),)), [], complete=True)
    assert str(error.value) == (
        f"docs/annotations/people.yml: addresses would be lost: {shown[:-1]}; no entry and no text has them "
        "any more. Restore them, or give the address that replaces each under `retired`"
    )


def test_a_removed_person_is_reported_even_without_the_texts(tmp_path: Path) -> None:
    """Only dates may exist in the texts alone."""
    write_book(tmp_path, "entities.json", json.dumps({"person": ["ada", "bo"]}))
    with pytest.raises(EditionError, match="/people/#bo; no entry"):
        address_entities(tmp_path, Registry(people=(person("ada"),)), [], complete=False)


def test_an_id_that_was_never_issued_cannot_be_retired(tmp_path: Path) -> None:
    registry = Registry(people=(person("ada"),), retired={"person": {"bo": "ada"}})
    with pytest.raises(EditionError) as error:
        address_entities(tmp_path, registry, [], complete=True)
    assert str(error.value) == (
        "docs/annotations/people.yml, retired: no such address was ever issued: bo. "
        f"Use an address that is listed in {ADDRESS_BOOKS}/entities.json"
    )


def test_retired_ids_lead_over_several_steps_but_existing_ids_do_not() -> None:
    found = resolve_addresses(["a", "b", "c", "d"], ["c", "d", "e"], {"a": "b", "b": "c", "d": "c"})
    assert found.ids == ("a", "b", "c", "d", "e")
    assert found.redirects == {"a": "c", "b": "c"}
    assert found.lost == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"ship": []}',
        '{"person": ["ada", "ada"]}',
        '{"person": ["Ada Marlow"]}',
        '{"person": ["-ada"]}',
        '{"person": [""]}',
        '{"person": ["ada/"]}',
    ],
)
def test_a_malformed_book_of_ids_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"unknown kind 'ship'|is malformed"):
        parse_entity_addresses(text, ("person",))
