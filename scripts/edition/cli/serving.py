"""The command `edition serve`."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import click

from edition.build.cache import DERIVED, Cache
from edition.build.edition import Edition
from edition.build.lock import exclusive
from edition.cli.shared import (
    edition_root,
    interruptible,
    project_option,
    report_errors,
    sources_option,
    write_edition_markdown,
)
from edition.inputs.texts import find_source_folder


@click.command()
@project_option
@sources_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port to serve it at.")
@report_errors
def serve(project: Path | None, sources: Path | None, address: str) -> None:
    """Serve the site, and rebuild it after every change."""
    from edition.serving.address import parse_address  # imported late: a list of all commands needs no server
    from edition.serving.editing_session import serve_edition

    root = edition_root(project)
    texts = find_source_folder(root, sources, os.environ)

    cache = Cache(root / DERIVED, in_memory=True)

    def prepare(first: bool) -> Edition:
        gc.disable()  # as in `build`
        try:
            with exclusive(root):
                return write_edition_markdown(root, sources, cache=cache, summary=first)
        finally:
            cache.remove_unused()
            gc.enable()

    def report(line: str) -> None:
        click.echo(line, err=line.startswith("edition: "))

    with interruptible(root):
        try:
            serve_edition(root, texts, parse_address(address), prepare, report)
        except KeyboardInterrupt:
            click.echo("stopped")
