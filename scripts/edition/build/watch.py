"""Watching files: call a function shortly after any of them changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from edition.inputs.paths import BOOKS

QUIET = 0.3
"""Seconds without a change before the function is called."""


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: Callable[[], None], ignored: tuple[str, ...]) -> None:
        self._changed, self._ignored = changed, ignored
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = str(event.src_path)
        if event.event_type in ("opened", "closed", "closed_no_write") or path.startswith(self._ignored):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(QUIET, self._changed)
        self._timer.daemon = True
        self._timer.start()


@contextmanager
def watch(root: Path, folder: Path | None, changed: Callable[[], None]) -> Iterator[None]:
    """Call `changed` after changes in the annotations of `root` and in the texts' `folder`."""
    books = str(root / BOOKS)
    observer = Observer()
    for place in filter(None, (root / "docs/annotations", folder)):
        observer.schedule(_Handler(changed, (books,)), str(place), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()
