"""References in TEI: a `bibl` for each work in which the editors found what an entry says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.markup.xml import block, inline, text_element
from edition.model.edtf import display_date
from edition.model.reference import Reference
from edition.model.translation import gettext
from edition.pages.references import ACCESS


def references(sources: Iterable[Reference], note: str, resp: str) -> Iterator[str]:
    """Yield the elements for the sources of an entry, and for what no reference says of them.

    `resp` refers to the editors.
    """
    for source in sources:
        yield from block("bibl", _parts(source), {"type": "source"})
    yield from text_element("note", note, {"type": "source", "resp": resp})


def _parts(source: Reference) -> Iterator[str]:
    yield from text_element("author", source.author)
    yield from text_element("title", source.work)
    yield from text_element("edition", source.published)
    yield from text_element("biblScope", source.locator)
    for address, kind in ((source.url, ""), (source.archived, "archived")):
        if address:
            yield inline("ptr", "", {"type": kind, "target": address})
    accessed = {"type": "accessed", "when": str(source.accessed)}
    yield from text_element("date", display_date(source.accessed), accessed)
    yield from text_element(
        "note", gettext(ACCESS[source.access]) if source.access else "", {"type": "access"}
    )
    yield from text_element("note", source.supports, {"type": "supports"})
