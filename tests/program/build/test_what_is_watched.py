"""`edition serve` rebuilds when an editor saves a file, but not when the build writes one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edition.build.watch import watch
from edition.cli import serving
from edition.cli.serving import rewrite_markdown

TEXTS = "sources"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("docs/annotations/addresses", "docs/essays", TEXTS):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@contextmanager
def watched(root: Path) -> Iterator[threading.Event]:
    """Watch an edition; yield an event that is set when it should be rebuilt."""
    changed = threading.Event()
    with watch(root, root / TEXTS, changed.set):
        yield changed


def save(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("No crane moves.", encoding="utf-8")


def test_generated_files_do_not_start_a_build(root: Path) -> None:
    """Otherwise each build would start another."""
    with watched(root) as changed:
        for generated in (
            "docs/annotations/addresses/cranes.json",
            "docs/essays/cranes.md",
            "docs/people.md",
        ):
            save(root / generated)
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
def test_a_saved_file_starts_a_build(root: Path, saved: str) -> None:
    with watched(root) as changed:
        save(root / saved)
        assert changed.wait(10)


def test_a_file_moved_into_place_starts_a_build(root: Path) -> None:
    """Many editors save a file under another name and rename it."""
    save(root / "mkdocs.yml")
    save(root / "unsaved")
    with watched(root) as changed:
        (root / "unsaved").replace(root / "mkdocs.yml")
        assert changed.wait(10)


def test_two_builds_never_run_at_once(root: Path) -> None:
    """The second waits for the first, since both prepare their files in the same folder."""
    started, finish = threading.Semaphore(0), threading.Event()
    running: list[int] = []
    counts: list[int] = []

    def build() -> None:
        running.append(1)
        counts.append(len(running))
        started.release()
        finish.wait(10)
        running.pop()

    with watch(root, root / TEXTS, build):
        save(root / "docs/annotations/people.yml")
        assert started.acquire(timeout=10)
        save(root / TEXTS / "harbour.txt")
        time.sleep(1)
        finish.set()
        assert started.acquire(timeout=10)
    assert counts == [1, 1]


def test_a_full_disk_is_reported_in_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server keeps running."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "docs/people.md")

    monkeypatch.setattr(serving, "write_edition_markdown", fail)
    rewrite_markdown(root, None)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("edition: docs/people.md: no space left on device. Free some space")
