"""The `standOff` element of a TEI document: what a text names, quotes and contradicts.

Each person, event, quotation, work and disagreement has an entry, which contains the edition's note; the
`target` of the note is the mentions that call it. Of organisations and places, which have no notes, there is
a list. Addresses are relative to the document, which is published as `data/tei/<slug>.xml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.entity_index import EntityIndex
from edition.exports.tei.certainty import CERTAINTY, date_certainties, entry_certainties, verdict_id
from edition.exports.tei.references import references
from edition.markup.xml import block, escape, inline, text_element
from edition.model.edtf import Edtf, display_date
from edition.model.entries import (
    DateEntry,
    DisagreementEntry,
    NameEntry,
    PersonEntry,
    QuotationEntry,
    WorkEntry,
)
from edition.model.essay import PlacedEmendation
from edition.model.identifiers import identifiers_of
from edition.model.mention import PAGE_BY_KIND, EntityKey, Mention, NameKind, PageKind
from edition.model.registry import Calendar
from edition.model.vocabulary import Certainty
from edition.pages.phrases import describe_verdict

SITE_ROOT = "../../"
"""The relative address of the root of the site."""

EDITORS = "#resp.editors"
"""A reference to the editors, who are responsible for all that is not in the source."""

Targets = Mapping[EntityKey, Sequence[str]]
"""The ids of the mentions and paragraphs that call the note on an entity."""


def event_id(entry: DateEntry) -> str:
    """Return the id of the event that an entry of the timeline describes."""
    return f"event.{entry.id}"


def calendar_id(calendar: Calendar) -> str:
    """Return the id of the calendar of the essays."""
    return f"calendar.{calendar.id}"


def calendar_date_attributes(
    value: Edtf | None, entry: DateEntry | None, calendar: Calendar
) -> dict[str, str]:
    """Return the attributes for a date in a text, in our calendar if `entry` gives it in both."""
    if entry and entry.new_style and entry.date == value:
        return {**date_attributes(entry.new_style), "calendar": f"#{calendar_id(calendar)}"}
    return date_attributes(value)


def date_attributes(value: Edtf | None, first: str = "from", last: str = "to") -> dict[str, str]:
    """Return the attributes for a date: `when`, or its limits `first` and `last`, and its certainty.

    >>> date_attributes(Edtf.parse("193X")), date_attributes(Edtf.parse("1922?"))
    ({'from': '1930', 'to': '1939'}, {'when': '1922', 'cert': 'low'})
    """
    if value is None:
        return {}
    low, high = value.bounds
    certainty = "low" if value.is_uncertain else "medium" if value.is_approximate else ""
    dates = {"when": low} if low == high else {first: low, last: high}
    return {name: text for name, text in {**dates, "cert": certainty}.items() if text}


def stand_off(
    index: EntityIndex,
    mentions: Mapping[Mention, str],
    targets: Targets,
    emendations: Iterable[PlacedEmendation],
) -> Iterator[str]:
    """Yield the lines of `standOff`; none if it would be empty. `mentions` has the id of each."""
    registry = index.registry
    mentioned = {mention.key for mention in mentions}
    quotations = [entry for entry in registry.quotations if ("quotation", entry.id) in mentioned]
    works = {entry.work: index.works[entry.work] for entry in quotations if entry.work}
    people = {id_ for kind, id_ in mentioned if kind == "person"} | {*_authors(quotations, works.values())}
    dates = {index.dates.get(mention.value) for mention in mentions if mention.value}
    called = [entry for entry in registry.disagreements if ("disagreement", entry.id) in targets]
    persons = [entry for entry in registry.people if entry.id in people]
    events = [entry for entry in registry.dates if entry in dates]
    names = [entry for entry in registry.names if (entry.kind, entry.id) in mentioned]
    people_lines = _lines(_person(entry, targets) for entry in persons)
    quotation_lines = _lines(_quotation(index, entry, targets) for entry in quotations)
    work_lines = _lines(_work(index, entry) for entry in works.values())
    disagreement_lines = _lines(_disagreement(entry, targets) for entry in called)
    lines = [
        *block("listPerson", people_lines),
        *_names("organisation", names),
        *_names("place", names),
        *block("listEvent", _lines(_event(entry, targets) for entry in events)),
        *block("listBibl", quotation_lines, {"type": "quotations"}),
        *block("listBibl", work_lines, {"type": "works"}),
        *block("list", disagreement_lines, {"type": "disagreements"}),
        *map(_emendation_note, emendations),
        *entry_certainties(
            [
                *(("person", entry.id, entry.certainty) for entry in persons),
                *(("event", entry.id, entry.certainty) for entry in events),
                *(("quotation", entry.id, entry.certainty) for entry in quotations),
                *(("work", entry.id, entry.certainty) for entry in works.values()),
                *(("disagreement", entry.id, entry.certainty) for entry in called),
            ],
            EDITORS,
        ),
        *date_certainties(mentions, EDITORS),
    ]
    yield from block("standOff", lines)


def _lines(entries: Iterable[Iterable[str]]) -> Iterator[str]:
    return (line for entry in entries for line in entry)


def _authors(quotations: Iterable[QuotationEntry], works: Iterable[WorkEntry]) -> Iterator[str]:
    """Yield the ids of the speakers of quotations and the authors of works."""
    for quotation in quotations:
        yield from (quotation.speaker, *quotation.also)
    for work in works:
        yield from (work.author, *work.also)


def _entry_attributes(kind: PageKind, id_: str, certainty: Certainty) -> dict[str, str]:
    """Return the attributes of an entry: its id, its address on the site, and its certainty."""
    address = f"{SITE_ROOT}{PAGE_BY_KIND[kind]}/#{id_}"
    name = "event" if kind == "date" else kind
    return {"xml:id": f"{name}.{id_}", "corresp": address, "cert": CERTAINTY[certainty]}


def _note(words: str, kind: PageKind, id_: str, targets: Targets) -> Iterator[str]:
    """Yield the note on an entity, with the mentions that call it as its `target`."""
    target = " ".join(f"#{mention}" for mention in targets.get((kind, id_), ()))
    yield from text_element("note", words, {"type": "annotation", "resp": EDITORS, "target": target})


def _sources(
    entry: PersonEntry | DateEntry | QuotationEntry | WorkEntry | DisagreementEntry,
) -> Iterator[str]:
    yield from references(entry.sources, entry.sources_note, EDITORS)


def _person(entry: PersonEntry, targets: Targets) -> Iterator[str]:
    lines = [
        *text_element("persName", entry.name, {"type": "main"}),
        *text_element("persName", entry.full, {"type": "full"}),
        *text_element("persName", entry.sort, {"type": "sort"}),
        *_life_date("birth", entry.born),
        *_life_date("death", entry.died),
        *_identifiers(entry),
        *_note(entry.role, "person", entry.id, targets),
        *text_element("note", entry.note, {"type": "further", "resp": EDITORS}),
        *_sources(entry),
    ]
    yield from block("person", lines, _entry_attributes("person", entry.id, entry.certainty))


_NAME_ELEMENTS: Mapping[NameKind, tuple[str, str, str]] = {
    "organisation": ("listOrg", "org", "orgName"),
    "place": ("listPlace", "place", "placeName"),
}
"""By kind, the elements of a list, an entry and a name."""


def _names(kind: NameKind, entries: Iterable[NameEntry]) -> Iterator[str]:
    """Yield the list of the organisations, or of the places, among `entries`."""
    list_, item, name = _NAME_ELEMENTS[kind]
    lines: list[str] = []
    for entry in entries:
        if entry.kind == kind:
            known = [
                *text_element(name, entry.name),
                *_identifiers(entry),
                *text_element("note", entry.what, {"resp": EDITORS}),
            ]
            lines += block(item, known, {"xml:id": f"{kind}.{entry.id}"})
    yield from block(list_, lines)


def _identifiers(entry: PersonEntry | WorkEntry | NameEntry) -> Iterator[str]:
    for identifier in identifiers_of(entry):
        yield from text_element("idno", identifier.value, {"type": identifier.scheme})


def _life_date(name: str, value: Edtf | None) -> Iterator[str]:
    yield from text_element(name, display_date(value), date_attributes(value, "notBefore", "notAfter"))


def _event(entry: DateEntry, targets: Targets) -> Iterator[str]:
    lines = [
        *text_element("label", entry.title),
        *_note(entry.what, "date", entry.id, targets),
        *_sources(entry),
    ]
    date = date_attributes(entry.new_style or entry.date)
    yield from block("event", lines, _entry_attributes("date", entry.id, entry.certainty) | date)


def _quotation(index: EntityIndex, entry: QuotationEntry, targets: Targets) -> Iterator[str]:
    work = index.works.get(entry.work)
    lines = [
        *text_element("title", entry.title, {"type": "label"}),
        *_by(index, (entry.speaker, *entry.also), entry.said_by),
        *(text_element("title", work.title, {"ref": f"#work.{work.id}"}) if work else ()),
        *text_element("date", display_date(entry.said), date_attributes(entry.said)),
        *text_element("biblScope", entry.locator),
        *text_element("note", entry.verdict, {"type": "verdict", "resp": EDITORS}),
        *_note(describe_verdict(entry), "quotation", entry.id, targets),
        *_sources(entry),
    ]
    verdict = {"ana": f"#{verdict_id(entry.verdict)}"}
    yield from block("bibl", lines, _entry_attributes("quotation", entry.id, entry.certainty) | verdict)


def _disagreement(entry: DisagreementEntry, targets: Targets) -> Iterator[str]:
    lines = [
        *text_element("label", entry.title),
        *_note(f"{entry.question} {entry.known}", "disagreement", entry.id, targets),
        *_sources(entry),
    ]
    yield from block("item", lines, _entry_attributes("disagreement", entry.id, entry.certainty))


def _work(index: EntityIndex, entry: WorkEntry) -> Iterator[str]:
    lines = [
        *_by(index, (entry.author, *entry.also), entry.by),
        *text_element("title", entry.title),
        *text_element("date", display_date(entry.year), date_attributes(entry.year)),
        *text_element("note", entry.published, {"type": "publication"}),
        *([inline("ptr", "", {"target": entry.read_at})] if entry.read_at else ()),
        *_identifiers(entry),
        *_sources(entry),
    ]
    attributes = {"xml:id": f"work.{entry.id}", "type": entry.form, "cert": CERTAINTY[entry.certainty]}
    yield from block("bibl", lines, attributes)


def _by(index: EntityIndex, ids: Iterable[str], unregistered: str) -> Iterator[str]:
    """Yield who said or wrote something: people in the registry, or somebody who is not."""
    for person in index.registered(ids):
        yield inline("author", escape(person.name), {"ref": f"#person.{person.id}"})
    yield from text_element("author", unregistered)


def _emendation_note(emendation: PlacedEmendation) -> str:
    """Return the note that gives the reason for an emendation."""
    attributes = {"type": "emendation", "resp": EDITORS, "target": f"#{emendation.id}"}
    return inline("note", escape(emendation.change.why), attributes)
