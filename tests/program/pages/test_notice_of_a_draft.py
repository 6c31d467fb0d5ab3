"""The line on a page about addresses that may still change."""

from __future__ import annotations

from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay, Source
from edition.pages.essay_head import draft_notice
from tests.support.strategies import entry

MANY = 50_000
"""So many that to look each up in a list of all would take a minute."""


def test_new_paragraphs_are_found_quickly() -> None:
    names = [f"p{number}" for number in range(1, MANY + 1)]
    blocks = tuple(Block("paragraph", n, n + 1, "opening", address=name) for n, name in enumerate(names))
    essay = Essay(entry("The"), Source("a.txt", "a" * MANY, "0" * 64), "a" * MANY, (), blocks)
    (notice,) = draft_notice(EditedEssay(essay.entry, essay, None, AddressBook(), unissued=tuple(names[1:])))
    assert notice.count("](#p") == MANY - 1
