"""Ids, forms of names, and the pages of entities."""

from __future__ import annotations

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, Person, PersonEntry, QuotationEntry
from edition.model.errors import EditionError
from edition.model.manifest import Fact, is_id
from edition.model.mention import MentionKind
from edition.model.publication import Name
from edition.model.registry import Registry
from edition.model.vocabulary import Certainty, Verdict
from edition.pages.footnotes import entity_note, quotation_verdict
from tests.support.strategies import entry


@pytest.mark.parametrize(
    "name",
    [
        *("quays", "old-quays", "a", "a1", "quays-2-and-3", "page-3", "p", "d-1", "p3x"),
        *("consul", "null", "com", "com10"),
    ],
)
def test_words_joined_by_hyphens_are_an_id(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "Quays", "2quays", "old_quays", "old quays", "quäys", "quays\n"),
        *("-quays", "quays-", "old--quays"),
        # names that the program uses
        *("p1", "p12", "d3", "e1", "e1-at", "notes", "apparatus", "sections", "index"),
        # names that Windows gives to no file
        *("con", "prn", "aux", "nul", "com1", "lpt9"),
    ],
)
def test_other_names_are_not_ids(name: str) -> None:
    assert not is_id(name)


@pytest.mark.parametrize(
    ("name", "natural", "inverted", "initials", "inverted_initials"),
    [
        (Name("Marlow", "Ada"), "Ada Marlow", "Marlow, Ada", "A.", "Marlow, A."),
        (Name("Marlow", "Ada Jane"), "Ada Jane Marlow", "Marlow, Ada Jane", "A. J.", "Marlow, A. J."),
        (Name("Ames", "Jean-Paul"), "Jean-Paul Ames", "Ames, Jean-Paul", "J. P.", "Ames, J. P."),
        (Name("Quays Museum"), "Quays Museum", "Quays Museum", "", "Quays Museum"),
    ],
)
def test_forms_of_a_name(
    name: Name, natural: str, inverted: str, initials: str, inverted_initials: str
) -> None:
    assert (name.natural, name.inverted) == (natural, inverted)
    assert (name.initials, name.inverted_initials) == (initials, inverted_initials)


def test_a_section_by_its_id() -> None:
    essay = entry("No crane moved")
    assert essay.section("opening") == essay.sections[0]
    with pytest.raises(KeyError, match="quays"):
        essay.section("quays")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://quays.example/strike", "https://quays.example/strike"),
        ("http://quays.example/", "http://quays.example/"),
        ("HTTPS://quays.example/", "HTTPS://quays.example/"),
        *(("httpd, a folder", ""), ("quays.example", ""), ("see https://quays.example/", ""), ("", "")),
    ],
)
def test_web_addresses_are_recognised(text: str, url: str) -> None:
    assert Fact(text, "confirmed").url == url


def test_names_in_csl() -> None:
    assert Name("Quays Museum").csl() == {"literal": "Quays Museum"}
    assert Name("Marlow", "Ada").csl() == {"family": "Marlow", "given": "Ada"}


@pytest.mark.parametrize(
    ("value", "id_"),
    [("1911", "1911"), ("1911-05-03", "1911-05-03"), ("1911/1912", "1911--1912"), ("191X", "191X")],
)
def test_the_id_of_a_date_can_be_converted_back(value: str, id_: str) -> None:
    assert Edtf.parse(value).id == id_
    assert str(Edtf.from_id(id_)) == value


REGISTRY = Registry(
    people=(
        PersonEntry(
            Person("ada", ("Marlow",)), "Ada Marlow", "", "", None, None, "", "", "confirmed", "", ""
        ),
    ),
    dates=(DateEntry(Edtf.parse("1911"), None, "Strike", "Cranes stood still.", (), "confirmed", ""),),
    quotations=(
        QuotationEntry(
            "still", "Still", "ada", "", "", None, "", "as-published", "", "confirmed", "", (), ()
        ),
    ),
)


@pytest.mark.parametrize(
    ("kind", "entity", "page"),
    [("person", "ada", "people"), ("date", "1911", "timeline"), ("quotation", "still", "quotations")],
)
def test_a_note_leads_to_the_page_of_its_kind(kind: MentionKind, entity: str, page: str) -> None:
    note = entity_note(EntityIndex((), REGISTRY, {}, {}), (kind, entity), "cranes")
    assert note.endswith(f"[Full entry](../{page}.md#{entity}).")


@pytest.mark.parametrize(
    ("verdict", "certainty", "expected"),
    [
        ("as-published", "confirmed", "Quoted as published. “Idle”, not “still”."),
        ("trimmed", "confirmed", "Shortened. “Idle”, not “still”."),
        ("variant", "confirmed", "Another translation or wording. “Idle”, not “still”."),
        ("altered", "confirmed", "Differs from the published words. “Idle”, not “still”."),
        ("misattributed", "confirmed", "Attributed to the wrong person. “Idle”, not “still”."),
        ("wrong-page", "confirmed", "The page given is wrong. “Idle”, not “still”."),
        ("wrong-date", "confirmed", "Misdated. “Idle”, not “still”."),
        ("not-found", "confirmed", "No published source was found. “Idle”, not “still”."),
        ("altered", "probable", "Probably differs from the published words. “Idle”, not “still”."),
    ],
)
def test_a_note_states_the_verdict_on_a_quotation(
    verdict: Verdict, certainty: Certainty, expected: str
) -> None:
    differs = "“Idle”, not “still”."
    entry = QuotationEntry("still", "Still", "", "", "", None, "", verdict, differs, certainty, "", ())
    assert quotation_verdict(entry) == expected


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (EditionError("people.yml", "is empty"), "people.yml: is empty"),
        (EditionError("people.yml", "is empty", where="line 3"), "people.yml, line 3: is empty"),
        (EditionError("people.yml", "is empty", todo="Name one"), "people.yml: is empty. Name one"),
        (EditionError("", "two\nlines", where="line 3"), "line 3: two lines"),
    ],
)
def test_an_error_is_one_line(error: EditionError, line: str) -> None:
    """File, place, problem and remedy."""
    assert str(error) == line
