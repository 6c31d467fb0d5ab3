"""Files of addresses: the books that editors commit, and the list that a build publishes with its site."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from edition.inputs.texts import display_path
from edition.model.errors import EditionError

ANCHORS = "data/anchors.json"
"""Where a site tells its own addresses."""

T = TypeVar("T")


def read_addresses(root: Path, path: str, parse: Callable[[str], T]) -> T:
    """Parse a file of addresses; an empty text where there is none. Raises EditionError."""
    file = root / path
    try:
        return parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    except (ValueError, KeyError, TypeError) as error:
        raise EditionError(
            path, f"is no list of addresses ({error})", todo="Restore it from version control"
        ) from None


def published_addresses(folder: Path) -> list[str]:
    """Return the addresses that the data in `folder` tell, such as `essays/x/#p1`.

    Raises EditionError where there is no list of them.
    """
    try:
        anchors = json.loads((folder / ANCHORS).read_text(encoding="utf-8"))["anchors"]
        return [anchor["address"] for anchor in anchors]
    except (OSError, ValueError, KeyError, TypeError):
        raise EditionError(
            display_path(folder / ANCHORS),
            "is no list of addresses",
            todo="Make it again with `edition build`",
        ) from None
