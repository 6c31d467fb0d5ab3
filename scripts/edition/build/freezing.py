"""Freezing a version: recording what it holds, so that later versions can be compared with it."""

from __future__ import annotations

from pathlib import Path

from edition.build.edition import Edition
from edition.inputs.paths import CITATION
from edition.inputs.version_records import dump_record, record_path
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError
from edition.model.manifest import Emendation, Entry, Fact
from edition.model.publication import Publication
from edition.model.versions import EssayRecord, VersionRecord, hash_contents


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


def write_record(root: Path, edition: Edition, *, again: bool) -> str:
    """Write the record of the version that CITATION.cff names, and return its path.

    Raises EditionError if there is no CITATION.cff, or if the version has another record and is not to be
    recorded `again`.
    """
    publication = _published(edition)
    record, path = record_edition(edition, publication), record_path(publication.version)
    known = edition.records.get(publication.version)
    if known and not known.has_same_contents(record) and not again:
        raise EditionError(path, "records another state of this version", todo=_NEXT_VERSION)
    file = root / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(dump_record(record).encode("utf-8"))
    return path


_NEXT_VERSION = (
    f"Name the next version in {CITATION}; if this one is not released yet, record it again with --again"
)


def check_frozen(edition: Edition, tag: str = "") -> str:
    """Return the version of the edition if its record says what the edition holds.

    Raises EditionError if it does not, or if `tag` is given and is not that of the version, as `v1.0.0` for
    1.0.0.
    """
    publication = _published(edition)
    version = publication.version
    if tag and tag != f"v{version}":
        todo = f"Tag it v{version}, or name the version in {CITATION}"
        raise EditionError("--tag", f"{tag!r} is not the tag of version {version}", todo=todo)
    known = edition.records.get(version)
    if not known or not known.has_same_contents(record_edition(edition, publication)):
        what = "does not record what the edition holds" if known else "is missing"
        raise EditionError(record_path(version), what, todo="Run `edition freeze` and commit the file")
    return version


def _published(edition: Edition) -> Publication:
    if not edition.publication:
        todo = "Name title, version, authors and date-released there"
        raise EditionError(CITATION, "is missing", todo=todo)
    return edition.publication
