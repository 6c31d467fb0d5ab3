"""People: mentions of persons by the names that a registry gives them.

Every form of a name is searched in one pass, the longest first, at word boundaries: so derived words
(Leninism) are left alone, and possessives and joined names (Marx/Engels) are found. Positions are
code points of the text that is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.model.entries import Person
from edition.text.locate import Finder, fold


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where a person is named: `text[start:end]`."""

    start: int
    end: int
    person: str
    in_title: bool = False
    """Whether the name is part of the title of a work, an event or a body."""


@dataclass(frozen=True, slots=True)
class PeopleFinder:
    """Finds people in texts; made once for a registry, by `people_finder`."""

    pattern: re.Pattern[str]
    owners: Mapping[str, str]
    passed_over: re.Pattern[str]
    titles: re.Pattern[str]
    people: tuple[Person, ...]

    def find(self, text: str) -> list[PersonMention]:
        """Return every mention in `text` by a form that names one person only, in order."""
        folded = fold(text)
        hidden = _Spans(self.passed_over, folded)
        titles = _Spans(self.titles, folded)
        return [
            PersonMention(m.start(), m.end(), self.owners[m[0]], titles.hold(m.start(), m.end()))
            for m in self.pattern.finditer(folded)
            if not hidden.hold(m.start(), m.end())
        ]

    def settled(self, text: str, essay: str = "") -> Iterator[PersonMention]:
        """Yield the mentions by shared forms, which only their places in `essay` settle.

        Raises PlaceError where a place is not in the text.
        """
        finder = None
        for person in self.people:
            for where in person.where:
                if where.essay in ("", essay):
                    finder = finder or Finder(text)
                    start, end = finder.find(where.form, where.left, where.right)
                    yield PersonMention(start, end, person.id)


def people_finder(people: Iterable[Person], titles: Sequence[str]) -> PeopleFinder:
    """Return a finder for `people`; `titles` are phrases that only quote a name."""
    people = tuple(people)
    owners = {fold(form): person.id for person in people for form in person.names}
    exceptions = [phrase for person in people for phrase in person.exceptions]
    return PeopleFinder(_any(owners), owners, _any(exceptions), _any(titles), people)


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of `phrases` at word boundaries, the longest first."""
    ordered = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    # most words of a text begin with none of these letters
    first = "".join(sorted({re.escape(phrase[0]) for phrase in ordered}))
    return re.compile(rf"(?<!\w)(?=[{first}])(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


class _Spans:
    """Where a pattern matches, for asking whether a span lies within."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._spans = [match.span() for match in pattern.finditer(text)]

    def hold(self, start: int, end: int) -> bool:
        return any(low <= start and end <= high for low, high in self._spans)
