"""The words of a text, in the form in which they are searched.

The browser divides and folds texts in the same way: `docs/assets/scripts/search-words.js`. The tests
compare the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Accents and other marks that follow a letter, as e by U+0301."""

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Soft hyphens, joiners, marks of direction and the like, which may be anywhere in a word."""

_APOSTROPHES = "'’‘‛ʼ＇"
_SPACES = " \u00a0\u2009\u202f"

_SCRIPTS_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean: there each character is a word, and what is
typed is a phrase, since no spaces say where words begin."""

_LETTER = f"(?:[^\\W_{_SCRIPTS_WITHOUT_SPACES}][{_MARKS}{_INVISIBLE}]*)"
_INITIAL = f"(?![0-9]){_LETTER}"
_TOKEN = re.compile(
    "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
    "|[\u1100-\u115f][\u1160-\u11a7]+[\u11a8-\u11ff]?"
    f"|[{_SCRIPTS_WITHOUT_SPACES}][\u3099\u309a\uff9e\uff9f]?"
    # U.S.S.R. is one word, and so are the initials of J. V. Stalin
    f"|{_INITIAL}(?:(?:\\.{_INITIAL})+|(?:\\.[{_SPACES}]{_INITIAL}(?=\\.))+)(?!{_LETTER})"
    f"|{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*"
)
_IGNORED = re.compile(f"[{_MARKS}{_INVISIBLE}{_SPACES},.]")
_COMPATIBILITY = re.compile(
    "[\u0132\u0133\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2160-\u2188\ufb00-\ufdff\ufe70-\ufefc\uff00-\uffef"
    "\U0001d400-\U0001d7ff]+"
)
"""Ligatures, letters in other widths and styles, and numerals that are written as letters."""

_SPELT_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
    | dict.fromkeys(_APOSTROPHES, "'")
)
_ELIDED = re.compile("(?:l|d|qu|jusqu|lorsqu|puisqu|quelqu|all|dall|dell|nell|quell|sull|un)'(?=[aeiouh])")
"""An article or preposition that has lost its vowel, as in l’Humanité."""

_YEAR = re.compile("[12][0-9]{3}")
_SHORT_YEAR = re.compile("[0-9]{2}")
_BETWEEN_YEARS = re.compile(f"[-‐‑–—/][{_APOSTROPHES}]?")
_MORE_DIGITS = re.compile("[-‐‑–—/][0-9]")


class Token(NamedTuple):
    """A word of a text in the form in which it is searched, and where it starts in code points."""

    word: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` with their positions.

    The last year of 1930–39 is written out, as in 1930–1939.
    """
    year, year_end = "", 0
    for match in _TOKEN.finditer(text):
        word, (start, end) = fold_word(match[0]), match.span()
        if year and _SHORT_YEAR.fullmatch(word) and year[2:] < word:
            between = _BETWEEN_YEARS.fullmatch(text, year_end, start)
            if between and not _MORE_DIGITS.match(text, end):
                word = year[:2] + word
        yield Token(word, start)
        year, year_end = (word, end) if _YEAR.fullmatch(word) else ("", 0)


def search_tokens(text: str) -> list[str]:
    """Return the words of `text` in the form in which they are searched.

    Case, accents, apostrophes, the dots of initials and the commas within numbers are ignored; a hyphen
    separates words.

    >>> search_tokens("Béla Kun’s 48,409 part-time men in the U.S.S.R., 1919–21")
    ['bela', 'kuns', '48409', 'part', 'time', 'men', 'in', 'the', 'ussr', '1919', '1921']
    """
    return [token.word for token in tokens(text)]


@lru_cache(100_000)
def fold_word(word: str) -> str:
    """Return a word without case, accents and apostrophes; only that of an elision stays.

    >>> fold_word("Œuvres"), fold_word("don’t"), fold_word("L’Humanité")
    ('oeuvres', 'dont', "l'humanite")
    """
    plain = _COMPATIBILITY.sub(lambda found: unicodedata.normalize("NFKD", found[0]), word)
    letters = _IGNORED.sub("", unicodedata.normalize("NFD", plain.lower())).translate(_SPELT_OUT)
    rest = without_elision(letters)
    return letters[: len(letters) - len(rest)] + rest.replace("'", "")


def without_elision(word: str) -> str:
    """Return a folded word without an article or preposition that has lost its vowel.

    >>> without_elision("l'humanite")
    'humanite'
    """
    elided = _ELIDED.match(word)
    return word[elided.end() :] if elided else word
