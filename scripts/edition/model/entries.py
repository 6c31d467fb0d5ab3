"""Entries of the registries: people, dates, quotations, works and disagreements."""

# annotations are not postponed here: the converter reads them at each start, and would compile each of them

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from edition.model.edtf import Edtf
from edition.model.manifest import TextQuoteSelector
from edition.model.vocabulary import Certainty, DisagreementKind, Subject, Verdict, WorkForm


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
    certainty: Certainty
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
    certainty: Certainty
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
    verdict: Literal[Verdict, ""]
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
    verdict: Verdict
    differs: str
    certainty: Certainty
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
    form: WorkForm
    published: str
    read_at: str
    certainty: Certainty
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
    kind: DisagreementKind
    subject: Subject
    question: str
    known: str
    certainty: Certainty
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
class Calendar:
    """The calendar of the essays, where dates are given in ours as well."""

    id: str = "old-style"
    description: str = "The calendar of the essays, which is not ours."
    ours: str = "new style"
    """What a date in our calendar is called."""

    @property
    def heading(self) -> str:
        """What a date in our calendar is called where a sentence begins."""
        return self.ours[:1].upper() + self.ours[1:]


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
    calendar: Calendar = Calendar()
    introduction: str = ""
    """What the page of works says of itself, with titles between asterisks."""


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
