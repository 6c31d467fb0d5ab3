"""A text with quotations from another, whose places are known, to count which of them a program finds.

The words are made up of letters, because programs for quotations leave out digits.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

WORDS = 18_000
"""Words in each text, without the quotations."""

_LETTERS = "abcdefghijklmnoprstuvz"

Place = tuple[int, int]
"""Start and end, in words."""


def _vocabulary() -> list[str]:
    """Return six thousand different words of three to ten letters."""
    rng = random.Random(0)  # noqa: S311 - must be the same in every run
    words: dict[str, None] = {}
    while len(words) < 6000:
        words["".join(rng.choices(_LETTERS, k=rng.randint(3, 10)))] = None
    return list(words)


VOCABULARY = _vocabulary()


@dataclass(frozen=True)
class Quotation:
    """A quotation in the host."""

    place: Place
    length: int
    """Words that were quoted."""
    edits: int
    """How many words were then replaced, dropped or added."""


@dataclass(frozen=True)
class Planted:
    """A text, another with quotations from it, and the quotations."""

    source: str
    host: str
    quotations: Sequence[Quotation]

    def place(self, start: int, end: int) -> Place:
        """Return the place, in words, of a span of the host that is given in characters."""
        starts = [0, *accumulate(len(word) + 1 for word in self.host.split(" "))]
        return bisect_right(starts, start) - 1, bisect_left(starts, end)


@dataclass(frozen=True)
class Score:
    """How many of the quotations were found, and how much of what was found is a quotation."""

    recall: float
    precision: float
    missed: frozenset[Quotation]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score(planted: Planted, found: Sequence[Place]) -> Score:
    """Return how good it is to have `found` these places: half of a quotation or of a place must be right."""
    places = [quotation.place for quotation in planted.quotations]
    missed = [q for q in planted.quotations if not any(overlap(q.place, place) >= 0.5 for place in found)]
    right = sum(any(overlap(place, other) >= 0.5 for other in places) for place in found)
    return Score(1 - len(missed) / len(places), right / len(found), frozenset(missed))


def overlap(place: Place, other: Place) -> float:
    """Return the share of a place that another one covers."""
    return max(0, min(place[1], other[1]) - max(place[0], other[0])) / (place[1] - place[0])


def plant(seed: int = 1) -> Planted:
    """Return a source, and a host with 216 quotations from it, of 5 to 50 words with 0 to 4 edits."""
    rng = random.Random(seed)  # noqa: S311 - must be the same in every run
    source, host = _language(2), _language(3)
    sizes = [(length, edits) for length in (5, 8, 12, 17, 25, 50) for edits in range(5) if edits < length / 2]
    wanted = [sizes[n % len(sizes)] for n in range(216)]
    at = 0
    quotations: list[Quotation] = []
    out: list[str] = []
    step = len(host) // len(wanted)
    for length, edits in wanted:
        out += host[at : at + step]
        at += step
        start = rng.randrange(len(source) - length)
        words = _edited(source[start : start + length], edits, rng)
        quotations.append(Quotation((len(out), len(out) + len(words)), length, edits))
        out += words
    return Planted(" ".join(source), " ".join(out), quotations)


def _language(seed: int) -> list[str]:
    """Return words with the frequencies of a language (Zipf's law), each depending on the one before."""
    rng = random.Random(seed)  # noqa: S311 - must be the same in every run
    weights = list(accumulate(1 / (n + 2.7) for n in range(len(VOCABULARY))))
    habits = {word: rng.choices(VOCABULARY, cum_weights=weights, k=6) for word in VOCABULARY}
    out = [VOCABULARY[0]]
    for _ in range(WORDS - 1):
        free = rng.choices(VOCABULARY, cum_weights=weights)[0]
        out.append(rng.choice(habits[out[-1]]) if rng.random() < 0.35 else free)
    return out


def _edited(words: Sequence[str], edits: int, rng: random.Random) -> list[str]:
    """Return words with a number of them replaced, dropped or followed by another."""
    out = list(words)
    for _ in range(edits):
        at = rng.randrange(len(out))
        kind = rng.choice(["replace", "drop", "add"])
        new = VOCABULARY[rng.randrange(len(VOCABULARY))]
        out[at : at + 1] = {"replace": [new], "drop": [], "add": [out[at], new]}[kind]
    return out
