"""One interface to three engines: Chromium, Firefox and WebKit, each driven over what it offers itself.

Playwright drives Chromium, as everywhere in the tests. Its Firefox and WebKit are downloads of their own,
so those that Debian packages are driven with commands of the WebDriver standard: Firefox takes them over
its remote protocol Marionette, WebKit over HTTP from WebKitWebDriver.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from tests.support.environment import leave_out

PATIENCE = 15
"""Seconds to wait for a browser to do, or to show, what a test expects."""

START = 60
"""Seconds to wait for a browser to start, or to answer."""

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}
"""How WebDriver writes keys that have no character."""

CENTRE = """selector => {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  const box = () => found.getClientRects()[0];
  if (!box()) throw new Error(`${selector} is not shown`);
  const isInView = box().top >= 80 && box().bottom <= innerHeight - 80;
  if (!isInView) found.scrollIntoView({block: "center", behavior: "instant"});
  const {left, top, width, height} = box();
  return [left + width / 2, top + height / 2];
}"""
"""The middle of the first line of an element, in pixels from the corner of the window."""


HAS_SIZE = "(width, height) => innerWidth === width && innerHeight === height"


MISSING = {
    "chromium": "anything that needs a browser (none was found; `make test` tries to get one)",
    "firefox": "the site in Firefox (not found; `make test` installs it where apt-get may)",
    "webkit": "the site in WebKit, as in Safari (not found; `make test` installs it where apt-get may)",
}
"""What is not checked without an engine."""

Value = TypeVar("Value")


class EngineError(Exception):
    """A browser could not do what it was told."""


class Tab(Protocol):
    """A tab of a browser, in which a test reads as a reader would."""

    def open(self, address: str) -> None:
        """Open a page and wait until it has loaded."""

    def run(self, function: str, *arguments: Any) -> Any:
        """Return what a JavaScript function of the page returns, once it is settled."""

    def point(self, selector: str) -> None:
        """Move the mouse to the element that a selector finds, which is scrolled into view."""

    def click(self, selector: str) -> None:
        """Click it with the mouse."""

    def press(self, key: str) -> None:
        """Press and release a key: a character, or a name of `KEYS`."""

    def resize(self, width: int, height: int) -> None:
        """Give the page's window a width and a height, in CSS pixels."""

    def screenshot(self) -> bytes:
        """Return a picture of the window, as PNG."""


def _place(tab: Tab, selector: str) -> tuple[float, float]:
    """Return the middle of an element in the window, once it moves no longer."""
    before = None
    while (now := tab.run(CENTRE, selector)) != before:
        before = now
        time.sleep(0.05)
    return now[0], now[1]


def wait_for(tab: Tab, condition: str, *arguments: Any) -> None:
    """Wait until a JavaScript function returns something true; fail with its source if it never does."""
    end = time.monotonic() + PATIENCE
    while True:
        why = ""
        try:
            if tab.run(condition, *arguments):
                return
        except EngineError as error:  # a page that is being left cannot answer
            why = f"{error}"
        assert time.monotonic() < end, f"not so within {PATIENCE} s: {condition} {arguments} {why}"
        time.sleep(0.02)


# --- Chromium ---------------------------------------------------------------------------------------


class _PlaywrightTab:
    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, address: str) -> None:
        self._page.goto(address)

    def run(self, function: str, *arguments: Any) -> Any:
        try:
            return self._page.evaluate(f"all => ({function})(...all)", list(arguments))
        except PlaywrightError as error:
            raise EngineError(error.message) from error

    def point(self, selector: str) -> None:
        self._page.mouse.move(*_place(self, selector))

    def click(self, selector: str) -> None:
        self._page.mouse.click(*_place(self, selector))

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def screenshot(self) -> bytes:
        return self._page.screenshot()


