"""The words and names of the index; of many words, a browser loads only those that a query may be about.

Each essay that is not like the others brings words that are new: 500 have about 77,000 terms, and the names
of 4,900 dates, which would be 350 kB for a reader's first query. They are divided among three kinds of
files, and `main.js` has only with what each file begins:

- `terms-N.js`: terms in order, each with the number of records that have it, and those terms with an
  apostrophe of which another form would be among these;
- `tails-N.js`: all terms by what follows their second letter, for a typed word that is wrong before it;
- `names-N.js`: the entries of people by each word of their names, and of dates by each name.

What a browser loads of them, and when, is in `docs/assets/scripts/search-dictionary.js`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple, TypeVar

from edition.search.batches import batches
from edition.search.index_parts import script_json
from edition.search.record import RecordKind
from edition.search.words import without_elision

Item = TypeVar("Item")

MANY_TERMS = 10_000
"""With more terms, the dictionary is divided."""

TERMS_IN_FILE = 1_000
NAMES_IN_FILE = 100

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ORDINAL = re.compile("^([0-9]+)(?:st|nd|rd|th)$")


class NamedEntry(NamedTuple):
    """The entry of a person or date; the names are folded."""

    record: int
    entity: str
    names: Sequence[str]
    length: int
    title_length: int
    kind: RecordKind


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The terms and names of an index, in the form in which a browser reads them."""

    main: Mapping[str, object]
    """What `main.js` has of them."""
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The other files as JSON, by their kind; none if the dictionary is not divided."""


def make_dictionary(
    counts: Mapping[str, int], entries: Sequence[NamedEntry], has_lengths: bool
) -> Dictionary:
    """Return the dictionary of the terms in `counts`, which are in order, with the numbers of their records.

    `has_lengths` says whether entries must have the lengths of their records; if they are divided, they do.
    """
    if len(counts) > MANY_TERMS:
        return _divided(counts, entries)
    return Dictionary(
        {
            "terms": front_coded(counts),
            "counts": [*counts.values()],
            "entries": [entry[: 5 if has_lengths else 3] for entry in entries],
        }
    )


def _divided(counts: Mapping[str, int], entries: Sequence[NamedEntry]) -> Dictionary:
    terms = _batches(list(counts), TERMS_IN_FILE)
    tails = _batches(sorted(_turned(counts)), TERMS_IN_FILE)
    names = _batches(sorted(_keys(entries)), NAMES_IN_FILE)
    firsts = [file[0] for file in terms]
    main = {
        "termsInFile": TERMS_IN_FILE,
        "longestName": max((len(_normal(name)) for entry in entries for name in entry.names), default=0),
        "firsts": {
            "terms": firsts,
            "tails": [file[0] for file in tails],
            "names": [file[0][0] for file in names],
        },
    }
    others = _other_forms(counts, firsts)
    rows = _rows(counts, entries)
    return Dictionary(
        main,
        {
            "terms": [
                script_json([front_coded(file), [counts[term] for term in file], more])
                for file, more in zip(terms, others, strict=True)
            ],
            "tails": [script_json(front_coded(file)) for file in tails],
            "names": [script_json([rows[n] for n in sorted({n for _, n in file})]) for file in names],
        },
    )


def _batches(items: Iterable[Item], size: int) -> list[list[Item]]:
    return list(batches(items, lambda _: 1, size))


def _rows(counts: Mapping[str, int], entries: Iterable[NamedEntry]) -> list[list[object]]:
    """Return what a browser needs of each entry: its number, its fields, and number and count of its term."""
    numbers = {term: number for number, term in enumerate(counts) if term[0] == "@"}
    terms = (f"@{entry.entity}" for entry in entries)
    known = ([numbers[term], counts[term]] if term in numbers else [] for term in terms)
    return [[n, *entry[:5], *term] for n, (entry, term) in enumerate(zip(entries, known, strict=True))]


def front_coded(terms: Iterable[str]) -> str:
    """Return terms in order, each after a digit that says how many letters it shares with the one before.

    The digit is one of 36.

    >>> front_coded(["crane", "cranes", "crate"])
    '0crane 5s 3te'
    """
    before, coded = "", []
    for term in terms:
        shared = min(_shared(before, term), len(_DIGITS) - 1)
        coded.append(_DIGITS[shared] + term[shared:])
        before = term
    return " ".join(coded)


def _shared(before: str, term: str) -> int:
    """Return how many characters two words share that a browser counts as one each."""
    pairs = zip(before, term, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] < "\U00010000", pairs))


def _other_forms(counts: Mapping[str, int], firsts: Sequence[str]) -> list[list[tuple[int, str, int]]]:
    """Return for each file the terms with an apostrophe that stand for a word in it: l'humanite for humanite.

    They have their number and count.
    """
    others: list[dict[int, tuple[int, str, int]]] = [{} for _ in firsts]
    for number, (term, count) in enumerate(counts.items()):
        for form in _without_apostrophe(term) if "'" in term else ():
            others[max(0, bisect_right(firsts, form) - 1)][number] = (number, term, count)
    return [[*terms.values()] for terms in others]


def _without_apostrophe(word: str) -> set[str]:
    return {without_elision(word), word.replace("'", "")}


def _turned(terms: Iterable[str]) -> Iterator[str]:
    """Yield each word with its first two letters at its end, if a browser counts each as one character."""
    return (term[2:] + term[:2] for term in terms if term[0] != "@" and max(term[:2]) < "\U00010000")


def _keys(entries: Iterable[NamedEntry]) -> set[tuple[str, int]]:
    """Return by what each entry can be found: a person by each word of the names, a date by each name."""
    return {
        (key, number)
        for number, entry in enumerate(entries)
        for name in entry.names
        for form in _name_forms(name, entry.kind)
        for key in (form, *_without_apostrophe(form))
        if key
    }


def _name_forms(name: str, kind: RecordKind) -> set[str]:
    words, normal = name.split(" "), _normal(name)
    return {*words, *normal} if kind == "person" else {name, " ".join(normal)}


def _normal(name: str) -> list[str]:
    """Return the words of a name as they are compared (`nameOf` in search-index.js), but as they are spelt.

    >>> _normal("the 25th of j v s")
    ['the', '25', 'of', 'jvs']
    """
    words: list[str] = []
    after_initial = False
    for word in name.split(" "):
        is_initial = len(word) == 1
        if is_initial and after_initial:
            words[-1] += word
        else:
            words.append(_ORDINAL.sub(r"\1", word))
        after_initial = is_initial
    return words
