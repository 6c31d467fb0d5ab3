"""Normalising: from a source and its manifest entry to the essay that is read.

Nothing is lost: the ledger of the essay records every difference from the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from edition.model.essay import Block, BlockKind, BlockQuote, Essay, Source, Span, index_at
from edition.model.ledger import Alignment, Change, Draft
from edition.model.manifest import Entry, Mark
from edition.model.translation import gettext_noop
from edition.model.vocabulary import MarkKind
from edition.text.house_style import character_rules, house_style
from edition.text.layout import VERSE_LINE, find_layout, table_indents
from edition.text.passages import Mismatch, MismatchError, PassageFinder
from edition.text.plain_text import PlainText, is_break, read_conventions
from edition.text.rule import apply_rules
from edition.text.structure import (
    find_citation,
    find_list_markers,
    find_quotation_ends,
    is_citation,
    is_dialogue,
    is_introduced_quotation,
    paragraph_spans,
)
from edition.text.words import words

_CITATION = ("citation", gettext_noop("The source of a quotation that is set apart stands below it."))
_LIST_MARKER = ("list-marker", gettext_noop("Items of a list are marked up as such, not by a character."))
"""Names and reasons of rules, as the ledger records them."""

_Marked = dict[int, tuple[MarkKind, int]]
"""For the index of each paragraph that an editor marked, the kind and the number of the mark."""


def normalise(source: Source, entry: Entry) -> Essay:
    """Make the essay of a source and its manifest `entry`.

    Raises MismatchError if places of the entry are not in the source, overlap, or leave paragraphs
    outside all sections.
    """
    finder = PassageFinder(source.text)
    changes = finder.changes(entry)
    marks = [(mark, finder.span(mark.place)) for mark in entry.marks]
    starts = [finder.span(section.place)[0] for section in entry.sections]
    finder.check()
    draft, tables = _apply_style(Draft(source.text, source.text).revise(changes), entry)
    return _assemble(source, read_conventions(draft, entry, tables), entry, tables, marks, starts)


def _apply_style(draft: Draft, entry: Entry) -> tuple[Draft, list[int]]:
    """Return `draft` in house style, and the positions in the source of its tables."""
    rules = house_style(wrapped=entry.wrapped, conventions=entry.conventions)
    if not entry.wrapped or "layout" not in entry.conventions:
        return apply_rules(rules, draft), []
    first = character_rules(entry.conventions)
    draft = apply_rules(first, draft)
    layout = find_layout(draft.text)
    source_span = Alignment(draft.ledger).source_span
    kept = [source_span(*span) for span in layout.kept]
    tables = [source_span(*span) for span in layout.tables]
    draft = draft.revise(table_indents(draft.text, layout))
    draft = apply_rules(rules[len(first) :], draft, kept)
    return apply_rules([VERSE_LINE], draft, tables), [start for start, _ in tables]


def _assemble(
    source: Source,
    plain: PlainText,
    entry: Entry,
    tables: Iterable[int],
    marks: list[tuple[Mark, Span]],
    starts: list[int],
) -> Essay:
    """Divide the text into blocks, and separate list markers and citations from them.

    The positions of `tables` and `marks`, and of the `starts` of sections, are those of the source.
    """
    draft = plain.draft
    spans = list(paragraph_spans(draft.text))
    paragraphs = [draft.text[start:end] for start, end in spans]
    to_text = Alignment(draft.ledger).to_text

    def paragraph_at(position: int) -> int:
        return index_at(spans, to_text(position), itemgetter(0))

    sections = _sections(entry, [paragraph_at(start) for start in starts], len(spans))
    marked = _marked_paragraphs(
        [(mark.kind, paragraph_at(s), paragraph_at(max(s, e - 1))) for mark, (s, e) in marks]
    )
    known = _conventional_kinds(entry, plain, spans, paragraphs) | {
        paragraph_at(start): "preformatted" for start in tables
    }
    kinds = _classify_paragraphs(entry, paragraphs, sections, marked, known)
    quotes = _find_block_quotes(paragraphs, kinds, marked)
    blocks, changes = _make_blocks(draft.text, spans, sections, kinds, quotes)
    blocks = [replace(block, note=plain.notes.get(block.start, "")) for block in blocks]
    final = draft.revise(changes)
    return _move(Essay(entry, source, final.text, final.ledger, tuple(blocks)), plain, changes)


def _move(essay: Essay, plain: PlainText, changes: Sequence[Change]) -> Essay:
    """Return `essay` with its blocks, and what its conventions said, where they are after `changes`."""
    to_text = Alignment(tuple(changes)).to_text

    def moved(start: int, end: int) -> Span:
        return to_text(start), to_text(end - 1) + 1

    spans = [moved(block.start, block.end) for block in essay.blocks]
    return replace(
        essay,
        blocks=tuple(
            replace(b, start=start, end=end) for b, (start, end) in zip(essay.blocks, spans, strict=True)
        ),
        emphases=tuple(moved(start, end) for start, end in plain.emphases),
        calls=tuple(replace(call, at=to_text(call.at)) for call in plain.calls),
    )


def _conventional_kinds(
    entry: Entry, plain: PlainText, spans: Sequence[Span], paragraphs: Sequence[str]
) -> dict[int, BlockKind]:
    """Return the kinds of the paragraphs that the conventions of the text tell, by index."""
    kinds: dict[int, BlockKind] = {}
    for i, ((start, _), paragraph) in enumerate(zip(spans, paragraphs, strict=True)):
        if start in plain.notes:
            kinds[i] = "note"
        elif start in plain.captions:
            kinds[i] = "caption"
        elif "breaks" in entry.conventions and is_break(paragraph):
            kinds[i] = "break"
    return kinds


def _sections(entry: Entry, firsts: Sequence[int], count: int) -> list[tuple[str, bool]]:
    """Return for each of `count` paragraphs its section, and whether it is that section's own heading.

    `firsts` are the indices of the sections' first paragraphs. Raises MismatchError if sections are
    out of order, or two begin in one paragraph.
    """
    sections: list[tuple[str, bool]] = [("", False)] * count
    for i, (section, first) in enumerate(zip(entry.sections, firsts, strict=True)):
        if i and first <= firsts[i - 1]:
            what = f"section {section.id!r} begins before the one above it"
            raise MismatchError([Mismatch(section.place.path, what)])
        for paragraph in range(first, count):
            sections[paragraph] = section.id, paragraph == first and not section.supplied
    return sections


def _marked_paragraphs(marks: Sequence[tuple[MarkKind, int, int]]) -> _Marked:
    """Return the marked paragraphs; a mark is its kind and the indices of its first and last paragraphs."""
    return {
        paragraph: (kind, number)
        for number, (kind, first, last) in enumerate(marks)
        for paragraph in range(first, last + 1)
    }


def _classify_paragraphs(
    entry: Entry,
    paragraphs: Sequence[str],
    sections: Sequence[tuple[str, bool]],
    marked: _Marked,
    known: Mapping[int, BlockKind],
) -> list[BlockKind]:
    """Return the kind of each paragraph; `known` are those that its conventions tell.

    Raises MismatchError for prose outside all sections.
    """
    kinds: list[BlockKind] = []
    for i, (paragraph, (section, is_heading)) in enumerate(zip(paragraphs, sections, strict=True)):
        kind = marked[i][0] if i in marked else None
        if i in known and kind is None and (section or known[i] != "break"):
            kinds.append(known[i])
        elif is_heading:
            kinds.append("heading")
        elif kind is None and not section:
            kinds.append(_head_kind(entry, paragraph))
        elif kind is None or kind == "quotation" or kind == "epigraph":
            kinds.append("paragraph")
        else:
            kinds.append(kind)
    return kinds


def _head_kind(entry: Entry, paragraph: str) -> BlockKind:
    """Return whether a paragraph above all sections is the title or the byline.

    Raises MismatchError if it is neither.
    """
    spoken = words(paragraph)
    if spoken == words(entry.title):
        return "title"
    if spoken == ["by", *words(entry.author.text)]:
        return "byline"
    what = f"the paragraph {paragraph[:40]!r} comes before the first section"
    raise MismatchError([Mismatch(entry.sections[0].place.path, what)])


def _find_block_quotes(
    paragraphs: Sequence[str], kinds: Sequence[BlockKind], marked: _Marked
) -> dict[int, BlockQuote]:
    """Return the block quote of each paragraph in one, by the paragraph's index.

    Block quotes are those that an editor marked, and those recognised by their quotation marks.
    """
    quotes: dict[int, BlockQuote] = {}
    ends = dict(_quotation_ends(paragraphs, kinds))
    for i, kind in enumerate(kinds):
        mark, number = marked.get(i, (None, 0))
        if mark == "quotation" or mark == "epigraph":
            quotes[i] = BlockQuote(mark, -1 - number)
        if i in quotes or i in marked or kind != "paragraph":
            continue
        last = ends.get(i)
        if last is None and i and is_introduced_quotation(paragraphs[i - 1], paragraphs[i]):
            last = i
        if last == i and is_dialogue(paragraphs, i):
            continue
        if last is not None:
            below_heading = i > 0 and kinds[i - 1] == "heading"
            quote = BlockQuote("epigraph" if below_heading else "quotation", i)
            quotes |= dict.fromkeys(range(i, last + 1), quote)
    return quotes


def _quotation_ends(paragraphs: Sequence[str], kinds: Sequence[BlockKind]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last index of what may be a block quote, which is all within prose."""
    for is_prose, group in groupby(range(len(kinds)), key=lambda i: kinds[i] == "paragraph"):
        indices = list(group)
        if is_prose:
            ends = find_quotation_ends(paragraphs[indices[0] : indices[-1] + 1])
            yield from (
                (i, indices[0] + end) for i, end in zip(indices, ends, strict=True) if end is not None
            )


