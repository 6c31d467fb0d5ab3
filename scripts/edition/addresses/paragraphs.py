"""Permanent addresses of paragraphs: recognising each paragraph after its text was edited.

Every paragraph is given a number once, `p1`, `p2` and so on, and keeps it. A committed address book
records, for every number ever issued, hashes of the paragraph's words and no text. When the essay is
built again, its paragraphs are matched with the book: first those whose words are the same, then
those that share enough of their three-word sequences. So a paragraph that is edited, moved, split or
preceded by a new one keeps its address, and the address of one that was joined to another leads to it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from edition.addresses.matching import Overlaps, Paragraph, hash_grams, match_short, number_of
from edition.model.address_book import AddressBook, Assignment, IssuedAddress, ParagraphFingerprint
from edition.text.words import hash_words, words


def assign_addresses(
    book: AddressBook, paragraphs: Sequence[Paragraph], retired: Mapping[str, str], prefix: str = "p"
) -> Assignment:
    """Give each of `paragraphs` its address from the `book`, or a new one.

    `retired` maps addresses given up on purpose to those that replace them. Only addresses in the book
    with this `prefix` are considered.
    """
    word_lists = [words(p.text) for p in paragraphs]
    fingerprints = _fingerprints(book, word_lists)
    unmatched = {
        name: issued for name, issued in book.paragraphs.items() if _has_prefix(name, prefix, retired)
    }
    matches = _match_exact(unmatched, fingerprints)
    missing = {name: issued for name, issued in unmatched.items() if name not in matches}
    aliases: dict[str, int] = {}
    if missing:
        changed = {n: word_list for n, word_list in enumerate(word_lists) if n not in matches.values()}
        overlaps = Overlaps(missing, paragraphs, fingerprints, word_lists)
        matches = overlaps.match_edited(matches, changed)
        missing = {name: issued for name, issued in missing.items() if name not in matches}
        aliases = match_short(missing, changed, matches) | overlaps.match_absorbed(missing)
    redirects = _redirects(missing, aliases, retired)
    aliases |= _follow_redirects(redirects, _positions(paragraphs, aliases, matches))
    known = {*book.paragraphs, *book.sections}
    lost = tuple(name for name in (*missing, *retired) if name in known and name not in aliases)
    ids = _number(book, matches, len(paragraphs), prefix)
    issued = {
        name: IssuedAddress(paragraph.section, fingerprint)
        for name, paragraph, fingerprint in zip(ids, paragraphs, fingerprints, strict=True)
    }
    issued |= {name: replace(missing[name], target=ids[n]) for name, n in aliases.items() if name in missing}
    return Assignment(ids, _by_position(aliases), lost, AddressBook(book.sections, _merge(book, issued)))


def _has_prefix(name: str, prefix: str, retired: Mapping[str, str]) -> bool:
    """Return whether an address has exactly this prefix, and is not retired."""
    return name.rstrip("0123456789") == prefix and name not in retired


def _fingerprints(book: AddressBook, word_lists: Sequence[Sequence[str]]) -> list[ParagraphFingerprint]:
    """Return the fingerprint of each paragraph, taken from the book if it has one."""
    known = {issued.fingerprint.digest: issued.fingerprint for issued in book.paragraphs.values()}
    digests = map(hash_words, word_lists)
    return [
        known.get(digest) or ParagraphFingerprint(digest, hash_grams(word_list))
        for digest, word_list in zip(digests, word_lists, strict=True)
    ]


def _match_exact(
    unmatched: Mapping[str, IssuedAddress], fingerprints: Sequence[ParagraphFingerprint]
) -> dict[str, int]:
    """Match addresses with paragraphs of the same words; several that are equal match in order."""
    positions: dict[str, list[int]] = defaultdict(list)
    for n, fingerprint in enumerate(fingerprints):
        positions[fingerprint.digest].append(n)
    matches = {}
    for name, issued in unmatched.items():
        if positions[issued.fingerprint.digest]:
            matches[name] = positions[issued.fingerprint.digest].pop(0)
    return matches


def _number(book: AddressBook, matches: Mapping[str, int], count: int, prefix: str) -> tuple[str, ...]:
    """Return the address of each paragraph; those without one get the next free numbers."""
    names = {n: name for name, n in matches.items()}
    last = max((int(name[len(prefix) :]) for name in book.paragraphs if name.startswith(prefix)), default=0)
    numbers = iter(range(last + 1, last + count + 1))
    return tuple(names[n] if n in names else f"{prefix}{next(numbers)}" for n in range(count))


def _redirects(
    missing: Mapping[str, IssuedAddress], aliases: Mapping[str, int], retired: Mapping[str, str]
) -> dict[str, str]:
    """Return the addresses that lead to others, by the address book or by the manifest."""
    recorded = {name: issued.target for name, issued in missing.items() if issued.target}
    return {name: target for name, target in recorded.items() if name not in aliases} | dict(retired)


def _positions(
    paragraphs: Sequence[Paragraph], aliases: Mapping[str, int], matches: Mapping[str, int]
) -> dict[str, int]:
    """Return the index of the paragraph at each address; for a section, its first paragraph."""
    first = {paragraph.section: n for n, paragraph in reversed(list(enumerate(paragraphs)))}
    return {**first, **aliases, **matches}


def _follow_redirects(redirects: Mapping[str, str], positions: Mapping[str, int]) -> dict[str, int]:
    """Return the position that each redirect leads to, however many redirects are in between."""
    followed = {}
    for name, target in redirects.items():
        visited = {name}
        while target in redirects and target not in visited:
            visited.add(target)
            target = redirects[target]
        if target in positions:
            followed[name] = positions[target]
    return followed


def _by_position(aliases: Mapping[str, int]) -> dict[int, tuple[str, ...]]:
    grouped: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for name, n in sorted(aliases.items(), key=lambda pair: number_of(pair[0])):
        grouped[n] += (name,)
    return dict(grouped)


def _merge(book: AddressBook, issued: Mapping[str, IssuedAddress]) -> dict[str, IssuedAddress]:
    merged = {**book.paragraphs, **issued}
    return {name: merged[name] for name in sorted(merged, key=number_of)}


def add_sections(book: AddressBook, sections: Sequence[str]) -> AddressBook:
    """Return the book with those ids of `sections` added that it lacks."""
    new = tuple(s for s in sections if s not in book.sections)
    return AddressBook(book.sections + new, book.paragraphs) if new else book


def dump_address_book(book: AddressBook) -> str:
    """Return the book as JSON, with one paragraph per line, so that diffs are easy to read."""
    lines = ",\n".join(
        f"    {json.dumps(name)}: {_dump_issued(issued)}" for name, issued in book.paragraphs.items()
    )
    return f'{{\n  "sections": {json.dumps(book.sections)},\n  "paragraphs": {{\n{lines}\n  }}\n}}\n'


def _dump_issued(issued: IssuedAddress) -> str:
    target = {"to": issued.target} if issued.target else {}
    fingerprint = {"digest": issued.fingerprint.digest, "grams": issued.fingerprint.grams}
    return json.dumps({"section": issued.section, **target, **fingerprint})


def parse_address_book(text: str) -> AddressBook:
    """Parse the JSON written by `dump_address_book`.

    Raises ValueError, KeyError, TypeError or AttributeError for anything else.
    """
    data = json.loads(text)
    if not all(isinstance(section, str) for section in data["sections"]):
        raise TypeError("`sections` must be a list of ids")
    paragraphs = {name: _parse_issued(name, issued) for name, issued in dict(data["paragraphs"]).items()}
    return AddressBook(tuple(data["sections"]), paragraphs)


def _parse_issued(name: str, data: Mapping[str, str]) -> IssuedAddress:
    fingerprint = ParagraphFingerprint(data["digest"], data["grams"])
    section, target = data["section"], data.get("to", "")
    if not isinstance(section, str) or not isinstance(target, str):
        raise TypeError(f"{name} is malformed")
    if not _RECORD.fullmatch(" ".join((name, fingerprint.digest, fingerprint.grams))):
        raise ValueError(f"{name} is malformed")
    return IssuedAddress(section, fingerprint, target)


_RECORD = re.compile(r"[a-z]+[1-9][0-9]{0,8} [0-9a-f]{16} ([0-9a-f]{4})+")


def sections_of_addresses(
    book: AddressBook, retired: Mapping[str, str], sections: Sequence[str]
) -> dict[str, str]:
    """Return for each address, except those of `sections`, the section that it belongs or leads to.

    A build that has neither the text nor a digest sends readers there.
    """
    redirects = {name: issued.target for name, issued in book.paragraphs.items() if issued.target}
    redirects |= dict(retired)
    positions = {section: n for n, section in enumerate(sections)}
    positions |= {
        name: positions.get(retired.get(issued.section, issued.section), 0)
        for name, issued in book.paragraphs.items()
        if name not in redirects
    }
    reached = positions | _follow_redirects(redirects, positions)
    return {
        name: sections[reached.get(name, 0)] for name in (*book.paragraphs, *retired) if name not in sections
    }
