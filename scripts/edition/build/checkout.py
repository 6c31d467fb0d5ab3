"""Checking the files of an edition and writing them into the checkout."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from pathlib import Path

from edition.build.books import book_paths, write_books
from edition.build.data_files import data_files
from edition.build.edition import Edition
from edition.build.files import Files, replace_files, write_files
from edition.build.generator_settings import generator_files, is_home_part
from edition.build.outputs import essay_pages, page_files
from edition.checks.findings import Finding, raise_first_finding
from edition.checks.footnotes import markdown_findings
from edition.checks.registries import registry_findings
from edition.inputs.paths import DATA, ESSAYS, OPTIONAL_FILES, OVERRIDES, STAGING
from edition.model.translation import translated_by

WRITTEN_FILES = f"{STAGING}/pages.json"
"""The file in which a build notes which of the files in `docs` it wrote that not every edition has."""


def write_markdown(root: Path, edition: Edition) -> None:
    """Write every file that the generator reads.

    The e-books, which are made of pages, stay as the last build wrote them. Raises EditionError, before
    anything is written, if a check finds a problem.
    """
    with translated_by(edition.catalogue):
        _write_markdown(root, edition)


def _write_markdown(root: Path, edition: Edition) -> None:
    # an edition with templates of its own may have another generator read them from their folder
    writes_parts = (root / OVERRIDES).is_dir()
    previous = _files_of_last_build(root)

    def files() -> Files:
        paths: list[str] = []
        home: dict[str, str] = {}
        for path, content in _checked(edition, page_files(edition)):
            paths.append(path)
            if is_home_part(path):
                home[path] = content
            if writes_parts or not is_home_part(path):
                yield path, content
        yield from data_files(edition)
        written = set(OPTIONAL_FILES).intersection(paths)
        yield from generator_files(root, paths, home, previous - written, edition.catalogue).items()
        yield WRITTEN_FILES, json.dumps(sorted(written))

    # the note comes first: if the build is killed after that, the next still knows which pages are a build's
    write_files(root, files(), others=book_paths(edition), previous=previous, first=WRITTEN_FILES)


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
        beside, others = [], {}
        for path, text in page_files(edition):
            if path.startswith(f"{DATA}/"):
                beside.append((path, text))
            elif not path.startswith(f"{ESSAYS}/"):  # those of thousands of essays would fill the memory
                others[path] = text
        data = write_files(root, chain(beside, data_files(edition)), others=book_paths(edition), clean=DATA)

    def page(path: str) -> str:
        return others.get(path) or essay_pages(edition, [Path(path).stem])[path]

    return data + write_books(root, edition, page)


def _files_of_last_build(root: Path) -> set[str]:
    """Return the files in `docs` that the last build wrote, of those that not every edition has.

    What is no longer a file is not among them: it is not what a build wrote.
    """
    try:
        noted = set(map(str, json.loads((root / WRITTEN_FILES).read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return set()
    return {path for path in noted.intersection(OPTIONAL_FILES) if (root / path).is_file()}


def _checked(edition: Edition, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield `files`, and raise EditionError after the last if a check finds a problem in any of them."""
    findings: list[Finding] = []
    for path, text in files:
        findings += markdown_findings({path: text})
        yield path, text
    findings.sort(key=attrgetter("file"))
    if edition.complete:
        texts = [essay.text for essay in edition.texts]
        findings += registry_findings(edition.registry, edition.index.by_entity, texts)
    raise_first_finding(findings)
