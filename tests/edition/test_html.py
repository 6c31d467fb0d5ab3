"""Every page of After October, checked by the Nu HTML Checker."""

from __future__ import annotations

import pytest

from tests.program.build.test_html import errors_of


@pytest.mark.parametrize("made", ["full_checkout", "bare_checkout"])
def test_html_has_no_error(made: str, request: pytest.FixtureRequest) -> None:
    assert errors_of(request.getfixturevalue(made) / "site") == []
