"""The passage of a text that is most like words which are not in it, for messages to editors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from math import log

from edition.text.words import Tokens, tokenise

MAX_WORDS = 12
"""Words of a passage that are compared; more make the comparison slower, and no better."""

MIN_LIKENESS = 0.5
"""Minimum share of the words that a passage must have to be like them."""

MAX_CANDIDATES = 2000
"""Words of the text with which a misspelt one is compared."""

SPELLING = 0.75
"""Minimum likeness of two words, as difflib measures it, for one to be a misspelling of the other."""


@dataclass(frozen=True, slots=True)
class NearPassage:
    """A passage that is like words that an editor gave."""

    words: str
    """As they are in the text, on one line."""
    line: int
    """The line of the file, counted from 1, on which it begins."""


def nearest_passage(text: str, sought: str) -> NearPassage | None:
    """Return the passage of `text` that has most of the words of `sought`, or None if none has half of them.

    The words may be misspelt, in another order or with others between them. Rare words count more than
    common ones. The time it takes grows with the length of the text, and not with that of `sought`.
    """
    tokens = tokenise(text)
    frequencies = Counter(tokens.words)
    wanted = Counter(_spelt_as_in_text(tokenise(sought).words[:MAX_WORDS], frequencies))
    if not wanted:
        return None
    weights = {word: 1 / (1 + log(frequencies[word])) for word in wanted if word in frequencies}
    start, share = _best_window(tokens.words, wanted, weights)
    return _passage(text, tokens, start, wanted) if share >= MIN_LIKENESS else None


def _spelt_as_in_text(words: Sequence[str], frequencies: Counter[str]) -> list[str]:
    """Return the words, each that is not in the text replaced by the one there that is spelt most like it."""
    unknown = [word for word in dict.fromkeys(words) if word not in frequencies]
    spelt = {word: get_close_matches(word, _similar(word, frequencies), 1, SPELLING) for word in unknown}
    return [next(iter(spelt.get(word, ())), word) for word in words]


def _similar(word: str, others: Iterable[str]) -> list[str]:
    """Return those of the other words that can be compared with `word` in little time."""
    near = (other for other in others if abs(len(other) - len(word)) <= 2 and word[0] == other[0])
    return list(islice(near, MAX_CANDIDATES))


def _best_window(words: Sequence[str], wanted: Counter[str], weights: dict[str, float]) -> tuple[int, float]:
    """Return the start of the window of words that has most of those `wanted`, and what share it has."""
    size = wanted.total() + 2
    inside, score, best = Counter[str](), 0.0, (0.0, 0)
    for end, word in enumerate(words):
        if word in weights:
            inside[word] += 1
            score += weights[word] * (inside[word] <= wanted[word])
        gone = words[end - size] if end >= size else ""
        if gone in weights:
            score -= weights[gone] * (inside[gone] <= wanted[gone])
            inside[gone] -= 1
        best = max(best, (round(score, 9), -max(0, end - size + 1)))
    start = -best[1]
    return start, (wanted & Counter(words[start : start + size])).total() / wanted.total()


def _passage(text: str, tokens: Tokens, start: int, wanted: Counter[str]) -> NearPassage:
    """Return the shortest part of the window at `start` that has as many of the words that are wanted."""
    window = range(start, min(start + wanted.total() + 2, len(tokens.words)))
    found = [n for n in window if tokens.words[n] in wanted]
    surplus = Counter(tokens.words[n] for n in found) - wanted
    for edge in (0, -1):
        while surplus[tokens.words[found[edge]]]:
            surplus[tokens.words[found.pop(edge)]] -= 1
    low, high = tokens.spans[found[0]][0], tokens.spans[found[-1]][1]
    return NearPassage(" ".join(text[low:high].split()), text.count("\n", 0, low) + 1)
