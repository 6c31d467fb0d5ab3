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


@pytest.mark.parametrize("named", ["", "nowhere", "empty", "texts"])
def test_texts_are_found_whatever_essays_dir_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """A folder that does not exist or has no texts must not keep the tests from the default folders."""
    for name in ("empty", "texts", "checkout/sources"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("texts", "checkout/sources"):
        (tmp_path / name / "essay.txt").write_text("Words.", encoding="utf-8")
    monkeypatch.setattr(after_october, "ROOT", tmp_path / "checkout")
    monkeypatch.setattr(after_october, "TEXTS_NAMED", named and str(tmp_path / named))
    expected = tmp_path / ("texts" if named == "texts" else "checkout/sources")
    assert after_october.folder_of_texts() == expected


def test_without_sources_the_shared_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(after_october, "ROOT", tmp_path / "checkout")
    monkeypatch.setattr(after_october, "TEXTS_NAMED", "/nowhere")
    assert after_october.folder_of_texts() is None
    shared = tmp_path / "shared/essays"
    shared.mkdir(parents=True)
    (shared / "essay.txt").write_text("Words.", encoding="utf-8")
    assert after_october.folder_of_texts() == shared


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
