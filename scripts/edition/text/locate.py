"""Finding a passage of a text by a few of its words.

An editor types the words as they appear on the page. Variants of quotation marks, dashes and spaces
match one another; letter case, letters and digits must match exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from edition.model.manifest import YamlPath

_VARIANTS = (("“”„‟", '"'), ("‘’‚‛", "'"), ("–—−‐‑", "-"))
_SPACE = re.compile(r"[^\S ]")
_SPACES = re.compile("  +")


class PlaceError(ValueError):
    """Words that do not occur in the text, occur more than once, or end a passage before it begins."""

    def __init__(self, what: str, *, sought: str = "", shown: str = "", path: YamlPath = ()) -> None:
        """Say what is wrong.

        `sought` are words that do not occur, with those around them; `shown` those that a message names, if
        they are not the first ones of the passage; `path` is where a file gives them, if that is known.
        """
        super().__init__(what)
        self.sought, self.shown, self.path = sought, shown, path


def fold(text: str) -> str:
    """Return `text` with plain quotation marks, hyphens and spaces; its length stays the same."""
    for variants, plain in _VARIANTS:
        for mark in variants:
            text = text.replace(mark, plain)
    return _SPACE.sub(" ", text)


class Finder:
    """Finds passages in one text, in which any run of spaces counts as one space."""

    def __init__(self, text: str) -> None:
        """Prepare `text` for look-ups."""
        folded = fold(text)
        extra = [(match.start() + 1, match.end() - match.start() - 1) for match in _SPACES.finditer(folded)]
        self._text = _SPACES.sub(" ", folded)
        self._dropped = list(accumulate((length for _, length in extra), initial=0))
        self._cuts = [start - before for (start, _), before in zip(extra, self._dropped, strict=False)]

    def _original_position(self, position: int) -> int:
        """Map a position in the text with single spaces to the original text."""
        return position + self._dropped[bisect_right(self._cuts, position)]

    def find(self, words: str, left: str = "", right: str = "") -> tuple[int, int]:
        """Return start and end (code points) of the only place where `words` occur.

        `left` and `right` are the text directly before and after. They tell apart places where the
        same words occur, and are not part of the result. `words` may be empty: then start and end
        are the same. Raises PlaceError if the words do not occur, or occur more than once.
        """
        before, middle, after = (fold(part) for part in (left, words, right))
        needle = _SPACES.sub(" ", before + middle + after)
        position = self._text.find(needle)
        if position < 0 or not needle:
            raise PlaceError("appears nowhere in the text", sought=left + words + right)
        if self._text.find(needle, position + 1) >= 0:
            raise PlaceError("appears more than once in the text; add words to tell the places apart")
        start = position + len(_SPACES.sub(" ", before))
        end = position + len(_SPACES.sub(" ", before + middle))
        return self._original_position(start), self._original_position(end)

    def find_passage(self, begins: str, ends: str = "", left: str = "", right: str = "") -> tuple[int, int]:
        """Return start and end (code points) of the passage that begins and ends with these words.

        Without `ends`, the passage is the words `begins` alone. `left` and `right` are the text directly
        before and after the passage. Raises PlaceError as `find` does, and if the end comes before the
        beginning.
        """
        start, end = self.find(begins, left, "" if ends else right)
        if not ends:
            return start, end
        try:
            _, end = self.find(ends, right=right)
        except PlaceError as error:
            error.shown = ends
            raise
        if end <= start:
            raise PlaceError(f"begins a passage whose end, {ends!r}, comes before it; exchange the two")
        return start, end
