"""Writing files into a checkout: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from edition.inputs.paths import ADDRESS_BOOKS, GENERATED, STAGING


def changed_address_books(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return the paths of the address books in `files` that differ from those in the checkout."""
    return [
        path
        for path in sorted(files)
        if path.startswith(ADDRESS_BOOKS) and _differs(root / path, files[path])
    ]


def write_files(root: Path, files: Mapping[str, str], *, clean: str = "") -> None:
    """Write `files` into the checkout and delete outdated files from the folders of generated files.

    The files are first written to a staging folder, and replace others only after all of them have
    been written. `clean` is a path prefix that limits which folders of generated files are cleaned.
    Raise OSError if a file cannot be written; the checkout is then unchanged.
    """
    stage = root / STAGING / "files"
    shutil.rmtree(stage, ignore_errors=True)
    changed = {path: text for path, text in files.items() if _differs(root / path, text)}
    for path, text in changed.items():
        (stage / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).write_text(text, encoding="utf-8", newline="\n")
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / path, root / path)
    for folder in GENERATED:
        if folder.startswith(clean):
            for stale in (p for p in (root / folder).rglob("*") if p.is_file()):
                if stale.relative_to(root).as_posix() not in files:
                    stale.unlink()
    shutil.rmtree(stage, ignore_errors=True)


def _differs(file: Path, text: str) -> bool:
    return not file.is_file() or file.read_bytes() != text.encode("utf-8")
