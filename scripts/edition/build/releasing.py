"""Releasing a version: issuing addresses, and recording what it holds.

A release alone writes address books. What no release contains is a draft and reserves no address, so that
editors can change texts and registries as they like until they publish them under a version. By its
record, later versions can be compared with this one.
"""

from __future__ import annotations

from pathlib import Path

from edition.addresses.entities import dump_entity_addresses
from edition.addresses.essays import address_book_path
from edition.addresses.pages import dump_pages
from edition.addresses.paragraphs import dump_address_book
from edition.build.edition import Edition
from edition.build.files import changed_files, write_files
from edition.checks.registries import find_unwritten
from edition.inputs.paths import ADDRESS_BOOKS, CITATION, ENTITY_BOOK, MANIFEST, PAGE_BOOK
from edition.inputs.version_records import dump_record, record_path
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError
from edition.model.manifest import Emendation, Entry, Fact
from edition.model.publication import Publication
from edition.model.registry import Registry
from edition.model.versions import EssayRecord, VersionRecord, hash_contents
from edition.model.vocabulary import TO_BE_GIVEN, TO_BE_WRITTEN


def record_edition(edition: Edition, publication: Publication) -> VersionRecord:
    """Return the record of the edition as it is now, under the version and date of its `publication`."""
    return VersionRecord(
        version=publication.version,
        date=publication.released.isoformat(),
        essays={essay.slug: _record_essay(essay) for essay in edition.essays},
        entries=edition.registry.hashes,
    )


def _record_essay(essay: EditedEssay) -> EssayRecord:
    current = {
        name: issued.fingerprint.digest
        for name, issued in essay.addresses.paragraphs.items()
        if name not in essay.entry.retired and not issued.target
    }
    emendations = sorted(map(_hash_emendation, essay.entry.emendations))
    return EssayRecord(current, tuple(emendations), _hash_description(essay.entry))


def _hash_emendation(emendation: Emendation) -> str:
    """Return a hash of what is emended and how; the reason may be worded otherwise later."""
    place = emendation.place
    where = [place.begins, place.ends, place.left, place.right]
    return hash_contents([emendation.kind, *where, emendation.correction])


def _hash_description(entry: Entry) -> str:
    facts = (entry.author, entry.publisher, entry.date, entry.written, entry.address)
    words = [entry.title, entry.short, entry.language, entry.summary, entry.verdict, entry.tradition]
    return hash_contents([*words, entry.rights, *map(_fact, facts)])


def _fact(fact: Fact) -> list[str]:
    return [fact.text, fact.certainty, fact.note, fact.family, str(fact.edtf or "")]


def write_release(root: Path, edition: Edition, *, again: bool) -> list[str]:
    """Issue the addresses of the edition, and record the version that CITATION.cff names.

    Return the paths of the files that this changes. Raises EditionError, before anything is written, if there
    is no CITATION.cff, if the version has another record and is not to be recorded `again`, if the text of a
    draft is not available, or if something in an entry is still to be written.
    """
    publication = _published(edition)
    record, path = record_edition(edition, publication), record_path(publication.version)
    known = edition.records.get(publication.version)
    if known and not known.has_same_contents(record) and not again:
        raise EditionError(path, "records another state of this version", todo=_NEXT_VERSION)
    _check_drafts(edition)
    _check_entries(edition.registry)
    files = {**address_books(edition), path: dump_record(record)}
    changed = changed_files(root, files)
    write_files(root, files.items(), clean=ADDRESS_BOOKS)
    return changed


_NEXT_VERSION = (
    f"Name the next version in {CITATION}; if this one is not released yet, release it again with --again"
)


def _check_drafts(edition: Edition) -> None:
    """Raise EditionError if there is a draft without its text: it is not known which paragraphs it has."""
    for essay in edition.essays:
        if essay.is_draft and not essay.text:
            raise EditionError(
                MANIFEST,
                "its text is not available, so that its paragraphs cannot be given addresses",
                where=f"essay {essay.slug!r}",
                todo="Put the text into sources/ or name its folder with --sources",
            )


def _check_entries(registry: Registry) -> None:
    """Raise EditionError if an entry says what a report proposes in place of words that are to be written."""
    unwritten = list(find_unwritten(registry))
    if unwritten:
        (file, id_), more = unwritten[0], len(unwritten) - 1
        others = f", and so do {more} more entries" if more > 1 else ", and so does one more" if more else ""
        raise EditionError(
            file,
            f"it says {TO_BE_WRITTEN!r} or {TO_BE_GIVEN!r}{others}",
            where=f"entry {id_!r}",
            todo="Say what readers are to know and how it is known, or remove the entry",
        )


def address_books(edition: Edition) -> dict[str, str]:
    """Return the text of the address books with all addresses of the edition, by path."""
    books = {address_book_path(essay.slug): dump_address_book(essay.addresses) for essay in edition.essays}
    if any(addresses.ids for addresses in edition.entity_addresses.values()):
        books[ENTITY_BOOK] = dump_entity_addresses(edition.entity_addresses.items())
    return {**books, PAGE_BOOK: dump_pages(edition.pages)}


def check_released(root: Path, edition: Edition, tag: str = "") -> str:
    """Return the version of the edition if it has been released as it is.

    Raises EditionError if its record does not say what the edition holds, if addresses have not been
    issued, or if `tag` is given and is not that of the version, as `v1.0.0` for 1.0.0.
    """
    publication = _published(edition)
    version = publication.version
    if tag and tag != f"v{version}":
        todo = f"Tag it v{version}, or name the version in {CITATION}"
        raise EditionError("--tag", f"{tag!r} is not the tag of version {version}", todo=todo)
    known = edition.records.get(version)
    if not known or not known.has_same_contents(record_edition(edition, publication)):
        what = "does not record what the edition holds" if known else "is missing"
        raise EditionError(record_path(version), what, todo=_RELEASE)
    if unlisted := changed_files(root, address_books(edition)):
        raise EditionError(unlisted[0], "does not list all addresses of the edition", todo=_RELEASE)
    return version


_RELEASE = "Run `edition release` and commit the files that it names"


def _published(edition: Edition) -> Publication:
    if not edition.publication:
        todo = "Name title, version, authors and date-released there"
        raise EditionError(CITATION, "is missing", todo=todo)
    return edition.publication
