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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, islice
from operator import sub

from edition.search.record import EntitySpan, Record, RecordKind
from edition.search.words import Token, search_tokens, tokens

WORDS_SIZE = 16_000
"""The approximate size of a file of postings, in characters; the postings of a term stay together."""

MAX_WORDS_FILES = 250
"""The approximate maximum number of files of postings; a larger index has larger files instead.

A prefix of two letters may need a tenth of them, and a browser loads only a few at a time.
"""

TEXT_SIZE = 8_000
"""The approximate size of a file of texts, in characters; a record is never divided."""


EXAMPLES: dict[RecordKind, int] = {"person": 3, "date": 2}
"""How many entries of each kind are offered as examples of what can be searched."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of one term in some consecutive records, delta-encoded.

    For each record there are its number, the count of positions, and the positions; numbers and positions
    are given as differences from the preceding ones, the number of the first record counted from the first of
    all these records.
    """

    first: int
    """The first of the numbers."""
    others: bytes
    """The other numbers in decimal, each after a comma: as one value, they need a tenth of the memory."""
    last: int
    """The number of the last record that has the term."""
    record_count: int


@dataclass(frozen=True, slots=True)
class IndexPart:
    """What the index needs of some consecutive records: those of a page, for example."""

    places: Mapping[str, _Places]
    """The places of each term."""
    results: Sequence[tuple[str, str, str]]
    """For each record the address and the title of its page, and its other fields as JSON."""
    kinds: Sequence[RecordKind]
    lengths: Sequence[int]
    """The length of each record, in words."""
    title_lengths: Sequence[int]
    entries: Sequence[tuple[int, str, list[str]]]
    """Number, id and folded names of each record that is the entry of a person or date."""
    examples: Sequence[tuple[RecordKind, str, str]]
    """Kind, id and title of each record that may be an example of what can be searched."""
    heading: str
    """The first heading of a section; empty if there is none."""


def index_files(records: Sequence[Record]) -> dict[str, str]:
    """Return the files of the index, by name. The same records give the same bytes."""
    return merge_parts([index_part(records)])


def index_part(records: Sequence[Record]) -> IndexPart:
    """Return what the index needs of `records`."""
    numbers: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = {}
    counts: Counter[str] = Counter()
    lengths, title_lengths = [], []
    for number, record in enumerate(records):
        title, text = _tokens(record.title), _tokens(record.text)
        for term, positions in _positions(record, title, text).items():
            numbers[term] += (number - last.get(term, 0), len(positions), positions[0])
            numbers[term] += map(sub, islice(positions, 1, None), positions)
            last[term] = number
            counts[term] += 1
        lengths.append(len(title) + len(text))
        title_lengths.append(len(title))
    headings = (r.title for r in records if r.kind in ("essay", "digest") and r.fragment and r.title)
    return IndexPart(
        {term: _places(found, last[term], counts[term]) for term, found in numbers.items()},
        [(record.page, record.shown_in, _result(record)) for record in records],
        [record.kind for record in records],
        lengths,
        title_lengths,
        [(n, record.entity, _folded_names(record.names)) for n, record in enumerate(records) if record.names],
        [(record.kind, record.entity, record.title) for record in records if record.kind in EXAMPLES],
        next(headings, ""),
    )


def _places(numbers: Sequence[int], last: int, record_count: int) -> _Places:
    """Return the places of a term.

    >>> _places([3, 2, 1, 4, 4, 1, 2], 7, 2)
    _Places(first=3, others=b',2,1,4,4,1,2', last=7, record_count=2)
    """
    # faster than an encoder or a loop, which matters for this many lists
    others = str(numbers[1:]).replace(" ", "")[1:-1]
    return _Places(numbers[0], f",{others}".encode("ascii"), last, record_count)


@dataclass(slots=True)
class _Postings:
    """The places of a term in all records."""

    record_count: int = 0
    last: int = 0
    numbers: bytearray = field(default_factory=bytearray)

    def add(self, places: _Places, base: int) -> None:
        """Add the places in the records that begin with the one numbered `base`."""
        self.numbers += b",%d" % (base + places.first - self.last) + places.others
        self.last = base + places.last
        self.record_count += places.record_count


