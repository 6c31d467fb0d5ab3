"""Pages that not every edition has: a build removes those of builds before it, but none of the editors'."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import pytest

from edition.build.checkout import write_markdown
from edition.build.edition import Edition
from edition.build.stages import assemble
from tests.support.commands import tree
from tests.support.editions import SINGLE, lay_out
from tests.support.faults import faults

TIMELINE, PEOPLE = "docs/timeline.md", "docs/people.md"
REGISTRIES = {
    TIMELINE: (
        "dates.yml",
        """\
dates:
  - date: "1911-05"
    title: The owners write
    what: The owners send a letter to the Gazette.
    certainty: confirmed
    sources-note: Made up for the tests.
""",
    ),
    PEOPLE: (
        "people.yml",
        """\
groups:
  - { id: clerks, title: Clerks }
people:
  - id: ada-marlow
    name: Ada Marlow
    sort: Marlow, Ada
    role: Clerk who writes about ports.
    names: [Ada Marlow, Marlow]
    group: clerks
    certainty: confirmed
    sources-note: Made up for the tests.
""",
    ),
}
"""The registry from which a page is made: its name and its text."""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """The edition `single` with either of two pages that not every edition has, and without; by page."""
    made = {}
    for page in (*REGISTRIES, ""):
        root = lay_out(tmp_path_factory.mktemp("editions") / "single", SINGLE)
        if page:
            name, text = REGISTRIES[page]
            (root / "docs/annotations" / name).write_text(text, encoding="utf-8")
        made[page] = assemble(root, None)
    return made


def pages(root: Path) -> set[str]:
    return {TIMELINE, PEOPLE}.intersection(tree(root))


def test_a_build_that_is_killed_leaves_no_outdated_page(tmp_path: Path, editions: dict[str, Edition]) -> None:
    """Wherever it ends, the next leaves what a build from nothing has, and later a page of the editors."""
    start = lay_out(tmp_path / "start", SINGLE)
    write_markdown(start, editions[""])
    expected = tree(start)
    write_markdown(start, editions[TIMELINE])
    assert pages(start) == {TIMELINE}
    for number in count():
        root = tmp_path / str(number)
        shutil.copytree(start, root)
        with faults().at(number, root, kills=True, operations=("os.rename", "os.remove")):
            write_markdown(root, editions[PEOPLE])
        was_complete = not faults().fired
        if was_complete:
            assert pages(root) == {PEOPLE}
        write_markdown(root, editions[""])
        assert tree(root) == expected, number
        for page in (TIMELINE, PEOPLE):
            (root / page).write_text("# Our own\n", encoding="utf-8")
        write_markdown(root, editions[""])
        assert pages(root) == {TIMELINE, PEOPLE}, number
        if was_complete:
            break
    assert number > 5


def test_a_folder_in_place_of_an_outdated_page_stays(tmp_path: Path, editions: dict[str, Edition]) -> None:
    root = lay_out(tmp_path / "edition", SINGLE)
    write_markdown(root, editions[TIMELINE])
    (root / TIMELINE).unlink()
    (root / TIMELINE).mkdir()
    for _ in range(2):
        write_markdown(root, editions[""])
    assert (root / TIMELINE).is_dir()
