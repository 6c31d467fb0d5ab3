"""Permanent addresses: which paragraph is which, after the text was edited.

Every paragraph gets a number once, `p1`, `p2` and so on, and keeps it. A committed address book
holds, for every number ever issued, hashes of the paragraph's words and no text. When the essay is
built again its paragraphs are matched with the book: first those whose words are the same, then
those that share enough of their three-word runs. So a paragraph that is edited, moved, split or
preceded by a new one keeps its address, and one that was joined to another leads there.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from edition.words import digest, words

SAME = 0.3
"""The least share of the shorter paragraph's runs that makes two paragraphs one, edited."""

WITHIN = 0.6
"""The least share of a paragraph's runs that must stand in another for its address to lead there."""


@dataclass(frozen=True, slots=True)
class Print:
    """What the book keeps of a paragraph's words: hashes, no text."""

    digest: str
    grams: str
    """Hashes of all runs of three words, the ends of the paragraph counting as words: four
    hexadecimal digits each, in ascending order."""

    def gram_set(self) -> frozenset[str]:
        """Return the hashes one by one."""
        return frozenset(self.grams[n : n + 4] for n in range(0, len(self.grams), 4))


@dataclass(frozen=True, slots=True)
class Issued:
    """An address that was issued: the section its paragraph stands in, and its words."""

    section: str
    print: Print


@dataclass(frozen=True, slots=True)
class Book:
    """The addresses of one essay."""

    sections: tuple[str, ...] = ()
    """Every section id ever issued."""
    paragraphs: Mapping[str, Issued] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The addresses of an essay's paragraphs, in their order."""

    ids: tuple[str, ...]
    aliases: Mapping[int, tuple[str, ...]]
    """Further addresses that lead to a paragraph, by its position."""
    lost: tuple[str, ...]
    """Addresses whose paragraph is nowhere in the text."""
    book: Book
    """The book with what is new."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be addressed."""

    section: str
    text: str


def assign(book: Book, paragraphs: Sequence[Paragraph], retired: Mapping[str, str], prefix: str = "p") -> Assignment:
    """Give each of `paragraphs` its address, from the `book` or new.

    `retired` maps addresses given up on purpose to those that replace them.
    """
    spoken = [words(p.text) for p in paragraphs]
    digests = [digest(w) for w in spoken]
    found = _match_exact(book, digests)
    open_ids = [i for i in book.paragraphs if i not in found and i not in retired]
    known = {issued.print.digest: issued.print for issued in book.paragraphs.values()}
    prints = [known.get(d) or Print(d, _grams(w)) for d, w in zip(digests, spoken, strict=True)]
    aliases: dict[str, int] = {}
    if open_ids:
        overlaps = _Overlaps(book, open_ids, prints)
        found |= overlaps.edited(taken=set(found.values()))
        aliases = overlaps.absorbed(found)
    ids = _number(book, found, len(paragraphs), prefix)
    lost = tuple(i for i in open_ids if i not in found and i not in aliases)
    aliases |= _retired(retired, found, aliases, paragraphs)
    issued = {i: Issued(p.section, k) for i, p, k in zip(ids, paragraphs, prints, strict=True)}
    return Assignment(ids, _by_position(aliases), lost, Book(book.sections, _merge(book, issued, prefix)))


