"""Permanent addresses: which paragraph is which, after the text was edited.

Every paragraph gets a number once, `p1`, `p2` and so on, and keeps it. A committed address book
holds, for every number ever issued, hashes of the paragraph's words and no text. When the essay is
built again its paragraphs are matched with the book: first those whose words are the same, then
those that share enough of their three-word runs. So a paragraph that is edited, moved, split or
preceded by a new one keeps its address, and one that was joined to another leads there from then on.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from edition.model.address import AddressBook, Assignment, IssuedAddress, ParagraphFingerprint
from edition.text.words import hash_words, words

SAME = 0.3
"""The least share of the shorter paragraph's runs that makes two paragraphs one, edited."""

WITHIN = 0.6
"""The least share of a paragraph's runs that must stand in another for its address to lead there."""

SHORT = 8
"""With fewer words than these, too few runs survive within another paragraph: all the words must."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be addressed."""

    section: str
    text: str


def assign_addresses(
    book: AddressBook, paragraphs: Sequence[Paragraph], retired: Mapping[str, str], prefix: str = "p"
) -> Assignment:
    """Give each of `paragraphs` its address, from the `book` or new.

    `retired` maps addresses given up on purpose to those that replace them. Of the book only the
    numbers with this `prefix` are looked at.
    """
    spoken = [words(p.text) for p in paragraphs]
    prints = _prints(book, spoken)
    waiting = {name: issued for name, issued in book.paragraphs.items() if _is(name, prefix, retired)}
    found = _match_exact(waiting, prints)
    missing = {name: issued for name, issued in waiting.items() if name not in found}
    aliases: dict[str, int] = {}
    if missing:
        changed = {at: told for at, told in enumerate(spoken) if at not in found.values()}
        overlaps = _Overlaps(missing, prints)
        found |= overlaps.edited(changed)
        missing = {name: issued for name, issued in missing.items() if name not in found}
        aliases = _held(missing, changed) | overlaps.absorbed(missing)
    aliases |= _follow(_leads(missing, aliases, retired), _targets(paragraphs, aliases, found))
    lost = tuple(
        i for i in (*missing, *retired) if i not in aliases and i in (*book.paragraphs, *book.sections)
    )
    ids = _number(book, found, len(paragraphs), prefix)
    issued = {i: IssuedAddress(p.section, k) for i, p, k in zip(ids, paragraphs, prints, strict=True)}
    issued |= {i: replace(missing[i], to=ids[at]) for i, at in aliases.items() if i in missing}
    return Assignment(ids, _by_position(aliases), lost, AddressBook(book.sections, _merge(book, issued)))


def _is(name: str, prefix: str, retired: Mapping[str, str]) -> bool:
    return name.rstrip("0123456789") == prefix and name not in retired


def _prints(book: AddressBook, spoken: Sequence[Sequence[str]]) -> list[ParagraphFingerprint]:
    """Return the prints of paragraphs, from the book where it has them."""
    known = {issued.print.digest: issued.print for issued in book.paragraphs.values()}
    digests = map(hash_words, spoken)
    return [
        known.get(d) or ParagraphFingerprint(d, _grams(told)) for d, told in zip(digests, spoken, strict=True)
    ]


