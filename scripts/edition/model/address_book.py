"""Permanent addresses: those issued by earlier builds, and those that a build assigns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ParagraphFingerprint:
    """What an address book records of a paragraph's words: hashes, no text."""

    digest: str
    """A hash of all its words."""
    grams: str
    """Hashes of all sequences of three words, the ends of the paragraph counting as words: four
    hexadecimal digits each, in ascending order."""

    def gram_set(self) -> frozenset[str]:
        """Return the set of the hashes in `grams`."""
        return frozenset(self.grams[n : n + 4] for n in range(0, len(self.grams), 4))


@dataclass(frozen=True, slots=True)
class IssuedAddress:
    """An address that was issued to a paragraph."""

    section: str
    """The id of the paragraph's section."""
    fingerprint: ParagraphFingerprint
    target: str = ""
    """The address that it leads to, if its words became part of another paragraph."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """All addresses ever issued for one essay."""

    sections: tuple[str, ...] = ()
    """The ids of sections."""
    paragraphs: Mapping[str, IssuedAddress] = field(default_factory=dict)
    """The addresses of paragraphs, such as `p3`, or `d3` in a digest."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The addresses that a build assigns to the paragraphs of an essay."""

    ids: tuple[str, ...]
    """The address of each paragraph, in order."""
    aliases: Mapping[int, tuple[str, ...]]
    """Further addresses that lead to a paragraph, by the paragraph's index."""
    lost: tuple[str, ...]
    """Addresses whose paragraph is no longer in the text."""
    book: AddressBook
    """The address book, with the new addresses added."""


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """The addresses of the site's pages, such as `essays/my-essay/`."""

    issued: tuple[str, ...] = ()
    """Every address ever issued, oldest first."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Addresses given up on purpose, each with the page that it leads to."""

    @property
    def current(self) -> list[str]:
        """The addresses of the pages that the site has."""
        return [page for page in self.issued if page not in self.retired]


@dataclass(frozen=True, slots=True)
class EntityAddresses:
    """The addresses of all entities of one kind."""

    ids: tuple[str, ...] = ()
    """Every id ever issued, oldest first."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """For ids that no entity has any more, the id of the entity that they lead to."""
    lost: tuple[str, ...] = ()
    """Ids that would lead nowhere."""
