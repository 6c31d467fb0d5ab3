"""Running the generator within this process, for the pages that have changed."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from edition.build.cache import Cache, hash_parts
from edition.build.generator_process import RENDERED
from edition.build.rendering_cache import NAME, RenderingCache
from edition.exports.epub.books import FOLDER
from edition.inputs.paths import DOCS, GENERATOR_CONFIGURATION, OVERRIDES, THEME
from edition.markup.markdown import split_front_matter
from edition.model.errors import EditionError, display_path

_HOME = f"{DOCS}/index.md"
_IGNORED = re.compile(rf"^A 'dirty' build|'[./]*{re.escape(FOLDER)}/[^']*'")
"""Warnings that editors need not see: that not every page is rendered, and that e-books may be missing."""


@dataclass(frozen=True)
class Snapshot:
    """What a run of the generator read: a hash of what every page depends on, and one of each page."""

    common: str
    pages: Mapping[str, str]


@dataclass(frozen=True)
class Rendering:
    """A run of the generator: what it read, and its warnings."""

    snapshot: Snapshot
    warnings: tuple[str, ...]


def take_snapshot(root: Path) -> Snapshot:
    """Return a snapshot of what the generator would read in the folder `root`.

    All pages depend on the configuration and the templates, and, because of the navigation, on the paths
    and titles of all others.
    """
    pages = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / DOCS).rglob("*.md")}
    theme = _contents(root / THEME, "*.html")
    parts = [item for item in theme if "/generated/" in item[0]]
    templates = [item for item in theme if item not in parts]
    titles = sorted((path, _title(page.decode("utf-8", "replace"))) for path, page in pages.items())
    common = [(root / GENERATOR_CONFIGURATION).read_bytes(), repr(templates).encode(), repr(titles).encode()]
    hashes = {path: _hash(page) for path, page in pages.items()}
    if _HOME in pages:
        hashes[_HOME] = _hash(pages[_HOME], repr(parts).encode())
    return Snapshot(_hash(*common), hashes)


def _contents(folder: Path, pattern: str) -> list[tuple[str, bytes]]:
    """Return the path and content of the files in `folder` whose names match `pattern`."""
    return [(path.as_posix(), path.read_bytes()) for path in sorted(folder.rglob(pattern))]


def _title(page: str) -> str:
    """Return the lines of a page that can give it its title in the navigation."""
    front, body = split_front_matter(page)
    lines = [line for line in front.split("\n") if line.startswith("title:")]
    return "\n".join([*lines, next((line for line in body.split("\n") if line.startswith("# ")), "")])


def _hash(*contents: bytes) -> str:
    return hash_parts(contents).hex()


def render(
    root: Path,
    folder: Path,
    previous: Snapshot | None,
    environment: Mapping[str, str],
    exclusive: AbstractContextManager[object],
) -> Rendering:
    """Bring the site in `folder` up to date with the pages in `root`; the first time, make it.

    Only pages that differ from the `previous` snapshot are rendered if nothing has changed on which others
    depend. `environment` is added to the environment variables of this process. Files in `folder` change
    only in the context `exclusive`. Raises EditionError if the generator fails; the site is then as it was,
    or has some of the new pages.
    """
    snapshot = take_snapshot(root)
    os.environ.update(environment)
    if previous and previous.common == snapshot.common and folder.is_dir():
        changed = [path for path, hashed in snapshot.pages.items() if previous.pages.get(path) != hashed]
        with exclusive:
            return Rendering(snapshot, _run(root, folder, changed))
    fresh = folder.with_name(f"{folder.name}-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    warnings = _run(root, fresh)
    with exclusive:
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    return Rendering(snapshot, warnings)


def render_pages(
    root: Path,
    folder: Path,
    pages: Collection[str],
    environment: Mapping[str, str],
    exclusive: AbstractContextManager[object],
) -> tuple[str, ...]:
    """Render some pages of the site in `folder`, given by the path of their Markdown; return the warnings.

    The other arguments, and the errors, are those of `render`.
    """
    os.environ.update(environment)
    with exclusive:
        return _run(root, folder, pages)


def _run(root: Path, folder: Path, only: Collection[str] | None = None) -> tuple[str, ...]:
    """Run the generator into `folder` and return its warnings. Raises EditionError if it fails.

    Of the pages, only those at the paths `only` are rendered, if given; of the other files, those that are
    newer than in `folder` are copied then.
    """
    with _logged() as records:
        try:
            config = load_config(str(root / GENERATOR_CONFIGURATION), site_dir=str(folder))
            config.plugins[NAME] = RenderingCache(Cache(root / RENDERED))
            for path in only or ():
                (folder / _destination(path.removeprefix(f"{DOCS}/"), config)).unlink(missing_ok=True)
            build(config, dirty=only is not None)
        except Exception as error:  # an extension or a template may raise anything
            raise _failure(error, records) from None
    messages = (record.getMessage() for record in records)
    return tuple(message for message in messages if not _IGNORED.search(message))


def _destination(path: str, config: MkDocsConfig) -> str:
    """Return the path in the site of the page whose Markdown is at `path` in the folder of pages."""
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls).dest_uri


_CORRECT = "Correct that; the site is rebuilt when you save"


def _failure(error: Exception, logged: Iterable[logging.LogRecord]) -> EditionError:
    """Return the error for a generator that raised `error` after it had `logged` something."""
    if isinstance(error, TemplateSyntaxError):
        file = display_path(Path(error.filename or OVERRIDES)).replace(THEME, OVERRIDES)
        return EditionError(file, error.message or "", where=f"line {error.lineno}", todo=_CORRECT)
    errors = [record.getMessage() for record in logged if record.levelno >= logging.ERROR]
    what = errors[-1] if errors else str(error) or type(error).__name__
    return EditionError("mkdocs", " ".join(what.split()).rstrip("."), todo=_CORRECT)


@contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
    """Collect the generator's warnings and errors, which would otherwise be printed."""
    records: list[logging.LogRecord] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    collector, logger = Collector(logging.WARNING), logging.getLogger("mkdocs")
    propagated = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield records
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated
