"""Citations, read by other programs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from bibtexparser.customization import convert_to_unicode
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from edition.exports.citation_dates import bibliographic_date, date_parts
from edition.exports.citation_styles import apa, chicago
from edition.exports.citation_templates import ESCAPES, citation_html, citation_templates
from edition.exports.citations import citation_details, page_metadata
from edition.exports.cited_work import CitedWork, Part, Passage, cited_work, confirmed_authors
from edition.exports.reference_managers import FORMATS, bibtex, csl_item, listed_name, ris
from edition.inputs.manifest import SCHEMA, parse_manifest
from edition.inputs.paths import MANIFEST
from edition.inputs.publication import parse_publication
from edition.model.edtf import Edtf
from edition.model.manifest import Entry, Fact
from edition.model.publication import Name, Publication
from tests.support.editions import HARBOUR, SINGLE
from tests.support.environment import ROOT

EDITION = Publication(
    "Harbours & Quays: a sample",
    "1.2.0",
    date(2024, 5, 6),
    (Name("Quill", "Robin"), Name("The quay society")),
    language="en",
)
ADDRESS = "https://example.org/harbours/essays/cranes/#p12"
PLACE = Passage(", para. 12", ADDRESS, "-p12")
PARTS = get_args(Part)

STRIKE = CitedWork(
    "cranes",
    "Who stopped the “cranes”?",
    False,
    (Name("Marlow", "Ada Jane"),),
    Edtf.parse("2014-03"),
    None,
    "Quays Museum",
    "https://example.org/cranes",
    "en-GB",
)


def entries(*folders: Path) -> tuple[Entry, ...]:
    """Return the entries of the essays of these editions."""
    schema = (ROOT / SCHEMA).read_text(encoding="utf-8")
    manifests = ((folder / MANIFEST).read_text(encoding="utf-8") for folder in folders)
    return tuple(entry for text in manifests for entry in parse_manifest(text, schema, "en").entries)


@pytest.fixture(params=entries(SINGLE, HARBOUR), ids=lambda entry: entry.slug)
def entry(request: pytest.FixtureRequest) -> Entry:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(params=PARTS)
def work(request: pytest.FixtureRequest, entry: Entry) -> CitedWork:
    return cited_work(entry, EDITION, request.param)


# --- parsers of other programs -----------------------------------------------------------------


def read_bibtex(text: str) -> dict[str, str]:
    parser = BibTexParser(common_strings=True)
    parser.customization = convert_to_unicode
    (found,) = bibtexparser.loads(text, parser).entries
    return {key: str(value).replace("{", "").replace("}", "") for key, value in found.items()}


def read_ris(text: str) -> dict[str, Any]:
    (found,) = rispy.loads(text)
    return dict(found)


def read_csl(item: dict[str, Any]) -> str:
    """Return the reference that citeproc makes of an item."""
    source = CiteProcJSON(json.loads(json.dumps([item])))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (reference,) = bibliography.bibliography()
    return str(reference)


def test_bibtex_is_read_back(work: CitedWork) -> None:
    found = read_bibtex(bibtex(work, EDITION, PLACE))
    assert found["ENTRYTYPE"] == "incollection"
    assert found["ID"] == f"{work.key}-p12"
    assert found["title"] == work.title
    assert found["booktitle"] == EDITION.title
    assert found["url"] == ADDRESS
    assert found["year"] == "2024"
    assert found["version"] == "1.2.0"
    assert "para. 12" in found["note"]
    assert found.get("author", "") == " and ".join(name.inverted for name in work.authors)


def test_ris_is_read_back(work: CitedWork) -> None:
    found = read_ris(ris(work, EDITION, PLACE))
    assert found["type_of_reference"] == "CHAP"
    assert found["title"] == work.title
    assert found["secondary_title"] == EDITION.title
    assert found.get("authors", []) == [listed_name(name) for name in work.authors]
    editors = ["Quill, Robin", "The quay society,"]
    assert found.get("secondary_authors", []) == (editors if work.authors else [])
    assert found["id"] == f"{work.key}-p12"
    assert found["edition"] == "1.2.0"
    assert found["year"] == "2024"
    assert ADDRESS in found["urls"]
    assert "para. 12" in found["notes"][0]


def test_csl_makes_a_reference(work: CitedWork) -> None:
    made = read_csl(csl_item(work, EDITION, PLACE))
    assert work.title.partition("“")[0].strip() in made
    assert EDITION.title.replace("&", "&amp;") in made or EDITION.title in made
    assert "2024" in made
    for name in work.authors:
        assert name.family in made


def test_csl_has_date_and_publisher_of_the_first_publication(entry: Entry) -> None:
    item = csl_item(cited_work(entry, EDITION, "essay"), EDITION)
    sure = entry.publisher.certainty == "confirmed"
    assert item.get("original-publisher") == (entry.publisher.text if sure else None)
    edtf = entry.date.edtf
    assert item.get("original-date", {}) == date_parts(edtf)
    if entry.address.certainty == "confirmed" and entry.address.text.startswith("http"):
        assert entry.address.text in item["note"]
    assert "accessed" not in item


PRINTABLE = st.text(st.sampled_from("abc XYZ&%$#_{}~^\\éß–“”Жω"), min_size=1).map(
    lambda text: f"a{' '.join(text.split())}z"
)


@given(PRINTABLE)
def test_any_title_is_read_back(title: str) -> None:
    work = replace(STRIKE, title=title)
    assert read_ris(ris(work, EDITION))["title"] == title
    found = bibtexparser.loads(bibtex(work, EDITION)).entries[0]["title"]
    assert plain(found[1:-1]) == title
    assert json.loads(json.dumps(csl_item(work, EDITION)))["title"] == title


def plain(text: str) -> str:
    """Return what TeX would print."""
    named = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}"}
    return re.sub(r"\\text(\w+)\{\}|\\([&%$#_])", lambda m: m[2] or named[m[1]], text)


# --- the plain styles --------------------------------------------------------------------------


def test_chicago() -> None:
    assert chicago(STRIKE, EDITION, PLACE).plain == (
        "Ada Jane Marlow, “Who stopped the ‘cranes’?” (Quays Museum, March 2014), "
        f"in Harbours & Quays: a sample, ed. Robin Quill, version 1.2.0 (6 May 2024), para. 12, {ADDRESS}."
    )


def test_apa() -> None:
    assert apa(STRIKE, EDITION, PLACE).plain == (
        "Marlow, A. J. (2024). Who stopped the “cranes”? In R. Quill (Ed.), Harbours & Quays: a sample "
        f"(Version 1.2.0, para. 12). {ADDRESS} (Original work published 2014)"
    )


CITATION = """\
title: Harbours
authors:
  - family-names: Quill
    given-names: Ada
