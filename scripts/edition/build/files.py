"""Files put into a checkout all together, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from edition.inputs.paths import BOOKS, GENERATED, STAGING


def new_addresses(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return the address books among `files` that differ from those in the checkout."""
    return [path for path in sorted(files) if path.startswith(BOOKS) and _differs(root / path, files[path])]


def write_files(root: Path, files: Mapping[str, str], *, only: str = "") -> None:
    """Put `files` in place, and take away what an earlier build left in folders of its own.

    All are first written aside; only then is anything replaced. `only` names one folder of
    generated files to look at. Raises OSError with the checkout as it was.
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
        if folder.startswith(only):
            for stale in (p for p in (root / folder).rglob("*") if p.is_file()):
                if stale.relative_to(root).as_posix() not in files:
                    stale.unlink()
    shutil.rmtree(stage, ignore_errors=True)


def _differs(file: Path, text: str) -> bool:
    return not file.is_file() or file.read_bytes() != text.encode("utf-8")
