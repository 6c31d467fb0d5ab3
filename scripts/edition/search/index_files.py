"""The search index: files that a browser loads one by one, as a query needs them.

One file has all terms and names (`main.js`); many small ones have the places of the terms (`words-N.js`)
and the texts of the records (`text-N.js`). A query loads `main.js` once, then the places of its terms and
the texts of the results that are shown. The rest of a small index is loaded while the reader is not typing,
so that later queries need not wait. Each file is a function call, so that a `<script>` can load it from a
folder on disk, too.

Many terms, and the names with them, are not in `main.js` but in files of their own, of which a query loads
those that it may be about (`dictionary.py`). In an index of many records a file of places has the best of
each term only, with what their ranking needs of the records; the others are in blocks in `more-N.js`, and
are loaded only for a query that needs them (`postings.py`). So a query costs about the same for five essays
and for five thousand.

Why no library: Pagefind 1.5 writes different bytes in every run (its metadata and filters), does not
tolerate misspellings and cannot be loaded from `file://`. Through its API for Node.js it takes 2.0 s for
the 39,916 records of 500 essays. MiniSearch 7 stores no positions, so that phrases would need every text,
and loads its whole index at once: for 500 essays, 4 MB of index, 4 MB of text and 400 MB of memory, with
queries of up to 180 ms. What a library would provide is in `docs/assets/scripts/search-query.js`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from edition.search.batches import batches
from edition.search.dictionary import NamedEntry, make_dictionary
from edition.search.index_parts import EXAMPLES, WEIGHTS, IndexPart, index_parts, script_json
from edition.search.postings import Postings
from edition.search.record import Record, RecordKind

WORDS_SIZE = 16_000
"""The approximate size of a file of places, in characters; what it has of a term stays together."""

TEXT_SIZE = 8_000
"""The approximate size of a file of texts, in characters; a record is never divided."""

MANY_RECORDS = 10_000
"""With more records, the places of terms are divided, and the lengths of records are with them: in `main.js`
they would be a byte for each record."""


@dataclass(slots=True)
class _Merged:
    """What all parts have, in order."""

    postings: dict[str, Postings] = field(default_factory=lambda: defaultdict(Postings))
    results: list[tuple[str, str, str]] = field(default_factory=list)
    kinds: list[RecordKind] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    title_lengths: list[int] = field(default_factory=list)
    entries: list[tuple[int, str, list[str]]] = field(default_factory=list)
    examples: list[tuple[RecordKind, str, str]] = field(default_factory=list)
    heading: str = ""

    def add(self, part: IndexPart) -> None:
        base = len(self.results)
        for term, places in part.places.items():
            self.postings[term].add(places, base)
        self.results += part.results
        self.entries += [(base + number, entity, names) for number, entity, names in part.entries]
        self.kinds += part.kinds
        self.lengths += part.lengths
        self.title_lengths += part.title_lengths
        self.examples += part.examples
        self.heading = self.heading or part.heading

    def named_entries(self) -> list[NamedEntry]:
        """Return the entries of people and dates."""
        return [
            NamedEntry(
                record, entity, names, self.lengths[record], self.title_lengths[record], self.kinds[record]
            )
            for record, entity, names in self.entries
        ]


def index_files(records: Sequence[Record]) -> dict[str, str]:
    """Return the files of the index, by name. The same records give the same bytes."""
    return dict(merge_parts(index_parts(records)))


def merge_parts(parts: Iterable[IndexPart]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file of the index of all records; `parts` have them in order."""
    merged = _Merged()
    for part in parts:
        merged.add(part)
    terms = sorted(merged.postings)
    counts = {term: merged.postings[term].record_count for term in terms}
    has_many = len(merged.results) > MANY_RECORDS
    # what has been written needs memory no longer
    postings = (merged.postings.pop(term) for term in terms)
    words, more = _divided(postings) if has_many else _whole(postings)
    texts = list(batches(merged.results, lambda result: len(result[2]), TEXT_SIZE))
    dictionary = make_dictionary(counts, merged.named_entries(), has_lengths=has_many)
    main = {
        **dictionary.main,
        "words": [len(file) for file in words],
        "texts": [len(file) for file in texts],
        "kinds": [[kind, len(list(group))] for kind, group in groupby(merged.kinds)],
        "weights": WEIGHTS,
        "wordCount": sum(merged.lengths),
        "lengths": [] if has_many else merged.lengths,
        "titles": [] if has_many else merged.title_lengths,
        "examples": [
            *_examples(merged.examples, counts),
            *([f"“{merged.heading}”"] if merged.heading else []),
        ],
    }
    hashed = chain(*dictionary.files.values(), *words, *more, chain.from_iterable(merged.results))
    version = _version(chain([script_json(main)], hashed))
    yield "main.js", _call("main", version, script_json({"version": version, **main}))
    for name, files in (
        *dictionary.files.items(),
        ("words", map(_array, words)),
        ("more", map(_array, more)),
        ("text", map(_text, texts)),
    ):
        for number, data in enumerate(files):
            yield f"{name}-{number}.js", _call(f"{name}-{number}", version, data)


def _whole(postings: Iterable[Postings]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the files with the places of each term; there are no others."""
    return list(batches((places.whole() for places in postings), len, WORDS_SIZE)), []


def _divided(postings: Iterable[Postings]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the files with the best places of each term, and those with the others.

    If a term has other places, three numbers follow for each block of them: its first record, its file, and
    which block of this file it is.
    """
    divided = [places.divided() for places in postings]
    more = list(batches((block for _, blocks in divided for _, block in blocks), len, WORDS_SIZE))
    places = ((file, at) for file, blocks in enumerate(more) for at in range(len(blocks)))
    words = []
    for best, blocks in divided:
        where = [number for first, _ in blocks for number in (first, *next(places))]
        words.append(f"{best[:-1]},{script_json(where)}]" if where else best)
    return list(batches(words, len, WORDS_SIZE)), more


def _text(results: Iterable[tuple[str, str, str]]) -> str:
    """Return a file of texts: its pages, then each record, with the number of its page among these."""
    pages: dict[tuple[str, str], int] = {}
    records = [f"[{pages.setdefault((page, title), len(pages))},{fields}" for page, title, fields in results]
    return _array([script_json([*pages]), *records])


def _examples(records: Sequence[tuple[RecordKind, str, str]], counts: Mapping[str, int]) -> Iterator[str]:
    """Yield what readers may search for: the people and dates that most records mention."""

    def mentions(record: tuple[RecordKind, str, str]) -> int:
        return counts.get(f"@{record[1]}", 0)

    for kind, count in EXAMPLES.items():
        mentioned = (record for record in records if record[0] == kind and mentions(record))
        for _, _, title in sorted(mentioned, key=mentions, reverse=True)[:count]:
            yield title.partition(": ")[0]


def _array(items: Iterable[str]) -> str:
    return f"[{','.join(items)}]"


def _version(parts: Iterable[str]) -> str:
    """Return a hash of the index, with which the browser notices files of another index."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode() + b"\n")
    return found.hexdigest()[:12]


def _call(name: str, version: str, data: str) -> str:
    return f'edition.search.receive("{name}","{version}",{data});\n'
