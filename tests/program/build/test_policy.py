"""The Content-Security-Policy that an edition may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.build.policy import add_policy
from edition.inputs.configuration import parse_configuration


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("site_name: Cranes", False),
        ("extra: {content_security_policy: true}", True),
        ("extra: {content_security_policy: false}", False),
        ("extra: {content_security_policy: 'true'}", False),
        ("extra: nothing", False),
    ],
)
def test_it_is_asked_for(settings: str, expected: bool) -> None:
    assert parse_configuration(settings, {}).has_policy is expected


def test_a_page_states_it_before_what_it_loads(tmp_path: Path) -> None:
    page = tmp_path / "people" / "index.html"
    page.parent.mkdir()
    page.write_text(
        '<!doctype html><html><head><meta charset="utf-8"><script src="a.js"></script>', encoding="utf-8"
    )
    add_policy(tmp_path)
    head = page.read_text(encoding="utf-8")
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; script-src'
    assert head.index(policy) < head.index("<script")
