"""Mentions, compared with lists that were made by reading the texts sentence by sentence.

`gold/*.json` holds positions (slug, code points of the file, id) and no text.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition.annotate.mentions import find_mentions
from edition.annotate.people import make_people_finder
from edition.annotate.quotations import find_quotations
from edition.build.edition import Edition
from edition.inputs.registries import load_registry
from edition.model.essay import Essay
from edition.model.ledger import Alignment
from edition.model.mention import Mention
from edition.model.registry import Registry
from tests.program.annotate.test_mentions import test_positions_give_the_same_words_in_text_and_source
from tests.program.annotate.test_occurrences import (
    test_each_mention_has_the_address_of_the_paragraph_that_it_begins_in,
)
from tests.support.environment import ROOT

__all__ = (
    "test_each_mention_has_the_address_of_the_paragraph_that_it_begins_in",
    "test_positions_give_the_same_words_in_text_and_source",
)

GOLD = Path(__file__).parent / "gold"
KINDS = {
    "person": ("people.json", 0.99),
    "date": ("dates.json", 0.98),
    "quotation": ("quotations.json", 0.98),
}

Row = tuple[int, int, str]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry(ROOT)


@pytest.fixture(scope="session")
def annotated(full: Edition, registry: Registry) -> dict[str, tuple[Mention, ...]]:
    finder = make_people_finder([entry.person for entry in registry.people], registry.titles)
    return {essay.entry.slug: find_mentions(essay, registry, finder) for essay in full.texts}


def gold(name: str, essay: Essay) -> set[Row]:
    """Return the list for an essay, without entries in omitted passages."""
    rows = json.loads((GOLD / name).read_text(encoding="utf-8"))[essay.entry.slug]
    left_out = [(c.start, c.end) for c in essay.ledger if c.kind == "omission"]
    return {
        (start, end, name)
        for start, end, name, *_ in rows
        if not any(low <= start < high for low, high in left_out)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_mentions_match_the_gold_lists(
    full: Edition, annotated: dict[str, tuple[Mention, ...]], kind: str
) -> None:
    name, least = KINDS[kind]
    right = wrong = missed = 0
    for essay in full.texts:
        listed = gold(name, essay)
        found = {
            (m.source_start, m.source_end, str(m.value or m.entity))
            for m in annotated[essay.entry.slug]
            if m.kind == kind
        }
        right += len(listed & found)
        wrong += len(found - listed)
        missed += len(listed - found)
        for start, end, entity in sorted(listed - found):
            print(f"missed: {essay.entry.slug} {start}-{end} {entity}")
    assert right > 100
    assert right / (right + wrong) >= least
    assert right / (right + missed) >= least


def test_organisations_and_places_match_the_gold_list(full: Edition) -> None:
    """Two essays were read for the list."""
    read = json.loads((GOLD / "names.json").read_text(encoding="utf-8"))
    right = wrong = missed = 0
    for essay in full.essays:
        if essay.slug in read and essay.text:
            listed = gold("names.json", essay.text)
            mentions = [occurrence.mention for occurrence in essay.names]
            found = {(m.source_start, m.source_end, m.entity) for m in mentions}
            right += len(listed & found)
            wrong += len(found - listed)
            missed += len(listed - found)
            print(f"{essay.slug}: missed {sorted(listed - found)}, wrong {sorted(found - listed)}")
    assert right > 100
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.98


def test_most_quotations_are_found_without_the_registry(full: Edition) -> None:
    """So that the proposals for a new essay are useful."""
    right = found_all = listed_all = 0
    for essay in full.texts:
        listed = {(start, end) for start, end, _ in gold("quotations.json", essay)}
        alignment = Alignment(essay.ledger)
        block_quotes = sorted(essay.block_quotes().values())
        found = {alignment.source_span(*span) for span in find_quotations(essay.text, block_quotes)}
        right += len(found & listed)
        found_all += len(found)
        listed_all += len(listed)
    assert right / found_all >= 0.9
    assert right / listed_all >= 0.75


def test_people_in_titles_are_marked(full: Edition, annotated: dict[str, tuple[Mention, ...]]) -> None:
    rows = json.loads((GOLD / "people.json").read_text(encoding="utf-8"))
    for essay in full.texts:
        listed = {(s, e) for s, e, _, flag in rows[essay.entry.slug] if flag == "title"}
        found = {(m.source_start, m.source_end) for m in annotated[essay.entry.slug] if m.in_title}
        assert found == listed
