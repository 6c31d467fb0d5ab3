"""Where the five essays disagree."""

from __future__ import annotations

from tests.program.pages.test_disagreements import (
    entries,
    slugs,
    test_a_note_stands_at_each_claim_of_a_text,
    test_a_note_stands_where_a_digest_tells_of_a_claim,
    test_a_note_tells_of_others_and_is_short,
    test_each_entry_is_where_its_address_says,
    test_every_kind_is_explained_and_listed,
    test_the_registry_is_in_order,
)
from tests.program.pages.test_side_by_side import test_every_claim_stands_beside_another

__all__ = (
    "entries",
    "slugs",
    "test_a_note_stands_at_each_claim_of_a_text",
    "test_a_note_stands_where_a_digest_tells_of_a_claim",
    "test_a_note_tells_of_others_and_is_short",
    "test_each_entry_is_where_its_address_says",
    "test_every_claim_stands_beside_another",
    "test_every_kind_is_explained_and_listed",
    "test_the_registry_is_in_order",
)
