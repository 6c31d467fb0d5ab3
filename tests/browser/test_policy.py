"""Pages keep to the policy that they can state, even where nothing is left out of it for the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route

from edition.build.policy import POLICY
from tests.support.browsing import Open
from tests.support.environment import ROOT

PAGES = [
    "",
    "essays/",
    "essays/dockers-strike/",
    "people/",
    "timeline/",
    "compare/",
    "search/?q=light",
    "about/",
]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_refused(full_site: str, visit: Open, address: str) -> None:
    """The fixture fails if the browser says that something was."""

    def with_policy(route: Route) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    page = visit(full_site)
    page.route("**/*", with_policy)
    page.goto(full_site + address)
    page.keyboard.press("Tab")  # which makes a page load what it needs only then
    page.mouse.wheel(0, 400)
    page.wait_for_load_state("networkidle")
    assert page.locator("html.no-js").count() == 0


@pytest.mark.parametrize(
    "script", sorted((ROOT / "docs/assets/scripts").glob("*.js")), ids=lambda path: path.name
)
def test_no_script_evaluates_text(script: Path) -> None:
    code = script.read_text(encoding="utf-8")
    for name in ("eval(", "new Function", 'setAttribute("style"', 'setAttribute("on'):
        assert name not in code
