"""The report of a collation: a table for readers, data for programs, and what an editor has to settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from edition.editing.collate import Collation, Result, contradicts
from edition.editing.differences import Difference
from edition.inputs.checked_yaml import CheckedYaml
from edition.inputs.published_texts import PublishedText
from edition.model.errors import EditionError

MAX_WORDS = 12
"""Words of a difference that are shown; of a longer one, its ends."""

RESULTS: Mapping[Result, str] = {
    "as-printed": "as printed",
    "differs": "differs",
    "not-in-work": "not in this work",
    "elsewhere": "in another work",
    "no-text-of-work": "no text of the work",
    "no-work": "no work named",
    "no-text-of-essay": "no text of the essay",
}
"""What each result is called."""


def table_lines(collations: Sequence[Collation]) -> Iterator[str]:
    """Yield a row for each quotation, below it what differs, and at the end how many have which result."""
    rows = [_cells(collation) for collation in collations]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells, collation in zip(rows, collations, strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        yield from (f"    {line}" for line in _details(collation))
    counts = Counter(collation.result for collation in collations)
    summary = "; ".join(f"{counts[result]} {name}" for result, name in RESULTS.items() if counts[result])
    yield f"{len(collations)} quotations: {summary or 'none'}"


def _cells(collation: Collation) -> tuple[str, ...]:
    quoted, finding = collation.quoted, collation.finding
    essay = f"{quoted.essay}#{quoted.anchor}" if quoted.anchor else quoted.essay
    place = f"{finding.text.source.name}:{finding.line}" if finding else ""
    work = collation.also_in if collation.result == "elsewhere" else quoted.entry.work
    return quoted.entry.id, essay, quoted.verdict, RESULTS[collation.result], work or "-", place


def _details(collation: Collation) -> Iterator[str]:
    """Yield what an editor should know besides the result."""
    finding = collation.finding
    if collation.result == "not-in-work":
        if finding:
            yield f"{finding.alignment.common} of {finding.alignment.words} words are there"
        if not collation.is_conclusive:
            yield "only a part of the work, or another print or translation, is here"
    elif finding:
        yield from map(describe, finding.alignment.differences)
        yield from (f"adds {text} in brackets" for text in _additions(collation))
    if collation.result != "elsewhere" and collation.also_in:
        yield f"agrees better with {collation.also_in}"


def _additions(collation: Collation) -> list[str]:
    """Return what stands in brackets in a quotation and does not replace words of the work."""
    differences = collation.finding.alignment.differences if collation.finding else ()
    replacing = {difference.here for difference in differences if difference.kind == "bracketed"}
    wording = collation.quoted.wording
    return [text for _, text in wording.additions if text not in replacing] if wording else []


def describe(difference: Difference) -> str:
    """Describe a difference in one line.

    >>> describe(Difference("changed", "could", "might"))
    '“could” for “might”'
    """
    here, there = _shorten(difference.here), _shorten(difference.there)
    match difference.kind:
        case "added":
            return f"adds “{here}”"
        case "omitted":
            return f"leaves out “{there}”"
        case "bracketed":
            return f"{here} for “{there}”"
        case "letter":
            return f"“{here}” for “{there}”, by one letter"
        case "changed":
            return f"“{here}” for “{there}”"


def _shorten(text: str) -> str:
    words = text.split()
    if len(words) <= MAX_WORDS:
        return text
    half = MAX_WORDS // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])} ({len(words)} words)"


# --- for programs --------------------------------------------------------------------------------


def as_data(collations: Iterable[Collation], texts: Iterable[PublishedText]) -> dict[str, Any]:
    """Return the collations and the texts on which they rest, as JSON can hold them."""
    return {
        "texts": [
            {"file": text.source.name, "sha256": text.source.sha256, "works": sorted(text.works)}
            for text in texts
        ],
        "quotations": [_as_entry(collation) for collation in collations],
    }


def _as_entry(collation: Collation) -> dict[str, Any]:
    quoted, finding = collation.quoted, collation.finding
    entry: dict[str, Any] = {
        "quotation": quoted.entry.id,
        "essay": quoted.essay,
        "paragraph": quoted.anchor,
        "work": quoted.entry.work,
        "verdict": quoted.verdict,
        "result": collation.result,
        "contradicts": contradicts(collation),
    }
    if collation.also_in:
        entry["also in" if collation.result != "elsewhere" else "found in"] = collation.also_in
    if finding:
        entry |= {
            "sha256": finding.text.source.sha256,
            "line": finding.line,
            "coverage": round(finding.alignment.coverage, 3),
            "differences": [
                {"kind": difference.kind, "essay": difference.here, "work": difference.there}
                for difference in finding.alignment.differences
            ],
            "additions": _additions(collation),
        }
    return entry


# --- for editors ---------------------------------------------------------------------------------


def contradictions(collations: Iterable[Collation], registry: CheckedYaml) -> Iterator[EditionError]:
    """Yield an error for each verdict of the registry that a collation contradicts."""
    for collation in filter(contradicts, collations):
        what, todo = _contradiction(collation)
        yield registry.error(collation.quoted.verdict_path, what, todo)


def _contradiction(collation: Collation) -> tuple[str, str]:
    """Return how a collation contradicts the verdict of the registry, and what to do about it."""
    quoted, finding = collation.quoted, collation.finding
    claim = f"{quoted.entry.id}: the verdict on {quoted.essay!r} is {quoted.verdict!r}, but the quotation"
    place = f"({finding.text.source.name}, line {finding.line})" if finding else ""
    match collation.result:
        case "elsewhere":
            return f"{claim} is in {collation.also_in} {place}", "Name that work, or correct the verdict"
        case "not-in-work":
            return f"{claim} is not in {quoted.entry.work}", "Correct the verdict or the work"
        case "differs":
            differences = "; ".join(map(describe, finding.alignment.differences)) if finding else ""
            what = f"differs from {quoted.entry.work} {place}: {differences}"
        case _:
            what = f"is as printed in {quoted.entry.work} {place}"
    todo = "Correct the verdict, or name in works.yml the print or translation that the text follows"
    return f"{claim} {what}", todo
