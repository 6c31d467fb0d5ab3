"""Files of addresses: the address books that editors commit, and the list published with a site."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from edition.inputs.yaml_errors import shorten
from edition.model.errors import EditionError, display_path

ANCHORS = "data/anchors.json"
"""The file in which a site lists its own addresses."""

DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading JSON raises if the file is malformed or has another form."""

T = TypeVar("T")


def read_addresses(root: Path, path: str, parse: Callable[[str], T]) -> T:
    """Parse the file of addresses `path` in `root`; a missing file is parsed as an empty text.

    Raises EditionError if `parse` raises one of `DAMAGED`.
    """
    file = root / path
    try:
        return parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    except DAMAGED as error:
        raise EditionError(
            path, f"is not a list of addresses ({shorten(error)})", todo="Restore it from version control"
        ) from None


def published_addresses(folder: Path) -> list[str]:
    """Return the addresses that the site in `folder` lists in its data, such as `essays/x/#p1`.

    Raises EditionError if the list is missing or malformed.
    """
    try:
        anchors = json.loads((folder / ANCHORS).read_text(encoding="utf-8"))["anchors"]
        return [anchor["address"] for anchor in anchors]
    except (OSError, *DAMAGED):
        raise EditionError(
            display_path(folder / ANCHORS),
            "is not a list of addresses",
            todo="Build the site again with `edition build`",
        ) from None
