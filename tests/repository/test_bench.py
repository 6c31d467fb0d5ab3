"""The editions that `make bench` measures can be built."""

from __future__ import annotations

from pathlib import Path

from bench.editions import prepare_edition, read_originals
from edition.build.outputs import output_files
from edition.build.stages import assemble


def test_an_edition_to_measure_is_one(tmp_path: Path) -> None:
    root = tmp_path / "edition"
    originals = list(read_originals())
    prepare_edition(root, originals, len(originals) + 1)
    edition = assemble(root, None)
    assert len(edition.texts) == len(originals) + 1
    assert "docs/people.md" in output_files(edition)
