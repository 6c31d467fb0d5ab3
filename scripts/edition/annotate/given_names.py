"""What stands beside a surname: given names, initials and titles, and whether they are those of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.text.words import word_set

TITLES = word_set(
    """
    mr messrs mrs ms miss madam madame mme mlle monsieur dr prof professor sir lord lady dame king queen
    prince princess emperor empress tsar tsarina czar kaiser sultan shah emir sheikh sheik imam ayatollah
    pope president premier chancellor chairman chairwoman minister secretary ambassador amb consul envoy
    governor gov mayor senator sen congressman representative rep deputy commissar commissioner director
    general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal private marshal
    admiral adm commander brigadier commodore judge justice bishop archbishop cardinal father brother sister
    saint st rabbi reverend rev comrade pm fm herr frau fraulein signor signora don dona senor senora pan
    pani citizen under vice acting assistant prime foreign field chief state count countess baron baroness
    duke duchess uncle aunt old young tunku tun pasha bey
    """
)
"""Words of titles, in lower case."""
_NEUTRAL_TITLES = word_set(
    """
    mr messrs mrs ms miss dr sir comrade citizen herr old young state
    """
)
"""Titles that say nothing of an office, so that many people have them."""
_FAMILY_TITLES = word_set(
    """
    father mother brother sister uncle aunt saint st chief under vice
    """
)
"""Titles that often stand before a given name of anybody."""
COMMON_GIVEN_NAMES = word_set(
    """
    Adam Albert Alexander Alfred Alice Allen Andrew Anna Anne Anthony Antonio Arthur August Barbara Benjamin
    Bernard Boris Carl Carlos Caroline Catherine Charles Charlotte Christian Christopher Clara Daniel David
    Diana Dmitri Donald Dorothy Edgar Edith Edward Eleanor Elena Elizabeth Emil Emily Emma Eric Ernest
    Eugene Eva Fanny Ferdinand Francis Francois Frank Franz Fred Frederick Friedrich Fritz Georg George
    Gerald Grace Gregory Gustav Hannah Hans Harold Harry Heinrich Helen Henri Henry Herbert Hermann Hugo Ida
    Igor Irene Isaac Ivan Jack Jacob Jacques James Jan Jane Jean Jenny Jessica Joan Johann John Jonathan
    Jose Josef Joseph Juan Julia Julian Julius Karl Kate Katherine Konstantin Laura Lawrence Leo Leon
    Leonard Lev Louis Louise Lucy Ludwig Luis Margaret Maria Marie Mark Martha Martin Mary Matthew Max
    Maurice Michael Michel Mikhail Nadezhda Natalia Natalya Nicholas Nicolas Nikolai Nina Olga Oliver Oscar
    Oskar Otto Patrick Paul Pauline Peter Philip Pierre Rachel Ralph Raymond Richard Robert Roger Ronald
    Rosa Rose Roy Rudolf Ruth Samuel Sara Sarah Sergei Simon Sofia Sophia Sophie Stanley Stephen Susan
    Svetlana Tatiana Theodor Theodore Thomas Vasily Vera Victor Victoria Viktor Vincent Virginia Vladimir
    Walter Wilhelm William Yuri
    """
)
ORDINARY_WORDS = word_set(
    """
    ball banks baker bell best bird bishop black bright brooks brown bush carter case church cook court
    cross day field ford fox frost good grace gray green grey hall hill hope house king knight law little
    long love march mason may miller page park power price reed rice rich rivers root rose sharp short small
    smith snow stone street strong summer swift taylor waters white winter wise wolf wood young
    """
)
"""Surnames that are also words; beside another capital they may be part of a name of something."""
_WORD = re.compile(r"(?:[A-Z]\.-?)+|[A-Z][\w'-]*\.?|of|the")
_SINGLE = re.compile(r"[A-Z]\.|[A-Z][\w'-]*")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
_INITIAL = re.compile(r"[A-Z]\.?")
_AFTER_COMMA = re.compile(r", ((?:[A-Z]\.[ -]?)+|[A-Z][a-z]+(?: [A-Z]\.)*)(?!\w| [A-Z])")
_MAX_WORDS = 8
"""Words before a surname that are looked at."""


def is_title_word(word: str) -> bool:
    """Return whether a word is one of a title, with or without a stop: `Mr.`, `Secretary`."""
    return word.rstrip(".").lower() in TITLES


@dataclass(frozen=True, slots=True)
class NameBefore:
    """What stands directly before a surname."""

    titles: tuple[str, ...]
    """The words of a title, in lower case and without stops."""
    given: tuple[str, ...]
    """Given names and initials."""
    start: int
    """Where the given names begin; the start of the surname if there are none."""

    @property
    def offices(self) -> frozenset[str]:
        """The words of the title that few people have."""
        return frozenset(self.titles) - _NEUTRAL_TITLES

    @property
    def has_office(self) -> bool:
        """Whether the title is one with which a known person is also called by the given name alone."""
        return bool(self.offices - _FAMILY_TITLES) and not self.given


def read_name_before(text: str, start: int) -> NameBefore:
    """Return the titles and given names, which are capitalised words, before the surname at `start`."""
    words = list(_words_before(text, start))[::-1]
    singles = [(word[0], begin + word.start()) for part, begin in words for word in _SINGLE.finditer(part)]
    is_title = [is_title_word(word) for word, _ in singles]
    first_given = max((at + 1 for at, title in enumerate(is_title) if title), default=0)
    given = singles[first_given:]
    return NameBefore(
        tuple(word.lower().rstrip(".") for (word, _), title in zip(singles, is_title, strict=True) if title),
        tuple(word for word, _ in given),
        given[0][1] if given else start,
    )


def _words_before(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the words of titles and given names before a surname, with their places, the last word first."""
    end = start
    for _ in range(_MAX_WORDS):
        if text[end - 1 : end] != " " or end < 2:
            return
        begin = max(text.rfind(space, max(0, end - 30), end - 1) for space in " \n") + 1
        word = text[begin : end - 1]
        opening = len(word) - len(word.lstrip("([\"'"))
        word, begin = word[opening:], begin + opening
        ends_sentence = word.endswith(".") and not (is_title_word(word) or _INITIALS.fullmatch(word))
        if ends_sentence or not _WORD.fullmatch(word):
            return
        yield word, begin
        if opening:
            return
        end = begin


