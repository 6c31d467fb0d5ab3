"""Paths of the files in an edition's folder, as they are relative to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from edition.model.errors import EditionError
from edition.model.manifest import Entry

# Where everything is, relative to the folder of an edition.
DOCS, OVERRIDES, ASSETS = "docs", "overrides", "docs/assets"
ANNOTATIONS = "docs/annotations"
MANIFEST = f"{ANNOTATIONS}/essays.yml"
PEOPLE, DATES = f"{ANNOTATIONS}/people.yml", f"{ANNOTATIONS}/dates.yml"
QUOTATIONS, WORKS = f"{ANNOTATIONS}/quotations.yml", f"{ANNOTATIONS}/works.yml"
DISAGREEMENTS = f"{ANNOTATIONS}/disagreements.yml"
EPISODES = f"{ANNOTATIONS}/episodes.yml"
NAMES = f"{ANNOTATIONS}/names.yml"
EDITIONS = f"{ANNOTATIONS}/editions.yml"
VERSION_RECORDS = f"{ANNOTATIONS}/editions"
"""The folder of the records of versions, one file for each; see `edition.model.versions`."""

ADDRESS_BOOKS = f"{ANNOTATIONS}/addresses"
PAGE_BOOK, ENTITY_BOOK = f"{ADDRESS_BOOKS}/pages.json", f"{ADDRESS_BOOKS}/entities.json"

DRAFTS = "drafts"
"""The folder of proposed entries, which no build reads and no site contains."""

DIGESTS = "docs/digests"
CITATION, CONFIGURATION = "CITATION.cff", "mkdocs.yml"

ESSAYS, DATA = "docs/essays", "docs/data"
MENTIONS = "docs/mentions"
"""The folder of pages that list the places of one entity, which only large editions have."""

HOME_PARTS = f"{OVERRIDES}/generated"
"""The folder of what the template adds to the home page."""

SEARCH = "docs/search.md"

VERSIONS = "versions"
"""The name of the page that says what changed with each version."""

SIDE_BY_SIDE = "compare"
"""The name of the page that shows two passages side by side."""

ENTITY_PAGES = {
    "people": PEOPLE,
    "quotations": QUOTATIONS,
    "timeline": DATES,
    "disagreements": DISAGREEMENTS,
    "synopsis": EPISODES,
    "sources": WORKS,
}
"""The pages that list a registry's entries, and the file of that registry."""

REGISTRY_FILES = {
    "people": PEOPLE,
    "dates": DATES,
    "settled": DATES,
    "unnoted": DATES,
    "quotations": QUOTATIONS,
    "disagreements": DISAGREEMENTS,
}
"""The files of the registries that name places in texts, by the keys of their lists of entries."""

FEED, LLMS = "feed.xml", "llms.txt"
"""The names of the feed, and of the file that lists the pages for programs that read text."""

OPTIONAL_FILES = (
    *(f"{DOCS}/{page}.md" for page in (*ENTITY_PAGES, SIDE_BY_SIDE, VERSIONS)),
    f"{DOCS}/{FEED}",
)
"""Pages that an edition has only if there is something to show on them, and the feed of its versions."""

GENERATED_FILES = (SEARCH, *OPTIONAL_FILES, f"{DOCS}/{LLMS}")
"""Files that a build writes into folders in which people write, too."""

PUBLISHED_TEXTS = "works"
"""The folder of the works' own texts, with which quotations are collated."""

STAGING = ".build"
"""The folder in which a build prepares files before it moves them into place."""

THEME = f"{STAGING}/theme"
"""The folder of the templates and assets for a build: the program's, and the edition's own."""

GENERATOR_CONFIGURATION = f"{STAGING}/mkdocs.yml"
"""The generator's whole configuration: the settings of the program, and the edition's own."""

GENERATED = (ESSAYS, DATA, MENTIONS, HOME_PARTS, THEME)
"""Folders that contain only files written by a build."""


def schema_path(file: str) -> str:
    """Return the path of a file's JSON Schema: `people.schema.json` for `people.yml`."""
    return file.removesuffix(".yml") + ".schema.json"


def find_root(start: Path) -> Path:
    """Return the folder of the edition that contains `start`, searching upwards.

    Raises EditionError if `start` is not a directory, or is not in an edition.
    """
    if not start.is_dir():
        raise EditionError(str(start), "is not a directory", todo="Name the edition's folder with --project")
    for folder in (start, *start.parents):
        if (folder / MANIFEST).is_file():
            return folder
    raise EditionError(
        str(start),
        f"contains no edition: there is no {MANIFEST} here or above",
        todo="Change to the edition's folder, or name it with --project",
    )


def can_compare(entries: Sequence[Entry]) -> bool:
    """Return whether there are at least two essays to read side by side."""
    return len(entries) > 1
