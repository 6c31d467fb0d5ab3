"""Folding: a text as names are looked for in it, without accents, invisible marks and line-end hyphens."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from edition.text.locate import fold

_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_DROPPED = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0300-\u036f]+|(?<=[^\\W\\d_])-[^\\S\n]*\n[^\\S\n]*(?=[^\\W\\d_A-Z])"
)
"""Marks without a shape, accents that follow their letter, and hyphens at the end of a line of print."""
_STROKES = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "Ħ": "H"}
"""Letters with a stroke or without a dot, which have no accent that could be taken off."""


@cache
def _plain_letters() -> dict[int, str]:
    """Return the letter without its accent, by code point."""
    plain = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            plain[code] = base
    return plain | {ord(letter): base for letter, base in _STROKES.items()}


def fold_letters(text: str) -> str:
    """Return a name as it is looked for; two forms of a name that differ only in accents become the same."""
    text = unicodedata.normalize("NFC", text)
    return fold(_DROPPED.sub("", text.translate(_plain_letters())))


class FoldedText:
    """A folded text, and where each of its places is in the text itself."""

    def __init__(self, text: str) -> None:
        """Fold `text`."""
        plain = fold(text)
        letters = _plain_letters()
        plain = _ACCENTED.sub(lambda match: letters.get(ord(match[0]), match[0]), plain)
        dropped = [match.span() for match in _DROPPED.finditer(text)] if _DROPPED.search(text) else []
        kept, at = [], 0
        for start, end in dropped:
            kept.append(plain[at:start])
            at = end
        self.text = "".join([*kept, plain[at:]])
        self._lengths = list(accumulate((end - start for start, end in dropped), initial=0))
        self._cuts: Sequence[int] = [
            start - before for (start, _), before in zip(dropped, self._lengths, strict=False)
        ]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end, in the text itself, of a place in the folded text that is not empty."""
        last = end - 1
        return (
            start + self._lengths[bisect_right(self._cuts, start)],
            last + self._lengths[bisect_right(self._cuts, last)] + 1,
        )
