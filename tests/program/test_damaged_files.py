"""Whatever stands in a file that people write, there is an edition or one line on what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.build.stages import assemble
from edition.inputs.paths import (
    CITATION,
    CONFIGURATION,
    DATES,
    DISAGREEMENTS,
    EDITIONS,
    ENTITY_BOOK,
    EPISODES,
    MANIFEST,
    PAGE_BOOK,
    PEOPLE,
    QUOTATIONS,
    WORKS,
)
from edition.model.errors import EditionError
from tests.support.editions import HARBOUR, lay_out
from tests.support.mutations import Edit, edits

FILES = (
    *(MANIFEST, PEOPLE, DATES, QUOTATIONS, WORKS, DISAGREEMENTS, EPISODES, EDITIONS, CITATION, CONFIGURATION),
    *(PAGE_BOOK, ENTITY_BOOK, "docs/annotations/addresses/dockers-strike.json"),
    *("docs/annotations/editions/2.1.0.json", "docs/digests/dockers-strike.md"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition with everything; each test restores what it changes."""
    return lay_out(tmp_path_factory.mktemp("damaged") / "harbour", HARBOUR)


def outcome(folder: Path, file: str, content: bytes) -> str:
    """Return the error of an edition with this content of a file; empty if there is none."""
    path = folder / file
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        assemble(folder, None)
    except EditionError as error:
        return str(error)
    finally:
        path.write_bytes(before)
        shutil.rmtree(folder / ".build", ignore_errors=True)
    return ""


@settings(max_examples=60)
@given(
    st.sampled_from(FILES).flatmap(lambda file: st.tuples(st.just(file), edits(file))),
)
def test_a_damaged_file_is_read_or_reported_in_one_line(
    folder: Path, damage: tuple[str, Sequence[Edit]]
) -> None:
    file, changes = damage
    text = (folder / file).read_text(encoding="utf-8")
    for change in changes:
        text = change(text)
    line = outcome(folder, file, text.encode("utf-8", "surrogatepass"))
    assert len(line.splitlines()) <= 1
    assert len(line) < 3000
    line.encode("utf-8")
