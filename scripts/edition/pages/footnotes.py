"""The texts of an essay's footnotes, in Markdown.

Notes on disagreements are in `disagreements`.
"""

from __future__ import annotations

from collections.abc import Sequence

from edition.annotate.collation import describe_difference, group_versions, version_text
from edition.annotate.entity_index import EntityIndex, OccurrencesByEssay
from edition.markup.markdown import escape, link
from edition.model.edited_essay import EditedEssay
from edition.model.edtf import display_date, display_lifetime
from edition.model.entries import QuotationEntry
from edition.model.footnote import Footnote
from edition.model.mention import PAGE_BY_KIND, MentionKind, Occurrence
from edition.pages.disagreements import disagreement_note
from edition.pages.phrases import VERDICTS, qualify

MAX_LINKS = 6
"""The number of other essays that a note links to; the entry of the entity lists them all."""

MAX_WORDS = 20
"""The number of words that a note quotes from other wordings."""


def footnote_texts(index: EntityIndex, essay: EditedEssay) -> dict[str, str]:
    """Return the Markdown of each footnote on the page of an essay, by label."""
    return {footnote.label: _text(index, footnote, essay.slug) for footnote in essay.footnotes}


def _text(index: EntityIndex, footnote: Footnote, slug: str) -> str:
    if footnote.kind == "disagreement":
        return disagreement_note(index, footnote.entity, slug)
    return entity_note(index, footnote.kind, footnote.entity, slug)


def entity_note(index: EntityIndex, kind: MentionKind, entity: str, essay: str) -> str:
    """Return the text of a footnote in `essay`: what the editors say, and where else to look."""
    writers = {"person": _person_note, "date": _date_note, "quotation": _quotation_note}
    found = index.occurrences_of(kind, entity)
    others = [slug for slug in found if slug != essay]
    wordings = _other_wordings(found, essay) if kind == "quotation" else {}
    links = [_essay_link(index, slug, found[slug]) + wordings.get(slug, "") for slug in others[:MAX_LINKS]]
    links += [f"and {len(others) - MAX_LINKS} more"] if len(others) > MAX_LINKS else []
    also = f" Also in {'; '.join(links)}." if links else ""
    recurs = others or len(found.get(essay, ())) > 1
    entry_link = link("All places" if recurs else "Full entry", f"../{PAGE_BY_KIND[kind]}.md#{entity}")
    return f"{writers[kind](index, entity)}{also} {entry_link}."


def _essay_link(index: EntityIndex, slug: str, occurrences: Sequence[Occurrence]) -> str:
    """Return a link to the first of the occurrences in an essay, with their number."""
    count = f" ({len(occurrences)})" if len(occurrences) > 1 else ""
    return link(f"*{escape(index.titles[slug])}*", occurrences[0].address_on(f"{slug}.md")) + count


def _other_wordings(found: OccurrencesByEssay, essay: str) -> dict[str, str]:
    """Return how each other essay words a quotation, by slug, where it differs from `essay`."""
    texts = {slug: version_text(group_versions(places)[0]) for slug, places in found.items()}
    own = texts.pop(essay, None)
    if own is None:
        return {}
    max_words = MAX_WORDS // max(1, min(len(texts), MAX_LINKS))
    differences = {slug: describe_difference(own, text, max_words) for slug, text in texts.items()}
    return {slug: f" ({escape(words)})" for slug, words in differences.items() if words}


def _person_note(index: EntityIndex, entity: str) -> str:
    person = index.people.get(entity)
    if person is None:
        return ""
    lifetime = display_lifetime(person.born, person.died)
    dates = f" ({lifetime})" if lifetime else ""
    return (
        f"**{escape(person.full or person.name)}**{dates}. {qualify(escape(person.role), person.certainty)}"
    )


def _date_note(index: EntityIndex, entity: str) -> str:
    value = index.values_by_id[entity]
    entry = index.dates.get(value)
    if entry is None:
        return f"**{display_date(value)}**."
    calendar = escape(index.registry.calendar.ours)
    new_style = f" ({calendar} {display_date(entry.new_style)})" if entry.new_style else ""
    return f"**{display_date(entry.date)}**{new_style}. {qualify(escape(entry.what), entry.certainty)}"


def _quotation_note(index: EntityIndex, entity: str) -> str:
    quotation = index.quotations.get(entity)
    return quotation_source(index, quotation) + " " + quotation_verdict(quotation) if quotation else ""


def quotation_source(index: EntityIndex, quotation: QuotationEntry) -> str:
    """Return who said something, in which work, when, and where in it."""
    work = index.works.get(quotation.work)
    title = f"*{escape(work.title)}*" if work else ""
    parts = [
        f"**{escape(index.speakers(quotation))}**",
        title,
        display_date(quotation.said),
        escape(quotation.locator),
    ]
    return ", ".join(part for part in parts if part) + "."


def quotation_verdict(quotation: QuotationEntry) -> str:
    """Return how far a quotation agrees with its source, and how it differs."""
    verdict = VERDICTS[quotation.verdict]
    if quotation.verdict != "not-found":  # this verdict says by itself that nothing is known
        verdict = qualify(verdict, quotation.certainty)
    return f"{verdict} {escape(quotation.differs)}".strip()
