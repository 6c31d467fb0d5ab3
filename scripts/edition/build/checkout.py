"""Checking the files of an edition and writing them into the checkout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from edition.build.books import book_files, existing_books
from edition.build.edition import Edition
from edition.build.files import write_files
from edition.build.outputs import output_files
from edition.checks.findings import Finding, raise_first_finding
from edition.checks.footnotes import markdown_findings
from edition.checks.registries import registry_findings


def write_markdown(root: Path, edition: Edition, *, books: bool = True) -> None:
    """Write every file that the generator reads.

    Without `books`, the e-books stay as the last build wrote them. Raises EditionError, before anything is
    written, if a check finds a problem.
    """
    files = output_files(edition)
    raise_first_finding(_findings(edition, files))
    made = book_files(root, edition, files) if books else existing_books(root)
    write_files(root, {**files, **made})


def _findings(edition: Edition, files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the findings that can be made before the generator runs."""
    yield from markdown_findings(files)
    if edition.complete:
        texts = [essay.text for essay in edition.texts]
        yield from registry_findings(edition.registry, edition.index.by_entity, texts)
