"""References: one style on all pages, and the same facts in TEI and in the data."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree

from edition.annotate.entity_index import EntityIndex
from edition.exports.registry_data import registry_files
from edition.exports.tei.references import references
from edition.model.edtf import Edtf
from edition.model.entries import Claim, DisagreementEntry, Person, PersonEntry, WorkEntry
from edition.model.manifest import TextQuoteSelector
from edition.model.reference import Reference
from edition.model.registry import Registry
from edition.pages.disagreements import disagreements_page
from edition.pages.people import people_page
from edition.pages.references import reference, reference_list
from edition.pages.sources import sources_page

GAZETTE = Reference("The Gazette", locator="article Cranes", access="copy")
BOOK = Reference(
    "Cranes",
    author="Ada Marlow",
    published="Quays Press 1911",
    locator="p. 7",
    url="https://example.org/cranes",
    accessed=Edtf.parse("2024-05-02"),
    archived="https://example.org/archive/cranes",
    supports="the strike",
)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (Reference("Cranes"), "*Cranes*"),
        (GAZETTE, "*The Gazette*, article Cranes, seen in a copy"),
        (Reference("Cranes", access="not-seen"), "*Cranes*, not seen"),
        (Reference("Cranes", access="original"), "*Cranes*, seen in the original"),
        (Reference("Cranes", accessed=Edtf.parse("2024-05-02")), "*Cranes*, seen on 2 May 2024"),
        (
            replace(GAZETTE, accessed=Edtf.parse("2024-05-02")),
            "*The Gazette*, article Cranes, seen in a copy on 2 May 2024",
        ),
        (
            BOOK,
            "Ada Marlow, [*Cranes*](<https://example.org/cranes>) (Quays Press 1911), p. 7, "
            "seen on 2 May 2024, [archived](<https://example.org/archive/cranes>) (for the strike)",
        ),
    ],
)
def test_a_reference_has_one_style(source: Reference, shown: str) -> None:
    assert reference(source) == shown


def test_words_of_a_reference_are_not_markup() -> None:
    hostile = Reference("*a* [b](c)", author="<i>", published="**", locator="`x`", supports="$y$ <b>")
    shown = reference(hostile)
    assert "<i>" not in shown
    assert "<b>" not in shown
    assert "[b](c)" not in shown


@pytest.mark.parametrize(
    ("sources", "note", "shown"),
    [
        ((), "Nothing was found.", "Nothing was found."),
        ((GAZETTE,), "", "*The Gazette*, article Cranes, seen in a copy"),
        ((Reference("Cranes"), Reference("Quays")), "", "*Cranes*; *Quays*"),
        ((Reference("Cranes"),), "The page from knowledge.", "*Cranes*. The page from knowledge."),
    ],
)
def test_a_note_follows_the_references(sources: tuple[Reference, ...], note: str, shown: str) -> None:
    assert reference_list(sources, note) == shown


ADA = PersonEntry(
    *(Person("ada", ("Ada",)), "Ada", "", "Ada", None, None, "Clerk.", "", "confirmed", "", ""),
    sources=(BOOK,),
)
LETTERS = WorkEntry(
    *(
        "letters",
        "Letters",
        "ada",
        "",
        None,
        "book",
        "Quays Press",
        "",
        "confirmed",
        "The page from knowledge.",
    ),
    sources=(GAZETTE, Reference("Quays")),
)
COUNT = DisagreementEntry(
    *("count", "The count", "fact", "figures", "How many?", "Forty.", "confirmed", ""),
    claims=(Claim("cranes", "There were nine.", "p1", TextQuoteSelector((), "nine")),),
    sources=(Reference("Cranes"), GAZETTE),
)
REGISTRY = Registry(people=(ADA,), works=(LETTERS,), disagreements=(COUNT,))


def test_pages_say_how_many_sources_there_are() -> None:
    index = EntityIndex((), REGISTRY, {}, {})
    assert f"\nSource: {reference(BOOK)}\n" in people_page(index)
    listed = "Sources: *The Gazette*, article Cranes, seen in a copy; *Quays*. The page from knowledge."
    assert listed in sources_page(index)
    assert "..." not in sources_page(index)


def test_an_entry_without_sources_has_no_line_for_them() -> None:
    bare = replace(COUNT, sources=(), claims=())
    assert "Source" not in disagreements_page(EntityIndex((), Registry(disagreements=(bare,)), {}, {}))


def test_tei_has_each_part_in_its_element() -> None:
    lines = "".join(references((BOOK, GAZETTE), "The page from knowledge.", "#resp.editors"))
    first, second, note = etree.fromstring(f"<x>{lines}</x>")
    assert [(e.tag, e.get("type"), e.text) for e in first] == [
        ("author", None, "Ada Marlow"),
        ("title", None, "Cranes"),
        ("edition", None, "Quays Press 1911"),
        ("biblScope", None, "p. 7"),
        ("ptr", None, None),
        ("ptr", "archived", None),
        ("date", "accessed", "2 May 2024"),
        ("note", "supports", "the strike"),
    ]
    assert [e.get("target") for e in first.iter("ptr")] == [BOOK.url, BOOK.archived]
    assert first.find("date").get("when") == "2024-05-02"
    assert [e.text for e in second] == ["The Gazette", "article Cranes", "seen in a copy"]
    assert (note.tag, note.text) == ("note", "The page from knowledge.")


def test_data_have_the_keys_of_the_registry() -> None:
    (person,) = json.loads(registry_files(Registry(people=(ADA,)), {})["people.json"])["people"]
    assert person["sources"] == [
        {
            "work": "Cranes",
            "author": "Ada Marlow",
            "published": "Quays Press 1911",
            "locator": "p. 7",
            "url": "https://example.org/cranes",
            "accessed": "2024-05-02",
            "archived": "https://example.org/archive/cranes",
            "for": "the strike",
        }
    ]
