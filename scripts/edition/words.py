"""Words and fingerprints: what is the same text, whatever its spaces, marks and line ends."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘]")

SKETCH_SIZE = 32
"""How many hashes a sketch keeps."""


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, apostrophes and all other marks left out."""
    return _WORD.findall(_APOSTROPHES.sub("", text.lower()))


def digest(sequence: Sequence[str]) -> str:
    """Return 16 hexadecimal digits that stand for exactly these words in this order."""
    return hashlib.sha256(" ".join(sequence).encode()).hexdigest()[:16]


def grams(sequence: Sequence[str], size: int) -> Iterator[str]:
    """Yield every run of `size` words."""
    for at in range(len(sequence) - size + 1):
        yield " ".join(sequence[at : at + size])


def sketch(sequence: Sequence[str]) -> tuple[str, ...]:
    """Return the smallest hashes of all five-word runs: equal shares for similar texts.

    This is the bottom-k sketch of Broder, *On the Resemblance and Containment of Documents*
    (1997); see `resemblance`.
    """
    hashes = {f"{crc32(gram.encode()):08x}" for gram in grams(sequence, 5)}
    return tuple(sorted(hashes)[:SKETCH_SIZE])


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """Estimate from two sketches which share of their five-word runs two texts have in common."""
    union = sorted({*one, *other})[:SKETCH_SIZE]
    both = {*one} & {*other}
    return sum(h in both for h in union) / len(union) if union else 0.0
