"""Replacing the site: a complete one is in place at every moment, whatever fails and whenever it ends."""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from edition.build import swap
from edition.build.generator_process import Generator, run_generator
from edition.build.lock import exclusive
from edition.build.swap import SPARE, describe_site, exchange, is_mount_point, recover_site, replace_site
from edition.model.errors import EditionError
from tests.support.commands import error_of, output_of, run, tree
from tests.support.faults import faults

OLD = {"index.html": b"old", "old.html": b"old", "annotations/b/p1.html": b"old"}
NEW = {"index.html": b"new", "new.html": b"new", "annotations/b/p1.html": b"new"}
COMPLETE = (OLD, NEW)


def lay_out(root: Path, *, site: bool = True) -> Path:
    """Make an edition's folder with a site, beside it a new one, and a spare one."""
    shutil.rmtree(root, ignore_errors=True)
    fresh = root / ".build/site"
    for folder, files in ((root / "site", OLD if site else {}), (fresh, NEW), (root / SPARE, NEW)):
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return fresh


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("kills", [True, False])
def test_a_complete_site_is_in_place_at_every_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool, kills: bool
) -> None:
    """Each operation on files fails in turn, or is the last before the process ends."""
    root = tmp_path / "edition"
    probe = lay_out(root)
    if at_once and not exchange(probe, root / "site"):
        pytest.skip("exchanging folders in one step (this system cannot)")
    if not at_once:
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    gaps = 0
    for number in count():
        fresh = lay_out(root)
        with faults().at(number, tmp_path, kills=kills):
            try:
                replace_site(fresh, root)
            except OSError:
                assert tree(root / "site") == OLD
        if not at_once and not (root / "site").exists():
            gaps += 1
            assert "the next build puts it back" in describe_site(root)
        else:
            assert tree(root / "site") in COMPLETE
            assert describe_site(root) == "the site in place is complete"
        recover_site(root)
        assert tree(root / "site") in COMPLETE
        assert not (root / ".build/old").exists()
        if not faults().fired:
            break
    assert tree(root / "site") == NEW
    assert number > 8
    assert gaps == (1 if kills and not at_once else 0)


@pytest.mark.parametrize("kills", [True, False])
def test_a_first_site_is_in_place_or_is_not(tmp_path: Path, kills: bool) -> None:
    root = tmp_path / "edition"
    for number in count():
        fresh = lay_out(root, site=False)
        with faults().at(number, tmp_path, kills=kills):
            try:
                replace_site(fresh, root)
            except OSError:
                assert describe_site(root) == "there is no site yet"
        assert not (root / "site").exists() or tree(root / "site") == NEW
        if not faults().fired:
            break
    assert tree(root / "site") == NEW


def test_recovery_can_be_killed_too(tmp_path: Path) -> None:
    root = tmp_path / "edition"
    for number in count():
        lay_out(root)
        (root / "site").rename(root / ".build/old")
        with faults().at(number, tmp_path, kills=True):
            recover_site(root)
        recover_site(root)
        assert tree(root / "site") == OLD
        if not faults().fired:
            break


def test_an_interrupt_between_two_moves_puts_the_last_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "edition"
    fresh = lay_out(root)
    rename, moves = Path.rename, count()

    def interrupted(path: Path, target: Path) -> Path:
        if next(moves) == 1:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_site(fresh, root)
    assert tree(root / "site") == OLD


def test_where_the_last_site_is_if_it_cannot_be_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "edition"
    fresh = lay_out(root)
    rename, moves = Path.rename, count()

    def full(path: Path, target: Path) -> Path:
        if next(moves):
            raise OSError(28, "No space left on device", str(path))
        return rename(path, target)

    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(EditionError) as error:
        replace_site(fresh, root)
    assert str(error.value) == (
        "site: could not be replaced (no space left on device). "
        "The last site is in .build/old; the next build puts it back"
    )
    assert tree(root / ".build/old") == OLD


