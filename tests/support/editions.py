"""The two editions that were written for the tests, and how they are built.

`single` has one text and no registry; `harbour` has four texts and uses every feature of the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build.releasing import write_release
from edition.build.stages import assemble
from tests.support.environment import ROOT, environment

EDITIONS = ROOT / "tests/editions"
SINGLE = EDITIONS / "single"
HARBOUR = EDITIONS / "harbour"

LOOK = ("overrides", "docs/assets")
"""The folders that a checkout needs for the look of its site."""

SCHEMAS = ROOT / "docs/annotations"

MIXED = {"dockers.txt": "dockers-strike", "council.txt": "harbour-council"}
"""The texts of the mixed checkout of `harbour`, with their essays; the others have only digests."""


def lay_out(root: Path, source: Path, *, look: bool = False) -> Path:
    """Make a checkout of the edition in `source`, with the schemas and, if asked for, the look."""
    shutil.copytree(source, root)
    for schema in SCHEMAS.glob("*.schema.json"):
        shutil.copy(schema, root / "docs/annotations")
    for folder in LOOK if look else ():
        shutil.copytree(ROOT / folder, root / folder)
    return root


def build(root: Path, *arguments: str, **variables: str) -> Path:
    """Build the edition in `root` as a user would; return the site's folder."""
    command = [sys.executable, "-m", "edition", "build", "--project", str(root), *arguments]
    result = subprocess.run(
        command, env=environment(**variables), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return root / "site"


def release(root: Path) -> None:
    """Release the edition in `root`, so that its addresses are issued."""
    write_release(root, assemble(root, None), again=False)


class Workshop:
    """A folder in which each checkout is made once, however many processes run the tests."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        base = factory.getbasetemp()
        # each worker of a run has its own folder, beside those of the others
        self.folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "checkouts"
        self.folder.mkdir(exist_ok=True)

    def checkout(self, name: str, make: Callable[[Path], None]) -> Path:
        """Return the checkout `name`, made by the first process that asks; tests must not change it."""
        root, begun, ended = (self.folder / name / part for part in ("edition", "begun", "ended"))
        root.parent.mkdir(exist_ok=True)
        try:
            begun.mkdir()
        except FileExistsError:
            while not ended.exists():
                time.sleep(0.1)
        else:
            try:
                make(root)
            except BaseException as error:
                shutil.rmtree(root, ignore_errors=True)
                (root.parent / "why").write_text(str(error), encoding="utf-8")
                raise
            finally:
                ended.touch()
        if not root.is_dir():
            pytest.fail(f"checkout {name!r}: {(root.parent / 'why').read_text(encoding='utf-8')}")
        return root


def make_full(root: Path) -> None:
    """Make `harbour` with all of its texts."""
    build(lay_out(root, HARBOUR, look=True))


def make_mixed(root: Path) -> None:
    """Make `harbour` with two of its texts."""
    lay_out(root, HARBOUR, look=True)
    for path in (root / "sources").iterdir():
        if path.name not in MIXED:
            path.unlink()
    build(root)


def make_bare(root: Path) -> None:
    """Make `harbour` without any text."""
    lay_out(root, HARBOUR, look=True)
    shutil.rmtree(root / "sources")
    build(root)


def make_single(root: Path) -> None:
    """Make `single` with the look and settings of `harbour`, but without its navigation; release it."""
    lay_out(root, SINGLE, look=True)
    config = (HARBOUR / "mkdocs.yml").read_text(encoding="utf-8")
    start, rest = config.split("nav:\n", 1)
    (root / "mkdocs.yml").write_text(start + rest[rest.index("theme:") :], encoding="utf-8")
    release(root)
    build(root)
