"""Crosslinking: for every entity, all the places of all essays that are about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.model.essay import Essay
from edition.model.mention import Key, Mention, Occurrence

CONTEXT = 70
"""Code points shown on either side of a mention."""


def find_occurrences(essay: Essay, mentions: Iterable[Mention]) -> Iterator[Occurrence]:
    """Yield each of the `mentions` in `essay`, whose blocks have their addresses, with its context."""
    for mention in mentions:
        block = essay.block_at(mention.start)
        low, high = max(block.start, mention.start - CONTEXT), min(block.end, mention.end + CONTEXT)
        yield Occurrence(
            essay.entry.slug,
            block.section,
            block.anchor,
            mention,
            _whole_words(essay.text[low : mention.start], low > block.start, 0),
            essay.text[mention.start : mention.end],
            _whole_words(essay.text[mention.end : high], high < block.end, -1),
        )


def _whole_words(text: str, cut: bool, end: int) -> str:
    """Drop the part of a word at the cut end of a context, and mark the cut."""
    if not cut:
        return text
    return "…" + text.partition(" ")[2] if end == 0 else text.rpartition(" ")[0] + "…"


def index_occurrences(found: Iterable[Occurrence]) -> dict[Key, tuple[Occurrence, ...]]:
    """Return all places of each entity, in the order in which they are given."""
    out: dict[Key, list[Occurrence]] = {}
    for place in found:
        out.setdefault((place.mention.kind, place.mention.entity), []).append(place)
    return {key: tuple(them) for key, them in out.items()}


def group_by_essay(found: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    """Group places by essay, in the order in which they are given."""
    out: dict[str, list[Occurrence]] = {}
    for place in found:
        out.setdefault(place.essay, []).append(place)
    return out
