"""Where the five essays disagree."""

from __future__ import annotations

from tests.program.pages.test_disagreements import (
    entries,
    slugs,
    test_a_claim_in_a_digest_has_a_sign,
    test_each_entry_has_its_address,
    test_each_paragraph_with_a_claim_in_a_text_has_a_sign,
    test_every_kind_is_explained_and_listed,
    test_the_registry_is_in_order,
)
from tests.program.pages.test_side_by_side import test_every_claim_is_compared_with_the_others

__all__ = (
    "entries",
    "slugs",
    "test_a_claim_in_a_digest_has_a_sign",
    "test_each_entry_has_its_address",
    "test_each_paragraph_with_a_claim_in_a_text_has_a_sign",
    "test_every_claim_is_compared_with_the_others",
    "test_every_kind_is_explained_and_listed",
    "test_the_registry_is_in_order",
)
