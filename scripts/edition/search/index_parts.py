"""What the search index needs of some consecutive records: those of an essay, for example.

A part depends on its records alone, so that it can be made once and kept; `index_files` makes the
index of all parts.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import sub
from typing import NamedTuple

from edition.search.record import EntitySpan, Record, RecordKind
from edition.search.words import Token, search_tokens, tokens

PART_SIZE = 100
"""How many records a part has at most: the places of a term in a part are never divided."""

EXAMPLES: dict[RecordKind, int] = {"person": 3, "date": 2}
"""How many entries of each kind are offered as examples of what can be searched."""

WEIGHTS: dict[RecordKind, float] = {
    "essay": 1.3,
    "digest": 1,
    "note": 0.35,
    "person": 0.9,
    "quotation": 1.05,
    "date": 1,
    "disagreement": 0.85,
    "source": 0.7,
}
"""How much results of each kind count."""

_USUAL_LENGTH = 60
"""The mean number of words of a record; which places of a word are the best hardly depends on it."""


class Places(NamedTuple):
    """The places of one term in the records of a part.

    In `records` each record is given as the difference of its number from the preceding one. If it has
    several positions, this difference is inverted (`~`), and their number follows. In `positions` the
    positions in a record are given as differences, too. In `lengths` a record with a title has its length
    inverted, and then that of the title. All numbers are in decimal, each after a comma: bytes need a tenth
    of the memory of integers.
    """

    first: int
    """What would be the first number in `records`, which depends on the parts before."""
    records: bytes
    """The numbers after it."""
    positions: bytes
    lengths: bytes
    last: int
    """The number of the last record in the part that has the term."""
    record_count: int
    score: int
    """How good the best of these places is, if a reader searches for the term alone (search-rank.js)."""


@dataclass(frozen=True, slots=True)
class IndexPart:
    """What the index needs of some consecutive records."""

    places: Mapping[str, Places]
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


def index_parts(records: Sequence[Record]) -> list[IndexPart]:
    """Return what the index needs of `records`, in parts of at most `PART_SIZE`."""
    return [_index_part(records[at : at + PART_SIZE]) for at in range(0, len(records), PART_SIZE)]


def _index_part(records: Sequence[Record]) -> IndexPart:
    found: dict[str, _Found] = defaultdict(_Found)
    lengths, title_lengths = [], []
    for number, record in enumerate(records):
        title, text = _tokens(record.title), _tokens(record.text)
        length = len(title) + len(text)
        size = [~length, len(title)] if title else [length]
        lengths.append(length)
        title_lengths.append(len(title))
        for term, positions in _positions(record, title, text).items():
            found[term].add(number, positions, size, _score(record.kind, positions, length, len(title)))
    headings = (r.title for r in records if r.kind in ("essay", "digest") and r.fragment and r.title)
    return IndexPart(
        {term: places.encode() for term, places in found.items()},
        [(record.page, record.shown_in, _result(record)) for record in records],
        [record.kind for record in records],
        lengths,
        title_lengths,
        [(n, record.entity, _folded_names(record.names)) for n, record in enumerate(records) if record.names],
        [(record.kind, record.entity, record.title) for record in records if record.kind in EXAMPLES],
        next(headings, ""),
    )


@dataclass(slots=True)
class _Found:
    """The places of a term in the records that have been read."""

    records: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    last: int = 0
    record_count: int = 0
    score: int = 0

    def add(self, number: int, positions: Sequence[int], size: Iterable[int], score: int) -> None:
        """Add the positions in the record `number`; `size` is what `lengths` has for it."""
        difference = number - self.last
        self.records += (difference,) if len(positions) == 1 else (~difference, len(positions))
        self.positions.append(positions[0])
        self.positions += map(sub, islice(positions, 1, None), positions)
        self.lengths += size
        self.last = number
        self.record_count += 1
        self.score = max(self.score, score)

    def encode(self) -> Places:
        first, *others = self.records
        records, positions, lengths = map(_decimal, (others, self.positions, self.lengths))
        return Places(first, records, positions, lengths, self.last, self.record_count, self.score)


def _decimal(numbers: list[int]) -> bytes:
    """Return numbers in decimal, each after a comma.

    >>> _decimal([3, -2, 11]), _decimal([])
    (b',3,-2,11', b'')
    """
    # faster than an encoder or a loop, which matters for this many lists
    return f",{str(numbers)[1:-1]}".replace(" ", "").encode("ascii") if numbers else b""


def _score(kind: RecordKind, positions: Sequence[int], length: int, title: int) -> int:
    """Return the score of a record for one of its terms, as in search-rank.js, in thousandths."""
    in_title = bisect_left(positions, title)
    count = len(positions) + 1.5 * in_title
    frequency = count * 2.2 / (count + 1.2 * (0.6 + 0.4 * (length + 1) / _USUAL_LENGTH))
    return int(1000 * WEIGHTS[kind] * (frequency + (1 / title if in_title else 0)))


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


def _folded_names(names: Iterable[str]) -> list[str]:
    """Return the names in the form in which they are compared with a query, without duplicates."""
    return list(dict.fromkeys(" ".join(search_tokens(name)) for name in names))


def _result(record: Record) -> str:
    """Return the fields of a record that the browser shows as a result, as the end of a JSON array."""
    return script_json([record.fragment, record.section, record.title, record.text])[1:]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def script_json(data: object) -> str:
    """Return `data` as JSON that is safe in an HTML script element."""
    return _ENCODER.encode(data).replace("<", "\\u003c")
