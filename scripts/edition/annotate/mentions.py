"""Annotating: every place where an essay names a person, denotes a time, quotes, or is contradicted.

The essay's text is read, never changed. Positions are given twice, in the text that a reader sees
and in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.annotate.dates import find_dates
from edition.annotate.people import PeopleFinder
from edition.annotate.quotations import find_quotations, unregistered
from edition.model.edtf import Edtf
from edition.model.entries import Registry, claims, quotation_places
from edition.model.essay import Essay
from edition.model.ledger import Alignment
from edition.model.manifest import TextQuoteSelector
from edition.model.mention import Mention, Span
from edition.text.locate import Finder, PlaceError


class AnnotationError(ValueError):
    """A place of a registry that does not stand in the text."""

    def __init__(self, entity: str, what: str) -> None:
        """Name the entry by its id."""
        super().__init__(f"{entity}: {what}")
        self.entity, self.what = entity, what


def find_mentions(essay: Essay, registry: Registry, people: PeopleFinder) -> tuple[Mention, ...]:
    """Return every mention in `essay`, in order of place.

    `people` is the finder made of the registry's people. Raises AnnotationError where a place that
    a registry gives does not stand in the source, or stands there twice.
    """
    places = _Places(essay)
    told = _told if essay.is_digest else _disputed
    mentions = [*_people(places, people), *_dates(places, registry), *_quotations(places, registry)]
    mentions += told(places, registry)
    return tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.kind)))


class _Places:
    """An essay in both its positions: those of the text, and those of the source."""

    def __init__(self, essay: Essay) -> None:
        self.essay = essay
        self._alignment = Alignment(essay.ledger)
        self._finder = Finder(essay.source.text)

    def find(self, entity: str, place: TextQuoteSelector) -> Span:
        """Return where a place that a registry gives stands in the source."""
        try:
            return self._finder.passage(place.begins, place.ends, place.left, place.right)
        except PlaceError as error:
            raise AnnotationError(entity, f"{place.begins!r} {error}") from None

    def in_text(self, start: int, end: int) -> Span:
        """Map a span of the source to the text; where it is left out there, the span is empty."""
        return self._alignment.to_text(start), self._alignment.to_text(end)

    def in_source(self, start: int, end: int) -> Span:
        """Map a span of the text, which is not empty, to the source."""
        return self._alignment.source_span(start, end)


def _people(places: _Places, people: PeopleFinder) -> Iterator[Mention]:
    essay = places.essay
    for mention in people.find(essay.text):
        source = places.in_source(mention.start, mention.end)
        yield Mention(
            mention.start, mention.end, "person", mention.person, *source, in_title=mention.in_title
        )
    if essay.is_digest:
        return
    try:
        settled = list(people.settled(essay.source.text, essay.entry.slug))
    except PlaceError as error:
        raise AnnotationError("people.yml, `where`", str(error)) from None
    for mention in settled:
        start, end = places.in_text(mention.start, mention.end)
        if start < end:
            yield Mention(start, end, "person", mention.person, mention.start, mention.end)


def _dates(places: _Places, registry: Registry) -> Iterator[Mention]:
    essay = places.essay
    bare = find_dates(essay.text)
    settled: dict[int, Edtf] = {}
    for one in registry.settled:
        if one.essay == essay.entry.slug and not essay.is_digest:
            low, high = places.in_text(*places.find(str(one.value), TextQuoteSelector((), one.words)))
            settled |= {d.start: one.value for d in bare if low <= d.start and d.end <= high}
    for date in find_dates(essay.text, settled) if settled else bare:
        source = places.in_source(date.start, date.end)
        yield Mention(date.start, date.end, "date", date.edtf.id, *source, date.edtf, date.qualifiers)


def _quotations(places: _Places, registry: Registry) -> Iterator[Mention]:
    essay = places.essay
    for entry, one in quotation_places(registry, essay.entry.slug, digest=essay.is_digest):
        source = places.find(entry.id, one.place)
        yield Mention(*places.in_text(*source), "quotation", entry.id, *source, part=one.part)


def _disputed(places: _Places, registry: Registry) -> Iterator[Mention]:
    """Yield where a text says what others contradict."""
    for entry, claim in claims(registry, places.essay.entry.slug):
        source = places.find(entry.id, claim.place)
        yield Mention(*places.in_text(*source), "disagreement", entry.id, *source)


def _told(places: _Places, registry: Registry) -> Iterator[Mention]:
    """Yield the paragraphs of a digest that tell of the places where others contradict the essay."""
    essay = places.essay
    covering = essay.covering()
    disputed = claims(registry, essay.entry.slug)
    found = [(entry.id, covering[claim.at]) for entry, claim in disputed if claim.at in covering]
    for entity, block in dict.fromkeys(found):
        source = places.in_source(block.start, block.end)
        yield Mention(block.start, block.end, "disagreement", entity, *source)


def unknown_quotations(essay: Essay, mentions: Iterable[Mention]) -> list[Span]:
    """Return what looks like a quotation and is in no registry."""
    known = [(m.start, m.end) for m in mentions if m.kind == "quotation"]
    return unregistered(find_quotations(essay.text, sorted(essay.block_quotes().values())), known)
