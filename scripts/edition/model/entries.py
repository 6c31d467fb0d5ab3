"""Entries of the registries: people, dates, quotations, works, disagreements, organisations and places."""

# Without `from __future__ import annotations`: the converter reads the annotations at every start, and
# would have to evaluate each, if it were a string.

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from edition.model.edtf import Edtf
from edition.model.identifiers import Gnd, Isbn, Isni
from edition.model.manifest import TextQuoteSelector, YamlPath
from edition.model.mention import NameKind
from edition.model.reference import Reference
from edition.model.vocabulary import Certainty, DisagreementKind, Subject, Verdict, WorkForm


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A place in which a shared form of a name is a certain person."""

    form: str
    left: str = ""
    right: str = ""
    essay: str = ""
    """The slug of the essay; if empty, the place may be in any text."""
    path: YamlPath = ()
    """Where the file gives the place."""


@dataclass(frozen=True, slots=True)
class Person:
    """The forms of a name by which a person is found in a text."""

    id: str
    names: tuple[str, ...]
    """Forms that name only this person, including misspelt forms."""
    shared: tuple[str, ...] = ()
    """Forms that name this person only in the places listed in `where`."""
    where: tuple[NamePlace, ...] = ()
    exceptions: tuple[str, ...] = ()
    """Phrases in which a form does not name this person."""


@dataclass(frozen=True, slots=True)
class Part:
    """The part that a person plays in an essay."""

    essay: str
    """The slug of the essay."""
    why: str
    """Why the person matters in it, in one sentence."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What the edition says about a person."""

    person: Person
    name: str
    full: str
    sort: str
    born: Edtf | None
    """In the new style; None if not confirmed. The same holds for `died`."""
    died: Edtf | None
    role: str
    wikidata: str
    certainty: Certainty
    sources_note: str
    """What no reference can say: what was looked for and not found, or is known without a source."""
    note: str
    here: tuple[Part, ...] = ()
    """The part of the person in each essay of which the editors say it."""
    group: str = ""
    """The id of the group of people in which the page lists the person, or empty."""
    viaf: str = ""
    gnd: Gnd | None = None
    isni: Isni | None = None
    sources: tuple[Reference, ...] = ()

    @property
    def id(self) -> str:
        """The person's id, part of an address."""
        return self.person.id

    def part_in(self, essay: str) -> str:
        """Return why the person matters in an essay; empty if the editors do not say so."""
        return next((part.why for part in self.here if part.essay == essay), "")


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """A group in which the page of people lists them."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class DatePlace:
    """A place of a date, given by words that contain it and no other date."""

    essay: str
    """The slug of the essay."""
    words: str
    """As they are in the text, where they occur only once."""
    digest: bool = False
    """Whether the place is in the essay's digest, not in its text."""
    path: YamlPath = ()
    """Where the file gives the place."""


@dataclass(frozen=True, slots=True)
class DateEntry:
    """An event: its date, and what happened then."""

    date: Edtf
    """In the calendar of the essays."""
    new_style: Edtf | None
    """The same date in our calendar, if that differs."""
    title: str
    what: str
    others: tuple[Edtf, ...]
    """Other values in the texts that mean the same event."""
    certainty: Certainty
    sources_note: str
    bound: tuple[DatePlace, ...] = ()
    """Places of which the editors say that the date there, such as a bare year, means this event."""
    starts: Edtf | None = None
    """When the event begins, if that is known more exactly than `date`, which is as the essays have it."""
    sources: tuple[Reference, ...] = ()

    @property
    def id(self) -> str:
        """The entry's id, part of an address."""
        return self.date.id

    @property
    def start(self) -> Edtf:
        """The value by which events are put in order.

        A year or an interval begins where it begins: one that says no more comes before the months and days
        in it. An event of which the editors know its beginning is where that is.
        """
        return self.starts or self.date

    @property
    def values(self) -> tuple[Edtf, ...]:
        """All values in the texts that mean this entry."""
        return self.date, *self.others


