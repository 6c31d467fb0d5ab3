"""Operations on files that fail, or are the last before a process ends."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

FILE_OPERATIONS = frozenset(
    ("open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.listdir", "os.scandir")
)
"""The events of Python's auditing that say what is about to be done to files."""


class Killed(BaseException):
    """Stands for the end of the process: after it, no operation on files has an effect."""


class Faults:
    """Makes the operation on files with a given number fail, and all after it if the process is killed."""

    def __init__(self) -> None:
        self.left = -1
        self.kills = False
        self.fired = False
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.left < 0 or event not in self.operations:
            return
        if event == "open" and not str(arguments[0]).startswith(self.folder):
            return
        if self.left == 0:
            self.fired = True
            if self.kills:
                raise Killed
            self.left = -1
            raise OSError(28, "No space left on device", str(arguments[0]))
        self.left -= 1

    @contextmanager
    def at(
        self,
        number: int,
        folder: Path,
        *,
        kills: bool = False,
        operations: Collection[str] = FILE_OPERATIONS,
    ) -> Iterator[None]:
        """Make the operation with a `number` fail; files are counted only if they are opened in `folder`."""
        self.left, self.kills, self.fired, self.folder = number, kills, False, str(folder)
        self.operations = operations
        try:
            yield
        except Killed:
            pass
        finally:
            self.left = -1


@cache
def faults() -> Faults:
    """Return the same object each time, since Python has no means to remove what hears its auditing."""
    return Faults()
