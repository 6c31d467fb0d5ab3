"""Text reuse: passages that two texts have in common, in the same or nearly the same words.

Runs of three words that both texts have are seeds; seeds that follow one another at about the same
distance are chained, over gaps of a few words, to a passage. Runs that stand in many places are too
common to tell anything. The method is that of seeding and extension in the plagiarism detection
tasks of PAN (Potthast et al., 2012 to 2014), without their filters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, islice

from edition.text.words import Tokens, tokenise

SEED = 3
"""Words in a seed."""

GAP = 3
"""How many words may differ between two seeds of one passage."""

LEAST = 5
"""Words in the shortest passage."""

COMMON = 12
"""A seed that stands in more places of all texts than these is left alone."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of a text, in code points."""

    text: str
    """The text's name."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Reuse:
    """Two passages, of two texts, that share their words."""

    one: Passage
    other: Passage
    words: int
    """How many words the shorter of the two has."""


@dataclass(slots=True)
class _Chain:
    """A passage that is growing: positions in words, of two texts."""

    start: int
    end: int
    other_start: int
    other_end: int


def find_reuse(texts: Mapping[str, str]) -> list[Reuse]:
    """Return the passages that any two of `texts` (name to text) share, in order of place."""
    names = list(texts)
    tokens = [tokenise(text) for text in texts.values()]
    # a place is one number, that of the word in all texts one after another
    first = [0, *accumulate(len(told.words) for told in tokens)]
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for shared in _shared([told.words for told in tokens]):
        for (text, at), (other, there) in combinations((_place(first, one) for one in shared), 2):
            if other != text:
                seeds[text, other].append((at, there))
    return sorted(
        _reuse((names[text], tokens[text]), (names[other], tokens[other]), chain)
        for (text, other), found in seeds.items()
        if len(found) > 1  # one seed is no passage
        for chain in _chains(sorted(found))
    )


def _place(first: Sequence[int], number: int) -> tuple[int, int]:
    """Return the number of the text that a word stands in, and the word's own in that text."""
    text = bisect_right(first, number) - 1
    return text, number - first[text]


def _shared(texts: Iterable[Sequence[str]]) -> Iterator[list[int]]:
    """Yield the places of each seed that stands in several, but not in too many."""
    single: dict[tuple[str, ...], int] = {}
    several: dict[tuple[str, ...], list[int]] = {}
    first = 0
    for words in texts:
        seeds = zip(*(islice(words, n, None) for n in range(SEED)), strict=False)
        for place, seed in enumerate(seeds, first):
            before = single.setdefault(seed, place)
            if before != place:
                several.setdefault(seed, [before]).append(place)
        first += len(words)
    return (places for places in several.values() if len(places) <= COMMON)


def _reuse(one: tuple[str, Tokens], other: tuple[str, Tokens], chain: _Chain) -> Reuse:
    first = _passage(*one, chain.start, chain.end)
    second = _passage(*other, chain.other_start, chain.other_end)
    return Reuse(first, second, min(chain.end - chain.start, chain.other_end - chain.other_start))


def _passage(name: str, tokens: Tokens, start: int, end: int) -> Passage:
    return Passage(name, tokens.spans[start][0], tokens.spans[end - 1][1])


def _chains(seeds: Sequence[tuple[int, int]]) -> Iterator[_Chain]:
    """Chain seeds, which are in order, along near-diagonals; yield the chains that are long enough."""
    open_: list[_Chain] = []
    for at, there in seeds:
        closed = [chain for chain in open_ if at - chain.end > GAP]
        yield from filter(_is_long, closed)
        open_ = [chain for chain in open_ if at - chain.end <= GAP]
        chain = next((c for c in reversed(open_) if _continues(c, at, there)), None)
        if chain is None:
            open_.append(_Chain(at, at + SEED, there, there + SEED))
        else:
            chain.end, chain.other_end = max(chain.end, at + SEED), max(chain.other_end, there + SEED)
    yield from filter(_is_long, open_)


def _continues(chain: _Chain, at: int, there: int) -> bool:
    slant = (there - chain.other_end) - (at - chain.end)
    return -SEED < there - chain.other_end <= GAP and abs(slant) <= GAP


def _is_long(chain: _Chain) -> bool:
    return min(chain.end - chain.start, chain.other_end - chain.other_start) >= LEAST


def merge(found: Sequence[Reuse], gap: int = 80) -> list[Reuse]:
    """Join findings of the same two texts that follow one another within `gap` code points."""
    out: list[Reuse] = []
    for one in found:
        last = out[-1] if out else None
        if last and _follows(last, one, gap):
            first = Passage(last.one.text, last.one.start, max(last.one.end, one.one.end))
            second = Passage(last.other.text, last.other.start, max(last.other.end, one.other.end))
            out[-1] = Reuse(first, second, last.words + one.words)
        else:
            out.append(one)
    return out


def _follows(last: Reuse, one: Reuse, gap: int) -> bool:
    same = (last.one.text, last.other.text) == (one.one.text, one.other.text)
    here, there = one.one.start - last.one.end, one.other.start - last.other.end
    return same and here <= gap and -gap <= there <= gap
