"""From how many essays on a page no longer lists each of them: it would grow with their number."""

from __future__ import annotations

MAX_LISTED_ESSAYS = 100
"""With more essays than these, pages do not describe or offer each of them."""


def too_many_to_list(essays: int) -> bool:
    """Return whether a page should not describe or offer each of so many essays."""
    return essays > MAX_LISTED_ESSAYS
