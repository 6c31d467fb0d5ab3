"""Fixtures for After October: here `full`, `full_checkout` and the like are this edition.

Each replaces one of `tests/conftest.py` or `tests/support/browsing.py`. This includes all that depend on
a replaced one, because a session fixture shared by two editions would keep the first.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.build.edition import Edition
from edition.build.stages import assemble
from tests.support.after_october import folder_of_texts
from tests.support.editions import Workshop, build
from tests.support.environment import ROOT, leave_out

MIXED = ("gravedigger", "revolution-and-stalinism")
"""The essays whose texts are in `mixed_checkout`; the others have only digests."""


@pytest.fixture(scope="session")
def origin() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def full() -> Edition:
    """The five essays, normalised and addressed."""
    folder = folder_of_texts()
    edition = folder and assemble(ROOT, folder, lambda essays: essays)
    if not edition or not edition.complete:
        leave_out("the five essays of After October (their texts are not part of the repository)")
    return edition


def copy(root: Path) -> Path:
    """Copy the committed files of this edition: its pages and annotations, but no texts."""
    generated = shutil.ignore_patterns("essays", "data")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=generated)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name in ("mkdocs.yml", "CITATION.cff"):
        shutil.copy(ROOT / name, root)
    return root


@pytest.fixture(scope="session")
def full_checkout(full: Edition, workshop: Workshop) -> Path:
    """This edition, built with the five texts."""

    def make(root: Path) -> None:
        build(copy(root), "--sources", str(full.folder))

    return workshop.checkout("after-october-full", make)


@pytest.fixture(scope="session")
def mixed_checkout(full: Edition, workshop: Workshop) -> Path:
    """This edition, built with two of the five texts."""

    def make(root: Path) -> None:
        (copy(root) / "sources").mkdir()
        for essay in full.texts:
            if essay.entry.slug in MIXED:
                shutil.copy(essay.source.name, root / "sources")
        build(root)

    return workshop.checkout("after-october-mixed", make)


@pytest.fixture(scope="session")
def bare_checkout(workshop: Workshop) -> Path:
    """This edition, built without any text."""

    def make(root: Path) -> None:
        build(copy(root))

    return workshop.checkout("after-october-bare", make)


@pytest.fixture(scope="session")
def full_site(full_checkout: Path, serve: Callable[..., str]) -> str:
    return serve(full_checkout / "site")


@pytest.fixture(scope="session")
def bare_site(bare_checkout: Path, serve: Callable[..., str]) -> str:
    return serve(bare_checkout / "site")
