"""How After October and its essays are cited."""

from __future__ import annotations

import pytest

from edition.exports.cited_work import CitedWork, cited_work
from edition.inputs.publication import parse_publication
from edition.model.manifest import Entry
from edition.model.publication import Name
from tests.program.exports.test_citations import (
    EDITION,
    PARTS,
    entries,
    test_bibtex_is_read_back,
    test_csl_has_date_and_publisher_of_the_first_publication,
    test_csl_makes_a_reference,
    test_ris_is_read_back,
)
from tests.support.environment import ROOT

__all__ = (
    "test_bibtex_is_read_back",
    "test_csl_has_date_and_publisher_of_the_first_publication",
    "test_csl_makes_a_reference",
    "test_ris_is_read_back",
)


@pytest.fixture(params=entries(ROOT), ids=lambda entry: entry.slug)
def entry(request: pytest.FixtureRequest) -> Entry:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(params=PARTS)
def work(request: pytest.FixtureRequest, entry: Entry) -> CitedWork:
    return cited_work(entry, EDITION, request.param)


def test_the_citation_file_is_read() -> None:
    publication = parse_publication((ROOT / "CITATION.cff").read_text(encoding="utf-8"), "en")
    assert publication.title.startswith("After October")
    assert publication.editors == (Name("The editors"),)
