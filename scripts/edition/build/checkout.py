"""Checking the files of an edition and writing them into the checkout."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path

from edition.build.books import book_files, existing_books
from edition.build.data_files import data_files
from edition.build.edition import Edition
from edition.build.files import replace_files, write_files
from edition.build.generator_settings import generator_files, is_home_part
from edition.build.outputs import essay_pages, page_files
from edition.checks.findings import Finding, raise_first_finding
from edition.checks.footnotes import markdown_findings
from edition.checks.registries import registry_findings
from edition.inputs.paths import DATA, OPTIONAL_PAGES, OVERRIDES, STAGING
from edition.model.translation import translated_by

WRITTEN_PAGES = f"{STAGING}/pages.json"
"""The file in which a build notes which of the pages in `docs` it wrote."""


def write_markdown(root: Path, edition: Edition, *, books: bool = True) -> None:
    """Write every file that the generator reads.

    Without `books`, the e-books stay as the last build wrote them. Raises EditionError, before anything is
    written, if a check finds a problem.
    """
    with translated_by(edition.catalogue):
        _write_markdown(root, edition, books)


def _write_markdown(root: Path, edition: Edition, books: bool) -> None:
    pages = page_files(edition)
    raise_first_finding(_findings(edition, pages))
    made = book_files(root, edition, pages) if books else {}
    others = () if books else existing_books(root)
    optional = [path for path in OPTIONAL_PAGES if path in pages]
    outdated = set(_pages_of_last_build(root)) & set(OPTIONAL_PAGES) - set(optional)
    # an edition with templates of its own may have another generator read them from their folder
    own = {
        path: text for path, text in pages.items() if not is_home_part(path) or (root / OVERRIDES).is_dir()
    }
    generator = generator_files(root, pages, outdated, edition.catalogue)
    noted = {WRITTEN_PAGES: json.dumps(optional)}
    written = chain.from_iterable(files.items() for files in (own, made, generator, noted))
    write_files(root, chain(written, data_files(edition)), others=others)
    for path in outdated:
        (root / path).unlink(missing_ok=True)


def write_essays(root: Path, edition: Edition, slugs: Collection[str]) -> list[str]:
    """Write the pages of some essays, but nothing else; return their paths.

    Raises EditionError, before anything is written, if a check finds a problem.
    """
    with translated_by(edition.catalogue):
        pages = essay_pages(edition, slugs)
    raise_first_finding(markdown_findings(pages))
    return replace_files(root, pages.items())


def write_data(root: Path, edition: Edition) -> list[str]:
    """Write the files for other programs, e-books included, and return their paths."""
    with translated_by(edition.catalogue):
        pages = page_files(edition)
        beside = ((path, text) for path, text in pages.items() if path.startswith(f"{DATA}/"))
        books = book_files(root, edition, pages)
        return write_files(root, chain(beside, books.items(), data_files(edition)), clean=DATA)


def _pages_of_last_build(root: Path) -> list[str]:
    """Return the pages in `docs` that the last build wrote, of those that not every edition has."""
    try:
        return list(map(str, json.loads((root / WRITTEN_PAGES).read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return []


def _findings(edition: Edition, files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the findings that can be made before the generator runs."""
    yield from markdown_findings(files)
    if edition.complete:
        texts = [essay.text for essay in edition.texts]
        yield from registry_findings(edition.registry, edition.index.by_entity, texts)
