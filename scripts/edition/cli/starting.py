"""The command that makes a new edition: `edition init`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from edition.build.files import write_files
from edition.cli.shared import report_errors
from edition.editing.starter import check_language, starter_files, title_of
from edition.inputs.program_files import DISTRIBUTION, installed_from_disk
from edition.model.errors import EditionError, display_path

_VERSION_CONTROL = {".git", ".hg"}
"""What a folder may hold that is otherwise empty."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The title of the edition.  [default: made from the folder's name]")
@click.option(
    "--language", default="en", show_default=True, help="The language of its pages, such as en or de."
)
@click.option("--no-example", is_flag=True, help="Make it without the example: no text, and no entries.")
@report_errors
def init(folder: Path, title: str | None, language: str, *, no_example: bool) -> None:
    """Make a new edition with a short example, ready to build.

    FOLDER is the folder of the edition. It is made if it does not exist; otherwise it must be empty.
    """
    check_empty(folder)
    check_language(language)
    made = starter_files(
        title or title_of(folder, language), language, datetime.now(UTC).date(), example=not no_example
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, made.items())
    click.echo(f"made: {display_path(folder)}, with {len(made)} files. Next:")
    here = folder.resolve() == Path.cwd()
    add, build = "edition new my-text.txt --write", ("edition build", "edition serve")
    steps = (add, *build) if no_example else (*build, add) if here else build
    for step in steps if here else (f"cd {display_path(folder)}", *steps):
        click.echo(f"    {step}")
    if installed_from_disk():
        click.echo(
            "The program was installed from a folder or file of this computer. Before you publish, write the "
            f"address of its repository into requirements.txt: {DISTRIBUTION} @ git+https://…"
        )


def check_empty(folder: Path) -> None:
    """Raise EditionError if something other than version control is in the `folder`, or it is a file."""
    if folder.exists() and not folder.is_dir():
        raise EditionError(str(folder), "is a file", todo="Choose another name for the edition's folder")
    names = {path.name for path in folder.iterdir()} - _VERSION_CONTROL if folder.is_dir() else set()
    if names:
        example = min(names)
        raise EditionError(
            str(folder), f"is not empty: it has {example}", todo="Choose a new or empty folder"
        )
