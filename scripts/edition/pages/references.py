"""References to the works in which the editors found what an entry says, in one style for all pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edition.markup.markdown import emphasis, escape, link
from edition.model.edtf import display_date
from edition.model.reference import Reference
from edition.model.vocabulary import Access

ACCESS: Mapping[Access, str] = {
    "": "seen",
    "copy": "seen in a copy",
    "original": "seen in the original",
    "translation": "seen in a translation",
    "excerpt": "seen in an excerpt",
    "quoted": "seen quoted",
    "not-seen": "not seen",
}
"""How pages say what the editors saw of a work."""


def reference_list(sources: Iterable[Reference], note: str) -> str:
    """Return references in Markdown, without a stop after the last, and then the `note`, if there is one."""
    listed = "; ".join(map(reference, sources))
    return ". ".join(filter(None, (listed, escape(note))))


def reference(source: Reference) -> str:
    """Return a reference in Markdown: author, *work*, publication, place in it, and what was seen of it.

    The title of the work is the link.

    >>> reference(Reference("Cranes", "Ada Marlow", "1911", "p. 7", access="copy", supports="the strike"))
    'Ada Marlow, *Cranes* (1911), p. 7, seen in a copy (for the strike)'
    """
    published = f" ({escape(source.published)})" if source.published else ""
    parts = [
        escape(source.author),
        _linked(emphasis(source.work), source.url) + published,
        escape(source.locator),
        _seen(source),
        _linked("archived", source.archived) if source.archived else "",
    ]
    supported = f" (for {escape(source.supports)})" if source.supports else ""
    return ", ".join(filter(None, parts)) + supported


def _linked(words: str, url: str) -> str:
    return link(words, f"<{url}>") if url else words


def _seen(source: Reference) -> str:
    """Return what the editors saw, and when; nothing if it was the publication, on a day not written down."""
    day = f" on {display_date(source.accessed)}" if source.accessed else ""
    return ACCESS[source.access] + day if day or source.access else ""
