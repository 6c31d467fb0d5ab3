"""Dates of first publication, in bibliographies and in CSL."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from edition.exports.citation_dates import bibliographic_date, date_parts, hedge_date
from edition.exports.citation_styles import apa, chicago
from edition.exports.cited_work import CitedWork
from edition.exports.reference_managers import bibtex, csl_item, csl_json, ris
from edition.inputs.catalogues import load_catalogue
from edition.model.edtf import Edtf
from edition.model.publication import Name, Publication
from edition.model.translation import Catalogue, translated_by
from tests.support.environment import ROOT
from tests.support.translation import Bracketed

WORDS = {
    "2017-08-10": ("10 August 2017", "10 August 2017"),
    "2020?": ("[2020?]", "2020?"),
    "1924~": ("[ca. 1924]", "ca. 1924"),
    "1924-05%": ("[ca. May 1924?]", "ca. May 1924?"),
    "193X": ("1930s", "1930s"),
    "193X?": ("[1930s?]", "1930s?"),
    "1999/..": ("[1999 or later]", "1999 or later"),
    "1999~/..": ("[about 1999 or later]", "about 1999 or later"),
    "../1999": ("[1999 or earlier]", "1999 or earlier"),
    "1999/": ("[1999–?]", "1999–?"),
    "/1999": ("[?–1999]", "?–1999"),
    "1936/1938": ("1936–1938", "1936–1938"),
    "1936/1938?": ("[1936 – 1938 (?)]", "1936 – 1938 (?)"),
    "1936~/1938": ("[about 1936 – 1938]", "about 1936 – 1938"),
    "-0384": ("385 BC", "385 BC"),
}


@pytest.mark.parametrize(("text", "words"), WORDS.items(), ids=WORDS)
def test_dates_in_a_bibliography(text: str, words: tuple[str, str]) -> None:
    """Qualified and half-open dates are in brackets, unless these are switched off."""
    value = Edtf.parse(text)
    assert (bibliographic_date(value), hedge_date(value)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-08-10", "10. August 2017"),
        ("2020?", "2020?"),
        ("1924-05~", "ca. Mai 1924"),
        ("1924-05%", "ca. Mai 1924?"),
        ("1999/..", "1999 oder später"),
        ("1999~/..", "um 1999 oder später"),
        ("../1999-10", "Oktober 1999 oder früher"),
        ("1936/1938?", "1936 – 1938 (?)"),
    ],
)
def test_dates_with_their_uncertainty_in_german(text: str, words: str) -> None:
    with translated_by(load_catalogue(ROOT, "de")):
        assert hedge_date(Edtf.parse(text)) == words


@pytest.mark.parametrize("text", ["2020?", "1924~", "1924%", "1999/..", "../1999"])
def test_every_word_for_uncertainty_can_be_translated(text: str) -> None:
    with translated_by(Catalogue(Bracketed())):
        assert not re.search(r"[^\d⟦⟧ ]", re.sub("⟦[^⟦⟧]*⟧", "", hedge_date(Edtf.parse(text))))


def test_no_date_has_no_words() -> None:
    assert (bibliographic_date(None), hedge_date(None), date_parts(None)) == ("", "", {})


PARTS: dict[str, tuple[list[list[int]], bool]] = {
    "2017-08-10": ([[2017, 8, 10]], False),
    "2017-08": ([[2017, 8]], False),
    "1923-24": ([[1923]], False),
    "1917-XX": ([[1917]], True),
    "193X": ([[1930]], True),
    "1924~": ([[1924]], True),
    "1924?": ([[1924]], True),
    "1936/1938-02": ([[1936], [1938, 2]], False),
    "0001": ([[1]], False),
    "0000": ([[-1]], False),
    "-0384": ([[-385]], False),
}


@pytest.mark.parametrize(("text", "parts"), PARTS.items(), ids=PARTS)
def test_dates_in_csl(text: str, parts: tuple[list[list[int]], bool]) -> None:
    """CSL has no seasons and no year 0; inexact dates are `circa`."""
    numbers, is_circa = parts
    expected: dict[str, Any] = {"date-parts": numbers}
    assert date_parts(Edtf.parse(text)) == expected | ({"circa": True} if is_circa else {})


@pytest.mark.parametrize("text", ["1999/..", "../1999", "1999/", "/1999"])
def test_half_open_dates_are_words_in_csl(text: str) -> None:
    """CSL has only dates and ranges; `circa` would say something else."""
    assert date_parts(Edtf.parse(text)) == {"literal": WORDS[text][1]}


EDITION = Publication("Harbours", "1.0", date(2024, 5, 6), (Name("Reed", "Tom"),), language="en")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2014-03-03", "2014"),
        ("2014-03~", "ca. 2014"),
        ("1999/..", "1999 or later"),
        ("2014-03/2014-05", "2014"),
        ("2014-03/2015", "2014–2015"),
        ("-0384", "385 BC"),
    ],
)
def test_the_apa_gives_years_alone(text: str, years: str) -> None:
    work = CitedWork("c", "Cranes", False, (Name("Marlow", "Ada"),), Edtf.parse(text), None, "", "", "en")
    assert f"(Original work published {years})" in apa(work, EDITION).plain
    assert f"origdate = {{{text}}}" in bibtex(work, EDITION)
    assert csl_item(work, EDITION)["issued"] == {"date-parts": [[2024, 5, 6]]}


@pytest.mark.parametrize("style", [apa, chicago, bibtex, csl_json, ris], ids=lambda style: style.__name__)
def test_styles_for_english_texts_hedge_in_english(style: Callable[..., object]) -> None:
    """Whatever the language of the edition is."""
    work = CitedWork("c", "Cranes", False, (), Edtf.parse("1999~/.."), None, "Quays", "", "de")
    english = style(work, EDITION)
    assert "1999 or later" in str(english)
    with translated_by(load_catalogue(ROOT, "de")):
        assert style(work, EDITION) == english


def test_a_work_without_a_date_has_none_in_its_citation() -> None:
    work = CitedWork("c", "Cranes", False, (Name("Marlow", "Ada"),), None, None, "", "", "en")
    assert "Original work" not in apa(work, EDITION).plain
    assert "origdate" not in bibtex(work, EDITION)
    assert "original-date" not in csl_item(work, EDITION)
