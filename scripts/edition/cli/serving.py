"""The command `edition serve`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from edition.build.site import generator_environment
from edition.cli.shared import (
    describe_os_error,
    edition_root,
    project_option,
    report_errors,
    sources_option,
    write_edition_markdown,
)
from edition.inputs.paths import GENERATOR_CONFIGURATION
from edition.model.errors import EditionError


@click.command()
@project_option
@sources_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port to serve it at.")
@report_errors
def serve(project: Path | None, sources: Path | None, address: str) -> None:
    """Serve the site, and rebuild it after every change."""
    from edition.build.watch import watch

    root = edition_root(project)
    edition = write_edition_markdown(root, sources, books=False)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--config-file",
        str(root / GENERATOR_CONFIGURATION),
        "--dev-addr",
        address,
    ]
    server = subprocess.Popen(command, cwd=root, env=generator_environment(edition.publication))
    try:
        with watch(root, edition.folder, lambda: rewrite_markdown(root, sources)):
            server.wait()
    finally:
        server.terminate()


def rewrite_markdown(root: Path, sources: Path | None) -> None:
    """Write the Markdown again; report an error without ending the server."""
    try:
        write_edition_markdown(root, sources, books=False)
    except EditionError as error:
        click.echo(f"edition: {error}", err=True)
    except OSError as error:
        click.echo(f"edition: {describe_os_error(error)}", err=True)
