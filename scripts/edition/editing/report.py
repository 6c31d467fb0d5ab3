"""A report on what the registries do not cover yet, for an editor to accept or ignore."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.dates import Undated, find_all_dates, find_dates
from edition.annotate.mentions import find_unregistered_quotations
from edition.annotate.people import make_people_finder
from edition.annotate.quotation_marks import find_quoted, find_unclosed
from edition.editing.episodes import Likeness, propose_episodes
from edition.editing.names import FoundName, find_names_in, group_names
from edition.editing.names.spelling import KnownNames
from edition.editing.proposals import Place, Proposal
from edition.editing.registry_entries import (
    QuotedPlaces,
    date_entry,
    group_parts,
    person_entry,
    propose_id,
    quotation_entry,
)
from edition.editing.reuse import Reuse, find_reuse, merge, rank
from edition.editing.spans import SpanIndex
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Essay, author_note_id
from edition.model.registry import Registry
from edition.text.digest import uncovered_paragraphs

MAX_LENGTH = 60
"""Code points of a passage that the report shows."""


def make_report(essays: Sequence[EditedEssay], registry: Registry) -> Iterator[Proposal]:
    """Yield the proposals of all kinds, those of each kind in the order of their use.

    They are names, quotations, shared passages and dates that are in no registry, marks left open, years to
    be checked, sections that may tell of the same episode, and paragraphs that no digest covers.
    """
    yield from propose_people(essays, registry)
    yield from _unidentified(essays, registry)
    yield from _quotations(essays, registry)
    yield from _passages(essays)
    yield from _unclosed(essays)
    yield from _dates(essays, registry)
    yield from _inferred_years(essays)
    yield from _undated(essays)
    yield from _episodes(essays, registry)
    yield from _uncovered_paragraphs(essays)


def _texts(essays: Iterable[EditedEssay]) -> Iterator[tuple[EditedEssay, Essay]]:
    return ((essay, essay.text) for essay in essays if essay.text)


def _place(essay: Essay, position: int) -> Place:
    block = essay.block_at(position)
    own = author_note_id(block.note) if block.note else block.address
    return Place(essay.entry.slug, own or block.anchor)


def shorten(text: str) -> str:
    """Return a passage as the report shows it: in one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_LENGTH else f"{line[:MAX_LENGTH]}…"


# --- people --------------------------------------------------------------------------------------


