"""The site: the generator run on the Markdown, its result checked and put in place whole."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from edition.checks.findings import raise_first_finding
from edition.checks.html import read_site
from edition.checks.site import site_findings
from edition.exports.link_previews import Card
from edition.inputs.addresses import published_addresses
from edition.inputs.paths import CONFIGURATION, STAGING
from edition.inputs.publication import load_publication
from edition.model.errors import EditionError

SITE = "site"

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LEVEL = re.compile(r"^(WARNING|ERROR|CRITICAL)\s+-\s+")
_NOISE = ("INFO", "DEBUG", "Aborted", "File ", "Traceback", "^")


def build_site(
    root: Path,
    addresses: Iterable[str],
    target: Path | None = None,
    *,
    pages: Iterable[tuple[str, str]] = (),
    cards: Mapping[str, Card] | None = None,
) -> Path:
    """Render the Markdown of `root` and put the site in place of the last one; return its folder.

    `addresses` are those that the site must have; `pages` and `cards` are added to what the generator
    makes, each under its path. Raises EditionError, with the last site as it was, where the generator
    warns or a check finds something.
    """
    fresh = root / STAGING / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        run_generator(root, fresh)
        raise_first_finding(site_findings(read_site(fresh), addresses))
        place = target or root / SITE
        groups, record = by_folder(pages), root / STAGING / "previews.json"
        kept = unchanged(groups, place, record)
        add_pages(fresh, (page for name, group in groups.items() if name not in kept for page in group))
        add_pictures(fresh, cards or {}, root / STAGING / "pictures")
        save_hashes(groups, kept, record)
        swap(fresh, place, root / STAGING / "old", kept)
        save_hashes(groups, groups, record)
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
        str(root / CONFIGURATION),
        "--site-dir",
        str(target),
    ]
    result = subprocess.run(
        command, cwd=root, env=generator_environment(root), capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise EditionError(
            "mkdocs", _complaint(result.stderr + result.stdout), todo="The last good site is untouched"
        )


Groups = Mapping[str, Sequence[tuple[str, str]]]
"""Pages, each with its path, by the folder that holds them."""


def by_folder(pages: Iterable[tuple[str, str]]) -> Groups:
    """Return `pages` in groups that are written, or kept, together."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for path, text in pages:
        groups.setdefault("/".join(path.split("/")[:2]), []).append((path, text))
    return groups


def unchanged(groups: Groups, place: Path, record: Path) -> list[str]:
    """Return the folders of the last site, in `place`, that hold just what their group does.

    Thousands of small files take a disk longer than all else that is done here; so they are written
    only when they have changed. `record` tells what the last build wrote.
    """
    try:
        sealed = dict(json.loads(record.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return []
    return [name for name in groups if sealed.get(name) == _hash(groups[name]) and (place / name).exists()]


def save_hashes(groups: Groups, names: Iterable[str], record: Path) -> None:
    """Note what the groups of these `names` hold."""
    sealed = {name: _hash(groups[name]) for name in names}
    record.write_text(json.dumps(sealed), encoding="utf-8")


def _hash(pages: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps(list(pages)).encode()).hexdigest()


def add_pages(site: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Write `pages` into the folder of the site, each under its path."""
    for path, text in pages:
        folder, _, name = f"{site}/{path}".rpartition("/")
        # thousands of small files: without objects for paths it takes half the time
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with open(f"{folder}/{name}", "wb") as file:  # noqa: PTH123
            file.write(text.encode("utf-8"))


def add_pictures(site: Path, cards: Mapping[str, Card], kept: Path) -> None:
    """Draw a picture of each card into the folder of the site; those drawn before are taken from `kept`."""
    kept.mkdir(parents=True, exist_ok=True)
    for path, card in cards.items():
        drawn = kept / f"{card.digest}.png"
        if not drawn.is_file():
            from edition.exports.preview_image import (
                draw_preview_image,  # most builds draw nothing, and need not wait for Pillow
            )

            fresh = kept / "fresh"
            fresh.write_bytes(draw_preview_image(card))
            os.replace(fresh, drawn)
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawn, site / path)
    for stale in set(kept.iterdir()) - {kept / f"{card.digest}.png" for card in cards.values()}:
        stale.unlink()


def _complaint(output: str) -> str:
    """Return in one line what the generator complained of: its warnings, or else its last words."""
    lines = [line.strip() for line in _COLOUR.sub("", output).splitlines()]
    marked = [_LEVEL.sub("", line) for line in lines if _LEVEL.match(line)]
    last = [line for line in lines if line and not line.startswith(_NOISE)][-3:]
    more = f" (and {len(marked) - 3} more)" if len(marked) > 3 else ""
    return " | ".join(marked[:3] or last) + more or "failed"


def generator_environment(root: Path) -> dict[str, str]:
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
    published = load_publication(root)
    if not published:
        return 0
    return int(datetime.combine(published.released, time(), UTC).timestamp())


def expected_addresses(root: Path) -> list[str]:
    """Return the addresses that the Markdown of `root` was written with."""
    return published_addresses(root / "docs")


def swap(fresh: Path, place: Path, aside: Path, kept: Iterable[str] = ()) -> None:
    """Put the folder `fresh` where `place` is; undo it if that fails half-way.

    Of what was in `place` the folders `kept` are taken over.
    """
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
    for name in kept:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).rename(place / name)
    shutil.rmtree(aside, ignore_errors=True)
