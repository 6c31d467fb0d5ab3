"""Measure with Lighthouse how a phone gets the longest essay: five runs, and the median of each figure.

The site is built, and served compressed from a project address as GitHub Pages does it. A run is told
line by line what was transferred for the first view, the largest first.

Run it as `make lighthouse`, or `python scripts/make.py lighthouse [RUNS]`.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "tests/browser/node_modules/lighthouse/cli/index.js"
REPOSITORY = "/after-october/"
RUNS = 5
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")

Report = dict[str, Any]


def main() -> int:
    """Print the medians and the transfers."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(site)
        longest = max((site / "essays").glob("*/index.html"), key=lambda page: page.stat().st_size).parent
        with serve(site) as address:
            page = f"{address}{longest.relative_to(site).as_posix()}/"
            reports = [measure(page, Path(folder) / "report.json") for _ in range(runs)]
    print(f"median of {runs} runs, a phone by Lighthouse {reports[0]['lighthouseVersion']}: {longest.name}")
    for name, told in figures(reports):
        print(f"  {name:26}{told}")
    print("transferred for the first view:")
    for size, name in transfers(reports[-1]):
        print(f"  {size:>7,} B  {name}")
    return 0


def build(target: Path) -> None:
    """Build the site into `target`."""
    command = [sys.executable, "-m", "edition", "build", "--project", str(ROOT)]
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
        raise SystemExit("lighthouse: the site could not be built")
    shutil.copytree(ROOT / "site", target)


def measure(page: str, report: Path) -> Report:
    """Return Lighthouse's report on `page`."""
    node = shutil.which("node")
    if not node:
        raise SystemExit("lighthouse: Node.js is needed")
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    subprocess.run([node, str(PROGRAM), page, *options], env={**os.environ, "CI": "1"}, check=True)
    found: Report = json.loads(report.read_text(encoding="utf-8"))
    return found


def figures(reports: list[Report]) -> Iterator[tuple[str, str]]:
    """Yield each figure's name, and its median with the lowest and the highest."""
    for name in CATEGORIES:
        yield name, _spread([report["categories"][name]["score"] for report in reports], "{:.2f}")
    for name in TIMES:
        values = [report["audits"][name]["numericValue"] for report in reports]
        yield name, _spread(values, "{:.0f} ms")
    yield "first view", _spread([sum(size for size, _ in transfers(r)) / 1000 for r in reports], "{:.1f} kB")


def _spread(values: list[float], form: str) -> str:
    low, middle, high = (form.format(value) for value in (min(values), median(values), max(values)))
    return f"{middle:10} ({low} to {high})"


def transfers(report: Report) -> list[tuple[int, str]]:
    """Return what was transferred, headers included: bytes and path, the largest first."""
    items = report["audits"]["network-requests"]["details"]["items"]
    asked = [
        (int(item["transferSize"]), item["url"].partition(REPOSITORY)[2] or item["url"]) for item in items
    ]
    return sorted((one for one in asked if not one[1].startswith("data:")), reverse=True)


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve `site` compressed; give its address."""

    @cache
    def read(path: str) -> tuple[bytes, str] | None:
        file = (site / path).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or site.resolve() not in file.parents:
            return None
        return gzip.compress(file.read_bytes(), mtime=0), mimetypes.guess_type(file)[0] or "text/plain"

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            found = read(path.removeprefix(REPOSITORY)) if path.startswith(REPOSITORY) else None
            body, kind = found or (gzip.compress(b"not found"), "text/plain")
            self.send_response(200 if found else 404)
            headers = {"Content-Type": kind, "Content-Encoding": "gzip", "Content-Length": str(len(body))}
            for name, value in {**headers, "Cache-Control": "max-age=600"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{REPOSITORY}"
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
