"""Recognising the paragraphs of a text that was edited, by the hashes that an address book has of them.

Paragraphs are compared by their *grams*, sequences of three words. Of a short paragraph, which another may
resemble by chance, the place counts as well: it must be where the paragraph was, as far as the numbers beside
its own say so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from edition.model.address_book import IssuedAddress, ParagraphFingerprint
from edition.text.words import hash_words

MIN_SIMILARITY = 0.3
"""Minimum share of the shorter paragraph's grams for two paragraphs to count as one, edited."""

MIN_CONTAINMENT = 0.6
"""Minimum share of a paragraph's grams that another must contain for the address to lead there."""

MIN_WORDS_FOR_GRAMS = 8
"""Below this number of words a paragraph is short: a few words in common say little without its place, and
too few grams survive within another paragraph, which must contain all words."""

MIN_SHORT_SIMILARITY = 0.5
"""Minimum share of the longer paragraph's grams for a short one to be found elsewhere in its section."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be addressed."""

    section: str
    """The id of its section."""
    text: str


def hash_grams(word_list: Sequence[str]) -> str:
    """Return the `grams` of a paragraph's fingerprint."""
    return "".join(sorted(set(each_gram(word_list))))


def each_gram(word_list: Sequence[str]) -> Iterator[str]:
    """Yield the hash of every sequence of three words, the ends counting as words."""
    padded = ["", "", *word_list, "", ""]
    grams = (" ".join(padded[n : n + 3]) for n in range(len(padded) - 2))
    return (f"{crc32(gram.encode()) & 0xFFFF:04x}" for gram in grams)


class _Neighbours:
    """The addresses whose paragraphs are known, in the order of their numbers and of their places."""

    def __init__(self, matches: Mapping[str, int], count: int) -> None:
        """`count` is the number of paragraphs of the text."""
        self._numbers = sorted((number_of(name)[1], n) for name, n in matches.items())
        self._places = sorted(matches.values())
        self._count = count

    def add(self, name: str, n: int) -> None:
        """Add an address whose paragraph has been found."""
        insort(self._numbers, (number_of(name)[1], n))
        insort(self._places, n)

    def around(self, name: str) -> tuple[int, int]:
        """Return the paragraphs with the next lower and higher numbers; -1 and the count at the ends."""
        at = bisect_left(self._numbers, (number_of(name)[1], -1))
        lower = self._numbers[at - 1][1] if at else -1
        return lower, self._numbers[at][1] if at < len(self._numbers) else self._count

    def confirm(self, name: str, n: int) -> bool:
        """Return whether paragraph `n` is where the paragraph of `name` was.

        The next paragraph with an address, before it or after it, is that with the next number; or `n`
        itself is, to which another may have been joined.
        """
        lower, higher = self.around(name)
        if n in (lower, higher):
            return True
        at, after = bisect_left(self._places, n), bisect_right(self._places, n)
        before = self._places[at - 1] if at else -1
        following = self._places[after] if after < len(self._places) else self._count
        return lower == before or higher == following


