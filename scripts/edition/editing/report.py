"""What the registries do not know yet: proposals for an editor to accept or to pass over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.mentions import find_unregistered_quotations
from edition.editing.reuse import Reuse, find_reuse, merge
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Registry
from edition.text.digest import uncovered_paragraphs

SHOWN = 60
"""Code points of a passage that a line shows."""

_NAME = re.compile(r"(?<![.!?:“‘•\n] )(?<![“‘\n(])\b[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|[a-z]{2,3}(?= [A-Z])))*")


def report_lines(essays: Sequence[EditedEssay], registry: Registry) -> Iterator[str]:
    """Yield the lines of the report: shared passages, quotations, dates and names in no registry.

    Last come the paragraphs that no digest covers.
    """
    texts = {essay.slug: essay.text.text for essay in essays if essay.text}
    yield "Passages that two essays share, and no quotation of the registry covers:"
    yield from _lines(_reuse_line(texts, reuse) for reuse in _new_reuse(texts, essays))
    yield "What looks like a quotation and is not in the registry:"
    yield from _lines(line for essay in essays for line in _quotations(essay))
    yield "Dates of which no entry tells what happened:"
    yield from _lines(_dates(essays, registry))
    yield "Names in no registry, and how often:"
    yield from _lines(_names(essays))
    yield "Paragraphs that the digest of their essay passes over:"
    yield from _lines(_passed_over(essays))


def _lines(lines: Iterator[str]) -> Iterator[str]:
    found = [f"  {line}" for line in lines]
    yield from found or ["  none"]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"


def _new_reuse(texts: Mapping[str, str], essays: Iterable[EditedEssay]) -> Iterator[Reuse]:
    quoted = {
        essay.slug: [(m.start, m.end) for m in essay.mentions if m.kind == "quotation"] for essay in essays
    }
    for reuse in merge(find_reuse(texts)):
        if not all(_covered(p.start, p.end, quoted[p.text]) for p in (reuse.one, reuse.other)):
            yield reuse


def _covered(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in spans)


def _reuse_line(texts: Mapping[str, str], reuse: Reuse) -> str:
    words = _short(texts[reuse.one.text][reuse.one.start : reuse.one.end])
    return f"{reuse.one.text} {reuse.one.start}, {reuse.other.text} {reuse.other.start}: {words}"


def _quotations(essay: EditedEssay) -> Iterator[str]:
    if essay.text:
        for start, end in find_unregistered_quotations(essay.text, essay.mentions):
            yield f"{essay.slug} {start}: {_short(essay.text.text[start:end])}"


def _dates(essays: Iterable[EditedEssay], registry: Registry) -> Iterator[str]:
    known = {value for entry in registry.dates for value in entry.values}
    count = Counter(m.value for essay in essays for m in essay.mentions if m.value)
    for value in sorted(count.keys() - known):
        yield f"{value}: {count[value]}"


def _names(essays: Iterable[EditedEssay]) -> Iterator[str]:
    """Yield runs of capitalised words inside sentences that are no mention of a person or a date."""
    count: Counter[str] = Counter()
    for essay in essays:
        known = [(m.start, m.end) for m in essay.mentions if m.kind in ("person", "date")]
        for match in _NAME.finditer(essay.text.text if essay.text else ""):
            if not _covered(match.start(), match.end(), known):
                count[match[0].removesuffix("’s").rstrip("’-")] += 1
    for name, number in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{name}: {number}"


def _passed_over(essays: Iterable[EditedEssay]) -> Iterator[str]:
    for essay in essays:
        names = uncovered_paragraphs(essay.digest, essay.addresses) if essay.digest else []
        if names:
            yield f"{essay.slug}: {', '.join(names)}"
