"""Errors as users see them, each in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.model.errors import display_path


def test_paths_are_shown_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative to the current directory, if that is shorter."""
    monkeypatch.chdir(tmp_path)
    assert display_path(tmp_path / "sources" / "x.txt") == "sources/x.txt"
    assert display_path(Path("/x.txt")) == "/x.txt"