def _match_exact(
    waiting: Mapping[str, IssuedAddress], prints: Sequence[ParagraphFingerprint]
) -> dict[str, int]:
    """Match paragraphs that have the same words; among equals, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(prints):
        places[one.digest].append(at)
    found = {}
    for name, issued in waiting.items():
        if places[issued.print.digest]:
            found[name] = places[issued.print.digest].pop(0)
    return found


def _grams(spoken: Sequence[str]) -> str:
    padded = ["", "", *spoken, "", ""]
    runs = (" ".join(padded[n : n + 3]) for n in range(len(padded) - 2))
    return "".join(sorted({f"{crc32(run.encode()) & 0xFFFF:04x}" for run in runs}))


class _Overlaps:
    """How many runs addresses without a paragraph share with paragraphs of the text."""

    def __init__(self, missing: Mapping[str, IssuedAddress], prints: Sequence[ParagraphFingerprint]) -> None:
        self._grams = {name: issued.print.gram_set() for name, issued in missing.items()}
        self._sizes = [len(p.grams) // 4 for p in prints]
        holders: dict[str, list[str]] = defaultdict(list)
        for name, grams in self._grams.items():
            for gram in grams:
                holders[gram].append(name)
        self._shared: dict[str, Counter[int]] = {name: Counter() for name in missing}
        for at, one in enumerate(prints):
            for gram in one.gram_set() & holders.keys():
                for name in holders[gram]:
                    self._shared[name][at] += 1

    def edited(self, changed: Iterable[int]) -> dict[str, int]:
        """Match addresses with paragraphs that are new or changed, the most alike first."""
        free = set(changed)
        found: dict[str, int] = {}
        for _, _, name, at in sorted(self._candidates(frozenset(free))):
            if name not in found and at in free:
                found[name] = at
                free.remove(at)
        return found

    def _candidates(self, free: frozenset[int]) -> Iterator[tuple[float, int, str, int]]:
        for order, (name, counts) in enumerate(self._shared.items()):
            size = len(self._grams[name])
            for at, shared in counts.items():
                if at in free and shared >= SAME * min(size, self._sizes[at]):
                    yield -shared / max(size, self._sizes[at]), order, name, at

    def absorbed(self, missing: Iterable[str]) -> dict[str, int]:
        """Find the paragraphs that have taken in the words of those that are `missing`."""
        out = {}
        for name in missing:
            at, shared = min(self._shared[name].items(), key=lambda pair: (-pair[1], pair[0]), default=(0, 0))
            if shared >= WITHIN * len(self._grams[name]):
                out[name] = at
        return out


def _held(missing: Mapping[str, IssuedAddress], changed: Mapping[int, Sequence[str]]) -> dict[str, int]:
    """Find the changed paragraphs that have taken in all the words of `missing` short ones.

    One word alone tells too little.
    """
    out = {}
    for name, issued in missing.items():
        size = len(issued.print.grams) // 4 - 2
        if 1 < size < SHORT:
            places = [at for at, told in changed.items() if _holds(told, size, issued.print.digest)]
            if places:
                out[name] = places[0]
    return out


def _holds(spoken: Sequence[str], size: int, wanted: str) -> bool:
    return any(hash_words(spoken[at : at + size]) == wanted for at in range(len(spoken) - size + 1))


def _number(book: AddressBook, found: Mapping[str, int], count: int, prefix: str) -> tuple[str, ...]:
    """Return the address of each paragraph; those without one get the next free numbers."""
    named = {at: name for name, at in found.items()}
    last = max((int(i[len(prefix) :]) for i in book.paragraphs if i.startswith(prefix)), default=0)
    fresh = iter(range(last + 1, last + count + 1))
    return tuple(named[at] if at in named else f"{prefix}{next(fresh)}" for at in range(count))


def _leads(
    missing: Mapping[str, IssuedAddress], aliases: Mapping[str, int], retired: Mapping[str, str]
) -> dict[str, str]:
    """Return the addresses that lead to others: by the book, or by the manifest."""
    led = {name: issued.to for name, issued in missing.items() if issued.to and name not in aliases}
    return led | dict(retired)


def _targets(
    paragraphs: Sequence[Paragraph], aliases: Mapping[str, int], found: Mapping[str, int]
) -> dict[str, int]:
    """Return the position of each address: of a section, that of its first paragraph."""
    first = {p.section: at for at, p in reversed(list(enumerate(paragraphs)))}
    return {**first, **aliases, **found}


def _follow(leads: Mapping[str, str], targets: Mapping[str, int]) -> dict[str, int]:
    """Return where addresses lead that lead to others, over as many steps as it takes."""
    out = {}
    for name, to in leads.items():
        seen = {name}
        while to in leads and to not in seen:
            seen.add(to)
            to = leads[to]
        if to in targets:
            out[name] = targets[to]
    return out


def _by_position(aliases: Mapping[str, int]) -> dict[int, tuple[str, ...]]:
    out: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for name, at in sorted(aliases.items(), key=lambda pair: _order(pair[0])):
        out[at] += (name,)
    return dict(out)


def _merge(book: AddressBook, issued: Mapping[str, IssuedAddress]) -> dict[str, IssuedAddress]:
    merged = {**book.paragraphs, **issued}
    return {name: merged[name] for name in sorted(merged, key=_order)}


def _order(name: str) -> tuple[str, int]:
    stem = name.rstrip("0123456789")
    return stem, int(name[len(stem) :] or 0)


def with_sections(book: AddressBook, sections: Sequence[str]) -> AddressBook:
    """Return the book with the ids of `sections` that are new in it."""
    new = tuple(s for s in sections if s not in book.sections)
    return AddressBook(book.sections + new, book.paragraphs) if new else book


def dump_address_book(book: AddressBook) -> str:
    """Return the book as JSON, one paragraph to a line, so that changes are easy to see."""
    lines = ",\n".join(
        f"    {json.dumps(name)}: {_dump_issued(issued)}" for name, issued in book.paragraphs.items()
    )
    return f'{{\n  "sections": {json.dumps(book.sections)},\n  "paragraphs": {{\n{lines}\n  }}\n}}\n'


def _dump_issued(issued: IssuedAddress) -> str:
    to = {"to": issued.to} if issued.to else {}
    kept = {"section": issued.section, **to, "digest": issued.print.digest, "grams": issued.print.grams}
    return json.dumps(kept)


def parse_address_book(text: str) -> AddressBook:
    """Return the book that `dump` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    paragraphs = {name: _parse_issued(name, kept) for name, kept in dict(data["paragraphs"]).items()}
    return AddressBook(tuple(data["sections"]), paragraphs)


def _parse_issued(name: str, data: Mapping[str, str]) -> IssuedAddress:
    kept = ParagraphFingerprint(data["digest"], data["grams"])
    if not _ENTRY.fullmatch(" ".join((name, kept.digest, kept.grams))):
        raise ValueError(f"{name} is not as it was written")
    return IssuedAddress(data["section"], kept, dict(data).get("to", ""))


_ENTRY = re.compile(r"[a-z]+[1-9][0-9]* [0-9a-f]{16} ([0-9a-f]{4})+")


def sections_of_addresses(
    book: AddressBook, retired: Mapping[str, str], sections: Sequence[str]
) -> dict[str, str]:
    """Return for each address but those of `sections` the section where it leads.

    That is where it goes in a build that has neither the text nor a digest of it.
    """
    leads = {name: issued.to for name, issued in book.paragraphs.items() if issued.to} | dict(retired)
    targets = {section: at for at, section in enumerate(sections)}
    targets |= {
        name: targets.get(retired.get(issued.section, issued.section), 0)
        for name, issued in book.paragraphs.items()
        if name not in leads
    }
    found = targets | _follow(leads, targets)
    return {
        name: sections[found.get(name, 0)] for name in (*book.paragraphs, *retired) if name not in sections
    }
