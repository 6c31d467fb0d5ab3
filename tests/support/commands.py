"""Running commands of the program on the small edition with one text, and editing its files."""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner, Result

from edition.cli import main
from edition.inputs.paths import ADDRESS_BOOKS

TEXT = "sources/harbour.txt"
SLUG = "harbour-strike"
BOOK = f"{ADDRESS_BOOKS}/{SLUG}.json"

_CONTEXT = click.Context(main)
COMMANDS = {name: main.get_command(_CONTEXT, name) or main for name in main.list_commands(_CONTEXT)}
"""The commands of the command line, by name."""


def run(*arguments: str) -> Result:
    """Run a command; it may exit with an error, but not with a traceback."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def output_of(*arguments: str) -> str:
    """Return what a command prints; it must succeed."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def error_of(result: Result, status: int = 1) -> str:
    """Return the message of a command that failed; it must be one line."""
    assert result.exit_code == status
    (line,) = result.stderr.splitlines()
    assert line.startswith("edition: ")
    return line.removeprefix("edition: ")


def build_error(root: Path, *arguments: str, status: int = 1) -> str:
    """Return the message of a build that fails; it must not change any file."""
    before = tree(root)
    line = error_of(run("build", *arguments), status)
    assert tree(root) == before
    return line


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, except those in the build's own `.build`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".build" not in path.relative_to(folder).parts
    }


def change(path: Path, old: str, new: str) -> None:
    """Replace the only occurrence of `old` in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(path: Path, part: str) -> int:
    """Return the number of the first line that contains `part`."""
    text = path.read_text(encoding="utf-8")
    return text[: text.index(part)].count("\n") + 1
