"""The index: all entities of an edition, and where they occur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from edition.annotate.occurrences import group_by_entity, group_by_essay
from edition.model.address_book import EntityAddresses
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import Edtf
from edition.model.entries import DateEntry, DisagreementEntry, PersonEntry, QuotationEntry, WorkEntry
from edition.model.manifest import Entry
from edition.model.mention import EntityKey, EntityKind, Mention, MentionKind, Occurrence
from edition.model.registry import Registry
from edition.model.translation import join_with_and

OccurrencesByEssay = Mapping[str, Sequence[Occurrence]]
"""The occurrences of one entity, by the slug of the essay."""


@dataclass(frozen=True)
class EntityIndex:
    """The registry's entries and the occurrences of each, from which footnotes and pages are made."""

    entries: tuple[Entry, ...]
    """The manifest's entries, in its order."""
    registry: Registry
    by_entity: Mapping[EntityKey, OccurrencesByEssay]
    """The occurrences by entity, then by essay."""
    aliases: Mapping[tuple[EntityKind, str], Sequence[str]] = field(default_factory=dict)
    """By entity, the former ids of other entities that now lead to it."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The short title of each essay, by slug."""
        return {entry.slug: entry.short for entry in self.entries}

    @cached_property
    def place_counts(self) -> Mapping[str, int]:
        """The number of occurrences of all entities of each kind."""
        counts: Counter[str] = Counter()
        for (kind, _), found in self.by_entity.items():
            counts[kind] += sum(map(len, found.values()))
        return counts

    @cached_property
    def people(self) -> Mapping[str, PersonEntry]:
        """The people in the registry, by id."""
        return {person.id: person for person in self.registry.people}

    @cached_property
    def dates(self) -> Mapping[Edtf, DateEntry]:
        """The entry for each date, by any of its values; of two entries with the same value, the first."""
        return self.registry.dates_by_value()

    @cached_property
    def date_values(self) -> frozenset[Edtf]:
        """The values of all dates on the timeline: those in texts and those of registry entries."""
        dates = (
            places
            for (kind, _), found in self.by_entity.items()
            for places in found.values()
            if kind == "date"
        )
        mentioned = {value for places in dates if (value := places[0].mention.value)}
        return frozenset(mentioned.union(*(entry.values for entry in self.registry.dates)))

    @cached_property
    def events(self) -> Mapping[str, DateEntry]:
        """The entries of the timeline, by id."""
        return {entry.id: entry for entry in self.registry.dates}

    @cached_property
    def by_event(self) -> Mapping[str, OccurrencesByEssay]:
        """The occurrences of each event of the timeline: those of its dates, and those bound to it."""
        dates = (by_essay for (kind, _), by_essay in self.by_entity.items() if kind == "date")
        places = [place for by_essay in dates for found in by_essay.values() for place in found]
        order = {entry.slug: n for n, entry in enumerate(self.entries)}
        places.sort(key=lambda place: (order.get(place.essay, 0), place.mention.start))
        by_event: dict[str, list[Occurrence]] = {}
        for place in places:
            by_event.setdefault(self.event_of(place.mention), []).append(place)
        return {event: group_by_essay(found) for event, found in by_event.items() if event}

    def event_of(self, date: Mention) -> str:
        """Return the id of the event that a date means, or else of the one that has the same date."""
        entry = self.dates.get(date.value) if date.value else None
        return date.event or (entry.id if entry else "")

    @cached_property
    def quotations(self) -> Mapping[str, QuotationEntry]:
        """The quotations in the registry, by id."""
        return {quotation.id: quotation for quotation in self.registry.quotations}

    @cached_property
    def disagreements(self) -> Mapping[str, DisagreementEntry]:
        """The disagreements in the registry, by id."""
        return {disagreement.id: disagreement for disagreement in self.registry.disagreements}

    @cached_property
    def works(self) -> Mapping[str, WorkEntry]:
        """The works in the registry, by id."""
        return {work.id: work for work in self.registry.works}

    def has_provenance(self, mention: Mention) -> bool:
        """Return whether something is known of where a quotation comes from; true for all other mentions."""
        quotation = self.quotations.get(mention.entity) if mention.kind == "quotation" else None
        return not quotation or quotation.verdict != "not-found" or bool(quotation.speaker or quotation.work)

    def registered(self, ids: Iterable[str]) -> list[PersonEntry]:
        """Return the entries of those people who are in the registry."""
        return [self.people[id_] for id_ in ids if id_ in self.people]

    def speakers(self, quotation: QuotationEntry) -> str:
        """Return the names of those who said something; empty if none is known."""
        return self._names((quotation.speaker, *quotation.also)) or quotation.said_by

    def authors(self, work: WorkEntry) -> str:
        """Return the names of those who wrote a work; empty if none is known."""
        return self._names((work.author, *work.also)) or work.by

    def _names(self, ids: Iterable[str]) -> str:
        return join_with_and(person.name for person in self.registered(ids))

    def occurrences_of(self, kind: MentionKind, entity: str) -> OccurrencesByEssay:
        """Return the occurrences of an entity."""
        return self.by_entity.get((kind, entity), {})

    def recurs(self, mention: Mention) -> bool:
        """Return whether more than one essay mentions the entity of a mention, and a page lists it."""
        if mention.kind == "date" and not self.registry.dates:  # there is no timeline
            return False
        return len(self.occurrences_of(mention.kind, mention.entity)) > 1


def index_entities(
    entries: tuple[Entry, ...],
    registry: Registry,
    essays: Iterable[EditedEssay],
    addresses: Mapping[EntityKind, EntityAddresses],
) -> EntityIndex:
    """Index the occurrences of all entities in `essays`."""
    by_entity = group_by_entity(chain.from_iterable((*essay.occurrences, *essay.names) for essay in essays))
    grouped = {key: group_by_essay(occurrences) for key, occurrences in by_entity.items()}
    return EntityIndex(entries, registry, grouped, _aliases(addresses))


def _aliases(addresses: Mapping[EntityKind, EntityAddresses]) -> dict[tuple[EntityKind, str], list[str]]:
    """Return for each entity the former ids of others that lead to it."""
    aliases: dict[tuple[EntityKind, str], list[str]] = {}
    for kind, issued in addresses.items():
        for name, target in issued.redirects.items():
            aliases.setdefault((kind, target), []).append(name)
    return aliases
