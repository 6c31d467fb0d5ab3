"""`edition serve` rebuilds when an editor saves a file, but not when the build writes one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edition.serving.changes import Changes, watch

TEXTS = "sources"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    generated = ("docs/annotations/addresses", "docs/essays", "overrides/generated")
    for folder in (*generated, "docs/assets", "docs/digests", TEXTS):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@contextmanager
def watched(root: Path) -> Iterator[Changes]:
    """Watch an edition; yield what has changed of it."""
    changes = Changes()
    with watch(root, root / TEXTS, changes.add):
        yield changes


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
        assert root / saved in changed.take()


def test_a_file_moved_into_place_starts_a_build(root: Path) -> None:
    """Many editors save a file under another name and rename it."""
    save(root / "mkdocs.yml")
    save(root / "unsaved")
    with watched(root) as changed:
        (root / "unsaved").replace(root / "mkdocs.yml")
        assert changed.wait(10)
