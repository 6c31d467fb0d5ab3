"""`edition serve` rebuilds when an editor saves a file, but not when the build writes one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edition.serving.changes import watch

TEXTS = "sources"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("docs/annotations/addresses", "docs/essays", "overrides/generated", TEXTS):
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
            "docs/feed.xml",
            "overrides/generated/essays.html",
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
        "docs/index.md",
        "docs/assets/own.css",
        "overrides/main.html",
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
