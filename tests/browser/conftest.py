"""A real browser, and the sites served to it."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import leave_out

# a test machine's browser must not call home, and may run as root
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

Open = Callable[..., Page]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    # or else many an answer waits 40 ms for the browser to say that it has the headers
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("EDITION_BROWSER", "")
    if not path:
        leave_out("anything that needs a browser (none was found; `make test` tries to get one)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder under a project address, /after-october/, as GitHub Pages does, or at the root."""
    servers = []

    def start(site: Path, *, at_root: bool = False) -> str:
        above = site.parent / "served"
        above.mkdir(exist_ok=True)
        if not (above / "after-october").exists():
            (above / "after-october").symlink_to(site)
        handler = functools.partial(_Quiet, directory=str(site if at_root else above))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/{'' if at_root else 'after-october/'}"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def sample_site(sample_checkout: Path, serve: Callable[..., str]) -> str:
    return serve(sample_checkout / "site")


@pytest.fixture(scope="session")
def full_site(full_checkout: Path, serve: Callable[..., str]) -> str:
    return serve(full_checkout / "site")


@pytest.fixture(scope="session")
def missing_page(full_checkout: Path, serve: Callable[..., str]) -> str:
    """The page for an address that there is not; its own addresses hold for one place of the site only."""
    return serve(full_checkout / "site", at_root=True) + "404.html"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page: its address, the width of the window, and what else the browser shall be."""
    contexts = []

    def go(address: str, width: int = 1600, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 1000}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()
