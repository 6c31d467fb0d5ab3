"""All entities of an edition with the places where they occur."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from edition.model.entries import DateEntry, PersonEntry, QuotationEntry, Registry, WorkEntry, date_value
from edition.model.manifest import Entry
from edition.model.mention import Key, MentionKind, Occurrence

OccurrencesByEssay = Mapping[str, Sequence[Occurrence]]
"""Places by essay."""


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
    def dates(self) -> Mapping[str, DateEntry]:
        """What happened, by each EDTF value that means it; of two entries the first."""
        entries = reversed(self.registry.dates)
        return {value: entry for entry in entries for value in (entry.date, *entry.others)}

    @cached_property
    def times(self) -> frozenset[str]:
        """The EDTF values of all dates that the timeline has: those of texts and those of entries."""
        named = {date_value(entity) for kind, entity in self.found if kind == "date"}
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

    def deserves_note(self, kind: MentionKind, entity: str) -> bool:
        """Tell whether an entity gets a note: it has something to say or leads elsewhere."""
        if kind != "date":
            return True
        value = date_value(entity)
        return value in self.dates or len(self.places_of(kind, entity)) > 1
