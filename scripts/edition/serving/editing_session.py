"""Rebuilding a site after every change, one build at a time, until the editor stops it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path

from edition.build.checkout import write_essays
from edition.build.edition import Edition
from edition.build.generator_process import generator_environment
from edition.build.lock import exclusive
from edition.build.stages import edit_again
from edition.build.swap import SITE
from edition.inputs.paths import STAGING
from edition.model.errors import EditionError, describe_os_error
from edition.serving.address import Address
from edition.serving.changes import Changes, watch
from edition.serving.rendering import Snapshot, render, render_pages
from edition.serving.server import LiveSite, open_server

SERVED = f"{STAGING}/served"
"""The folder of the site that is served. It is not that of the finished one."""

ERROR_FILE = f"{STAGING}/error.txt"
"""Where to read more about an error of the program itself."""

_QUIET = 0.1
"""Seconds without a change before a build begins: a program saves several files at once."""

MANY_ESSAYS = 20
"""With more essays than these, the pages that have changed are shown before the rest of the site is made."""

_TICK = 0.5
"""Seconds after which the loop wakes up; on Windows an interrupt is noticed only then."""


def serve_edition(
    root: Path,
    texts: Path | None,
    address: Address,
    prepare: Callable[[bool], Edition],
    report: Callable[[str], None],
) -> None:
    """Serve the edition in `root` at `address`, and rebuild it whenever something in it or `texts` changes.

    `prepare` writes the Markdown and returns the edition; it is told whether this is the first time.
    `report` prints a line. An error of a build is reported, and shown in the browser beside the last site
    that could be built. The function returns only by an exception: EditionError if nothing can be served at
    `address`, KeyboardInterrupt if the editor stops.
    """
    site, changes = LiveSite(), Changes()
    with ExitStack() as stack:
        url, close = open_server(address, site)
        stack.callback(close)
        stack.enter_context(watch(root, texts, changes.add))
        builder = Builder(root, site, prepare, report)
        builder.build()
        report(f"serving: {url} (to stop, press Ctrl+C)")
        while True:
            builder.build(_wait_for_quiet(changes))


def _wait_for_quiet(changes: Changes) -> frozenset[Path]:
    """Wait until something has changed, and then until nothing changes any more; return what has changed."""
    while not changes.wait(_TICK):
        pass
    changed: frozenset[Path] = frozenset()
    while new := changes.take():
        changed |= new
        time.sleep(_QUIET)
    return changed


class Builder:
    """Builds the site again and again, and remembers what the last build was made of."""

    def __init__(
        self, root: Path, site: LiveSite, prepare: Callable[[bool], Edition], report: Callable[[str], None]
    ) -> None:
        self._root, self._site, self._prepare, self._report = root, site, prepare, report
        self._snapshot: Snapshot | None = None
        self._edition: Edition | None = None

    def build(self, changed: Collection[Path] = ()) -> None:
        """Build the site, or report why it cannot be built; `changed` are the files that have changed."""
        started, first = time.monotonic(), self._edition is None
        try:
            if self._show(changed):
                self._report(f"shown in {time.monotonic() - started:.1f} s; the rest of the site follows")
            self._build(first)
        except EditionError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(describe_os_error(error))
        except Exception as error:
            self._fail(self._describe_unexpected(error))
        else:
            seconds = time.monotonic() - started
            self._report(f"{'built' if first else 'rebuilt'} in {seconds:.1f} s")

    def _build(self, first: bool) -> None:
        previous, self._snapshot = self._snapshot, None  # after a failure, everything is rendered again
        self._edition = edition = self._prepare(first)
        environment = generator_environment(edition.publication)
        folder = self._root / SERVED
        rendering = render(self._root, folder, previous, environment, self._site.files)
        self._snapshot = rendering.snapshot
        for warning in rendering.warnings:
            self._report(f"warning: {warning}")
        self._site.publish(folder)

    def _show(self, changed: Collection[Path]) -> bool:
        """Render the pages of the changed texts and digests before the rest of the site.

        Returns whether that was done: not in a small edition, nor if anything else has changed, too, nor
        after an error, which only a whole build can clear.
        """
        if not self._edition or not self._snapshot or self._site.state.error:
            return False
        if len(self._edition.essays) <= MANY_ESSAYS:
            return False
        edited = edit_again(self._edition, self._root, changed)
        if not edited:
            return False
        edition, slugs = edited
        with exclusive(self._root):
            pages = write_essays(self._root, edition, slugs)
        folder, environment = self._root / SERVED, generator_environment(edition.publication)
        render_pages(self._root, folder, pages, environment, self._site.files)
        self._site.publish(folder)
        return True

    def _fail(self, error: str) -> None:
        self._report(f"edition: {error}")
        finished = self._root / SITE
        self._site.fail(error, finished if (finished / "index.html").is_file() else None)

    def _describe_unexpected(self, error: Exception) -> str:
        """Return one line on an error that is not the editor's, and write where it arose to a file."""
        file = self._root / ERROR_FILE
        file.parent.mkdir(exist_ok=True)
        file.write_text(traceback.format_exc(), encoding="utf-8")
        name = type(error).__name__
        return f"an error of the program itself, {name}. Please report it with the file {ERROR_FILE}"
