"""The command `edition mentions`, for texts that no edition has."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from edition.annotate.people import make_people_finder
from edition.cli.shared import report_errors
from edition.inputs.texts import read_source


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--people", type=click.Path(path_type=Path), help="Whom to find: a file like people.yml.")
@click.option(
    "--names",
    type=click.Path(path_type=Path),
    help="Which organisations and places to find: a file like names.yml.",
)
@click.option(
    "--language",
    default="en",
    show_default=True,
    help="The language of the texts, as a code such as de or fr-CH; it decides how dates are written.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "text"]),
    help="JSON lines or text for readers.  [default: text on a terminal, otherwise jsonl]",
)
@report_errors
def mentions(
    files: tuple[Path, ...], people: Path | None, names: Path | None, language: str, format_: str | None
) -> None:
    """Print the people, dates, places and quotations in any text.

    FILE is a text in UTF-8; it needs no edition.
    """
    from edition.editing.mentions import find_in_source, json_lines, load_names, load_people, readable_lines

    finder = load_people(people) if people else make_people_finder((), ())
    name_finder = load_names(names) if names else None
    as_json = format_ == "jsonl" or (format_ is None and not sys.stdout.isatty())
    sources = [replace(read_source(file), name=str(file)) for file in files]
    finder = finder.learn(source.text for source in sources)
    write_lines = json_lines if as_json else readable_lines
    for source in sources:
        for line in write_lines(source, find_in_source(source, finder, language, name_finder)):
            click.echo(line)
