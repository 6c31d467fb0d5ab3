"""A report on what the registries do not cover yet, for an editor to accept or ignore."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.mentions import find_unregistered_quotations
from edition.editing.episodes import Likeness, propose_episodes
from edition.editing.reuse import Reuse, find_reuse, merge
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Registry
from edition.text.digest import uncovered_paragraphs

MAX_LENGTH = 60
"""Code points of a passage that the report shows."""

_NAME = re.compile(r"(?<![.!?:“‘•\n] )(?<![“‘\n(])\b[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|[a-z]{2,3}(?= [A-Z])))*")


def report_lines(essays: Sequence[EditedEssay], registry: Registry) -> Iterator[str]:
    """Yield the lines of the report.

    It lists shared passages, quotations, dates and names that are in no registry, sections that may
    tell of the same episode, and paragraphs that no digest covers.
    """
    texts = {essay.slug: essay.text.text for essay in essays if essay.text}
    yield "Passages that two essays share and no quotation in the registry covers:"
    yield from _section(_reuse_line(texts, reuse) for reuse in _new_reuse(texts, essays))
    yield "Possible quotations that are not in the registry:"
    yield from _section(line for essay in essays for line in _quotations(essay))
    yield "Dates without an entry in the registry, with their number of mentions:"
    yield from _section(_dates(essays, registry))
    yield "Names that are not in a registry, with their number of mentions:"
    yield from _section(_names(essays))
    yield "Sections that may tell of the same, and that no episode has together:"
    yield from _section(_alike(pair) for pair in propose_episodes(essays, registry.episodes))
    yield "Paragraphs that the digest of their essay does not cover:"
    yield from _section(_uncovered_paragraphs(essays))


def _section(lines: Iterator[str]) -> Iterator[str]:
    indented = [f"  {line}" for line in lines]
    yield from indented or ["  none"]


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_LENGTH else f"{line[:MAX_LENGTH]}…"


def _new_reuse(texts: Mapping[str, str], essays: Iterable[EditedEssay]) -> Iterator[Reuse]:
    """Yield the shared passages of which at least one is not a known quotation."""
    quotations = {
        essay.slug: [(m.start, m.end) for m in essay.mentions if m.kind == "quotation"] for essay in essays
    }
    for reuse in merge(find_reuse(texts)):
        if not all(_overlaps(p.start, p.end, quotations[p.text]) for p in (reuse.first, reuse.second)):
            yield reuse


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in spans)


def _reuse_line(texts: Mapping[str, str], reuse: Reuse) -> str:
    first, second = reuse.first, reuse.second
    words = _shorten(texts[first.text][first.start : first.end])
    return f"{first.text} {first.start}, {second.text} {second.start}: {words}"


def _quotations(essay: EditedEssay) -> Iterator[str]:
    if essay.text:
        for start, end in find_unregistered_quotations(essay.text, essay.mentions):
            yield f"{essay.slug} {start}: {_shorten(essay.text.text[start:end])}"


def _dates(essays: Iterable[EditedEssay], registry: Registry) -> Iterator[str]:
    registered = {value for entry in registry.dates for value in entry.values}
    counts = Counter(m.value for essay in essays for m in essay.mentions if m.value)
    for value in sorted(counts.keys() - registered):
        yield f"{value}: {counts[value]}"


def _names(essays: Iterable[EditedEssay]) -> Iterator[str]:
    """Yield capitalised phrases that are not mentions of people or dates, with their counts."""
    counts: Counter[str] = Counter()
    for essay in essays:
        mentioned = [(m.start, m.end) for m in essay.mentions if m.kind in ("person", "date")]
        for match in _NAME.finditer(essay.text.text if essay.text else ""):
            if not _overlaps(match.start(), match.end(), mentioned):
                counts[match[0].removesuffix("’s").rstrip("’-")] += 1
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{name}: {count}"


def _alike(pair: Likeness) -> str:
    first, second = (
        f"{section.essay}#{section.id} “{section.heading}”" for section in (pair.first, pair.second)
    )
    return f"{first} and {second}"


def _uncovered_paragraphs(essays: Iterable[EditedEssay]) -> Iterator[str]:
    for essay in essays:
        addresses = uncovered_paragraphs(essay.digest, essay.addresses) if essay.digest else []
        if addresses:
            yield f"{essay.slug}: {', '.join(addresses)}"
