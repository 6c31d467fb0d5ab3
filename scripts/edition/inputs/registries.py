"""The registries: what the editors know of people, dates, quotations, works, disagreements, episodes, names.

They are seven YAML files in `docs/annotations`, each checked against the JSON Schema beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from edition.inputs.checked_yaml import CheckedYaml, load_yaml
from edition.inputs.converter import parse_entries, parse_entry, redirects
from edition.inputs.paths import DATES, DISAGREEMENTS, EPISODES, NAMES, PEOPLE, QUOTATIONS, WORKS
from edition.inputs.references import check_references
from edition.model.entries import (
    DateEntry,
    DatePlace,
    DisagreementEntry,
    NameEntry,
    PersonEntry,
    PersonGroup,
    QuotationEntry,
    WorkEntry,
)
from edition.model.episodes import Episode, Outside
from edition.model.registry import Calendar, Registry, Settlement
from edition.model.versions import Hashes, hash_contents


def load_registry(root: Path, essays: Collection[str] | None = None) -> Registry:
    """Read the registries of the edition in `root`; a registry without a file is empty.

    `essays` are the slugs that an entry may name; None for any. Raises EditionError if a file does not
    match its schema, repeats an id, gives the same form of a name to two people, or refers to an entry
    that does not exist.
    """
    paths = (PEOPLE, DATES, QUOTATIONS, WORKS, DISAGREEMENTS, EPISODES, NAMES)
    people, dates, quotations, works, disagreements, episodes, names = files = [
        load_yaml(root, path) if (root / path).is_file() else CheckedYaml(path, "", {}) for path in paths
    ]
    by_kind = {
        "person": people,
        "quotation": quotations,
        "date": dates,
        "disagreement": disagreements,
        "episode": episodes,
    }
    registry = Registry(
        people=parse_entries(people, "people", PersonEntry),
        titles=tuple(people.data.get("titles", ())),
        groups=parse_entries(people, "groups", PersonGroup),
        dates=parse_entries(dates, "dates", DateEntry),
        settled=parse_entries(dates, "settled", Settlement),
        quotations=parse_entries(quotations, "quotations", QuotationEntry),
        works=parse_entries(works, "works", WorkEntry),
        disagreements=parse_entries(disagreements, "disagreements", DisagreementEntry),
        retired={
            kind: redirects(file.data["retired"])
            for kind, file in by_kind.items()
            if file.data.get("retired")
        },
        calendar=parse_entry(dates, "calendar", Calendar) or Calendar(),
        introduction=works.data.get("introduction", "").strip(),
        unnoted=parse_entries(dates, "unnoted", DatePlace),
        episodes=parse_entries(episodes, "episodes", Episode),
        outside=parse_entries(episodes, "outside", Outside),
        names=parse_entries(names, "names", NameEntry),
    )
    check_references({Path(file.file).stem: file for file in files}, essays)
    return replace(registry, hashes=_hash_entries(registry, files))


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def _hash_entries(registry: Registry, files: Sequence[CheckedYaml]) -> dict[str, Hashes]:
    """Return a hash of each entry as it stands in its file, by kind; kinds without entries are left out."""
    data = {name: items for file in files for name, items in file.data.items()}
    by_kind: Mapping[str, tuple[str, Sequence[_HasId]]] = {
        "person": ("people", registry.people),
        "quotation": ("quotations", registry.quotations),
        "date": ("dates", registry.dates),
        "work": ("works", registry.works),
        "disagreement": ("disagreements", registry.disagreements),
        "episode": ("episodes", registry.episodes),
    }
    return {kind: _hash_each(entries, data[key]) for kind, (key, entries) in by_kind.items() if entries}


def _hash_each(entries: Sequence[_HasId], data: Sequence[Any]) -> Hashes:
    return {entry.id: hash_contents(item) for entry, item in zip(entries, data, strict=True)}
