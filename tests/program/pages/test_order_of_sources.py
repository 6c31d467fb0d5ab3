"""The page of sources: works are sorted by author, then by year."""

from __future__ import annotations

import re

from edition.annotate.entity_index import EntityIndex
from edition.model.edtf import Edtf
from edition.model.entries import Person, PersonEntry, WorkEntry
from edition.model.registry import Registry
from edition.pages.sources import sources_page


def person(id_: str, name: str, sort: str) -> PersonEntry:
    return PersonEntry(Person(id_, (name,)), name, name, sort, None, None, "", "", "confirmed", "", "")


def work(id_: str, year: str, author: str = "", by: str = "") -> WorkEntry:
    title = f"On {id_.capitalize()}"
    return WorkEntry(
        id_,
        title,
        author,
        by,
        Edtf.parse(year) if year else None,
        "book",
        "Quays Press",
        "",
        "confirmed",
        "The book.",
    )


PEOPLE = (
    person("ada", "Ada Marlow", "Marlow, Ada"),
    person("bo", "Bo Ames", "Ames, Bo"),
    person("vera", "Vera de Zoete", "de Zoete, Vera"),
    person("plato", "Plato", ""),
)
WORKS = (
    work("winches", "1913", "ada"),
    work("cranes", "1911", "ada"),
    work("tides", "1912", "vera"),
    work("wages", "1920", by="Committee of Dockers"),
    work("quays", "1930", "bo"),
    work("caves", "", "plato"),
    work("anchors", "1911", "ada"),
)


def listed(*works: WorkEntry) -> list[str]:
    """Return the headings and titles below `Works`, in order."""
    context = EntityIndex((), Registry(people=PEOPLE, works=works), {}, {})
    _, _, below = sources_page(context).partition("## Works")
    return [heading or title for heading, title in re.findall(r"^### (.+)$|</span>\*([^*]+)\*", below, re.M)]


def test_works_are_sorted_by_author_and_year() -> None:
    """Authors by their sort names, ignoring case; works of one year by id."""
    assert listed(*WORKS) == [
        *("Bo Ames", "On Quays"),
        *("Committee of Dockers", "On Wages"),
        *("Vera de Zoete", "On Tides"),
        *("Ada Marlow", "On Anchors", "On Cranes", "On Winches"),
        *("Plato", "On Caves"),
    ]


def test_the_order_of_the_registry_does_not_matter() -> None:
    assert listed(*reversed(WORKS)) == listed(*WORKS)
