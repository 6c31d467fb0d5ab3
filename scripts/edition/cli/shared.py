"""What several commands share: options, errors in one line, and reading the edition."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec

import click

from edition.build.cache import Cache
from edition.build.checkout import write_markdown
from edition.build.edition import Edition
from edition.build.generator_settings import navigation_warnings
from edition.build.stages import assemble
from edition.build.swap import describe_site
from edition.inputs.paths import find_root
from edition.inputs.texts import RecognisedText
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError, describe_os_error, display_path

P = ParamSpec("P")

INTERRUPTED = 130
"""The exit status that shells use after an interrupt."""

project_option = click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="The folder of the edition.  [default: the current folder or the nearest parent]",
)
sources_option = click.option(
    "--sources", type=click.Path(path_type=Path), help="The folder that holds the texts."
)


def report_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Decorate a command so that errors end it with one line on standard error and an exit status."""

    @wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except EditionError as error:
            fail(str(error))
        except BrokenPipeError:
            raise  # the reader of a pipe has closed it; click exits silently
        except OSError as error:
            fail(describe_os_error(error))
        except KeyboardInterrupt as interrupt:
            fail("; ".join(("interrupted", *map(str, interrupt.args))), INTERRUPTED)

    return wrapper


def fail(line: str, status: int = 1) -> NoReturn:
    """Print a line on standard error and end the program."""
    click.echo(f"edition: {line}", err=True)
    sys.exit(status)


@contextmanager
def interruptible(root: Path) -> Iterator[None]:
    """Make SIGTERM raise KeyboardInterrupt, as SIGINT does; it says what is in place of the site."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(describe_site(root)) from None
    finally:
        signal.signal(signal.SIGTERM, previous)


def edition_root(project: Path | None) -> Path:
    """Return the folder of the edition given by `--project`, or else of that which has the current folder."""
    return find_root((project or Path.cwd()).resolve())


def assemble_project(project: Path | None, sources: Path | None) -> Edition:
    """Return the edition that the options `--project` and `--sources` name, showing progress."""
    return assemble(edition_root(project), sources, show_progress)


def show_progress(texts: Iterable[RecognisedText]) -> Iterator[RecognisedText]:
    """Yield `texts`, showing a progress bar if standard output is a terminal."""
    if not sys.stdout.isatty():
        yield from texts
        return
    with click.progressbar(
        list(texts), label="Normalising", item_show_func=lambda text: text.entry.slug if text else ""
    ) as bar:
        yield from bar


def summarise(edition: Edition) -> None:
    """Print where the texts are, and a line for each essay."""
    click.echo(f"texts: {display_path(edition.folder) if edition.folder else 'none found'}")
    for essay in edition.essays:
        click.echo(f"  {essay.slug}: {_summarise_essay(essay)}{_summarise_addresses(essay)}")


def _summarise_essay(essay: EditedEssay) -> str:
    """Return what the page of an essay contains, in one line."""
    if not essay.shown:
        return "no text and no digest; the page shows the data of the manifest"
    count = f"{len(essay.shown.addressed_blocks())} paragraphs"
    if essay.shown.is_digest:
        return f"the digest, {count}"
    changed = "; changed since the manifest was written, but all places fit" if essay.text_changed else ""
    return f"{count}, {len(essay.shown.ledger)} changes{changed}"


def _summarise_addresses(essay: EditedEssay) -> str:
    """Return whether the addresses of an essay may still change, for the end of its line."""
    if essay.is_draft:
        return "; a draft, until `edition release`"
    new = len(essay.unissued)
    return f"; {new} new, a draft until `edition release`" if new else ""


def write_edition_markdown(
    root: Path, sources: Path | None, *, cache: Cache, summary: bool = True
) -> Edition:
    """Write the generator's input, with or without a summary; return the edition.

    What has not changed is taken from the `cache`.
    """
    edition = assemble(root, sources, show_progress if summary else iter, cache)
    write_markdown(root, edition)
    if summary:
        summarise(edition)
    for warning in navigation_warnings(root):
        click.echo(f"edition: warning: {warning}", err=True)
    return edition
