"""References: where the editors found what an entry of a registry says."""

# Without `from __future__ import annotations`, like entries.py.

from dataclasses import dataclass

from edition.model.edtf import Edtf
from edition.model.vocabulary import Access


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in which something that an entry says can be looked up."""

    work: str
    """The title of the book, article, reference work or website."""
    author: str = ""
    published: str = ""
    """What tells one publication of the work from others: year, publisher, or a journal and its volume."""
    locator: str = ""
    """Where in the work: chapter, pages, or the title of an article in it."""
    url: str = ""
    accessed: Edtf | None = None
    """The day on which the editors saw it; None if they did not write it down."""
    archived: str = ""
    """The address of a copy of the page in an archive of the web, or empty."""
    supports: str = ""
    """What the reference supports, if not the whole entry."""
    access: Access = ""
    """What the editors saw, if not the publication itself."""
