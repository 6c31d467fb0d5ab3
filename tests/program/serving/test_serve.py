"""`edition serve` as an editor uses it: a change is in the browser, and no mistake ends the server."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPResponse, parse_headers
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from edition.build.cache import DERIVED, Cache
from edition.build.edition import Edition
from edition.build.generator_process import generator_environment
from edition.build.lock import exclusive
from edition.cli.shared import write_edition_markdown
from edition.inputs.paths import MANIFEST
from edition.serving.editing_session import SERVED, Builder
from edition.serving.server import LiveSite
from tests.support.commands import change
from tests.support.editions import SINGLE, lay_out
from tests.support.environment import environment

SECONDS = 60
"""Far longer than any build takes: no test depends on the speed of the machine."""


class Served:
    """An edition that is being served, and the states that a browser is told of."""

    def __init__(self, root: Path) -> None:
        self.root = root
        command = [
            sys.executable,
            "-m",
            "edition",
            "serve",
            "--project",
            str(root),
            "--address",
            "127.0.0.1:0",
        ]
        self.process = subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self.process.stdout
        self.lines: list[str] = []
        while not self.lines or not self.lines[-1].startswith("serving: "):
            line = self.process.stdout.readline()
            assert line, self.lines
            self.lines.append(line.rstrip("\n"))
        self.url = self.lines[-1].split()[1]
        self._events = urlopen(f"{self.url}-/events", timeout=SECONDS)  # noqa: S310 - our own server
        self.state = self._next_state()

    def _next_state(self) -> dict[str, Any]:
        deadline = time.monotonic() + SECONDS
        while (
            time.monotonic() < deadline
        ):  # a line comes every few seconds, if only to say that there is no news
            line = self._events.readline().decode()
            assert line, "the server has closed the connection"
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))  # type: ignore[no-any-return]
        pytest.fail("nothing was rebuilt")

    def save(self, path: str, change: Callable[[str], str]) -> None:
        """Change a file as an editor does, and wait until browsers are told of the result."""
        file = self.root / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
        self.state = self._next_state()

    def open(self, path: str = "") -> HTTPResponse:
        return urlopen(self.url + path, timeout=SECONDS)  # type: ignore[no-any-return]  # noqa: S310

    def page(self, path: str = "") -> str:
        return self.open(path).read().decode()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; return the exit status and what was printed since."""
        self.process.send_signal(number)
        printed, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, printed


@contextmanager
def served(root: Path) -> Iterator[Served]:
    edition = Served(root)
    try:
        yield edition
    finally:
        edition.process.kill()
        edition.process.wait()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = lay_out(tmp_path_factory.mktemp("served") / "edition", SINGLE, look=True)
    change(root / "mkdocs.yml", "name: material", "name: material, custom_dir: overrides")
    with served(root) as out:
        yield out


ESSAY = "essays/harbour-strike/"


def test_a_page_is_served_with_the_script_that_reloads_it(edition: Served) -> None:
    assert (
        f'<script src="/-/reload.js" data-version="{edition.state["version"]}"></script></body>'
        in edition.page()
    )
    script = edition.open("-/reload.js")
    assert script.headers["Content-Type"] == "text/javascript"
    assert b"EventSource" in script.read()


def test_a_change_of_a_text_is_in_the_browser(edition: Served) -> None:
    """The page's number grows, which makes the script reload it."""
    before = edition.state["version"]
    edition.save("sources/harbour.txt", lambda text: text.replace("Nobody could plan", "No one could plan"))
    assert edition.state == {"version": before + 1, "error": ""}
    assert "No one could plan a week ahead" in edition.page(ESSAY)


class Session:
    """An edition that counts as large and has been built, and a text of it that has changed since."""

    def __init__(self, root: Path) -> None:
        self.root, self.site, self.lines = root, LiveSite(), list[str]()
        self._cache = Cache(root / DERIVED, in_memory=True)
        self.builder = Builder(root, self.site, self._prepare, self.lines.append)
        self.builder.build()
        self.text = root / "sources/harbour.txt"
        words = self.text.read_text("utf-8")
        self.text.write_text(words.replace("Nobody could plan", "No one could plan"), "utf-8")

    def _prepare(self, first: bool) -> Edition:
        return write_edition_markdown(self.root, None, cache=self._cache, summary=first)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr("edition.serving.editing_session.MANY_ESSAYS", 0)
    # the server sets them for its process, which is that of the tests here
    for name, value in generator_environment(None).items():
        monkeypatch.setenv(name, value)
    return Session(lay_out(tmp_path / "edition", SINGLE))


def test_a_changed_page_is_not_written_while_another_build_runs(session: Session) -> None:
    """Both would stage their files in the same folder."""
    page = session.root / "docs/essays/harbour-strike.md"
    before = page.read_bytes()
    with exclusive(session.root):
        session.builder.build([session.text])
    assert "another build of this edition is running" in session.site.state.error
    assert page.read_bytes() == before
    session.builder.build([session.text])
    assert not session.site.state.error
    assert page.read_bytes() != before


