"""The registries of After October: people, dates, quotations, works."""

from __future__ import annotations

import pytest

from edition.inputs.checked_yaml import load_yaml
from edition.inputs.paths import DATES, WORKS
from tests.program.inputs.test_registries import (
    registry,
    test_a_name_is_not_shared_as_well,
    test_all_references_lead_somewhere,
    test_each_file_is_valid,
    test_every_entry_is_met,
    test_every_place_names_an_essay,
    test_ids_are_unique,
)
from tests.support.environment import ROOT

__all__ = (
    "registry",
    "test_a_name_is_not_shared_as_well",
    "test_all_references_lead_somewhere",
    "test_each_file_is_valid",
    "test_every_entry_is_met",
    "test_every_place_names_an_essay",
    "test_ids_are_unique",
)


@pytest.mark.parametrize(("file", "key"), [(DATES, "calendar"), (WORKS, "introduction")])
def test_it_has_a_calendar_and_an_introduction_to_its_sources(file: str, key: str) -> None:
    assert load_yaml(ROOT, file).data[key]
