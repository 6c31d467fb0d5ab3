"""Identifiers of people and works: on the pages, in TEI, in the data and in JSON-LD."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from edition.annotate.entity_index import EntityIndex
from edition.exports.registry_data import registry_files
from edition.exports.schema_org import people_item, quotations_item
from edition.exports.tei.standoff import stand_off
from edition.model.entries import Person, PersonEntry, QuotationEntry, WorkEntry
from edition.model.identifiers import Gnd, Isbn, Isni
from edition.model.mention import Mention
from edition.model.registry import Registry
from edition.pages.people import people_page
from edition.pages.sources import sources_page

ADA = PersonEntry(
    *(Person("ada", ("Ada",)), "Ada", "", "Ada", None, None, "Clerk.", "Q1", "confirmed", "A book", ""),
    viaf="123",
    gnd=Gnd("118540238"),
    isni=Isni("0000000218250097"),
)
TOM = replace(ADA, person=Person("tom", ("Tom",)), name="Tom", wikidata="", viaf="", gnd=None, isni=None)
LETTERS = WorkEntry(
    *("letters", "Letters", "ada", "", None, "book", "Quays Press", "", "confirmed", "The book"),
    doi="10.1000/182",
    isbn=Isbn("0-306-40615-2"),
    oclc="42",
)
NOTES = replace(LETTERS, id="notes", title="Notes", doi="", isbn=None, oclc="")
ANSWER = QuotationEntry(
    *("answer", "The answer", "ada", "", "letters", None, "", "as-published", "", "confirmed", "-", ())
)
REGISTRY = Registry(people=(ADA, TOM), works=(LETTERS, NOTES), quotations=(ANSWER,))
INDEX = EntityIndex((), REGISTRY, {}, {})


def line_with(page: str, words: str) -> str:
    (line,) = [line for line in page.splitlines() if words in line]
    return line


def test_a_person_has_links_to_authority_files_in_the_line_of_the_source() -> None:
    line = line_with(people_page(INDEX), "VIAF")
    assert line.split(" · ") == [
        "Source: A book",
        "[Wikidata Q1](<https://www.wikidata.org/entity/Q1>)",
        "[VIAF 123](<https://viaf.org/viaf/123>)",
        "[GND 118540238](<https://d-nb.info/gnd/118540238>)",
        "[ISNI 0000000218250097](<https://isni.org/isni/0000000218250097>)",
    ]


def test_a_person_without_identifiers_has_only_the_source() -> None:
    _, _, entry = people_page(INDEX).partition("## Tom")
    assert "Source: A book\n" in entry
    assert "GND" not in entry


def test_a_work_has_its_identifiers_after_its_source() -> None:
    """An ISBN leads nowhere: no address belongs to all books."""
    page = sources_page(INDEX)
    assert line_with(page, "*Letters*").endswith(
        "Source: The book. [DOI 10.1000/182](<https://doi.org/10.1000/182>) · ISBN 0-306-40615-2 · "
        "[OCLC 42](<https://search.worldcat.org/title/42>)."
    )
    assert line_with(page, "*Notes*").endswith("Source: The book.")


def test_tei_names_the_scheme_of_each_identifier() -> None:
    mentions = {Mention(0, 3, "quotation", "answer", 0, 0): "m1"}
    lines = [line.strip() for line in stand_off(INDEX, mentions, {}, ())]
    assert [line for line in lines if "<idno" in line] == [
        '<idno type="Wikidata">Q1</idno>',
        '<idno type="VIAF">123</idno>',
        '<idno type="GND">118540238</idno>',
        '<idno type="ISNI">0000000218250097</idno>',
        '<idno type="DOI">10.1000/182</idno>',
        '<idno type="ISBN">0-306-40615-2</idno>',
        '<idno type="OCLC">42</idno>',
    ]


def test_data_have_the_identifiers_under_their_keys() -> None:
    ada, tom = json.loads(registry_files(REGISTRY, {})["people.json"])["people"]
    keys = ("wikidata", "viaf", "gnd", "isni")
    assert [ada[key] for key in keys] == ["Q1", "123", "118540238", "0000000218250097"]
    assert not set(keys) & set(tom)


def test_json_ld_has_the_addresses() -> None:
    ada, tom = people_item(REGISTRY.people)["itemListElement"]
    assert ada["sameAs"] == [
        "https://www.wikidata.org/entity/Q1",
        "https://viaf.org/viaf/123",
        "https://d-nb.info/gnd/118540238",
        "https://isni.org/isni/0000000218250097",
    ]
    assert "sameAs" not in tom
    works = {work.id: work for work in REGISTRY.works}
    quotations: list[dict[str, Any]] = quotations_item(REGISTRY.quotations, {}, works)["itemListElement"]
    assert [item["isPartOf"]["sameAs"] for item in quotations] == [
        ["https://doi.org/10.1000/182", "https://search.worldcat.org/title/42"]
    ]