@contextlib.contextmanager
def open_chromium(browser: Browser) -> Iterator[Tab]:
    """Open a tab with a new profile in the Chromium that all tests of a process share."""
    context = browser.new_context()
    yield _PlaywrightTab(context.new_page())
    context.close()


# --- WebDriver ----------------------------------------------------------------------------------------


class _Driver(Protocol):
    """What sends commands of the WebDriver standard to a browser."""

    def send(self, command: str, **parameters: Any) -> Any:
        """Return the answer to a command; raise EngineError if the browser reports an error."""


class _WebDriverTab:
    def __init__(self, driver: _Driver) -> None:
        self._driver = driver

    def open(self, address: str) -> None:
        self._driver.send("Navigate", url=address)

    def run(self, function: str, *arguments: Any) -> Any:
        script = f"return ({function})(...arguments)"
        return self._driver.send("ExecuteScript", script=script, args=list(arguments))

    def point(self, selector: str) -> None:
        self._act("pointer", self._move(selector))

    def click(self, selector: str) -> None:
        press, release = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        self._act("pointer", self._move(selector), press, release)

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        self._act("key", {"type": "keyDown", "value": value}, {"type": "keyUp", "value": value})

    def resize(self, width: int, height: int) -> None:
        self._driver.send("SetWindowRect", width=width, height=height)
        wait_for(self, HAS_SIZE, width, height)

    def screenshot(self) -> bytes:
        return base64.b64decode(self._driver.send("TakeScreenshot", full=False))

    def _move(self, selector: str) -> dict[str, Any]:
        x, y = map(round, _place(self, selector))
        return {"type": "pointerMove", "x": x, "y": y, "origin": "viewport"}

    def _act(self, device: str, *steps: Mapping[str, Any]) -> None:
        self._driver.send("PerformActions", actions=[{"type": device, "id": device, "actions": steps}])


# --- Firefox ------------------------------------------------------------------------------------------

PREFERENCES = {
    "marionette.port": 0,
    # a mouse, which a browser without a screen does not have
    "ui.primaryPointerCapabilities": 6,
    "ui.allPointerCapabilities": 6,
    # it must not call home
    "network.connectivity-service.enabled": False,
    "network.captive-portal-service.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "services.settings.server": "data:,",
}


class _Marionette:
    """Firefox, which takes WebDriver's commands as lines of JSON with their length in front."""

    def __init__(self, port: int) -> None:
        self._stream = socket.create_connection(("127.0.0.1", port), START)
        self._answers = self._stream.makefile("rb")
        self._receive()  # its greeting

    def _receive(self) -> Any:
        length = b""
        while (digit := self._answers.read(1)) != b":":
            if not digit:
                raise EngineError("Firefox has closed the connection")
            length += digit
        return json.loads(self._answers.read(int(length)))

    def send(self, command: str, **parameters: Any) -> Any:
        name = command if ":" in command else f"WebDriver:{command}"
        message = json.dumps([0, 0, name, parameters]).encode()
        self._stream.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._receive()
        if error:
            raise EngineError(f"{name}: {error['message']}")
        return answer["value"] if answer.keys() == {"value"} else answer

    def close(self) -> None:
        self._answers.close()
        self._stream.close()


class _FirefoxTab(_WebDriverTab):
    """A tab whose size is set as Firefox's own tools do, because a window has a minimum width."""

    RESIZE = """const {style} = window.browsingContext.topChromeWindow.gBrowser.selectedBrowser;
        [style.width, style.height] = arguments;"""

    def resize(self, width: int, height: int) -> None:
        self._driver.send("Marionette:SetContext", value="chrome")
        self._driver.send("ExecuteScript", script=self.RESIZE, args=[f"{width}px", f"{height}px"])
        self._driver.send("Marionette:SetContext", value="content")
        wait_for(self, HAS_SIZE, width, height)


