"""Text reuse: passages that two texts have in common, in the same or nearly the same words.

Sequences of three words that both texts contain are seeds. Seeds that follow one another at about
the same distance in both texts, with gaps of a few words, are chained into a passage. The method is the
seeding and extension of the plagiarism detection tasks of PAN (Potthast et al., 2012 to 2014), without
their filters.

Seeds that occur in many places are no evidence by themselves, and to pair all their places would take
time that grows with the square of the number of texts. Passages of such seeds are found as runs: eight
words or more that are exactly those of an earlier text. Each is paired with the last text before it that
has the run, so that the passages that a hundred texts share are a hundred pairs, not five thousand.
`rank` puts quotations before commonplaces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations, islice
from math import log2

from edition.editing.spans import SpanIndex
from edition.model.essay import Span
from edition.text.words import Tokens, tokenise

SEED_LENGTH = 3
"""Words in a seed."""

MAX_GAP = 3
"""Words that may differ between two seeds of one passage."""

MIN_LENGTH = 5
"""Words in the shortest passage."""

MAX_PLACES = 12
"""Places, in all texts together, of a seed that is paired with each of its places."""

RUN_LENGTH = 8
"""Words in the shortest run of seeds that occur in more places."""


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
    places: int = field(default=2, compare=False)
    """In how many places there is the rarest of its seeds."""


@dataclass(slots=True)
class _Chain:
    """A passage of two texts that is being extended; positions are in words."""

    start: int
    end: int
    second_start: int
    second_end: int
    places: int


def find_reuse(texts: Mapping[str, str]) -> list[Reuse]:
    """Return the passages that `texts` (name to text) share two by two, in order of position."""
    names = list(texts)
    tokens = [tokenise(text) for text in texts.values()]
    named = list(zip(names, tokens, strict=True))
    places_by_seed = _repeated_seeds([text.words for text in tokens])
    # a place is a single number: the position of a word in all texts, one after another
    offsets = [0, *accumulate(len(text.words) for text in tokens)]
    seeds: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for places in places_by_seed.values():
        if len(places) > MAX_PLACES:
            continue
        positions = (_position(offsets, place) for place in places)
        for (first, first_word), (second, second_word) in combinations(positions, 2):
            if second != first:
                seeds[first, second].append((first_word, second_word, len(places)))
    chains = {
        pair: list(_chains(sorted(found)))
        for pair, found in seeds.items()
        if len(found) > 1  # a single seed is shorter than a passage
    }
    for pair, run in _runs([text.words for text in tokens], places_by_seed):
        others = chains.setdefault(pair, [])
        if not any(_contains(chain, run) for chain in others):
            others[:] = [chain for chain in others if not _contains(run, chain)]
            others.append(run)
    return sorted(
        _reuse(named[first], named[second], chain)
        for (first, second), found in chains.items()
        for chain in found
    )


def _contains(chain: _Chain, other: _Chain) -> bool:
    """Return whether a chain contains another in both texts."""
    in_first = chain.start <= other.start and other.end <= chain.end
    return in_first and chain.second_start <= other.second_start and other.second_end <= chain.second_end


def _position(offsets: Sequence[int], place: int) -> tuple[int, int]:
    """Return the number of the text at a place, and the position of the word in that text."""
    text = bisect_right(offsets, place) - 1
    return text, place - offsets[text]


def _repeated_seeds(texts: Iterable[Sequence[str]]) -> dict[tuple[str, ...], list[int]]:
    """Return the places of each seed that occurs in more than one place."""
    first_places: dict[tuple[str, ...], int] = {}
    repeated: dict[tuple[str, ...], list[int]] = {}
    offset = 0
    for words in texts:
        for place, seed in enumerate(_ngrams(words, SEED_LENGTH), offset):
            first = first_places.setdefault(seed, place)
            if first != place:
                repeated.setdefault(seed, [first]).append(place)
        offset += len(words)
    return repeated


def _ngrams(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(islice(words, n, None) for n in range(length)), strict=False)


def _runs(
    texts: Sequence[Sequence[str]], repeated: Mapping[tuple[str, ...], Sequence[int]]
) -> Iterator[tuple[tuple[int, int], _Chain]]:
    """Yield runs with a seed in too many places, each with the last text before it that has the run.

    Only where seeds that are all repeated follow one another can a run be.
    """
    seeds_in_run = RUN_LENGTH - SEED_LENGTH + 1
    last_places: dict[tuple[str, ...], tuple[int, int]] = {}
    paired = [bytearray(len(words)) for words in texts]  # a text may have the words twice, and both count
    for number, words in enumerate(texts):
        counts = [len(repeated.get(seed, ())) for seed in _ngrams(words, SEED_LENGTH)]
        found: list[tuple[tuple[str, ...], tuple[int, int]]] = []
        covered = 0
        for at in _starts_of_runs(counts, seeds_in_run):
            key = tuple(words[at : at + RUN_LENGTH])
            found.append((key, (number, at)))
            earlier = last_places.get(key)
            if earlier is None:
                continue
            other, start = earlier
            if at < covered and paired[other][start]:
                continue
            length = _common_length(texts[other], start, words, at)
            covered = max(covered, at + length - RUN_LENGTH + 1)
            paired[other][start : start + length] = b"\1" * length
            rarest = min(counts[at : at + length - SEED_LENGTH + 1])
            if max(counts[at : at + length - SEED_LENGTH + 1]) > MAX_PLACES:
                yield (other, number), _Chain(start, start + length, at, at + length, rarest)
        last_places.update(found)


def _starts_of_runs(counts: Sequence[int], length: int) -> Iterator[int]:
    """Yield each position at which `length` seeds follow one another that are all repeated."""
    following = 0
    for at, count in enumerate(counts):
        following = following + 1 if count else 0
        if following >= length:
            yield at - length + 1


def _common_length(first: Sequence[str], start: int, second: Sequence[str], at: int) -> int:
    """Return how many words two texts have in common from two places on."""
    length = 0
    most = min(len(first) - start, len(second) - at)
    while length < most and first[start + length] == second[at + length]:
        length += 1
    return length


def _reuse(first: tuple[str, Tokens], second: tuple[str, Tokens], chain: _Chain) -> Reuse:
    return Reuse(
        _passage(*first, chain.start, chain.end),
        _passage(*second, chain.second_start, chain.second_end),
        _length(chain),
        chain.places,
    )


def _passage(name: str, tokens: Tokens, start: int, end: int) -> Passage:
    return Passage(name, tokens.spans[start][0], tokens.spans[end - 1][1])


def _chains(seeds: Sequence[tuple[int, int, int]]) -> Iterator[_Chain]:
    """Chain sorted seeds along near-diagonals; yield the chains that are long enough.

    A seed is the pair of its positions in the two texts, in words, and the number of its places.
    """
    growing: list[_Chain] = []
    for first, second, places in seeds:
        yield from filter(_is_long, (chain for chain in growing if first - chain.end > MAX_GAP))
        growing = [chain for chain in growing if first - chain.end <= MAX_GAP]
        chain = next((c for c in reversed(growing) if _continues(c, first, second)), None)
        if chain is None:
            growing.append(_Chain(first, first + SEED_LENGTH, second, second + SEED_LENGTH, places))
        else:
            chain.end = max(chain.end, first + SEED_LENGTH)
            chain.second_end = max(chain.second_end, second + SEED_LENGTH)
            chain.places = min(chain.places, places)
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
            merged[-1] = Reuse(first, second, last.words + reuse.words, min(last.places, reuse.places))
        else:
            merged.append(reuse)
    return merged


def _join(passage: Passage, following: Passage) -> Passage:
    return Passage(passage.text, passage.start, max(passage.end, following.end))


def _follows(last: Reuse, reuse: Reuse, gap: int) -> bool:
    same_texts = (last.first.text, last.second.text) == (reuse.first.text, reuse.second.text)
    first_gap, second_gap = reuse.first.start - last.first.end, reuse.second.start - last.second.end
    return same_texts and first_gap <= gap and -gap <= second_gap <= gap


# --- ranking -------------------------------------------------------------------------------------


def rank(reuses: Iterable[Reuse], quoted: Mapping[str, Sequence[Span]]) -> list[Reuse]:
    """Return passages in the order in which an editor should see them.

    Those within quotation marks in one of the two texts come first; `quoted` gives the spans between marks
    in each text, by name. Then come long passages before short, and rare ones before commonplaces.
    """
    spans = {name: SpanIndex(found) for name, found in quoted.items()}

    def key(reuse: Reuse) -> tuple[bool, float, Reuse]:
        is_quotation = any(
            p.text in spans and spans[p.text].cover_middle(p.start, p.end)
            for p in (reuse.first, reuse.second)
        )
        return not is_quotation, -reuse.words / log2(max(2, reuse.places)), reuse

    return sorted(reuses, key=key)
