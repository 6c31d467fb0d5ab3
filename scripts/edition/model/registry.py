"""All registries together, and what is looked up in them."""

# Without `from __future__ import annotations`: as in `entries.py`.

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from edition.model.edtf import Edtf
from edition.model.entries import (
    Claim,
    DateEntry,
    DatePlace,
    DisagreementEntry,
    NameEntry,
    PersonEntry,
    PersonGroup,
    QuotationEntry,
    QuotationPlace,
    WorkEntry,
)
from edition.model.episodes import Episode, Outside
from edition.model.manifest import YamlPath
from edition.model.ranges import addresses_in
from edition.model.translation import gettext, gettext_noop
from edition.model.versions import Hashes


@dataclass(frozen=True, slots=True)
class Settlement:
    """The value of an expression for which the text around it suggests a wrong date."""

    essay: str
    """The slug of the essay."""
    words: str
    """The expression and words around it, as they are in the text."""
    value: Edtf
    path: YamlPath = ()
    """Where the file gives the expression."""


_OURS = gettext_noop("new style")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of the essays, if the registry gives dates in ours as well."""

    id: str = "old-style"
    description: str = "The calendar of the essays, which is not ours."
    ours: str = _OURS
    """What a date in our calendar is called."""

    @property
    def name(self) -> str:
        """What pages call a date in our calendar: the words of the editors, or those of the program."""
        return gettext(_OURS) if self.ours == _OURS else self.ours

    @property
    def heading(self) -> str:
        """What a date in our calendar is called at the beginning of a sentence."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True, slots=True)
class Registry:
    """All registries."""

    people: tuple[PersonEntry, ...] = ()
    titles: tuple[str, ...] = ()
    """Titles and other phrases that contain a name without being about that person."""
    dates: tuple[DateEntry, ...] = ()
    settled: tuple[Settlement, ...] = ()
    quotations: tuple[QuotationEntry, ...] = ()
    works: tuple[WorkEntry, ...] = ()
    disagreements: tuple[DisagreementEntry, ...] = ()
    retired: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By kind of entity, the retired ids and those that replace them."""
    calendar: Calendar = Calendar()
    introduction: str = ""
    """The introduction of the page of works, with titles between asterisks."""
    episodes: tuple[Episode, ...] = ()
    outside: tuple[Outside, ...] = ()
    """Paragraphs that tell of no episode."""
    unnoted: tuple[DatePlace, ...] = ()
    """Places where a date is that of an event, but the text speaks of something else."""
    groups: tuple[PersonGroup, ...] = ()
    """The groups of people, in the order in which their page lists them."""
    names: tuple[NameEntry, ...] = ()
    """The organisations and places."""
    hashes: Mapping[str, Hashes] = field(default_factory=dict)
    """By kind of entry, a hash of all that the file says of each, by which versions are compared."""

    def dates_by_value(self) -> dict[Edtf, DateEntry]:
        """Return the entry for each date, by any of its values; of two with the same value, the first."""
        return {value: entry for entry in reversed(self.dates) for value in entry.values}


def quotation_places(
    registry: Registry, essay: str, *, digest: bool = False
) -> Iterator[tuple[QuotationEntry, QuotationPlace]]:
    """Yield the quotations in an essay, or in its digest, with their places, in the registry's order."""
    for entry in registry.quotations:
        for place in entry.places:
            if place.essay == essay and place.digest == digest:
                yield entry, place


def claims(registry: Registry, essay: str) -> Iterator[tuple[DisagreementEntry, Claim]]:
    """Yield the claims of an essay that have footnotes, with their disagreements, in the registry's order."""
    for entry in registry.disagreements:
        for claim in entry.claims:
            if claim.essay == essay and entry.is_noted:
                yield entry, claim


def titles_of_works(registry: Registry) -> list[str]:
    """Return the phrases by which the registries say that a text names a work, or an event, by its title."""
    return [*registry.titles, *(form for work in registry.works for form in work.named)]


def paragraphs_named(registry: Registry, essay: str) -> list[str]:
    """Return the addresses of an essay's paragraphs that the registries name, each once."""
    accounts = [account for episode in registry.episodes for account in episode.accounts]
    ranges = [range_ for account in accounts if account.essay == essay for range_ in account.paragraphs]
    ranges += [range_ for part in registry.outside if part.essay == essay for range_ in part.paragraphs]
    claimed = [claim.at for entry in registry.disagreements for claim in entry.claims if claim.essay == essay]
    return list(dict.fromkeys([*addresses_in(ranges), *claimed]))
