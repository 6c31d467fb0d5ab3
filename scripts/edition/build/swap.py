"""Replacing the site: the new one takes the place of the last in one step, or the last one comes back.

Linux and macOS can exchange two folders in one step, so that a complete site is in place at every moment.
Elsewhere the last site is moved away and the new one into its place; a build that ends between the two
leaves the last site in `.build/old`, and the next build puts it back.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from edition.inputs.paths import STAGING
from edition.model.errors import EditionError, reason_of

SITE = "site"
"""The folder of the finished site, in that of the edition."""

SPARE = f"{STAGING}/spare"
"""The site before the present one, of which the next can have what has not changed."""

_LAST_SITE, _OUTDATED = f"{STAGING}/old", f"{STAGING}/outdated"
"""The last site while the new one takes its place, and what is being removed."""

_AT_FDCWD = -100
"""The current folder, for calls that take the folder of a path; they ignore it for an absolute path."""

_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux and `RENAME_SWAP` of macOS are the same number."""

_MOUNTS = Path("/proc/self/mountinfo")
_SPACES = {" ": r"\040", "\t": r"\011", "\n": r"\012", "\\": r"\134"}
"""How a path is written in the list of mounts."""


def recover_site(root: Path) -> None:
    """Put back the last site of the edition in `root` if a build ended before it had replaced it.

    Raises EditionError if what is at the place of the site could not be replaced, and OSError if the last
    site cannot be moved.
    """
    site, last, outdated = root / SITE, root / _LAST_SITE, root / _OUTDATED
    _check_replaceable(site)
    if last.is_dir() and not site.exists():
        last.rename(site)
    elif last.is_dir():
        _remove(last, outdated)
    shutil.rmtree(outdated, ignore_errors=True)


def _check_replaceable(site: Path) -> None:
    """Raise EditionError if `site` is anything but a folder that can be renamed."""
    if site.is_symlink():
        todo = "Remove the link; to publish elsewhere, copy the site there after the build"
        raise EditionError(SITE, "is a symbolic link, which a build does not follow", todo=todo)
    if site.exists() and not site.is_dir():
        raise EditionError(SITE, "is a file, but a build writes a folder of that name", todo="Rename it")
    if is_mount_point(site):
        todo = "Unmount it and mount the folder above, or copy the site there after the build"
        raise EditionError(SITE, "is a mount point, which a build cannot replace", todo=todo)


def is_mount_point(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Return whether a file system is mounted at `folder`; `mounts` is Linux's list of mounts.

    The list also has folders that are mounted from elsewhere in the same file system.
    """
    if folder.is_mount():
        return True
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    path = "".join(_SPACES.get(character, character) for character in str(folder.absolute()))
    return any(line.split(" ")[4:5] == [path] for line in lines)


def replace_site(fresh: Path, root: Path) -> bool:
    """Put the folder `fresh` in the place of the site of the edition in `root`.

    Returns whether the last site has become the spare one. Raises EditionError if the new site could be moved
    neither into place nor the last one back, and OSError if the last site is still in place.
    """
    site, last = root / SITE, root / _LAST_SITE
    if not site.exists():
        fresh.rename(site)
        _remove(root / SPARE, root / _OUTDATED)
        return False
    if exchange(fresh, site):
        last = fresh
    else:
        try:
            site.rename(last)
            fresh.rename(site)
        except BaseException as error:  # also an interrupt between the two
            if last.exists() and not site.exists():
                _put_back(last, site, error)
            raise
    return _spare(last, root)


def _put_back(last: Path, site: Path, error: BaseException) -> None:
    try:
        last.rename(site)
    except OSError as second:
        what = f"could not be replaced ({reason_of(second)})"
        todo = f"The last site is in {_LAST_SITE}; the next build puts it back"
        raise EditionError(SITE, what, todo=todo) from error


def _spare(last: Path, root: Path) -> bool:
    """Make the last site the spare one, in the place of the one before it; return whether it is."""
    _remove(root / SPARE, root / _OUTDATED)
    try:
        last.rename(root / SPARE)
    except OSError:  # the new site is in place: what is left over is removed by the next build
        return False
    return True


def _remove(folder: Path, outdated: Path) -> None:
    """Remove a folder that is no longer needed, under another name: half of it must not seem to be a site."""
    shutil.rmtree(outdated, ignore_errors=True)
    with suppress(OSError):  # the new site is in place: what is left over is removed by the next build
        folder.rename(outdated)
        shutil.rmtree(outdated, ignore_errors=True)


def describe_site(root: Path) -> str:
    """Return what is at the place of the site of the edition in `root`, for a message after a failure."""
    if (root / SITE / "index.html").is_file():
        return "the site in place is complete"
    if (root / _LAST_SITE).is_dir():
        return f"the last site is in {_LAST_SITE}, and the next build puts it back"
    return "there is no site yet"


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; return whether the system could.

    See renameat2(2) of Linux and renameatx_np(2) of macOS, which take the same arguments.
    """
    if os.name != "posix":
        return False
    name = "renameatx_np" if sys.platform == "darwin" else "renameat2"
    call = getattr(ctypes.CDLL(None), name, None)
    if call is None:
        return False
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    paths = [os.fsencode(path.absolute()) for path in (first, second)]
    return bool(call(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0)
