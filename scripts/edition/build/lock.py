"""A lock on the folder of an edition, so that two builds do not write into it at once.

The operating system gives the lock up when the process that has it ends, however it ends: a lock that is
left behind cannot happen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition.inputs.paths import STAGING
from edition.model.errors import EditionError

if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1000
    """Far behind the process id, since others cannot read a byte that is locked."""

    def _acquire(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _acquire(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Lock the edition in `root` for as long as the context lasts.

    Raises EditionError if another process has locked it, and OSError if the lock cannot be written.
    """
    path = root / STAGING / "lock"
    path.parent.mkdir(exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _acquire(file)
        except (BlockingIOError, PermissionError):
            holder = os.read(file, 20).decode("ascii", "replace").strip()
            what = f"another build of this edition is running{f' (process {holder})' if holder else ''}"
            raise EditionError(str(root), what, todo="Wait until it has ended") from None
        os.truncate(file, 0)
        os.write(file, str(os.getpid()).encode("ascii"))
        yield
    finally:
        os.close(file)
