"""What the tests share: the five texts where they are, a sample edition of our own where not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from edition import project
from edition.project import Edition

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
DEMANDED = os.environ.get("EDITION_DEMAND_ALL") == "1"
"""Whether a missing text, schema or browser is a failure and not only told."""

_left_out: set[str] = set()


def leave_out(what: str) -> None:
    """Leave a test out, and say so at the end; where everything is demanded, fail."""
    if DEMANDED:
        pytest.fail(f"demanded, but missing: {what}")
    _left_out.add(what)
    pytest.skip(what)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _left_out:
        terminalreporter.write_line(f"not checked here: {'; '.join(sorted(_left_out))}")


def _everything(items: object) -> object:
    return items


@pytest.fixture(scope="session")
def full() -> Edition:
    """The five essays, normalised and addressed."""
    edition = project.assemble(ROOT, None, lambda essays: essays)
    if len(edition.essays) < len(edition.manifest.entries):
        leave_out("the five essays themselves (their texts are not part of the repository)")
    return edition


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A checkout of a small edition with a text of our own, to build and to break."""
    root = tmp_path / "sample"
    shutil.copytree(ROOT / "tests" / "sample", root)
    shutil.copy(ROOT / "docs/annotations/essays.schema.json", root / "docs/annotations/")
    return root
