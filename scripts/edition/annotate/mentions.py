"""Finding mentions: every place where an essay names a person, gives a date, quotes, or is contradicted.

The essay itself does not change. Mentions have two pairs of positions, in the normalised text and in
the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from edition.annotate.dates import DateMention, Undated, find_all_dates
from edition.annotate.organisations_and_places import NameFinder
from edition.annotate.people import PeopleFinder
from edition.annotate.quotations import exclude_registered, find_quotations
from edition.model.edtf import Edtf
from edition.model.entries import DatePlace, QuotationPlace
from edition.model.essay import Essay, Span
from edition.model.ledger import Alignment
from edition.model.manifest import TextQuoteSelector, YamlPath
from edition.model.mention import Mention, MentionKind
from edition.model.registry import Registry, Settlement, claims, quotation_places
from edition.text.locate import Finder, PlaceError

FoundDate = DateMention | Undated
"""A date in a text, with or without a value."""


class AnnotationError(ValueError):
    """A place given in a registry that is not in the text, or that the text omits."""

    def __init__(self, entity: str, what: str, path: YamlPath = (), sought: str = "") -> None:
        """Say what is wrong with the entry whose id is `entity`.

        `path` is the path of the place in its file; `sought` are its words, if they are not in the text.
        """
        super().__init__(f"{entity}: {what}")
        self.entity, self.what, self.path, self.sought = entity, what, path, sought


def find_mentions(
    essay: Essay, registry: Registry, people: PeopleFinder, language: str = ""
) -> tuple[Mention, ...]:
    """Return every mention in `essay`, in order of position.

    `people` is the finder made for the people in the registry. `language` is the BCP 47 code of the words'
    language if it is not that of the entry: a digest is in the language of the editors. Raises
    AnnotationError if a place given in a registry is not in the source, occurs more than once, or is in what
    the text omits.
    """
    places = _Places(essay)
    disagreements = _summarised_claims if essay.is_digest else _disputed_claims
    mentions = [*_people(places, people), *_dates(places, registry, language), *_quotations(places, registry)]
    mentions += disagreements(places, registry)
    return tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.kind)))


def find_names(essay: Essay, names: NameFinder, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return every mention of an organisation or a place in `essay`, in order of position.

    `mentions` are those of people and all else that was found in the essay: a person's name names no place.
    """
    alignment = Alignment(essay.ledger)
    people = [(mention.start, mention.end) for mention in mentions if mention.kind == "person"]
    return tuple(
        Mention(name.start, name.end, name.kind, name.entity, *alignment.source_span(name.start, name.end))
        for name in names.find(essay.text, people)
    )


class _Places:
    """Finds places in an essay, and maps positions between its text and its source."""

    def __init__(self, essay: Essay) -> None:
        self.essay = essay
        self._alignment = Alignment(essay.ledger)
        self._finder = Finder(essay.source.text)

    def find(self, entity: str, place: TextQuoteSelector) -> Span:
        """Return start and end, in the source, of a place given in the registry's entry `entity`."""
        try:
            return self._finder.find_passage(place.begins, place.ends, place.left, place.right)
        except PlaceError as error:
            what = f"{error.shown or place.begins!r} {error}"
            raise AnnotationError(entity, what, place.path, error.sought) from None

    def mention(self, kind: MentionKind, entity: str, place: TextQuoteSelector, part: int = 0) -> Mention:
        """Return the mention of the registry's entry `entity` at a place that the registry gives for it."""
        source = self.find(entity, place)
        start, end = self.in_text(*source)
        if start == end:
            raise AnnotationError(entity, f"{place.begins!r} is in what the text omits", place.path)
        return Mention(start, end, kind, entity, *source, part=part)

    def dates_in(
        self, entity: str, place: DatePlace | Settlement, dates: Iterable[FoundDate]
    ) -> list[FoundDate]:
        """Return those of the `dates` that are in the words of a `place` in the registry's entry `entity`.

        Raises AnnotationError if there is none.
        """
        start, end = self.in_text(*self.find(entity, TextQuoteSelector(place.path, place.words)))
        found = [date for date in dates if start <= date.start and date.end <= end]
        if not found:
            raise AnnotationError(entity, f"{place.words!r} contains no date", place.path)
        return found

    def in_text(self, start: int, end: int) -> Span:
        """Map a span of the source to the text; if the text omits it, the result is empty."""
        return self._alignment.to_text(start), self._alignment.to_text(end)

    def in_source(self, start: int, end: int) -> Span:
        """Map a span of the text, which must not be empty, to the source."""
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
        shared = list(people.find_shared(essay.source.text, essay.entry.slug))
    except PlaceError as error:
        raise AnnotationError("people.yml, `where`", str(error), error.path, error.sought) from None
    for mention in shared:
        start, end = places.in_text(mention.start, mention.end)
        if start < end:
            yield Mention(start, end, "person", mention.person, mention.start, mention.end)


