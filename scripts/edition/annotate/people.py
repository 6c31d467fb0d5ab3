"""Finding people in a text by the names that a registry gives for them.

All forms of all names are searched in one pass, longest first, at word boundaries. So derived words
(`Marlowism`) are not matched, but possessives and joined names (`Marlow/Reed`) are. Positions are code
points of the text that is searched.
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
    """The person's id."""
    in_title: bool = False
    """Whether the name is part of the name of a work, an event or an organisation."""


@dataclass(frozen=True, slots=True)
class PeopleFinder:
    """Finds people in texts; made by `make_people_finder`, once for a registry."""

    pattern: re.Pattern[str]
    """Matches any form that names one person only."""
    owners: Mapping[str, str]
    """The id of the person whom each form names."""
    exceptions: re.Pattern[str]
    """Matches phrases in which a form does not name the person."""
    titles: re.Pattern[str]
    """Matches names of works, events and organisations that contain a person's name."""
    people: tuple[Person, ...]

    def find(self, text: str) -> list[PersonMention]:
        """Return every mention in `text` by a form that names one person only, in order."""
        folded = fold(text)
        exceptions = _MatchSpans(self.exceptions, folded)
        titles = _MatchSpans(self.titles, folded)
        return [
            PersonMention(m.start(), m.end(), self.owners[m[0]], titles.contain(m.start(), m.end()))
            for m in self.pattern.finditer(folded)
            if not exceptions.contain(m.start(), m.end())
        ]

    def find_shared(self, text: str, essay: str = "") -> Iterator[PersonMention]:
        """Yield the mentions in the places where the registry says whom a shared form names.

        `essay` is the slug of the text. Raises PlaceError if a place is not in the text.
        """
        finder = None
        for person in self.people:
            for where in person.where:
                if where.essay in ("", essay):
                    finder = finder or Finder(text)
                    start, end = finder.find(where.form, where.left, where.right)
                    yield PersonMention(start, end, person.id)


def make_people_finder(people: Iterable[Person], titles: Sequence[str]) -> PeopleFinder:
    """Return a finder for `people`; `titles` are names of works and the like that contain a person's name."""
    people = tuple(people)
    owners = {fold(form): person.id for person in people for form in person.names}
    exceptions = [phrase for person in people for phrase in person.exceptions]
    return PeopleFinder(
        _compile_phrases(owners), owners, _compile_phrases(exceptions), _compile_phrases(titles), people
    )


def _compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of `phrases` at word boundaries, trying the longest first."""
    ordered = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    # For speed: most words of a text begin with none of these letters.
    initials = "".join(sorted({re.escape(phrase[0]) for phrase in ordered}))
    return re.compile(rf"(?<!\w)(?=[{initials}])(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


class _MatchSpans:
    """The spans of all matches of a pattern in a text."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._spans = [match.span() for match in pattern.finditer(text)]

    def contain(self, start: int, end: int) -> bool:
        """Return whether one of the matches contains the span."""
        return any(low <= start and end <= high for low, high in self._spans)
