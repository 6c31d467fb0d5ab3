"""A real browser, and the sites served to it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from edition.build.policy import POLICY
from tests.support.environment import leave_out

# the browser must not call home, and may run as root
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--font-render-hinting=none"]  # or else letters are as wide as whole pixels

Open = Callable[..., Page]


TESTED_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'")
"""The policy that pages state, but for what Playwright needs: it evaluates what it waits for."""


def add_style(page: Page, css: str) -> None:
    """Add rules to a page, which its policy would not let it read from an element."""
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets.push(sheet);
        }""",
        css,
    )


def add_script(page: Page, script: str | Path) -> None:
    """Run a script in a page, which its policy would not let it load: the code, or the path of a file."""
    code = script.read_text(encoding="utf-8") if isinstance(script, Path) else script
    session = page.context.new_cdp_session(page)
    result = session.send("Runtime.evaluate", {"expression": code})
    assert "exceptionDetails" not in result, result["exceptionDetails"]
    session.detach()


class _Handler(http.server.SimpleHTTPRequestHandler):
    # otherwise many responses wait 40 ms for the browser to acknowledge the headers
    disable_nagle_algorithm = True

    def __init__(self, *arguments: Any, policy: str, **options: Any) -> None:
        self._policy = policy  # before the parent's, which answers at once
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        """Send with every answer the policy under which a site must work."""
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


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
    """Serve a folder under a project address, /harbour/, as GitHub Pages does, or at the root.

    With `has_policy=False` the server does not demand the policy of finished sites.
    """
    with contextlib.ExitStack() as servers:

        @functools.cache
        def start(site: Path, *, at_root: bool = False, has_policy: bool = True) -> str:
            above = site.parent / "served"
            above.mkdir(exist_ok=True)
            with contextlib.suppress(FileExistsError):
                (above / "harbour").symlink_to(site)
            handler = functools.partial(
                _Handler,
                directory=str(site if at_root else above),
                policy=TESTED_POLICY if has_policy else "",
            )
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}/{'' if at_root else 'harbour/'}"

        yield start


@pytest.fixture(scope="session")
def single_site(single_checkout: Path, serve: Callable[..., str]) -> str:
    return serve(single_checkout / "site")


@pytest.fixture(scope="session")
def full_site(full_checkout: Path, serve: Callable[..., str]) -> str:
    return serve(full_checkout / "site")


@pytest.fixture(scope="session")
def bare_site(bare_checkout: Path, serve: Callable[..., str]) -> str:
    return serve(bare_checkout / "site")


@pytest.fixture(scope="session")
def missing_page(full_checkout: Path, serve: Callable[..., str]) -> str:
    """The not-found page, on a site at the root of a server, which its links require."""
    return serve(full_checkout / "site", at_root=True) + "404.html"


class _Reader:
    """A reader with a browser, whose pages and stored data are removed after each test.

    One page stays open, and with it a process that has loaded the site's scripts, because starting
    another for each test takes longer than most tests.
    """

    def __init__(self, browser: Browser, width: int, options: dict[str, Any]) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 1000}, **options)
        self._stays: Page | None = None
        self.refused: list[str] = []
        """What the policy of a page has kept it from loading."""
        self.context.on("console", self._note_refusal)

    def _note_refusal(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)

    def open(self, address: str, *, once: bool = False) -> Page:
        if not once and not self._stays and address.startswith("http"):
            self._stays = self.context.new_page()
            self._stays.goto(address)
        page = self.context.new_page()
        page.goto(address)
        return page

    def forget(self) -> None:
        self.refused.clear()
        for page in self.context.pages:
            if page is not self._stays:
                page.close()
        if self._stays:
            all_data = {"origin": "*", "storageTypes": "all"}
            session = self.context.new_cdp_session(self._stays)
            session.send("Storage.clearDataForOrigin", all_data)
            session.detach()


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Iterator[Callable[[int, dict[str, Any]], _Reader]]:
    """Return the reader with these browser options, who is shared by all tests."""
    known: dict[str, _Reader] = {}

    def reader(width: int, options: dict[str, Any]) -> _Reader:
        key = f"{width} {sorted(options.items())}"
        if key not in known:
            known[key] = _Reader(browser, width, options)
        return known[key]

    yield reader
    for reader_ in known.values():
        reader_.context.close()


@pytest.fixture
def visit(browser: Browser, readers: Callable[[int, dict[str, Any]], _Reader]) -> Iterator[Open]:
    """Open a page as a new reader, given its address, the width of the window and browser options."""
    known: list[_Reader] = []
    others: list[_Reader] = []

    def go(address: str, width: int = 1600, **options: Any) -> Page:
        reader = readers(width, options)
        if reader not in known:
            known.append(reader)
            return reader.open(address)
        others.append(_Reader(browser, width, options))
        return others[-1].open(address, once=True)

    yield go
    refused = [message for reader in (*known, *others) for message in reader.refused]
    for reader in others:
        reader.context.close()
    for reader in known:
        reader.forget()
    assert not refused
