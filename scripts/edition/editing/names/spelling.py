"""Other spellings of names that a registry has: `Karlovskii` for `Karlovsky`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from edition.annotate.folding import fold_letters
from edition.model.entries import Person

_SAME_SOUND = (
    (re.compile(r"['’‘`-]"), ""),
    (re.compile(r"shch|tsch|tch|cz"), "c"),
    (re.compile(r"tz|ts"), "c"),
    (re.compile(r"sch|sh|sz"), "s"),
    (re.compile(r"zh"), "z"),
    (re.compile(r"kh|ch"), "h"),
    (re.compile(r"ph|ff|v|w"), "f"),
    (re.compile(r"ck|c(?=k|$)|q"), "k"),
    (re.compile(r"[yji]+"), "i"),
    (re.compile(r"ie|e+"), "e"),
    (re.compile(r"ou|oo|u+"), "u"),
    (re.compile(r"(.)\1"), r"\1"),
)
"""Letters that stand for the same in several systems of transliteration, in the order in which they apply."""

MIN_LETTERS = 5
"""Letters of the shortest surname whose other spellings are looked for."""


def sound_of(word: str) -> str:
    """Return a key that the spellings of a word in several systems of transliteration have in common."""
    key = fold_letters(word).lower()
    for letters, same in _SAME_SOUND:
        key = letters.sub(same, key)
    return key


class KnownNames:
    """The surnames of a registry, for finding their other spellings."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Prepare the names of `people` for look-ups."""
        self._people: dict[str, set[str]] = defaultdict(set)
        self._surnames: set[str] = set()
        for person in people:
            for name in (*person.names, *person.shared):
                surname = fold_letters(name).split()[-1]
                self._surnames.add(surname)
                if len(surname) >= MIN_LETTERS:
                    self._people[sound_of(surname)].add(person.id)

    def likely_owner(self, name: str) -> str:
        """Return the id of the only person whose surname `name` may be in another spelling, or nothing."""
        surname = fold_letters(name).split()[-1]
        if len(surname) < MIN_LETTERS or surname in self._surnames:
            return ""
        owners = self._people.get(sound_of(surname), set())
        return next(iter(owners)) if len(owners) == 1 else ""
