"""A record of the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RecordKind = Literal["essay", "digest", "note", "person", "quotation", "date", "disagreement", "source"]

EntitySpan = tuple[int, int, str]
"""Start and end in code points of a record's text, and the id of the person or date meant there."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something that can be found, and its address."""

    kind: RecordKind
    page: str
    """The address of its page, such as `essays/gravedigger/`."""
    fragment: str
    """Its place on the page; empty for the page itself."""
    shown_in: str
    """The title of its page."""
    section: str
    """The heading that it stands under, shown and not searched."""
    title: str
    """Its own heading, which is searched and weighs more."""
    text: str
    about: tuple[EntitySpan, ...] | None = None
    """Whom and what its text names; None where that has not been looked for."""
    entity: str = ""
    """The id of the person or date whose own entry this is."""
    names: tuple[str, ...] = ()
    """All that readers may type for that person or date, the usual form first."""

    @property
    def address(self) -> str:
        """Return its address on the site."""
        return f"{self.page}#{self.fragment}" if self.fragment else self.page
