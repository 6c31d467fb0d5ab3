"""The tests themselves: where they run, and what they leave alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import after_october
from tests.support.editions import HARBOUR
from tests.support.environment import ROOT, environment, heeded


def collected(root: Path) -> str:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/edition", "tests/program/model"]
    options = ["-p", "no:cacheprovider", "-p", "no:xdist"]
    result = subprocess.run(
        [*command, *options], cwd=root, env=environment(), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def test_in_a_checkout_of_another_edition_the_tests_of_after_october_stay_away(tmp_path: Path) -> None:
    """Nobody has to delete them; one line says that they are not run."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "tests", root / "tests", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "docs").mkdir()
    shutil.copytree(HARBOUR / "docs/annotations", root / "docs/annotations")
    for schema in (ROOT / "docs/annotations").glob("*.schema.json"):
        shutil.copy(schema, root / "docs/annotations")
    told = collected(root)
    assert after_october.ELSEWHERE in told
    assert "tests/program/model/" in told
    assert "tests/edition/" not in told


def test_no_variable_of_who_runs_the_tests_reaches_a_program_that_they_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = ("ESSAYS_DIR", "SITE_URL", "SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL", "PYTHONHASHSEED")
    for name in ours:
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    assert not heeded(environment())
    assert environment()["PYTHONPATH"] == "somewhere"
    assert environment(TZ="UTC")["TZ"] == "UTC"
