"""What the tests share: the five texts where they are, a sample edition of our own where not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition.build.assemble import assemble
from edition.build.edition import Edition
from edition.inputs.manifest import SCHEMA
from edition.inputs.texts import VARIABLE

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
DEMANDED = os.environ.get("EDITION_DEMAND_ALL") == "1"
"""Whether a missing text, schema or browser is a failure and not only told."""


def leave_out(what: str) -> None:
    """Leave a test out, and say so at the end; where everything is demanded, fail."""
    if DEMANDED:
        pytest.fail(f"demanded, but missing: {what}")
    pytest.skip(what)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = (report.longrepr for report in terminalreporter.stats.get("skipped", ()))
    reasons = {told[2].removeprefix("Skipped: ") for told in skipped}
    if reasons:
        terminalreporter.write_line(f"not checked here: {'; '.join(sorted(reasons))}")


@pytest.fixture(scope="session")
def full() -> Edition:
    """The five essays, normalised and addressed."""
    edition = assemble(ROOT, None, lambda essays: essays)
    if not edition.complete:
        leave_out("the five essays themselves (their texts are not part of the repository)")
    return edition


def lay_out_sample(root: Path) -> Path:
    """Make a checkout of the sample edition in `root`, which must not be there yet."""
    shutil.copytree(ROOT / "tests" / "sample", root)
    shutil.copy(ROOT / SCHEMA, root / SCHEMA)
    return root


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A checkout of a small edition with a text of our own, to build and to break."""
    return lay_out_sample(tmp_path / "sample")


def build(root: Path, *arguments: str) -> Path:
    """Build the edition in `root` as a user would; return the site's folder."""
    command = [sys.executable, "-m", "edition", "build", "--project", str(root), *arguments]
    environment = {key: value for key, value in os.environ.items() if key != VARIABLE}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return root / "site"


def _checkout(root: Path) -> Path:
    """Copy what the repository holds of this edition: its pages and annotations, no text."""
    generated = shutil.ignore_patterns("essays", "data")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=generated)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name in ("mkdocs.yml", "CITATION.cff"):
        shutil.copy(ROOT / name, root)
    return root


@pytest.fixture(scope="session")
def full_checkout(full: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This edition, built with the five texts."""
    root = _checkout(tmp_path_factory.mktemp("full") / "edition")
    build(root, "--sources", str(full.folder))
    return root


MIXED = ("gravedigger", "revolution-and-stalinism")
"""The essays whose texts are there in `mixed_checkout`; of the others it has digests."""


@pytest.fixture(scope="session")
def mixed_checkout(full: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This edition, built with two of the five texts."""
    root = _checkout(tmp_path_factory.mktemp("mixed") / "edition")
    (root / "sources").mkdir()
    for essay in full.texts:
        if essay.entry.slug in MIXED:
            shutil.copy(essay.source.name, root / "sources")
    build(root)
    return root


@pytest.fixture(scope="session")
def bare_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This edition, built without any text."""
    root = _checkout(tmp_path_factory.mktemp("bare") / "edition")
    build(root)
    return root


@pytest.fixture(scope="session")
def sample_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition, built with this edition's look."""
    root = lay_out_sample(tmp_path_factory.mktemp("look") / "edition")
    for name in ("overrides", "docs/assets"):
        shutil.copytree(ROOT / name, root / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    start, rest = config.split("nav:\n", 1)
    (root / "mkdocs.yml").write_text(start + rest[rest.index("theme:") :], encoding="utf-8")
    build(root)
    return root
