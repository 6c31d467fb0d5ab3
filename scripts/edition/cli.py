"""The command line: `edition build`, `serve`, `check`, `verify`, `data` and the tools for editors."""

from __future__ import annotations

import errno
import gc
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec

import click

from edition.annotate.people import make_people_finder
from edition.build.books import book_files
from edition.build.checkout import write_markdown
from edition.build.edition import Edition
from edition.build.files import write_files
from edition.build.freezing import check_frozen, write_record
from edition.build.outputs import output_files
from edition.build.packing import pack_site
from edition.build.previews import preview_notices
from edition.build.site import SITE, build_site, generator_environment
from edition.build.stages import assemble
from edition.checks.parsed_site import read_site
from edition.checks.site import site_findings
from edition.editing.new_entry import propose_entry, propose_slug
from edition.inputs.address_files import published_addresses
from edition.inputs.checked_yaml import load_yaml
from edition.inputs.paths import CONFIGURATION, DATA, QUOTATIONS, find_root
from edition.inputs.texts import RecognisedText, display_path, read_source
from edition.model.edited_essay import EditedEssay
from edition.model.errors import EditionError
from edition.model.ledger import restore
from edition.model.manifest import is_id

P = ParamSpec("P")

INTERRUPTED = 130
"""The exit status that shells use after an interrupt."""


def _report_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Decorate a command so that errors end it with one line on standard error and an exit status."""

    @wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except EditionError as error:
            _fail(str(error))
        except BrokenPipeError:
            raise  # the reader of a pipe has closed it; click exits silently
        except OSError as error:
            _fail(_os_error(error))
        except KeyboardInterrupt:
            _fail("interrupted; the last good site is in place", INTERRUPTED)

    return wrapper


def _fail(line: str, status: int = 1) -> None:
    click.echo(f"edition: {line}", err=True)
    sys.exit(status)


def _os_error(error: OSError) -> str:
    file = display_path(Path(error.filename)) if isinstance(error.filename, str) else "the disk"
    remedies = {errno.ENOSPC: "Free some space and build again", errno.EACCES: "Allow writing to it"}
    advice = remedies.get(error.errno or 0, "Correct that and build again")
    return f"{file}: {(error.strerror or str(error)).lower()}. {advice}; the last good site is in place"


@contextmanager
def _interruptible() -> Iterator[None]:
    """Make SIGTERM raise KeyboardInterrupt, as SIGINT does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="edition")
def main() -> None:
    """Make an annotated edition: plain texts become Markdown, and Markdown a site."""


_project = click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="The folder of the edition.  [default: the current folder or the nearest parent]",
)
_sources = click.option("--sources", type=click.Path(path_type=Path), help="The folder that holds the texts.")


def _root(project: Path | None) -> Path:
    return find_root((project or Path.cwd()).resolve())


def _show_progress(texts: Iterable[RecognisedText]) -> Iterator[RecognisedText]:
    """Yield `texts`, showing a progress bar if standard output is a terminal."""
    if not sys.stdout.isatty():
        yield from texts
        return
    with click.progressbar(
        list(texts), label="Normalising", item_show_func=lambda text: text.entry.slug if text else ""
    ) as bar:
        yield from bar


def _summarise(edition: Edition) -> None:
    click.echo(f"texts: {display_path(edition.folder) if edition.folder else 'none found'}")
    for essay in edition.essays:
        click.echo(f"  {essay.slug}: {_summarise_essay(essay)}")


def _summarise_essay(essay: EditedEssay) -> str:
    """Return what the page of an essay contains, in one line."""
    if not essay.shown:
        return "no text and no digest; the page shows the data of the manifest"
    count = f"{len(essay.shown.addressed_blocks())} paragraphs"
    if essay.shown.is_digest:
        return f"the digest, {count}"
    changed = "; changed since the manifest was written, but all places fit" if essay.text_changed else ""
    return f"{count}, {len(essay.shown.ledger)} changes{changed}"


def _write_markdown(root: Path, sources: Path | None, *, books: bool = True) -> Edition:
    """Write the generator's input, with or without e-books, and print a summary; return the edition."""
    edition = assemble(root, sources, _show_progress)
    changed = write_markdown(root, edition, books=books)
    _summarise(edition)
    for path in changed:
        click.echo(f"addresses: {path} has new addresses; commit it")
    return edition


@main.command()
@_project
@_sources
@click.option("--markdown-only", is_flag=True, help="Write the Markdown and stop before the generator.")
@_report_errors
def build(project: Path | None, sources: Path | None, markdown_only: bool) -> None:
    """Build the site from texts, annotations and pages."""
    gc.disable()  # a build creates no reference cycles, and searching a large edition for them is slow
    root = _root(project)
    with _interruptible():
        edition = _write_markdown(root, sources)
        if not markdown_only:
            click.echo(f"site: {display_path(build_site(root, edition))}")
            for notice in preview_notices(edition):
                click.echo(notice)


@main.command()
@_project
@_sources
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port to serve it at.")
@_report_errors
def serve(project: Path | None, sources: Path | None, address: str) -> None:
    """Serve the site, and rebuild it after every change."""
    from edition.build.watch import watch

    root = _root(project)
    edition = _write_markdown(root, sources, books=False)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--config-file",
        str(root / CONFIGURATION),
        "--dev-addr",
        address,
    ]
    server = subprocess.Popen(command, cwd=root, env=generator_environment(edition.publication))
    try:
        with watch(root, edition.folder, lambda: _rewrite_markdown(root, sources)):
            server.wait()
    finally:
        server.terminate()


def _rewrite_markdown(root: Path, sources: Path | None) -> None:
    """Write the Markdown again; report an error without ending the server."""
    try:
        _write_markdown(root, sources, books=False)
    except EditionError as error:
        click.echo(f"edition: {error}", err=True)
    except OSError as error:
        click.echo(f"edition: {_os_error(error)}", err=True)


