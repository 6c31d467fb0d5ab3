"""The texts of an essay's footnotes, in Markdown.

A note can be read alone: it begins with a name, and says which essay says what. Those on disagreements
are in `disagreements`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from edition.annotate.collation import describe_difference, group_versions, version_text
from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import emphasis, escape, link, strong
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import display_date, display_lifetime
from edition.model.entries import DateEntry, QuotationEntry
from edition.model.mention import EntityKey, Occurrence
from edition.model.translation import count, gettext, ngettext_noop
from edition.pages.phrases import qualify, verdict_text
from edition.pages.register_parts import entry_address

MAX_LINKS = 6
"""The number of other essays that a note links to; the entry of the entity lists them all."""

MAX_WORDS = 20
"""The number of words that a note quotes from other wordings."""


def footnote_texts(index: EntityIndex, essay: EditedEssay) -> dict[str, str]:
    """Return the Markdown of each footnote on the page of an essay, by label."""
    in_digest = not essay.text
    notes = essay.notes.footnotes
    return {note.label: entity_note(index, note.key, essay.slug, in_digest=in_digest) for note in notes}


def entity_note(index: EntityIndex, key: EntityKey, essay: str, *, in_digest: bool = False) -> str:
    """Return the text of a footnote in `essay` or its digest: what is known, and where else to look."""
    kind, entity = key
    found = _places_of_event(index, entity) if kind == "date" else index.occurrences_of(kind, entity)
    others = [slug for slug in found if slug != essay]
    wordings = _other_wordings(found, essay) if kind == "quotation" else {}
    links = [_essay_link(index, slug, found[slug]) + wordings.get(slug, "") for slug in others[:MAX_LINKS]]
    if len(others) > MAX_LINKS:
        links.append(count(ngettext_noop("and {number} more", "and {number} more"), len(others) - MAX_LINKS))
    also = gettext("Also in {essays}.").format(essays="; ".join(links)) if links else ""
    recurs = others or _count(found.get(essay, ())) > 1
    words = gettext("All mentions") if recurs else gettext("Full entry")
    entry_link = link(words, entry_address(kind, entity))
    statement = _statement(index, key, essay, in_digest)
    return " ".join(filter(None, (statement, also, f"{entry_link}.")))


def _places_of_event(index: EntityIndex, event: str) -> OccurrencesByEssay:
    """Return the places that mean an event, without those that only give the same date."""
    by_essay = {
        slug: [place for place in places if place.mention.event == event]
        for slug, places in index.by_event.get(event, {}).items()
    }
    return {slug: places for slug, places in by_essay.items() if places}


def _statement(index: EntityIndex, key: EntityKey, essay: str, in_digest: bool) -> str:
    """Return what the editors say about an entity in a footnote of `essay`."""
    kind, entity = key
    match kind:
        case "person":
            return _person_statement(index, entity, essay)
        case "date":
            return date_statement(index, index.events[entity])
        case _:
            return _quotation_statement(index, index.quotations[entity], essay, in_digest)


def _quotation_statement(index: EntityIndex, quotation: QuotationEntry, essay: str, in_digest: bool) -> str:
    """Return where a quotation comes from, and how accurate it is at its first place in `essay`."""
    source = quotation_source(index, quotation)
    place = next((p for p in quotation.places if (p.essay, p.digest) == (essay, in_digest)), None)
    if place and (place.verdict or place.differs):
        verdict, differs = place.verdict or quotation.verdict, place.differs
        return f"{source} {quotation_verdict(replace(quotation, verdict=verdict, differs=differs))}"
    return f"{source} {quotation_verdict(quotation, in_digest=in_digest)}"


def _essay_link(index: EntityIndex, slug: str, occurrences: Sequence[Occurrence]) -> str:
    """Return a link to the first of the occurrences in an essay, with their number."""
    number = _count(occurrences)
    times = f" ({number})" if number > 1 else ""
    return link(emphasis(index.titles[slug]), occurrences[0].address_on(f"{slug}.md")) + times


def _count(occurrences: Iterable[Occurrence]) -> int:
    """Return how many occurrences there are; the parts of an interrupted quotation are one."""
    return sum(occurrence.mention.part < 2 for occurrence in occurrences)


def _other_wordings(found: OccurrencesByEssay, essay: str) -> dict[str, str]:
    """Return how each other essay words a quotation, by slug, where it differs from `essay`."""
    texts = {slug: version_text(group_versions(places)[0]) for slug, places in found.items()}
    own = texts.pop(essay, None)
    if own is None:
        return {}
    max_words = MAX_WORDS // max(1, min(len(texts), MAX_LINKS))
    differences = {slug: describe_difference(own, text, max_words) for slug, text in texts.items()}
    return {slug: f" ({escape(words)})" for slug, words in differences.items() if words}


def _person_statement(index: EntityIndex, entity: str, essay: str) -> str:
    """Return who a person was, and why the person matters in `essay`."""
    person = index.people[entity]
    lifetime = display_lifetime(person.born, person.died)
    dates = f" ({lifetime})" if lifetime else ""
    role = qualify(escape(person.role), person.certainty)
    return f"{strong(person.full or person.name)}{dates}. {role} {escape(person.part_in(essay))}".strip()


def date_statement(index: EntityIndex, event: DateEntry) -> str:
    """Return the title of an event, its date in both calendars, and what happened."""
    calendar = escape(index.registry.calendar.name)
    new_style = f" ({calendar} {display_date(event.new_style)})" if event.new_style else ""
    what = qualify(escape(event.what), event.certainty)
    return f"{strong(event.title)}, {display_date(event.date)}{new_style}. {what}"


def quotation_source(index: EntityIndex, quotation: QuotationEntry) -> str:
    """Return who said something, when, in which work or in whose report, and where in it."""
    speakers = index.speakers(quotation)
    said = display_date(quotation.said)
    parts = [strong(speakers)]
    if work := index.works.get(quotation.work):
        title = emphasis(work.title)
        reporters = [person.name for person in index.registered((work.author, *work.also))]
        is_report = reporters and not any(name.split()[-1] in speakers for name in reporters)
        written = display_date(work.year)
        dated = f"{title} ({written})" if written else title
        report = gettext("in {authors}, {work}").format(authors=escape(index.authors(work)), work=dated)
        parts += [said, report] if is_report else [title, said]
    else:
        parts.append(said)
    return ", ".join(filter(None, (*parts, escape(quotation.locator)))) + "."


def quotation_verdict(quotation: QuotationEntry, *, in_digest: bool = False) -> str:
    """Return how far a quotation agrees with its source, and how it differs."""
    return f"{verdict_text(quotation, in_digest=in_digest)} {escape(quotation.differs)}".strip()
