"""Words and fingerprints: what is the same text, whatever its spaces, marks and line ends."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘]")
_TOKEN = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")

SKETCH_SIZE = 32
"""How many hashes a sketch keeps."""


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, apostrophes and all other marks left out."""
    return _WORD.findall(_APOSTROPHES.sub("", text.lower()))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, in lower case and without apostrophes, and where each stands."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Start and end of each word, in code points."""


def tokenise(text: str) -> Tokens:
    """Return the words of `text` with their places."""
    found = list(_TOKEN.finditer(text))
    folded = tuple(_APOSTROPHES.sub("", match[0].lower()) for match in found)
    return Tokens(folded, tuple(match.span() for match in found))


def hash_words(sequence: Sequence[str]) -> str:
    """Return 16 hexadecimal digits that stand for exactly these words in this order."""
    return hashlib.sha256(" ".join(sequence).encode()).hexdigest()[:16]


def grams(sequence: Sequence[str], size: int) -> Iterator[str]:
    """Yield every run of `size` words."""
    for at in range(len(sequence) - size + 1):
        yield " ".join(sequence[at : at + size])


def runs(sequence: Sequence[str]) -> frozenset[str]:
    """Return hashes of all five-word runs, eight hexadecimal digits each."""
    return frozenset(f"{crc32(gram.encode()):08x}" for gram in grams(sequence, 5))


def sketch(sequence: Sequence[str]) -> tuple[str, ...]:
    """Return the smallest hashes of all five-word runs, which stand for the text.

    This is the bottom-k sketch of Broder, *On the Resemblance and Containment of Documents*
    (1997); see `contained`.
    """
    return tuple(sorted(runs(sequence))[:SKETCH_SIZE])


def contained(kept: Sequence[str], found: Collection[str]) -> float:
    """Return which share of the sketch `kept` stands among the runs `found` in a text.

    It estimates which share of the sketched text stands in the other.
    """
    return sum(one in found for one in kept) / len(kept) if kept else 0.0