@main.command()
@_project
@_sources
@_report_errors
def verify(project: Path | None, sources: Path | None) -> None:
    """Restore every text from its ledger and compare the bytes."""
    edition = _assemble(project, sources)
    if not edition.texts:
        raise EditionError(
            "texts",
            "no texts to verify",
            todo="Put them into sources/ or name their folder with --sources",
        )
    for essay in edition.texts:
        raw = restore(essay.text, essay.ledger).encode("utf-8")
        if sha256(raw).hexdigest() != essay.source.sha256:
            raise EditionError(
                essay.source.name,
                "differs from the text that the essay and its ledger restore",
                todo="This is a bug in the program; please report it",
            )
        click.echo(f"{essay.entry.slug}: {len(raw):,} bytes restored from {len(essay.ledger)} changes")


def _assemble(project: Path | None, sources: Path | None) -> Edition:
    return assemble(_root(project), sources, _show_progress)


@main.command()
@_project
@_sources
@_report_errors
def data(project: Path | None, sources: Path | None) -> None:
    """Write the files for other programs into docs/data."""
    gc.disable()  # as in `build`
    _write_data(_root(project), sources)


def _write_data(root: Path, sources: Path | None) -> None:
    edition = assemble(root, sources, _show_progress)
    outputs = output_files(edition)
    files: dict[str, str | bytes] = {p: text for p, text in outputs.items() if p.startswith(f"{DATA}/")}
    files |= book_files(root, edition, outputs)
    write_files(root, files, clean=DATA)
    for path in sorted(files):
        click.echo(path)


@main.command()
@_project
@_sources
@click.option("--again", is_flag=True, help="Replace a record that this version already has.")
@_report_errors
def freeze(project: Path | None, sources: Path | None, again: bool) -> None:
    """Record what the current version holds, for the page of versions."""
    root = _root(project)
    click.echo(
        f"recorded: {write_record(root, assemble(root, sources, _show_progress), again=again)}; commit it"
    )


@main.command()
@_project
@_sources
@click.option("--tag", default="", help="The tag of the release, which must be that of the version.")
@click.argument("folder", type=click.Path(path_type=Path))
@_report_errors
def pack(project: Path | None, sources: Path | None, tag: str, folder: Path) -> None:
    """Pack the built site into the files of a release.

    FOLDER is the folder for archives of the site, of its TEI documents and of its data, for the e-book, and
    for what the release says of itself.
    """
    root = _root(project)
    edition = assemble(root, sources, _show_progress)
    check_frozen(edition, tag)
    for path in pack_site(root / SITE, folder, edition.site, edition.releases[0]):
        click.echo(display_path(path))


@main.command()
@_project
@_sources
@_report_errors
def report(project: Path | None, sources: Path | None) -> None:
    """List what the registries and digests do not cover yet.

    The report lists shared passages, quotations, dates, names and paragraphs.
    """
    from edition.editing.report import report_lines  # imported late, because no other command needs it

    edition = _assemble(project, sources)
    for line in report_lines(edition.essays, edition.registry):
        click.echo(line)


@main.command()
@_project
@_sources
@click.option("--works", type=click.Path(path_type=Path), help="The folder of the works.  [default: works]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table for readers, or JSON.  [default: text]",
)
@_report_errors
def collate(project: Path | None, sources: Path | None, works: Path | None, format_: str) -> None:
    """Compare the quotations with their sources.

    The works are plain texts, listed with their checksums in works.yml. A verdict in quotations.yml that
    the comparison contradicts is an error.
    """
    from edition.editing.collate import collate_quotations, quotations_in
    from edition.editing.collation_lines import as_data, contradictions, table_lines
    from edition.inputs.published_texts import read_published_texts

    root = _root(project)
    edition = assemble(root, sources, _show_progress)
    texts = read_published_texts(root, works, edition.registry.works)
    collations = collate_quotations(quotations_in(edition.essays, edition.registry), texts)
    if format_ == "json":
        click.echo(json.dumps(as_data(collations, texts), ensure_ascii=False, indent=1))
    for line in table_lines(collations) if format_ == "text" else ():
        click.echo(line)
    errors = list(contradictions(collations, load_yaml(root, QUOTATIONS)))
    for error in errors:
        click.echo(f"edition: {error}", err=True)
    if errors:
        sys.exit(1)


@main.command()
@_project
@click.argument("folder", metavar="[SITE]", required=False, type=click.Path(path_type=Path))
@_report_errors
def check(project: Path | None, folder: Path | None) -> None:
    """List the problems of a built site.

    SITE is the folder of the site.  [default: the site of the edition]
    """
    folder = folder or _root(project) / SITE
    site = read_site(folder)
    findings = list(site_findings(site, published_addresses(folder)))
    for finding in findings:
        click.echo(str(finding))
    if findings:
        sys.exit(1)
    click.echo(f"{display_path(folder)}: no problems found in {len(site.pages)} pages and stylesheets")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", help="The essay's name in addresses.  [default: made from FILE's name]")
@_report_errors
def new(file: Path, slug: str | None) -> None:
    """Print a manifest entry for a text, to be completed by hand.

    FILE is the text.
    """
    slug = slug or propose_slug(file.stem)
    if not is_id(slug):
        todo = "Use lower-case words joined with hyphens"
        raise EditionError("--slug", f"{slug!r} is not a valid slug", todo=todo)
    click.echo(propose_entry(read_source(file), slug), nl=False)


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--people", type=click.Path(path_type=Path), help="Whom to find: a file like people.yml.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "text"]),
    help="JSON lines or text for readers.  [default: text on a terminal, otherwise jsonl]",
)
@_report_errors
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
