"""The five essays in TEI."""

from __future__ import annotations

from tests.program.exports.test_tei import (
    rules,
    schema,
    test_a_note_of_a_disagreement_names_the_paragraph_that_calls_it,
    test_documents_are_valid,
    test_documents_have_every_word,
    test_documents_keep_the_rules_of_tei,
    test_documents_of_digests_are_valid,
    test_documents_of_digests_keep_the_rules_of_tei,
    test_every_mention_has_its_words,
    test_paragraphs_have_their_addresses,
    test_pointers_lead_to_elements_of_the_document,
    test_quotations_have_the_verdict_on_their_place,
    test_what_is_uncertain_is_named_by_its_place,
    trees,
)

__all__ = (
    "rules",
    "schema",
    "test_a_note_of_a_disagreement_names_the_paragraph_that_calls_it",
    "test_documents_are_valid",
    "test_documents_have_every_word",
    "test_documents_keep_the_rules_of_tei",
    "test_documents_of_digests_are_valid",
    "test_documents_of_digests_keep_the_rules_of_tei",
    "test_every_mention_has_its_words",
    "test_paragraphs_have_their_addresses",
    "test_pointers_lead_to_elements_of_the_document",
    "test_quotations_have_the_verdict_on_their_place",
    "test_what_is_uncertain_is_named_by_its_place",
    "trees",
)
