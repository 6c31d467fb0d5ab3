"""`edition serve`: seconds from saving a changed word to the page that has it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.editions import Essay, change_word, prepare_edition, with_own_texts

CHANGES = range(10, 15)
"""The changes whose time is measured; builds that are measured have made others."""
_POLL = 0.02
"""Seconds between two requests of the page."""
_PATIENCE = 600


def measure_serving(originals: list[Essay], sizes: Sequence[int], folder: Path) -> None:
    """Print how long editors wait for a changed page, at the smallest and the largest size.

    Editions in `folder`, under their number of essays, have been built already, so that it is quicker to
    serve them.
    """
    print("\nServing: wall time from saving one changed word to the page with it, median and slowest")
    medians: list[float] = []
    for size in sorted({min(sizes), max(sizes)}):
        root = folder / str(size)
        if not root.is_dir():
            prepare_edition(root, originals, size)
        with _served(root) as (url, lines):
            waits = [_wait(root, url, lines, originals, turn) for turn in CHANGES]
        medians.append(statistics.median(waits))
        print(
            f"{size:>4} essays: {medians[-1]:.2f} s, {max(waits):.2f} s; of {len(CHANGES)} changes",
            flush=True,
        )
    if len(medians) > 1:
        print(
            f"        the largest edition takes {medians[-1] / medians[0]:.1f} times as long as the smallest"
        )


def _wait(root: Path, url: str, lines: Iterator[str], originals: list[Essay], turn: int) -> float:
    """Change a word; return the seconds until the page has it, after the rest has been built, too.

    `lines` are those that the server prints from now on.
    """
    change = change_word(root, originals, turn)
    start = time.perf_counter()
    while change.word not in _page(url + change.page):
        if time.perf_counter() - start > _PATIENCE:
            raise SystemExit(f"bench: a changed page was not served within {_PATIENCE} s")
        time.sleep(_POLL)
    seconds = time.perf_counter() - start
    # an edition of many essays shows the page before it has built the rest
    if not any(line.startswith("rebuilt in ") for line in lines):
        raise SystemExit("bench: edition serve ended")
    return seconds


def _page(url: str) -> str:
    try:
        with urlopen(url, timeout=_PATIENCE) as response:  # noqa: S310 - our own server
            return str(response.read().decode())
    except URLError:
        return ""


@contextmanager
def _served(root: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """Serve an edition; yield its address once it has been built, and the lines that follow."""
    command = [sys.executable, "-m", "edition", "serve", "--address", "127.0.0.1:0"]
    process = subprocess.Popen(
        command, cwd=root, env=with_own_texts(os.environ), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout  # noqa: S101 - it is a pipe
    try:
        lines = iter(process.stdout.readline, "")
        line = next((line for line in lines if line.startswith("serving: ")), None)
        if not line:
            raise SystemExit("bench: edition serve failed")
        yield line.split()[1], lines
    finally:
        process.terminate()
        process.wait()
