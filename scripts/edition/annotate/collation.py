"""Collation: how the wording of a quotation differs between the places where it occurs.

Words are compared in lower case and without punctuation; what is shown keeps the text's own form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise
from typing import Literal

from edition.model.mention import Occurrence
from edition.model.translation import gettext
from edition.text.words import Tokens, tokenise

MIN_COMMON = 0.5
"""Minimum share of the shorter wording's words in common sequences, for two wordings to be compared."""

MIN_SURROUNDING = 3
"""A single common word is taken for chance if at least this many differing words are on each side."""

MAX_CHANGES = 3
"""Maximum number of changes that are listed one by one."""

PieceKind = Literal["both", "here", "there"]
"""Which of two wordings has the words of a piece."""
Likeness = Literal["same", "part", "near", "other"]
"""How much two wordings have in common."""
Version = tuple[Occurrence, ...]
"""A quotation as worded in one place: a single occurrence, or the parts of an interrupted quotation."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words in which two wordings agree or differ."""

    kind: PieceKind
    """Whether the words are in both wordings, only in the one compared (`here`), or only in the base."""
    text: str


def group_versions(occurrences: Iterable[Occurrence]) -> list[Version]:
    """Group the occurrences of a quotation by version: the parts of an interrupted quotation are one."""
    versions: list[Version] = []
    for occurrence in occurrences:
        last = versions[-1][-1] if versions else None
        if last and last.essay == occurrence.essay and 0 < last.mention.part < occurrence.mention.part:
            versions[-1] = (*versions[-1], occurrence)
        else:
            versions.append((occurrence,))
    return versions


def version_text(version: Version) -> str:
    """Return the words of a version on one line, with an ellipsis between its parts."""
    return " … ".join(" ".join(occurrence.exact.split()) for occurrence in version)


def classify_wording(base: str, other: str) -> Likeness:
    """Return how similar the wording of `other` is to that of `base`.

    `same`: word for word; `part`: a part of it, word for word; `near`: with differences that can
    be shown; `other`: in other words.
    """
    base_words, other_words = tokenise(base).words, tokenise(other).words
    if base_words == other_words:
        return "same"
    size = len(other_words)
    if size and any(base_words[n : n + size] == other_words for n in range(len(base_words) - size + 1)):
        return "part"
    common = sum(block.size for block in match_words(base_words, other_words) if block.size > 1)
    return "near" if common >= MIN_COMMON * min(len(base_words), size) > 0 else "other"


def match_words(base: Sequence[str], other: Sequence[str]) -> list[Match]:
    """Return the sequences of words that two wordings have in common, in order, with an empty one at the end.

    Single words that seem to agree by chance are left out. A Match gives the index of its first word in
    `base` as `a`, and in `other` as `b`.
    """
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    edges = [Match(0, 0, 0), *blocks]
    gaps = [max(b.a - a.a - a.size, b.b - a.b - a.size) for a, b in pairwise(edges)]
    gaps_after = [*gaps[1:], 0]
    chance = [
        block.size == 1 and min(before, after) >= MIN_SURROUNDING
        for block, before, after in zip(blocks, gaps, gaps_after, strict=True)
    ]
    meant = [block for block, by_chance in zip(blocks, chance, strict=True) if not by_chance]
    return [*(_shift_single(base, other, *pair) for pair in pairwise(meant)), meant[-1]]


def _shift_single(base: Sequence[str], other: Sequence[str], block: Match, following: Match) -> Match:
    """Move a single common word next to the following match, if the same word occurs just before that."""
    if block.size == 1 and following.b > block.b + 1 and other[following.b - 1] == other[block.b]:
        return Match(block.a, following.b - 1, 1)
    if block.size == 1 and following.a > block.a + 1 and base[following.a - 1] == base[block.a]:
        return Match(following.a - 1, block.b, 1)
    return block


def compare(base: str, other: str) -> tuple[Piece, ...]:
    """Divide `other` into pieces where its words begin or cease to differ from those of `base`.

    The texts of the pieces make up `other`, except for the pieces that only `base` has.
    """
    pieces: list[Piece] = []
    for piece in _pieces(tokenise(base), tokenise(other), base, other):
        if piece.text and pieces and pieces[-1].kind == piece.kind:
            pieces[-1] = Piece(piece.kind, pieces[-1].text + piece.text)
        elif piece.text:
            pieces.append(piece)
    return tuple(pieces)


def _pieces(base_tokens: Tokens, other_tokens: Tokens, base: str, other: str) -> Iterator[Piece]:
    position = next_base = next_other = 0
    for block in match_words(base_tokens.words, other_tokens.words):
        only_base = _text_between(base, base_tokens, next_base, block.a)
        if next_other < block.b:
            start, end = other_tokens.spans[next_other][0], other_tokens.spans[block.b - 1][1]
            yield Piece("both", other[position:start])
            yield Piece("there", only_base)
            yield Piece("here", other[start:end])
            position = end
        else:
            yield Piece("there", only_base)
        next_base, next_other = block.a + block.size, block.b + block.size
        end = other_tokens.spans[next_other - 1][1] if block.size else len(other)
        yield Piece("both", other[position:end])
        position = end


def _text_between(text: str, tokens: Tokens, start: int, end: int) -> str:
    """Return `text` from token `start` up to token `end`, which is not included."""
    return text[tokens.spans[start][0] : tokens.spans[end - 1][1]] if start < end else ""


def describe_difference(here: str, there: str, max_words: int) -> str:
    """Describe in at most `max_words` words how a passage is worded `there`; empty if as `here`.

    >>> describe_difference("the cranes stood still", "the cranes stood idle", 20)
    'there: “stood idle”'
    """
    likeness = classify_wording(here, there)
    if likeness in ("same", "part"):
        return "" if likeness == "same" else gettext("there in part")
    here_words, there_tokens = tokenise(here).words, tokenise(there)
    other = likeness == "other"
    changes = [" ".join(there.split())] if other else list(_changes(here_words, there_tokens, there))
    if len(changes) <= MAX_CHANGES and sum(len(tokenise(text).words) for text in changes) <= max_words:
        return gettext("there: “{words}”").format(words=" … ".join(changes).strip(" “”"))
    if other:
        return gettext("there in other words")
    longer = len(there_tokens.words) > len(here_words)
    return gettext("there at greater length") if longer else gettext("there in part, with changes")


def _changes(base: Sequence[str], tokens: Tokens, text: str) -> Iterator[str]:
    """Return the parts of `text` that differ from `base`, each with one common word on either side."""
    spans: list[tuple[int, int]] = []
    size = len(tokens.words)
    for before, after in pairwise([Match(0, 0, 0), *match_words(base, tokens.words)]):
        start, end = before.b + before.size, after.b
        at_edge = start == end and (not start or end == size)
        if (start < end or before.a + before.size < after.a) and not at_edge:
            low, high = max(0, start - 1), min(size, end + 1)
            if spans and low <= spans[-1][1]:
                low = spans.pop()[0]
            spans.append((low, high))
    return (_text_between(text, tokens, low, high) for low, high in spans)
