"""The errors that users of the program see, each in one line."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class EditionError(Exception):
    """A mistake in the input, described in one line: file, place, what is wrong, what to do.

    The command line prints the line and exits with status 1. No output has been written by then.
    """

    def __init__(self, file: str, what: str, *, where: str = "", todo: str = "") -> None:
        """Make the line of its four parts, which remain available as attributes.

        `file` is the path as a user would type it, `where` a place in it (`line 12`), `what` says what
        is wrong, and `todo` what to do about it, both without a full stop.
        """
        self.file, self.where, self.what, self.todo = file, where, what, todo
        place = ", ".join(part for part in (file, where) if part)
        remedy = f". {todo}" if todo else ""
        line = " ".join(f"{place}: {what}{remedy}".splitlines())
        # a value may have half a surrogate pair, which no terminal can show
        super().__init__(line.encode("utf-8", "backslashreplace").decode("utf-8"))


def describe_os_error(error: OSError) -> str:
    """Return one line on an error of the operating system: file, what is wrong, what to do."""
    file = display_path(Path(error.filename)) if isinstance(error.filename, str) else "the disk"
    remedies = {errno.ENOSPC: "Free some space and build again", errno.EACCES: "Allow writing to it"}
    advice = remedies.get(error.errno or 0, "Correct that and build again")
    return f"{file}: {reason_of(error)}. {advice}"


def reason_of(error: OSError) -> str:
    """Return what the operating system says is wrong, to stand in a line."""
    return (error.strerror or str(error)).lower()


def display_path(path: Path) -> str:
    """Return `path`, relative to the current directory if that is shorter, for a message."""
    relative = os.path.relpath(path)
    return relative if len(relative) < len(str(path)) else str(path)
