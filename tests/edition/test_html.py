"""Every page of After October, checked by the Nu HTML Checker."""

from __future__ import annotations

from pathlib import Path

from tests.program.build.test_html import errors_of


def test_html_has_no_error(full_checkout: Path, bare_checkout: Path) -> None:
    assert errors_of(full_checkout, bare_checkout) == []
