"""The registries of After October: people, dates, quotations, works."""

from __future__ import annotations

from tests.program.inputs.test_registries import (
    registry,
    test_a_name_is_not_shared_as_well,
    test_all_references_lead_somewhere,
    test_each_file_is_valid,
    test_every_entry_is_met,
    test_every_place_names_an_essay,
    test_ids_are_unique,
)

__all__ = (
    "registry",
    "test_a_name_is_not_shared_as_well",
    "test_all_references_lead_somewhere",
    "test_each_file_is_valid",
    "test_every_entry_is_met",
    "test_every_place_names_an_essay",
    "test_ids_are_unique",
)