def _make_blocks(
    text: str,
    spans: Sequence[Span],
    sections: Sequence[tuple[str, bool]],
    kinds: Sequence[BlockKind],
    quotes: dict[int, BlockQuote],
) -> tuple[list[Block], list[Change]]:
    """Return the blocks, in positions of `text`, and the changes that remove markers and split citations."""
    blocks: list[Block] = []
    changes: list[Change] = []
    items = _find_items(text, spans, kinds)
    for i, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True)):
        section, quote = sections[i][0], quotes.get(i)
        number = 0
        if i in items:
            kind, (length, number) = "item", items[i]
            changes.append(_rule(text, start, start + length, "", _LIST_MARKER))
            start += length
        previous = blocks[-1].quote if blocks else None
        if kind == "citation" or (
            kind == "paragraph" and not quote and previous and is_citation(text[start:end])
        ):
            blocks.append(Block("citation", start, end, section, previous))
            continue
        cut = find_citation(text[start:end]) if quote and quotes.get(i + 1) != quote else None
        if cut is None:
            blocks.append(Block(kind, start, end, section, quote, number))
            continue
        close = start + len(text[start : start + cut].rstrip())
        changes.append(_rule(text, close, start + cut, "\n\n", _CITATION))
        blocks.append(Block(kind, start, close, section, quote, number))
        blocks.append(Block("citation", start + cut, end, section, quote))
    return blocks, changes


def _rule(text: str, start: int, end: int, after: str, rule: tuple[str, str]) -> Change:
    name, why = rule
    return Change(start, end, "rule", name, text[start:end], after, why)


def _find_items(text: str, spans: Sequence[Span], kinds: Sequence[BlockKind]) -> dict[int, tuple[int, int]]:
    """Return for each list item, by paragraph index, its marker's length and its number or 0."""
    items: dict[int, tuple[int, int]] = {}
    for is_prose, group in groupby(range(len(spans)), key=lambda i: kinds[i] == "paragraph"):
        if is_prose:
            indices = list(group)
            paragraphs = [text[spans[i][0] : spans[i][1]] for i in indices]
            for i, length, number in find_list_markers(paragraphs):
                if len(paragraphs[i]) > length:
                    items[indices[i]] = length, number
    return items
