"""Watching what people write for an edition."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from edition.inputs.paths import (
    ADDRESS_BOOKS,
    CITATION,
    CONFIGURATION,
    DOCS,
    GENERATED,
    GENERATED_FILES,
    OVERRIDES,
)


class Changes:
    """The files that have changed since somebody last asked: one thread adds to them, another waits."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()
        self._changed = threading.Condition()

    def add(self, path: Path) -> None:
        """Note that a file has changed."""
        with self._changed:
            self._paths.add(path)
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for a change, but at most so many `seconds`; return whether there is any."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self._paths), seconds)

    def take(self) -> frozenset[Path]:
        """Return the files that have changed, and forget them."""
        with self._changed:
            paths, self._paths = frozenset(self._paths), set()
            return paths


class _Handler(FileSystemEventHandler):
    """Calls `callback` for every event that changes an input."""

    def __init__(self, callback: Callable[[Path], None], is_input: Callable[[Path], bool]) -> None:
        self._callback, self._is_input = callback, is_input

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Report the event if it changed an input."""
        if event.event_type in ("opened", "closed", "closed_no_write") or _is_folder_update(event):
            return
        # many editors save a file by moving another into its place
        paths = (Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path)
        for path in filter(self._is_input, paths):
            self._callback(path)


def _is_folder_update(event: FileSystemEvent) -> bool:
    """Return whether the event says only that something in a folder has changed."""
    return event.is_directory and event.event_type == "modified"


@contextmanager
def watch(root: Path, texts: Path | None, callback: Callable[[Path], None]) -> Iterator[None]:
    """Call `callback`, in another thread, with the path of whatever changes of what people write.

    That is everything in `docs/`, in `overrides/` and in the folder of `texts` but what a build writes there,
    and CITATION.cff and mkdocs.yml in `root`.
    """
    handler = _Handler(callback, lambda path: _is_input(path, root, texts))
    observer = Observer()
    observer.schedule(handler, str(root), recursive=False)
    for folder in {root / DOCS, root / OVERRIDES, texts}:
        if folder and folder.is_dir():
            observer.schedule(handler, str(folder), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _is_input(path: Path, root: Path, texts: Path | None) -> bool:
    """Return whether people write the file `path`. Editors of text write hidden files beside it."""
    if path.name.startswith("."):
        return False
    if texts and path.is_relative_to(texts):
        return True
    if not path.is_relative_to(root):
        return False
    name = path.relative_to(root).as_posix()
    if name in GENERATED_FILES or any(_is_in(name, folder) for folder in (*GENERATED, ADDRESS_BOOKS)):
        return False
    return name in (CITATION, CONFIGURATION) or any(_is_in(name, folder) for folder in (DOCS, OVERRIDES))


def _is_in(name: str, folder: str) -> bool:
    """Return whether the path `name` is that of a folder or of something in it."""
    return name == folder or name.startswith(f"{folder}/")
