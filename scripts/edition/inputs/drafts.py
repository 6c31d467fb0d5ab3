"""Drafts of registries: entries that a report proposed, and an editor has not moved into the registry yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition.inputs.paths import DRAFTS
from edition.inputs.yaml_text import load_plain_data
from edition.model.errors import EditionError


@dataclass(frozen=True, slots=True)
class RegistryDraft:
    """The draft of a registry."""

    entries: tuple[Mapping[str, Any], ...] = ()
    """Proposed entries, perhaps edited."""
    declined: tuple[str, ...] = ()
    """The ids, or dates, of entries that the editor does not want to be proposed again."""


def draft_path(registry: str) -> str:
    """Return the path of a registry's draft, relative to the folder of the edition."""
    return f"{DRAFTS}/{registry}.yml"


def load_draft(root: Path, registry: str) -> RegistryDraft | None:
    """Return the draft of a registry (`people`, `quotations`, `dates`); None if there is none.

    Raises EditionError if it cannot be read, is not valid YAML or is no list of entries.
    """
    file = draft_path(registry)
    try:
        text = (root / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise EditionError(file, "cannot be read", todo="Delete it, or make it readable") from error
    data = load_plain_data(text, file) or {}
    if not isinstance(data, dict):
        raise EditionError(
            file, "is not a list of entries", todo=f"List them under `{registry}`, or delete it"
        )
    entries, declined = data.get(registry) or [], data.get("declined") or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise EditionError(
            file, "is not a list of entries", where=f"`{registry}`", todo="Correct it, or delete it"
        )
    if not isinstance(declined, list) or not all(isinstance(key, str) for key in declined):
        raise EditionError(
            file, "is not a list of ids", where="`declined`", todo="Write ids in quotation marks"
        )
    return RegistryDraft(tuple(entries), tuple(declined))
