"""What the registries do not know yet: proposals for an editor to accept or to pass over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from edition.annotate.mentions import unknown_quotations
from edition.editing.reuse import Reuse, find_reuse, merge
from edition.model.entries import Registry
from edition.model.essay import Essay
from edition.model.mention import Mention

SHOWN = 60
"""Code points of a passage that a line shows."""

_NAME = re.compile(r"(?<![.!?:“‘•\n] )(?<![“‘\n(])\b[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|[a-z]{2,3}(?= [A-Z])))*")


def report_lines(
    essays: Sequence[Essay],
    mentions: Mapping[str, Sequence[Mention]],
    registry: Registry,
    untold: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    """Yield the lines of the report: shared passages, quotations, dates and names in no registry.

    `untold` are the addresses of paragraphs that no digest tells of, by slug.
    """
    texts = {essay.entry.slug: essay.text for essay in essays}
    yield "Passages that two essays share, and no quotation of the registry covers:"
    yield from _lines(_reuse_line(texts, one) for one in _new_reuse(texts, mentions))
    yield "What looks like a quotation and is not in the registry:"
    yield from _lines(line for essay in essays for line in _quotations(essay, mentions[essay.entry.slug]))
    yield "Dates of which no entry tells what happened:"
    yield from _lines(_dates(mentions, registry))
    yield "Names in no registry, and how often:"
    yield from _lines(_names(essays, mentions))
    yield "Paragraphs that the digest of their essay passes over:"
    yield from _lines(f"{slug}: {', '.join(names)}" for slug, names in untold.items() if names)


def _lines(lines: Iterator[str]) -> Iterator[str]:
    found = [f"  {line}" for line in lines]
    yield from found or ["  none"]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"


def _new_reuse(texts: Mapping[str, str], mentions: Mapping[str, Sequence[Mention]]) -> Iterator[Reuse]:
    for one in merge(find_reuse(texts)):
        passages = (one.one, one.other)
        if not all(_covered(p.start, p.end, mentions[p.text]) for p in passages):
            yield one


def _covered(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    return any(m.kind == "quotation" and m.start < end and start < m.end for m in mentions)


def _reuse_line(texts: Mapping[str, str], one: Reuse) -> str:
    words = _short(texts[one.one.text][one.one.start : one.one.end])
    return f"{one.one.text} {one.one.start}, {one.other.text} {one.other.start}: {words}"


def _quotations(essay: Essay, mentions: Sequence[Mention]) -> Iterator[str]:
    for start, end in unknown_quotations(essay, mentions):
        yield f"{essay.entry.slug} {start}: {_short(essay.text[start:end])}"


def _dates(mentions: Mapping[str, Sequence[Mention]], registry: Registry) -> Iterator[str]:
    told = {value for entry in registry.dates for value in (entry.date, *entry.others)}
    count = Counter(m.value for them in mentions.values() for m in them if m.kind == "date")
    for value in sorted(count.keys() - told):
        yield f"{value}: {count[value]}"


def _names(essays: Sequence[Essay], mentions: Mapping[str, Sequence[Mention]]) -> Iterator[str]:
    """Yield runs of capitalised words inside sentences that are no mention of a person or a date."""
    count: Counter[str] = Counter()
    for essay in essays:
        known = [(m.start, m.end) for m in mentions[essay.entry.slug] if m.kind in ("person", "date")]
        for match in _NAME.finditer(essay.text):
            if not any(low < match.end() and match.start() < high for low, high in known):
                count[match[0].removesuffix("’s").rstrip("’-")] += 1
    for name, number in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{name}: {number}"
