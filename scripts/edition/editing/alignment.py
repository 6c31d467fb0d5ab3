"""Alignment: where the text of a work has the words of a quotation, and where the two differ.

All quotations are looked for in one pass over a text: sequences of three words (of two, for a short
quotation) are seeds, and the stretch with the most seeds of a quotation is compared with it word by word.
Capitals, punctuation and the kinds of quotation marks, dashes and spaces make no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match

from edition.annotate.collation import match_words
from edition.editing.differences import HARMLESS, Comparison, Difference
from edition.editing.wording import Wording
from edition.model.essay import Span
from edition.text.words import Tokens, tokenise

SEED_LENGTH = 3
"""Words in a seed; a quotation without so many words in sequence has the whole sequence as a seed."""

MAX_SHORT = 8
"""Words of the longest quotation whose seeds are one word shorter."""

MAX_OMITTED = 60
"""Words that may be left out of a quotation in all without a mark, besides as many as it has itself."""

MAX_GAP = 300
"""Words for which an ellipsis may stand."""

MIN_SEGMENT = 5
"""Words of the shortest part between ellipses that is looked for by itself."""

MIN_APART = 0.8
"""Minimum share of such a part's words in sequences, to be found far away from the rest."""

MAX_EDGE_GAP = 10
"""Words that may be left out between the first or last one or two words of a quotation and the rest."""

Seed = tuple[str, ...]
Hit = tuple[int, int]
"""Where a seed is in a text, and which seed of the quotation it is, both in words."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage of a text, `text[start:end]`, and how a quotation differs from it."""

    start: int
    end: int
    common: int
    """The quotation's words that the passage has in sequences, in the same order."""
    words: int
    """All words of the quotation."""
    differences: tuple[Difference, ...]

    @property
    def coverage(self) -> float:
        """The share of the quotation's words that are in the passage, from 0 to 1."""
        return self.common / self.words

    @property
    def is_printed(self) -> bool:
        """Whether the quotation is as printed, except for single letters and what it marks."""
        return all(difference.kind in HARMLESS for difference in self.differences)

    @property
    def quality(self) -> tuple[float, int]:
        """What to compare alignments by: of two, the greater is the better."""
        return self.coverage, -len(self.differences)


def align(wordings: Sequence[Wording], text: str) -> dict[int, Alignment]:
    """Return the passage of `text` that is most like each of the `wordings`, by its position among them.

    Those of which no seed is in the text are left out. What stands between two ellipses may be far away
    from the rest.
    """
    tokens = tokenise(text)
    stretches = [
        (number, wording.select([segment]), segment)
        for number, wording in enumerate(wordings)
        for segment in (wording.segments if len(wording.segments) > 1 else ())
        if segment[1] - segment[0] >= MIN_SEGMENT
    ]
    hits = _find_seeds([*wordings, *(wording for _, wording, _ in stretches)], tokens.words)
    passages = {
        number: _compare(wording, hits[number], tokens)
        for number, wording in enumerate(wordings)
        if number in hits
    }
    apart: dict[int, list[tuple[Span, _Passage]]] = defaultdict(list)
    for position, (number, wording, segment) in enumerate(stretches, len(wordings)):
        found = _compare(wording, hits[position], tokens) if position in hits else None
        if found and found.share() >= MIN_APART > passages[number].share(segment):
            apart[number].append((segment, found))
    return {
        number: _join(_separate(passage, apart[number], hits[number], tokens), tokens, text)
        for number, passage in passages.items()
        if passage.matches
    }


# --- finding -------------------------------------------------------------------------------------


def _seeds(wording: Wording) -> list[tuple[int, Seed]]:
    """Return the seeds of a wording and their positions in it."""
    segments = list(wording.segments)
    length = SEED_LENGTH if len(wording.words) > MAX_SHORT else SEED_LENGTH - 1
    seeds = [
        (at, wording.words[at : at + length])
        for start, end in segments
        for at in range(start, end - length + 1)
    ]
    return seeds or [(start, wording.words[start:end]) for start, end in segments]


def _find_seeds(wordings: Sequence[Wording], words: Sequence[str]) -> dict[int, list[Hit]]:
    """Return where the seeds of each wording are in a text, in the text's order."""
    owners: dict[Seed, list[tuple[int, int]]] = defaultdict(list)
    for number, wording in enumerate(wordings):
        for at, seed in _seeds(wording):
            owners[seed].append((number, at))
    lengths = sorted({len(seed) for seed in owners})
    hits: dict[int, list[Hit]] = defaultdict(list)
    for place in range(len(words)):
        for length in lengths:
            for number, at in owners.get(tuple(words[place : place + length]), ()):
                hits[number].append((place, at))
    return hits


def _densest(hits: Sequence[Hit], width: int) -> Sequence[Hit]:
    """Return the shortest stretch of hits with the most different seeds in at most `width` words."""
    counts: Counter[int] = Counter()
    first, best, score = 0, (0, 1), (0, 0)
    for last, (place, seed) in enumerate(hits):
        counts[seed] += 1
        while place - hits[first][0] > width or counts[hits[first][1]] > 1:
            counts[hits[first][1]] -= 1
            first += 1
        found = sum(count > 0 for count in (+counts).values()), hits[first][0] - place
        if found > score or not last:
            best, score = (first, last + 1), found
    return hits[slice(*best)]


