"""The places of a term in all records, divided so that a browser need not load all of them.

Without division, the places of a common word in thousands of essays would be half a megabyte. They are
first those in the parts of the index where its best places are, enough for a first page of results,
then the others in blocks by record, of which a browser loads those that it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from struct import Struct
from typing import NamedTuple

from edition.search.batches import batches
from edition.search.index_parts import Places

FIRST_SIZE = 2_000
"""The approximate size of the best places of a term, in characters.

Places that are not half as many again are not divided.
"""

BLOCK_SIZE = 16_000
"""The approximate size of a block of other places, in characters."""

_HEADER = Struct("<I?IIIII")
"""What precedes the columns of a run: its first record, whether that has several positions, its last record,
its score, and the sizes of the columns."""


class _Run(NamedTuple):
    """The places of a term in a part; the fields are those of `Places`, with numbers in all records."""

    first: int
    several: bool
    """Whether the first record has several positions."""
    last: int
    score: int
    records: bytes
    positions: bytes
    lengths: bytes
    size: int
    """The size of these columns."""


@dataclass(slots=True)
class Postings:
    """The places of a term in all records."""

    record_count: int = 0
    _data: bytearray = field(default_factory=bytearray)
    """The runs, one after another: as objects, those of thousands of essays would fill the memory."""

    def add(self, places: Places, base: int) -> None:
        """Add the places in the records that begin with the one numbered `base`."""
        first, records, positions, lengths, last, record_count, score = places
        several = first < 0
        sizes = len(records), len(positions), len(lengths)
        self._data += _HEADER.pack(base + (~first if several else first), several, base + last, score, *sizes)
        self._data += records + positions + lengths
        self.record_count += record_count

    def whole(self) -> str:
        """Return all places as JSON, without the lengths of the records."""
        return f"[{','.join(_columns(self._runs())[:2])}]"

    def divided(self) -> tuple[str, list[tuple[int, str]]]:
        """Return the best places as JSON, and the others in blocks, each with its first record."""
        best, others = _divide(list(self._runs()))
        blocks = batches(others, attrgetter("size"), BLOCK_SIZE)
        return _json(best), [(block[0].first, _json(block)) for block in blocks]

    def _runs(self) -> Iterator[_Run]:
        at, data = 0, bytes(self._data)
        while at < len(data):
            first, several, last, score, *sizes = _HEADER.unpack_from(data, at)
            start = at + _HEADER.size
            positions, lengths = start + sizes[0], start + sizes[0] + sizes[1]
            at = lengths + sizes[2]
            columns = data[start:positions], data[positions:lengths], data[lengths:at]
            yield _Run(first, several, last, score, *columns, at - start)


def _divide(runs: Sequence[_Run]) -> tuple[list[_Run], list[_Run]]:
    """Return the runs with the best places, and the others, both in the order of records."""
    if sum(run.size for run in runs) <= 1.5 * FIRST_SIZE:
        return list(runs), []
    size, chosen = 0, set[int]()
    for number in sorted(range(len(runs)), key=lambda number: -runs[number].score):
        size += runs[number].size
        if chosen and size > FIRST_SIZE:
            break
        chosen.add(number)
    best = [run for number, run in enumerate(runs) if number in chosen]
    return best, [run for number, run in enumerate(runs) if number not in chosen]


def _json(runs: Iterable[_Run]) -> str:
    return f"[{','.join(_columns(runs))}]"


def _columns(runs: Iterable[_Run]) -> list[str]:
    """Return the columns of records, positions and lengths of some runs, as JSON."""
    records, positions, lengths = bytearray(), bytearray(), bytearray()
    last = 0
    for first, several, run_last, _, more, run_positions, run_lengths, _ in runs:
        difference = first - last
        records += b",%d" % (~difference if several else difference) + more
        positions += run_positions
        lengths += run_lengths
        last = run_last
    return [f"[{column[1:].decode('ascii')}]" for column in (records, positions, lengths)]
