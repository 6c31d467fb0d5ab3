"""Try hostile texts, annotations, digests, address books, long texts and queries: `make fuzz`.

Each input is made from a number, so that what fails can be tried again:
`make.py fuzz --kind text --from 17 --inputs 1`. It is a failure if bytes are lost, if words become markup, if
the program ends with anything but a message for users, or if an input takes more than ten seconds or the run
more than a gigabyte. Queries need a browser, which is found as for the tests. `--inputs` says how many of all
kinds together. Ends with status 1 if anything failed.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support import hostile
from tests.support.hostile_queries import open_search

import make

INPUTS = 6_000
"""Inputs of all kinds together, in some minutes."""

MAX_SECONDS = 10
"""Of the processor, for one input."""

MAX_MEGABYTES = 1_000

SHARES = {"text": 44, "page": 14, "digest": 14, "book": 14, "long": 4, "values": 2, "query": 8}
"""How many inputs of each kind there are, in a hundred. One of `values` is a whole edition."""


def checks(folder: Path) -> dict[str, Callable[[Random], object]]:
    """Return the check of each kind but queries; they may write into `folder`."""
    return {
        "text": hostile.check_text,
        "page": hostile.check_page_without_text,
        "digest": hostile.check_digest,
        "book": lambda chance: hostile.check_book(chance, folder),
        "long": hostile.check_long_text,
        "values": lambda chance: hostile.check_values(chance, folder),
    }


class TooSlowError(Exception):
    """An input took longer than it may."""


@contextmanager
def limit(seconds: int) -> Iterator[None]:
    """Raise TooSlowError after so many seconds of the processor."""

    def stop(*_: object) -> None:
        raise TooSlowError(f"takes longer than {seconds} s")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main() -> None:
    """Run the checks that the arguments ask for, and print what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--kind", choices=SHARES)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the number of the first input")
    options = parser.parse_args()
    failures: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        for kind, check in checks(Path(name)).items():
            if options.kind in (None, kind):
                failures[kind] = run(kind, check, numbers(options, kind))
        if options.kind in (None, "query"):
            failures["query"] = run_queries(Path(name), numbers(options, "query"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory: {memory} MB", flush=True)
    if failures.total() or memory > MAX_MEGABYTES:
        raise SystemExit(1)


def numbers(options: argparse.Namespace, kind: str) -> range:
    """Return the numbers of the inputs of a kind that the arguments ask for."""
    number = options.inputs if options.kind else options.inputs * SHARES[kind] // 100
    return range(options.first, options.first + number)


def run_queries(folder: Path, numbers: range) -> int:
    """Type queries into the search page of a site; return how many failed."""
    browser = make.find_browser()
    if not browser:
        print("query: not tried, because no browser was found")
        return 0
    with open_search(browser, folder) as check:
        return run("query", check, numbers)


def run(kind: str, check: Callable[[Random], object], numbers: range) -> int:
    """Check inputs of one kind, print a line for each that failed, and return how many did."""
    failed, slowest, begin = 0, (0.0, 0), time.process_time()
    for number in numbers:
        start = time.process_time()
        try:
            with limit(MAX_SECONDS):
                check(Random(number))  # noqa: S311 - not for secrets
        except Exception as error:
            failed += 1
            print(f"{kind} {number}: {type(error).__name__}: {str(error)[:200]!r}", flush=True)
        slowest = max(slowest, (time.process_time() - start, number))
    seconds = time.process_time() - begin
    print(
        f"{kind}: {len(numbers)} inputs, {failed} failed, {seconds:.0f} s; "
        f"the slowest is {slowest[1]} with {slowest[0]:.1f} s",
        flush=True,
    )
    return failed


if __name__ == "__main__":
    main()
