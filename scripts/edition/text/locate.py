"""Places: a passage of a text, named by a few of its words.

An editor types the words as they look. Which quotation marks, dashes and spaces the text has there
makes no difference; letter case, letters and figures do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_FOLD = (("“”„‟", '"'), ("‘’‚‛", "'"), ("–—−‐‑", "-"))
_SPACES = re.compile(r"[^\S ]")
_RUN = re.compile("  +")


class PlaceError(ValueError):
    """Words that stand nowhere in the text, or in more than one place."""


def fold(text: str) -> str:
    """Return `text` with plain marks and spaces, code point by code point (same length)."""
    for marks, plain in _FOLD:
        for mark in marks:
            text = text.replace(mark, plain)
    return _SPACES.sub(" ", text)


class Finder:
    """Finds places in one text."""

    def __init__(self, text: str) -> None:
        """Prepare `text` for look-ups."""
        folded = fold(text)
        runs = [(match.start() + 1, match.end() - match.start() - 1) for match in _RUN.finditer(folded)]
        self._text = _RUN.sub(" ", folded)
        self._dropped = list(accumulate((length for _, length in runs), initial=0))
        self._cuts = [at - gone for (at, _), gone in zip(runs, self._dropped, strict=False)]

    def _position(self, at: int) -> int:
        return at + self._dropped[bisect_right(self._cuts, at)]

    def find(self, words: str, left: str = "", right: str = "") -> tuple[int, int]:
        """Return start and end (code points) of the one place where `words` stand.

        `left` and `right` are what stands directly before and after; they tell like places apart
        and are not part of the result. `words` may be empty: then the place is a point.
        Raises PlaceError where the words stand nowhere or twice.
        """
        before, middle, after = (fold(part) for part in (left, words, right))
        needle = _RUN.sub(" ", before + middle + after)
        at = self._text.find(needle)
        if at < 0 or not needle:
            raise PlaceError("stands nowhere in the text")
        if self._text.find(needle, at + 1) >= 0:
            raise PlaceError("stands in the text more than once; add words to tell the places apart")
        start = at + len(_RUN.sub(" ", before))
        end = at + len(_RUN.sub(" ", before + middle))
        return self._position(start), self._position(end)

    def passage(self, begins: str, ends: str = "", left: str = "", right: str = "") -> tuple[int, int]:
        """Return start and end (code points) of what begins and ends with these words.

        Without `ends` it is the one place of `begins`. `left` stands directly before, `right`
        directly after the whole. Raises PlaceError as `find`.
        """
        start, end = self.find(begins, left, "" if ends else right)
        return start, self.find(ends, right=right)[1] if ends else end
