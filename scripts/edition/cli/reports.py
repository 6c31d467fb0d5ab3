"""Commands that look at the whole edition: `edition report`, `reuse`, `collate` and `verify`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from edition.build.edition import Edition
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
from edition.editing.proposals import KINDS, ProposalKind
from edition.inputs.checked_yaml import load_yaml
from edition.inputs.paths import QUOTATIONS
from edition.model.errors import EditionError, display_path


@click.command()
@project_option
@sources_option
@click.option("--essay", "slugs", multiple=True, metavar="SLUG", help="Only what concerns this essay.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Only proposals of this kind: {', '.join(KINDS)}.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "yaml", "json"]),
    default="text",
    help="A list for readers, entries to paste, or JSON.  [default: text]",
)
@click.option("--write", is_flag=True, help="Write the entries into drafts/, for review.")
@report_errors
def report(
    project: Path | None,
    sources: Path | None,
    slugs: tuple[str, ...],
    kinds: tuple[ProposalKind, ...],
    format_: str,
    write: bool,
) -> None:
    """List what the registries and digests do not cover yet.

    The report lists people, quotations and dates as entries to paste, shared passages, years and marks to be
    checked, and paragraphs. What is new comes first.
    """
    from edition.build.registry_drafts import texts_newer_than_registries, write_drafts
    from edition.editing.drafts import REGISTRIES, mark_new
    from edition.editing.report import make_report
    from edition.editing.report_formats import json_text, text_lines, yaml_lines
    from edition.inputs.drafts import load_draft

    edition = assemble_project(project, sources)
    root = edition_root(project)
    _check_slugs(slugs, edition)
    drafts = {kind: draft for kind in REGISTRIES if (draft := load_draft(root, kind))}
    made = make_report(edition.essays, edition.registry)
    all_proposals = list(mark_new(made, drafts, texts_newer_than_registries(root, edition)))
    if write:
        for line in write_drafts(root, edition, drafts, all_proposals):
            click.echo(line)
        return
    chosen = [kind for kind in KINDS if not kinds or kind in kinds]
    proposals = [p for p in all_proposals if not slugs or any(place.essay in slugs for place in p.places)]
    if format_ == "json":
        click.echo(json_text(proposals, chosen))
        return
    for line in (yaml_lines if format_ == "yaml" else text_lines)(proposals, chosen):
        click.echo(line)


def _check_slugs(slugs: tuple[str, ...], edition: Edition) -> None:
    """Raise EditionError if one of the slugs is that of no essay."""
    known = [essay.slug for essay in edition.essays]
    for slug in slugs:
        if slug not in known:
            raise EditionError(
                "--essay", f"no essay is called {slug!r}", todo=f"Name one of {', '.join(known)}"
            )


@click.command()
@project_option
@sources_option
@click.option(
    "--export", "target", type=click.Path(path_type=Path), help="Write the texts into a file for passim."
)
@click.option(
    "--import",
    "output",
    type=click.Path(path_type=Path),
    help="List the passages in the folder that passim wrote.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A list for readers, or JSON.  [default: text]",
)
@report_errors
def reuse(
    project: Path | None, sources: Path | None, target: Path | None, output: Path | None, format_: str
) -> None:
    """Have passim look for shared passages."""
    from edition.editing.passim import document_lines, propose_clusters
    from edition.editing.report_formats import json_text, text_lines
    from edition.inputs.passim_files import read_passages

    if (target is None) == (output is None):
        raise click.UsageError("name either --export or --import")
    edition = assemble_project(project, sources)
    if target:
        lines = list(document_lines(edition.essays))
        if not lines:
            raise EditionError("texts", "no texts to export", todo="Name their folder with --sources")
        target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        click.echo(f"{display_path(target)}: {len(lines)} texts")
    if output:
        proposals = list(propose_clusters(read_passages(output), edition.essays))
        if format_ == "json":
            click.echo(json_text(proposals, ["passages"]))
            return
        for line in text_lines(proposals, ["passages"]):
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
    else:
        for line in table_lines(collations):
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
