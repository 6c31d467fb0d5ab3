"""Normalising: from a source and its entry in the manifest to the essay as it shall be read.

Nothing is lost: each difference from the source is in the essay's ledger.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from edition.model.essay import Block, BlockKind, Essay, Frame, Source
from edition.model.ledger import Alignment, Change, Draft
from edition.model.manifest import Entry, Mark
from edition.model.vocabulary import MarkKind
from edition.text.passages import Misfit, MisfitError, PassageFinder, Span
from edition.text.rules import house_style, run
from edition.text.structure import (
    citation_start,
    is_citation,
    is_cited,
    list_markers,
    paragraph_spans,
    quotation_end,
)
from edition.text.words import words

CITATION = ("citation", "The source of a quotation that is set apart stands below it.")
MARKER = ("list-marker", "Items of a list are marked up as such, not by a character.")


def normalise(source: Source, entry: Entry) -> Essay:
    """Return the essay that `source` and the manifest's `entry` make.

    Raises MisfitError where places of the entry do not stand in the source, overlap, or leave
    paragraphs outside all sections.
    """
    found = PassageFinder(source.text)
    changes = found.changes(entry)
    marks = [(mark, found.span(mark.place)) for mark in entry.marks]
    starts = [found.span(section.place)[0] for section in entry.sections]
    found.check()
    draft = Draft(source.text, source.text).revise(changes)
    draft = run(house_style(wrapped=entry.wrapped), draft)
    return _assemble(source, entry, draft, marks, starts)


def _assemble(
    source: Source, entry: Entry, draft: Draft, marks: list[tuple[Mark, Span]], starts: list[int]
) -> Essay:
    """Divide the text into blocks; lift out list markers and citations."""
    spans = list(paragraph_spans(draft.text))
    paragraphs = [draft.text[start:end] for start, end in spans]
    to_text = Alignment(draft.ledger).to_text
    index = _locator(spans)
    sections = _sections(entry, [index(to_text(start)) for start in starts], len(spans))
    told = _told([(mark.kind, index(to_text(s)), index(to_text(max(s, e - 1)))) for mark, (s, e) in marks])
    kinds = _kinds(entry, paragraphs, sections, told)
    frames = _frames(paragraphs, kinds, told)
    blocks, changes = _blocks(draft.text, spans, sections, kinds, frames)
    moved = Alignment(tuple(changes)).to_text
    placed = tuple(replace(b, start=moved(b.start), end=moved(b.end - 1) + 1) for b in blocks)
    done = draft.revise(changes)
    return Essay(entry, source, done.text, done.ledger, placed)


def _locator(spans: Sequence[Span]) -> Callable[[int], int]:
    """Return a function that tells in which paragraph a position lies."""
    starts = [start for start, _ in spans]
    return lambda position: max(0, bisect_right(starts, position) - 1)


def _sections(entry: Entry, firsts: Sequence[int], count: int) -> list[tuple[str, bool]]:
    """Tell for each paragraph its section, and whether it is that section's own heading.

    Raises MisfitError where sections are out of order or begin in one paragraph.
    """
    out: list[tuple[str, bool]] = [("", False)] * count
    for at, (section, first) in enumerate(zip(entry.sections, firsts, strict=True)):
        if at and first <= firsts[at - 1]:
            raise MisfitError(
                [Misfit(section.place.path, f"section {section.id!r} begins before the one above it")]
            )
        for paragraph in range(first, count):
            out[paragraph] = section.id, paragraph == first and not section.supplied
    return out


def _told(marks: Sequence[tuple[MarkKind, int, int]]) -> dict[int, tuple[MarkKind, int]]:
    """Tell for each marked paragraph its kind, and the number of the mark."""
    return {
        paragraph: (kind, number)
        for number, (kind, first, last) in enumerate(marks)
        for paragraph in range(first, last + 1)
    }


def _kinds(
    entry: Entry,
    paragraphs: Sequence[str],
    sections: Sequence[tuple[str, bool]],
    told: dict[int, tuple[MarkKind, int]],
) -> list[BlockKind]:
    """Tell the kind of each paragraph. Raises MisfitError for prose outside all sections."""
    kinds: list[BlockKind] = []
    title, byline = words(entry.title), ["by", *words(entry.author.text)]
    for at, (paragraph, (section, heading)) in enumerate(zip(paragraphs, sections, strict=True)):
        kind: MarkKind | Literal["heading", ""] = told[at][0] if at in told else ""
        if heading:
            kind = "heading"
        elif not kind and not section:
            spoken = words(paragraph)
            kind = "title" if spoken == title else "byline" if spoken == byline else ""
            if not kind:
                raise MisfitError(
                    [
                        Misfit(
                            entry.sections[0].place.path,
                            f"the paragraph {paragraph[:40]!r} stands before the first section",
                        )
                    ]
                )
        kinds.append("paragraph" if not kind or kind == "quotation" or kind == "epigraph" else kind)
    return kinds


def _frames(
    paragraphs: Sequence[str], kinds: Sequence[BlockKind], told: dict[int, tuple[MarkKind, int]]
) -> dict[int, Frame]:
    """Find quotations that are set apart: those an editor marked, and those the marks show."""
    frames: dict[int, Frame] = {}
    for at, kind in enumerate(kinds):
        mark, number = told.get(at, (None, 0))
        if mark == "quotation" or mark == "epigraph":
            frames[at] = Frame(mark, -1 - number)
        if at in frames or at in told or kind != "paragraph":
            continue
        last = quotation_end(_run_of_paragraphs(paragraphs, kinds, at), 0)
        if last is None and at and is_cited(paragraphs[at - 1], paragraphs[at]):
            last = 0
        if last is not None:
            below_heading = at > 0 and kinds[at - 1] == "heading"
            frame = Frame("epigraph" if below_heading else "quotation", at)
            frames |= dict.fromkeys(range(at, at + last + 1), frame)
    return frames


def _run_of_paragraphs(paragraphs: Sequence[str], kinds: Sequence[BlockKind], first: int) -> list[str]:
    """Return the paragraphs from `first` on, up to what cannot be part of a quotation."""
    if not paragraphs[first].startswith("“"):
        return [paragraphs[first]]
    for last in range(first, len(kinds)):
        if kinds[last] != "paragraph":
            return list(paragraphs[first:last])
    return list(paragraphs[first:])


def _blocks(
    text: str,
    spans: Sequence[Span],
    sections: Sequence[tuple[str, bool]],
    kinds: Sequence[BlockKind],
    frames: dict[int, Frame],
) -> tuple[list[Block], list[Change]]:
    """Make the blocks, in positions of `text`, and the changes that lift out what is not text."""
    blocks: list[Block] = []
    changes: list[Change] = []
    items = _items(text, spans, kinds)
    for at, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True)):
        section, frame = sections[at][0], frames.get(at)
        numbered = False
        if at in items:
            kind, (length, numbered) = "item", items[at]
            changes.append(_rule(text, start, start + length, "", MARKER))
            start += length
        previous = blocks[-1].frame if blocks else None
        if kind == "citation" or (
            kind == "paragraph" and not frame and previous and is_citation(text[start:end])
        ):
            blocks.append(Block("citation", start, end, section, previous))
            continue
        cut = citation_start(text[start:end]) if frame and frames.get(at + 1) != frame else None
        if cut is None:
            blocks.append(Block(kind, start, end, section, frame, numbered))
            continue
        close = start + len(text[start : start + cut].rstrip())
        changes.append(_rule(text, close, start + cut, "\n\n", CITATION))
        blocks.append(Block(kind, start, close, section, frame, numbered))
        blocks.append(Block("citation", start + cut, end, section, frame))
    return blocks, changes


def _rule(text: str, start: int, end: int, after: str, rule: tuple[str, str]) -> Change:
    return Change(start, end, "rule", rule[0], text[start:end], after, rule[1])


def _items(text: str, spans: Sequence[Span], kinds: Sequence[BlockKind]) -> dict[int, tuple[int, bool]]:
    """Find list items among the paragraphs: for each its marker's length, and whether it counts."""
    found: dict[int, tuple[int, bool]] = {}
    for plain, run_ in groupby(range(len(spans)), key=lambda at: kinds[at] == "paragraph"):
        if plain:
            numbers = list(run_)
            run_texts = [text[spans[at][0] : spans[at][1]] for at in numbers]
            for at, length, counts in list_markers(run_texts):
                if len(run_texts[at]) > length:
                    found[numbers[at]] = length, counts
    return found
