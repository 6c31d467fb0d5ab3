"""Address books as files: read, kept, and checked so that no address is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from edition.inputs.manifest import Manifest
from edition.inputs.paths import BOOKS, MANIFEST
from edition.model.address import AddressBook, Assignment
from edition.model.errors import EditionError
from edition.model.essay import Essay
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


def address_paragraphs(
    manifest: Manifest, essays: Sequence[Essay], digests: Mapping[str, Essay], books: dict[str, AddressBook]
) -> tuple[dict[str, Assignment], dict[str, Assignment]]:
    """Return the addresses of what is shown, and of the digests that stand above a text.

    New ones are put into `books`. Raises EditionError where a paragraph that had one is gone.
    """
    assigned: dict[str, Assignment] = {}
    briefs: dict[str, Assignment] = {}
    full = {essay.entry.slug: essay for essay in essays}
    for entry in manifest.entries:
        slug, text, told = entry.slug, full.get(entry.slug), digests.get(entry.slug)
        if text:
            assigned[slug] = _assign(text, books[slug], "p", sections=True)
            books[slug] = assigned[slug].book
        if told:
            one = _assign(told, books[slug], "d", sections=not text)
            books[slug] = one.book
            (briefs if text else assigned)[slug] = one if text else _with_paragraphs(told, one)
    return assigned, briefs


def _with_paragraphs(told: Essay, assigned: Assignment) -> Assignment:
    """Let the addresses of an essay's own paragraphs lead to those of its digest that tell of them."""
    sections = [section.id for section in told.entry.sections]
    homes = sections_of_addresses(assigned.book, told.entry.retired, sections)
    first = {block.section: at for at, block in reversed(list(enumerate(told.addressed())))}
    tellers = told.tellers()
    known = {*assigned.ids, *(name for names in assigned.aliases.values() for name in names)}
    aliases = {at: list(names) for at, names in assigned.aliases.items()}
    for name, section in homes.items():
        if name not in known and (name in tellers or section in first):
            aliases.setdefault(tellers.get(name, first.get(section, 0)), []).append(name)
    return replace(assigned, aliases={at: tuple(names) for at, names in aliases.items()})


def _assign(essay: Essay, book: AddressBook, prefix: str, *, sections: bool) -> Assignment:
    """Give the paragraphs of an essay or a digest their addresses.

    `sections` tells whether retired addresses of sections lead to them, too.
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
