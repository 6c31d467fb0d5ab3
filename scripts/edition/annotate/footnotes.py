"""Footnotes, decided before anything is rendered: which there are, and from where they are called.

An entity has one note on a page, called at its first mention in each section, never in a heading.
Notes stand in the order of their first calls.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edition.model.essay import Block, Essay
from edition.model.ledger import Alignment
from edition.model.mention import Mention, MentionKind

_SILENT = frozenset({"title", "subtitle", "byline", "heading"})
_POSSESSIVE = re.compile(r"’s?(?!\w)")
_CLOSING = re.compile(r"[”’]+")


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a note is called: before `text[at]` of the essay."""

    at: int
    section: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and its calls."""

    kind: MentionKind
    entity: str
    calls: tuple[Call, ...]

    @property
    def label(self) -> str:
        """The label in Markdown, such as `person-vladimir-lenin`."""
        return f"{self.kind}-{self.entity}"

    def back_link(self, number: int) -> str:
        """Return the id of the `number`-th call (from 0).

        Python-Markdown's own (`fnref:…`) are no use: it numbers calls in lists and quotations last.
        """
        return f"call-{number + 1}-{self.label}"


def plan_footnotes(
    essay: Essay, mentions: Iterable[Mention], wanted: Callable[[Mention], bool]
) -> tuple[Footnote, ...]:
    """Return the notes of `essay`: one for each entity of which a mention is `wanted`."""
    starts = [block.start for block in essay.blocks]
    emended = list(_emended(essay))
    calls: dict[tuple[MentionKind, str], list[Call]] = {}
    placed = ((_place(essay.text, mention, emended), mention) for mention in mentions if wanted(mention))
    for at, mention in sorted(placed, key=lambda pair: pair[0]):
        block = essay.blocks[max(0, bisect_right(starts, at - 1) - 1)]
        found = calls.setdefault((mention.kind, mention.entity), [])
        if _may_call(block, at) and all(call.section != block.section for call in found):
            found.append(Call(at, block.section))
    notes = [Footnote(kind, entity, tuple(found)) for (kind, entity), found in calls.items() if found]
    return tuple(sorted(notes, key=lambda note: (note.calls[0].at, note.label)))


def _may_call(block: Block, at: int) -> bool:
    return block.kind not in _SILENT and block.start < at <= block.end


def _place(text: str, mention: Mention, emended: Iterable[tuple[int, int]]) -> int:
    """Return where a mention's call stands: after a possessive, closing marks, or an emendation."""
    follows = _CLOSING if mention.kind == "quotation" else _POSSESSIVE
    match = follows.match(text, mention.end)
    at = match.end() if match else mention.end
    return next((end for start, end in emended if start < at < end), at)


def _emended(essay: Essay) -> Iterator[tuple[int, int]]:
    """Yield where emendations stand in the text, without blank space at their ends."""
    alignment = Alignment(essay.ledger)
    for at, change in enumerate(essay.ledger):
        if change.kind == "emendation":
            start, end = alignment.span(at)
            yield start, start + len(essay.text[start:end].rstrip())
