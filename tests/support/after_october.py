"""Whether the checkout holds After October, the edition that the tests in `tests/edition` are about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from edition.inputs.paths import MANIFEST
from edition.inputs.texts import FOLDER_VARIABLE, find_source_folder
from edition.model.errors import EditionError
from tests.support.environment import ROOT, TEXTS_NAMED

SLUGS = (
    "gravedigger",
    "revolution-betrayed",
    "rise-of-stalinism",
    "lenin-and-stalin",
    "revolution-and-stalinism",
)
FOLDER = ROOT / "tests/edition"

ELSEWHERE = "this checkout holds another edition than After October: the tests of that were not collected"


@cache
def is_here() -> bool:
    """Tell whether the manifest has any of the essays, or cannot be read."""
    try:
        manifest = yaml.safe_load((ROOT / MANIFEST).read_text(encoding="utf-8"))
        slugs = {entry["slug"] for entry in manifest["essays"]}
    except FileNotFoundError:
        return False
    except (yaml.YAMLError, KeyError, TypeError):
        return True
    return not slugs.isdisjoint(SLUGS)


def folder_of_texts() -> Path | None:
    """Return the folder of the five texts, or None if there is none.

    If ESSAYS_DIR names a folder that does not exist or has no texts, the default folders count.
    """
    try:
        return find_source_folder(ROOT, None, {FOLDER_VARIABLE: TEXTS_NAMED})
    except EditionError:
        return find_source_folder(ROOT, None, {})
