"""Occurrences: all places in all essays where an entity is mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.model.essay import Essay
from edition.model.mention import EntityKey, Mention, Occurrence

CONTEXT_LENGTH = 70
"""Maximum length of the text shown on either side of a mention, in code points."""


_SENTENCE_END = re.compile(r"[.!?…][’”'\")\]]*$")


def find_occurrences(essay: Essay, mentions: Iterable[Mention]) -> Iterator[Occurrence]:
    """Yield an occurrence for each of the `mentions` in `essay`, whose blocks have their addresses."""
    for mention in mentions:
        block = essay.block_at(mention.start)
        low = max(block.start, mention.start - CONTEXT_LENGTH)
        high = min(block.end, mention.end + CONTEXT_LENGTH)
        yield Occurrence(
            essay.entry.slug,
            block.section,
            block.anchor,
            mention,
            _trim_start(essay.text[low : mention.start], cut=low > block.start),
            essay.text[mention.start : mention.end],
            _trim_end(essay.text[mention.end : high], cut=high < block.end),
        )


def _trim_start(text: str, *, cut: bool) -> str:
    """If `text` was cut at its start, replace what may be part of a word there with an ellipsis."""
    return "…" + text.partition(" ")[2] if cut else text


def _trim_end(text: str, *, cut: bool) -> str:
    """If `text` was cut at its end, replace what may be part of a word there with an ellipsis.

    After the end of a sentence there is none: the sentence is whole, and four dots would be a misprint.

    >>> _trim_end(" wrote about. Sh", cut=True), _trim_end(" wrote about it. She", cut=True)
    (' wrote about.', ' wrote about it.')
    >>> _trim_end(" wrote about it of", cut=True)
    ' wrote about it…'
    """
    if not cut:
        return text
    words = text.rpartition(" ")[0]
    return words if _SENTENCE_END.search(words) else f"{words}…"


def group_by_entity(occurrences: Iterable[Occurrence]) -> dict[EntityKey, tuple[Occurrence, ...]]:
    """Group occurrences by entity, keeping their order."""
    groups: dict[EntityKey, list[Occurrence]] = {}
    for occurrence in occurrences:
        groups.setdefault(occurrence.mention.key, []).append(occurrence)
    return {key: tuple(group) for key, group in groups.items()}


def group_by_essay(occurrences: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    """Group occurrences by the slug of their essay, keeping their order."""
    groups: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences:
        groups.setdefault(occurrence.essay, []).append(occurrence)
    return groups
