"""The addresses that After October has issued: they match its texts and exist on its site."""

from __future__ import annotations

import pytest

from edition.addresses.paragraphs import parse_address_book
from edition.build.edition import Edition
from edition.inputs.manifest import load_manifest
from tests.program.addresses.test_entities import (
    test_every_committed_address_is_on_the_site,
    test_the_committed_book_has_every_entity,
)
from tests.program.addresses.test_paragraphs import (
    Body,
    body_of_essay,
    test_deleted,
    test_inserted,
    test_joined,
    test_moved,
    test_reworded,
    test_split,
    test_the_committed_book_matches_the_texts,
    word_cache,
)
from tests.support.environment import ROOT

__all__ = (
    "test_deleted",
    "test_every_committed_address_is_on_the_site",
    "test_inserted",
    "test_joined",
    "test_moved",
    "test_reworded",
    "test_split",
    "test_the_committed_book_has_every_entity",
    "test_the_committed_book_matches_the_texts",
    "word_cache",
)


@pytest.fixture(scope="module")
def bodies(full: Edition) -> list[Body]:
    return [body_of_essay(essay) for essay in full.texts]


def test_addresses_are_committed_for_every_section() -> None:
    for entry in load_manifest(ROOT, "en").entries:
        path = ROOT / f"docs/annotations/addresses/{entry.slug}.json"
        book = parse_address_book(path.read_text(encoding="utf-8"))
        assert {section.id for section in entry.sections} <= set(book.sections)
        assert book.paragraphs
