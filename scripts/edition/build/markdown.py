"""The Markdown of an edition: checked, and written into the checkout all together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from edition.build.edition import Edition
from edition.build.files import new_addresses, write_files
from edition.build.outputs import output_files
from edition.checks.findings import Finding, demand_none
from edition.checks.markdown import markdown_findings
from edition.checks.registries import registry_findings


def write_markdown(root: Path, edition: Edition) -> list[str]:
    """Write every file that the generator reads; return the address books that have new addresses.

    Raises EditionError where a check finds something; nothing has been written by then.
    """
    files = output_files(edition)
    demand_none(_findings(edition, files))
    changed = new_addresses(root, files)
    write_files(root, files)
    return changed


def _findings(edition: Edition, files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong before the generator has run."""
    yield from markdown_findings(files)
    if edition.complete:
        found = {(mention.kind, mention.entity) for essay in edition.essays for mention in essay.mentions}
        yield from registry_findings(edition.registry, found, [essay.text for essay in edition.texts])
