"""The error that users of the program see."""

from __future__ import annotations


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
