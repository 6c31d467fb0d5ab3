"""The search index: files that a browser loads one by one, as a query needs them.

One file has all terms and names (`main.js`); many small ones have the postings of the terms
(`words-N.js`) and the texts of the records (`text-N.js`). A query loads `main.js` once, then the
postings of its terms and the texts of the results that are shown; so it costs about the same for
five essays and for five hundred. The rest of a small index is loaded while the reader is not typing,
so that later queries need not wait. Each file is a function call, so that a `<script>` can load it
from a folder on disk, too.

Why no library: Pagefind 1.5 writes different bytes in every run (its metadata and filters), takes a
tenth of a second per record that it gets from Python, does not tolerate misspellings and cannot be
loaded from `file://`. MiniSearch 7 stores no positions, so that phrases would need every text, and
loads its whole index at once: for 500 essays, 4 MB of index, 4 MB of text and 400 MB of memory, with
queries of up to 180 ms. What a library would provide is in `docs/assets/scripts/search-query.js`.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, islice
from operator import sub
from typing import Any

from edition.search.record import EntitySpan, Record
from edition.search.words import Token, search_tokens, tokens

WORDS_SIZE = 16_000
"""The approximate size of a file of postings, in characters; the postings of a term stay together."""

MAX_WORDS_FILES = 250
"""The approximate maximum number of files of postings; a larger index has larger files instead.

A prefix of two letters may need a tenth of them, and a browser loads only a few at a time.
"""

TEXT_SIZE = 8_000
"""The approximate size of a file of texts, in characters; a record is never divided."""


EXAMPLES = {"person": 3, "date": 2}
"""How many entries of each kind are offered as examples of what can be searched."""


@dataclass(slots=True)
class _Postings:
    """The occurrences of one term, delta-encoded in one list of numbers.

    For each record the list has the record's number, the count of positions, and the positions;
    numbers and positions are given as differences from the preceding ones. A list per term and
    record would be simpler, but millions of small lists are slow in Python.
    """

    record_count: int = 0
    last_record: int = 0
    numbers: list[int] = field(default_factory=list)

    def add(self, record: int, positions: Sequence[int]) -> None:
        """Add the ascending positions of the term in a record; records are added in ascending order.

        >>> postings = _Postings()
        >>> postings.add(3, [1, 5])
        >>> postings.add(7, [2])
        >>> postings.numbers
        [3, 2, 1, 4, 4, 1, 2]
        """
        self.numbers += (record - self.last_record, len(positions), positions[0])
        self.numbers += map(sub, islice(positions, 1, None), positions)
        self.record_count += 1
        self.last_record = record


def index_files(records: Sequence[Record]) -> dict[str, str]:
    """Return the files of the index, by name. The same records give the same bytes."""
    pages = {page: n for n, page in enumerate(dict.fromkeys((r.page, r.shown_in) for r in records))}
    postings, lengths, title_lengths = _collect_postings(records)
    terms = sorted(postings)
    encoded = [_numbers_json(postings[term].numbers) for term in terms]
    words = _chunks(encoded, max(WORDS_SIZE, sum(map(len, encoded)) // MAX_WORDS_FILES))
    texts = _chunks((_json(_result(record, pages)) for record in records), TEXT_SIZE)
    main = {
        "terms": " ".join(terms),
        "counts": [postings[term].record_count for term in terms],
        "words": [first for first, _ in words],
        "texts": [first for first, _ in texts],
        "kinds": [[kind, len(list(group))] for kind, group in groupby(record.kind for record in records)],
        "lengths": lengths,
        "titles": title_lengths,
        "pages": list(pages),
        "examples": [*_examples(records, postings)],
        "entries": [[n, r.entity, _folded_names(r.names)] for n, r in enumerate(records) if r.names],
    }
    data = {f"words-{n}": chunk for n, (_, chunk) in enumerate(words)}
    data |= {f"text-{n}": chunk for n, (_, chunk) in enumerate(texts)}
    version = _version([_json(main), *data.values()])
    files = {f"{name}.js": _call(name, version, chunk) for name, chunk in data.items()}
    return {"main.js": _call("main", version, _json({"version": version, **main})), **files}


def _collect_postings(records: Iterable[Record]) -> tuple[dict[str, _Postings], list[int], list[int]]:
    """Return the postings of all terms, and the length of each record and of its title, in words."""
    postings: dict[str, _Postings] = defaultdict(_Postings)
    lengths, title_lengths = [], []
    for number, record in enumerate(records):
        title, text = _tokens(record.title), _tokens(record.text)
        for term, positions in _positions(record).items():
            postings[term].add(number, positions)
        lengths.append(len(title) + len(text))
        title_lengths.append(len(title))
    return postings, lengths, title_lengths


@lru_cache(5_000)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text. They are remembered, because a note has the words of its entry."""
    return tuple(tokens(text))


