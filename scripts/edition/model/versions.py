"""Versions of an edition: what each recorded of its entries and paragraphs, and what changed between two.

A record has hashes and no words. It is written when a version is released and then kept, so that a page can
say what has changed since, without a version control system.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Hashes = Mapping[str, str]
"""A hash of the contents of each thing, by its id."""


def hash_contents(data: object) -> str:
    """Return a hash of data as YAML or JSON can hold them: 16 hexadecimal digits.

    The order of keys does not matter.

    >>> hash_contents({"a": 1, "b": 2}) == hash_contents({"b": 2, "a": 1})
    True
    """
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class EssayRecord:
    """What a version recorded of an essay."""

    paragraphs: Hashes = field(default_factory=dict)
    """A hash of the words of each paragraph, by its address; retired addresses are left out."""
    emendations: tuple[str, ...] = ()
    """A hash of each emendation, in ascending order."""
    description: str = ""
    """A hash of what is said of the essay: its title, author, source, rights and summary."""


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """What a version recorded of the edition."""

    version: str
    date: str
    """In ISO 8601."""
    essays: Mapping[str, EssayRecord] = field(default_factory=dict)
    """By slug."""
    entries: Mapping[str, Hashes] = field(default_factory=dict)
    """The entries of the registries, by kind."""

    def has_same_contents(self, other: VersionRecord) -> bool:
        """Return whether two records describe the same contents, whatever their versions and dates."""
        return (self.essays, self.entries) == (other.essays, other.entries)


@dataclass(frozen=True, slots=True)
class Difference:
    """What was added, changed and retired; each is a tuple of ids."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return bool(self.added or self.changed or self.retired)


@dataclass(frozen=True, slots=True)
class EssayChanges:
    """What changed in an essay."""

    paragraphs: Difference = Difference()
    emended: int = 0
    """How many emendations are new."""
    withdrawn: int = 0
    """How many emendations are gone."""
    redescribed: bool = False
    """Whether something else is said of the essay."""

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.paragraphs or self.emended or self.withdrawn or self.redescribed)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one version to another."""

    entries: Mapping[str, Difference]
    """By kind; kinds without a difference are left out."""
    texts: Difference
    """The essays that were added or retired."""
    essays: Mapping[str, EssayChanges]
    """By slug, the changes in essays of both versions; essays without any are left out."""

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.entries or self.texts or self.essays)


def compare(before: Hashes, after: Hashes) -> Difference:
    """Return what differs between two sets of hashes, each in its own order.

    >>> compare({"a": "1", "b": "2", "c": "3"}, {"b": "2", "c": "4", "d": "5"})
    Difference(added=('d',), changed=('c',), retired=('a',))
    """
    return Difference(
        added=tuple(name for name in after if name not in before),
        changed=tuple(name for name in after if name in before and after[name] != before[name]),
        retired=tuple(name for name in before if name not in after),
    )


def compare_versions(before: VersionRecord, after: VersionRecord) -> Changes:
    """Return what changed from one version to another."""
    kinds = dict.fromkeys([*after.entries, *before.entries])
    entries = {kind: compare(before.entries.get(kind, {}), after.entries.get(kind, {})) for kind in kinds}
    essays = {
        slug: _compare_essays(before.essays[slug], essay)
        for slug, essay in after.essays.items()
        if slug in before.essays
    }
    return Changes(
        entries={kind: difference for kind, difference in entries.items() if difference},
        texts=compare(dict.fromkeys(before.essays, ""), dict.fromkeys(after.essays, "")),
        essays={slug: changes for slug, changes in essays.items() if changes},
    )


def _compare_essays(before: EssayRecord, after: EssayRecord) -> EssayChanges:
    return EssayChanges(
        compare(before.paragraphs, after.paragraphs),
        emended=_count_missing(after.emendations, before.emendations),
        withdrawn=_count_missing(before.emendations, after.emendations),
        redescribed=before.description != after.description,
    )


def _count_missing(hashes: Iterable[str], others: Collection[str]) -> int:
    return sum(name not in others for name in hashes)


def previous_records(
    versions: Sequence[str], records: Mapping[str, VersionRecord]
) -> dict[str, VersionRecord | None]:
    """Return for each of `versions`, which are newest first, the record of the last one before it.

    Versions without a record are passed over; before the first with one there is none.
    """
    return {
        version: next((records[earlier] for earlier in versions[n + 1 :] if earlier in records), None)
        for n, version in enumerate(versions)
    }
