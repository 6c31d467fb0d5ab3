"""Paths, options of a test run, and the neutral environment in which the tests run the program.

The user may have set variables that affect the program, Python or the C library. No test depends on
them: a test about a variable sets it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

from edition.inputs.texts import FOLDER_VARIABLE

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"

DEMANDED = os.environ.get("EDITION_DEMAND_ALL") == "1"
"""Whether a missing text, schema or browser is a failure; otherwise it is reported at the end."""

TEXTS_NAMED = os.environ.get(FOLDER_VARIABLE, "")
"""The folder of texts that the user has named."""

HEEDED = {
    FOLDER_VARIABLE,
    "SITE_URL",
    "SOURCE_DATE_EPOCH",
    "TZ",
    "LANG",
    "LANGUAGE",
    "NO_COLOR",
    "FORCE_COLOR",
}
"""Variables that change what the program or the generator does, besides those of a family."""

FAMILIES = ("LC_", "PYTHON")
WHERE_PACKAGES_ARE = {"PYTHONPATH", "PYTHONHOME"}


def heeded(names: Iterable[str]) -> set[str]:
    """Return the variables that could change the result of a test."""
    return {name for name in names if name in HEEDED or name.startswith(FAMILIES)} - WHERE_PACKAGES_ARE


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of a program that a test starts, with `variables` set in it."""
    neutral = os.environ.keys() - heeded(os.environ)
    return {name: os.environ[name] for name in neutral} | variables


def leave_out(what: str) -> NoReturn:
    """Skip a test and report `what` at the end; fail if everything is demanded."""
    if DEMANDED:
        pytest.fail(f"demanded, but missing: {what}")
    pytest.skip(what)