def given_name_after(text: str, end: int) -> tuple[tuple[str, ...], int]:
    """Return the given names of an inverted name (`Marlow, Ada`) and where they end."""
    match = _AFTER_COMMA.match(text, end)
    if not match:
        return (), end
    return tuple(re.findall(r"[A-Z]\.|[A-Z][a-z]+", match[1])), end + len(match[0].rstrip(" -"))


def are_given_names(words: Sequence[str], own: Sequence[str]) -> bool:
    """Return whether words are the given names `own`, some of them perhaps left out or only initials."""
    rest = list(own)
    for word in words:
        at = next((i for i, name in enumerate(rest) if _is_same(word, name)), None)
        if at is None:
            return False
        rest = rest[at + 1 :]
    return bool(words)


def may_be_misspelt(word: str, own: Sequence[str]) -> bool:
    """Return whether a given name may be one of `own`, spelt differently or cut short: `Alf`, `Alfred`."""
    return any(len(name) > 2 and word[:3] == name[:3] for name in own)


def _is_same(word: str, name: str) -> bool:
    if _INITIAL.fullmatch(name):  # a word that begins so may be any, as `If` in `If Marlow` for `I. Marlow`
        return word[0] == name[0] and (word in COMMON_GIVEN_NAMES or bool(_INITIAL.fullmatch(word)))
    return word == name or (bool(_INITIAL.fullmatch(word)) and word[0] == name[0].upper())
