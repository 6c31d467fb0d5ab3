"""The registries: what the editors know of people, dates, quotations, works and disagreements.

Five YAML files in `docs/annotations`, each checked against the JSON Schema beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edition import references
from edition.checked import Checked, Steps, load
from edition.manifest import Place
from edition.people import Person, Where

FOLDER = "docs/annotations"
PEOPLE, DATES = f"{FOLDER}/people.yml", f"{FOLDER}/dates.yml"
QUOTATIONS, WORKS = f"{FOLDER}/quotations.yml", f"{FOLDER}/works.yml"
DISAGREEMENTS = f"{FOLDER}/disagreements.yml"


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What the edition says of a person."""

    person: Person
    name: str
    full: str
    sort: str
    born: str
    """EDTF, new style; empty where not confirmed, as is `died`."""
    died: str
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

    date: str
    """EDTF in the calendar of the essays."""
    new_style: str
    """The same in our calendar, where they differ."""
    title: str
    what: str
    others: tuple[str, ...]
    """Other values in the texts that mean the same."""
    certainty: str
    source: str

    @property
    def id(self) -> str:
        """The entry's id, part of an address."""
        return date_id(self.date)

    @property
    def values(self) -> tuple[str, ...]:
        """All values that mean the entry."""
        return self.date, *self.others


@dataclass(frozen=True, slots=True)
class QuotationPlace:
    """Where a quotation stands, and what differs there."""

    essay: str
    place: Place
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
    said: str
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
    year: str
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
    place: Place


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
    value: str


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


def date_id(edtf: str) -> str:
    """Return the id of a date: its EDTF with `--` for a stroke."""
    return edtf.replace("/", "--")


def date_value(id_: str) -> str:
    """Return the EDTF of a date's id: the inverse of `date_id`."""
    return id_.replace("--", "/")


def load_registry(root: Path, essays: Collection[str] | None = None) -> Registry:
    """Read the registries of the edition in `root`; one that is not there is empty.

    `essays` are the slugs that an entry may name. Raises EditionError for a file that breaks its
    schema, repeats an id, gives one form of a name to two persons or refers to what is not there.
    """
    files = (PEOPLE, DATES, QUOTATIONS, WORKS, DISAGREEMENTS)
    people, dates, quotations, works, disagreements = read = [
        load(root, file) if (root / file).is_file() else Checked(file, "", {}) for file in files
    ]
    references.check({Path(file.file).stem: file for file in read}, essays)
    return Registry(
        tuple(_person(d) for d in people.data.get("people", ())),
        tuple(people.data.get("titles", ())),
        tuple(_date(d) for d in dates.data.get("dates", ())),
        tuple(Settlement(d["essay"], d["words"], d["is"]) for d in dates.data.get("settled", ())),
        tuple(_quotation(d, n) for n, d in enumerate(quotations.data.get("quotations", ()))),
        tuple(_work(d) for d in works.data.get("works", ())),
        tuple(_disagreement(d, n) for n, d in enumerate(disagreements.data.get("disagreements", ()))),
        _retired({"person": people, "quotation": quotations, "date": dates, "disagreement": disagreements}),
    )


def _person(data: Mapping[str, Any]) -> PersonEntry:
    where = tuple(
        Where(w["form"], w.get("left", ""), w.get("right", ""), w.get("essay", ""))
        for w in data.get("where", ())
    )
    names = (*data.get("names", ()), *data.get("misspelt", ()))
    person = Person(data["id"], names, tuple(data.get("shared", ())), where, tuple(data.get("not", ())))
    texts = {key: data.get(key, "") for key in ("full", "sort", "born", "died", "role", "wikidata", "note")}
    return PersonEntry(
        person=person, name=data["name"], certainty=data["certainty"], source=data["source"], **texts
    )


def _date(data: Mapping[str, Any]) -> DateEntry:
    others = tuple(data.get("places", ()))
    new_style = data.get("new-style", "")
    return DateEntry(
        data["date"], new_style, data["title"], data["what"], others, data["certainty"], data["source"]
    )


def _quotation(data: Mapping[str, Any], number: int) -> QuotationEntry:
    places = tuple(_quotation_place(d, number, n) for n, d in enumerate(data["places"]))
    keys = ("id", "title", "speaker", "said-by", "work", "said", "locator", "verdict", "differs", "certainty")
    texts = {key.replace("-", "_"): data.get(key, "") for key in keys}
    return QuotationEntry(source=data["source"], places=places, also=tuple(data.get("with", ())), **texts)


def _quotation_place(data: Mapping[str, Any], number: int, at: int) -> QuotationPlace:
    steps = ("quotations", number, "places", at)
    begins, ends = data["begins"], data.get("ends", "")
    place = Place(steps, begins, ends, data.get("left", ""), data.get("right", ""))
    told = (data.get("verdict", ""), data.get("differs", ""))
    return QuotationPlace(data["essay"], place, data.get("part", 0), *told, data.get("digest", False))


def _work(data: Mapping[str, Any]) -> WorkEntry:
    keys = ("id", "title", "author", "by", "year", "form", "published", "read-at", "certainty", "source")
    texts = {key.replace("-", "_"): str(data.get(key, "")) for key in keys}
    return WorkEntry(also=tuple(data.get("with", ())), named=tuple(data.get("named", ())), **texts)


def _retired(files: Mapping[str, Checked]) -> dict[str, dict[str, str]]:
    """Return what each kind's file says of addresses given up, where it says anything."""
    said = {kind: file.data.get("retired", ()) for kind, file in files.items()}
    return {kind: {one["address"]: one["to"] for one in them} for kind, them in said.items() if them}


def _disagreement(data: Mapping[str, Any], number: int) -> DisagreementEntry:
    claims = tuple(_claim(d, ("disagreements", number, "claims", n)) for n, d in enumerate(data["claims"]))
    keys = ("id", "title", "kind", "subject", "question", "known", "certainty", "source")
    return DisagreementEntry(claims=claims, **{key: data.get(key, "") for key in keys})


def _claim(data: Mapping[str, Any], steps: Steps) -> Claim:
    begins, ends = data["begins"], data.get("ends", "")
    place = Place(steps, begins, ends, data.get("left", ""), data.get("right", ""))
    return Claim(data["essay"], data["says"], data["at"], place)


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
