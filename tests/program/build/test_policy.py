"""The Content-Security-Policy that an edition may ask for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edition.build.edition import Edition
from edition.build.policy import add_policy
from edition.build.previews import preview_pages, redirect_pages
from edition.inputs.configuration import parse_configuration
from edition.model.address_book import PageAddresses


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


@pytest.mark.parametrize("is_asked_for", [True, False])
def test_link_previews_and_redirects_state_it_too(full: Edition, is_asked_for: bool) -> None:
    retired = PageAddresses(retired={"old/": "about/"})
    edition = replace(full, site=replace(full.site, has_policy=is_asked_for), pages=retired)
    previews = [page for _, group in preview_pages(edition) for _, page in group]
    redirects = [page for _, page in redirect_pages(edition)]
    assert previews
    assert redirects
    for page in previews + redirects:
        assert ("Content-Security-Policy" in page.partition("<title>")[0]) == is_asked_for