@dataclass(frozen=True, slots=True)
class QuotationPlace:
    """A place of a quotation, and how it differs there from its source."""

    essay: str
    place: TextQuoteSelector
    part: int
    """Its number, from 1, if the essay's own words interrupt the quotation; otherwise 0."""
    verdict: Literal[Verdict, ""]
    """The verdict on this place; empty if it is that of the entry."""
    differs: str
    """What is different in this place; empty if the entry says it."""
    digest: bool = False
    """Whether the place is in the essay's digest, not in its text."""


@dataclass(frozen=True, slots=True)
class QuotationEntry:
    """A quotation: who said it, where it is published, and how accurate it is."""

    id: str
    title: str
    speaker: str
    """A person's id, or empty."""
    said_by: str
    """An organisation or somebody else without an entry, if `speaker` is empty."""
    work: str
    """The id of the work that contains it, or empty."""
    said: Edtf | None
    """When it was said or written; None if unknown."""
    locator: str
    """Where it is in the work: volume and page, or chapter."""
    verdict: Verdict
    """How accurate the essays are."""
    differs: str
    """What is different in the essays, in one sentence; may be empty."""
    certainty: Certainty
    sources_note: str
    places: tuple[QuotationPlace, ...]
    also: tuple[str, ...] = ()
    """Ids of people to whom the words are attributed together with the speaker."""
    sources: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkText:
    """A plain text of a work, with which quotations can be collated."""

    sha256: str
    """The hash of the file's bytes, in hexadecimal, by which the file is recognised."""
    edition: str
    """The print or translation that the text follows; empty if it is the standard edition."""
    part: str
    """The part of the work that the text contains; empty if it contains all of it."""
    read_at: str
    """The address where the text was found, or empty."""


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A work that the essays name or quote."""

    id: str
    title: str
    author: str
    """A person's id, or empty."""
    by: str
    """An organisation or somebody else without an entry, if `author` is empty."""
    year: Edtf | None
    """When it was written, said or first published; None if unknown."""
    form: WorkForm
    published: str
    """The standard edition, with volume and pages, or empty."""
    read_at: str
    """The address of a web page where it can be read, or empty."""
    certainty: Certainty
    sources_note: str
    also: tuple[str, ...] = ()
    """Ids of people who wrote the work together with the author."""
    named: tuple[str, ...] = ()
    """Phrases by which a text names the work."""
    doi: str = ""
    isbn: Isbn | None = None
    oclc: str = ""
    texts: tuple[WorkText, ...] = ()
    """The texts of it with which quotations were collated."""
    sources: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one essay says about a disagreement."""

    essay: str
    """The slug of the essay."""
    says: str
    """What it says, in the editors' words."""
    at: str
    """The address of the paragraph."""
    place: TextQuoteSelector
    word: str = ""
    """The answer to a question in one to three words; empty if there is none."""


@dataclass(frozen=True, slots=True)
class DisagreementEntry:
    """A fact or a question on which the essays contradict each other or the record."""

    id: str
    title: str
    kind: DisagreementKind
    subject: Subject
    question: str
    """The question that the claims answer."""
    known: str
    """What is known of a fact, what the answers depend on, or why both statements can be right."""
    certainty: Certainty
    sources_note: str
    claims: tuple[Claim, ...]
    sources: tuple[Reference, ...] = ()

    @property
    def words(self) -> dict[str, str]:
        """The answers in a word or a few, by the slug of the essay that gives them."""
        return {claim.essay: claim.word for claim in self.claims if claim.word}

    @property
    def is_noted(self) -> bool:
        """Whether its claims have footnotes in the texts; those of a look-alike have none."""
        return self.kind != "look-alike"


@dataclass(frozen=True, slots=True)
class NameEntry:
    """An organisation or a place that the essays name."""

    id: str
    kind: NameKind
    name: str
    forms: tuple[str, ...] = ()
    """Other forms by which a text names it, with `name` those by which it is found."""
    exceptions: tuple[str, ...] = ()
    """Phrases in which a form does not name it."""
    wikidata: str = ""
    what: str = ""
    """What it is, in a few words; empty if readers know, or the text says so."""


def group_claims(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return claims by essay, in their order."""
    by_essay: dict[str, list[Claim]] = {}
    for claim in claims:
        by_essay.setdefault(claim.essay, []).append(claim)
    return by_essay
