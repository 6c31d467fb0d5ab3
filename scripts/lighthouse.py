"""Measure with Lighthouse how fast a phone loads the longest essay: the medians of five runs.

The site is built, and served compressed and in a subfolder, as on GitHub Pages. The files transferred
for the first view are listed, largest first.

Run it as `make lighthouse`, or `python scripts/make.py lighthouse [RUNS]`.
"""

from __future__ import annotations

import argparse
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
LIGHTHOUSE = ROOT / "tests/browser/node_modules/lighthouse/cli/index.js"
SITE_PATH = "/site/"
RUNS = 5
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")

PASSED = 0.9
"""From this score on Lighthouse itself calls an audit passed."""

Report = dict[str, Any]


def main() -> int:
    """Print the medians, what is found wanting, and the transferred files."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=RUNS, help=f"how often it is measured ({RUNS})")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(site)
        longest = longest_essay(site)
        with serve(site) as address:
            reports = [measure(address + longest, Path(folder) / "report.json") for _ in range(runs)]
    version = reports[0]["lighthouseVersion"]
    print(f"{longest}, medians of {runs} runs on an emulated phone, Lighthouse {version}:")
    for name, figure in figures(reports):
        print(f"  {name:26}{figure}")
    for title in wanting(reports[-1]):
        print(f"  wanting: {title}")
    print("transferred for the first view:")
    for size, name in transfers(reports[-1]):
        print(f"  {size:>7,} B  {name}")
    return 0


def build(target: Path) -> None:
    """Build the site, and copy it to `target`."""
    command = [sys.executable, "-m", "edition", "build", "--project", str(ROOT)]
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
        raise SystemExit("lighthouse: the site could not be built")
    shutil.copytree(ROOT / "site", target)


def longest_essay(site: Path) -> str:
    """Return the address of the essay whose page is the largest."""
    pages = (site / "essays").glob("*/index.html")
    return f"{max(pages, key=lambda page: page.stat().st_size).parent.relative_to(site).as_posix()}/"


def measure(page: str, report: Path) -> Report:
    """Return Lighthouse's report on `page`."""
    node = shutil.which("node")
    if not node:
        raise SystemExit("lighthouse: Node.js is needed")
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    subprocess.run([node, str(LIGHTHOUSE), page, *options], env={**os.environ, "CI": "1"}, check=True)
    result: Report = json.loads(report.read_text(encoding="utf-8"))
    return result


def figures(reports: list[Report]) -> Iterator[tuple[str, str]]:
    """Yield the name of each figure, and its median, minimum and maximum."""
    for name in CATEGORIES:
        yield name, _spread([report["categories"][name]["score"] for report in reports], "{:.2f}")
    for name in TIMES:
        values = [report["audits"][name]["numericValue"] for report in reports]
        yield name, _spread(values, "{:.0f} ms")
    yield "first view", _spread([sum(size for size, _ in transfers(r)) / 1000 for r in reports], "{:.1f} kB")


def wanting(report: Report) -> Iterator[str]:
    """Yield what lowers the score of a category, and where."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < PASSED:
                items = audit.get("details", {}).get("items", [])
                places = [item["node"]["snippet"] for item in items if "node" in item]
                yield ": ".join((audit["title"], *places[:1]))


def _spread(values: list[float], template: str) -> str:
    low, middle, high = (template.format(value) for value in (min(values), median(values), max(values)))
    return f"{middle:10} ({low} to {high})"


def transfers(report: Report) -> list[tuple[int, str]]:
    """Return bytes, including headers, and path of each transferred file, largest first."""
    items = report["audits"]["network-requests"]["details"]["items"]
    files = [
        (int(item["transferSize"]), item["url"].partition(SITE_PATH)[2] or item["url"])
        for item in items
        if not item["url"].startswith("data:")
    ]
    return sorted(files, reverse=True)


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve the folder `site` compressed; yield its address."""

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
            file = read(path.removeprefix(SITE_PATH)) if path.startswith(SITE_PATH) else None
            body, content_type = file or (gzip.compress(b"not found"), "text/plain")
            self.send_response(200 if file else 404)
            headers = {
                "Content-Type": content_type,
                "Content-Encoding": "gzip",
                "Content-Length": str(len(body)),
            }
            for name, value in {**headers, "Cache-Control": "max-age=600"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SITE_PATH}"
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
