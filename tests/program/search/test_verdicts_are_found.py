"""Who searches for a quotation also finds how far it is right."""

from __future__ import annotations

import pytest

from edition.annotate.entity_index import EntityIndex
from edition.model.entries import QuotationEntry, Registry
from edition.model.vocabulary import Verdict
from edition.search.registry_records import quotation_records

SAID = {
    "as-published": "as published",
    "trimmed": "shortened",
    "variant": "another translation",
    "altered": "differs from the published words",
    "misattributed": "the wrong person",
    "wrong-page": "the page given is not the right one",
    "wrong-date": "the date or occasion given is not the right one",
    "not-found": "no published source",
}


@pytest.mark.parametrize(("verdict", "said"), SAID.items(), ids=SAID)
def test_the_verdict_is_among_the_words_of_a_quotation(verdict: Verdict, said: str) -> None:
    differs = "The Gazette has “idle”."
    entry = QuotationEntry(
        "still", "Cranes stood still", "", "A docker", "", None, "", verdict, differs, "confirmed", "-", ()
    )
    context = EntityIndex((), Registry(quotations=(entry,)), {}, {})
    (record,) = quotation_records(context)
    assert record.title == "Cranes stood still"
    assert said in record.text.lower()
    assert "The Gazette has “idle”." in record.text
