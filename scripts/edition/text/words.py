"""Words, hashes and sketches: comparing texts by their words, whatever the spacing and punctuation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘]")
_TOKEN = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")

SHINGLE_SIZE = 5
"""Words in a shingle."""

SKETCH_SIZE = 32
"""Number of hashes in a sketch."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text, separated by spaces and line ends."""
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, without apostrophes or any other punctuation."""
    return _WORD.findall(_APOSTROPHES.sub("", text.lower()))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, in lower case and without apostrophes, with their positions."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Start and end of each word, in code points."""


def tokenise(text: str) -> Tokens:
    """Return the words of `text` with their positions."""
    matches = list(_TOKEN.finditer(text))
    folded = tuple(_APOSTROPHES.sub("", match[0].lower()) for match in matches)
    return Tokens(folded, tuple(match.span() for match in matches))


def hash_words(sequence: Sequence[str]) -> str:
    """Return a hash of exactly these words in this order: 16 hexadecimal digits."""
    return hashlib.sha256(" ".join(sequence).encode()).hexdigest()[:16]


def ngrams(sequence: Sequence[str], size: int) -> Iterator[str]:
    """Yield every sequence of `size` consecutive words, joined by spaces."""
    for start in range(len(sequence) - size + 1):
        yield " ".join(sequence[start : start + size])


def shingles(sequence: Sequence[str]) -> frozenset[str]:
    """Return the hashes of all sequences of five words, eight hexadecimal digits each."""
    return frozenset(f"{crc32(gram.encode()):08x}" for gram in ngrams(sequence, SHINGLE_SIZE))


def sketch(sequence: Sequence[str]) -> tuple[str, ...]:
    """Return the smallest of a text's shingles, which represent it in comparisons.

    This is the bottom-k sketch of Broder, *On the Resemblance and Containment of Documents*
    (1997); see `containment`.
    """
    return tuple(sorted(shingles(sequence))[:SKETCH_SIZE])


def containment(sketched: Sequence[str], text_shingles: Collection[str]) -> float:
    """Return the share, from 0 to 1, of the sketch `sketched` that is among `text_shingles`.

    It estimates how much of the sketched text the other text contains.
    """
    return sum(shingle in text_shingles for shingle in sketched) / len(sketched) if sketched else 0.0