@contextlib.contextmanager
def _firefox(path: str, folder: Path) -> Iterator[Tab]:
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [path, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    with _process([*command, "--profile", str(folder)]):
        number = _eventually(lambda: _read(folder / "MarionetteActivePort"), "Firefox")
        driver = _Marionette(int(number))
        driver.send("NewSession")
        driver.send("SetWindowRect", width=1800, height=1400)  # more than any page in a test
        yield _FirefoxTab(driver)
        driver.close()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


# --- WebKit --------------------------------------------------------------------------------------------

ROUTES = {
    "Navigate": ("POST", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"),
    "SetWindowRect": ("POST", "/window/rect"),
    "TakeScreenshot": ("GET", "/screenshot"),
}
"""The method and address of each command."""


class _WebKitDriver:
    """WebKitWebDriver, which takes the commands over HTTP."""

    def __init__(self, port: int, browser: str) -> None:
        self._address = f"http://127.0.0.1:{port}"
        _eventually(self._is_ready, "WebKitWebDriver")
        # a full screen has no toolbar, which would be wider than a phone
        options = {"binary": browser, "args": ["--automation", "--full-screen"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = self._ask("POST", "/session", wanted)
        self._address += f"/session/{session['sessionId']}"

    def _is_ready(self) -> bool:
        try:
            return bool(self._ask("GET", "/status")["ready"])
        except urllib.error.URLError:
            return False

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, data, method=method)  # noqa: S310 - this machine
        try:
            with urllib.request.urlopen(request, timeout=START) as response:  # noqa: S310
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise EngineError(f"{path}: {json.load(error)['value']['message']}") from error

    def send(self, command: str, **parameters: Any) -> Any:
        method, path = ROUTES[command]
        return self._ask(method, path, parameters if method == "POST" else None)

    def close(self) -> None:
        self._ask("DELETE", "")


@contextlib.contextmanager
def _webkit(path: str, folder: Path) -> Iterator[Tab]:
    xvfb, webdriver = (
        shutil.which(name) or leave_out(MISSING["webkit"]) for name in ("Xvfb", "WebKitWebDriver")
    )
    reader, writer = os.pipe()
    screen = [xvfb, "-displayfd", str(writer), "-screen", "0", "1800x1400x24", "-nolisten", "tcp"]
    with _process(screen, pass_fds=[writer]), os.fdopen(reader) as number:
        os.close(writer)
        port = _free_port()
        own = {"DISPLAY": f":{number.readline().strip()}", "XDG_DATA_HOME": str(folder)}
        with _process([webdriver, f"--port={port}"], env=os.environ | own):
            driver = _WebKitDriver(port, path)
            yield _WebDriverTab(driver)
            driver.close()


# --- what they share -------------------------------------------------------------------------------------


@contextlib.contextmanager
def _process(command: Sequence[str], **options: Any) -> Iterator[None]:
    """Run a program in the background, and end it."""
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=nowhere, stderr=nowhere, **options) as process:
        try:
            yield
        finally:
            process.terminate()


def _eventually(look: Callable[[], Value], what: str) -> Value:
    """Return what `look` returns, once that is true; raise EngineError if it never is."""
    end = time.monotonic() + START
    while not (value := look()):
        if time.monotonic() > end:
            raise EngineError(f"{what} did not start within {START} s")
        time.sleep(0.02)
    return value


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


ENGINES: Mapping[str, tuple[str, Callable[[str, Path], contextlib.AbstractContextManager[Tab]]]] = {
    "firefox": ("EDITION_FIREFOX", _firefox),
    "webkit": ("EDITION_WEBKIT", _webkit),
}
"""How the engines besides Chromium are started, and the variables in which `make test` names them."""


@contextlib.contextmanager
def start(engine: str) -> Iterator[Tab]:
    """Start a browser with a new profile; skip the test, and say so, if it is not installed."""
    variable, launch = ENGINES[engine]
    path = os.environ.get(variable) or leave_out(MISSING[engine])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, launch(path, Path(folder)) as tab:
        yield tab
