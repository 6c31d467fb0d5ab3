"""The forms of names in a registry, prepared for being looked for in texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from edition.annotate.folding import fold_letters
from edition.annotate.given_names import COMMON_GIVEN_NAMES
from edition.model.entries import Person


@dataclass(frozen=True, slots=True)
class NameForm:
    """A form of a name, folded."""

    text: str
    capitals: str
    owners: tuple[str, ...]
    """The ids of the people who have it."""

    is_given_name: bool = False
    """Whether it is a given name alone, by which a text may call a person whom it has introduced."""

    @property
    def is_single(self) -> bool:
        """Whether it is a single word."""
        return " " not in self.text


_PARTICLE = re.compile(
    r"(?:(?:de|del|della|di|da|du|des|von|van|der|den|ter|ten|zu|la|le) )+|(?:al|el|as|ar|an)-", re.I
)


def spelling_variants(name: str) -> Iterator[str]:
    """Yield a name and its other spellings: its particle with or without a capital, and without `al-`."""
    yield name
    particle = _PARTICLE.match(name)
    if particle:
        yield name[0].swapcase() + name[1:]
    elif re.search(r" (?:al|el|as|ar|an)-[A-Z]", name):
        yield re.sub(r" (?:al|el|as|ar|an)-(?=[A-Z])", " ", name)


def compile_first_words(first_words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words with which a name may begin: quick, because most words have no capital."""
    first_words = sorted(filter(None, first_words))
    capitals = "".join(sorted({re.escape(word[0].upper()) for word in first_words}))
    lower = [re.escape(word) for word in first_words if not word[0].isupper()]
    if not first_words:
        return re.compile(r"(?!)")
    rest = "".join(rf"|{word}(?!\w)" for word in lower)
    return re.compile(rf"(?<!\w)(?:[{capitals}]\w*{rest})")


def first_word(name: str) -> str:
    """Return the first word of a folded name, in lower case."""
    match = re.match(r"\w+", name)
    return match[0].lower() if match else name.lower()


def given_names(person: Person) -> list[tuple[str, ...]]:
    """Return the given names in each full form of a person's name: all words but the last."""
    full = (fold_letters(name).split() for name in person.names if " " in name)
    return [tuple(re.findall(r"[A-Z]\.|[^\s.]+", " ".join(words[:-1]))) for words in full]


def unique_first_names(
    people: Sequence[Person], given: Mapping[str, list[tuple[str, ...]]]
) -> dict[str, str]:
    """Return by given name, in lower case, the only person of whose name it is the first word."""
    owners: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in (*person.names, *person.shared):
            for at, word in enumerate(re.findall(r"\w{2,}", fold_letters(name))):
                owners[word.lower()].add(f"{person.id}" if at == 0 else f"{person.id} ")
    firsts = {
        (names[0].lower(), person)
        for person, full in given.items()
        for names in full
        if len(names[0]) >= MIN_GIVEN_NAME and names[0].title() not in COMMON_GIVEN_NAMES
    }
    return {name: person for name, person in firsts if {id_.strip() for id_ in owners[name]} == {person}}


MIN_GIVEN_NAME = 4
"""Letters of the shortest given name by which alone a person is found."""


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of `phrases` at word boundaries, trying the longest first."""
    ordered = sorted({fold_letters(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    # For speed: most words of a text begin with none of these letters.
    initials = "".join(sorted({re.escape(phrase[0]) for phrase in ordered}))
    return re.compile(rf"(?<!\w)(?=[{initials}])(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


class MatchSpans:
    """The spans of all matches of a pattern in a text."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._spans = [match.span() for match in pattern.finditer(text)]

    def contain(self, start: int, end: int) -> bool:
        """Return whether one of the matches, which do not overlap, contains the span."""
        at = bisect_right(self._spans, start, key=itemgetter(0)) - 1
        return at >= 0 and end <= self._spans[at][1]
