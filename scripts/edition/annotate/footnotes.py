"""Planning what a page says about its mentions, before anything is rendered.

A reader should meet few numbers, each of which leads to something worth reading:

- A person has a footnote, called at the first mention on the page. In a digest, only people whom other
  essays mention, too, have one.
- A date has one where it means an event of the timeline: see `Mention.event`.
- A quotation has one at its first place, if there is something to say about where it comes from.
- No footnote is called twice, nor in a heading, and at most `MAX_IN_A_ROW` calls follow each other.

Other mentions may be quiet links: a person at the first mention in each later section, or once in a digest
that has no footnote on the person; a date that another essay mentions, too. Disagreements have one sign at
the end of each paragraph that touches any.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from edition.model.essay import Block, Essay, PlacedEmendation, Span
from edition.model.footnote import Call, Footnote, PageNotes, QuietLink, Sign
from edition.model.mention import EntityKey, Mention, MentionKind

MAX_IN_A_ROW = 2
"""Calls that may stand side by side, with no letter or digit between them."""

_RANKS: dict[MentionKind, int] = {"quotation": 0, "date": 1, "person": 2}
"""The kinds of footnote; where there are too many side by side, those of the first kinds stay."""

_WITHOUT_CALLS = frozenset({"title", "subtitle", "byline", "heading", "note", "preformatted"})
"""Kinds of block that contain no calls and no quiet links."""

_AFTER_MENTION = re.compile(r"(?:’s(?!\w))?(?:[”’.,;:!?…](?!\w))*")
"""What belongs before a call: a possessive, closing quotation marks, and stops."""

Recurs = Callable[[Mention], bool]
"""Says whether another essay mentions the entity of a mention, too."""


def plan_notes(
    essay: Essay, mentions: Sequence[Mention], emendations: Sequence[PlacedEmendation], recurs: Recurs
) -> PageNotes:
    """Return the footnotes, quiet links and signs of the page that shows `essay`."""
    emended = [(emendation.start, emendation.end) for emendation in emendations]
    footnotes = _plan_footnotes(essay, mentions, emended, recurs)
    return PageNotes(
        footnotes,
        tuple(_quiet_links(essay, mentions, emended, footnotes, recurs)),
        tuple(_signs(essay, mentions)),
    )


# --- footnotes -----------------------------------------------------------------------------------


def _plan_footnotes(
    essay: Essay, mentions: Iterable[Mention], emended: Sequence[Span], recurs: Recurs
) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their calls."""
    candidates = sorted(_candidates(essay, mentions, emended, recurs), key=lambda pair: pair[1].at)
    planned: dict[EntityKey, Call] = {}
    for key, call in candidates:
        if key in planned:
            continue
        planned[key] = call
        row = _last_row(essay.text, planned)
        if len(row) > MAX_IN_A_ROW:
            del planned[max(row, key=lambda member: (_RANKS[member[0]], planned[member].at))]
    return tuple(Footnote(kind, entity, call) for (kind, entity), call in planned.items())


def _candidates(
    essay: Essay, mentions: Iterable[Mention], emended: Sequence[Span], recurs: Recurs
) -> Iterator[tuple[EntityKey, Call]]:
    """Yield each place at which a footnote may be called, with what the footnote is about."""
    for mention in mentions:
        key = _footnote_key(mention)
        if key is None or (essay.is_digest and mention.kind == "person" and not recurs(mention)):
            continue
        position = _call_position(essay.text, mention, emended)
        block = essay.block_at(position - 1)
        if block.kind not in _WITHOUT_CALLS and block.start < position <= block.end:
            yield key, Call(position, block, mention)


def _footnote_key(mention: Mention) -> EntityKey | None:
    """Return what the footnote at a mention is about; None if there cannot be one.

    A name in the title of a work calls no footnote, and of an interrupted quotation only the first part.
    """
    if mention.kind == "date":
        return ("date", mention.event) if mention.event else None
    if mention.kind == "disagreement" or mention.in_title or mention.part > 1:
        return None
    return mention.key


def _last_row(text: str, planned: dict[EntityKey, Call]) -> list[EntityKey]:
    """Return the footnotes whose calls stand side by side with the last one; `planned` has them in order."""
    row: list[EntityKey] = []
    for key in reversed(planned):
        if row and any(map(str.isalnum, text[planned[key].at : planned[row[-1]].at])):
            break
        row.append(key)
    return row


def _call_position(text: str, mention: Mention, emended: Iterable[Span]) -> int:
    """Return the position of a mention's call: after what belongs to it, and never inside an emendation."""
    match = _AFTER_MENTION.match(text, mention.end)
    position = match.end() if match else mention.end
    return next((end for start, end in emended if start < position < end), position)


# --- quiet links ---------------------------------------------------------------------------------


def _quiet_links(
    essay: Essay,
    mentions: Iterable[Mention],
    emended: Iterable[Span],
    footnotes: Iterable[Footnote],
    recurs: Recurs,
) -> Iterator[QuietLink]:
    """Yield the mentions that are links; none overlaps another, an emendation or the place of a call."""
    called = {footnote.key: footnote for footnote in footnotes}
    linked: set[tuple[EntityKey, str]] = {(note.key, note.call.block.section) for note in footnotes}
    taken = sorted([*emended, *((note.call.at, note.call.at) for note in footnotes)])
    last_end = 0
    for mention in mentions:
        block = essay.block_at(mention.start)
        note = called.get(_footnote_key(mention) or mention.key)
        section = "" if essay.is_digest and note is None else block.section
        if (mention.key, section) in linked or not _may_link(mention, block, note, recurs):
            continue
        if mention.start < last_end or _overlaps(taken, mention):
            continue
        linked.add((mention.key, section))
        last_end = mention.end
        yield QuietLink(mention, block, note.label if note else "")


def _overlaps(spans: Sequence[Span], mention: Mention) -> bool:
    """Return whether a mention overlaps one of the `spans`, which are in order, or contains an empty one."""
    before = bisect_left(spans, (mention.end,)) - 1
    return before >= 0 and spans[before][1] > mention.start


def _may_link(mention: Mention, block: Block, note: Footnote | None, recurs: Recurs) -> bool:
    if block.kind in _WITHOUT_CALLS or mention.end > block.end or mention.in_title:
        return False
    if mention.kind == "date":
        return (note is None or note.call.mention != mention) and recurs(mention)
    return mention.kind == "person" and (note is None or note.call.at < mention.start)


# --- signs of disagreement -----------------------------------------------------------------------


def _signs(essay: Essay, mentions: Iterable[Mention]) -> Iterator[Sign]:
    """Yield a sign for each paragraph that touches disagreements."""
    touched: dict[Block, list[str]] = {}
    for mention in mentions:
        if mention.kind == "disagreement":
            touched.setdefault(_paragraph_at(essay, mention.end - 1), []).append(mention.entity)
    for block in essay.addressed_blocks():
        if block in touched:
            yield Sign(block, tuple(dict.fromkeys(touched[block])))


def _paragraph_at(essay: Essay, position: int) -> Block:
    """Return the block at `position`, or the next one that has an address."""
    first = essay.block_number(position)
    return next((block for block in essay.blocks[first:] if block.address), essay.blocks[first])
