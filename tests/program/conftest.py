"""An edition that is built once, and a copy of it for each test that changes something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.commands import output_of
from tests.support.editions import SINGLE, Workshop, lay_out, release


def make_released(root: Path) -> None:
    """Make the small edition with one text, released and built."""
    release(lay_out(root, SINGLE))
    output_of("build", "--project", str(root))


@pytest.fixture(scope="session")
def built_edition(workshop: Workshop) -> Path:
    """The small edition with one text, released and built; tests must not change it."""
    return workshop.checkout("released", make_released)


@pytest.fixture
def root(built_edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built edition, as the current directory; tests may change it."""
    root = tmp_path / "edition"
    shutil.copytree(built_edition, root)
    monkeypatch.chdir(root)
    return root
