"""Wordings: how the words of one passage differ between the places where it stands.

Words are compared in lower case and without their marks; what is shown keeps the text's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise
from typing import Literal

from edition.model.mention import Occurrence
from edition.text.words import Tokens, tokenise

NEAR = 0.5
"""Share of the shorter wording's words that two wordings have in common runs, to be compared."""

STRAY = 3
"""A single common word among at least so many that differ, on both sides, is chance."""

CHANGES = 3
"""How many changes are told one by one."""

PieceKind = Literal["both", "here", "there"]
Likeness = Literal["same", "part", "near", "other"]
Version = tuple[Occurrence, ...]
"""A passage as one place gives it: one mention, or the parts of an interrupted quotation."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of two wordings: in both, only in the one at hand, or only in the other, the base."""

    kind: PieceKind
    text: str


def versions(places: Iterable[Occurrence]) -> list[Version]:
    """Group an entity's places: the parts of an interrupted quotation are one version."""
    out: list[Version] = []
    for place in places:
        last = out[-1][-1] if out else None
        if last and last.essay == place.essay and 0 < last.mention.part < place.mention.part:
            out[-1] = (*out[-1], place)
        else:
            out.append((place,))
    return out


def text_of(version: Version) -> str:
    """Return the words of a version on one line, an ellipsis between its parts."""
    return " … ".join(" ".join(place.exact.split()) for place in version)


def likeness(base: str, other: str) -> Likeness:
    """Tell how `other` is worded against `base`.

    `same`: word for word; `part`: a stretch of it, word for word; `near`: with differences that can
    be shown; `other`: in other words.
    """
    one, two = tokenise(base), tokenise(other)
    if one.words == two.words:
        return "same"
    size = len(two.words)
    if size and any(one.words[at : at + size] == two.words for at in range(len(one.words) - size + 1)):
        return "part"
    runs = sum(block.size for block in _common(one, two) if block.size > 1)
    return "near" if runs >= NEAR * min(len(one.words), size) > 0 else "other"


def _common(one: Tokens, two: Tokens) -> list[Match]:
    """Return the runs of common words, in order, with an empty one at the end."""
    blocks = SequenceMatcher(None, one.words, two.words, autojunk=False).get_matching_blocks()
    edges = [Match(0, 0, 0), *blocks]
    gaps = [max(b.a - a.a - a.size, b.b - a.b - a.size) for a, b in pairwise(edges)]
    after = [*gaps[1:], 0]
    stray = [b.size == 1 and min(gaps[n], after[n]) >= STRAY for n, b in enumerate(blocks)]
    kept = [block for block, alone in zip(blocks, stray, strict=True) if not alone]
    return [*(_slid(one, two, *pair) for pair in pairwise(kept)), kept[-1]]


def _slid(one: Tokens, two: Tokens, block: Match, after: Match) -> Match:
    """Return a single common word nearer to those that follow, where what is between ends with it."""
    if block.size == 1 and after.b > block.b + 1 and two.words[after.b - 1] == two.words[block.b]:
        return Match(block.a, after.b - 1, 1)
    if block.size == 1 and after.a > block.a + 1 and one.words[after.a - 1] == one.words[block.a]:
        return Match(after.a - 1, block.b, 1)
    return block


def compare(base: str, other: str) -> tuple[Piece, ...]:
    """Return `other`, cut where its words begin or cease to differ from those of `base`.

    Without the pieces that only the base has, the pieces' texts make up `other`.
    """
    out: list[Piece] = []
    for piece in _pieces(tokenise(base), tokenise(other), base, other):
        if piece.text and out and out[-1].kind == piece.kind:
            out[-1] = Piece(piece.kind, out[-1].text + piece.text)
        elif piece.text:
            out.append(piece)
    return tuple(out)


def _pieces(one: Tokens, two: Tokens, base: str, other: str) -> Iterator[Piece]:
    at = here = there = 0
    for block in _common(one, two):
        if here < block.b:
            start, end = two.spans[here][0], two.spans[block.b - 1][1]
            yield Piece("both", other[at:start])
            yield Piece("there", _words(base, one, there, block.a))
            yield Piece("here", other[start:end])
            at = end
        else:
            yield Piece("there", _words(base, one, there, block.a))
        here, there = block.b + block.size, block.a + block.size
        end = two.spans[here - 1][1] if block.size else len(other)
        yield Piece("both", other[at:end])
        at = end


def _words(text: str, found: Tokens, start: int, end: int) -> str:
    """Return the words number `start` to `end` with the marks between them."""
    return text[found.spans[start][0] : found.spans[end - 1][1]] if start < end else ""


def difference(here: str, there: str, most: int) -> str:
    """Tell in at most `most` words how a passage is worded `there`; empty where it is the same.

    >>> difference("the cranes stood still", "the cranes stood idle", 20)
    'there: “stood idle”'
    """
    like = likeness(here, there)
    if like in ("same", "part"):
        return "" if like == "same" else "there in part"
    one, two = tokenise(here), tokenise(there)
    told = [" ".join(there.split())] if like == "other" else list(_changes(one, two, there))
    if len(told) <= CHANGES and sum(len(tokenise(change).words) for change in told) <= most:
        return f"there: “{' … '.join(told).strip(' “”')}”"
    if like == "other":
        return "there in other words"
    return "there at greater length" if len(two.words) > len(one.words) else "there in part, with changes"


def _changes(one: Tokens, two: Tokens, text: str) -> Iterator[str]:
    """Return what differs in the text of `two`, each with a word that stays on either side."""
    spans: list[tuple[int, int]] = []
    for before, after in pairwise([Match(0, 0, 0), *_common(one, two)]):
        start, end = before.b + before.size, after.b
        outside = start == end and (not start or end == len(two.words))
        if (start < end or before.a + before.size < after.a) and not outside:
            low, high = max(0, start - 1), min(len(two.words), end + 1)
            if spans and low <= spans[-1][1]:
                low = spans.pop()[0]
            spans.append((low, high))
    return (_words(text, two, low, high) for low, high in spans)
