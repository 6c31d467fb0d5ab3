"""Capitalised phrases of a text, cut to what may be the name of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from edition.annotate.folding import fold_letters
from edition.editing.names.vocabulary import (
    FUNCTION_WORDS,
    GIVEN_NAMES,
    PEOPLES,
    SURNAME_WORDS,
    THING_WORDS,
    TITLE_WORDS,
)
from edition.text.rule import find_urls, overlaps
from edition.text.words import word_set

CAPITAL = "".join(letter for letter in map(chr, range(0x41, 0x250)) if letter.isupper())
"""The capitals of the Latin alphabets."""
_LETTER = r"[^\W\d_]"
_INITIAL = rf"[{CAPITAL}][a-z]?\.(?:\ ?-?[{CAPITAL}]\.)*"
_PARTICLE = (
    r"(?:van\ der|van\ den|von\ der|de\ la|van|von|de|del|della|di|da|du|der|den|ter|ten|zu"
    r"|ibn|bin|ben|el|al|y)"
)
_JOINED_PARTICLE = rf"(?:al|el|ad|as|ar|an|ul|ur)-[{CAPITAL}]{_LETTER}+"
_WORD = rf"[{CAPITAL}](?:['’][{CAPITAL}])?{_LETTER}+(?:[’'-][{CAPITAL}]{_LETTER}+|-{_LETTER}+)*"
_PART = rf"(?:{_INITIAL}|{_WORD}|{_JOINED_PARTICLE})"
_PHRASE = re.compile(
    rf"(?<![\w’'@-])(?:{_INITIAL}\ ?)?{_WORD}(?:\ (?:{_PARTICLE}\ (?=[{CAPITAL}]))?{_PART}(?![\w]))*(?!@)"
)
_ENDING = re.compile(r"(?:[’']s|[’'-])$")
_DEMONYM = re.compile(
    r"(?:ism|isms|(?<![qk][vu])ists?|(?:[ei]an|ican|ccan|skan|exan|uban|itan|betan)s?|ish|ese|ites?|ics?|ity|tions?"
    r"|ments?|ness|ship|land)$"
)
_ABBREVIATION = re.compile(
    r"[A-Z]{2}(?!['’])|(?!(?:Mc|Mac|Fitz|De|Di|Du|La|Le|Van|Von|Al|El|O)[A-Z][a-z]+$)[A-Z][a-z]+[A-Z]"
)
"""`NATO`, `DepSec`, but not `McCall`."""
_LABELLED = re.compile(rf"[{CAPITAL}]\.\ {_WORD}$")
_WEAK_TITLES = word_set("st state under old young field foreign pan vice acting assistant prime chief")
"""Words of titles that say nothing by themselves: `the Old Mill`, `State Press`."""
_ASIAN = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")
"""The given name that comes last: `Chiang Kai-shek`."""
_ARABIC = frozenset({"Ibn", "Abu", "Abd"})
_MAX_WORDS = 6
"""Words in the longest name."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What may be a name: `text[start:end]`."""

    start: int
    end: int
    words: tuple[str, ...]
    has_title: bool = False
    """Whether a title stands directly before it: `Secretary`, `Mr.`"""

    @property
    def name(self) -> str:
        """The name, without a possessive ending."""
        return " ".join(self.words)

    is_labelled: bool = False
    """Whether it begins a line with a single letter, which may number the line: `B. Outstanding`."""

    @property
    def looks_full(self) -> bool:
        """Whether it has the form of a full name: a given name, an initial or a particle comes first."""
        *first, last = self.words
        if not first or self.is_labelled:
            return False
        if is_given_name(first[0]):
            return True
        if is_demonym(last):
            return False
        has_initial = any(re.fullmatch(_INITIAL, word) for word in first)
        has_particle = any(re.fullmatch(_PARTICLE, word) for word in first[1:])
        has_joined = any(re.fullmatch(_JOINED_PARTICLE, word) for word in self.words[1:])
        return (
            has_initial or has_particle or has_joined or first[0] in _ARABIC or bool(_ASIAN.fullmatch(last))
        )


