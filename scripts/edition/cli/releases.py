"""Commands for releases: `edition release` and `pack`."""

from __future__ import annotations

from pathlib import Path

import click

from edition.build.lock import exclusive
from edition.build.packing import pack_site
from edition.build.releasing import check_released, write_release
from edition.build.stages import assemble
from edition.build.swap import SITE
from edition.cli.shared import edition_root, project_option, report_errors, show_progress, sources_option
from edition.editing.starter import unanswered
from edition.model.errors import display_path


@click.command()
@project_option
@sources_option
@click.option("--again", is_flag=True, help="Replace a record that this version already has.")
@report_errors
def release(project: Path | None, sources: Path | None, again: bool) -> None:
    """Release the current version.

    What the edition holds is no longer a draft: the addresses of pages, paragraphs and entries are issued and
    from now on kept, and the version is recorded for the page of versions.
    """
    root = edition_root(project)
    with exclusive(root):
        edition = assemble(root, sources, show_progress)
        changed = write_release(root, edition, again=again)
    for path in changed:
        click.echo(f"written: {path}")
    version = edition.releases[0].version
    click.echo(
        f"version {version} is recorded; commit these files"
        if changed
        else f"version {version} is released as it is"
    )
    open_questions = list(unanswered(root))
    if open_questions:
        click.echo("Still to say before you publish it:")
    for path, number, line in open_questions:
        click.echo(f"  {path}, line {number}: {line}")


@click.command()
@project_option
@sources_option
@click.option("--tag", default="", help="The tag of the release, which must be that of the version.")
@click.argument("folder", type=click.Path(path_type=Path))
@report_errors
def pack(project: Path | None, sources: Path | None, tag: str, folder: Path) -> None:
    """Pack the built site into the files of a release.

    FOLDER is the folder for archives of the site, of its TEI documents and of its data, for the e-book, and
    for what the release says of itself.
    """
    root = edition_root(project)
    edition = assemble(root, sources, show_progress)
    check_released(root, edition, tag)
    for path in pack_site(root / SITE, folder, edition.site, edition.releases[0]):
        click.echo(display_path(path))
