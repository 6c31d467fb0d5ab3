"""`edition serve` builds again when an editor saves a file, and not when the build itself does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edition import cli
from edition.build.watch import watch

TEXTS = "sources"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("docs/annotations/addresses", "docs/essays", TEXTS):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@contextmanager
def watched(root: Path) -> Iterator[threading.Event]:
    """Watch an edition; yield what is set when it should be built again."""
    changed = threading.Event()
    with watch(root, root / TEXTS, changed.set):
        yield changed


def save(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("No crane moves.", encoding="utf-8")


def test_what_a_build_writes_does_not_start_another(root: Path) -> None:
    """Otherwise each build would start the next one, for ever."""
    with watched(root) as changed:
        for made in ("docs/annotations/addresses/cranes.json", "docs/essays/cranes.md", "docs/people.md"):
            save(root / made)
        (root / ".build").mkdir()
        save(root / "site" / "index.html")
        assert not changed.wait(1)


@pytest.mark.parametrize(
    "saved",
    [
        "docs/annotations/people.yml",
        "docs/digests/cranes.md",
        f"{TEXTS}/harbour.txt",
        "CITATION.cff",
        "mkdocs.yml",
    ],
)
def test_what_people_write_starts_a_build(root: Path, saved: str) -> None:
    with watched(root) as changed:
        save(root / saved)
        assert changed.wait(10)


def test_a_file_that_is_moved_into_its_place_starts_a_build(root: Path) -> None:
    """Many editors write a file beside the old one first."""
    save(root / "mkdocs.yml")
    save(root / "unsaved")
    with watched(root) as changed:
        (root / "unsaved").replace(root / "mkdocs.yml")
        assert changed.wait(10)


def test_two_builds_never_run_at_once(root: Path) -> None:
    """The second waits for the first, since both prepare their files in the same folder."""
    begun, done = threading.Semaphore(0), threading.Event()
    running: list[int] = []
    most: list[int] = []

    def build() -> None:
        running.append(1)
        most.append(len(running))
        begun.release()
        done.wait(10)
        running.pop()

    with watch(root, root / TEXTS, build):
        save(root / "docs/annotations/people.yml")
        assert begun.acquire(timeout=10)
        save(root / TEXTS / "harbour.txt")
        time.sleep(1)
        done.set()
        assert begun.acquire(timeout=10)
    assert most == [1, 1]


def test_a_disk_that_is_full_is_told_in_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server goes on."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "docs/people.md")

    monkeypatch.setattr(cli, "_write_markdown", full)
    cli._rewrite_markdown(root, None)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("edition: docs/people.md: no space left on device. Free some space")
