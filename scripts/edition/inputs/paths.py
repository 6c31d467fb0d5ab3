"""Where things are in a checkout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from edition.model.errors import EditionError
from edition.model.manifest import Entry

ANNOTATIONS = "docs/annotations"
MANIFEST = f"{ANNOTATIONS}/essays.yml"
PEOPLE, DATES = f"{ANNOTATIONS}/people.yml", f"{ANNOTATIONS}/dates.yml"
QUOTATIONS, WORKS = f"{ANNOTATIONS}/quotations.yml", f"{ANNOTATIONS}/works.yml"
DISAGREEMENTS = f"{ANNOTATIONS}/disagreements.yml"
EDITIONS = f"{ANNOTATIONS}/editions.yml"

BOOKS = f"{ANNOTATIONS}/addresses"
PAGES, ENTITIES = f"{BOOKS}/pages.json", f"{BOOKS}/entities.json"

DIGESTS = "docs/digests"
CITATION, CONFIGURATION = "CITATION.cff", "mkdocs.yml"

ESSAYS, DATA = "docs/essays", "docs/data"
GENERATED = (ESSAYS, DATA)
"""Folders that hold nothing but what the build writes."""

SEARCH = "docs/search.md"

SIDE_BY_SIDE = "compare"
"""The name of the page that shows two passages side by side."""

ENTITY_PAGES = {
    "people": PEOPLE,
    "quotations": QUOTATIONS,
    "timeline": DATES,
    "disagreements": DISAGREEMENTS,
    "sources": WORKS,
}
"""The pages that are made of registries, and the registry of each."""

STAGING = ".build"
"""The folder in which a build prepares what it then puts in place."""


def schema_path(file: str) -> str:
    """Return the schema that stands beside a file: `people.schema.json` for `people.yml`."""
    return file.removesuffix(".yml") + ".schema.json"


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` up that holds an edition. Raises EditionError."""
    if not start.is_dir():
        raise EditionError(str(start), "is no folder", todo="Name the checkout in --project")
    for folder in (start, *start.parents):
        if (folder / MANIFEST).is_file():
            return folder
    raise EditionError(
        str(start),
        f"holds no edition: there is no {MANIFEST} here or above",
        todo="Change to the checkout, or name it with --project",
    )


def has_registry(root: Path, page: str) -> bool:
    """Whether the registry is there that a page of ENTITY_PAGES is made of."""
    return (root / ENTITY_PAGES[page]).is_file()


def can_compare(entries: Sequence[Entry]) -> bool:
    """Whether there are two essays to read side by side."""
    return len(entries) > 1
