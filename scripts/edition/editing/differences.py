"""Differences between a quotation and its source, of which the words in common are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match
from itertools import pairwise
from typing import Literal

from edition.editing.wording import Wording
from edition.text.words import Tokens

MIN_RESPELT = 5
"""Letters of the shortest word of which another spelling is recognised."""

DifferenceKind = Literal["changed", "added", "omitted", "letter", "bracketed"]
"""`omitted` is what is left out without a mark, `letter` what is changed by one letter in a word, as other
spellings are, `bracketed` what stands in brackets for other words."""

HARMLESS: frozenset[DifferenceKind] = frozenset({"letter", "bracketed"})
"""Differences with which a quotation is still as printed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between a quotation and its source."""

    kind: DifferenceKind
    here: str
    """The words of the quotation."""
    there: str
    """The words of the source."""


class Comparison:
    """Describes the differences between a wording and a text, of which the words in common are known."""

    def __init__(self, wording: Wording, tokens: Tokens, text: str) -> None:
        self._wording, self._tokens, self._text = wording, tokens, text

    def differences(self, matches: Sequence[Match]) -> Iterator[Difference]:
        """Yield the differences before, between and after the words in common."""
        if not matches:
            yield from self._difference(0, len(self._wording.words), 0, 0)
            return
        first, last = matches[0], matches[-1]
        size, gaps = len(self._wording.words), self._wording.gaps
        low = first.a if first.b in gaps else max(0, first.a - first.b)
        yield from self._difference(0, first.b, low, first.a)
        for before, after in pairwise(matches):
            yield from self._difference(before.b + before.size, after.b, before.a + before.size, after.a)
        start, end = last.b + last.size, last.a + last.size
        high = end if start in gaps else min(len(self._tokens.words), end + size - start)
        yield from self._difference(start, size, end, high)

    def _difference(self, start: int, end: int, low: int, high: int) -> Iterator[Difference]:
        """Yield the difference, if any, between words of the quotation and of the text in the same place."""
        low, high = self._beside_gap(start, end, low, high)
        here, there = self._here(start, end), self._there(low, high)
        brackets = [text for at, text in self._wording.additions if start <= at <= end]
        ours, theirs = self._wording.words[start:end], self._tokens.words[low:high]
        if "".join(ours) == "".join(theirs):
            return
        if not ours and brackets:
            yield Difference("bracketed", " ".join(brackets), there)
        elif not ours or not theirs:
            yield Difference("added" if ours else "omitted", here, there)
        else:
            yield Difference("letter" if is_respelt(ours, theirs) else "changed", here, there)

    def _beside_gap(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """Leave out of the text's words those for which an ellipsis stands."""
        gaps = [gap for gap in self._wording.gaps if start <= gap <= end]
        if not gaps:
            return low, high
        if end in gaps and start not in gaps:
            return low, min(high, low + end - start)
        return max(low, high - (end - start)), high

    def _here(self, start: int, end: int) -> str:
        spans = self._wording.spans
        return self._wording.text[spans[start][0] : spans[end - 1][1]] if start < end else ""

    def _there(self, low: int, high: int) -> str:
        spans = self._tokens.spans
        return " ".join(self._text[spans[low][0] : spans[high - 1][1]].split()) if low < high else ""


def is_respelt(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether words differ only in the spelling of some: by one letter in each.

    >>> is_respelt(["organised", "labour"], ["organized", "labor"])
    True
    """
    return len(ours) == len(theirs) and all(
        our == their or (min(len(our), len(their)) >= MIN_RESPELT and _is_one_letter_apart(our, their))
        for our, their in zip(ours, theirs, strict=True)
    )


def _is_one_letter_apart(first: str, second: str) -> bool:
    """Return whether one letter less, more or different makes one word of the other."""
    start = _common_length(zip(first, second, strict=False))
    end = _common_length(zip(reversed(first[start:]), reversed(second[start:]), strict=False))
    return max(len(first), len(second)) - start - end == 1


def _common_length(pairs: Iterable[tuple[str, str]]) -> int:
    length = 0
    for one, other in pairs:
        if one != other:
            break
        length += 1
    return length
