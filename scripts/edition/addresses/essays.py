"""The addresses of essays: read from their committed books, assigned to paragraphs, none ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from edition.addresses.paragraphs import (
    Paragraph,
    assign_addresses,
    parse_address_book,
    sections_of_addresses,
    with_sections,
)
from edition.inputs.addresses import read_addresses
from edition.inputs.paths import BOOKS, MANIFEST
from edition.model.address import AddressBook, Assignment
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError
from edition.model.essay import ADDRESSED, Block, Essay
from edition.model.manifest import Entry


def read_address_book(root: Path, entry: Entry) -> AddressBook:
    """Read the address book of an essay, and give its sections their addresses.

    Raises EditionError where a section that had one is gone, or one is retired that never was.
    """
    path = f"{BOOKS}/{entry.slug}.json"
    book = read_addresses(root, path, lambda text: parse_address_book(text) if text else AddressBook())
    ids = [section.id for section in entry.sections]
    gone = [s for s in book.sections if s not in ids and s not in entry.retired]
    if gone:
        raise _lost(entry, gone, "section")
    never = [old for old in entry.retired if old not in (*book.paragraphs, *book.sections)]
    if never:
        raise EditionError(
            MANIFEST,
            f"no such address was ever issued: {', '.join(never)}",
            where=f"essay {entry.slug!r}, retired",
            todo=f"Name one that {path} lists",
        )
    return with_sections(book, ids)


def address_essay(edited: EditedEssay) -> EditedEssay:
    """Give the paragraphs of an essay's text and digest their addresses, known or new.

    Where there is no text, the addresses of its paragraphs lead to the digest's. Raises EditionError
    where a paragraph that had an address is gone.
    """
    book, text, digest = edited.addresses, edited.text, edited.digest
    if text:
        assigned = _assign(text, book, "p", sections=True)
        book, text = assigned.book, place_addresses(text, assigned)
    if digest:
        assigned = _assign(digest, book, "d", sections=not text)
        book = assigned.book
        aliases = assigned.aliases if text else _with_paragraphs(digest, assigned)
        digest = place_addresses(digest, replace(assigned, aliases=aliases))
    return replace(edited, addresses=book, text=text, digest=digest)


def place_addresses(essay: Essay, assigned: Assignment) -> Essay:
    """Return the essay with its addresses in its blocks; `assigned` has one for each addressed block."""
    blocks: list[Block] = []
    ids = iter(enumerate(assigned.ids))
    for block in essay.blocks:
        if block.kind in ADDRESSED:
            at, address = next(ids)
            aliases = assigned.aliases.get(at, ())
            blocks.append(replace(block, address=address, aliases=aliases, anchor=address))
        elif block.kind == "citation" and blocks:
            blocks.append(replace(block, anchor=blocks[-1].anchor))
        else:
            blocks.append(replace(block, anchor=block.section))
    return replace(essay, blocks=tuple(blocks))


def _with_paragraphs(digest: Essay, assigned: Assignment) -> Mapping[int, tuple[str, ...]]:
    """Return the aliases of a digest, and with them the addresses of the paragraphs that it covers.

    The address of a paragraph that it does not cover leads to the first one of the same section.
    """
    ids = [section.id for section in digest.entry.sections]
    sections = sections_of_addresses(assigned.book, digest.entry.retired, ids)
    places = _places_in_digest(digest)
    known = {*assigned.ids, *(name for names in assigned.aliases.values() for name in names)}
    aliases = {at: list(names) for at, names in assigned.aliases.items()}
    for name, section in sections.items():
        if name not in known and (name in places or section in places):
            aliases.setdefault(places.get(name, places.get(section, 0)), []).append(name)
    return {at: tuple(names) for at, names in aliases.items()}


def _places_in_digest(digest: Essay) -> dict[str, int]:
    """Return which of a digest's paragraphs, from 0, first covers a paragraph or opens a section."""
    places: dict[str, int] = {}
    for at, block in enumerate(digest.addressed()):
        for name in (block.section, *block.covered):
            places.setdefault(name, at)
    return places


def _assign(essay: Essay, book: AddressBook, prefix: str, *, sections: bool) -> Assignment:
    """Assign addresses to the paragraphs of an essay or a digest.

    `sections` says whether retired addresses of sections lead to them as well.
    """
    paragraphs = [Paragraph(block.section, essay.words_of(block)) for block in essay.addressed()]
    retired = {
        old: to
        for old, to in essay.entry.retired.items()
        if (old[1:].isdigit() and old[0] == prefix) or (sections and not old[1:].isdigit())
    }
    assignment = assign_addresses(book, paragraphs, retired, prefix)
    if assignment.lost:
        raise _lost(essay.entry, assignment.lost, "paragraph")
    return assignment


def _lost(entry: Entry, names: Iterable[str], kind: str) -> EditionError:
    shown = ", ".join(f"/essays/{entry.slug}/#{name}" for name in names)
    return EditionError(
        MANIFEST,
        f"addresses would be lost: {shown}; the text has no such {kind} any more",
        where=f"essay {entry.slug!r}",
        todo="Restore it, or name where the address leads under `retired`",
    )