# --- comparing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Passage:
    """A wording and the words that a text has in common with it; `a` of a match is in the text."""

    wording: Wording
    matches: list[Match]

    def common(self, segment: Span | None = None) -> int:
        """Return how many words of the wording, or of a segment of it, the text has in sequences."""
        low, high = segment or (0, len(self.wording.words))
        shared = (
            min(match.b + match.size, high) - max(match.b, low)
            for match in self.matches
            if match.size > 1 or len(self.wording.words) == 1
        )
        return sum(size for size in shared if size > 0)

    def share(self, segment: Span | None = None) -> float:
        low, high = segment or (0, len(self.wording.words))
        return self.common(segment) / (high - low)


def _compare(wording: Wording, hits: Sequence[Hit], tokens: Tokens) -> _Passage:
    """Compare a wording with the stretch of a text that has the most of its seeds."""
    size = len(wording.words)
    stretch = _densest(hits, 2 * size + MAX_OMITTED + MAX_GAP * len(wording.gaps))
    if size == 1:
        return _Passage(wording, [Match(stretch[0][0], 0, 1)])
    seeds = [seed for _, seed in stretch]
    low = max(0, stretch[0][0] - min(seeds) - MAX_OMITTED)
    high = stretch[-1][0] + size - max(seeds) + MAX_OMITTED
    matches = _common_words(tokens, (low, high), wording, (0, size))
    return _Passage(wording, _with_edges(wording, tokens, _without_chance(wording, matches)))


def _common_words(tokens: Tokens, span: Span, wording: Wording, part: Span) -> list[Match]:
    """Return the sequences that a span of a text and a part of a wording have in common."""
    (low, high), (start, end) = span, part
    matches = match_words(tokens.words[low:high], wording.words[start:end])[:-1]
    return [Match(low + match.a, start + match.b, match.size) for match in matches]


def _with_edges(wording: Wording, tokens: Tokens, matches: list[Match]) -> list[Match]:
    """Add what the text has of a quotation's first and last words beside the rest, as near as possible."""
    if not matches:
        return []
    first, last = matches[0], matches[-1]
    start, end = last.b + last.size, last.a + last.size
    before = tokens.words[max(0, first.a - first.b - MAX_EDGE_GAP) : first.a]
    after = tokens.words[end : end + len(wording.words) - start + MAX_EDGE_GAP]
    leading = match_words(before[::-1], wording.words[: first.b][::-1])[:-1] if first.b else []
    trailing = match_words(after, wording.words[start:])[:-1] if start < len(wording.words) else []
    return [
        *(Match(first.a - m.a - m.size, first.b - m.b - m.size, m.size) for m in reversed(leading)),
        *matches,
        *(Match(end + m.a, start + m.b, m.size) for m in trailing),
    ]


def _separate(
    passage: _Passage, apart: Sequence[tuple[Span, _Passage]], hits: Sequence[Hit], tokens: Tokens
) -> list[_Passage]:
    """Divide a passage from segments of its wording that the text has elsewhere, given in `apart`."""
    if not apart:
        return [passage]
    moved = {segment for segment, _ in apart}
    rest = [segment for segment in passage.wording.segments if segment not in moved]
    selected = passage.wording.select(rest)
    positions = [at for start, end in rest for at in range(start, end)]
    new = {old: position for position, old in enumerate(positions)}
    kept = [(place, new[at]) for place, at in hits if at in new]
    remaining = _compare(selected, kept, tokens) if kept else _Passage(selected, [])
    parts = [*(found for _, found in apart), *([remaining] if rest else [])]
    return sorted(parts, key=lambda part: part.wording.spans[0])


def _join(parts: Sequence[_Passage], tokens: Tokens, text: str) -> Alignment:
    """Make an alignment of passages with parts of one wording; its place is that of the longest."""
    longest = max(parts, key=_Passage.common)
    last = longest.matches[-1].a + longest.matches[-1].size
    return Alignment(
        tokens.spans[longest.matches[0].a][0],
        tokens.spans[last - 1][1],
        sum(part.common() for part in parts),
        sum(len(part.wording.words) for part in parts),
        tuple(
            difference
            for part in parts
            for difference in Comparison(part.wording, tokens, text).differences(part.matches)
        ),
    )


def _without_chance(wording: Wording, matches: Sequence[Match]) -> list[Match]:
    """Leave out what a text has of a quotation's first or last one or two words away from the rest.

    The same words may be nearer; see `_with_edges`.
    """
    kept = list(matches)
    while len(kept) > 1 and _is_chance(wording, kept[0], kept[1], kept[0].size):
        del kept[0]
    while len(kept) > 1 and _is_chance(wording, kept[-2], kept[-1], kept[-1].size):
        del kept[-1]
    return kept


def _is_chance(wording: Wording, match: Match, following: Match, size: int) -> bool:
    start, end = match.b + match.size, following.b
    distance = following.a - match.a - match.size
    marked = any(start <= gap <= end for gap in wording.gaps)
    return size < SEED_LENGTH and not marked and distance > end - start
