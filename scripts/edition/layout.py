"""Where things are in a checkout."""

from __future__ import annotations

from pathlib import Path

from edition.errors import EditionError
from edition.manifest import MANIFEST
from edition.registry import DATES, DISAGREEMENTS, PEOPLE, QUOTATIONS, WORKS

BOOKS = "docs/annotations/addresses"
PAGES, ENTITIES = f"{BOOKS}/pages.json", f"{BOOKS}/entities.json"
ESSAYS, DATA = "docs/essays", "docs/data"
GENERATED = (ESSAYS, DATA)
"""Folders that hold nothing but what the build writes."""

DIGESTS, EDITIONS = "docs/digests", "docs/annotations/editions.yml"
SEARCH = "docs/search.md"
CITATION, CONFIGURATION = "CITATION.cff", "mkdocs.yml"

ENTITY_PAGES = {
    "people": PEOPLE,
    "quotations": QUOTATIONS,
    "timeline": DATES,
    "disagreements": DISAGREEMENTS,
    "sources": WORKS,
}
"""The pages that are made of registries, and the registry of each."""

STAGING = ".build"
"""The folder in which a build gets ready what it then puts in place."""


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
