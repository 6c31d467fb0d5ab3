"""Mentions of people, dates, quotations, disagreements, organisations and places, and where they occur."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from edition.model.edtf import Edtf
from edition.model.vocabulary import Verdict

PageKind = Literal["person", "date", "quotation", "disagreement"]
"""What is mentioned in a text and listed on a page."""

NameKind = Literal["organisation", "place"]
"""What is mentioned in a text and listed on no page."""

MentionKind = PageKind | NameKind
"""What a mention is of."""

EntityKind = PageKind | Literal["episode"]
"""What has an address on a page that lists all of its kind."""

EntityKey = tuple[MentionKind, str]
"""The kind and the id of an entity that is mentioned."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an essay that names somebody or something, gives a date, quotes, or makes a disputed claim.

    It contains at least one character that is not white space.
    """

    start: int
    """In code points of the essay's text, as is `end`."""
    end: int
    kind: MentionKind
    entity: str
    """The id of the entry in a registry; for a date, its `Edtf.id`."""
    source_start: int
    """In code points of the source, as is `source_end`."""
    source_end: int
    value: Edtf | None = None
    """For a date, its value; otherwise None."""
    qualifiers: tuple[str, ...] = ()
    """For a date, the words that qualify it (`by`, `early`, …), and `inferred` where another date gives
    its year."""
    in_title: bool = False
    """For a person, whether the name is part of the name of a work, an event or an organisation."""
    event: str = ""
    """For a date, the id of the entry whose event it means; empty if it means none."""
    part: int = 0
    """For a part of an interrupted quotation, its number, from 1; 0 for a whole quotation."""

    verdict: Literal[Verdict, ""] = ""
    """For a quotation, the verdict on it in this place; empty if it is that of the entry."""

    @property
    def key(self) -> EntityKey:
        """The kind and the id of the entity."""
        return self.kind, self.entity


PAGE_BY_KIND: dict[MentionKind | EntityKind, str] = {
    "person": "people",
    "date": "timeline",
    "quotation": "quotations",
    "disagreement": "disagreements",
    "episode": "synopsis",
}
"""The name of the page that lists the entities of a kind."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention with its address and the words around it."""

    essay: str
    """The slug of the essay."""
    section: str
    """The section's id; empty above the first section."""
    anchor: str
    """The paragraph's address, for a heading the section's; empty above the first section."""
    mention: Mention
    before: str
    """The text just before the mention."""
    exact: str
    """The words of the mention itself."""
    after: str
    """The text just after the mention."""

    def address_on(self, page: str) -> str:
        """Return the address of the occurrence; `page` is the address of its essay's page."""
        return f"{page}#{self.anchor}" if self.anchor else page