def merge_parts(parts: Iterable[IndexPart]) -> dict[str, str]:
    """Return the files of the index of all records, by name; `parts` have them in order."""
    postings: dict[str, _Postings] = defaultdict(_Postings)
    pages: dict[tuple[str, str], int] = {}
    results: list[str] = []
    kinds: list[RecordKind] = []
    lengths: list[int] = []
    title_lengths: list[int] = []
    entries: list[tuple[int, str, list[str]]] = []
    examples: list[tuple[RecordKind, str, str]] = []
    heading = ""
    for part in parts:
        base = len(results)
        for term, places in part.places.items():
            postings[term].add(places, base)
        for page, title, fields in part.results:
            results.append(f"[{pages.setdefault((page, title), len(pages))},{fields}")
        entries += [(base + number, entity, names) for number, entity, names in part.entries]
        kinds += part.kinds
        lengths += part.lengths
        title_lengths += part.title_lengths
        examples += part.examples
        heading = heading or part.heading
    terms = sorted(postings)
    encoded = [f"[{postings[term].numbers[1:].decode('ascii')}]" for term in terms]
    words = _chunks(encoded, max(WORDS_SIZE, sum(map(len, encoded)) // MAX_WORDS_FILES))
    texts = _chunks(results, TEXT_SIZE)
    main = {
        "terms": " ".join(terms),
        "counts": [postings[term].record_count for term in terms],
        "words": [first for first, _ in words],
        "texts": [first for first, _ in texts],
        "kinds": [[kind, len(list(group))] for kind, group in groupby(kinds)],
        "lengths": lengths,
        "titles": title_lengths,
        "pages": list(pages),
        "examples": [*_examples(examples, postings), *([f"“{heading}”"] if heading else [])],
        "entries": entries,
    }
    data = {f"words-{n}": chunk for n, (_, chunk) in enumerate(words)}
    data |= {f"text-{n}": chunk for n, (_, chunk) in enumerate(texts)}
    version = _version([_json(main), *data.values()])
    files = {f"{name}.js": _call(name, version, chunk) for name, chunk in data.items()}
    return {"main.js": _call("main", version, _json({"version": version, **main})), **files}


@lru_cache(5_000)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text. They are remembered, because a note has the words of its entry."""
    return tuple(tokens(text))


_GAP = Token("", 0)


def _positions(record: Record, title: Sequence[Token], text: Sequence[Token]) -> Mapping[str, Sequence[int]]:
    """Return the ascending positions of each term in a record; an entity's term is `@` and its id.

    A gap of one position separates title, text and names, so that no phrase spans two of them.
    """
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


def _examples(
    records: Sequence[tuple[RecordKind, str, str]], postings: Mapping[str, _Postings]
) -> Iterator[str]:
    """Yield what readers may search for: the people and dates that most records mention."""

    def mentions(record: tuple[RecordKind, str, str]) -> int:
        term = f"@{record[1]}"
        return postings[term].record_count if term in postings else 0

    for kind, count in EXAMPLES.items():
        mentioned = (record for record in records if record[0] == kind and mentions(record))
        for _, _, title in sorted(mentioned, key=mentions, reverse=True)[:count]:
            yield title.partition(": ")[0]


def _folded_names(names: Iterable[str]) -> list[str]:
    """Return the names in the form in which they are compared with a query, without duplicates."""
    return list(dict.fromkeys(" ".join(search_tokens(name)) for name in names))


def _result(record: Record) -> str:
    """Return the fields of a record that the browser shows as a result, as the end of a JSON array."""
    return _json([record.fragment, record.section, record.title, record.text])[1:]


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


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(data: object) -> str:
    """Return `data` as JSON that is safe in an HTML script element."""
    return _ENCODER.encode(data).replace("<", "\\u003c")


def _version(parts: Iterable[str]) -> str:
    """Return a hash of the index, with which the browser notices files of another index."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _call(name: str, version: str, data: str) -> str:
    return f'edition.search.receive("{name}","{version}",{data});\n'
