"""A report on what the registries do not cover yet, for an editor to accept or ignore."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition.annotate.dates import Undated, find_all_dates, find_dates
from edition.annotate.mentions import find_unregistered_quotations
from edition.annotate.people import make_people_finder
from edition.annotate.quotation_marks import find_quoted, find_unclosed
from edition.editing.episodes import Likeness, propose_episodes
from edition.editing.names import FoundName, ProposedPerson, find_names, group_names, person_lines
from edition.editing.reuse import Reuse, find_reuse, merge, rank
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Registry
from edition.text.digest import uncovered_paragraphs

MAX_LENGTH = 60
"""Code points of a passage that the report shows."""


def report_lines(essays: Sequence[EditedEssay], registry: Registry) -> Iterator[str]:
    """Yield the lines of the report.

    It lists shared passages, quotations, dates and names that are in no registry, quotation marks left open,
    sections that may tell of the same episode, and paragraphs that no digest covers.
    """
    texts = {essay.slug: essay.text.text for essay in essays if essay.text}
    yield "Passages that two essays share and no quotation in the registry covers:"
    yield from _section(_reuse_line(texts, reuse) for reuse in _new_reuse(texts, essays))
    yield "Possible quotations that are not in the registry:"
    yield from _section(line for essay in essays for line in _quotations(essay))
    yield "Quotation marks that are not closed in their paragraph:"
    yield from _section(line for essay in essays for line in _unclosed(essay))
    yield "Dates without an entry in the registry, with their number of mentions:"
    yield from _section(_dates(essays, registry))
    yield "Dates whose year is that of another date, to be checked:"
    yield from _section(line for essay in essays for line in _inferred_dates(essay))
    yield "Days that do not exist, or have no year:"
    yield from _section(line for essay in essays for line in _undated(essay))
    yield "Names that several people have, where the text does not say who is meant:"
    yield from _section(line for essay in essays for line in _unidentified(essay, registry))
    yield "Names that are in no registry, as entries for people.yml:"
    yield from _section(person_lines(_people(essays)))
    yield "Sections that may tell of the same, and that no episode has together:"
    yield from _section(_alike(pair) for pair in propose_episodes(essays, registry.episodes))
    yield "Paragraphs that the digest of their essay does not cover:"
    yield from _section(_uncovered_paragraphs(essays))


def _section(lines: Iterable[str]) -> Iterator[str]:
    indented = [f"  {line}" for line in lines]
    yield from indented or ["  none"]


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_LENGTH else f"{line[:MAX_LENGTH]}…"


def _new_reuse(texts: Mapping[str, str], essays: Iterable[EditedEssay]) -> list[Reuse]:
    """Return the shared passages of which at least one is not a known quotation, quotations first."""
    quotations = {
        essay.slug: [(m.start, m.end) for m in essay.mentions if m.kind == "quotation"] for essay in essays
    }
    new = (
        reuse
        for reuse in merge(find_reuse(texts))
        if not all(_overlaps(p.start, p.end, quotations[p.text]) for p in (reuse.first, reuse.second))
    )
    quoted = {name: [(q.start, q.end) for q in find_quoted(text)] for name, text in texts.items()}
    return rank(new, quoted)


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


def _unclosed(essay: EditedEssay) -> Iterator[str]:
    if essay.text:
        for at in find_unclosed(essay.text.text, list(essay.text.block_quotes().values())):
            yield f"{_place(essay, at)}: {_shorten(essay.text.text[at : at + 2 * MAX_LENGTH])}"


def _dates(essays: Iterable[EditedEssay], registry: Registry) -> Iterator[str]:
    registered = {value for entry in registry.dates for value in entry.values}
    counts = Counter(m.value for essay in essays for m in essay.mentions if m.value)
    for value in sorted(counts.keys() - registered):
        yield f"{value}: {counts[value]}"


def _inferred_dates(essay: EditedEssay) -> Iterator[str]:
    for date in find_dates(essay.text.text) if essay.text else ():
        if date.is_inferred:
            yield f"{_place(essay, date.start)}: {_words(essay, date.start, date.end)} is {date.edtf}"


def _undated(essay: EditedEssay) -> Iterator[str]:
    for found in find_all_dates(essay.text.text) if essay.text else ():
        if isinstance(found, Undated):
            yield f"{_place(essay, found.start)}: {_words(essay, found.start, found.end)}: {found.problem}"


def _unidentified(essay: EditedEssay, registry: Registry) -> Iterator[str]:
    finder = make_people_finder([entry.person for entry in registry.people], registry.titles)
    for mention in finder.find_all(essay.text.text) if essay.text else ():
        if not mention.person:
            yield f"{_place(essay, mention.start)}: {_words(essay, mention.start, mention.end)}"


def _people(essays: Iterable[EditedEssay]) -> list[ProposedPerson]:
    """Return the people whom the texts name and no registry has."""
    found: list[tuple[FoundName, str]] = []
    for essay in essays:
        mentioned = [(m.start, m.end) for m in essay.mentions if m.kind in ("person", "date")]
        found += [
            (name, _place(essay, name.start))
            for name in (find_names(essay.text.text) if essay.text else ())
            if not _overlaps(name.start, name.end, mentioned)
        ]
    return group_names(found)


def _place(essay: EditedEssay, position: int) -> str:
    """Return the essay and the paragraph of a place in its text: `harbour-strike ¶3`."""
    number = essay.text.block_at(position).number if essay.text else ""
    return f"{essay.slug} ¶{number}" if number else essay.slug


def _words(essay: EditedEssay, start: int, end: int) -> str:
    return _shorten(essay.text.text[start:end]) if essay.text else ""


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