def _match_exact(book: Book, digests: Sequence[str]) -> dict[str, int]:
    """Match paragraphs that have the same words; among equals, in order."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for at, value in enumerate(digests):
        waiting[value].append(at)
    found = {}
    for name, issued in book.paragraphs.items():
        if waiting[issued.print.digest]:
            found[name] = waiting[issued.print.digest].pop(0)
    return found


def _grams(spoken: Sequence[str]) -> str:
    padded = ["", "", *spoken, "", ""]
    runs = (" ".join(padded[n : n + 3]) for n in range(len(padded) - 2))
    return "".join(sorted({f"{crc32(run.encode()) & 0xFFFF:04x}" for run in runs}))


class _Overlaps:
    """How many runs addresses without a paragraph share with paragraphs of the text."""

    def __init__(self, book: Book, open_ids: Sequence[str], prints: Sequence[Print]) -> None:
        self._grams = {i: book.paragraphs[i].print.gram_set() for i in open_ids}
        self._sizes = [len(p.grams) // 4 for p in prints]
        where: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(prints):
            for gram in one.gram_set():
                where[gram].append(at)
        self._shared = {i: Counter(at for gram in g for at in where.get(gram, ())) for i, g in self._grams.items()}

    def edited(self, taken: set[int]) -> dict[str, int]:
        """Match addresses with free paragraphs, the most alike first."""
        pairs = sorted(self._candidates(taken))
        found: dict[str, int] = {}
        for _, _, name, at in pairs:
            if name not in found and at not in taken:
                found[name] = at
                taken.add(at)
        return found

    def _candidates(self, taken: set[int]) -> Iterator[tuple[float, int, str, int]]:
        for order, (name, counts) in enumerate(self._shared.items()):
            size = len(self._grams[name])
            for at, shared in counts.items():
                if at not in taken and shared >= SAME * min(size, self._sizes[at]):
                    yield -shared / max(size, self._sizes[at]), order, name, at

    def absorbed(self, found: Mapping[str, int]) -> dict[str, int]:
        """Find the paragraphs that have taken in the words of addresses still without one."""
        out = {}
        for name, counts in self._shared.items():
            if name not in found and counts:
                at, shared = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
                if shared >= WITHIN * len(self._grams[name]):
                    out[name] = at
        return out


def _number(book: Book, found: Mapping[str, int], count: int, prefix: str) -> tuple[str, ...]:
    """Return the address of each paragraph; those without one get the next free numbers."""
    named = {at: name for name, at in found.items()}
    last = max((int(i[len(prefix) :]) for i in book.paragraphs if i.startswith(prefix)), default=0)
    fresh = iter(range(last + 1, last + count + 1))
    return tuple(named[at] if at in named else f"{prefix}{next(fresh)}" for at in range(count))


def _retired(
    retired: Mapping[str, str], found: Mapping[str, int], aliases: Mapping[str, int], paragraphs: Sequence[Paragraph]
) -> dict[str, int]:
    """Return where retired addresses lead: to a paragraph, or the first one of a section."""
    first = {p.section: at for at, p in reversed(list(enumerate(paragraphs)))}
    targets = {**first, **aliases, **found}
    return {old: targets[new] for old, new in retired.items() if new in targets}


def _by_position(aliases: Mapping[str, int]) -> dict[int, tuple[str, ...]]:
    out: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for name, at in sorted(aliases.items(), key=lambda pair: _order(pair[0])):
        out[at] += (name,)
    return dict(out)


def _merge(book: Book, issued: Mapping[str, Issued], prefix: str) -> dict[str, Issued]:
    merged = {**book.paragraphs, **issued}
    return {name: merged[name] for name in sorted(merged, key=_order)}


def _order(name: str) -> tuple[str, int]:
    stem = name.rstrip("0123456789")
    return stem, int(name[len(stem) :] or 0)


def with_sections(book: Book, sections: Sequence[str]) -> Book:
    """Return the book with the ids of `sections` that are new in it."""
    new = tuple(s for s in sections if s not in book.sections)
    return Book(book.sections + new, book.paragraphs) if new else book


def dump(book: Book) -> str:
    """Return the book as JSON, one paragraph to a line, so that changes are easy to see."""
    lines = ",\n".join(f"    {json.dumps(name)}: {_dump_issued(issued)}" for name, issued in book.paragraphs.items())
    return f'{{\n  "sections": {json.dumps(book.sections)},\n  "paragraphs": {{\n{lines}\n  }}\n}}\n'


def _dump_issued(issued: Issued) -> str:
    return json.dumps({"section": issued.section, "digest": issued.print.digest, "grams": issued.print.grams})


def parse(text: str) -> Book:
    """Return the book that `dump` wrote. Raises ValueError or KeyError for anything else."""
    data = json.loads(text)
    return Book(tuple(data["sections"]), {name: _parse_issued(d) for name, d in data["paragraphs"].items()})


def _parse_issued(data: Mapping[str, Any]) -> Issued:
    return Issued(data["section"], Print(data["digest"], data["grams"]))


def dump_pages(pages: Sequence[str]) -> str:
    """Return the addresses of the site's pages as JSON."""
    return json.dumps({"pages": list(pages)}, indent=2) + "\n"


def parse_pages(text: str) -> list[str]:
    """Return the addresses that `dump_pages` wrote; none for an empty text."""
    return list(json.loads(text)["pages"]) if text else []
