"""Mentions of people, dates, quotations and disagreements, and where readers find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
MentionKind = Literal["person", "date", "quotation", "disagreement"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of an essay that is about an entity."""

    start: int
    """In code points of the essay's text, as is `end`."""
    end: int
    kind: MentionKind
    entity: str
    """The id of the person, quotation or disagreement, or of the date: its EDTF with -- for a stroke."""
    source_start: int
    """In code points of the source, as is `source_end`."""
    source_end: int
    notes: tuple[str, ...] = ()
    """Of a date, how it is bounded; of a person, `title` within a title; of a quotation, its part."""
    value: str = ""
    """Of a date, its EDTF."""


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
