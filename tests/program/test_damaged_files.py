"""Whatever stands in a file that people write, there is an edition or one line on what is wrong."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import __main__ as start
from edition.build.outputs import output_files
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
from tests.support.commands import change, error_of, run
from tests.support.editions import HARBOUR, lay_out
from tests.support.hostile import read_page
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
    for edit in changes:
        text = edit(text)
    line = outcome(folder, file, text.encode("utf-8", "surrogatepass"))
    assert len(line.splitlines()) <= 1
    assert len(line) < 3000
    line.encode("utf-8")


BOOK = "docs/annotations/addresses/dockers-strike.json"
RECORD = "docs/annotations/editions/2.1.0.json"


@pytest.mark.parametrize("file", [PAGE_BOOK, ENTITY_BOOK, BOOK, RECORD])
@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"pages": [[1]]}', "[]", "7", "\udcff", '{"person": [[]]}']
)
def test_damaged_addresses_and_records_are_reported(folder: Path, file: str, content: str) -> None:
    line = outcome(folder, file, content.encode("utf-8", "surrogateescape"))
    assert line.startswith(f"{file}: is not ")
    assert line.endswith("Restore it from version control")


@pytest.mark.parametrize(
    "retired", ['["old/"]', '{"old/": 7}', '{"../x/": "about/"}', '{"old/": "../../x/"}']
)
def test_retired_pages_must_be_pages(folder: Path, retired: str) -> None:
    """None may lead out of the site."""
    assert outcome(folder, PAGE_BOOK, f'{{"pages": [""], "retired": {retired}}}'.encode()).startswith(
        PAGE_BOOK
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name (this system has none)")
@pytest.mark.parametrize("file", [MANIFEST, CONFIGURATION])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(single: Path, file: str) -> None:
    (single / file).unlink()
    os.mkfifo(single / file)
    with pytest.raises(EditionError) as error:
        assemble(single, None)
    assert str(error.value) == f"{file}: is not a regular file. Restore it from version control"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name (this system has none)")
def test_a_pipe_in_place_of_a_page_is_not_waited_for(single: Path) -> None:
    os.mkfifo(single / "docs/harbours.md")
    line = error_of(run("build", "--project", str(single)))
    assert line == "docs/harbours.md: is not a regular file. Save the page in one"


@pytest.mark.parametrize("kind", ["title", "subtitle", "byline"])
def test_a_block_of_the_head_may_stand_in_a_section(single: Path, kind: str) -> None:
    block = f"      - {{kind: {kind}, begins: Nobody could plan a week}}\n"
    change(single / MANIFEST, "    blocks:\n", f"    blocks:\n{block}")
    page = output_files(assemble(single, None))["docs/essays/harbour-strike.md"]
    assert "Nobody could plan a week ahead" in page


def test_the_kind_of_an_omission_is_no_markup(single: Path) -> None:
    change(single / MANIFEST, "kind: posting date", "kind: <x-evil> *posting* date")
    _, page = read_page(output_files(assemble(single, None))["docs/essays/harbour-strike.md"])
    assert not page.all("x-evil")
    assert "<x-evil> *posting* date" in page.text()


def test_an_interrupt_while_the_program_is_loaded_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupt:
        """Stands for a user who presses Ctrl-C while modules are imported."""

        def find_spec(self, *_: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "edition.cli")
    monkeypatch.setattr(sys, "meta_path", [Interrupt()])
    with pytest.raises(SystemExit) as end:
        start.main()
    monkeypatch.undo()
    assert end.value.code == 130
    assert capsys.readouterr().err == "edition: interrupted; nothing has been changed\n"
