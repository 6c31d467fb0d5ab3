"""A build replaces all of its files or none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.build.files import write_files
from edition.inputs.paths import STAGING
from edition.model.errors import EditionError
from tests.support.commands import tree
from tests.support.faults import faults

FILES = {"docs/people.md": "new", "docs/search.md": "new", "docs/data/a.json": "new"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/people.md").write_text("old", encoding="utf-8")
    return tmp_path


def write_error(root: Path) -> str:
    """Return the error for files that cannot be written; no file may have been replaced."""
    with pytest.raises(EditionError) as error:
        write_files(root, FILES.items())
    assert (root / "docs/people.md").read_text(encoding="utf-8") == "old"
    assert not (root / STAGING / "files").exists()
    return str(error.value)


def test_a_folder_in_place_of_a_file_is_reported(root: Path) -> None:
    (root / "docs/search.md").mkdir()
    assert write_error(root) == (
        "docs/search.md: is a folder, but a build writes a file of that name. Rename or delete it"
    )


def test_a_file_in_place_of_a_folder_is_reported(root: Path) -> None:
    (root / "docs/data").touch()
    assert write_error(root) == (
        "docs/data: is a file, but a build writes into a folder of that name. Rename or delete it"
    )


@pytest.mark.parametrize("number", range(len(FILES)))
@pytest.mark.parametrize("in_parts", [False, True])
def test_a_failed_write_leaves_nothing_behind(root: Path, number: int, in_parts: bool) -> None:
    files = [(path, iter(text) if in_parts else text) for path, text in FILES.items()]
    disk_full = faults().at(number, root / STAGING / "files", operations=("open",))
    with disk_full, pytest.raises(OSError, match="No space left"):
        write_files(root, files)
    assert tree(root) == {"docs/people.md": b"old"}
    assert not (root / STAGING / "files").exists()


def test_all_files_are_written(root: Path) -> None:
    write_files(root, FILES.items())
    assert {path: (root / path).read_text(encoding="utf-8") for path in FILES} == FILES


@pytest.mark.parametrize(
    ("parts", "is_replaced"), [(["öl", "d"], False), ([], True), (["öl"], True), (["öl", "D"], True)]
)
def test_a_text_in_parts_is_written_if_it_differs(root: Path, parts: list[str], is_replaced: bool) -> None:
    path = root / "docs/people.md"
    path.write_text("öld", encoding="utf-8")
    before = path.stat().st_ino
    assert write_files(root, [("docs/people.md", iter(parts))]) == ["docs/people.md"]
    assert path.read_text(encoding="utf-8") == "".join(parts)
    assert (path.stat().st_ino != before) == is_replaced
    assert not (root / STAGING / "files").exists()
