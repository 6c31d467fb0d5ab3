"""A server for one folder, whose pages reload in the browser when the site in it is rebuilt."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from edition.markup.xml import escape
from edition.model.errors import EditionError, reason_of
from edition.serving.address import Address

EVENTS, SCRIPT = "/-/events", "/-/reload.js"

_PING = 15
"""Seconds after which a browser that waits is written to, to notice whether it is still there."""

_NO_SITE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not built yet</title></head>
<body><h1>Not built yet</h1><p>{reason}</p></body></html>
"""


@dataclass(frozen=True)
class State:
    """The site as browsers should see it: a number that grows with each rebuild, and the error after it."""

    version: int
    error: str
    folder: Path | None


class LiveSite:
    """The current state of a site, which a builder changes and the requests of browsers read."""

    def __init__(self) -> None:
        self._state = State(0, "", None)
        self._changed = threading.Condition()
        self.files = threading.RLock()
        """Held while files of the site are read or replaced."""
        self.closed = False

    @property
    def state(self) -> State:
        """The current state."""
        with self._changed:
            return self._state

    def publish(self, folder: Path) -> None:
        """Make browsers reload what is in `folder`."""
        with self._changed:
            self._set(State(self._state.version + 1, "", folder))

    def fail(self, error: str, fallback: Path | None = None) -> None:
        """Make browsers show an `error`, beside what is there already or what is in the folder `fallback`."""
        with self._changed:
            folder = self._state.folder or fallback
            self._set(State(self._state.version + (folder != self._state.folder), error, folder))

    def close(self) -> None:
        """Let requests that wait for a change end."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self, known: State, seconds: float) -> State:
        """Return the state as soon as it is not `known`, or after so many `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._state != known, seconds)
            return self._state

    def _set(self, state: State) -> None:
        self._state = state
        self._changed.notify_all()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: Address, site: LiveSite) -> None:
        self.site = site
        if ":" in address.host:
            self.address_family = socket.AF_INET6
        super().__init__((address.host, address.port), _Handler)

    def handle_error(self, *_: object) -> None:
        """Ignore that a browser has closed a connection."""


def open_server(address: Address, site: LiveSite) -> tuple[str, Callable[[], None]]:
    """Serve `site` at `address` in a thread; return the URL, and a function that ends it.

    Raises EditionError if nothing can be served there.
    """
    try:
        server = _Server(address, site)
    except OSError as error:
        what = f"cannot serve at {address.host}:{address.port} ({reason_of(error)})"
        raise EditionError("--address", what, todo="Choose another with --address 127.0.0.1:8001") from None
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()

    def close() -> None:
        site.close()
        server.shutdown()
        server.server_close()

    return Address(address.host, server.server_port).url, close


@cache
def _script() -> bytes:
    return (files(__package__) / "reload.js").read_bytes()


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Answer with a file of the site, or with the states of the site as they follow each other."""
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._send_events()
        elif path == SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _script())
        else:
            self._send_file(path)

    def _send_file(self, path: str) -> None:
        site = self.server.site
        with site.files:
            state = site.state
            if state.folder is None:
                page = _NO_SITE.format(reason=escape(state.error or "The site is being built."))
                return self._send_page(HTTPStatus.SERVICE_UNAVAILABLE, page.encode(), state)
            self.directory = str(state.folder)
            file = Path(self.translate_path(self.path))
            if file.is_dir() and not path.endswith("/"):
                return self._redirect(f"{path}/")
            file = file / "index.html" if file.is_dir() else file
            found = file.is_file()
            content = _read(file if found else state.folder / "404.html")
        if not found or file.suffix == ".html":
            return self._send_page(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND, content, state)
        return self._send(HTTPStatus.OK, self.guess_type(str(file)), content)

    def _send_page(self, status: HTTPStatus, page: bytes, state: State) -> None:
        """Send a page with the script that reloads it."""
        script = f'<script src="{SCRIPT}" data-version="{state.version}"></script>'.encode()
        before, end, after = page.rpartition(b"</body>")
        self._send(status, "text/html; charset=utf-8", before + script + end + after)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        # a path that begins with two slashes would lead to another host
        self.send_header("Location", f"/{path.lstrip('/')}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_HEAD = do_GET  # noqa: N815 - http.server calls it so

    def _send_events(self) -> None:
        """Send the state of the site, and again whenever it changes, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        site, state = self.server.site, None
        while not site.closed:
            current = site.state if state is None else site.wait(state, _PING)
            data = json.dumps({"version": current.version, "error": current.error})
            self.wfile.write(f"data: {data}\n\n".encode() if current != state else b": still here\n\n")
            self.wfile.flush()
            state = current

    def log_message(self, *_: object) -> None:
        """Print nothing: the terminal is for the editor's files."""


def _read(file: Path) -> bytes:
    """Return the content of a file, or nothing if there is none."""
    return file.read_bytes() if file.is_file() else b"Not found"
