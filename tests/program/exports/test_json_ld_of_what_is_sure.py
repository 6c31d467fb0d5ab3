"""JSON-LD contains only facts that the editors have confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from edition.exports.cited_work import cited_work
from edition.exports.schema_org import digest_item, essay_item
from edition.model.edtf import Edtf
from edition.model.manifest import Fact
from edition.model.publication import Name, Publication
from edition.model.vocabulary import Certainty
from tests.support.strategies import entry

EDITION = Publication("Harbours", "1.2.0", date(2024, 5, 6), (Name("Quill", "Robin"),), language="en")
ADDRESS = "https://quays.example/strike"


def described(certainty: Certainty) -> list[dict[str, Any]]:
    """Return the JSON-LD of an essay, on its own page and on that of its digest."""
    essay = entry(
        "No crane moved",
        author=Fact("Ada Marlow", certainty, family="Marlow"),
        publisher=Fact("Quays Museum", certainty),
        address=Fact(ADDRESS, certainty),
    )
    digest = cited_work(essay, EDITION, "digest")
    return [essay_item(essay, EDITION, words=189), digest_item(essay, digest, EDITION)["about"]]


def test_confirmed_facts_are_published() -> None:
    for item in described("confirmed"):
        assert item["publisher"] == {"@type": "Organization", "name": "Quays Museum"}
        assert item["sameAs"] == ADDRESS
        (author,) = item["author"]
        assert (author["name"], author["givenName"], author["familyName"]) == ("Ada Marlow", "Ada", "Marlow")


@pytest.mark.parametrize("address", ["the library of the harbour", "httpd, a folder", ""])
def test_an_address_that_is_not_on_the_web_is_not_published(address: str) -> None:
    """`sameAs` needs the address of a page."""
    essay = entry("No crane moved", address=Fact(address, "confirmed"))
    assert "sameAs" not in essay_item(essay, EDITION)


@pytest.mark.parametrize("certainty", ["probable", "unknown"])
def test_unconfirmed_facts_are_not_published(certainty: Certainty) -> None:
    for item in described(certainty):
        assert not item.keys() & {"publisher", "sameAs", "author"}


@pytest.mark.parametrize(
    ("edtf", "published"),
    [
        ("2014", "2014"),
        ("2014-03", "2014-03"),
        ("2014-03-03", "2014-03-03"),
        ("2014?", None),
        ("2014~", None),
        ("201X", None),
        ("2014-21", None),
        ("2014/2015", None),
        ("", None),
    ],
)
def test_a_date_is_published_where_it_is_exact(edtf: str, published: str | None) -> None:
    """schema.org has neither qualifiers nor seasons."""
    essay = entry(
        "No crane moved", date=Fact("3 March 2014", "confirmed", edtf=Edtf.parse(edtf) if edtf else None)
    )
    assert essay_item(essay, EDITION).get("datePublished") == published
