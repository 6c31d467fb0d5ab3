"""The command `edition new`, which describes a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from edition.build.new_text import Added, NewText, add_text, read_new_text
from edition.cli.shared import project_option, report_errors
from edition.inputs.paths import MANIFEST, find_root
from edition.model.errors import EditionError, display_path

_OPEN = re.compile(
    r"    (?:(?:author|publisher|date|address): \{certainty: unknown\}"
    r"|(?:rights|title-supplied|language): .*?  #).*"
)
_CHECKED = re.compile(r"    (\w+): \{is: .*certainty: probable.*")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", help="The essay's name in addresses.  [default: made from FILE's name]")
@click.option("--write", is_flag=True, help="Add the entry to the manifest, and the text to the texts.")
@project_option
@report_errors
def new(file: Path, slug: str | None, write: bool, project: Path | None) -> None:
    """Propose a manifest entry for a text.

    FILE is the text: plain text in UTF-8, or a saved web page, Markdown, DOCX, EPUB or TEI, of which a
    plain text is made; for these the extra `import` must be installed. The edition builds with the entry as
    it is; what it leaves open is for you to say.
    """
    root = _find_edition(file, project, required=write)
    found = read_new_text(file, slug, root)
    if not write:
        click.echo(found.entry, nl=False)
        if found.imported:
            click.echo(_HINT, err=True)
        return
    assert root is not None  # noqa: S101 - it is required
    for line in _report(found, add_text(root, found)):
        click.echo(line)


_HINT = "The entry describes a text that is made of the file; --write saves both."


def _find_edition(file: Path, project: Path | None, *, required: bool) -> Path | None:
    """Return the folder of the edition; None if there is none and none is required."""
    try:
        return find_root((project or Path.cwd()).resolve())
    except EditionError:
        if required or project:
            raise
    try:
        return find_root(file.resolve().parent)
    except EditionError:
        return None


def _report(found: NewText, added: Added) -> Iterator[str]:
    """Yield what was written, and what the editor still has to say."""
    yield f"{MANIFEST}, line {added.line}: added the essay {found.slug}"
    words = f"{len(found.source.text.split())} words"
    source = display_path(added.source)
    if added.is_new and found.imported:
        yield f"{source}: {words}, made of {display_path(found.path)} ({found.imported.format})"
    elif added.is_new:
        yield f"{source}: {words}, a copy of {display_path(found.path)}"
    else:
        yield f"{source}: {words}, already there"
    if found.imported and found.imported.left_out:
        yield f"left out, since a text cannot have them: {', '.join(found.imported.left_out)}"
    lines = added.entry.split("\n")[added.line - 1 :]
    own = [lines[0], *_until_next(lines[1:])]
    still_open = [(n, line) for n, line in enumerate(own, added.line) if _OPEN.fullmatch(line.rstrip("\r"))]
    if still_open:
        yield f"Still to say in {MANIFEST}:"
        yield from (f"  line {n}: {line.strip()}" for n, line in still_open)
    checked = [match[1] for line in own if (match := _CHECKED.fullmatch(line.rstrip("\r")))]
    if checked:
        yield f"To be checked, and then confirmed: {', '.join(checked)}"


def _until_next(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if re.match(r" {0,3}\S", line):
            return
        yield line
