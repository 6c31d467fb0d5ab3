"""A file that was checked is not read as YAML again, unless it or the program that reads it has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.inputs import checked_yaml
from edition.inputs.checked_yaml import CACHE, load_yaml
from edition.inputs.paths import DATES

ENTRY = """dates:
  - date: "1887"
    title: The strike
    what: The cranes stop.
    certainty: confirmed
    sources-note: Made up for this test.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / DATES
    file.parent.mkdir(parents=True)
    file.write_text(ENTRY, encoding="utf-8")
    load_yaml(tmp_path, DATES)
    cached = next((tmp_path / CACHE).iterdir())
    cached.write_text(
        cached.read_text(encoding="utf-8").replace("The strike", "From the cache"), encoding="utf-8"
    )
    return tmp_path


def title(root: Path) -> object:
    return load_yaml(root, DATES).data["dates"][0]["title"]


def test_the_same_file_is_read_from_the_cache(root: Path) -> None:
    assert title(root) == "From the cache"


def test_a_changed_file_is_read_again(root: Path) -> None:
    (root / DATES).write_text(ENTRY.replace("stop", "halt"), encoding="utf-8")
    assert title(root) == "The strike"


def test_another_version_of_the_program_reads_it_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked_yaml, "_reader", lambda: "another version")
    assert title(root) == "The strike"


def test_a_damaged_cache_is_not_used(root: Path) -> None:
    cached = next((root / CACHE).iterdir())
    cached.write_text(cached.read_text(encoding="utf-8")[:-2], encoding="utf-8")
    assert title(root) == "The strike"
