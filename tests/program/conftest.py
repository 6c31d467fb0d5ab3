"""An edition that is built once for a module, and a copy of it for each test that changes something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.commands import output_of
from tests.support.editions import SINGLE, lay_out, release


@pytest.fixture(scope="module")
def built_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with one text, released and built; tests must not change it."""
    root = lay_out(tmp_path_factory.mktemp("built") / "edition", SINGLE)
    release(root)
    output_of("build", "--project", str(root))
    return root


@pytest.fixture
def root(built_edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built edition, as the current directory; tests may change it."""
    root = tmp_path / "edition"
    shutil.copytree(built_edition, root)
    monkeypatch.chdir(root)
    return root
