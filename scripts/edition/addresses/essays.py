"""The addresses of essays: read from committed address books, and assigned to paragraphs.

A release writes the address book of every essay (`edition.build.releasing`). An essay without one is a
draft: a build numbers its paragraphs anew each time, and whatever is changed, no address is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from edition.addresses.matching import Paragraph
from edition.addresses.paragraphs import (
    add_sections,
    assign_addresses,
    parse_address_book,
    sections_of_addresses,
)
from edition.inputs.address_files import read_addresses
from edition.inputs.paths import ADDRESS_BOOKS, MANIFEST
from edition.model.address_book import AddressBook, Assignment, IssuedAddress, ParagraphFingerprint
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError
from edition.model.essay import ADDRESSED, Block, Essay, author_note_id
from edition.model.manifest import Entry


def address_book_path(slug: str) -> str:
    """Return the path of the address book of an essay."""
    return f"{ADDRESS_BOOKS}/{slug}.json"


def is_released(root: Path, entry: Entry) -> bool:
    """Return whether a release has issued the addresses of an essay; otherwise it is a draft."""
    return (root / address_book_path(entry.slug)).is_file()


def read_address_book(root: Path, entry: Entry) -> AddressBook:
    """Read the address book of an essay, and add the sections that are new in the manifest.

    Raises EditionError if a section that had an address is gone, or an address is retired that was
    never issued.
    """
    path = address_book_path(entry.slug)
    book = read_addresses(root, path, lambda text: parse_address_book(text) if text else AddressBook())
    ids = [section.id for section in entry.sections]
    gone = [s for s in book.sections if s not in ids and s not in entry.retired]
    if gone:
        raise _lost(entry, gone, "section")
    unknown = [old for old in entry.retired if old not in (*book.paragraphs, *book.sections)]
    if unknown:
        released = is_released(root, entry)
        raise EditionError(
            MANIFEST,
            f"no such address was ever issued: {', '.join(unknown)}",
            where=f"essay {entry.slug!r}, retired",
            todo=f"Name an address that is listed in {path}"
            if released
            else "Remove it: no release contains the essay yet, so that its addresses may change",
        )
    return add_sections(book, ids)


def address_essay(edited: EditedEssay) -> EditedEssay:
    """Assign addresses, known or new, to the paragraphs of an essay's text and digest.

    If there is no text, the addresses of its paragraphs lead to the digest. Raises EditionError if a
    paragraph that had an address is gone.
    """
    book, text, digest = edited.addresses, edited.text, edited.digest
    if text:
        assigned = _assign(text, book, "p", sections=True)
        book, text = assigned.book, attach_addresses(text, assigned)
    if digest:
        assigned = _assign(digest, book, "d", sections=not text)
        book = assigned.book
        aliases = assigned.aliases if text else _text_aliases(digest, assigned)
        digest = attach_addresses(digest, replace(assigned, aliases=aliases))
    unissued = tuple(name for name in book.paragraphs if name not in edited.addresses.paragraphs)
    return replace(edited, addresses=book, unissued=unissued, text=text, digest=digest)


def assume_addresses(edited: EditedEssay, named: Collection[str]) -> EditedEssay:
    """Return a draft whose text is not available, with the addresses that the text's paragraphs may have.

    These are the addresses that its digest sums up, and those that the registries have `named`: without
    the text nobody can say which there are, and links to them must lead somewhere. Other essays are
    returned as they are.
    """
    if not edited.is_draft or edited.text:
        return edited
    covering = edited.digest.covering_blocks() if edited.digest else {}
    names = [*covering, *(name for name in named if name not in covering)]
    sections = {name: block.section for name, block in covering.items()}
    assumed = {name: IssuedAddress(sections.get(name, ""), ParagraphFingerprint("", "")) for name in names}
    book = edited.addresses
    return replace(edited, addresses=replace(book, paragraphs={**assumed, **book.paragraphs}))


def attach_addresses(essay: Essay, assigned: Assignment) -> Essay:
    """Return `essay` with the addresses in its blocks; `assigned` has one for each addressed block."""
    blocks: list[Block] = []
    ids = iter(enumerate(assigned.ids))
    for block in essay.blocks:
        if block.kind in ADDRESSED:
            number, address = next(ids)
            aliases = assigned.aliases.get(number, ())
            blocks.append(replace(block, address=address, aliases=aliases, anchor=address))
        elif block.kind == "citation" and blocks:
            blocks.append(replace(block, anchor=blocks[-1].anchor))
        elif block.kind == "note":
            blocks.append(replace(block, anchor=author_note_id(block.note)))
        else:
            blocks.append(replace(block, anchor=block.section))
    return replace(essay, blocks=tuple(blocks))


def _text_aliases(digest: Essay, assigned: Assignment) -> Mapping[int, tuple[str, ...]]:
    """Return the aliases of a digest, with the addresses of the text's paragraphs added.

    The address of a paragraph leads to the first paragraph of the digest that covers it, or else to
    the first one of the same section.
    """
    ids = [section.id for section in digest.entry.sections]
    sections = sections_of_addresses(assigned.book, digest.entry.retired, ids)
    positions = _first_in_digest(digest)
    assigned_names = {*assigned.ids, *(name for names in assigned.aliases.values() for name in names)}
    aliases = {position: list(names) for position, names in assigned.aliases.items()}
    for name, section in sections.items():
        if name not in assigned_names and (name in positions or section in positions):
            aliases.setdefault(positions.get(name, positions.get(section, 0)), []).append(name)
    return {position: tuple(names) for position, names in aliases.items()}


def _first_in_digest(digest: Essay) -> dict[str, int]:
    """Return the index of the digest's first paragraph for each section and covered paragraph, by id."""
    indices = {block: i for i, block in enumerate(digest.addressed_blocks())}
    sections = {block.section: i for block, i in reversed(indices.items())}
    return sections | {name: indices[block] for name, block in digest.covering_blocks().items()}


def _assign(essay: Essay, book: AddressBook, prefix: str, *, sections: bool) -> Assignment:
    """Assign addresses to the paragraphs of a text or a digest.

    `sections` says whether the retired addresses of sections may lead to these paragraphs, too.
    Raises EditionError if an address would be lost.
    """
    paragraphs = [Paragraph(block.section, essay.block_text(block)) for block in essay.addressed_blocks()]
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
        f"addresses would be lost: {shown}; the text no longer has this {kind}",
        where=f"essay {entry.slug!r}",
        todo="Restore it, or give the address that replaces it under `retired`",
    )
