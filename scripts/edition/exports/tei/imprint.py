"""The edition in the header of a TEI document: who is responsible, its version, and how it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.markup.xml import block, escape, inline, text_element
from edition.model.edtf import Edtf
from edition.model.publication import Name, Publication, Release
from edition.model.translation import gettext, gettext_noop

_THE_EDITORS = gettext_noop("The editors of this edition")
"""Who is responsible for an edition that does not say how it is cited."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of the edition that it is part of."""

    language: str
    """The language of the editors' own words, as a BCP 47 code."""
    publication: Publication | None = None
    """None if the edition does not say how it is cited."""
    releases: Sequence[Release] = ()
    """The versions of the edition, newest first."""
    url: str = ""
    """The address of the site, ending in a slash; empty if not known."""

    @property
    def editors(self) -> tuple[Name, ...]:
        """Who is responsible for the edition."""
        return self.publication.editors if self.publication else (Name(gettext(_THE_EDITORS)),)

    @property
    def licence(self) -> str:
        """The SPDX expression of the edition's licence; empty if none is stated."""
        return self.publication.licence if self.publication else ""


def responsibility(imprint: Imprint, identifier: str) -> Iterator[str]:
    """Yield the statement of what the editors did; other elements refer to it by its `identifier`."""
    lines = [
        inline("resp", escape(gettext("Normalised, emended and annotated by"))),
        *map(_name, imprint.editors),
    ]
    yield from block("respStmt", lines, {"xml:id": identifier})


def _name(name: Name) -> str:
    """Return the name of an editor: a body, or a person with the address of their ORCID."""
    element = "persName" if name.given else "orgName"
    return inline(element, escape(name.natural), {"ref": name.orcid})


def edition_statement(imprint: Imprint) -> Iterator[str]:
    """Yield which version of the edition the document is part of; nothing if that is not known."""
    published = imprint.publication
    if published:
        words = escape(gettext("Version {version} of {title}, {date}")).format(
            version=escape(published.version),
            title=inline("title", escape(published.title)),
            date=_date(published),
        )
        line = inline("edition", words, {"n": published.version})
        yield from block("editionStmt", [line])


def publication_details(imprint: Imprint, slug: str) -> Iterator[str]:
    """Yield who published the essay with this slug in the edition and when, and its address and DOI."""
    published = imprint.publication
    yield from (inline("publisher", escape(name.natural)) for name in imprint.editors)
    if published:
        yield _date(published)
    yield inline("idno", escape(slug), {"type": "slug"})
    if imprint.url:
        yield inline("idno", escape(f"{imprint.url}essays/{slug}/"), {"type": "URI"})
    if published:
        yield from text_element("idno", published.doi, {"type": "DOI", "corresp": published.doi_address})


def _date(published: Publication) -> str:
    day = published.released
    return inline("date", Edtf.from_day(day).display(), {"when": day.isoformat()})


def revisions(imprint: Imprint) -> Iterator[str]:
    """Yield the versions of the edition, newest first; nothing if there are none."""
    changes = [
        inline("change", escape(release.summary), {"n": release.version, "when": release.date})
        for release in imprint.releases
    ]
    yield from block("revisionDesc", changes)
