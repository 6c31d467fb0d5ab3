"""The command line: `edition build`, `serve`, `check`, `verify`, `data`, `report` and `new`."""

from __future__ import annotations

import errno
import gc
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from edition.build.assemble import Edition, assemble
from edition.build.files import new_addresses, write_files
from edition.build.generator import SITE, build_site, expected_addresses, generator_environment
from edition.build.outputs import output_files
from edition.build.publishing import preview_cards, preview_pages
from edition.checks.findings import Finding, demand_none
from edition.checks.html import read_site
from edition.checks.markdown import markdown_findings
from edition.checks.registries import registry_findings
from edition.checks.site import site_findings
from edition.editing.new_entry import propose_entry
from edition.inputs.addresses import published_addresses
from edition.inputs.paths import CONFIGURATION, DATA, find_root
from edition.inputs.texts import RecognisedText, display_path, read_source
from edition.model.errors import EditionError
from edition.model.ledger import restore
from edition.model.manifest import is_id
from edition.text.digest import paragraphs_passed_over

P = ParamSpec("P")


def _one_line(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what a user can cause into one line on standard error and exit status 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except EditionError as error:
            _fail(str(error))
        except OSError as error:
            _fail(_os_error(error))
        except KeyboardInterrupt:
            _fail("interrupted; the last good site is in place")

    return guarded


def _fail(line: str) -> None:
    click.echo(f"edition: {line}", err=True)
    sys.exit(1)


def _os_error(error: OSError) -> str:
    file = display_path(Path(error.filename)) if isinstance(error.filename, str) else "the disk"
    todo = {errno.ENOSPC: "Free some space and build again", errno.EACCES: "Allow writing there"}
    advice = todo.get(error.errno or 0, "See to it and build again")
    return f"{file}: {(error.strerror or str(error)).lower()}. {advice}; the last good site is in place"


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let a request to terminate end the program as an interrupt does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="edition")
def main() -> None:
    """Make an annotated edition: plain texts become Markdown, and Markdown a site."""


_project = click.option(
    "--project", type=click.Path(path_type=Path), help="The checkout; by default the nearest from here up."
)
_sources = click.option("--sources", type=click.Path(path_type=Path), help="The folder that holds the texts.")


def _root(asked: Path | None) -> Path:
    return find_root((asked or Path.cwd()).resolve())


def _watch(essays: Iterable[RecognisedText]) -> Iterator[RecognisedText]:
    """Show progress: a bar on a terminal, nothing but the summary elsewhere."""
    if not sys.stdout.isatty():
        yield from essays
        return
    with click.progressbar(
        list(essays), label="Normalising", item_show_func=lambda one: one.entry.slug if one else ""
    ) as bar:
        yield from bar


def _report(edition: Edition) -> None:
    click.echo(f"texts: {display_path(edition.folder) if edition.folder else 'none found'}")
    for entry in edition.manifest.entries:
        click.echo(f"  {entry.slug}: {_told(edition, entry.slug)}")


def _told(edition: Edition, slug: str) -> str:
    """Return what the page of an essay carries."""
    essay = next((one for one in edition.shown if one.entry.slug == slug), None)
    if essay is None:
        return "no text and no digest; the page shows what the manifest knows"
    count = f"{len(edition.assigned[slug].ids)} paragraphs"
    if essay.is_digest:
        return f"the digest, {count}"
    changed = "; changed since the manifest was made, every place still fits"
    return f"{count}, {len(essay.ledger)} changes{'' if edition.recognised[slug].exact else changed}"


def _generate(root: Path, sources: Path | None) -> Edition:
    """Do everything that comes before the generator, and write it."""
    edition = assemble(root, sources, _watch)
    files = output_files(root, edition)
    demand_none(_findings(edition, files))
    new = new_addresses(root, files)
    write_files(root, files)
    _report(edition)
    for path in new:
        click.echo(f"addresses: {path} has new ones; commit it")
    return edition


