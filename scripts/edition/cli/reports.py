"""Commands that look at the whole edition: `edition report`, `collate` and `verify`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from edition.build.restoring import restore_texts
from edition.build.stages import assemble
from edition.cli.shared import (
    assemble_project,
    edition_root,
    project_option,
    report_errors,
    show_progress,
    sources_option,
)
from edition.inputs.checked_yaml import load_yaml
from edition.inputs.paths import QUOTATIONS
from edition.model.errors import EditionError


@click.command()
@project_option
@sources_option
@report_errors
def report(project: Path | None, sources: Path | None) -> None:
    """List what the registries and digests do not cover yet.

    The report lists shared passages, quotations, dates, names and paragraphs.
    """
    from edition.editing.report import report_lines  # imported late, because no other command needs it

    edition = assemble_project(project, sources)
    for line in report_lines(edition.essays, edition.registry):
        click.echo(line)


@click.command()
@project_option
@sources_option
@click.option("--works", type=click.Path(path_type=Path), help="The folder of the works.  [default: works]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table for readers, or JSON.  [default: text]",
)
@report_errors
def collate(project: Path | None, sources: Path | None, works: Path | None, format_: str) -> None:
    """Compare the quotations with their sources.

    The works are plain texts, listed with their checksums in works.yml. A verdict in quotations.yml that
    the comparison contradicts is an error.
    """
    from edition.editing.collate import collate_quotations, quotations_in
    from edition.editing.collation_lines import as_data, contradictions, table_lines
    from edition.inputs.published_texts import read_published_texts

    root = edition_root(project)
    edition = assemble(root, sources, show_progress)
    texts = read_published_texts(root, works, edition.registry.works)
    collations = collate_quotations(quotations_in(edition.essays, edition.registry), texts)
    if format_ == "json":
        click.echo(json.dumps(as_data(collations, texts), ensure_ascii=False, indent=1))
    for line in table_lines(collations) if format_ == "text" else ():
        click.echo(line)
    errors = list(contradictions(collations, load_yaml(root, QUOTATIONS)))
    for error in errors:
        click.echo(f"edition: {error}", err=True)
    if errors:
        sys.exit(1)


@click.command()
@project_option
@sources_option
@report_errors
def verify(project: Path | None, sources: Path | None) -> None:
    """Restore every text from its ledger and compare the bytes."""
    edition = assemble_project(project, sources)
    if not edition.texts:
        raise EditionError(
            "texts",
            "no texts to verify",
            todo="Put them into sources/ or name their folder with --sources",
        )
    for line in restore_texts(edition.texts):
        click.echo(line)
