"""Small essays with addresses and annotations, made without a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edition.addresses.essays import attach_addresses
from edition.annotate.emendations import find_emendations
from edition.annotate.footnotes import plan_notes
from edition.model.address_book import AddressBook, Assignment
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Essay
from edition.model.footnote import PageNotes
from edition.model.mention import Mention


def addressed(essay: Essay, aliases: Mapping[int, tuple[str, ...]] | None = None) -> Essay:
    """Return the essay with the addresses p1, p2, … in its blocks, and `aliases` in the nth of them."""
    ids = tuple(f"p{n}" for n in range(1, len(essay.addressed_blocks()) + 1))
    return attach_addresses(essay, Assignment(ids, aliases or {}, (), AddressBook()))


def notes_of(essay: Essay, mentions: Iterable[Mention], *, recurs: bool = True) -> PageNotes:
    """Return the notes of an essay; `recurs` says whether another essay mentions the same entities."""
    return plan_notes(essay, tuple(mentions), tuple(find_emendations(essay)), lambda _: recurs)


def edited(essay: Essay, mentions: Iterable[Mention]) -> EditedEssay:
    """Return an essay, or a digest without its text, with its mentions, emendations and notes."""
    found = tuple(mentions)
    return EditedEssay(
        essay.entry,
        None if essay.is_digest else essay,
        essay if essay.is_digest else None,
        AddressBook(),
        emendations=tuple(find_emendations(essay)),
        mentions=found,
        notes=notes_of(essay, found),
    )