version: 1.2.0
date-released: 2024-05-06
"""
DEPOSITED = replace(EDITION, doi="10.5281/zenodo.1234_5")


def test_a_doi_stands_before_the_address_of_the_passage() -> None:
    both = f"https://doi.org/10.5281/zenodo.1234_5, {ADDRESS}."
    assert chicago(STRIKE, DEPOSITED, PLACE).plain.endswith(f", para. 12, {both}")
    assert (
        f"para. 12). https://doi.org/10.5281/zenodo.1234_5 {ADDRESS} (" in apa(STRIKE, DEPOSITED, PLACE).plain
    )
    assert chicago(STRIKE, DEPOSITED).plain.endswith(", https://doi.org/10.5281/zenodo.1234_5.")
    assert "doi.org" not in chicago(STRIKE, EDITION, PLACE).plain


def test_reference_managers_read_the_doi() -> None:
    assert read_bibtex(bibtex(STRIKE, DEPOSITED, PLACE))["doi"] == DEPOSITED.doi
    assert read_ris(ris(STRIKE, DEPOSITED, PLACE))["doi"] == DEPOSITED.doi
    item = csl_item(STRIKE, DEPOSITED, PLACE)
    assert (item["DOI"], item["URL"]) == (DEPOSITED.doi, ADDRESS)
    assert "doi" not in read_bibtex(bibtex(STRIKE, EDITION, PLACE))


def test_the_box_has_the_doi_of_the_edition(entry: Entry) -> None:
    work = cited_work(entry, DEPOSITED, "essay")
    assert "(<https://doi.org/10.5281/zenodo.1234_5>)" in citation_details(entry, work, DEPOSITED, "")
    assert "DOI" not in citation_details(entry, work, EDITION, "")


def test_linked_data_identify_the_edition_and_its_editors(entry: Entry) -> None:
    orcid = "https://orcid.org/0000-0002-1825-0097"
    edition = replace(DEPOSITED, editors=(Name("Quill", "Robin", orcid), Name("The quay society")))
    works: dict[Part, CitedWork] = {"essay": cited_work(entry, edition, "essay")}
    part_of = page_metadata(entry, works, edition, 3)["jsonld"]["isPartOf"]
    assert part_of["identifier"] == "https://doi.org/10.5281/zenodo.1234_5"
    assert [editor.get("@id") for editor in part_of["editor"]] == [orcid, None]


@pytest.mark.parametrize(
    ("lines", "doi"),
    [
        ("doi: 10.5281/zenodo.7", "10.5281/zenodo.7"),
        ("doi: https://doi.org/10.5281/zenodo.7", "10.5281/zenodo.7"),
        ("identifiers: [{type: url, value: a}, {type: doi, value: 10.5281/zenodo.8}]", "10.5281/zenodo.8"),
        ("doi: 10.5281/zenodo.7\nidentifiers: [{type: doi, value: 10.5281/zenodo.8}]", "10.5281/zenodo.7"),
        ("identifiers: [{type: url, value: a}]", ""),
        ("", ""),
    ],
)
def test_the_doi_of_a_citation_file(lines: str, doi: str) -> None:
    assert parse_publication(f"{CITATION}{lines}\n", "en").doi == doi


@pytest.mark.parametrize("lines", ["doi: zenodo.7", "doi: 10.12/a", "doi: 10.5281/a b"])
def test_a_malformed_doi_is_refused(lines: str) -> None:
    with pytest.raises(ValueError, match="is not a DOI"):
        parse_publication(f"{CITATION}{lines}\n", "en")


def test_an_editor_may_have_an_orcid() -> None:
    with_orcid = CITATION.replace("given-names: Ada", "given-names: Ada\n    orcid: {}")
    orcid = "https://orcid.org/0000-0002-1825-009X"
    assert parse_publication(with_orcid.format(orcid), "en").editors[0].orcid == orcid
    with pytest.raises(ValueError, match="is not the address of an ORCID"):
        parse_publication(with_orcid.format("0000-0002-1825-009X"), "en")


def test_every_style_has_version_and_date_of_the_edition(work: CitedWork) -> None:
    readable = [style(work, EDITION).plain for style in (chicago, apa)]
    for citation in (*readable, *(form(work, EDITION) for form in FORMATS.values())):
        assert "1.2.0" in citation
        assert "2024" in citation
    assert csl_item(work, EDITION)["issued"] == {"date-parts": [[2024, 5, 6]]}


def test_unconfirmed_authors_are_not_named(entry: Entry) -> None:
    unsure = replace(entry, author=Fact("Somebody Else", "probable", family="Else"))
    assert "Somebody" not in chicago(cited_work(unsure, EDITION, "essay"), EDITION).plain
    assert confirmed_authors(replace(entry, author=Fact("Ho Chi Minh", "confirmed"))) == (
        Name("Ho Chi Minh"),
    )


def test_a_digest_is_cited_as_the_editors(entry: Entry) -> None:
    """The author did not write it."""
    for part in ("digest", "notes"):
        work = cited_work(entry, EDITION, part)
        assert work.authors == EDITION.editors
        assert chicago(work, EDITION).plain.startswith("Robin Quill and The quay society, ")
        assert f"[{work.title}]" in apa(work, EDITION).plain


@pytest.mark.parametrize(
    ("edtf", "shown", "parts"),
    [
        ("2017-08-10", "10 August 2017", {"date-parts": [[2017, 8, 10]]}),
        ("2020?", "[2020?]", {"date-parts": [[2020]], "circa": True}),
        ("1999/..", "[1999 or later]", {"literal": "1999 or later"}),
        ("../1999", "[1999 or earlier]", {"literal": "1999 or earlier"}),
        ("1936/1938", "1936–1938", {"date-parts": [[1936], [1938]]}),
        ("1924~", "[ca. 1924]", {"date-parts": [[1924]], "circa": True}),
        ("193X", "1930s", {"date-parts": [[1930]], "circa": True}),
        ("1923-24", "winter 1923–24", {"date-parts": [[1923]]}),
        ("", "", {}),
    ],
)
def test_dates(edtf: str, shown: str, parts: dict[str, Any]) -> None:
    value = Edtf.parse(edtf) if edtf else None
    assert bibliographic_date(value) == shown
    assert date_parts(value) == parts


UNSIGNED = replace(STRIKE, title="Cranes & ropes", authors=(), published=Edtf.parse("1999/.."))
BODY = replace(EDITION, editors=(Name("The quay society"),))


def test_an_unsigned_work_begins_with_its_title() -> None:
    assert chicago(UNSIGNED, BODY).plain == (
        "“Cranes & ropes” (Quays Museum, [1999 or later]), in Harbours & Quays: a sample, "
        "version 1.2.0 (6 May 2024)."
    )
    assert apa(UNSIGNED, BODY).plain == (
        "Cranes & ropes. (2024). In Harbours & Quays: a sample (Version 1.2.0). "
        "(Original work published 1999 or later)"
    )


def test_the_date_of_writing_is_given_beside_that_of_publication() -> None:
    work = replace(STRIKE, written=Edtf.parse("2007-23?"))
    assert "(Quays Museum, March 2014; written [autumn 2007?])" in chicago(work, EDITION).plain
    assert "(Original work published 2014, written 2007?)" in apa(work, EDITION).plain
    for text in (bibtex(work, EDITION), ris(work, EDITION), csl_item(work, EDITION)["note"]):
        assert "Quays Museum, March 2014; written [autumn 2007?]" in text


def test_the_title_of_the_edition_is_in_italics() -> None:
    assert "in <i>Harbours &amp; Quays: a sample</i>, ed. Robin Quill" in citation_html(
        chicago(STRIKE, EDITION)
    )
    assert "(Ed.), <i>Harbours &amp; Quays: a sample</i> (Version" in citation_html(apa(STRIKE, EDITION))


def test_the_box_has_every_style_the_address_and_the_files(entry: Entry) -> None:
    work = cited_work(entry, EDITION, "essay")
    box = citation_details(entry, work, EDITION, "https://example.org/h/")
    address = f"https://example.org/h/essays/{entry.slug}/"
    assert box.count(" *Harbours &amp; Quays: a sample*") == 2
    assert f"Address\n:   [{address}](<{address}>)" in box
    for ending in ("bib", "ris", "csl.json"):
        assert f"(../data/citations/{entry.slug}.{ending})" in box
    assert "Address" not in citation_details(entry, work, EDITION, "")


def test_the_box_says_that_citations_are_english_in_an_edition_in_another_language(entry: Entry) -> None:
    work = cited_work(entry, EDITION, "essay")
    assert "lang=" not in citation_details(entry, work, EDITION, "")
    german = citation_details(entry, work, replace(EDITION, language="de-AT"), "")
    assert german.count('\n    { lang="en" }\n') == 2


def test_names_of_bodies_end_with_a_comma_in_metadata(entry: Entry) -> None:
    """Zotero divides a name at its comma, and one without a comma at its last space."""
    works: dict[Part, CitedWork] = {"essay": cited_work(entry, EDITION, "essay")}
    found = page_metadata(entry, works, EDITION, 100)["metadata"]
    editors = ["Quill, Robin", "The quay society,"] if works["essay"].authors else []
    assert [value for name, value in found if name == "citation_editor"] == editors


def test_the_editors_are_not_the_authors_of_an_unsigned_work() -> None:
    """Styles put the editors of a book into the place of a missing author."""
    assert "editor" not in csl_item(UNSIGNED, EDITION)
    assert "editor =" not in bibtex(UNSIGNED, EDITION)
    assert "A2  -" not in ris(UNSIGNED, EDITION)
    assert csl_item(UNSIGNED, EDITION)["note"].startswith(
        "Version 1.2.0, 6 May 2024. Edited by Robin Quill. Source: "
    )


def fill(template: list[str], values: dict[str, str], escapes: dict[str, str]) -> str:
    """Return a template that is filled in as the page does."""

    def escaped(name: str) -> str:
        return "".join(escapes.get(character, character) for character in values[name])

    return "".join(escaped(text) if at % 2 else text for at, text in enumerate(template))


def test_a_template_that_is_filled_in_is_the_citation(work: CitedWork) -> None:
    place = Passage(", sec. “Ropes & 100% {tar}”", "https://example.org/c#p1", "-p1")
    templates = citation_templates(work, EDITION)
    values = {"locator": place.locator, "url": place.url, "key": place.key}
    assert fill(templates["chicago"], values, {}) == chicago(work, EDITION, place).plain
    assert fill(templates["apa-html"], values, ESCAPES["html"]) == citation_html(apa(work, EDITION, place))
    assert fill(templates["ris"], values, {}) == ris(work, EDITION, place)
    assert json.loads(fill(templates["csl"], values, {})) == [csl_item(work, EDITION, place)]
    # TeX takes an address as it is
    tex = fill(templates["bibtex"], {**values, "url": "@"}, ESCAPES["bibtex"]).replace(
        "{@}", f"{{{place.url}}}"
    )
    assert tex == bibtex(work, EDITION, place)


def test_a_title_that_looks_like_a_placeholder_is_a_title() -> None:
    template = citation_templates(replace(STRIKE, title="locator {url}"), EDITION)["chicago"]
    assert template[0].startswith("Ada Jane Marlow, “locator {url}” (")
    assert template[1::2] == ["locator", "url"]


# --- CITATION.cff ------------------------------------------------------------------------------


def test_the_citation_file_is_read() -> None:
    publication = parse_publication((SINGLE / "CITATION.cff").read_text(encoding="utf-8"), "en")
    assert publication.title == "Harbours: a sample edition"
    assert publication.editors == (Name("Quill", "Robin"),)


@pytest.mark.parametrize("lost", ["title", "version", "authors", "date-released"])
def test_an_incomplete_citation_file_is_refused(lost: str) -> None:
    text = (SINGLE / "CITATION.cff").read_text(encoding="utf-8")
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_publication(text.replace(f"{lost}:", f"{lost}-not:"), "en")
