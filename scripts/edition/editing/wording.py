"""The wording of a quotation: the words it takes from its source, and what it marks as not from there.

An ellipsis says that something is left out, brackets that something is added. Brackets within a word
(`[T]he`) say only that its form is changed: the word counts as one of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from edition.model.essay import Span
from edition.text.words import tokenise

_BRACKETS_IN_WORD = re.compile(r"(?<=\w)\[(\w+)\]|\[(\w+)\](?=\w)")
_ELLIPSIS = re.compile(r"[\[(]?\s?(?:…|\.\s?\.\s?\.)\s?[\])]?")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quotation, without what it marks as added."""

    text: str
    words: tuple[str, ...]
    """In lower case and without punctuation."""
    spans: tuple[Span, ...]
    """Start and end of each word in `text`."""
    gaps: frozenset[int]
    """The words before which an ellipsis stands, by their position in `words`; there is none at the ends."""
    additions: tuple[tuple[int, str], ...]
    """What is in brackets, and the position of the word that follows."""

    @property
    def segments(self) -> list[Span]:
        """The stretches of words without an ellipsis: start and end, in words."""
        edges = [0, *sorted(self.gaps), len(self.words)]
        return [(start, end) for start, end in pairwise(edges) if start < end]

    def select(self, segments: Sequence[Span]) -> Wording:
        """Return the wording of some of the segments, as if ellipses stood for the others."""
        starts = [0, *accumulate(end - start for start, end in segments)]
        moved = list(zip(segments, starts, strict=False))
        return Wording(
            self.text,
            tuple(word for start, end in segments for word in self.words[start:end]),
            tuple(span for start, end in segments for span in self.spans[start:end]),
            frozenset(starts[1:-1]),
            tuple(
                (new + at - start, addition)
                for (start, end), new in moved
                for at, addition in self.additions
                if start <= at < end or at == end == len(self.words)
            ),
        )


def parse_wording(text: str) -> Wording:
    """Tell apart the words of a quotation, its ellipses and its additions.

    >>> parse_wording("The [old] crane … stood").additions
    ((1, '[old]'),)
    """
    text = _BRACKETS_IN_WORD.sub(lambda match: match[1] or match[2], " ".join(text.split()))
    ellipses = [match.span() for match in _ELLIPSIS.finditer(text)]
    brackets = [match.span() for match in _BRACKETS.finditer(_blank(text, ellipses))]
    tokens = tokenise(_blank(text, [*ellipses, *brackets]))
    starts = [start for start, _ in tokens.spans]
    positions = (bisect_left(starts, start) for start, _ in ellipses)
    return Wording(
        text,
        tokens.words,
        tokens.spans,
        frozenset(at for at in positions if 0 < at < len(starts)),
        tuple((bisect_left(starts, start), text[start:end]) for start, end in brackets),
    )


def _blank(text: str, spans: list[Span]) -> str:
    """Return `text` with spaces in place of the spans, so that positions stay the same."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
