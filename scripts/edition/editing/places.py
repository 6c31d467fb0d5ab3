"""Naming a passage of a text by words that occur only there, as the manifest does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from edition.text.locate import Finder, PlaceError

MIN_WORDS, MAX_WORDS = 4, 11
"""Words by which a place is named; the manifest allows fewer than twelve."""

_REACH = 2000
"""Code points before and after a place among which its words are looked for."""

_MAX_WITHIN = 400
"""Words of a passage among which some are looked for that occur only there."""

Place = Mapping[str, str]
"""Some of the keys `begins`, `ends`, `left` and `right`."""


class PlaceNamer:
    """Names the passages of one text."""

    def __init__(self, text: str) -> None:
        """Prepare `text`, in which positions are code points."""
        self._text = text
        self._finder = Finder(text)

    def beginning(self, start: int, end: int) -> Place | None:
        """Return a place that begins where a passage does; None if no words tell it from others.

        If its own words do not suffice, those after it follow, then those before it; at last, words from the
        middle of the passage may name it.
        """
        own = len(self._words(start, end))
        following = self._words(start, min(len(self._text), start + _REACH))[:MAX_WORDS]
        counts = [*range(min(MIN_WORDS, own), min(MAX_WORDS, own) + 1), *range(own + 1, len(following) + 1)]
        return self._first(start, following, dict.fromkeys(counts)) or self._within(start, end)

    def paragraph(self, start: int, end: int) -> Place | None:
        """Return a place within a paragraph, which begins where that does if possible; None as above."""
        own = self._words(start, end)[:MAX_WORDS]
        counts = dict.fromkeys(range(min(MIN_WORDS, len(own)), len(own) + 1))
        return self._first(start, own, counts) or self._within(start, end)

    def passage(self, start: int, end: int) -> Place | None:
        """Return a place that is a passage, without the blank space around it; None as above."""
        end = start + len(self._text[start:end].rstrip())
        words = self._words(start, end)
        if len(words) <= MAX_WORDS and (place := self._first(start, words, {len(words): None})):
            return place
        begins = self.paragraph(start, end)
        if begins is None or "right" in begins or not self._finds(begins, (start, None)):
            return None
        for ends in self._endings(words, end):
            if self._finds({**begins, **ends}, (start, end)):
                return {**begins, **ends}
        return None

    def _endings(self, words: list[str], end: int) -> Iterator[Place]:
        own = words[-MAX_WORDS:]
        for count in range(min(MIN_WORDS, len(own)), len(own) + 1):
            yield {"ends": " ".join(own[-count:])}
        yield {"ends": " ".join(own), "right": self._right(end)}

    def _first(self, start: int, words: list[str], counts: Mapping[int, None]) -> Place | None:
        candidates = [{"begins": " ".join(words[:count])} for count in counts if count]
        if not candidates:
            return None
        longest = candidates[-1]
        # a stretch of the text that has these words, from which the text after them is taken
        end = self._end_of(start, words[: max(counts)])
        left, right = self._left(start), self._right(end)
        candidates += [{**longest, "left": left}] if left else []
        candidates += [{**longest, "right": right}] if right else []
        candidates += [{**longest, "left": left, "right": right}] if left and right else []
        return next((place for place in candidates if self._finds(place, (start, None))), None)

    def _within(self, start: int, end: int) -> Place | None:
        """Return a place anywhere in a passage."""
        words = self._words(start, end)[:_MAX_WITHIN]
        ends = [self._end_of(start, words[:count]) for count in range(1, len(words) + 1)]
        for at in range(len(words)):
            last = min(at + MAX_WORDS, len(words))
            place = {"begins": " ".join(words[at:last])}
            right = self._right(ends[last - 1])
            for candidate in (place, {**place, "right": right}) if right else (place,):
                with suppress(PlaceError):
                    found = self._finder.find_passage(**candidate)
                    if start <= found[0] and found[1] <= end:
                        return candidate
        return None

    def _finds(self, place: Place, span: tuple[int, int | None]) -> bool:
        try:
            start, end = self._finder.find_passage(**place)
        except PlaceError:
            return False
        return self._text[min(start, span[0]) : max(start, span[0])].strip("\ufeff") == "" and (
            span[1] is None or end == span[1]
        )

    def _words(self, start: int, end: int) -> list[str]:
        return self._text[start:end].lstrip("\ufeff").split()

    def _end_of(self, start: int, words: list[str]) -> int:
        at = start
        for word in words:
            at = self._text.index(word, at) + len(word)
        return at

    def _left(self, start: int) -> str:
        before = self._text[max(0, start - _REACH) : start].lstrip("\ufeff")
        space = " " if before[-1:].isspace() else ""
        words = before.split()[-MAX_WORDS:]
        return " ".join(words) + space if words else ""

    def _right(self, end: int) -> str:
        after = self._text[end : end + _REACH]
        space = " " if after[:1].isspace() else ""
        words = after.split()[:MAX_WORDS]
        return space + " ".join(words) if words else ""
