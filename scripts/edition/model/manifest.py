"""Entries of the manifest: what the editors know of each essay."""

# Without `from __future__ import annotations`: the converter reads the annotations at every start, and
# would have to evaluate each, if it were a string.

import re
from collections.abc import Mapping
from dataclasses import dataclass

from edition.model.edtf import Edtf
from edition.model.vocabulary import Certainty, Convention, EmendationKind, MarkKind

YamlPath = tuple[str | int, ...]
"""The path of a value in a YAML file: keys and positions in lists, from the top."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the editors found out about an essay."""

    text: str
    """Empty if they found nothing."""
    certainty: Certainty
    note: str = ""
    family: str = ""
    """For an author: the family name, by which a bibliography sorts."""
    edtf: Edtf | None = None
    """For a date: its value."""

    @property
    def url(self) -> str:
        """The text if it is an address on the web, otherwise empty."""
        return self.text if self.text.lower().startswith(("http://", "https://")) else ""


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """A passage of a text, given by its first and last words and those around it.

    The model is the TextQuoteSelector of the W3C Web Annotation Data Model.
    """

    path: YamlPath
    """Where the YAML file gives the passage."""
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
    """Whether the heading was supplied by the editors."""
    place: TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage whose kind an editor has given, since no rule can recognise it."""

    kind: MarkKind
    place: TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Omission:
    """A passage that is not part of the essay."""

    kind: str
    place: TextQuoteSelector
    why: str


@dataclass(frozen=True, slots=True)
class Emendation:
    """A slip in the text, and its correction."""

    kind: EmendationKind
    place: TextQuoteSelector
    correction: str
    why: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The words of a text in brief, by which it is recognised; see `edition.text.words`."""

    words: int
    """Number of words."""
    digest: str
    """Hash of all words."""
    sketch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the manifest says about an essay."""

    slug: str
    title: str
    short: str
    """A short form of the title for tables and notes."""
    title_supplied: bool
    language: str
    summary: str
    verdict: str
    """What it concludes, in a few words of the editors'; empty if they say nothing."""
    tradition: str
    """The school or current from which it is written; empty if the editors name none."""
    author: Fact
    publisher: Fact
    date: Fact
    address: Fact
    rights: str
    wrapped: bool
    """Whether a line break in the text file does not end a paragraph."""
    fingerprint: Fingerprint
    sections: tuple[Section, ...]
    marks: tuple[Mark, ...]
    omissions: tuple[Omission, ...]
    emendations: tuple[Emendation, ...]
    retired: Mapping[str, str]
    """Addresses given up on purpose, and those that replace them."""
    written: Fact = Fact("", "unknown")
    """When the text was written, if not when it was first published."""
    conventions: tuple[Convention, ...] = ()
    """The conventions of plain texts that the file follows."""

    def section(self, id_: str) -> Section:
        """Return the section with this id. Raises KeyError if there is none."""
        for section in self.sections:
            if section.id == id_:
                return section
        raise KeyError(id_)


_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# on the last line, the names of devices, which Windows gives to no file and no folder
_RESERVED = re.compile(
    r"[pde][0-9]+(-at)?|(differ|sign)-.*|notes|differences|onward|apparatus|sections|index"
    r"|con|prn|aux|nul|(com|lpt)[0-9]"
)


def is_id(name: str) -> bool:
    """Return whether an essay or a section may have this id; the JSON Schema has the same rule."""
    return bool(_ID.fullmatch(name)) and not _RESERVED.fullmatch(name)
