"""The search finds quotations by their verdicts."""

from __future__ import annotations

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.entries import QuotationEntry
from edition.model.registry import Registry
from edition.model.vocabulary import Verdict
from edition.search.registry_records import quotation_records

PHRASES = {
    "as-published": "as published",
    "trimmed": "shortened",
    "variant": "another translation",
    "altered": "differs from the published words",
    "misattributed": "the wrong person",
    "wrong-page": "the page given is wrong",
    "wrong-date": "misdated",
    "not-found": "no published source",
}


@pytest.mark.parametrize(("verdict", "phrase"), PHRASES.items(), ids=PHRASES)
def test_the_record_of_a_quotation_contains_its_verdict(verdict: Verdict, phrase: str) -> None:
    differs = "The Gazette has “idle”."
    entry = QuotationEntry(
        "still", "Cranes stood still", "", "A docker", "", None, "", verdict, differs, "confirmed", "-", ()
    )
    context = EntityIndex((), Registry(quotations=(entry,)), {}, {})
    (record,) = quotation_records(context)
    assert record.title == "Cranes stood still"
    assert phrase in record.text.lower()
    assert "The Gazette has “idle”." in record.text
