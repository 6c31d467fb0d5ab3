"""The registries as data for other programs: each entry with all its occurrences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from edition.exports.data import list_json
from edition.model.edtf import Edtf
from edition.model.entries import (
    DateEntry,
    DisagreementEntry,
    NameEntry,
    Part,
    PersonEntry,
    QuotationEntry,
)
from edition.model.mention import EntityKey, Mention, MentionKind, Occurrence
from edition.model.ranges import addresses_in
from edition.model.reference import Reference
from edition.model.registry import Registry

Occurrences = Mapping[EntityKey, Mapping[str, Sequence[Occurrence]]]
"""The occurrences of each entity, by the slug of the essay."""


def registry_files(registry: Registry, occurrences: Occurrences) -> dict[str, str]:
    """Return the registries of people, quotations, dates and disagreements as JSON, by file name.

    Each entry lists all its `occurrences`, which are given by entity and by the slug of the essay.
    """

    def places(kind: MentionKind, id_: str) -> dict[str, Any]:
        return {"id": id_, "places": _places(occurrences.get((kind, id_), {}))}

    people = [{**_fields(p, "person"), **places("person", p.id)} for p in registry.people]
    quotations = [{**_fields(q, "places"), **places("quotation", q.id)} for q in registry.quotations]
    entries = {entry.id: _fields(entry, "bound") for entry in registry.dates}
    values = {
        id_: {"date": str(in_essay[0].mention.value)}
        for (kind, id_), by_essay in occurrences.items()
        for in_essay in by_essay.values()
        if kind == "date" and in_essay
    }
    ids = sorted({*entries, *values})
    dates = [{**values.get(id_, {}), **entries.get(id_, {}), **places("date", id_)} for id_ in ids]
    disagreements = [
        {**_fields(d, "claims"), "claims": _claims(d), **places("disagreement", d.id)}
        for d in registry.disagreements
    ]
    return {
        "people.json": list_json("people", people),
        "quotations.json": list_json("quotations", quotations),
        "dates.json": list_json("dates", dates),
        "disagreements.json": list_json("disagreements", disagreements),
        **({"episodes.json": _episodes_json(registry)} if registry.episodes else {}),
    }


def names_file(registry: Registry, occurrences: Occurrences) -> dict[str, str]:
    """Return the organisations and places, with all places of each, as JSON, by file name; none if none."""
    names = [
        {**_fields(entry, "exceptions"), "places": _places(occurrences.get((entry.kind, entry.id), {}))}
        for entry in registry.names
    ]
    return {"names.json": list_json("names", names)} if names else {}


def _episodes_json(registry: Registry) -> str:
    """Return the episodes with the accounts of each, and the paragraphs outside them, as JSON."""
    episodes = [
        {
            "id": episode.id,
            "title": episode.title,
            **({"when": str(episode.when)} if episode.when else {}),
            "accounts": [
                {"essay": a.essay, "paragraphs": [*addresses_in(a.paragraphs)], "says": a.says}
                for a in episode.accounts
            ],
        }
        for episode in registry.episodes
    ]
    outside: dict[str, list[str]] = {}
    for part in registry.outside:
        outside.setdefault(part.essay, []).extend(addresses_in(part.paragraphs))
    return json.dumps({"episodes": episodes, "outside": outside}, ensure_ascii=False, indent=1) + "\n"


_Entry = PersonEntry | QuotationEntry | DateEntry | DisagreementEntry | NameEntry


def _claims(entry: DisagreementEntry) -> list[dict[str, str]]:
    return [
        {"essay": claim.essay, "says": claim.says, "address": f"essays/{claim.essay}/#{claim.at}"}
        for claim in entry.claims
    ]


def _fields(entry: _Entry, *excluded: str) -> dict[str, Any]:
    """Return the fields of an entry that are not empty, except those `excluded`."""
    names = (field.name for field in fields(entry) if field.name not in excluded)
    return {name: _to_json(value) for name in names if (value := getattr(entry, name))}


def _to_json(value: object) -> object:
    """Return the value of a field as JSON can represent it: dates as EDTF strings."""
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, Part):
        return asdict(value)
    if isinstance(value, Reference):
        return _reference(value)
    return str(value) if isinstance(value, Edtf) else value


def _reference(source: Reference) -> dict[str, object]:
    """Return a reference under the keys that registries have for it."""
    keys = {"supports": "for", "access": "seen"}
    values = ((field.name, getattr(source, field.name)) for field in fields(source))
    return {keys.get(name, name): _to_json(value) for name, value in values if value}


def _places(occurrences: Mapping[str, Sequence[Occurrence]]) -> list[dict[str, Any]]:
    return [
        {
            "essay": occurrence.essay,
            "address": occurrence.address_on(f"essays/{occurrence.essay}/"),
            "text": occurrence.exact,
            "start": occurrence.mention.source_start,
            "end": occurrence.mention.source_end,
            "notes": _remarks(occurrence.mention),
        }
        for in_essay in occurrences.values()
        for occurrence in in_essay
    ]


def _remarks(mention: Mention) -> list[str]:
    """Return remarks on a mention: the bounds of a date, a name in a title, the part of a quotation."""
    part = [f"part {mention.part}"] if mention.part else []
    return [*mention.qualifiers, *(["title"] if mention.in_title else []), *part]