def _dates(places: _Places, registry: Registry, language: str) -> Iterator[Mention]:
    dates = list(find_all_dates(places.essay.text, language or places.essay.entry.language))
    settled = dict(_settled_dates(places, registry, dates))
    events = dict(_events_at_places(places, registry, dates))
    entries = registry.dates_by_value()
    for date in dates:
        source = places.in_source(date.start, date.end)
        remarks: tuple[str, ...] = ()
        if isinstance(date, DateMention):
            value = settled.get(date.start, date.edtf.without_qualifiers())
            remarks = (*date.qualifiers, *_remarks_on_value(date, is_settled=date.start in settled))
        elif date.start in settled:
            value = settled[date.start]
        else:  # there is no such day, or its year is not known
            continue
        entry = entries.get(value) if value.names_month else None
        event = events.get(date.start, entry.id if entry else "")
        yield Mention(date.start, date.end, "date", value.id, *source, value, remarks, event=event)


def _remarks_on_value(date: DateMention, *, is_settled: bool) -> Iterator[str]:
    """Yield how far the value of a date is certain, unless the editors have settled it."""
    if date.edtf.is_approximate:
        yield "about"
    if date.edtf.is_uncertain:
        yield "perhaps"
    if date.is_inferred and not is_settled:
        yield "inferred"


def _settled_dates(
    places: _Places, registry: Registry, dates: Sequence[FoundDate]
) -> Iterator[tuple[int, Edtf]]:
    """Yield the start of each date whose value the editors give, and that value."""
    for settlement in registry.settled:
        if settlement.essay == places.essay.entry.slug and not places.essay.is_digest:
            for date in places.dates_in(str(settlement.value), settlement, dates):
                yield date.start, settlement.value


def _events_at_places(
    places: _Places, registry: Registry, dates: Sequence[FoundDate]
) -> Iterator[tuple[int, str]]:
    """Yield the start of each date of which the editors say what event it means, and the event's id.

    The id is empty where they say that it means none.
    """
    unnoted = [("", "unnoted", place) for place in registry.unnoted]
    bound = [(entry.id, f"{entry.id}, `bound`", place) for entry in registry.dates for place in entry.bound]
    for event, entity, place in (*bound, *unnoted):
        if (place.essay, place.digest) == (places.essay.entry.slug, places.essay.is_digest):
            for date in places.dates_in(entity, place, dates):
                yield date.start, event


def _quotations(places: _Places, registry: Registry) -> Iterator[Mention]:
    return (mention for _, mention in _placed_quotations(places, registry))


def _placed_quotations(places: _Places, registry: Registry) -> Iterator[tuple[QuotationPlace, Mention]]:
    essay = places.essay
    for entry, quotation in quotation_places(registry, essay.entry.slug, digest=essay.is_digest):
        mention = places.mention("quotation", entry.id, quotation.place, quotation.part)
        yield quotation, replace(mention, verdict=quotation.verdict)


def place_quotations(essay: Essay, registry: Registry) -> Iterator[tuple[QuotationPlace, Mention]]:
    """Yield the places that the registry gives for quotations in `essay`, each with its mention.

    Raises AnnotationError as `find_mentions` does.
    """
    return _placed_quotations(_Places(essay), registry)


def _disputed_claims(places: _Places, registry: Registry) -> Iterator[Mention]:
    """Yield the claims in a text that other essays or the record contradict."""
    for entry, claim in claims(registry, places.essay.entry.slug):
        yield places.mention("disagreement", entry.id, claim.place)


def _summarised_claims(places: _Places, registry: Registry) -> Iterator[Mention]:
    """Yield the paragraphs of a digest that summarise a disputed claim of the essay."""
    essay = places.essay
    covering = essay.covering_blocks()
    disputed = claims(registry, essay.entry.slug)
    summarised = [(entry.id, covering[claim.at]) for entry, claim in disputed if claim.at in covering]
    for entity, block in dict.fromkeys(summarised):
        source = places.in_source(block.start, block.end)
        yield Mention(block.start, block.end, "disagreement", entity, *source)


def find_unregistered_quotations(essay: Essay, mentions: Iterable[Mention]) -> list[Span]:
    """Return the spans that appear to be quotations, but are not in the registry.

    `mentions` are those found in `essay`.
    """
    registered = [(m.start, m.end) for m in mentions if m.kind == "quotation"]
    quotations = find_quotations(essay.text, sorted(essay.block_quotes().values()))
    return exclude_registered(quotations, registered)
