"""Which capitalised phrases of texts are probably names of people.

What stands beside a name in one place counts for all its places, in all texts: a surname is a person's
everywhere if it has a title once. A name with the same surname as a person's is one, too, and so is what
stands in a list with a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType

from edition.editing.names.clues import STRONG, Clues, read_clues
from edition.editing.names.nouns import find_phrases_in, noun_language
from edition.editing.names.phrases import Phrase

NO_LANGUAGES: Mapping[str, str] = MappingProxyType({})
"""Those of texts that are all in English."""

STRONG_SHARE = 3
"""How many times the weight of strong clues may be outweighed before a name is taken for something else."""

_LOWER_WORD = re.compile(r"(?<![\w’'])[^\W\d_A-Z][^\W\d_]+")
_PART_OF_NAME = re.compile(r"[ -]")
_NO_NAME_AT_START = re.compile(r"(?:ing|ed|ly)$")
_LIST_BETWEEN = re.compile(r"(?:, | and |, and | & | und |/)")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text: `text[start:end]`."""

    start: int
    end: int
    name: str
    is_likely: bool
    """Whether something, here or elsewhere, says that it is a person's."""


@dataclass(slots=True)
class _Tally:
    """The clues of all places of a name."""

    free: int = 0
    """Places that do not begin a sentence."""
    strong: int = 0
    weight_for: int = 0
    weight_against: int = 0

    def add(self, clues: Clues) -> None:
        """Count the clues of one more place."""
        self.free += not clues.begins_sentence
        self.strong += clues.is_strong
        self.weight_for += clues.weight_for
        self.weight_against += clues.weight_against

    @property
    def is_against(self) -> bool:
        """Whether more speaks against a person's name than for it."""
        return self.weight_against > self.weight_for


def find_names(text: str, language: str = "en") -> list[FoundName]:
    """Return each place in `text` that may name a person, in order."""
    return find_names_in({"": text}, {"": language})[""]


def find_names_in(
    texts: Mapping[str, str], languages: Mapping[str, str] = NO_LANGUAGES
) -> dict[str, list[FoundName]]:
    """Return for each of `texts`, by key, the places that may name a person, in order.

    `languages` are those of the texts, as BCP 47 codes. Where every noun has a capital, a single word may be
    a name only if something says so.
    """
    phrases = {key: list(_read_phrases(text, languages.get(key, "en"))) for key, text in texts.items()}
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for found in phrases.values():
        for phrase, clues in found:
            tallies[phrase.name].add(clues)
    common = _common_names(tallies, texts.values())
    likely = _likely_names(tallies, common)
    names = {key: list(_names(texts[key], found, tallies, likely, common)) for key, found in phrases.items()}
    return {
        key: [name for name in found if name.is_likely or " " in name.name]
        if noun_language(languages.get(key, "en"))
        else found
        for key, found in names.items()
    }


def _read_phrases(text: str, language: str) -> Iterator[tuple[Phrase, Clues]]:
    """Yield the phrases of a text with their clues; the weaker ones are words of English alone."""
    for phrase in find_phrases_in(text, language):
        clues = read_clues(text, phrase)
        if noun_language(language):
            clues = replace(clues, weight_for=clues.weight_for * clues.is_strong, weight_against=0)
        yield phrase, clues


def _common_names(tallies: Mapping[str, _Tally], texts: Iterable[str]) -> frozenset[str]:
    """Return the names with a word that texts also write small, and plurals of such words and of names."""
    small = frozenset(word for text in texts for word in _LOWER_WORD.findall(text))
    return frozenset(name for name in tallies if _is_plural(name, tallies) or _has_word_of(name, small))


def _is_plural(name: str, names: Container[str]) -> bool:
    singular = name.removesuffix("s")
    return singular != name and singular in names


def _has_word_of(name: str, small: AbstractSet[str]) -> bool:
    """Return whether a part of a name is among words written small, or the plural of one."""
    parts = [part.lower() for part in _PART_OF_NAME.split(name) if part[:1].isupper() and "." not in part]
    return any(part in small or part.removesuffix("s") in small for part in parts)


def _likely_names(tallies: Mapping[str, _Tally], common: AbstractSet[str]) -> frozenset[str]:
    """Return the names that are a person's by their clues, and those that have the surname of one."""
    likely = {name for name, tally in tallies.items() if _is_likely(name, tally, common)}
    surnames = {name.split()[-1] for name in likely}
    return frozenset(likely) | {
        name
        for name, tally in tallies.items()
        if name.split()[-1] in surnames and (" " in name or not tally.is_against)
    }


def _is_likely(name: str, tally: _Tally, common: AbstractSet[str]) -> bool:
    if tally.strong and (
        tally.strong * STRONG * STRONG_SHARE >= tally.weight_against or not tally.is_against
    ):
        return True
    if name in common or tally.is_against or not tally.weight_for:
        return False
    if tally.free:
        return True
    # a word that only begins sentences needs more
    return tally.weight_for > 1 and not _NO_NAME_AT_START.search(name)


def _names(
    text: str,
    found: Sequence[tuple[Phrase, Clues]],
    tallies: Mapping[str, _Tally],
    likely: AbstractSet[str],
    common: AbstractSet[str],
) -> Iterator[FoundName]:
    last: FoundName | None = None
    for phrase, _ in found:
        name, tally = phrase.name, tallies[phrase.name]
        may_be_name = name not in common and not tally.is_against
        may_begin_sentence = bool(tally.weight_for) and not _NO_NAME_AT_START.search(name)
        is_listed = bool(
            last and last.is_likely and may_be_name and _LIST_BETWEEN.fullmatch(text, last.end, phrase.start)
        )
        is_likely = name in likely or is_listed
        if is_likely or (may_be_name and (tally.free or may_begin_sentence)):
            last = FoundName(phrase.start, phrase.end, name, is_likely)
            yield last
