"""The command line, `edition`: a module for each group of commands."""

from __future__ import annotations

import click

from edition.cli.new import new
from edition.cli.releases import pack, release
from edition.cli.reports import collate, report, reuse, verify
from edition.cli.serving import serve
from edition.cli.site import build, check, data
from edition.cli.starting import init
from edition.cli.texts import mentions
from edition.inputs.program_files import DISTRIBUTION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=DISTRIBUTION)
def main() -> None:
    """Make an annotated edition: plain texts become Markdown, and Markdown a site."""


for command in (
    init,
    build,
    serve,
    check,
    verify,
    data,
    new,
    mentions,
    report,
    reuse,
    collate,
    release,
    pack,
):
    main.add_command(command)
