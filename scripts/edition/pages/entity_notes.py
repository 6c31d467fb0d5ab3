"""People, quotations and dates in Markdown: what an essay's notes say of them."""

from __future__ import annotations

from collections.abc import Sequence

from edition.annotate.collation import describe_difference, group_versions, version_text
from edition.annotate.index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import escape, link
from edition.model.edtf import Edtf, display_date, display_lifetime
from edition.model.entries import QuotationEntry
from edition.model.mention import PAGE_BY_KIND, MentionKind, Occurrence
from edition.pages.wording import VERDICTS, qualify

LINKS = 6
"""How many other essays a note links to at most; the entity's own place has them all."""

WORDS = 20
"""Words of other wordings that a note gives at most."""


def entity_note(context: EntityIndex, kind: MentionKind, entity: str, essay: str) -> str:
    """Return the text of a footnote in `essay`: what an editor would say, and where else to look."""
    tellers = {"person": _person_note, "date": _date_note, "quotation": _quotation_note}
    found = context.occurrences_of(kind, entity)
    others = [slug for slug in found if slug != essay]
    worded = _wordings(found, essay) if kind == "quotation" else {}
    links = [_note_link(context, slug, found[slug]) + worded.get(slug, "") for slug in others[:LINKS]]
    links += [f"and {len(others) - LINKS} more"] if len(others) > LINKS else []
    also = f" Also in {'; '.join(links)}." if links else ""
    recurs = others or len(found.get(essay, ())) > 1
    every = link("All places" if recurs else "Full entry", f"../{PAGE_BY_KIND[kind]}.md#{entity}")
    return f"{tellers[kind](context, entity)}{also} {every}."


def _note_link(context: EntityIndex, slug: str, found: Sequence[Occurrence]) -> str:
    more = f" ({len(found)})" if len(found) > 1 else ""
    return link(f"*{escape(context.titles[slug])}*", occurrence_address(found[0], f"{slug}.md")) + more


def _wordings(found: OccurrencesByEssay, essay: str) -> dict[str, str]:
    """Return for each other essay how it words a quotation, where it differs."""
    texts = {slug: version_text(group_versions(places)[0]) for slug, places in found.items()}
    here = texts.pop(essay, None)
    if here is None:
        return {}
    most = WORDS // max(1, min(len(texts), LINKS))
    told = {slug: describe_difference(here, text, most) for slug, text in texts.items()}
    return {slug: f" ({escape(words)})" for slug, words in told.items() if words}


def occurrence_address(place: Occurrence, page: str) -> str:
    """Return the address of a place, whose essay has the address `page`."""
    return f"{page}#{place.anchor}" if place.anchor else page


def _person_note(context: EntityIndex, entity: str) -> str:
    person = context.people.get(entity)
    if person is None:
        return ""
    lived = display_lifetime(person.born, person.died)
    return f"**{escape(person.full or person.name)}**{f' ({lived})' if lived else ''}. {escape(person.role)}"


def _date_note(context: EntityIndex, entity: str) -> str:
    value = Edtf.from_id(entity)
    entry = context.dates.get(value)
    if entry is None:
        return f"**{display_date(value)}**."
    ours = escape(context.registry.calendar.ours)
    new = f" ({ours} {display_date(entry.new_style)})" if entry.new_style else ""
    return f"**{display_date(entry.date)}**{new}. {escape(entry.what)}"


def _quotation_note(context: EntityIndex, entity: str) -> str:
    quotation = context.quotations.get(entity)
    return quotation_source(context, quotation) + " " + quotation_verdict(quotation) if quotation else ""


def quotation_source(context: EntityIndex, quotation: QuotationEntry) -> str:
    """Return who said it, in which work, when, and where that is published."""
    speakers = [p.name for p in map(context.people.get, (quotation.speaker, *quotation.also)) if p]
    who = " and ".join(speakers) or quotation.said_by
    work = context.works.get(quotation.work)
    title = f"*{escape(work.title)}*" if work else ""
    parts = [f"**{escape(who)}**", title, display_date(quotation.said), escape(quotation.locator)]
    return ", ".join(part for part in parts if part) + "."


def quotation_verdict(quotation: QuotationEntry) -> str:
    """Return how far a quotation is right, and what differs from its source."""
    verdict = VERDICTS[quotation.verdict]
    if quotation.verdict != "not-found":  # which says itself that nothing is known
        verdict = qualify(verdict, quotation.certainty)
    return f"{verdict} {escape(quotation.differs)}".strip()
