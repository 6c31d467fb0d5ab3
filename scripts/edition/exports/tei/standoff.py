"""What stands apart in a TEI document: the people, events, quotations and works that a text is about.

Each has an entry of its own, and in it the note of the edition, whose `target` is where the page
calls it. Addresses are relative to the document, which is published as `data/tei/<slug>.xml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.index import EntityIndex
from edition.markup.xml import block, escape, inline, text_element
from edition.model.edtf import Edtf, display_date
from edition.model.entries import (
    Calendar,
    DateEntry,
    DisagreementEntry,
    PersonEntry,
    QuotationEntry,
    WorkEntry,
)
from edition.model.essay import PlacedEmendation
from edition.model.mention import PAGE_BY_KIND, Mention, MentionKind
from edition.model.vocabulary import Certainty
from edition.pages.wording import VERDICTS

SITE = "../../"
"""From a document to the root of the site."""

EDITORS = "#resp.editors"
"""Who is responsible for what is not in the source."""

CERTAINTY: Mapping[Certainty, str] = {"confirmed": "high", "probable": "medium", "unknown": "unknown"}
"""How sure the editors are, in the words of TEI."""

Targets = Mapping[str, Sequence[str]]
"""By the label of a note, the ids of the mentions that call it."""


def event_of(entry: DateEntry) -> str:
    """Return the id of the event that an entry of the timeline tells of."""
    return f"event.{entry.id}"


def calendar_id(calendar: Calendar) -> str:
    """Return the id of the calendar of dates for which a registry gives ours as well."""
    return f"calendar.{calendar.id}"


def when(value: Edtf | None, entry: DateEntry | None, calendar: Calendar) -> dict[str, str]:
    """Return the attributes of a time; of one in another `calendar` where `entry` gives both."""
    if entry and entry.new_style and entry.date == value:
        return {**dated(entry.new_style), "calendar": f"#{calendar_id(calendar)}"}
    return dated(value)


def dated(value: Edtf | None, first: str = "from", last: str = "to") -> dict[str, str]:
    """Return the attributes of a time: `when` it is, or its limits, and how sure that is.

    >>> dated(Edtf.parse("193X")), dated(Edtf.parse("1922?"))
    ({'from': '1930', 'to': '1939'}, {'when': '1922', 'cert': 'low'})
    """
    if value is None:
        return {}
    low, high = value.bounds
    sure = "low" if value.is_uncertain else "medium" if value.is_approximate else ""
    times = {"when": low} if low == high else {first: low, last: high}
    return {name: told for name, told in {**times, "cert": sure}.items() if told}


def stand_off(
    context: EntityIndex,
    mentions: Iterable[Mention],
    targets: Targets,
    emendations: Iterable[PlacedEmendation],
) -> Iterator[str]:
    """Yield the lines of `standOff`; none where there is nothing to say."""
    known = {(one.kind, one.entity) for one in mentions}
    quotations = [one for one in context.registry.quotations if ("quotation", one.id) in known]
    works = {one.work: context.works[one.work] for one in quotations if one.work}
    named = {id_ for kind, id_ in known if kind == "person"} | set(_authors(quotations, works.values()))
    dates = {context.dates.get(Edtf.from_id(id_)) for kind, id_ in known if kind == "date"}
    people = (_person(one, targets) for one in context.registry.people if one.id in named)
    events = (_event(one, targets) for one in context.registry.dates if one in dates)
    quoted = (_quotation(context, one, targets) for one in quotations)
    disagreements = context.registry.disagreements
    disputed = (_disagreement(one, targets) for one in disagreements if f"disagreement-{one.id}" in targets)
    yield from block(
        "standOff",
        [
            *block("listPerson", _lines(people)),
            *block("listEvent", _lines(events)),
            *block("listBibl", _lines(quoted), {"type": "quotations"}),
            *block("listBibl", _lines(_work(context, one) for one in works.values()), {"type": "works"}),
            *block("list", _lines(disputed), {"type": "disagreements"}),
            *map(_reason, emendations),
        ],
    )


def _lines(entries: Iterable[Iterable[str]]) -> Iterator[str]:
    return (line for entry in entries for line in entry)


def _authors(quotations: Iterable[QuotationEntry], works: Iterable[WorkEntry]) -> Iterator[str]:
    """Yield the ids of those who said or wrote what is quoted."""
    for quotation in quotations:
        yield from (quotation.speaker, *quotation.also)
    for work in works:
        yield from (work.author, *work.also)


def _entry(kind: MentionKind, id_: str, certainty: Certainty) -> dict[str, str]:
    """Return the attributes of an entry: its id, its address on the site, and how sure it is."""
    address = f"{SITE}{PAGE_BY_KIND[kind]}/#{id_}"
    name = "event" if kind == "date" else kind
    return {"xml:id": f"{name}.{id_}", "corresp": address, "cert": CERTAINTY[certainty]}


def _note(words: str, kind: MentionKind, id_: str, targets: Targets) -> Iterator[str]:
    """Yield a note of the edition; where no place calls it, it is only a part of its entry."""
    called = " ".join(f"#{target}" for target in targets.get(f"{kind}-{id_}", ()))
    yield from text_element("note", words, {"type": "annotation", "resp": EDITORS, "target": called})


def _source(words: str) -> Iterator[str]:
    yield from text_element("note", words, {"type": "source", "resp": EDITORS})


def _person(one: PersonEntry, targets: Targets) -> Iterator[str]:
    lines = [
        *text_element("persName", one.name, {"type": "main"}),
        *text_element("persName", one.full, {"type": "full"}),
        *text_element("persName", one.sort, {"type": "sort"}),
        *_life("birth", one.born),
        *_life("death", one.died),
        *text_element("idno", one.wikidata, {"type": "Wikidata"}),
        *_note(one.role, "person", one.id, targets),
        *text_element("note", one.note, {"type": "further", "resp": EDITORS}),
        *_source(one.source),
    ]
    yield from block("person", lines, _entry("person", one.id, one.certainty))


def _life(name: str, value: Edtf | None) -> Iterator[str]:
    yield from text_element(name, display_date(value), dated(value, "notBefore", "notAfter"))


def _event(one: DateEntry, targets: Targets) -> Iterator[str]:
    lines = [
        *text_element("label", one.title),
        *_note(one.what, "date", one.id, targets),
        *_source(one.source),
    ]
    values = _entry("date", one.id, one.certainty) | dated(one.new_style or one.date)
    yield from block("event", lines, values)


def _quotation(context: EntityIndex, one: QuotationEntry, targets: Targets) -> Iterator[str]:
    work = context.works.get(one.work)
    verdict = f"{VERDICTS[one.verdict]} {one.differs}".strip()
    lines = [
        *text_element("title", one.title, {"type": "label"}),
        *_by(context, (one.speaker, *one.also), one.said_by),
        *(text_element("title", work.title, {"ref": f"#work.{work.id}"}) if work else ()),
        *text_element("date", display_date(one.said), dated(one.said)),
        *text_element("biblScope", one.locator),
        *text_element("note", one.verdict, {"type": "verdict", "resp": EDITORS}),
        *_note(verdict, "quotation", one.id, targets),
        *_source(one.source),
    ]
    yield from block("bibl", lines, _entry("quotation", one.id, one.certainty))


def _disagreement(one: DisagreementEntry, targets: Targets) -> Iterator[str]:
    lines = [
        *text_element("label", one.title),
        *_note(f"{one.question} {one.known}", "disagreement", one.id, targets),
        *_source(one.source),
    ]
    yield from block("item", lines, _entry("disagreement", one.id, one.certainty))


def _work(context: EntityIndex, one: WorkEntry) -> Iterator[str]:
    lines = [
        *_by(context, (one.author, *one.also), one.by),
        *text_element("title", one.title),
        *text_element("date", display_date(one.year), dated(one.year)),
        *text_element("note", one.published, {"type": "publication"}),
        *([inline("ptr", "", {"target": one.read_at})] if one.read_at else ()),
        *_source(one.source),
    ]
    values = {"xml:id": f"work.{one.id}", "type": one.form, "cert": CERTAINTY[one.certainty]}
    yield from block("bibl", lines, values)


def _by(context: EntityIndex, ids: Iterable[str], others: str) -> Iterator[str]:
    """Yield who said or wrote something: persons of the registry, or somebody else."""
    for person in filter(None, map(context.people.get, ids)):
        yield inline("author", escape(person.name), {"ref": f"#person.{person.id}"})
    yield from text_element("author", others)


def _reason(emendation: PlacedEmendation) -> str:
    """Return the note that says why a reading was corrected."""
    values = {"type": "emendation", "resp": EDITORS, "target": f"#{emendation.id}"}
    return inline("note", escape(emendation.change.why), values)
