"""Marks in the text of an essay; the author's own: calls of notes, and emphasis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.markup.markdown import attributes, link
from edition.model.essay import Block, Essay, author_call_id, author_note_id
from edition.model.translation import gettext


@dataclass(frozen=True, slots=True)
class Mark:
    """Markdown that replaces `text[start:end]` of the essay."""

    block: Block
    """The block that contains the mark."""
    start: int
    end: int
    markdown: str
    order: int = 1
    """Of marks at one place, which comes first: the end of an emphasis, a call, the beginning of one."""


def author_calls(essay: Essay) -> Iterator[Mark]:
    """Yield the calls of the author's own notes; only the first call of each has an id."""
    called: set[str] = set()
    for call in essay.calls:
        id_ = "" if call.note in called else author_call_id(call.note)
        name = gettext("Note {number} of the author").format(number=call.note)
        label = attributes(id_, ["author-call"], aria_label=name)
        called.add(call.note)
        block = essay.block_at(max(0, call.at - 1))
        words = link(f"\\[{call.note}\\]", f"#{author_note_id(call.note)}", label)
        yield Mark(block, call.at, call.at, words)


def emphasis_marks(essay: Essay, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the tags of emphasised passages, which enclose the whole of each link and emendation."""
    wide = sorted((mark.start, mark.end) for mark in marks if mark.start < mark.end)
    for start, end in essay.emphases:
        block = essay.block_at(start)
        if start >= end or end > block.end or block.kind == "preformatted":
            continue
        low = next((first for first, last in wide if first < start < last), start)
        high = next((last for first, last in wide if first < end < last), end)
        yield Mark(block, low, low, "<em>", 2)
        yield Mark(block, high, high, "</em>", 0)