def _findings(edition: Edition, files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong before the generator has run."""
    yield from markdown_findings(files)
    if edition.complete:
        met = {(one.kind, one.entity) for them in edition.mentions.values() for one in them}
        yield from registry_findings(edition.registry, met, [essay.text for essay in edition.essays])


@main.command()
@_project
@_sources
@click.option("--markdown-only", is_flag=True, help="Stop before the generator.")
@_one_line
def build(project: Path | None, sources: Path | None, markdown_only: bool) -> None:
    """Make the site: texts, Markdown, pages."""
    gc.disable()  # nothing here makes cycles, and in a large edition looking for them takes long
    root = _root(project)
    with _interruptible():
        edition = _generate(root, sources)
        if not markdown_only:
            click.echo(f"site: {display_path(_site(root, edition))}")


def _site(root: Path, edition: Edition) -> Path:
    """Do everything that the generator does and what comes after it; return the site's folder."""
    pages, cards = preview_pages(root, edition), preview_cards(edition)
    return build_site(root, expected_addresses(root), pages=pages, cards=cards)


@main.command()
@_project
@_sources
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve it.")
@_one_line
def serve(project: Path | None, sources: Path | None, address: str) -> None:
    """Serve the site and make it anew whenever texts, annotations or pages change."""
    from edition.build.watch import watch

    root = _root(project)
    edition = _generate(root, sources)
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
    server = subprocess.Popen(command, cwd=root, env=generator_environment(root))
    try:
        with watch(root, edition.folder, lambda: _again(root, sources)):
            server.wait()
    finally:
        server.terminate()


def _again(root: Path, sources: Path | None) -> None:
    """Make the Markdown again; a fault is told and leaves what is served."""
    try:
        _generate(root, sources)
    except EditionError as error:
        click.echo(f"edition: {error}", err=True)


@main.command()
@_project
@_sources
@_one_line
def verify(project: Path | None, sources: Path | None) -> None:
    """Restore every source from its normalised essay and ledger, and compare the bytes."""
    edition = _assembled(project, sources)
    if not edition.essays:
        raise EditionError(
            "texts",
            "there are none to verify",
            todo="Put them into sources/, or name their folder with --sources",
        )
    for essay in edition.essays:
        raw = restore(essay.text, essay.ledger).encode("utf-8")
        if raw != Path(essay.source.name).read_bytes():
            raise EditionError(
                essay.source.name,
                "is not what the essay and its ledger restore",
                todo="This is a fault of the program; please report it",
            )
        click.echo(f"{essay.entry.slug}: {len(raw):,} bytes restored from {len(essay.ledger)} changes")


def _assembled(asked: Path | None, sources: Path | None) -> Edition:
    return assemble(_root(asked), sources, _watch)


@main.command()
@_project
@_sources
@_one_line
def data(project: Path | None, sources: Path | None) -> None:
    """Write the files for other programs into docs/data, and nothing else."""
    gc.disable()  # as in `build`
    _write_data(_root(project), sources)


def _write_data(root: Path, sources: Path | None) -> None:
    edition = assemble(root, sources, _watch)
    files = {path: text for path, text in output_files(root, edition).items() if path.startswith(f"{DATA}/")}
    write_files(root, files, only=DATA)
    for path in sorted(files):
        click.echo(path)


@main.command()
@_project
@_sources
@_one_line
def report(project: Path | None, sources: Path | None) -> None:
    """List what is in no registry and in no digest: shared passages, quotations, dates, names, paragraphs."""
    from edition.editing.report import report_lines  # no other command has to wait for it

    edition = _assembled(project, sources)
    passed_over = {
        slug: paragraphs_passed_over(one, edition.books[slug]) for slug, one in edition.digests.items()
    }
    for line in report_lines(edition.essays, edition.mentions, edition.registry, passed_over):
        click.echo(line)


@main.command()
@_project
@click.argument("folder", metavar="[SITE]", required=False, type=click.Path(path_type=Path))
@_one_line
def check(project: Path | None, folder: Path | None) -> None:
    """List what is wrong with a site that was built, by default that of the checkout."""
    place = folder or _root(project) / SITE
    built = read_site(place)
    found = list(site_findings(built, published_addresses(place)))
    for finding in found:
        click.echo(str(finding))
    if found:
        sys.exit(1)
    click.echo(f"{display_path(place)}: nothing found in {len(built.pages)} pages and stylesheets")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", help="The essay's name in addresses; by default made from the file's name.")
@_one_line
def new(file: Path, slug: str | None) -> None:
    """Print a first entry of the manifest for the text in FILE, to be completed by hand."""
    name = slug or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    if not slug and not is_id(name):
        name = f"essay-{name}".strip("-")
    if not is_id(name):
        raise EditionError("--slug", f"{name!r} is no slug", todo="Join lower-case words by hyphens")
    click.echo(propose_entry(read_source(file), name), nl=False)
