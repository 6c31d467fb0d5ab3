"""Collating quotations with the works they are said to come from, and checking the verdicts against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from edition.annotate.collation import MIN_COMMON, Version, group_versions, version_text
from edition.annotate.mentions import place_quotations
from edition.annotate.occurrences import find_occurrences
from edition.editing.alignment import MAX_SHORT, Alignment, align
from edition.editing.wording import Wording, parse_wording
from edition.inputs.published_texts import PublishedText
from edition.model.edited_essay import EditedEssay
from edition.model.entries import QuotationEntry, QuotationPlace, WorkText
from edition.model.manifest import YamlPath
from edition.model.registry import Registry
from edition.model.vocabulary import Verdict

MIN_COMMON_SHORT = 2 / 3
"""As `MIN_COMMON`, for a quotation of few words, of which half could be in any text."""

MIN_NEAREST = 6
"""Words in common with a passage that is worth an editor's look, though the quotation is not found there."""

MIN_ELSEWHERE = 0.8
"""Minimum share of a quotation's words in common sequences, to be found in a work that it does not name."""

MIN_WORDS_ELSEWHERE = 6
"""Words of the shortest quotation that is looked for in other works; a shorter one can be in any."""

Result = Literal[
    "as-printed", "differs", "not-in-work", "elsewhere", "no-text-of-work", "no-work", "no-text-of-essay"
]
"""What collating a quotation has shown, or why it could not be collated."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as one essay has it in one place, in one or several parts."""

    entry: QuotationEntry
    essay: str
    """The slug of the essay."""
    anchor: str = ""
    """The address of the paragraph."""
    place: QuotationPlace | None = None
    """Where the registry gives its first part; None if the text of the essay is not available."""
    wording: Wording | None = None
    """None if the text of the essay is not available."""

    @property
    def verdict(self) -> Verdict:
        """What the registry says about it."""
        return (self.place and self.place.verdict) or self.entry.verdict

    @property
    def verdict_path(self) -> YamlPath:
        """Where the registry says so."""
        path = self.place.place.path if self.place else ()
        return (*(path if self.place and self.place.verdict else path[:2]), "verdict")


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage of a text that has the words of a quotation."""

    text: PublishedText
    alignment: Alignment

    @property
    def line(self) -> int:
        """The line of the text in which the passage begins, from 1."""
        return self.text.source.text.count("\n", 0, self.alignment.start) + 1


@dataclass(frozen=True, slots=True)
class Collation:
    """A quotation, compared with the texts of works."""

    quoted: Quoted
    result: Result
    finding: Finding | None = None
    """The passage in the work that the registry names; for `elsewhere`, in another one; for `not-in-work`,
    one that has some of the words."""
    also_in: str = ""
    """The id of another work that has the quotation more exactly than the one named."""
    is_conclusive: bool = False
    """Whether the text is one by which a quotation from the standard edition can be judged."""


# --- quotations ----------------------------------------------------------------------------------


def quotations_in(essays: Sequence[EditedEssay], registry: Registry) -> list[Quoted]:
    """Return every quotation in the essays, in the order of the registry and of the texts.

    An essay without its text counts once for each quotation.
    """
    placed = {essay.slug: dict(_placed(essay, registry)) for essay in essays}
    found: list[Quoted] = []
    for entry in registry.quotations:
        slugs = dict.fromkeys(place.essay for place in entry.places if not place.digest)
        for essay in essays:
            if essay.slug in slugs:
                found += placed[essay.slug].get(entry.id) or [Quoted(entry, essay.slug)]
    return found


def _placed(essay: EditedEssay, registry: Registry) -> Iterator[tuple[str, list[Quoted]]]:
    """Yield the id of each quotation in the text of an essay, with its places there."""
    if not essay.text:
        return
    places = {mention: place for place, mention in place_quotations(essay.text, registry)}
    mentions = sorted(places, key=lambda mention: mention.start)
    occurrences = list(find_occurrences(essay.text, mentions))
    entries = {entry.id: entry for entry in registry.quotations}
    for id_ in dict.fromkeys(mention.entity for mention in mentions):
        versions = group_versions(o for o in occurrences if o.mention.entity == id_)
        yield id_, [_quoted(entries[id_], version, places[version[0].mention]) for version in versions]


def _quoted(entry: QuotationEntry, version: Version, place: QuotationPlace) -> Quoted:
    first = version[0]
    return Quoted(entry, first.essay, first.anchor, place, parse_wording(version_text(version)))


# --- collating -----------------------------------------------------------------------------------


def collate_quotations(quotations: Sequence[Quoted], texts: Sequence[PublishedText]) -> list[Collation]:
    """Compare each of the quotations with the texts of the work it names, and look for it in the others."""
    wordings = [quoted.wording or parse_wording("") for quoted in quotations]
    aligned = [align(wordings, text.source.text) for text in texts]
    return [
        _collate(
            quoted,
            [
                Finding(text, alignments[number])
                for text, alignments in zip(texts, aligned, strict=True)
                if number in alignments
            ],
            texts,
        )
        for number, quoted in enumerate(quotations)
    ]


def _collate(quoted: Quoted, findings: Sequence[Finding], texts: Iterable[PublishedText]) -> Collation:
    if quoted.wording is None:
        return Collation(quoted, "no-text-of-essay")
    work = quoted.entry.work
    own_texts = [text for text in texts if work in text.works]
    nearest = _best((finding for finding in findings if work in finding.text.works), work)
    own = nearest if nearest and is_found(nearest.alignment) else None
    other = _best(
        finding
        for finding in findings
        if work not in finding.text.works and is_found_elsewhere(finding.alignment)
    )
    if own:
        better = other is not None and other.alignment.quality > own.alignment.quality
        result: Result = "as-printed" if own.alignment.is_printed else "differs"
        conclusive = not own.text.works[work].edition
        return Collation(quoted, result, own, _other_work(other) if better else "", conclusive)
    conclusive = any(is_complete(text.works[work]) for text in own_texts)
    if other:
        return Collation(quoted, "elsewhere", other, _other_work(other), conclusive)
    if own_texts:
        near = nearest if nearest and nearest.alignment.common >= MIN_NEAREST else None
        return Collation(quoted, "not-in-work", near, is_conclusive=conclusive)
    return Collation(quoted, "no-text-of-work" if work else "no-work")


def is_found(alignment: Alignment) -> bool:
    """Return whether a quotation has enough in common with a passage to be from there."""
    return alignment.coverage >= (MIN_COMMON_SHORT if alignment.words <= MAX_SHORT else MIN_COMMON)


def is_found_elsewhere(alignment: Alignment) -> bool:
    """Return whether a quotation has so much in common with a passage that it cannot be chance."""
    return alignment.words >= MIN_WORDS_ELSEWHERE and alignment.coverage >= MIN_ELSEWHERE


def is_complete(text: WorkText) -> bool:
    """Return whether what is not in a text is not in the work, as the standard edition prints it."""
    return not text.part and not text.edition


def _best(findings: Iterable[Finding], work: str = "") -> Finding | None:
    """Return the finding that agrees best; of equal ones, in the standard edition."""

    def key(finding: Finding) -> tuple[tuple[float, int], bool]:
        return finding.alignment.quality, bool(work) and not finding.text.works[work].edition

    return max(findings, key=key, default=None)


def _other_work(finding: Finding | None) -> str:
    return next(iter(finding.text.works)) if finding else ""


# --- verdicts ------------------------------------------------------------------------------------

FOUND: frozenset[Result] = frozenset({"as-printed", "differs", "elsewhere"})
"""Results of a quotation that was found."""

UNSEEN: frozenset[Verdict] = frozenset({"not-found", "not-checked"})
"""Verdicts that say that no source was seen; any passage found contradicts them."""

SAME_WORDS: frozenset[Verdict] = frozenset({"as-published", "wrong-page", "wrong-date"})
"""Verdicts by which the words are those of the source."""

_CONTRADICTED: Mapping[Result, frozenset[Verdict]] = {
    "as-printed": frozenset({"variant"}),
    "differs": SAME_WORDS,
    "not-in-work": SAME_WORDS | {"trimmed"},
    "elsewhere": SAME_WORDS | {"trimmed"},
}
"""By result, the verdicts that it contradicts if it is conclusive."""


def contradicts(collation: Collation) -> bool:
    """Return whether a collation contradicts the verdict of the registry.

    The verdicts `altered` and `misapplied` are about the sense, and no collation decides on that.
    """
    verdict = collation.quoted.verdict
    if verdict in UNSEEN:
        return collation.result in FOUND
    return collation.is_conclusive and verdict in _CONTRADICTED.get(collation.result, ())
