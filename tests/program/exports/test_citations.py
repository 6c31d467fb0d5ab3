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

from edition.exports.citation_styles import (
    LOCATOR,
    STYLES,
    URL,
    CitedWork,
    Part,
    apa,
    bibliographic_date,
    bibtex,
    chicago,
    citation_templates,
    cited_work,
    confirmed_authors,
    csl_item,
    date_parts,
    ris,
)
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
PARTS = get_args(Part)

STRIKE = CitedWork(
    "cranes",
    "Who stopped the “cranes”?",
    False,
    (Name("Marlow", "Ada Jane"),),
    Edtf.parse("2014-03"),
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
    found = read_bibtex(bibtex(work, EDITION, ", para. 12", ADDRESS))
    assert found["ENTRYTYPE"] == "incollection"
    assert found["ID"] == work.key
    assert found["title"] == work.title
    assert found["booktitle"] == EDITION.title
    assert found["url"] == ADDRESS
    assert found["year"] == "2024"
    assert found["version"] == "1.2.0"
    assert "para. 12" in found["note"]
    assert found.get("author", "") == " and ".join(name.inverted for name in work.authors)


def test_ris_is_read_back(work: CitedWork) -> None:
    found = read_ris(ris(work, EDITION, ", para. 12", ADDRESS))
    assert found["type_of_reference"] == "CHAP"
    assert found["title"] == work.title
    assert found["secondary_title"] == EDITION.title
    assert found.get("authors", []) == [name.inverted for name in work.authors]
    assert found["secondary_authors"] == [name.inverted for name in EDITION.editors]
    assert found["edition"] == "1.2.0"
    assert found["year"] == "2024"
    assert ADDRESS in found["urls"]
    assert "para. 12" in found["notes"][0]


def test_csl_makes_a_reference(work: CitedWork) -> None:
    made = read_csl(csl_item(work, EDITION, ", para. 12", ADDRESS))
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
    assert item["original-date"]["date-parts"][0][0] == edtf.years[0] if edtf else "original-date" not in item
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
    assert chicago(STRIKE, EDITION, ", para. 12", ADDRESS) == (
        "Ada Jane Marlow, “Who stopped the ‘cranes’?” (Quays Museum, March 2014), "
        f"in Harbours & Quays: a sample, ed. Robin Quill, version 1.2.0 (6 May 2024), para. 12, {ADDRESS}."
    )


def test_apa() -> None:
    assert apa(STRIKE, EDITION, ", para. 12", ADDRESS) == (
        "Marlow, A. J. (2024). Who stopped the “cranes”? In R. Quill (Ed.), Harbours & Quays: a sample "
        f"(Version 1.2.0, para. 12). {ADDRESS} (Original work published 2014)"
    )


def test_every_style_has_version_and_date_of_the_edition(work: CitedWork) -> None:
    for style in STYLES.values():
        citation = style(work, EDITION)
        assert "1.2.0" in citation
        assert "2024" in citation
    assert csl_item(work, EDITION)["issued"] == {"date-parts": [[2024, 5, 6]]}


def test_unconfirmed_authors_are_not_named(entry: Entry) -> None:
    unsure = replace(entry, author=Fact("Somebody Else", "probable", family="Else"))
    assert "Somebody" not in chicago(cited_work(unsure, EDITION, "essay"), EDITION)
    assert confirmed_authors(replace(entry, author=Fact("Ho Chi Minh", "confirmed"))) == (
        Name("Ho Chi Minh"),
    )


def test_a_digest_is_cited_as_the_editors(entry: Entry) -> None:
    """The author did not write it."""
    for part in ("digest", "notes"):
        work = cited_work(entry, EDITION, part)
        assert work.authors == EDITION.editors
        assert chicago(work, EDITION).startswith("Robin Quill and The quay society, ")
        assert f"[{work.title}]" in apa(work, EDITION)


@pytest.mark.parametrize(
    ("edtf", "shown", "parts"),
    [
        ("2017-08-10", "10 August 2017", {"date-parts": [[2017, 8, 10]]}),
        ("2020?", "[2020?]", {"date-parts": [[2020]], "circa": True}),
        ("1999/..", "[1999 or later]", {"date-parts": [[1999]], "circa": True}),
        ("../1999", "[1999 or earlier]", {"date-parts": [[1999]], "circa": True}),
        ("1936/1938", "1936–1938", {"date-parts": [[1936], [1938]]}),
        ("1924~", "[ca. 1924]", {"date-parts": [[1924]], "circa": True}),
        ("193X", "1930s", {"date-parts": [[1930]], "circa": True}),
        ("1923-24", "winter 1923", {"date-parts": [[1923]]}),
        ("", "", {}),
    ],
)
def test_dates(edtf: str, shown: str, parts: dict[str, Any]) -> None:
    value = Edtf.parse(edtf) if edtf else None
    assert bibliographic_date(value) == shown
    assert date_parts(value) == parts


def test_templates_have_placeholders_for_locator_and_url(work: CitedWork) -> None:
    templates = citation_templates(work, EDITION)
    for form, text in templates.items():
        shown = json.dumps(text) if form == "csl" else text
        assert shown.count(LOCATOR) == 1, form
        assert shown.count(URL) == 1, form


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
