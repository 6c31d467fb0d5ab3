"""Watching an edition's files for changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from edition.inputs.paths import ADDRESS_BOOKS, ANNOTATIONS, CITATION, CONFIGURATION, DIGESTS

DELAY = 0.3
"""Seconds without a change before the callback is called: an editor writes several files at once."""


class _Handler(FileSystemEventHandler):
    """Calls `callback` once after a burst of changes to inputs, and never twice at the same time."""

    def __init__(self, callback: Callable[[], None], is_input: Callable[[Path], bool]) -> None:
        self._callback, self._is_input = callback, is_input
        self._timer: threading.Timer | None = None
        self._running = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Start to wait for the end of a burst of changes, or wait on."""
        if event.event_type in ("opened", "closed", "closed_no_write"):
            return
        # many editors save a file by moving another into its place
        paths = (Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path)
        if not any(map(self._is_input, paths)):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(DELAY, self._run)
        self._timer.daemon = True
        self._timer.start()

    def _run(self) -> None:
        with self._running:
            self._callback()


@contextmanager
def watch(root: Path, texts: Path | None, callback: Callable[[], None]) -> Iterator[None]:
    """Call `callback` after changes to what people write for the edition in `root`.

    These are the annotations, the digests, CITATION.cff, mkdocs.yml, and the folder of `texts`.
    """
    handler = _Handler(callback, lambda path: _is_input(path, root, texts))
    observer = Observer()
    observer.schedule(handler, str(root), recursive=False)
    for folder in filter(None, (root / "docs", texts)):  # docs/digests may not exist yet
        observer.schedule(handler, str(folder), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _is_input(path: Path, root: Path, texts: Path | None) -> bool:
    """Return whether people write the file `path`. They do not write address books: a build does."""
    if path.is_relative_to(root / ADDRESS_BOOKS):
        return False
    inputs = [root / name for name in (ANNOTATIONS, DIGESTS, CITATION, CONFIGURATION)]
    return any(path.is_relative_to(folder) for folder in (*inputs, *filter(None, (texts,))))
