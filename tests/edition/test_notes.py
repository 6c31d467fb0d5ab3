"""How many notes a reader of the five essays and their digests meets."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from edition.build.edition import Edition
from edition.build.stages import assemble

MAX_PER_100_WORDS = {"text": 1.8, "digest": 3.5}
MAX_IN_A_ROW = 2


@pytest.fixture(scope="session", params=["text", "digest"])
def shown(request: pytest.FixtureRequest, full: Edition, bare_checkout: Path) -> tuple[str, Edition]:
    """The edition with its texts, and as it is without them."""
    kind = str(request.param)
    return kind, full if kind == "text" else assemble(bare_checkout, None)


def test_calls_are_few(shown: tuple[str, Edition]) -> None:
    kind, edition = shown
    for essay in edition.essays:
        assert essay.shown
        share = 100 * len(essay.notes.footnotes) / essay.shown.word_count()
        assert 0 < share <= MAX_PER_100_WORDS[kind], essay.slug


def test_no_more_than_two_calls_stand_side_by_side(shown: tuple[str, Edition]) -> None:
    for essay in shown[1].essays:
        assert essay.shown
        row = 1
        for first, second in pairwise(note.call.at for note in essay.notes.footnotes):
            row = 1 if any(map(str.isalnum, essay.shown.text[first:second])) else row + 1
            assert row <= MAX_IN_A_ROW, (essay.slug, essay.shown.text[first - 40 : second])


def test_no_note_is_called_twice(shown: tuple[str, Edition]) -> None:
    for essay in shown[1].essays:
        labels = [note.label for note in essay.notes.footnotes]
        assert len(labels) == len(set(labels)), essay.slug


def test_a_bare_year_has_a_note_only_where_an_editor_bound_an_event(shown: tuple[str, Edition]) -> None:
    kind, edition = shown
    bound = {
        (place.essay, entry.id)
        for entry in edition.registry.dates
        for place in entry.bound
        if place.digest == (kind == "digest")
    }
    for essay in edition.essays:
        for note in essay.notes.footnotes:
            value = note.call.mention.value
            if value and not value.names_month:
                assert (essay.slug, note.entity) in bound
