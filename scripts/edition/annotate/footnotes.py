"""Planning footnotes before anything is rendered: which there are, and where they are called.

An entity has one footnote on a page, called at its first mention in each section, never in a heading.
Footnotes are in the order of their first calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from edition.model.essay import Block, Essay, PlacedEmendation
from edition.model.footnote import Call, Footnote
from edition.model.mention import EntityKey, Mention

_WITHOUT_CALLS = frozenset({"title", "subtitle", "byline", "heading"})
"""Kinds of block that contain no calls."""

_POSSESSIVE = re.compile(r"’s?(?!\w)")
_CLOSING_MARKS = re.compile(r"[”’]+")


def plan_footnotes(
    essay: Essay,
    mentions: Iterable[Mention],
    emendations: Iterable[PlacedEmendation],
    deserves_note: Callable[[Mention], bool],
) -> tuple[Footnote, ...]:
    """Return the footnotes of `essay`: one for each entity with a mention that deserves a note."""
    emended = [(emendation.start, emendation.end) for emendation in emendations]
    calls: dict[EntityKey, list[Call]] = {}
    positions = ((_call_position(essay.text, m, emended), m) for m in mentions if deserves_note(m))
    for position, mention in sorted(positions, key=lambda pair: pair[0]):
        block = essay.block_at(position - 1)
        earlier = calls.setdefault(mention.key, [])
        first_in_section = all(call.block.section != block.section for call in earlier)
        if first_in_section and _may_call(block, position):
            earlier.append(Call(position, block, mention))
    notes = [Footnote(kind, id_, tuple(places)) for (kind, id_), places in calls.items() if places]
    return tuple(sorted(notes, key=lambda note: (note.calls[0].at, note.label)))


def _may_call(block: Block, position: int) -> bool:
    return block.kind not in _WITHOUT_CALLS and block.start < position <= block.end


def _call_position(text: str, mention: Mention, emended: Iterable[tuple[int, int]]) -> int:
    """Return the position of a mention's call: after any possessive, closing marks, or emendation.

    `emended` are the spans of emendations.
    """
    suffix = _CLOSING_MARKS if mention.kind == "quotation" else _POSSESSIVE
    match = suffix.match(text, mention.end)
    position = match.end() if match else mention.end
    return next((end for start, end in emended if start < position < end), position)
