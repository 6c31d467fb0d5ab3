"""Checking the files of an edition and writing them into the checkout."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from edition.build.books import book_files, existing_books
from edition.build.edition import Edition
from edition.build.files import replace_files, write_files
from edition.build.generator_settings import generator_files, is_home_part
from edition.build.outputs import essay_pages, output_files
from edition.checks.findings import Finding, raise_first_finding
from edition.checks.footnotes import markdown_findings
from edition.checks.registries import registry_findings
from edition.inputs.paths import OPTIONAL_PAGES, OVERRIDES, STAGING
from edition.model.translation import translated_by

WRITTEN_PAGES = f"{STAGING}/pages.json"
"""The file in which a build notes which of the pages in `docs` it wrote."""


def write_markdown(root: Path, edition: Edition, *, books: bool = True) -> None:
    """Write every file that the generator reads.

    Without `books`, the e-books stay as the last build wrote them. Raises EditionError, before anything is
    written, if a check finds a problem.
    """
    files = output_files(edition)
    raise_first_finding(_findings(edition, files))
    made = book_files(root, edition, files) if books else {}
    pages = [path for path in OPTIONAL_PAGES if path in files]
    outdated = set(_pages_of_last_build(root)) & set(OPTIONAL_PAGES) - set(pages)
    # an edition with templates of its own may have another generator read them from their folder
    own_files = {
        path: text for path, text in files.items() if not is_home_part(path) or (root / OVERRIDES).is_dir()
    }
    with translated_by(edition.catalogue):
        generator = generator_files(root, files, outdated, edition.catalogue)
    others = () if books else existing_books(root)
    written = {**own_files, **made, **generator, WRITTEN_PAGES: json.dumps(pages)}
    write_files(root, written, others=others)
    for path in outdated:
        (root / path).unlink(missing_ok=True)


def write_essays(root: Path, edition: Edition, slugs: Collection[str]) -> list[str]:
    """Write the pages of some essays, but nothing else; return their paths.

    Raises EditionError, before anything is written, if a check finds a problem.
    """
    files = essay_pages(edition, slugs)
    raise_first_finding(markdown_findings(files))
    replace_files(root, files)
    return list(files)


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
