"""Commands for a text that no edition has yet: `edition new` and `mentions`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from edition.annotate.people import make_people_finder
from edition.cli.shared import report_errors
from edition.editing.new_entry import propose_entry, propose_slug
from edition.inputs.texts import read_source
from edition.model.errors import EditionError
from edition.model.manifest import is_id


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", help="The essay's name in addresses.  [default: made from FILE's name]")
@report_errors
def new(file: Path, slug: str | None) -> None:
    """Print a manifest entry for a text, to be completed by hand.

    FILE is the text.
    """
    slug = slug or propose_slug(file.stem)
    if not is_id(slug):
        todo = "Use lower-case words joined with hyphens"
        raise EditionError("--slug", f"{slug!r} is not a valid slug", todo=todo)
    click.echo(propose_entry(read_source(file), slug), nl=False)


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--people", type=click.Path(path_type=Path), help="Whom to find: a file like people.yml.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "text"]),
    help="JSON lines or text for readers.  [default: text on a terminal, otherwise jsonl]",
)
@report_errors
def mentions(files: tuple[Path, ...], people: Path | None, format_: str | None) -> None:
    """Print the people, dates and quotations in any text.

    FILE is a text in UTF-8; it needs no edition.
    """
    from edition.editing.mentions import find_in_source, json_lines, load_people, readable_lines

    finder = load_people(people) if people else make_people_finder((), ())
    as_json = format_ == "jsonl" or (format_ is None and not sys.stdout.isatty())
    sources = [replace(read_source(file), name=str(file)) for file in files]
    finder = finder.learn(source.text for source in sources)
    write_lines = json_lines if as_json else readable_lines
    for source in sources:
        for line in write_lines(source, find_in_source(source, finder)):
            click.echo(line)
