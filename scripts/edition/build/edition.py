"""An edition: everything that a build knows before it writes anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edition.annotate.entity_index import EntityIndex
from edition.annotate.people import PeopleFinder
from edition.build.cache import Cache, Value, key_of
from edition.exports.data import Anchor, site_anchors
from edition.inputs.manifest import Manifest
from edition.model.address_book import AddressBook, EntityAddresses, PageAddresses
from edition.model.edited_essay import EditedEssay, has_all_texts
from edition.model.essay import Essay
from edition.model.mention import EntityKind
from edition.model.publication import Publication, Release, Site
from edition.model.registry import Registry
from edition.model.translation import Catalogue
from edition.model.versions import VersionRecord


@dataclass(frozen=True)
class Edition:
    """Everything that a build reads and derives before it writes anything."""

    manifest: Manifest
    folder: Path | None
    """The folder of the texts; None if there is none."""
    registry: Registry
    essays: tuple[EditedEssay, ...]
    """Every essay of the manifest, in its order, whether or not its text is available."""
    people_finder: PeopleFinder
    """Finds the people of the registry in a text."""
    index: EntityIndex
    entity_addresses: Mapping[EntityKind, EntityAddresses]
    pages: PageAddresses
    retired_books: Mapping[str, AddressBook]
    """The address books of essays whose pages were retired, by slug."""
    site: Site
    cache: Cache
    """What was derived from each essay alone."""
    catalogue: Catalogue
    """What the interface says in the language of the edition."""
    publication: Publication | None
    """How the edition is cited, from CITATION.cff; None if there is no such file."""
    releases: tuple[Release, ...]
    """The versions of the edition, newest first; empty without a CITATION.cff."""
    records: Mapping[str, VersionRecord]
    """What was recorded of each version when it was released, by version; some may have no record."""

    @property
    def released(self) -> tuple[Release, ...]:
        """The versions that have been released: all of them, except a newest one that has no record yet."""
        newest = self.releases[:1]
        return self.releases if newest and newest[0].version in self.records else self.releases[1:]

    @property
    def texts(self) -> list[Essay]:
        """The texts that are available, in the order of the manifest."""
        return [essay.text for essay in self.essays if essay.text]

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """All addresses that the site has."""
        return tuple(site_anchors(self.pages.current, self.essays, self.entity_addresses))

    def derive(self, essay: EditedEssay, name: str, make: Callable[[], Value], *others: str) -> Value:
        """Return what `make` makes of an essay, from the cache if possible.

        It may depend on the essay without its notes, the registries, the catalogue, and `others`; `name` says
        what it is.
        """
        if not essay.key:
            return make()
        return self.cache.derive(key_of(name, essay.key, self.catalogue.digest, *others), make)

    @property
    def complete(self) -> bool:
        """Whether the text of every essay is available."""
        return has_all_texts(self.essays)