def is_given_name(word: str) -> bool:
    """Return whether a word is a known given name, or two joined by a hyphen, with or without accents."""
    return fold_letters(word).split("-")[0] in GIVEN_NAMES


def is_demonym(word: str) -> bool:
    """Return whether a word has the form of a people, a doctrine or an abstraction: `Prussian`, `Marxism`."""
    if word.lower() in PEOPLES or any(part.lower() in PEOPLES for part in word.split("-")):
        return True
    return len(word) > 4 and not is_given_name(word) and bool(_DEMONYM.search(word))


def find_phrases(text: str) -> Iterator[Phrase]:
    """Yield the capitalised phrases of a text that may be names, in order; those in web addresses are not."""
    urls = find_urls(text)
    for match in _PHRASE.finditer(text):
        if not overlaps(urls, *match.span()):
            for phrase in _cut(match[0], match.start()):
                is_labelled = _LABELLED.match(phrase.name) and text[phrase.start - 1 : phrase.start] in "\n"
                yield replace(phrase, is_labelled=True) if is_labelled else phrase


@dataclass(slots=True)
class _Part:
    """A part of a phrase between words that belong to no name."""

    start: int
    words: list[str]
    has_title: bool = False


def _cut(phrase: str, start: int) -> Iterator[Phrase]:
    """Yield the parts of a phrase that may be names, without titles and words that only begin a sentence.

    Beside a word that things are called by, a single word is no name: `Daily Mail`.
    """
    parts = [_Part(start, [])]
    names_thing = False
    at = start
    words = phrase.split(" ")
    for number, word in enumerate(words, 1):
        bare = _ENDING.sub("", word)
        at += len(word) + 1
        is_title = bare.rstrip(".").lower() in TITLE_WORDS
        is_thing = _is_thing(bare) and not (is_title and number < len(words))
        if is_thing and number == len(words) and _may_be_surname(bare, parts[-1]):
            is_thing = False
        names_thing = names_thing or is_thing
        if is_thing or is_title or bare.lower() in FUNCTION_WORDS:
            parts.append(_Part(at, [], is_title and bare.rstrip(".").lower() not in _WEAK_TITLES))
        else:
            parts[-1].words.append(bare)
            if bare != word:
                parts.append(_Part(at, []))
    for part in parts:
        if part.words and (len(part.words) > names_thing or part.has_title):
            yield from _trimmed(part)


_NOT_INITIALS = word_set("U.S. U.N. U.K. U.S.S.R. E.U. D.C. V.P. P.M. A.M. N.B.")


def _is_thing(word: str) -> bool:
    return word in _NOT_INITIALS or word.lower() in THING_WORDS or bool(_ABBREVIATION.match(word))


def _may_be_surname(word: str, part: _Part) -> bool:
    """Return whether a word for a thing is a surname, because a given name or a title is before it."""
    if word.lower() not in SURNAME_WORDS:
        return False
    return part.has_title if not part.words else all(map(is_given_name, part.words))


def _trimmed(part: _Part) -> Iterator[Phrase]:
    """Yield a name, unless it is only initials or particles, or a word for a people or a doctrine."""
    words = part.words
    while words and re.fullmatch(_PARTICLE, words[-1]):
        words = words[:-1]
    if not words or len(words) > _MAX_WORDS or "." in words[-1]:
        return
    if len(words) == 1 and re.search(r"-[a-z]", words[0]) and words[0][2:3] != "-":
        return
    if not any((len(word) > 2 and word[0].isupper() and "." not in word) or "-" in word for word in words):
        return
    has_more = part.has_title or len(words) > 1
    if any(is_demonym(word) for word in (words[:-1] if has_more else words)):
        return
    name = " ".join(words)
    yield Phrase(part.start, part.start + len(name), tuple(words), part.has_title)