@pytest.mark.parametrize("at_once", [True, False])
def test_the_last_site_becomes_the_spare_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    root = tmp_path / "edition"
    assert not replace_site(lay_out(root, site=False), root)
    for _ in range(2):
        assert replace_site(lay_out(root), root)
        assert tree(root / SPARE) == OLD


def test_what_the_generator_of_a_killed_build_still_writes_is_not_on_the_site(
    single: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on after its build; here it writes something when that of the next build has ended."""
    targets: list[Path] = []

    def killed(_generator: Generator, target: Path, *_: object) -> None:
        targets.append(target)
        raise KeyboardInterrupt

    def run_beside_the_other(generator: Generator, target: Path, *arguments: Any) -> None:
        run_generator(generator, target, *arguments)
        targets[0].mkdir(exist_ok=True)
        (targets[0] / "late.html").write_bytes(b"<p>")

    monkeypatch.setattr("edition.build.site.run_generator", killed)
    assert run("build", "--project", str(single)).exit_code == 130
    monkeypatch.setattr("edition.build.site.run_generator", run_beside_the_other)
    output_of("build", "--project", str(single))
    assert (single / "site/index.html").is_file()
    assert not (single / "site/late.html").exists()


# --- what cannot be replaced ---------------------------------------------------------------------


def refusal(root: Path) -> str:
    """Return the message of a build that is refused before anything has been written."""
    before = tree(root)
    line = error_of(run("build", "--project", str(root)))
    assert tree(root) == before
    return line


def test_a_link_in_place_of_the_site_is_refused(single: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_bytes(b"old")
    (single / "site").symlink_to(tmp_path / "elsewhere")
    assert refusal(single).startswith("site: is a symbolic link, which a build does not follow. ")
    (tmp_path / "elsewhere/index.html").unlink()
    (tmp_path / "elsewhere").rmdir()
    assert refusal(single).startswith("site: is a symbolic link")
    assert (single / "site").is_symlink()


def test_a_file_in_place_of_the_site_is_refused(single: Path) -> None:
    (single / "site").write_bytes(b"")
    assert refusal(single) == "site: is a file, but a build writes a folder of that name. Rename it"


def test_a_mount_point_in_place_of_the_site_is_refused(single: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (single / "site").mkdir()
    monkeypatch.setattr(swap, "is_mount_point", lambda folder: folder == single.resolve() / "site")
    assert refusal(single).startswith("site: is a mount point, which a build cannot replace. ")


def test_a_folder_that_is_mounted_from_the_same_file_system_is_a_mount_point(tmp_path: Path) -> None:
    site, mounts = tmp_path / "my edition/site", tmp_path / "mountinfo"
    site.mkdir(parents=True)
    written = str(site).replace(" ", r"\040")
    mounts.write_text(
        f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n36 22 8:1 /srv {written} rw - ext4 /dev/sda1 rw\n"
    )
    assert is_mount_point(site, mounts)
    assert not is_mount_point(site.parent, mounts)
    assert not is_mount_point(site, tmp_path / "missing")
    assert is_mount_point(Path("/"), mounts)


# --- two builds at once ---------------------------------------------------------------------------


def test_a_second_build_is_told_to_wait(single: Path) -> None:
    with exclusive(single):
        assert refusal(single) == (
            f"{single.resolve()}: another build of this edition is running (process {os.getpid()}). "
            "Wait until it has ended"
        )
        error_of(run("data", "--project", str(single)))
        error_of(run("release", "--project", str(single)))
    assert run("data", "--project", str(single)).exit_code == 0


def test_a_lock_of_a_process_that_has_ended_does_not_hold(single: Path) -> None:
    (single / ".build").mkdir()
    (single / ".build/lock").write_bytes(b"99999999999999")
    with exclusive(single):
        assert (single / ".build/lock").read_bytes() == str(os.getpid()).encode()


def test_a_lock_is_given_up_after_an_error(single: Path) -> None:
    with pytest.raises(KeyError), exclusive(single):
        raise KeyError
    with exclusive(single):
        pass
