"""Rebuilding a site after every change, one build at a time, until the editor stops it."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from edition.build.edition import Edition
from edition.build.site import SITE, generator_environment
from edition.inputs.paths import STAGING
from edition.model.errors import EditionError
from edition.serving.address import Address
from edition.serving.changes import watch
from edition.serving.rendering import Snapshot, render
from edition.serving.server import LiveSite, open_server

SERVED = f"{STAGING}/served"
"""The folder of the site that is served. It is not that of the finished one."""

ERROR_FILE = f"{STAGING}/error.txt"
"""Where to read more about an error of the program itself."""

_QUIET = 0.1
"""Seconds without a change before a build begins: a program saves several files at once."""

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
    site, changed = LiveSite(), threading.Event()
    with ExitStack() as stack:
        url, close = open_server(address, site)
        stack.callback(close)
        stack.enter_context(watch(root, texts, changed.set))
        builder = _Builder(root, site, prepare, report)
        builder.build(first=True)
        report(f"serving: {url} (to stop, press Ctrl+C)")
        while True:
            _wait_for_quiet(changed)
            builder.build()


def _wait_for_quiet(changed: threading.Event) -> None:
    """Wait until something has changed, and then until nothing changes any more."""
    while not changed.wait(_TICK):
        pass
    while changed.is_set():
        changed.clear()
        time.sleep(_QUIET)


class _Builder:
    """Builds the site again and again, and remembers what the last build was made of."""

    def __init__(
        self, root: Path, site: LiveSite, prepare: Callable[[bool], Edition], report: Callable[[str], None]
    ) -> None:
        self._root, self._site, self._prepare, self._report = root, site, prepare, report
        self._snapshot: Snapshot | None = None

    def build(self, *, first: bool = False) -> None:
        """Build the site, or report why it cannot be built."""
        started = time.monotonic()
        try:
            self._build(first)
        except EditionError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"{error.filename or 'the disk'}: {(error.strerror or str(error)).lower()}")
        except Exception as error:
            self._fail(self._describe_unexpected(error))
        else:
            self._report(f"{'built' if first else 'rebuilt'} in {time.monotonic() - started:.1f} s")

    def _build(self, first: bool) -> None:
        edition = self._prepare(first)
        previous, self._snapshot = self._snapshot, None  # after a failure, everything is rendered again
        environment = generator_environment(edition.publication)
        folder = self._root / SERVED
        rendering = render(self._root, folder, previous, environment, self._site.files)
        self._snapshot = rendering.snapshot
        for warning in rendering.warnings:
            self._report(f"warning: {warning}")
        self._site.publish(folder)

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