def test_in_a_large_edition_a_changed_page_is_shown_first(session: Session) -> None:
    """The rest of the site, which may mention it, follows."""
    root, site, lines, builder = session.root, session.site, session.lines, session.builder
    builder.build([session.text])
    assert site.state.version == 3
    assert re.match(r"shown in .* s; the rest of the site follows", lines[-2])
    assert re.match(r"rebuilt in .* s", lines[-1])
    essay, search = root / SERVED / ESSAY / "index.html", root / SERVED / "data/search"
    assert "No one could plan a week ahead" in essay.read_text("utf-8")
    assert any("No one could plan" in path.read_text("utf-8") for path in search.glob("text-*.js"))
    builder.build([session.text, root / "mkdocs.yml"])
    assert not re.match("shown", lines[-2])


def test_a_full_disk_is_reported_as_in_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def prepare(_: bool) -> Edition:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "docs/people.md"))

    site, lines = LiveSite(), list[str]()
    Builder(tmp_path, site, prepare, lines.append).build()
    assert site.state.error == "docs/people.md: no space left on device. Free some space and build again"
    assert lines == [f"edition: {site.state.error}"]


def test_a_change_of_a_page_leaves_the_others_alone(edition: Served) -> None:
    essay = edition.root / ".build/served" / ESSAY / "index.html"
    before = essay.stat().st_mtime_ns
    edition.save("docs/index.md", lambda text: f"{text}\nA new sentence.\n")
    assert "A new sentence." in edition.page()
    assert essay.stat().st_mtime_ns == before


def test_a_new_name_of_the_site_is_on_all_pages(edition: Served) -> None:
    edition.save("mkdocs.yml", lambda text: re.sub("site_name: .*", "site_name: Cranes at rest", text))
    assert not edition.state["error"]
    for path in ("", ESSAY):
        assert "Cranes at rest" in edition.page(path)


@pytest.mark.parametrize(
    ("path", "mistake", "expected"),
    [
        (MANIFEST, lambda text: f"{text}\t: x", "essays.yml, line"),
        ("CITATION.cff", lambda text: f"{text}\n]", "CITATION.cff"),
        ("mkdocs.yml", lambda text: f"{text}\n]", "mkdocs.yml"),
        ("overrides/main.html", lambda text: text + "{% if x", "main.html, line"),
    ],
)
def test_a_mistake_is_shown_and_cleared(
    edition: Served, path: str, mistake: Callable[[str], str], expected: str
) -> None:
    """Meanwhile the last good site is served."""
    version = edition.state["version"]
    before = (edition.root / path).read_text(encoding="utf-8")
    edition.save(path, mistake)
    assert expected in edition.state["error"]
    assert "\n" not in edition.state["error"]
    assert edition.state["version"] == version
    assert "a week ahead" in edition.page(ESSAY)
    edition.save(path, lambda _: before)
    assert edition.state == {"version": version + 1, "error": ""}


@pytest.mark.parametrize("path", ["", "-/reload.js", "-/events"])
def test_a_request_for_headers_ends_after_them(edition: Served, path: str) -> None:
    """That for the states of the site, too, which are sent for as long as a browser listens."""
    address = urlsplit(edition.url)
    with socket.create_connection((address.hostname, address.port), timeout=SECONDS) as connection:
        connection.sendall(f"HEAD /{path} HTTP/1.0\r\n\r\n".encode())
        answer = connection.makefile("rb")
        assert b" 200 " in answer.readline()
        headers = parse_headers(answer)
        assert headers["Cache-Control"] == "no-store"
        assert answer.read(1) == b""
    assert headers["Content-Type"] == edition.open(path).headers["Content-Type"]


def test_a_missing_page(edition: Served) -> None:
    with pytest.raises(HTTPError) as caught:
        edition.open("nowhere/")
    assert caught.value.code == 404
    assert b"/-/reload.js" in caught.value.read()


def test_nothing_outside_the_site_is_served(edition: Served) -> None:
    for path in ("..%2f..%2fmkdocs.yml", "%2e%2e/%2e%2e/mkdocs.yml", "../../mkdocs.yml"):
        with pytest.raises(HTTPError) as caught:
            edition.open(path)
        assert caught.value.code == 404


def test_a_folder_without_its_slash_leads_to_the_page(edition: Served) -> None:
    assert edition.open(ESSAY.rstrip("/")).url == edition.url + ESSAY


def test_a_port_in_use(edition: Served) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        command = [
            sys.executable,
            "-m",
            "edition",
            "serve",
            "--project",
            str(edition.root),
            "--address",
            address,
        ]
        result = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith(f"edition: --address: cannot serve at {address} (address already in use)")
    assert result.stderr.count("\n") == 1


def test_a_first_build_that_fails(tmp_path: Path) -> None:
    """The page says why, and is replaced by the site as soon as the mistake is mended."""
    root = lay_out(tmp_path / "edition", SINGLE, look=True)
    manifest = (root / MANIFEST).read_text(encoding="utf-8")
    (root / MANIFEST).write_text(f"{manifest}\t: x", encoding="utf-8")
    with served(root) as edition:
        with pytest.raises(HTTPError) as caught:
            edition.open()
        assert caught.value.code == 503
        page = caught.value.read().decode()
        assert "essays.yml, line" in page
        assert "/-/reload.js" in page
        edition.save(MANIFEST, lambda _: manifest)
        assert "a week ahead" in edition.page(ESSAY)
        status, printed = edition.stop()
    assert status == 0
    assert printed.endswith("stopped\n")
    assert "Traceback" not in printed
