"""The tests themselves: which are collected, and the environment that they use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from fnmatch import fnmatch
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


def test_tests_of_after_october_are_not_collected_with_another_edition(tmp_path: Path) -> None:
    """One line says that they are not run."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "tests", root / "tests", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "docs").mkdir()
    shutil.copytree(HARBOUR / "docs/annotations", root / "docs/annotations")
    for schema in (ROOT / "docs/annotations").glob("*.schema.json"):
        shutil.copy(schema, root / "docs/annotations")
    output = collected(root)
    assert after_october.ELSEWHERE in output
    assert "tests/program/model/" in output
    assert "tests/edition/" not in output


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


def test_programs_run_in_a_neutral_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ("ESSAYS_DIR", "SITE_URL", "SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL", "PYTHONHASHSEED")
    for name in names:
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    assert not heeded(environment())
    assert environment()["PYTHONPATH"] == "somewhere"
    assert environment(TZ="UTC")["TZ"] == "UTC"


def test_no_folder_of_tests_is_left_out(request: pytest.FixtureRequest) -> None:
    """By default pytest looks into no folder that is named `build` or `dist`."""
    left_out = request.config.getini("norecursedirs")
    folders = {
        part for path in (ROOT / "tests").rglob("test_*.py") for part in path.relative_to(ROOT).parts[:-1]
    }
    assert not [name for name in folders - {"node_modules"} for pattern in left_out if fnmatch(name, pattern)]
