"""Permanent addresses of entities: people, quotations, dates and disagreements.

A committed address book lists every id that was ever issued, by kind. An id whose entity is gone leads
to another entity: the one that an editor named when retiring it or, for a date that only missing texts
mention, the nearest earlier date.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from edition.inputs.address_files import read_addresses
from edition.inputs.paths import ENTITY_BOOK, ENTITY_PAGES
from edition.model.address_book import EntityAddresses
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.errors import EditionError
from edition.model.mention import PAGE_BY_KIND, EntityKind
from edition.model.registry import Registry

MAX_LISTED = 5
"""Maximum number of lost addresses that a message lists."""


def address_entities(
    root: Path, registry: Registry, essays: Sequence[EditedEssay], *, complete: bool
) -> dict[EntityKind, EntityAddresses]:
    """Return the addresses of all entities, by kind. Raises EditionError if an address would be lost.

    `complete` says that the texts of all essays are available.
    """
    issued = read_addresses(root, ENTITY_BOOK, lambda text: parse_entity_addresses(text, PAGE_BY_KIND))
    addresses = {}
    for kind, current in _current_ids(registry, essays).items():
        retired = registry.retired.get(kind, {})
        # Dates without an entry are known from the texts alone, so a date that is missing while texts
        # are missing is not lost.
        undecided = kind == "date" and current and not complete
        nearest = predecessor_finder(current, Edtf.from_id) if undecided else None
        addresses[kind] = resolve_addresses(issued.get(kind, ()), current, retired, nearest)
        _check_lost(kind, addresses[kind])
        _check_retired(kind, addresses[kind], retired)
    return addresses


def _current_ids(registry: Registry, essays: Sequence[EditedEssay]) -> dict[EntityKind, list[str]]:
    """Return the ids of all entities that have an entry on the page of their kind."""
    dates = {mention.value for essay in essays for mention in essay.mentions if mention.value}
    dates |= {value for entry in registry.dates for value in entry.values}
    return {
        "person": [entry.id for entry in registry.people],
        "quotation": [entry.id for entry in registry.quotations],
        "date": [value.id for value in sorted(dates)] if registry.dates else [],
        "disagreement": [entry.id for entry in registry.disagreements],
        "episode": [episode.id for episode in registry.episodes],
    }


def _check_lost(kind: EntityKind, addresses: EntityAddresses) -> None:
    """Raise EditionError if an address is lost."""
    page, lost = PAGE_BY_KIND[kind], addresses.lost
    if lost:
        shown = ", ".join(f"/{page}/#{name}" for name in lost[:MAX_LISTED])
        more = f" and {len(lost) - MAX_LISTED} more" if len(lost) > MAX_LISTED else ""
        what = f"addresses would be lost: {shown}{more}; no entry and no text has them any more"
        todo = "Restore them, or give the address that replaces each under `retired`"
        raise EditionError(ENTITY_PAGES[page], what, todo=todo)


def _check_retired(kind: EntityKind, addresses: EntityAddresses, retired: Mapping[str, str]) -> None:
    """Raise EditionError if an address is retired that was never issued."""
    unknown = [name for name in retired if name not in addresses.ids]
    if unknown:
        what = f"no such address was ever issued: {', '.join(unknown)}"
        todo = f"Use an address that is listed in {ENTITY_BOOK}"
        raise EditionError(ENTITY_PAGES[PAGE_BY_KIND[kind]], what, where="retired", todo=todo)


_ID = re.compile(r"[a-z0-9][a-zA-Z0-9-]*")
_DATE_ID = re.compile(r"[0-9X-]+")


def resolve_addresses(
    issued: Sequence[str],
    current: Sequence[str],
    retired: Mapping[str, str],
    nearest: Callable[[str], str] | None = None,
) -> EntityAddresses:
    """Return the addresses of one kind: those `issued` before, and those of `current` that are new.

    `current` are the ids of the entities in this build. `retired` maps ids given up on purpose to those
    that replace them. `nearest` returns a substitute for an id whose entity this build may lack;
    without it, an id that is neither current nor retired is lost.
    """
    existing, previous = frozenset(current), frozenset(issued)
    redirects = {}
    for name in issued:
        target = _follow_retired(name, retired, existing)
        if target not in existing and nearest and target in previous:
            target = nearest(target)
        if target != name and target in existing:
            redirects[name] = target
    lost = tuple(name for name in issued if name not in existing and name not in redirects)
    return EntityAddresses((*issued, *(name for name in current if name not in previous)), redirects, lost)


def _follow_retired(name: str, retired: Mapping[str, str], existing: Collection[str]) -> str:
    """Return the id that `name` leads to, following retired ids until one exists."""
    visited = set[str]()
    while name not in existing and name in retired and name not in visited:
        visited.add(name)
        name = retired[name]
    return name


def predecessor_finder(names: Sequence[str], order: Callable[[str], Any]) -> Callable[[str], str]:
    """Return a function from a name to the last of `names` before it, or else the first.

    `names` must be sorted by the key `order`, and not empty.
    """
    keys = [order(name) for name in names]
    return lambda name: names[max(0, bisect_left(keys, order(name)) - 1)]


def dump_entity_addresses(addresses: Iterable[tuple[str, EntityAddresses]]) -> str:
    """Return all ids ever issued, by kind, as JSON with one id per line, so that diffs are easy to read."""
    return (
        json.dumps({kind: list(of_kind.ids) for kind, of_kind in addresses if of_kind.ids}, indent=2) + "\n"
    )


def parse_entity_addresses(text: str, kinds: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Parse the JSON written by `dump_entity_addresses`, by kind; an empty text has no addresses.

    Raises ValueError or TypeError for anything else, for a kind that is not one of `kinds`, and for an
    invalid id of a date.
    """
    data = json.loads(text or "{}")
    if not isinstance(data, dict) or not all(isinstance(ids, list) for ids in data.values()):
        raise TypeError("not a list of ids for each kind")
    book = {kind: tuple(ids) for kind, ids in data.items()}
    for kind, ids in book.items():
        if kind not in kinds:
            raise ValueError(f"unknown kind {kind!r}")
        pattern = _DATE_ID if kind == "date" else _ID
        malformed = [name for name in ids if not pattern.fullmatch(name)]
        if malformed or len({*ids}) < len(ids):
            raise ValueError(f"{[*malformed, kind][0]!r} is malformed")
    for name in book.get("date", ()):
        Edtf.from_id(name)
    return book
