"""Other processes that derive what a build will need, ahead of it.

They do nothing but store values in a cache, where the build finds them: so its result is the same with any
number of processes, and an error in one of them is met again by the build itself, which reports it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

from edition.build.cache import Cache

MIN_MISSING = 2
"""How many items must have been missing in the cache before other processes are started."""

MIN_SECONDS = 0.1
"""How long the rest must be expected to take: to start and end a process takes a tenth of that."""

MAX_PROCESSES = 8
"""More would mostly wait for the disk, and each needs memory."""

Item = TypeVar("Item")


def ahead(cache: Cache, items: Sequence[Item], work: Callable[[Item], object]) -> Iterator[Item]:
    """Yield `items` in order, while other processes do the `work` for later ones.

    `work` derives what the caller will need for an item, and stores it in the `cache`. The processes start
    when most of what was needed so far was not there. They begin at the end, so that each item is done once,
    whether few take long or many do; those that they have not done yet, the caller does. They end with the
    iterator.
    """
    others: list[int] = []
    count = count_processes(cache)
    stored, start = cache.stored, time.perf_counter()
    try:
        for number, item in enumerate(items):
            missing = cache.stored - stored
            if count > 1 and missing >= max(MIN_MISSING, number / 2):
                rest = items[number + 1 :]
                if (time.perf_counter() - start) / number * len(rest) >= MIN_SECONDS:
                    others, count = _start(rest, work, count), 1  # only once
                    _running.update(others)
            yield item
    finally:
        _end(others)


@contextmanager
def ending_processes() -> Iterator[None]:
    """End every process that `ahead` has started when this context ends.

    An error keeps what the functions that it passes through have in variables, and so may keep an iterator
    that would end its processes.
    """
    try:
        yield
    finally:
        _end([*_running])


_running: set[int] = set()
"""The processes that have not been ended; the number of any other may be that of another program by now."""


def _end(processes: Iterable[int]) -> None:
    for process in _running.intersection(processes):
        _running.remove(process)
        # one that has ended is gone already if whoever started this process ignored SIGCHLD
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)


def count_processes(cache: Cache) -> int:
    """Return how many processes may fill a `cache` at once."""
    # elsewhere than on Linux a process cannot be copied, or not safely
    if not cache.is_shared or sys.platform != "linux":
        return 1
    return min(len(os.sched_getaffinity(0)), MAX_PROCESSES)


def _start(items: Sequence[Item], work: Callable[[Item], object], count: int) -> list[int]:
    """Start all of `count` processes but the caller's, so that each does the `work` for a share of `items`.

    Returns their numbers. If the system can start no more, the caller does what is left.
    """
    gc.freeze()  # what exists so far need not be searched, and copied for that, in each process
    shares = (items[::-1][first :: count - 1] for first in range(count - 1))
    return [process for share in shares if share and (process := _fork(share, work))]


def _fork(items: Sequence[Item], work: Callable[[Item], object]) -> int | None:
    """Start a process that does the `work`, and return its number; None if the system cannot."""
    parent = os.getpid()
    # until the new process ends on a signal, a handler of the caller's might run in it
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        process = os.fork()
    except OSError:  # too many processes, or too little memory
        process = None
    if process != 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        return process
    try:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        # the lock of the edition is among the files; warnings are the caller's to print
        # only up to the last that is open: the limit may be a thousand million, and Python may try each
        os.closerange(3, max(map(int, os.listdir("/proc/self/fd"))) + 1)  # noqa: PTH208
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        with suppress(Exception):
            for item in items:
                if os.getppid() != parent:
                    break
                work(item)
    finally:
        os._exit(0)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)
"""Those that end a build."""