_GAP = Token("", 0)


@lru_cache(5_000)
def _positions(record: Record) -> Mapping[str, Sequence[int]]:
    """Return the ascending positions of each term in a record; an entity's term is `@` and its id.

    A gap of one position separates title, text and names, so that no phrase spans two of them. What was
    found is remembered for the next build of a site that is being edited.
    """
    title, text = _tokens(record.title), _tokens(record.text)
    text_start = len(title) + 1 if title else 0
    names = [token for name in record.names for token in (*tokens(name), _GAP)]
    positions: dict[str, list[int]] = defaultdict(list)
    for start, found in ((0, title), (text_start, text), (text_start + len(text) + 1, names)):
        for position, token in enumerate(found, start):
            positions[token.word].append(position)
    positions.pop("", None)
    if record.about:
        for position, entity in sorted(_entity_positions(record.about, [token.start for token in text])):
            positions[f"@{entity}"].append(text_start + position)
    return dict(positions)


def _entity_positions(about: Iterable[EntitySpan], starts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the number of the first token of each entity span, and the entity's id."""
    for start, end, entity in about:
        position = bisect_left(starts, start)
        if position < len(starts) and starts[position] < end:
            yield position, entity


def _examples(records: Sequence[Record], postings: Mapping[str, _Postings]) -> Iterator[str]:
    """Yield what readers may search for: the people and dates that most records mention, and a heading."""

    def mentions(record: Record) -> int:
        term = f"@{record.entity}"
        return postings[term].record_count if term in postings else 0

    for kind, count in EXAMPLES.items():
        mentioned = (record for record in records if record.kind == kind and mentions(record))
        for record in sorted(mentioned, key=mentions, reverse=True)[:count]:
            yield record.title.partition(": ")[0]
    headings = (r.title for r in records if r.kind in ("essay", "digest") and r.fragment and r.title)
    yield from (f"“{title}”" for title in islice(headings, 1))


def _folded_names(names: Iterable[str]) -> list[str]:
    """Return the names in the form in which they are compared with a query, without duplicates."""
    return list(dict.fromkeys(" ".join(search_tokens(name)) for name in names))


def _result(record: Record, pages: Mapping[tuple[str, str], int]) -> list[Any]:
    """Return the fields of a record that the browser shows as a result."""
    page = pages[record.page, record.shown_in]
    return [page, record.fragment, record.section, record.title, record.text]


def _chunks(items: Iterable[str], size: int) -> list[tuple[int, str]]:
    """Join JSON items into JSON arrays of about `size` characters.

    Return each array with the number of its first item.
    """
    chunks: list[tuple[int, str]] = []
    chunk: list[str] = []
    first, length = 0, 0
    for number, item in enumerate(items):
        if chunk and length + len(item) > size:
            chunks.append((first, f"[{','.join(chunk)}]"))
            first, chunk, length = number, [], 0
        chunk.append(item)
        length += len(item)
    return [*chunks, (first, f"[{','.join(chunk)}]")]


def _numbers_json(numbers: list[int]) -> str:
    """Return numbers as JSON, faster than an encoder, which matters for this many lists."""
    return str(numbers).replace(" ", "")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(data: object) -> str:
    """Return `data` as JSON that is safe in an HTML script element."""
    return _ENCODER.encode(data).replace("<", "\\u003c")


def _version(parts: Iterable[str]) -> str:
    """Return a hash of the index, with which the browser notices files of another index."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _call(name: str, version: str, data: str) -> str:
    return f'edition.search.receive("{name}","{version}",{data});\n'
