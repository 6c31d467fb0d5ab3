"""On the page of sources, the works of an author are sorted by year."""

from __future__ import annotations

import re

from edition.annotate.entity_index import EntityIndex
from edition.model.edtf import Edtf
from edition.model.entries import WorkEntry
from edition.model.registry import Registry
from edition.pages.sources import sources_page

YEARS = ["", "-0384", "-0004", "0014", "1934-12", "1935", "1935-12", "1935/1936", "1936~"]


def work(text: str) -> WorkEntry:
    year = Edtf.parse(text) if text else None
    return WorkEntry(
        *(f"w{YEARS.index(text)}", "Work", "", "A mason", year, "book", "Quays", "", "confirmed", "A stone")
    )


def test_works_are_sorted_by_year() -> None:
    """Works without a date first; within a year, exact days first."""
    registry = Registry(works=tuple(work(text) for text in YEARS[::-1]))
    page = sources_page(EntityIndex((), registry, {}, {}))
    assert re.findall(r'<span id="w(\d)">', page) == [str(number) for number in range(len(YEARS))]
