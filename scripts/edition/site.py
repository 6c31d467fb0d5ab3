"""The site: the generator run on the Markdown, its result checked and put in place whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import yaml

from edition.checks import demand_none
from edition.errors import EditionError
from edition.project import STAGING
from edition.sitechecks import findings, published, read_site

SITE = "site"
CITATION = "CITATION.cff"

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LEVEL = re.compile(r"^(WARNING|ERROR|CRITICAL)\s+-\s+")
_NOISE = ("INFO", "DEBUG", "Aborted", "File ", "Traceback", "^")


def build(root: Path, addresses: Iterable[str], target: Path | None = None) -> Path:
    """Render the Markdown of `root` and put the site in place of the last one; return its folder.

    `addresses` are those that the site must have. Raises EditionError, with the last site as it
    was, where the generator warns or a check finds something.
    """
    fresh = root / STAGING / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        run_generator(root, fresh)
        demand_none(findings(read_site(fresh), addresses))
        place = target or root / SITE
        swap(fresh, place, root / STAGING / "old")
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return place


def run_generator(root: Path, target: Path) -> None:
    """Run MkDocs, strictly, from `root` into `target`. Raises EditionError where it complains."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(root / "mkdocs.yml"),
        "--site-dir",
        str(target),
    ]
    result = subprocess.run(
        command, cwd=root, env=environment(root), capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise EditionError(
            "mkdocs", _complaint(result.stderr + result.stdout), todo="The last good site is untouched"
        )


def _complaint(output: str) -> str:
    """Return in one line what the generator complained of: its warnings, or else its last words."""
    lines = [line.strip() for line in _COLOUR.sub("", output).splitlines()]
    marked = [_LEVEL.sub("", line) for line in lines if _LEVEL.match(line)]
    last = [line for line in lines if line and not line.startswith(_NOISE)][-3:]
    more = f" (and {len(marked) - 3} more)" if len(marked) > 3 else ""
    return " | ".join(marked[:3] or last) + more or "failed"


def environment(root: Path) -> dict[str, str]:
    """Return the environment of the generator: no clock but the edition's date, no advertisement."""
    return {
        "SOURCE_DATE_EPOCH": str(epoch(root)),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        **os.environ,
    }


def epoch(root: Path) -> int:
    """Return the date of the edition's release, from CITATION.cff, in seconds since 1970.

    Raises EditionError for a file that tells none that can be read.
    """
    path = root / CITATION
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
        released = dict(told or {}).get("date-released", "1970-01-01")
        return int(datetime.fromisoformat(str(released)).replace(tzinfo=UTC).timestamp())
    except (yaml.YAMLError, ValueError, TypeError):
        raise EditionError(
            CITATION, "tells no date that can be read", todo="Give date-released as YYYY-MM-DD"
        ) from None


def addresses(root: Path) -> list[str]:
    """Return the addresses that the Markdown of `root` was written with."""
    return published(root / "docs")


def swap(fresh: Path, place: Path, aside: Path) -> None:
    """Put the folder `fresh` where `place` is; undo it if that fails half-way."""
    shutil.rmtree(aside, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(aside)
    try:
        fresh.rename(place)
    except BaseException:
        if aside.exists() and not place.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)
