"""Addresses that were issued, and those that a build assigns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ParagraphFingerprint:
    """What the book keeps of a paragraph's words: hashes, no text."""

    digest: str
    grams: str
    """Hashes of all runs of three words, the ends of the paragraph counting as words: four
    hexadecimal digits each, in ascending order."""

    def gram_set(self) -> frozenset[str]:
        """Return the hashes one by one."""
        return frozenset(self.grams[n : n + 4] for n in range(0, len(self.grams), 4))


@dataclass(frozen=True, slots=True)
class IssuedAddress:
    """An address that was issued: the section its paragraph stands in, and its words."""

    section: str
    print: ParagraphFingerprint
    to: str = ""
    """The address that it leads to, where its words became part of another paragraph."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The addresses of one essay."""

    sections: tuple[str, ...] = ()
    """Every section id ever issued."""
    paragraphs: Mapping[str, IssuedAddress] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The addresses of an essay's paragraphs, in their order."""

    ids: tuple[str, ...]
    aliases: Mapping[int, tuple[str, ...]]
    """Further addresses that lead to a paragraph, by its position."""
    lost: tuple[str, ...]
    """Addresses whose paragraph is nowhere in the text."""
    book: AddressBook
    """The book with what is new."""


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """The addresses of the site's pages, as `essays/gravedigger/`."""

    issued: tuple[str, ...] = ()
    """Every one ever issued, in the order in which they were."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Those given up on purpose, each with the page where it leads."""

    @property
    def standing(self) -> list[str]:
        """The addresses of pages that are there."""
        return [page for page in self.issued if page not in self.retired]


@dataclass(frozen=True, slots=True)
class EntityAddresses:
    """The addresses of one kind in a build."""

    ids: tuple[str, ...] = ()
    """Every id ever issued, in the order in which they were."""
    leads: Mapping[str, str] = field(default_factory=dict)
    """The id of the entity to which an id without one leads."""
    lost: tuple[str, ...] = ()
    """Ids that would lead nowhere."""
