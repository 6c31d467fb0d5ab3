"""The command `edition new`, which describes a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from edition.build.new_text import Added, NewText, add_text, read_new_text
from edition.cli.shared import project_option, report_errors
from edition.inputs.paths import MANIFEST, find_root
from edition.model.errors import EditionError, display_path


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
        click.echo(found.entry.yaml, nl=False)
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
    numbered = enumerate(found.entry.lines, added.line + 1)
    still_open = [(number, line) for number, line in numbered if line.hint]
    if still_open:
        yield f"Still to say in {MANIFEST}:"
        yield from (f"  line {number}: {line}" for number, line in still_open)
    probable = [line.key for line in found.entry.lines if line.is_probable]
    if probable:
        yield f"To be checked, and then confirmed: {', '.join(probable)}"
