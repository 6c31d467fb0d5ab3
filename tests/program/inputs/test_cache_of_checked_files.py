"""A file that was checked is not read as YAML again, unless it or the program that reads it has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.inputs import checked_yaml
from edition.inputs.checked_yaml import CACHE, load_yaml, parse_yaml
from edition.inputs.paths import DATES

ENTRY = """dates:
  - date: "1887"
    title: The strike
    what: The cranes stop.
    certainty: confirmed
    sources-note: Made up for this test.
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition for which the cache says something else than its file."""

    def misread(text: str, schema: str, file: str) -> checked_yaml.CheckedYaml:
        data = parse_yaml(text.replace("The strike", "From the cache"), schema, file).data
        return checked_yaml.CheckedYaml(file, text, data)

    file = tmp_path / DATES
    file.parent.mkdir(parents=True)
    file.write_text(ENTRY, encoding="utf-8")
    with monkeypatch.context() as context:
        context.setattr(checked_yaml, "parse_yaml", misread)
        load_yaml(tmp_path, DATES)
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


@pytest.mark.parametrize(("old", "new"), [("}]}", ""), ("From", "Form"), ("\n", "\n ")])
def test_a_damaged_cache_is_not_used(root: Path, old: str, new: str) -> None:
    """Not even if what it says is still data."""
    cached = next((root / CACHE).iterdir())
    found = cached.read_text(encoding="utf-8")
    assert old in found
    cached.write_text(found.replace(old, new), encoding="utf-8")
    assert title(root) == "The strike"
