"""Writing files into a checkout: none is replaced until all of them have been staged."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from edition.inputs.paths import GENERATED, STAGING
from edition.model.errors import EditionError


def changed_files(root: Path, files: Mapping[str, str]) -> list[str]:
    """Return the paths of those `files` that differ from what is in the checkout, sorted."""
    return [path for path in sorted(files) if _differs(root / path, _encode(files[path]))]


Files = Iterable[tuple[str, str | bytes | Iterable[str]]]
"""The path and the content of each of several files; they need not all be in memory at once.

A text may be given in parts, for the same reason.
"""


def write_files(
    root: Path,
    files: Files,
    *,
    others: Collection[str] = (),
    clean: str = "",
    previous: Collection[str] = (),
    first: str = "",
) -> list[str]:
    """Write `files` into the checkout and delete outdated files from the folders of generated files.

    Returns the paths of `files`. `others` are paths there that stay as they are; `clean` is a path prefix
    that limits which folders are cleaned. `previous` and `first` are those of `replace_files`, as is what
    is raised.
    """
    written = replace_files(root, files, previous=previous, first=first)
    _delete_outdated(root, {*written, *others}, clean)
    return written


def replace_files(root: Path, files: Files, *, previous: Collection[str] = (), first: str = "") -> list[str]:
    """Write `files` into the checkout, and return their paths.

    They are first written to a staging folder, and replace others only after all of them have been written.
    Before that, those of the `previous` paths that are not among `files` are deleted. The file with the path
    `first` is replaced before all others: wherever a killed build stops, each file that it leaves is among
    the `previous` paths or can be listed in this file. Raises EditionError if something in the checkout
    stands in the way of a file, and OSError if the files cannot be staged; the checkout is then unchanged.
    """
    stage = root / STAGING / "files"
    shutil.rmtree(stage, ignore_errors=True)
    paths, changed = [], []
    try:
        for path, content in files:
            paths.append(path)
            if _stage(root, path, stage / path, content):
                changed.append(path)
        for path in sorted(set(previous).difference(paths)):
            (root / path).unlink(missing_ok=True)
        for path in sorted(changed, key=lambda path: path != first):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / path, root / path)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return paths


def write_whole(path: Path, content: bytes) -> None:
    """Write one file completely or not at all; its folder must exist."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _stage(root: Path, path: str, staged: Path, content: str | bytes | Iterable[str]) -> bool:
    """Write a file to where it is `staged`; return whether the checkout has another, or none.

    What is in memory as a whole is compared first, and not written if it is the same.
    """
    target = root / path
    if not isinstance(content, str | bytes):
        parts = map(_encode, content)
    elif _differs(target, _encode(content)):
        parts = map(_encode, [content])
    else:
        return False
    _check_target(root, path)
    staged.parent.mkdir(parents=True, exist_ok=True)
    with staged.open("wb") as file:
        file.writelines(parts)
    return not target.is_file() or not filecmp.cmp(staged, target, shallow=False)


def _check_target(root: Path, path: str) -> None:
    """Raise EditionError if a folder has the `path` of a file, or a file that of a folder above it."""
    if (root / path).is_dir():
        raise EditionError(path, "is a folder, but a build writes a file of that name", todo=_MAKE_WAY)
    for folder in PurePosixPath(path).parents:
        if (root / folder).exists() and not (root / folder).is_dir():
            what = "is a file, but a build writes into a folder of that name"
            raise EditionError(str(folder), what, todo=_MAKE_WAY)


_MAKE_WAY = "Rename or delete it"


def _delete_outdated(root: Path, files: Collection[str], clean: str) -> None:
    """Delete what is not among `files` from the folders of generated files that begin with `clean`."""
    for folder in GENERATED:
        if folder.startswith(clean):
            for stale in (p for p in (root / folder).rglob("*") if p.is_file()):
                if stale.relative_to(root).as_posix() not in files:
                    stale.unlink()


def _encode(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _differs(file: Path, content: bytes) -> bool:
    return not file.is_file() or file.read_bytes() != content
