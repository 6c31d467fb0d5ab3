"""The edition as it is published: its title, version, editors, releases and site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Name:
    """Who wrote something; a body, or a name that is not to be turned round, has no `given`."""

    family: str
    given: str = ""

    @property
    def natural(self) -> str:
        """The name as it is spoken."""
        return f"{self.given} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """The name as lists sort it."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def initials(self) -> str:
        """The name with its initials last."""
        letters = [f"{part[0]}." for part in re.split(r"[\s-]+", self.given) if part]
        return ", ".join(filter(None, (self.family, " ".join(letters))))

    def csl(self) -> dict[str, str]:
        """Return the name as CSL has it."""
        return {"family": self.family, "given": self.given} if self.given else {"literal": self.family}


@dataclass(frozen=True, slots=True)
class Publication:
    """The edition itself, as CITATION.cff tells of it."""

    title: str
    version: str
    released: date
    editors: tuple[Name, ...]
    license: str = ""
    language: str = "en"
    """Of the editors' own words, as a BCP 47 code."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site that is made."""

    name: str
    url: str = ""
    """Where it will be, ending in a stroke; empty where nobody has said."""
    description: str = ""
    language: str = "en"
    """Of its pages, as a BCP 47 code."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the edition."""

    version: str
    date: str
    """As `2026-11-22`."""
    summary: str
