"""The command line, `edition`: a module for each group of commands."""

from __future__ import annotations

from importlib import import_module

import click

from edition.inputs.program_files import DISTRIBUTION

_MODULES = {
    "init": "starting",
    "build": "site",
    "serve": "serving",
    "check": "site",
    "verify": "reports",
    "data": "site",
    "new": "new",
    "mentions": "texts",
    "report": "reports",
    "reuse": "reports",
    "collate": "reports",
    "release": "releases",
    "pack": "releases",
}
"""The commands, in the order of the help, with the module of each."""


class _Commands(click.Group):
    """Commands that are loaded when they are called: most of the program serves only some of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name is click's
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{_MODULES[cmd_name]}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=DISTRIBUTION)
def main() -> None:
    """Make an annotated edition: plain texts become Markdown, and Markdown a site."""
