"""Entries of the registries: people, dates, quotations, works and disagreements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from edition.model.edtf import Edtf
from edition.model.manifest import TextQuoteSelector

VERDICTS = {
    "as-published": "Quoted as published.",
    "trimmed": "Shortened.",
    "variant": "Another translation or wording.",
    "altered": "Differs from the published words.",
    "misattributed": "Attributed to the wrong person.",
    "wrong-page": "The page given is not the right one.",
    "wrong-date": "The date or occasion given is not the right one.",
    "not-found": "No published source was found.",
}


@dataclass(frozen=True, slots=True)
class Where:
    """A place that settles whom a form names there."""

    form: str
    left: str = ""
    right: str = ""
    essay: str = ""
    """The slug of the only text that this is about; every text where empty."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is needed to find a person in a text."""

    id: str
    names: tuple[str, ...]
    """Forms that name only this person, misspelt ones included."""
    shared: tuple[str, ...] = ()
    """Forms that count only in the places that `where` tells."""
    where: tuple[Where, ...] = ()
    exceptions: tuple[str, ...] = ()
    """Phrases in which a form is not the person."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What the edition says of a person."""

    person: Person
    name: str
    full: str
    sort: str
    born: Edtf | None
    """New style; None where not confirmed, as is `died`."""
    died: Edtf | None
    role: str
    wikidata: str
    certainty: str
    source: str
    note: str

    @property
    def id(self) -> str:
        """The person's id, part of an address."""
        return self.person.id


@dataclass(frozen=True, slots=True)
class DateEntry:
    """What happened at a date."""

    date: Edtf
    """In the calendar of the essays."""
    new_style: Edtf | None
    """The same in our calendar, where they differ."""
    title: str
    what: str
    others: tuple[Edtf, ...]
    """Other values in the texts that mean the same."""
    certainty: str
    source: str

    @property
    def id(self) -> str:
        """The entry's id, part of an address."""
        return self.date.id

    @property
    def values(self) -> tuple[Edtf, ...]:
        """All values that mean the entry."""
        return self.date, *self.others


@dataclass(frozen=True, slots=True)
class QuotationPlace:
    """Where a quotation stands, and what differs there."""

    essay: str
    place: TextQuoteSelector
    part: int
    verdict: str
    differs: str
    digest: bool = False
    """Whether it stands in the essay's digest, not in its text."""


@dataclass(frozen=True, slots=True)
class QuotationEntry:
    """Who said something, where it is published, and how far it is right as quoted."""

    id: str
    title: str
    speaker: str
    """A person's id, or empty."""
    said_by: str
    """A body, where no person spoke."""
    work: str
    said: Edtf | None
    locator: str
    verdict: str
    differs: str
    certainty: str
    source: str
    places: tuple[QuotationPlace, ...]
    also: tuple[str, ...] = ()
    """Ids of persons who spoke together with the speaker."""


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A work that the essays name or quote."""

    id: str
    title: str
    author: str
    """A person's id, or empty."""
    by: str
    year: Edtf | None
    form: str
    published: str
    read_at: str
    certainty: str
    source: str
    also: tuple[str, ...] = ()
    """Ids of persons who wrote it together with the author."""
    named: tuple[str, ...] = ()
    """Words by which a text names it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one essay says on a disagreement."""

    essay: str
    says: str
    at: str
    """The address of the paragraph."""
    place: TextQuoteSelector


@dataclass(frozen=True, slots=True)
class DisagreementEntry:
    """A fact or a question on which essays contradict each other or the record."""

    id: str
    title: str
    kind: str
    subject: str
    question: str
    known: str
    certainty: str
    source: str
    claims: tuple[Claim, ...]

    @property
    def is_noted(self) -> bool:
        """Whether its places in the texts have footnotes: claims that only look alike have none."""
        return self.kind != "look-alike"


@dataclass(frozen=True, slots=True)
class Settlement:
    """The value of a date that its surroundings would mislead about."""

    essay: str
    words: str
    value: Edtf


@dataclass(frozen=True, slots=True)
class Registry:
    """All registries."""

    people: tuple[PersonEntry, ...] = ()
    titles: tuple[str, ...] = ()
    """Phrases that only quote a name."""
    dates: tuple[DateEntry, ...] = ()
    settled: tuple[Settlement, ...] = ()
    quotations: tuple[QuotationEntry, ...] = ()
    works: tuple[WorkEntry, ...] = ()
    disagreements: tuple[DisagreementEntry, ...] = ()
    retired: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By kind, the ids given up on purpose, and those that replace them."""


def quotation_places(
    registry: Registry, essay: str, *, digest: bool = False
) -> Iterator[tuple[QuotationEntry, QuotationPlace]]:
    """Yield the places of quotations in one essay, or in its digest, in the registry's order."""
    for entry in registry.quotations:
        for place in entry.places:
            if place.essay == essay and place.digest == digest:
                yield entry, place


def claims(registry: Registry, essay: str) -> Iterator[tuple[DisagreementEntry, Claim]]:
    """Yield what one essay says on the disagreements that are noted in the texts, in their order."""
    for entry in registry.disagreements:
        for claim in entry.claims:
            if claim.essay == essay and entry.is_noted:
                yield entry, claim
