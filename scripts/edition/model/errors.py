"""The one kind of error that a user of the edition sees."""

from __future__ import annotations


class EditionError(Exception):
    """A mistake in the input, told in one line: which file, where, what is wrong, what to do.

    The command line prints the line and ends with status 1; nothing has been written by then.
    """

    def __init__(self, file: str, what: str, *, where: str = "", todo: str = "") -> None:
        """Keep the four parts apart, so that tests can look at each.

        `file` is the path as a user would type it, `where` a place in it (`line 12`), `what` the
        fault and `todo` the remedy, both without a full stop.
        """
        self.file, self.where, self.what, self.todo = file, where, what, todo
        place = ", ".join(part for part in (file, where) if part)
        remedy = f". {todo}" if todo else ""
        super().__init__(f"{place}: {what}{remedy}".replace("\n", " "))
