"""References to the works in which the editors found what an entry says, in one style for all pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edition.markup.markdown import emphasis, escape, link
from edition.model.edtf import display_date
from edition.model.reference import Reference
from edition.model.translation import gettext, gettext_noop
from edition.model.vocabulary import Access

ACCESS: Mapping[Access, str] = {
    "": gettext_noop("seen"),
    "copy": gettext_noop("seen in a copy"),
    "original": gettext_noop("seen in the original"),
    "translation": gettext_noop("seen in a translation"),
    "excerpt": gettext_noop("seen in an excerpt"),
    "quoted": gettext_noop("seen quoted"),
    "not-seen": gettext_noop("not seen"),
}
"""How pages say what the editors saw of a work, in English."""

ACCESS_ON_DAY: Mapping[Access, str] = {
    "": gettext_noop("seen on {day}"),
    "copy": gettext_noop("seen in a copy on {day}"),
    "original": gettext_noop("seen in the original on {day}"),
    "translation": gettext_noop("seen in a translation on {day}"),
    "excerpt": gettext_noop("seen in an excerpt on {day}"),
    "quoted": gettext_noop("seen quoted on {day}"),
    "not-seen": gettext_noop("not seen on {day}"),
}
"""The same with the day on which they saw it."""


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
        _linked(gettext("archived"), source.archived) if source.archived else "",
    ]
    listed = ", ".join(filter(None, parts))
    if not source.supports:
        return listed
    return gettext("{reference} (for {subject})").format(reference=listed, subject=escape(source.supports))


def _linked(words: str, url: str) -> str:
    return link(words, f"<{url}>") if url else words


def _seen(source: Reference) -> str:
    """Return what the editors saw, and when; nothing if it was the publication, on a day not written down."""
    if source.accessed:
        return gettext(ACCESS_ON_DAY[source.access]).format(day=display_date(source.accessed))
    return gettext(ACCESS[source.access]) if source.access else ""
