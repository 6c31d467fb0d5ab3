"""Emphasis in plain texts: words between underscores, between asterisks, or in tags of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.model.essay import Span

MAX_LENGTH = 1500
"""Code points of the longest passage that is taken to be emphasised."""

_EMPHASIS = re.compile(
    rf"(?<![\w_])(?P<a>_{{1,2}})(?=[^\s_])[^_]{{1,{MAX_LENGTH}}}?(?<=[^\s_])(?P=a)(?![^\W_]|_)"
    rf"|(?<![\w*])(?P<b>\*{{1,3}})(?=[^\s*])[^*]{{1,{MAX_LENGTH}}}?(?<=[^\s*])(?P=b)(?![\w*])"
)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """An emphasised passage with the marks around it: `text[start:end]`."""

    start: int
    end: int
    mark: int
    """The length of the mark at each end."""

    @property
    def inside(self) -> Span:
        """Start and end of the passage itself."""
        return self.start + self.mark, self.end - self.mark


def find_emphasis(paragraph: str) -> Iterator[Emphasis]:
    """Yield the emphasised passages of a paragraph, in order.

    >>> list(find_emphasis("the _Ariel_"))
    [Emphasis(start=4, end=11, mark=1)]
    """
    for match in _EMPHASIS.finditer(paragraph):
        yield Emphasis(match.start(), match.end(), len(match["a"] or match["b"]))
