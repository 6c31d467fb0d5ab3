"""Shared by all tests: a neutral environment, and the editions that were written for them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from edition.build.edition import Edition
from edition.build.stages import assemble
from tests.support import after_october
from tests.support.editions import (
    HARBOUR,
    SINGLE,
    Workshop,
    lay_out,
    make_bare,
    make_full,
    make_mixed,
    make_single,
)
from tests.support.environment import heeded

pytest_plugins = ("tests.support.browsing",)

settings.register_profile(
    "edition",
    deadline=None,  # the duration of an example depends on the machine
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("edition")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of After October if the checkout contains another edition."""
    if collection_path.is_relative_to(after_october.FOLDER) and not after_october.is_here():
        return True
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report what could not be checked, and whether the tests of After October were left out."""
    skipped = (report.longrepr for report in terminalreporter.stats.get("skipped", ()))
    reasons = {reason[2].removeprefix("Skipped: ") for reason in skipped}
    if reasons:
        terminalreporter.write_line(f"not checked here: {'; '.join(sorted(reasons))}")
    if not after_october.is_here():
        terminalreporter.write_line(after_october.ELSEWHERE)


@pytest.fixture(scope="session", autouse=True)
def _neutral_environment() -> Iterator[None]:
    """Remove variables that the user has set for other purposes."""
    with pytest.MonkeyPatch.context() as patch:
        for name in heeded(os.environ):
            patch.delenv(name)
        if hasattr(time, "tzset"):
            time.tzset()
        yield


@pytest.fixture
def single(tmp_path: Path) -> Path:
    """A checkout of a small edition with one text and no registry, to build and to break."""
    return lay_out(tmp_path / "single", SINGLE)


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A checkout of a small edition with four texts and everything else, to build and to break."""
    return lay_out(tmp_path / "harbour", HARBOUR, look=True)


@pytest.fixture(scope="session")
def origin() -> Path:
    """The committed files of the edition in `full_checkout`; tests must not change them."""
    return HARBOUR


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory)


@pytest.fixture(scope="session")
def full_checkout(workshop: Workshop) -> Path:
    """An edition, built with all of its texts. In `tests/edition` it is After October."""
    return workshop.checkout("full", make_full)


@pytest.fixture(scope="session")
def mixed_checkout(workshop: Workshop) -> Path:
    """The same edition, built with some of its texts."""
    return workshop.checkout("mixed", make_mixed)


@pytest.fixture(scope="session")
def bare_checkout(workshop: Workshop) -> Path:
    """The same edition, built without any text."""
    return workshop.checkout("bare", make_bare)


@pytest.fixture(scope="session")
def single_checkout(workshop: Workshop) -> Path:
    """The edition with one text, built with the same look."""
    return workshop.checkout("single", make_single)


@pytest.fixture(scope="session")
def full(full_checkout: Path) -> Edition:
    """The edition of `full_checkout`, normalised and addressed."""
    return assemble(full_checkout, None, lambda essays: essays)
