"""The index of the search: files that a browser loads piece by piece, only as a query needs them.

There is one file of all words and names (`main.js`), and many small ones of places of words
(`words-N.js`) and of texts (`text-N.js`). A query loads the first once, then what its words need and
the texts of the hits that are shown; so it costs about the same for five essays and for five hundred.
What is left of a small index follows while nobody types, so that the next keys wait for no file.
Each file is a call of a function, so that it loads by a `<script>` from a folder on disk as well.

Why no library: Pagefind 1.5 writes other bytes in every run (its metadata and filters), takes a
tenth of a second for each record that Python hands it, finds no misspelt word and cannot be read
from `file://`. MiniSearch 7 keeps no positions of words, so phrases would need every text, and
loads its whole index at once: for 500 essays 4 MB of index, 4 MB of text and 400 MB of memory, with
queries of up to 180 ms. What a library would give is `docs/assets/scripts/search-query.js`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, islice
from operator import sub
from typing import Any

from edition.search import Record, Span

WORDS_SIZE = 16_000
"""Characters of one file of words' places, about; a word is never divided."""

WORDS_FILES = 250
"""About as many files of words there are at most; in a large index they are larger, not more.

A beginning of two letters may need a tenth of them, and a browser loads few at a time.
"""

TEXT_SIZE = 8_000
"""Characters of text in one file of texts, about; a record is never divided."""

_TOKEN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[^\W_]+(?:['’‘][^\W_]+)*")
_DROPPED = re.compile("[\u0300-\u036f,'’‘]")


@dataclass(slots=True)
class _Places:
    """The places of one word, as one list of numbers.

    For each record there is its number, a count and as many positions, each less the one before.
    One list for a word, not one for each record: millions of small lists would slow Python down.
    """

    records: int = 0
    last: int = 0
    flat: list[int] = field(default_factory=list)

    def add(self, record: int, positions: Sequence[int]) -> None:
        """Add the positions of the word in a record, which are in ascending order, as the records are.

        >>> places = _Places()
        >>> places.add(3, [1, 5])
        >>> places.add(7, [2])
        >>> places.flat
        [3, 2, 1, 4, 4, 1, 2]
        """
        self.flat += (record - self.last, len(positions), positions[0])
        self.flat += map(sub, islice(positions, 1, None), positions)
        self.records += 1
        self.last = record


def searched(text: str) -> list[str]:
    """Return the words of `text` as they are searched.

    Case, accents, apostrophes and the commas within numbers make no difference; a hyphen divides.
    The browser does the same: `tokens` in `docs/assets/scripts/edition.js`.

    >>> searched("Béla Kun’s 48,409 part-time men")
    ['bela', 'kuns', '48409', 'part', 'time', 'men']
    """
    return list(map(fold, _TOKEN.findall(text)))


def _starts(text: str) -> list[int]:
    return [match.start() for match in _TOKEN.finditer(text)]


@lru_cache(100_000)
def fold(word: str) -> str:
    """Return a word as it is searched."""
    return _DROPPED.sub("", unicodedata.normalize("NFD", word.lower()))


def files(records: Sequence[Record]) -> dict[str, str]:
    """Return the files of the index, by name: the same for the same records."""
    pages = {page: n for n, page in enumerate(dict.fromkeys((r.page, r.shown_in) for r in records))}
    postings, lengths, titles = _postings(records)
    terms = sorted(postings)
    places = [_numbers(postings[term].flat) for term in terms]
    words = _chunks(places, max(WORDS_SIZE, sum(map(len, places)) // WORDS_FILES))
    texts = _chunks((_json(_shown(record, pages)) for record in records), TEXT_SIZE)
    main = {
        "terms": " ".join(terms),
        "counts": [postings[term].records for term in terms],
        "words": [first for first, _ in words],
        "texts": [first for first, _ in texts],
        "kinds": [[kind, len(list(them))] for kind, them in groupby(record.kind for record in records)],
        "lengths": lengths,
        "titles": titles,
        "pages": list(pages),
        "entries": [[n, r.entity, _typed(r.names)] for n, r in enumerate(records) if r.names],
    }
    data = {f"words-{n}": chunk for n, (_, chunk) in enumerate(words)}
    data |= {f"text-{n}": chunk for n, (_, chunk) in enumerate(texts)}
    version = _version([_json(main), *data.values()])
    out = {f"{name}.js": _call(name, version, chunk) for name, chunk in data.items()}
    return {"main.js": _call("main", version, _json({"version": version, **main})), **out}


def _postings(records: Iterable[Record]) -> tuple[dict[str, _Places], list[int], list[int]]:
    """Return the places of all words, the length of each record and of its title, in words."""
    postings: dict[str, _Places] = defaultdict(_Places)
    lengths, titles = [], []
    for number, record in enumerate(records):
        title, text = searched(record.title), searched(record.text)
        for word, positions in _positions(record, title, text).items():
            postings[word].add(number, positions)
        lengths.append(len(title) + len(text))
        titles.append(len(title))
    return postings, lengths, titles


def _positions(record: Record, title: Sequence[str], text: Sequence[str]) -> dict[str, list[int]]:
    """Return the positions of each word of a record, and of those whom it names, in ascending order.

    A gap of one position divides title, text and names, so that no phrase runs across.
    """
    first = len(title) + 1 if title else 0
    names = [word for name in record.names for word in (*searched(name), "")]
    placed: dict[str, list[int]] = defaultdict(list)
    for offset, words in ((0, title), (first, text), (first + len(text) + 1, names)):
        for at, word in enumerate(words, offset):
            placed[word].append(at)
    placed.pop("", None)
    if record.about:
        for at, entity in sorted(_named(record.about, _starts(record.text))):
            placed[f"@{entity}"].append(first + at)
    return placed


def _named(about: Iterable[Span], starts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield whom and what a text names, each with the number of the first word that does."""
    for start, end, entity in about:
        at = bisect_left(starts, start)
        if at < len(starts) and starts[at] < end:
            yield at, entity


def _typed(names: Iterable[str]) -> list[str]:
    """Return names as they are compared with what is typed."""
    return list(dict.fromkeys(" ".join(searched(name)) for name in names))


def _shown(record: Record, pages: Mapping[tuple[str, str], int]) -> list[Any]:
    page = pages[record.page, record.shown_in]
    return [page, record.fragment, record.section, record.title, record.text]


def _chunks(items: Iterable[str], size: int) -> list[tuple[int, str]]:
    """Return items of JSON in lists of about `size` characters, each with its first item's number."""
    out: list[tuple[int, str]] = []
    held: list[str] = []
    first, length = 0, 0
    for number, item in enumerate(items):
        if held and length + len(item) > size:
            out.append((first, f"[{','.join(held)}]"))
            first, held, length = number, [], 0
        held.append(item)
        length += len(item)
    return [*out, (first, f"[{','.join(held)}]")]


def _numbers(numbers: list[int]) -> str:
    """Return numbers as JSON; there are too many lists of them for an encoder."""
    return str(numbers).replace(" ", "")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(data: object) -> str:
    """Return JSON that is safe within a script."""
    return _ENCODER.encode(data).replace("<", "\\u003c")


def _version(parts: Iterable[str]) -> str:
    """Return what tells this index from others, so that no browser mixes files of two."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _call(name: str, version: str, data: str) -> str:
    return f'edition.search.receive("{name}","{version}",{data});\n'