def propose_people(essays: Sequence[EditedEssay], registry: Registry) -> Iterator[Proposal]:
    """Yield the people whom texts name and no registry has, the most often named first.

    After them come names that may be a registered person's in another spelling, and names of which nothing
    says that they are a person's.
    """
    languages = {essay.slug: essay.entry.language for essay in essays}
    known = KnownNames(entry.person for entry in registry.people)
    taken = {entry.person.id for entry in registry.people}
    spellings: dict[tuple[str, str], list[Place]] = defaultdict(list)
    unknown: list[tuple[FoundName, Place]] = []
    for name, place in _unregistered_names(essays):
        owner = known.likely_owner(name.name)
        if owner:
            spellings[name.name, owner].append(place)
        else:
            unknown.append((name, place))
    for person in group_names(unknown):
        if person.is_likely:
            id_ = propose_id(person.name, "person", taken, languages[person.places[0].essay])
            entry = person_entry(person.name, person.forms, id_)
            yield Proposal("people", person.name, tuple(person.places), entry=entry, key=id_)
        else:
            yield Proposal("people", person.name, tuple(person.places), "perhaps no person")
    for (spelling, owner), places in sorted(spellings.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Proposal("spellings", spelling, tuple(places), f"perhaps {owner}")


def _unregistered_names(essays: Iterable[EditedEssay]) -> Iterator[tuple[FoundName, Place]]:
    """Yield the names in the texts that are no mention of a registered person and no part of a date."""
    texts = {essay.slug: text for essay, text in _texts(essays)}
    found = find_names_in(
        {slug: text.text for slug, text in texts.items()},
        {slug: text.entry.language for slug, text in texts.items()},
    )
    for essay, text in _texts(essays):
        mentioned = SpanIndex((m.start, m.end) for m in essay.mentions if m.kind in ("person", "date"))
        for name in found[essay.slug]:
            if not mentioned.overlap(name.start, name.end):
                yield name, _place(text, name.start)


def _unidentified(essays: Iterable[EditedEssay], registry: Registry) -> Iterator[Proposal]:
    finder = make_people_finder([entry.person for entry in registry.people], registry.titles)
    for _, text in _texts(essays):
        for mention in finder.find_all(text.text):
            if not mention.person:
                words = shorten(text.text[mention.start : mention.end])
                yield Proposal("shared-names", words, (_place(text, mention.start),))


# --- quotations ----------------------------------------------------------------------------------


def _quotations(essays: Iterable[EditedEssay], registry: Registry) -> Iterator[Proposal]:
    taken = {entry.id for entry in registry.quotations}
    for essay, text in _texts(essays):
        quoted = QuotedPlaces(text)
        for parts in group_parts(text.text, find_unregistered_quotations(text, essay.mentions)):
            words = " … ".join(text.text[start:end] for start, end in parts)
            places = [quoted.place(start, end) for start, end in parts]
            id_ = propose_id(words, "quotation", taken, text.entry.language) if all(places) else ""
            entry = quotation_entry(words, id_, places) if id_ else {}
            yield Proposal("quotations", shorten(words), (_place(text, parts[0][0]),), entry=entry, key=id_)


def _passages(essays: Iterable[EditedEssay]) -> Iterator[Proposal]:
    """Yield the shared passages of which at least one is not a known quotation, quotations first."""
    essays = list(essays)
    texts = {essay.slug: text for essay, text in _texts(essays)}
    for reuse in _new_reuse(essays, {slug: text.text for slug, text in texts.items()}):
        first = reuse.first
        words = shorten(texts[first.text].text[first.start : first.end])
        places = tuple(_place(texts[p.text], p.start) for p in (reuse.first, reuse.second))
        yield Proposal("passages", words, places)


def _new_reuse(essays: Iterable[EditedEssay], texts: Mapping[str, str]) -> list[Reuse]:
    quotations = {
        essay.slug: SpanIndex((m.start, m.end) for m in essay.mentions if m.kind == "quotation")
        for essay in essays
    }
    new = (
        reuse
        for reuse in merge(find_reuse(texts))
        if not all(quotations[p.text].overlap(p.start, p.end) for p in (reuse.first, reuse.second))
    )
    quoted = {name: [(q.start, q.end) for q in find_quoted(text)] for name, text in texts.items()}
    return rank(new, quoted)


def _unclosed(essays: Iterable[EditedEssay]) -> Iterator[Proposal]:
    for _, text in _texts(essays):
        for at in find_unclosed(text.text, list(text.block_quotes().values())):
            yield Proposal("unclosed", shorten(text.text[at : at + 2 * MAX_LENGTH]), (_place(text, at),))


# --- dates ---------------------------------------------------------------------------------------


def _dates(essays: Iterable[EditedEssay], registry: Registry) -> Iterator[Proposal]:
    registered = {value for entry in registry.dates for value in entry.values}
    places: dict[str, list[Place]] = defaultdict(list)
    for essay, text in _texts(essays):
        for mention in essay.mentions:
            if mention.value and mention.value not in registered:
                places[str(mention.value)].append(_place(text, mention.start))
    for value, found in sorted(places.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Proposal("dates", value, tuple(found), entry=date_entry(value), key=value)


def _inferred_years(essays: Iterable[EditedEssay]) -> Iterator[Proposal]:
    for essay, text in _texts(essays):
        for date in find_dates(text.text, essay.entry.language):
            if date.is_inferred:
                words = shorten(text.text[date.start : date.end])
                yield Proposal("inferred-years", words, (_place(text, date.start),), f"is {date.edtf}")


def _undated(essays: Iterable[EditedEssay]) -> Iterator[Proposal]:
    for essay, text in _texts(essays):
        for found in find_all_dates(text.text, essay.entry.language):
            if isinstance(found, Undated):
                words = shorten(text.text[found.start : found.end])
                yield Proposal("undated", words, (_place(text, found.start),), found.problem)


# --- episodes and digests ------------------------------------------------------------------------


def _episodes(essays: Sequence[EditedEssay], registry: Registry) -> Iterator[Proposal]:
    for pair in propose_episodes(essays, registry.episodes):
        places = (Place(pair.first.essay), Place(pair.second.essay))
        yield Proposal("episodes", _alike(pair), places)


def _alike(pair: Likeness) -> str:
    first, second = (
        f"{section.essay}#{section.id} “{section.heading}”" for section in (pair.first, pair.second)
    )
    return f"{first} and {second}"


def _uncovered_paragraphs(essays: Iterable[EditedEssay]) -> Iterator[Proposal]:
    for essay in essays:
        addresses = uncovered_paragraphs(essay.digest, essay.addresses) if essay.digest else []
        if addresses:
            yield Proposal("digests", essay.slug, tuple(Place(essay.slug, p) for p in addresses))
