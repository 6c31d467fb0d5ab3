"""Text reuse: passages that two texts have in common, in the same or nearly the same words.

Sequences of three words that both texts contain are seeds. Seeds that follow one another at about
the same distance in both texts, with gaps of a few words, are chained into a passage. Sequences that
occur in many places are too common to be evidence and are ignored. The method is the seeding and
extension of the plagiarism detection tasks of PAN (Potthast et al., 2012 to 2014), without their
filters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, islice

from edition.text.words import Tokens, tokenise

SEED_LENGTH = 3
"""Words in a seed."""

MAX_GAP = 3
"""Words that may differ between two seeds of one passage."""

MIN_LENGTH = 5
"""Words in the shortest passage."""

MAX_PLACES = 12
"""Places, in all texts together, in which a seed may occur; more frequent ones are ignored."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A passage of a text; positions are in code points."""

    text: str
    """The name of the text."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Reuse:
    """Passages of two texts that have their words in common."""

    first: Passage
    second: Passage
    words: int
    """Words in the shorter of the two passages."""


@dataclass(slots=True)
class _Chain:
    """A passage of two texts that is being extended; positions are in words."""

    start: int
    end: int
    second_start: int
    second_end: int


def find_reuse(texts: Mapping[str, str]) -> list[Reuse]:
    """Return the passages that any two of `texts` (name to text) share, in order of position."""
    names = list(texts)
    tokens = [tokenise(text) for text in texts.values()]
    # a place is a single number: the position of a word in all texts, one after another
    offsets = [0, *accumulate(len(text.words) for text in tokens)]
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in _shared_seeds([text.words for text in tokens]):
        positions = (_position(offsets, place) for place in places)
        for (first, first_word), (second, second_word) in combinations(positions, 2):
            if second != first:
                seeds[first, second].append((first_word, second_word))
    return sorted(
        _reuse((names[first], tokens[first]), (names[second], tokens[second]), chain)
        for (first, second), pairs in seeds.items()
        if len(pairs) > 1  # a single seed is shorter than a passage
        for chain in _chains(sorted(pairs))
    )


def _position(offsets: Sequence[int], place: int) -> tuple[int, int]:
    """Return the number of the text at a place, and the position of the word in that text."""
    text = bisect_right(offsets, place) - 1
    return text, place - offsets[text]


def _shared_seeds(texts: Iterable[Sequence[str]]) -> Iterator[list[int]]:
    """Yield the places of each seed that occurs in more than one place, but not in too many."""
    first_places: dict[tuple[str, ...], int] = {}
    repeated: dict[tuple[str, ...], list[int]] = {}
    offset = 0
    for words in texts:
        seeds = zip(*(islice(words, n, None) for n in range(SEED_LENGTH)), strict=False)
        for place, seed in enumerate(seeds, offset):
            first = first_places.setdefault(seed, place)
            if first != place:
                repeated.setdefault(seed, [first]).append(place)
        offset += len(words)
    return (places for places in repeated.values() if len(places) <= MAX_PLACES)


def _reuse(first: tuple[str, Tokens], second: tuple[str, Tokens], chain: _Chain) -> Reuse:
    return Reuse(
        _passage(*first, chain.start, chain.end),
        _passage(*second, chain.second_start, chain.second_end),
        _length(chain),
    )


def _passage(name: str, tokens: Tokens, start: int, end: int) -> Passage:
    return Passage(name, tokens.spans[start][0], tokens.spans[end - 1][1])


def _chains(seeds: Sequence[tuple[int, int]]) -> Iterator[_Chain]:
    """Chain sorted seeds along near-diagonals; yield the chains that are long enough.

    A seed is the pair of its positions in the two texts, in words.
    """
    growing: list[_Chain] = []
    for first, second in seeds:
        yield from filter(_is_long, (chain for chain in growing if first - chain.end > MAX_GAP))
        growing = [chain for chain in growing if first - chain.end <= MAX_GAP]
        chain = next((c for c in reversed(growing) if _continues(c, first, second)), None)
        if chain is None:
            growing.append(_Chain(first, first + SEED_LENGTH, second, second + SEED_LENGTH))
        else:
            chain.end = max(chain.end, first + SEED_LENGTH)
            chain.second_end = max(chain.second_end, second + SEED_LENGTH)
    yield from filter(_is_long, growing)


def _continues(chain: _Chain, first: int, second: int) -> bool:
    """Return whether a seed at these positions extends the chain."""
    gap, second_gap = first - chain.end, second - chain.second_end
    return -SEED_LENGTH < second_gap <= MAX_GAP and abs(second_gap - gap) <= MAX_GAP


def _length(chain: _Chain) -> int:
    """Return the number of words in the shorter passage of a chain."""
    return min(chain.end - chain.start, chain.second_end - chain.second_start)


def _is_long(chain: _Chain) -> bool:
    return _length(chain) >= MIN_LENGTH


def merge(reuses: Sequence[Reuse], gap: int = 80) -> list[Reuse]:
    """Join those of the sorted `reuses` that follow each other in both texts within `gap` code points."""
    merged: list[Reuse] = []
    for reuse in reuses:
        last = merged[-1] if merged else None
        if last and _follows(last, reuse, gap):
            first, second = _join(last.first, reuse.first), _join(last.second, reuse.second)
            merged[-1] = Reuse(first, second, last.words + reuse.words)
        else:
            merged.append(reuse)
    return merged


def _join(passage: Passage, following: Passage) -> Passage:
    return Passage(passage.text, passage.start, max(passage.end, following.end))


def _follows(last: Reuse, reuse: Reuse, gap: int) -> bool:
    same_texts = (last.first.text, last.second.text) == (reuse.first.text, reuse.second.text)
    first_gap, second_gap = reuse.first.start - last.first.end, reuse.second.start - last.second.end
    return same_texts and first_gap <= gap and -gap <= second_gap <= gap
