"""An edition: everything that a build reads and works out before it writes anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from edition.annotate.index import EntityIndex
from edition.inputs.manifest import Manifest
from edition.model.address import AddressBook, EntityAddresses, PageAddresses
from edition.model.edited_essay import EditedEssay
from edition.model.entries import Registry
from edition.model.essay import Essay
from edition.model.mention import MentionKind
from edition.model.publication import Publication, Release, Site


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that a build works out, before anything is written."""

    manifest: Manifest
    folder: Path | None
    """Where the texts are, if there are any."""
    registry: Registry
    essays: tuple[EditedEssay, ...]
    """In the order of the manifest, whether their texts are at hand or not."""
    index: EntityIndex
    entity_addresses: Mapping[MentionKind, EntityAddresses]
    pages: PageAddresses
    retired_books: Mapping[str, AddressBook]
    """By slug, the address books of essays whose pages were given up."""
    site: Site
    publication: Publication | None
    """None where no CITATION.cff says how the edition is cited."""
    releases: tuple[Release, ...]
    """The versions of the edition, the newest first; none without a CITATION.cff."""

    @property
    def texts(self) -> list[Essay]:
        """The essays whose text is at hand."""
        return [essay.text for essay in self.essays if essay.text]

    @property
    def complete(self) -> bool:
        """Whether the text of every essay is at hand."""
        return all(essay.text for essay in self.essays)
