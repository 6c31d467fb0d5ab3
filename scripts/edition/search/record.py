"""A record of the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RecordKind = Literal["essay", "digest", "note", "person", "quotation", "date", "disagreement", "source"]
"""What a record is of."""

EntitySpan = tuple[int, int, str]
"""Start and end in code points of a record's text, and the id of the person or date it mentions."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page, passage or entry that the search can find."""

    kind: RecordKind
    page: str
    """The address of the page, such as `essays/my-essay/`."""
    fragment: str
    """The fragment of its address; empty for the page itself."""
    shown_in: str
    """The title of the page."""
    section: str
    """The heading of the section it is in, which is shown but not searched."""
    title: str
    """Its own heading, which is searched with a higher weight than the text."""
    text: str
    about: tuple[EntitySpan, ...] | None = None
    """The people and dates that the text mentions; None if they have not been looked for yet."""
    entity: str = ""
    """For the entry of a person or date, its id."""
    names: tuple[str, ...] = ()
    """For such an entry, all names by which readers may search for it, the usual one first."""

    @property
    def address(self) -> str:
        """The address on the site."""
        return f"{self.page}#{self.fragment}" if self.fragment else self.page