class Overlaps:
    """Counts the grams that each address without a paragraph shares with each paragraph of the text."""

    def __init__(
        self,
        missing: Mapping[str, IssuedAddress],
        paragraphs: Sequence[Paragraph],
        fingerprints: Sequence[ParagraphFingerprint],
        word_lists: Sequence[Sequence[str]],
    ) -> None:
        self._missing, self._paragraphs, self._word_lists = missing, paragraphs, word_lists
        self._grams = {name: issued.fingerprint.gram_set() for name, issued in missing.items()}
        self._places = {fingerprint.digest: n for n, fingerprint in reversed([*enumerate(fingerprints)])}
        self._sizes = [len(fingerprint.grams) // 4 for fingerprint in fingerprints]
        names_by_gram: dict[str, list[str]] = defaultdict(list)
        for name, grams in self._grams.items():
            for gram in grams:
                names_by_gram[gram].append(name)
        self._shared: dict[str, Counter[int]] = {name: Counter() for name in missing}
        for n, fingerprint in enumerate(fingerprints):
            for gram in fingerprint.gram_set() & names_by_gram.keys():
                for name in names_by_gram[gram]:
                    self._shared[name][n] += 1

    def match_edited(self, matches: Mapping[str, int], changed: Iterable[int]) -> dict[str, int]:
        """Return the `matches`, and those of addresses with paragraphs that are new or changed.

        The most similar pairs come first, and of the pieces of a paragraph the largest. Pairs with a short
        paragraph come last, when the places of the others are known.
        """
        free, found = set(changed), dict(matches)
        neighbours = _Neighbours(matches, len(self._paragraphs))
        candidates = sorted(self._candidates(frozenset(free)))
        for is_short in (False, True):
            for _, _, name, n in candidates:
                if name in found or n not in free or self._is_short(name, n) != is_short:
                    continue
                if not is_short or neighbours.confirm(name, n) or self._is_in_section(name, n):
                    found[name] = n
                    neighbours.add(name, n)
                    free.remove(n)
        return found

    def _candidates(self, free: frozenset[int]) -> Iterator[tuple[float, int, str, int]]:
        """Yield the pairs of an address and a paragraph that are similar, with keys by which to sort them.

        The first key is the share of the longer one that both have. Hashes do not tell how long a paragraph
        is that repeats itself; it is taken to be no shorter than what the other one has of it.
        """
        for order, (name, counts) in enumerate(self._shared.items()):
            grams = self._grams[name]
            lengths = {
                n: sum(gram in grams for gram in each_gram(self._word_lists[n]))
                for n, shared in counts.items()
                if n in free and shared >= MIN_SIMILARITY * min(len(grams), self._sizes[n])
            }
            longest = max([len(grams), *lengths.values()])
            for n, length in lengths.items():
                yield -length / max(longest, len(self._word_lists[n]) + 2), order, name, n

    def _is_short(self, name: str, n: int) -> bool:
        return min(len(self._grams[name]) - 2, len(self._word_lists[n])) < MIN_WORDS_FOR_GRAMS

    def _is_in_section(self, name: str, n: int) -> bool:
        """Return whether a paragraph is in the section of an address, and much like what it was issued to."""
        longer = max(len(self._grams[name]), self._sizes[n])
        is_similar = self._shared[name][n] >= MIN_SHORT_SIMILARITY * longer
        return is_similar and self._missing[name].section == self._paragraphs[n].section

    def match_absorbed(self, missing: Iterable[str]) -> dict[str, int]:
        """Match `missing` addresses with the paragraphs that now contain most of their words.

        Those of short paragraphs are matched only with others that have the same words and no more.
        """
        matches: dict[str, int] = {}
        for name in missing:
            size = len(self._grams[name])
            n, shared = min(self._shared[name].items(), key=lambda pair: (-pair[1], pair[0]), default=(0, 0))
            if size < MIN_WORDS_FOR_GRAMS + 2:
                same = self._places.get(self._missing[name].fingerprint.digest)
                matches |= {} if same is None else {name: same}
            elif shared >= MIN_CONTAINMENT * size:
                matches[name] = n
        return matches


def match_short(
    missing: Mapping[str, IssuedAddress], changed: Mapping[int, Sequence[str]], matches: Mapping[str, int]
) -> dict[str, int]:
    """Match `missing` short paragraphs with changed ones beside them that contain all words in sequence.

    A paragraph of a single word is not matched: the word may occur anywhere.
    """
    neighbours = _Neighbours(matches, max([*changed, *matches.values()], default=-1) + 1)
    found = {}
    for name, issued in missing.items():
        words_at_least = len(issued.fingerprint.grams) // 4 - 2  # a run that is repeated counts once
        for n, word_list in changed.items() if 1 < words_at_least < MIN_WORDS_FOR_GRAMS else ():
            sizes = range(words_at_least, MIN_WORDS_FOR_GRAMS)
            if neighbours.confirm(name, n) and any(
                _contains(word_list, size, issued.fingerprint.digest) for size in sizes
            ):
                found[name] = n
                break
    return found


def _contains(word_list: Sequence[str], size: int, digest: str) -> bool:
    """Return whether `size` consecutive words have the hash `digest`."""
    return any(hash_words(word_list[n : n + size]) == digest for n in range(len(word_list) - size + 1))


def number_of(name: str) -> tuple[str, int]:
    """Return the letters and the number of an address, by which addresses are sorted.

    >>> number_of("p12"), number_of("aftermath")
    (('p', 12), ('aftermath', 0))
    """
    stem = name.rstrip("0123456789")
    return stem, int(name[len(stem) :] or 0)
