"""Crosslinking: for every entity, all the places of all essays that are about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.annotate import Mention, MentionKind
from edition.essay import ADDRESSED, Block, Essay

CONTEXT = 70
"""Code points shown on either side of a mention."""

HOMES: dict[MentionKind, str] = {
    "person": "people",
    "date": "timeline",
    "quotation": "quotations",
    "disagreement": "disagreements",
}
"""The page where all entities of a kind stand."""

Key = tuple[MentionKind, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, and where a reader finds it."""

    essay: str
    section: str
    """The section's id; empty in the head of an essay."""
    anchor: str
    """The paragraph's address, or the section's for a heading; empty for the page."""
    mention: Mention
    before: str
    exact: str
    after: str


def places(essay: Essay, ids: Sequence[str], mentions: Iterable[Mention]) -> Iterator[Place]:
    """Yield the places of `mentions` in `essay`, whose addressed blocks have the addresses `ids`."""
    anchors = _anchors(essay.blocks, ids)
    starts = [block.start for block in essay.blocks]
    for mention in mentions:
        at = max(0, bisect_right(starts, mention.start) - 1)
        block = essay.blocks[at]
        low, high = max(block.start, mention.start - CONTEXT), min(block.end, mention.end + CONTEXT)
        yield Place(
            essay.entry.slug,
            block.section,
            anchors[at],
            mention,
            _whole_words(essay.text[low : mention.start], low > block.start, 0),
            essay.text[mention.start : mention.end],
            _whole_words(essay.text[mention.end : high], high < block.end, -1),
        )


def _anchors(blocks: Sequence[Block], ids: Sequence[str]) -> list[str]:
    """Return the address of each block: a citation has that of its quotation."""
    out: list[str] = []
    fresh = iter(ids)
    for block in blocks:
        if block.kind in ADDRESSED:
            out.append(next(fresh))
        elif block.kind == "citation" and out:
            out.append(out[-1])
        else:
            out.append(block.section)
    return out


def _whole_words(text: str, cut: bool, end: int) -> str:
    """Drop the part of a word at the cut end of a context, and mark the cut."""
    if not cut:
        return text
    return "…" + text.partition(" ")[2] if end == 0 else text.rpartition(" ")[0] + "…"


def index(found: Iterable[Place]) -> dict[Key, tuple[Place, ...]]:
    """Return all places of each entity, in the order in which they are given."""
    out: dict[Key, list[Place]] = {}
    for place in found:
        out.setdefault((place.mention.kind, place.mention.entity), []).append(place)
    return {key: tuple(them) for key, them in out.items()}


def by_essay(found: Iterable[Place]) -> dict[str, list[Place]]:
    """Group places by essay, in the order in which they are given."""
    out: dict[str, list[Place]] = {}
    for place in found:
        out.setdefault(place.essay, []).append(place)
    return out
