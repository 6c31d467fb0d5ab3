"""The link previews of each essay, in a folder that comes from an earlier site if it is the same.

A preview has a folder of its own, so that writing all of them takes longer than the rest of a build. The last
site must stay complete until it is replaced; so only links to its files can be made. But the site before it,
which nobody reads any more, can give its folders away, which takes no time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from edition.build.previews import Page
from edition.build.swap import SITE, SPARE
from edition.inputs.paths import DOCS, STAGING
from edition.model.errors import EditionError

HASHES = f"{STAGING}/previews.json"
"""The file with a hash of the pages in each folder of the last two sites."""


class PreviewFolders:
    """The folders of pages in a new site of the edition in `root`, and in the two before."""

    def __init__(self, root: Path) -> None:
        self._root = root
        saved = _read(root / HASHES)
        self._in_site, self._in_spare = saved.get("site", {}), saved.get("spare", {})
        self._in_fresh: dict[str, str] = {}

    def add(self, fresh: Path, folders: Iterable[tuple[str, Sequence[Page]]]) -> None:
        """Put `folders` with their pages into the folder `fresh` of the new site.

        Raises EditionError if the generator has written something of that name.
        """
        for name, pages in folders:
            hashed = self._in_fresh[name] = _hash(pages)
            target = fresh / name
            if target.exists():
                what = "is where the site has the link previews of an essay"
                raise EditionError(f"{DOCS}/{name}", what, todo="Rename it")
            target.parent.mkdir(parents=True, exist_ok=True)
            spare, site = self._root / SPARE, self._root / SITE
            is_spare = self._in_spare.get(name) == hashed and _has_pages(spare, name, pages)
            if is_spare and _move(spare / name, target):
                continue
            if self._in_site.get(name) == hashed and _has_pages(site, name, pages):
                link_folder(str(site / name), str(target))
            else:
                add_pages(fresh, pages)

    def save_before_replacing(self) -> None:
        """Note what is true both of the last site and of the new one: either may be in place next time."""
        both = {name: hashed for name, hashed in self._in_site.items() if self._in_fresh.get(name) == hashed}
        self._write({"site": both})

    def save(self, *, has_spare: bool) -> None:
        """Note that the new site is in place, and whether the last one is now the spare."""
        self._write({"site": self._in_fresh, "spare": self._in_site if has_spare else {}})

    def _write(self, hashes: Mapping[str, Mapping[str, str]]) -> None:
        (self._root / HASHES).write_text(json.dumps(hashes), encoding="utf-8")


def _read(file: Path) -> dict[str, dict[str, str]]:
    with suppress(OSError, ValueError):
        found: Any = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(found, dict) and all(isinstance(hashes, dict) for hashes in found.values()):
            return found
    return {}


def _hash(pages: Sequence[Page]) -> str:
    return hashlib.sha256(json.dumps(pages).encode()).hexdigest()


def _has_pages(site: Path, name: str, pages: Sequence[Page]) -> bool:
    """Return whether the folder `name` of a site still has these pages and nothing else.

    Somebody may have changed a finished site, to publish it for example. To read a page takes a tenth of the
    time of writing it.
    """
    expected = Counter(path.rpartition("/")[0] for path, _ in pages)
    try:
        for folder, count in expected.items():
            if len(os.listdir(f"{site}/{folder}")) != count:  # noqa: PTH208 - as in `add_pages`
                return False
        for path, text in pages:
            with open(f"{site}/{path}", "rb") as file:  # noqa: PTH123
                if file.read() != text.encode("utf-8"):
                    return False
        return len(os.listdir(site / name)) == len(expected)  # noqa: PTH208
    except OSError:
        return False


def _move(source: Path, target: Path) -> bool:
    """Move a folder; return whether it was there."""
    try:
        source.rename(target)
    except OSError:
        return False
    return True


def link_folder(source: str, target: str) -> None:
    """Make a folder with the files of another, each with a second name, or copied where there are no links.

    For thousands of small folders this takes a third of the time of `shutil.copytree`.
    """
    os.mkdir(target)  # noqa: PTH102
    with os.scandir(source) as entries:
        for entry in entries:
            name = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                link_folder(entry.path, name)
                continue
            try:
                os.link(entry.path, name)
            except OSError:
                shutil.copyfile(entry.path, name)


def add_pages(site: Path, pages: Iterable[Page]) -> None:
    """Write `pages`, given as path and text, into the folder `site`."""
    for path, text in pages:
        folder, _, name = f"{site}/{path}".rpartition("/")
        # for thousands of small files this takes half the time that Path objects would
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with open(f"{folder}/{name}", "wb") as file:  # noqa: PTH123
            file.write(text.encode("utf-8"))
