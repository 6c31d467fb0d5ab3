"""Folders of pages that come from an earlier site are those that would be written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from edition.build import preview_folders
from edition.build.preview_folders import HASHES, PreviewFolders
from edition.build.previews import Page
from edition.build.swap import SITE, SPARE, recover_site, replace_site
from tests.support.commands import tree
from tests.support.faults import faults

Folders = list[tuple[str, list[Page]]]


def folders(a: str, b: str) -> Folders:
    """Return two folders whose pages have these texts; a folder may also have no page."""
    pages = (
        (name, [(f"p/{name}/1/index.html", text)] if text else []) for name, text in (("a", a), ("b", b))
    )
    return [(f"p/{name}", listed) for name, listed in pages]


def expected(wanted: Folders) -> dict[str, bytes]:
    return {path: text.encode() for _, pages in wanted for path, text in pages} | {"index.html": b"home"}


def build(root: Path, wanted: Folders) -> None:
    """Replace the site in `root` by one with these folders, as a build does."""
    recover_site(root)
    fresh = root / ".build/fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    (fresh / "index.html").write_text("home")
    previews = PreviewFolders(root)
    previews.add(fresh, wanted)
    previews.save_before_replacing()
    previews.save(has_spare=replace_site(fresh, root))


VERSIONS = [folders(a, b) for a, b in (("1", "1"), ("1", "2"), ("1", "1"), ("1", ""), ("2", "1"), ("2", "1"))]


def test_a_site_has_the_pages_that_it_should_have(tmp_path: Path) -> None:
    for wanted in VERSIONS:
        build(tmp_path, wanted)
        assert tree(tmp_path / "site") == expected(wanted)


def test_what_is_the_same_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third site has the folder of the first, and the fourth that of the second, which nobody reads."""
    written: list[str] = []
    add_pages = preview_folders.add_pages

    def noted(site: Path, pages: list[Page]) -> None:
        written.extend(path for path, _ in pages)
        add_pages(site, pages)

    monkeypatch.setattr(preview_folders, "add_pages", noted)
    for _ in range(2):
        build(tmp_path, VERSIONS[0])
    page = "site/p/a/1/index.html"
    assert (tmp_path / page).stat().st_nlink == 2
    monkeypatch.setattr(os, "link", None)
    for _ in range(2):
        build(tmp_path, VERSIONS[0])
    assert written == ["p/a/1/index.html", "p/b/1/index.html"]


@pytest.mark.parametrize("kills", [True, False])
def test_after_a_build_that_fails_or_is_killed(tmp_path: Path, kills: bool) -> None:
    """Each operation on files fails in turn, or is the last before the process ends; others follow."""
    for number in count():
        root = tmp_path / str(number)
        for wanted in VERSIONS[:3]:
            build(root, wanted)
        with faults().at(number, root, kills=kills), suppress(OSError):
            build(root, VERSIONS[4])
        was_complete = not faults().fired
        for wanted in (VERSIONS[1], VERSIONS[0], VERSIONS[4]):
            build(root, wanted)
            assert tree(root / "site") == expected(wanted), number
        if was_complete:
            break
    assert number > 10


def test_without_links_folders_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", unsupported)
    for wanted in VERSIONS:
        build(tmp_path, wanted)
        assert tree(tmp_path / "site") == expected(wanted)


@pytest.mark.parametrize("damage", ["", "[]", '{"site": []}', '{"site": {"p/a": "0"}}', "\0"])
def test_damaged_hashes_are_not_believed(tmp_path: Path, damage: str) -> None:
    build(tmp_path, VERSIONS[0])
    (tmp_path / HASHES).write_text(damage)
    build(tmp_path, VERSIONS[4])
    assert tree(tmp_path / "site") == expected(VERSIONS[4])


def test_no_spare_site_is_left_where_there_is_no_site_before_it(tmp_path: Path) -> None:
    """The one before a site that somebody has removed would only take up space."""
    for wanted in VERSIONS[:2]:
        build(tmp_path, wanted)
    shutil.rmtree(tmp_path / "site")
    build(tmp_path, VERSIONS[2])
    assert not list(tmp_path.glob(".build/*/"))


def test_a_site_that_was_removed_has_no_say(tmp_path: Path) -> None:
    """What is noted of it must not be taken for the folders of the spare one, which is older."""
    for wanted in (VERSIONS[0], VERSIONS[4], VERSIONS[1]):
        build(tmp_path, wanted)
    shutil.rmtree(tmp_path / "site")
    for wanted in (VERSIONS[4], VERSIONS[1], VERSIONS[0]):
        build(tmp_path, wanted)
        assert tree(tmp_path / "site") == expected(wanted)


def change_pages(folder: Path) -> None:
    """Add to each page, as a program does that prepares a site for its server."""
    for page in folder.rglob("p/*/*/index.html"):
        page.write_text(f"{page.read_text()}<script></script>")


def empty_pages(folder: Path) -> None:
    for page in folder.rglob("p/*/*/index.html"):
        page.write_bytes(b"")


def remove_pages(folder: Path) -> None:
    for page in folder.rglob("p/*/*/index.html"):
        page.unlink()


def add_files(folder: Path) -> None:
    """Leave a file in each folder, as programs that show folders do."""
    for place in [*folder.rglob("p/*/*"), *folder.rglob("p/*")]:
        if place.is_dir():
            (place / "desktop.ini").touch()


@pytest.mark.parametrize("changed", [SITE, SPARE])
@pytest.mark.parametrize("change", [change_pages, empty_pages, remove_pages, add_files])
def test_what_was_changed_in_an_earlier_site_is_written_again(
    tmp_path: Path, change: Callable[[Path], None], changed: str
) -> None:
    for _ in range(2):
        build(tmp_path, VERSIONS[0])
    change(tmp_path / changed)
    for _ in range(3):
        build(tmp_path, VERSIONS[0])
        assert tree(tmp_path / "site") == expected(VERSIONS[0])
