"""People, quotations and dates in Markdown: what an essay's notes say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from edition.annotate import MentionKind
from edition.crosslink import HOMES, Key, Place
from edition.edtf import display, years
from edition.manifest import Entry
from edition.markdown import escape, link
from edition.registry import DateEntry, PersonEntry, QuotationEntry, Registry, WorkEntry, date_value
from edition.wordings import difference, text_of, versions

LINKS = 6
"""How many other essays a note links to at most; the entity's own place has them all."""

WORDS = 20
"""Words of other wordings that a note gives at most."""

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


Found = Mapping[str, Sequence[Place]]
"""Places by essay."""


@dataclass(frozen=True)
class Context:
    """All that notes and pages draw on."""

    entries: tuple[Entry, ...]
    registry: Registry
    found: Mapping[Key, Found]
    """By entity, then by essay."""
    places: Mapping[str, Sequence[Place]]
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

    def places_of(self, kind: MentionKind, entity: str) -> Found:
        """Return the places of an entity."""
        return self.found.get((kind, entity), {})

    def deserves_note(self, kind: MentionKind, entity: str) -> bool:
        """Tell whether an entity gets a note: it has something to say or leads elsewhere."""
        if kind != "date":
            return True
        value = date_value(entity)
        return value in self.dates or len(self.places_of(kind, entity)) > 1


def note(context: Context, kind: MentionKind, entity: str, essay: str) -> str:
    """Return the text of a footnote in `essay`: what an editor would say, and where else to look."""
    tellers = {"person": _person_note, "date": _date_note, "quotation": _quotation_note}
    found = context.places_of(kind, entity)
    others = [slug for slug in found if slug != essay]
    worded = _wordings(found, essay) if kind == "quotation" else {}
    links = [_note_link(context, slug, found[slug]) + worded.get(slug, "") for slug in others[:LINKS]]
    links += [f"and {len(others) - LINKS} more"] if len(others) > LINKS else []
    also = f" Also in {'; '.join(links)}." if links else ""
    recurs = others or len(found.get(essay, ())) > 1
    every = link("All places" if recurs else "Full entry", f"../{HOMES[kind]}.md#{entity}")
    return f"{tellers[kind](context, entity)}{also} {every}."


def _note_link(context: Context, slug: str, found: Sequence[Place]) -> str:
    more = f" ({len(found)})" if len(found) > 1 else ""
    return link(f"*{escape(context.titles[slug])}*", target(found[0], f"{slug}.md")) + more


def _wordings(found: Found, essay: str) -> dict[str, str]:
    """Return for each other essay how it words a quotation, where it differs."""
    texts = {slug: text_of(versions(places)[0]) for slug, places in found.items()}
    here = texts.pop(essay, None)
    if here is None:
        return {}
    most = WORDS // max(1, min(len(texts), LINKS))
    told = {slug: difference(here, text, most) for slug, text in texts.items()}
    return {slug: f" ({escape(words)})" for slug, words in told.items() if words}


def target(place: Place, page: str) -> str:
    """Return the address of a place, whose essay has the address `page`."""
    return f"{page}#{place.anchor}" if place.anchor else page


def _person_note(context: Context, entity: str) -> str:
    person = context.people.get(entity)
    if person is None:
        return ""
    lived = years(person.born, person.died)
    return f"**{escape(person.full or person.name)}**{f' ({lived})' if lived else ''}. {escape(person.role)}"


def _date_note(context: Context, entity: str) -> str:
    value = date_value(entity)
    entry = context.dates.get(value)
    if entry is None:
        return f"**{display(value)}**."
    new = f" (new style {display(entry.new_style)})" if entry.new_style else ""
    return f"**{display(entry.date)}**{new}. {escape(entry.what)}"


def _quotation_note(context: Context, entity: str) -> str:
    quotation = context.quotations.get(entity)
    return source(context, quotation) + " " + verdict(quotation) if quotation else ""


def source(context: Context, quotation: QuotationEntry) -> str:
    """Return who said it, in which work, when, and where that is published."""
    speakers = [p.name for p in map(context.people.get, (quotation.speaker, *quotation.also)) if p]
    who = " and ".join(speakers) or quotation.said_by
    work = context.works.get(quotation.work)
    title = f"*{escape(work.title)}*" if work else ""
    parts = [f"**{escape(who)}**", title, display(quotation.said), escape(quotation.locator)]
    return ", ".join(part for part in parts if part) + "."


def verdict(quotation: QuotationEntry) -> str:
    """Return how far a quotation is right, and what differs from its source."""
    sure = " (probably)" if quotation.certainty == "probable" else ""
    told = VERDICTS[quotation.verdict].rstrip(".") + sure + "."
    return f"{told} {escape(quotation.differs)}".strip()
