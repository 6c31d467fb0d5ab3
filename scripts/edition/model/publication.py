"""The edition as it is published: its title, version, editors, releases and site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from edition.model.identifiers import DOI_ROOT


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an author or editor; `given` is empty for an organisation or a name never inverted."""

    family: str
    given: str = ""
    orcid: str = ""
    """The address of the person's record at ORCID; empty if not known."""

    @property
    def natural(self) -> str:
        """The name in its natural order."""
        return f"{self.given} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """The name with the family name first, as in a sorted list."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def initials(self) -> str:
        """The initials of the given name, as `A. J.`; empty without one."""
        return " ".join(f"{part[0]}." for part in re.split(r"[\s-]+", self.given) if part)

    @property
    def inverted_initials(self) -> str:
        """The family name followed by initials, as `Smith, A. J.`."""
        return ", ".join(filter(None, (self.family, self.initials)))

    def csl(self) -> dict[str, str]:
        """Return the name as a CSL name variable."""
        return {"family": self.family, "given": self.given} if self.given else {"literal": self.family}


@dataclass(frozen=True, slots=True)
class Publication:
    """The edition itself, as CITATION.cff describes it."""

    title: str
    version: str
    released: date
    editors: tuple[Name, ...]
    language: str
    """The language of the editors' own words, as a BCP 47 code."""
    licence: str = ""
    """An SPDX licence expression; empty if none is stated."""
    doi: str = ""
    """The DOI of the edition, as `10.5281/zenodo.1234`; empty until it has one."""

    @property
    def doi_address(self) -> str:
        """The address to which the DOI resolves; empty without one."""
        return address_of_doi(self.doi)


def address_of_doi(doi: str) -> str:
    """Return the address to which a DOI resolves; empty for an empty text."""
    return f"{DOI_ROOT}{doi}" if doi else ""


@dataclass(frozen=True, slots=True)
class Site:
    """The site, as mkdocs.yml describes it."""

    name: str
    language: str
    """The language of its pages, as a BCP 47 code."""
    url: str = ""
    """The address at which it will be published, ending in a slash; empty if not configured."""
    description: str = ""
    repository: str = ""
    """The address of the repository that it is built from; empty if not configured."""
    has_policy: bool = False
    """Whether its pages have a Content-Security-Policy."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the edition."""

    version: str
    date: str
    """In ISO 8601, as `2026-11-22`."""
    summary: str
    doi: str = ""
    """The DOI of this version alone; empty if it has none."""
    note: str = ""
    """What readers should know of how the version was recorded; may be empty."""
