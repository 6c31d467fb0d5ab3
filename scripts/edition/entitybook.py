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
from dataclasses import dataclass, field
from typing import Any

_ID = re.compile(r"[a-z0-9][a-zA-Z0-9-]*")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The addresses of one kind in a build."""

    ids: tuple[str, ...] = ()
    """Every id ever issued, in the order in which they were."""
    leads: Mapping[str, str] = field(default_factory=dict)
    """The id of the entity to which an id without one leads."""
    lost: tuple[str, ...] = ()
    """Ids that would lead nowhere."""


def settle(
    issued: Sequence[str],
    standing: Sequence[str],
    retired: Mapping[str, str],
    nearest: Callable[[str], str] | None = None,
) -> Shelf:
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
    return Shelf((*issued, *(name for name in standing if name not in before)), leads, lost)


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


def dump(shelves: Iterable[tuple[str, Shelf]]) -> str:
    """Return the ids ever issued, by kind, as JSON: one to a line, so that changes are easy to see."""
    return json.dumps({kind: list(shelf.ids) for kind, shelf in shelves}, indent=2) + "\n"


def parse(text: str, kinds: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return what `dump` wrote, by kind; nothing for an empty text.

    Raises ValueError or TypeError for anything else, and for a kind that is none of `kinds`.
    """
    book = {kind: tuple(ids) for kind, ids in dict(json.loads(text or "{}")).items()}
    for kind, ids in book.items():
        if kind not in kinds:
            raise ValueError(f"there is no kind {kind!r}")
        wrong = next((name for name in ids if not _ID.fullmatch(name)), "")
        if wrong or len({*ids}) < len(ids):
            raise ValueError(f"{wrong or kind!r} is not as it was written")
    return book
