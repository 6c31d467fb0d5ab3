"""The records of versions: one JSON file for each, written when the version is released."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from edition.inputs.address_files import DAMAGED
from edition.inputs.paths import VERSION_RECORDS
from edition.inputs.yaml_errors import shorten
from edition.model.errors import EditionError
from edition.model.versions import EssayRecord, Hashes, VersionRecord


def record_path(version: str) -> str:
    """Return the path of the record of a version."""
    return f"{VERSION_RECORDS}/{version}.json"


def load_records(root: Path, versions: Iterable[str]) -> dict[str, VersionRecord]:
    """Read the records of those of `versions` that have one, by version.

    Raises EditionError if one is malformed or is that of another version.
    """
    found = {version: root / record_path(version) for version in versions}
    return {version: _read(file, version) for version, file in found.items() if file.is_file()}


def _read(file: Path, version: str) -> VersionRecord:
    try:
        record = parse_record(file.read_text(encoding="utf-8"))
        if record.version != version:
            raise ValueError(f"it is that of {record.version}")
    except DAMAGED as error:
        what = f"is not the record of version {version} ({shorten(error)})"
        raise EditionError(record_path(version), what, todo="Restore it from version control") from None
    return record


def parse_record(text: str) -> VersionRecord:
    """Parse the JSON written by `dump_record`.

    Raises one of `DAMAGED` for anything else.
    """
    data = json.loads(text)
    return VersionRecord(
        version=data["version"],
        date=data["date"],
        essays={slug: _parse_essay(essay) for slug, essay in data["essays"].items()},
        entries={kind: _parse_hashes(hashes) for kind, hashes in data["entries"].items()},
    )


def _parse_essay(data: dict[str, Any]) -> EssayRecord:
    emendations = tuple(map(str, data["emendations"]))
    return EssayRecord(_parse_hashes(data["paragraphs"]), emendations, str(data["description"]))


def _parse_hashes(data: dict[str, Any]) -> Hashes:
    return {name: str(value) for name, value in data.items()}


def dump_record(record: VersionRecord) -> str:
    """Return the record of a version as JSON, with one thing per line."""
    data = {
        "version": record.version,
        "date": record.date,
        "essays": {
            slug: {
                "description": essay.description,
                "emendations": essay.emendations,
                "paragraphs": dict(essay.paragraphs),
            }
            for slug, essay in record.essays.items()
        },
        "entries": {kind: dict(hashes) for kind, hashes in record.entries.items()},
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
