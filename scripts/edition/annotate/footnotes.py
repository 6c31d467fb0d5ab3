"""Footnotes, planned before anything is rendered: which there are, and from where they are called.

An entity has one note on a page, called at its first mention in each section, never in a heading.
Notes stand in the order of their first calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from edition.model.essay import Block, Essay, PlacedEmendation
from edition.model.footnote import Call, Footnote
from edition.model.mention import Key, Mention

_SILENT = frozenset({"title", "subtitle", "byline", "heading"})
"""Kinds of block that call no notes."""

_POSSESSIVE = re.compile(r"’s?(?!\w)")
_CLOSING = re.compile(r"[”’]+")


def plan_footnotes(
    essay: Essay,
    mentions: Iterable[Mention],
    emendations: Iterable[PlacedEmendation],
    deserves_note: Callable[[Mention], bool],
) -> tuple[Footnote, ...]:
    """Return the notes of `essay`: one for each entity with a mention that deserves a note."""
    emended = [(emendation.start, emendation.end) for emendation in emendations]
    calls: dict[Key, list[Call]] = {}
    placed = ((_call_position(essay.text, m, emended), m) for m in mentions if deserves_note(m))
    for at, mention in sorted(placed, key=lambda pair: pair[0]):
        block = essay.block_at(at - 1)
        found = calls.setdefault((mention.kind, mention.entity), [])
        if _may_call(block, at) and all(call.block.section != block.section for call in found):
            found.append(Call(at, block))
    notes = [Footnote(kind, entity, tuple(found)) for (kind, entity), found in calls.items() if found]
    return tuple(sorted(notes, key=lambda note: (note.calls[0].at, note.label)))


def _may_call(block: Block, at: int) -> bool:
    return block.kind not in _SILENT and block.start < at <= block.end


def _call_position(text: str, mention: Mention, emended: Iterable[tuple[int, int]]) -> int:
    """Return where a mention's call stands: after a possessive, closing marks, or an emendation."""
    follows = _CLOSING if mention.kind == "quotation" else _POSSESSIVE
    match = follows.match(text, mention.end)
    at = match.end() if match else mention.end
    return next((end for start, end in emended if start < at < end), at)
