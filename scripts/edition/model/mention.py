"""Mentions of people, dates, quotations and disagreements, and where readers find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from edition.model.edtf import Edtf

Span = tuple[int, int]
MentionKind = Literal["person", "date", "quotation", "disagreement"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an essay that names a person, denotes a time, quotes, or says what others dispute."""

    start: int
    """In code points of the essay's text, as is `end`."""
    end: int
    kind: MentionKind
    entity: str
    """The id of the person, quotation or disagreement, or of the date: `Edtf.id`."""
    source_start: int
    """In code points of the source, as is `source_end`."""
    source_end: int
    value: Edtf | None = None
    """When a date is; None for everything else."""
    qualifiers: tuple[str, ...] = ()
    """For a date, how its expression bounds it: `by`, `from`, `early`, …"""
    in_title: bool = False
    """For a person, whether the name is part of the title of a work, an event or a body."""
    part: int = 0
    """For a piece of an interrupted quotation, its number, from 1; 0 for a whole quotation."""


HOMES: dict[MentionKind, str] = {
    "person": "people",
    "date": "timeline",
    "quotation": "quotations",
    "disagreement": "disagreements",
}
"""The page where all entities of a kind stand."""

Key = tuple[MentionKind, str]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention, and where a reader finds it."""

    essay: str
    section: str
    """The section's id; empty in the head of an essay."""
    anchor: str
    """The paragraph's address, or the section's for a heading; empty for the page."""
    mention: Mention
    before: str
    exact: str
    after: str
