"""Permanent addresses of people, quotations, dates and whatever else has a page of entries.

A committed book lists every id that was ever issued, by kind. One whose entity is gone leads to
another: where an editor retired it to, or, of dates that only the missing texts name, to the entry
next before it in time.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from edition.inputs.addresses import read_addresses
from edition.inputs.paths import ENTITIES, ENTITY_PAGES
from edition.model.address import EntityAddresses
from edition.model.edtf import sort_key
from edition.model.entries import Registry, date_id, date_value
from edition.model.errors import EditionError
from edition.model.mention import HOMES, Mention, MentionKind

MAX_LISTED = 5
"""How many lost addresses of a kind a message names."""


def address_entities(
    root: Path, registry: Registry, mentions: Mapping[str, Sequence[Mention]], *, complete: bool
) -> dict[MentionKind, EntityAddresses]:
    """Settle the addresses of all entities. Raises EditionError where one would be lost."""
    issued = read_addresses(root, ENTITIES, lambda text: parse_entity_addresses(text, HOMES))
    out = {}
    for kind, standing in _standing(registry, mentions).items():
        retired = registry.retired.get(kind, {})
        # of dates that no entry has, only the texts know: without all of them nothing can be missed
        open_ = kind == "date" and standing and not complete
        nearest = next_before(standing, _in_time) if open_ else None
        out[kind] = settle_addresses(issued.get(kind, ()), standing, retired, nearest)
        _demand_kept(kind, out[kind], retired)
    return out


def _standing(registry: Registry, mentions: Mapping[str, Sequence[Mention]]) -> dict[MentionKind, list[str]]:
    """Return the ids of all entities that have an entry on the page of their kind."""
    dates = {m.entity for them in mentions.values() for m in them if m.kind == "date"}
    dates |= {date_id(value) for one in registry.dates for value in one.values}
    return {
        "person": [one.id for one in registry.people],
        "quotation": [one.id for one in registry.quotations],
        "date": sorted(dates, key=_in_time) if registry.dates else [],
        "disagreement": [one.id for one in registry.disagreements],
    }


def _in_time(date: str) -> tuple[str, bool, str]:
    return sort_key(date_value(date))


def _demand_kept(kind: MentionKind, shelf: EntityAddresses, retired: Mapping[str, str]) -> None:
    """Raise EditionError where an address is lost, or one retired that never was."""
    home, never = HOMES[kind], [name for name in retired if name not in shelf.ids]
    file = ENTITY_PAGES[home]
    if shelf.lost:
        shown = ", ".join(f"/{home}/#{name}" for name in shelf.lost[:MAX_LISTED])
        more = f" and {len(shelf.lost) - MAX_LISTED} more" if len(shelf.lost) > MAX_LISTED else ""
        what = f"addresses would be lost: {shown}{more}; no entry and no text has them any more"
        raise EditionError(file, what, todo="Restore them, or name where they lead under `retired`")
    if never:
        what = f"no such address was ever issued: {', '.join(never)}"
        raise EditionError(file, what, where="retired", todo=f"Name one that {ENTITIES} lists")


_ID = re.compile(r"[a-z0-9][a-zA-Z0-9-]*")


def settle_addresses(
    issued: Sequence[str],
    standing: Sequence[str],
    retired: Mapping[str, str],
    nearest: Callable[[str], str] | None = None,
) -> EntityAddresses:
    """Return the addresses of a kind: those `issued` before, and those of `standing` that are new.

    `standing` are the ids of the entities that this build has. `retired` maps ids given up on purpose
    to those that replace them. `nearest` finds a place for what this build cannot have; without it,
    what is neither standing nor retired is lost.
    """
    here, before = frozenset(standing), frozenset(issued)
    leads = {}
    for name in issued:
        to = _followed(name, retired, here)
        if to not in here and nearest and to in before:
            to = nearest(to)
        if to != name and to in here:
            leads[name] = to
    lost = tuple(name for name in issued if name not in here and name not in leads)
    return EntityAddresses((*issued, *(name for name in standing if name not in before)), leads, lost)


def _followed(name: str, retired: Mapping[str, str], here: Collection[str]) -> str:
    """Return where an id leads, over as many steps as it takes."""
    seen = set[str]()
    while name not in here and name in retired and name not in seen:
        seen.add(name)
        name = retired[name]
    return name


def next_before(names: Sequence[str], order: Callable[[str], Any]) -> Callable[[str], str]:
    """Return a function that finds the last of `names` before another; before the first, the first.

    `names` are in the order by which `order` compares, and not empty.
    """
    keys = [order(name) for name in names]
    return lambda name: names[max(0, bisect_left(keys, order(name)) - 1)]


def dump_entity_addresses(shelves: Iterable[tuple[str, EntityAddresses]]) -> str:
    """Return the ids ever issued, by kind, as JSON: one to a line, so that changes are easy to see."""
    return json.dumps({kind: list(shelf.ids) for kind, shelf in shelves}, indent=2) + "\n"


def parse_entity_addresses(text: str, kinds: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return what `dump` wrote, by kind; nothing for an empty text.

    Raises ValueError or TypeError for anything else, and for a kind that is none of `kinds`.
    """
    book = {kind: tuple(ids) for kind, ids in dict(json.loads(text or "{}")).items()}
    for kind, ids in book.items():
        if kind not in kinds:
            raise ValueError(f"there is no kind {kind!r}")
        wrong = [name for name in ids if not _ID.fullmatch(name)]
        if wrong or len({*ids}) < len(ids):
            raise ValueError(f"{[*wrong, kind][0]!r} is not as it was written")
    return book
