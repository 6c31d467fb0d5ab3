"""The search index of After October."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program.search.test_index import (
    test_each_record_leads_to_a_place_on_the_site,
    test_every_entry_and_every_digest_can_be_found,
    test_every_paragraph_and_section_can_be_found,
    test_labels_of_the_page_are_not_found,
)

__all__ = (
    "test_each_record_leads_to_a_place_on_the_site",
    "test_every_entry_and_every_digest_can_be_found",
    "test_every_paragraph_and_section_can_be_found",
    "test_labels_of_the_page_are_not_found",
)


@pytest.fixture(params=["full_checkout", "bare_checkout"])
def site(request: pytest.FixtureRequest) -> Path:
    checkout: Path = request.getfixturevalue(request.param)
    return checkout / "site"


def test_the_registries_are_large(bare_checkout: Path) -> None:
    anchors = json.loads((bare_checkout / "site/data/anchors.json").read_text(encoding="utf-8"))["anchors"]
    entries = [a for a in anchors if a["kind"] in ("person", "quotation", "date", "disagreement")]
    assert len(entries) > 200


def test_files_stay_small(full_checkout: Path) -> None:
    """Except for words that occur everywhere."""
    folder = full_checkout / "site/data/search"
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert len(sizes) > 50
    assert max(size for name, size in sizes.items() if name.startswith("text")) < 14_000
    assert sorted(size for name, size in sizes.items() if name.startswith("words"))[-2] < 20_000
