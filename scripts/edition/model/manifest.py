"""Entries of the manifest: what the editors know of each essay."""

# annotations are not postponed here: the converter reads them at each start, and would compile each of them

import re
from collections.abc import Mapping
from dataclasses import dataclass

from edition.model.edtf import Edtf
from edition.model.vocabulary import Certainty, EmendationKind, MarkKind

Steps = tuple[str | int, ...]
"""The way to an entry: keys and positions, from the top."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something found out about an essay."""

    text: str
    certainty: Certainty
    note: str = ""
    family: str = ""
    """Of an author: the part of the name by which a bibliography sorts it."""
    edtf: Edtf | None = None
    """Of a date: the same for programs."""


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """A passage of a text, given by words of it, with where the manifest says so."""

    path: Steps
    begins: str
    ends: str = ""
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an essay."""

    id: str
    heading: str
    supplied: bool
    """Whether the heading is the editors'."""
    place: TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage whose part in the text an editor has told."""

    kind: MarkKind
    place: TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Omission:
    """A passage that is no part of the essay."""

    kind: str
    place: TextQuoteSelector
    why: str


@dataclass(frozen=True, slots=True)
class Emendation:
    """A slip and its correction."""

    kind: EmendationKind
    place: TextQuoteSelector
    correction: str
    why: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How a text is recognised; see `edition.words`."""

    words: int
    digest: str
    sketch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the manifest says of one essay."""

    slug: str
    title: str
    short: str
    """The title where little room is."""
    title_supplied: bool
    language: str
    summary: str
    author: Fact
    publisher: Fact
    date: Fact
    address: Fact
    rights: str
    wrapped: bool
    fingerprint: Fingerprint
    sections: tuple[Section, ...]
    marks: tuple[Mark, ...]
    omissions: tuple[Omission, ...]
    emendations: tuple[Emendation, ...]
    retired: Mapping[str, str]
    """Address to address."""


_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RESERVED = re.compile(r"[pde][0-9]+(-at)?|notes|apparatus|sections|index")


def is_id(name: str) -> bool:
    """Tell whether an essay or a section may have this id; the schema says the same."""
    return bool(_ID.fullmatch(name)) and not _RESERVED.fullmatch(name)
