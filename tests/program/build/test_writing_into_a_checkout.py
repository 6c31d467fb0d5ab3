"""A build replaces files only when nothing stands in the way of any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.build.files import write_files
from edition.inputs.paths import STAGING
from edition.model.errors import EditionError

FILES = {"docs/people.md": "new", "docs/search.md": "new", "docs/data/a.json": "new"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/people.md").write_text("old", encoding="utf-8")
    return tmp_path


def refused(root: Path) -> str:
    """Return what is said of files that cannot be written; none may have been replaced."""
    with pytest.raises(EditionError) as error:
        write_files(root, FILES)
    assert (root / "docs/people.md").read_text(encoding="utf-8") == "old"
    assert not (root / STAGING / "files").exists()
    return str(error.value)


def test_a_folder_in_the_place_of_a_file(root: Path) -> None:
    (root / "docs/search.md").mkdir()
    assert refused(root) == (
        "docs/search.md: is a folder, but a build writes a file of that name. Rename or delete it"
    )


def test_a_file_in_the_place_of_a_folder(root: Path) -> None:
    (root / "docs/data").touch()
    assert refused(root) == (
        "docs/data: is a file, but a build writes into a folder of that name. Rename or delete it"
    )


def test_nothing_is_left_of_a_write_that_failed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        write_files(root, FILES)
    assert not (root / STAGING / "files").exists()
    assert (root / "docs/people.md").read_bytes() == b"old"


def test_nothing_in_the_way(root: Path) -> None:
    write_files(root, FILES)
    assert {path: (root / path).read_text(encoding="utf-8") for path in FILES} == FILES
