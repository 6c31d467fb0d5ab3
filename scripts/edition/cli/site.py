"""Commands that make and check the site: `edition build`, `check` and `data`."""

from __future__ import annotations

import gc
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from edition.build.ahead import ending_processes
from edition.build.books import write_books
from edition.build.cache import DERIVED, Cache
from edition.build.checkout import write_data
from edition.build.edition import Edition
from edition.build.generator_process import Generator
from edition.build.lock import exclusive
from edition.build.previews import preview_notices
from edition.build.restoring import restore_texts
from edition.build.site import build_site
from edition.build.stages import assemble
from edition.build.swap import SITE, recover_site
from edition.checks.parsed_site import read_site
from edition.checks.site import site_findings
from edition.cli.shared import (
    edition_root,
    interruptible,
    project_option,
    report_errors,
    show_progress,
    sources_option,
    write_edition_markdown,
)
from edition.inputs.address_files import published_addresses
from edition.model.errors import display_path


@click.command()
@project_option
@sources_option
@click.option("--markdown-only", is_flag=True, help="Write the Markdown and stop before the generator.")
@report_errors
def build(project: Path | None, sources: Path | None, markdown_only: bool) -> None:
    """Build the site from texts, annotations and pages."""
    gc.disable()  # a build creates no reference cycles, and searching a large edition for them is slow
    _build(edition_root(project), sources, markdown_only=markdown_only)


def _build(root: Path, sources: Path | None, *, markdown_only: bool = False) -> Edition:
    """Write the Markdown and, unless it is to be `markdown_only`, the site; return the edition."""
    with interruptible(root), exclusive(root), ending_processes(), ExitStack() as started:
        recover_site(root)
        generator = None if markdown_only else started.enter_context(Generator(root))
        cache = Cache(root / DERIVED, is_shared=True)
        edition = write_edition_markdown(root, sources, cache=cache)
        if generator:
            click.echo(f"site: {display_path(build_site(root, edition, generator))}")
            for notice in preview_notices(edition):
                click.echo(notice)
        else:
            write_books(root, edition)
        cache.remove_unused()
    return edition


@click.command()
@project_option
@sources_option
@click.option("--all", "whole", is_flag=True, help="Build the site first, and restore every text.")
@click.argument("folder", metavar="[SITE]", required=False, type=click.Path(path_type=Path))
@report_errors
def check(project: Path | None, sources: Path | None, whole: bool, folder: Path | None) -> None:
    """List the problems of a built site.

    SITE is the folder of the site.  [default: the site of the edition]
    """
    if whole and folder:
        raise click.UsageError("--all builds the site of the edition, so that no other can be named.")
    if whole:
        edition = _build(edition_root(project), sources)
        for line in restore_texts(edition.texts):
            click.echo(line)
    folder = folder or edition_root(project) / SITE
    site = read_site(folder)
    findings = list(site_findings(site, published_addresses(folder)))
    for finding in findings:
        click.echo(str(finding))
    if findings:
        sys.exit(1)
    click.echo(f"{display_path(folder)}: no problems found in {len(site.pages)} pages and stylesheets")


@click.command()
@project_option
@sources_option
@report_errors
def data(project: Path | None, sources: Path | None) -> None:
    """Write the files for other programs into docs/data."""
    gc.disable()  # as in `build`
    root = edition_root(project)
    with exclusive(root):
        written = write_data(root, assemble(root, sources, show_progress))
    for path in sorted(written):
        click.echo(path)
