"""The registries of After October: people, dates, quotations, works."""

from __future__ import annotations

import pytest

from edition.inputs.checked_yaml import load_yaml
from edition.inputs.paths import DATES, WORKS
from tests.program.inputs.test_registries import (
    registry,
    test_all_references_exist,
    test_each_file_is_valid,
    test_every_entry_is_mentioned,
    test_every_place_names_an_existing_essay,
    test_ids_are_unique,
    test_names_and_shared_names_are_distinct,
)
from tests.support.environment import ROOT

__all__ = (
    "registry",
    "test_all_references_exist",
    "test_each_file_is_valid",
    "test_every_entry_is_mentioned",
    "test_every_place_names_an_existing_essay",
    "test_ids_are_unique",
    "test_names_and_shared_names_are_distinct",
)


@pytest.mark.parametrize(("file", "key"), [(DATES, "calendar"), (WORKS, "introduction")])
def test_there_is_a_calendar_and_an_introduction_of_works(file: str, key: str) -> None:
    assert load_yaml(ROOT, file).data[key]
