"""Watching an edition's files for changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from edition.inputs.paths import ADDRESS_BOOKS

DELAY = 0.3
"""Seconds without a change before the callback is called: an editor writes several files at once."""


class _Handler(FileSystemEventHandler):
    """Calls `callback` once after a burst of changes, except those under the `ignored` paths."""

    def __init__(self, callback: Callable[[], None], ignored: tuple[str, ...]) -> None:
        self._callback, self._ignored = callback, ignored
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = str(event.src_path)
        if event.event_type in ("opened", "closed", "closed_no_write") or path.startswith(self._ignored):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(DELAY, self._callback)
        self._timer.daemon = True
        self._timer.start()


@contextmanager
def watch(root: Path, texts: Path | None, callback: Callable[[], None]) -> Iterator[None]:
    """Call `callback` after changes to the annotations of `root` or to the folder of `texts`.

    The address books are ignored, because a build writes them itself.
    """
    books = str(root / ADDRESS_BOOKS)
    observer = Observer()
    for folder in filter(None, (root / "docs/annotations", texts)):
        observer.schedule(_Handler(callback, (books,)), str(folder), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()
