"""All entities of an edition with the places where they occur."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from edition.annotate.occurrences import find_occurrences, group_by_essay, index_occurrences
from edition.model.address import EntityAddresses
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, PersonEntry, QuotationEntry, Registry, WorkEntry
from edition.model.manifest import Entry
from edition.model.mention import Key, Mention, MentionKind, Occurrence

OccurrencesByEssay = Mapping[str, Sequence[Occurrence]]
"""The occurrences of an entity, by the slug of the essay."""


@dataclass(frozen=True)
class EntityIndex:
    """All that notes and pages draw on."""

    entries: tuple[Entry, ...]
    registry: Registry
    found: Mapping[Key, OccurrencesByEssay]
    """By entity, then by essay."""
    places: Mapping[str, Sequence[Occurrence]]
    """By essay, in the order in which they stand there."""
    aliases: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    """By entity, the addresses of others that lead to it."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The short form of each essay's title, by slug."""
        return {entry.slug: entry.short for entry in self.entries}

    @cached_property
    def people(self) -> Mapping[str, PersonEntry]:
        """The persons of the registry, by id."""
        return {person.id: person for person in self.registry.people}

    @cached_property
    def dates(self) -> Mapping[Edtf, DateEntry]:
        """What happened, by each value that means it; of two entries the first."""
        entries = reversed(self.registry.dates)
        return {value: entry for entry in entries for value in entry.values}

    @cached_property
    def times(self) -> frozenset[Edtf]:
        """The values of all dates that the timeline has: those of texts and those of entries."""
        named = {Edtf.from_id(entity) for kind, entity in self.found if kind == "date"}
        return frozenset(named.union(*(entry.values for entry in self.registry.dates)))

    @cached_property
    def quotations(self) -> Mapping[str, QuotationEntry]:
        """The quotations of the registry, by id."""
        return {quotation.id: quotation for quotation in self.registry.quotations}

    @cached_property
    def works(self) -> Mapping[str, WorkEntry]:
        """The works of the registry, by id."""
        return {work.id: work for work in self.registry.works}

    def places_of(self, kind: MentionKind, entity: str) -> OccurrencesByEssay:
        """Return the places of an entity."""
        return self.found.get((kind, entity), {})

    def deserves_note(self, mention: Mention) -> bool:
        """Whether a mention gets a note: there is something to say of it, or it leads elsewhere."""
        if mention.kind != "date":
            return True
        return mention.value in self.dates or len(self.places_of("date", mention.entity)) > 1


def index_entities(
    entries: tuple[Entry, ...],
    registry: Registry,
    essays: Iterable[EditedEssay],
    addresses: Mapping[MentionKind, EntityAddresses],
) -> EntityIndex:
    """Return all entities with the places of `essays`, which are addressed, where they occur."""
    places = {e.slug: tuple(find_occurrences(e.shown, e.mentions)) for e in essays if e.shown}
    found = index_occurrences(place for of_essay in places.values() for place in of_essay)
    by_essay = {key: group_by_essay(occurrences) for key, occurrences in found.items()}
    return EntityIndex(entries, registry, by_essay, places, _aliases(addresses))


def _aliases(addresses: Mapping[MentionKind, EntityAddresses]) -> dict[Key, list[str]]:
    """Return for each entity the addresses of others that lead to it."""
    out: dict[Key, list[str]] = {}
    for kind, of_kind in addresses.items():
        for name, to in of_kind.leads.items():
            out.setdefault((kind, to), []).append(name)
    return out
