"""Other processes that fill a cache ahead of a build."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from edition.build import ahead as ahead_module
from edition.build.ahead import ahead, ending_processes
from edition.build.cache import Cache, key_of
from edition.build.lock import exclusive

ITEMS = tuple(range(24))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


@pytest.fixture(autouse=True)
def three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have three processors, whatever it has."""
    monkeypatch.setattr(ahead_module, "count_processes", lambda cache: 3 if cache.is_shared else 1)


def children() -> set[str]:
    """Return the numbers of the processes that this one has started; a browser may be among them."""
    threads = Path("/proc/self/task").glob("*/children")
    return {child for thread in threads for child in thread.read_text().split()}


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", is_shared=True)


def derive(cache: Cache, item: int, seconds: float = 0.01) -> int:
    """Return the number of the process that derived something from `item`, which takes some `seconds`."""

    def work() -> int:
        time.sleep(seconds)  # otherwise this process might do everything before others have started
        return os.getpid()

    return cache.derive(key_of(str(item)), work)


def pids(cache: Cache, items: tuple[int, ...] = ITEMS) -> list[int]:
    return [derive(cache, item) for item in ahead(cache, items, lambda item: derive(cache, item))]


def test_each_process_does_a_share(cache: Cache) -> None:
    found = pids(cache)
    assert len(found) == len(ITEMS)
    assert len(set(found)) == 3
    assert found[0] == os.getpid()


def test_processes_share_what_takes_long(cache: Cache) -> None:
    """Those that have done what is quick at the end go on with what is not."""
    long = ITEMS[:8]

    def work(item: int) -> int:
        return derive(cache, item, 0.05 if item in long else 0.001)

    found = [work(item) for item in ahead(cache, ITEMS, work)]
    assert len({found[item] for item in long}) == 3


def test_items_come_in_order(cache: Cache) -> None:
    def items() -> Iterator[int]:
        for item in ahead(cache, ITEMS, lambda item: derive(cache, item)):
            derive(cache, item)
            yield item

    assert tuple(items()) == ITEMS


def test_a_cache_that_is_not_shared_is_filled_by_one_process(tmp_path: Path) -> None:
    assert set(pids(Cache(tmp_path / "cache"))) == {os.getpid()}


@pytest.mark.parametrize(
    ("missing", "starts"),
    [
        (ITEMS[:1], False),
        (ITEMS[:2], True),
        (ITEMS[2:4], True),
        (ITEMS[3:5], False),  # most of the first five were known
        (ITEMS[-4:], False),
        ((), False),
    ],
)
def test_processes_start_when_most_is_missing(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, missing: tuple[int, ...], starts: bool
) -> None:
    for item in set(ITEMS).difference(missing):
        derive(cache, item)
    started: list[tuple[int, ...]] = []

    def start(items: tuple[int, ...], *_: object) -> list[int]:
        started.append(items)
        return []

    monkeypatch.setattr(ahead_module, "_start", start)
    monkeypatch.setattr(ahead_module, "MIN_SECONDS", 0)
    pids(cache)
    assert bool(started) == starts


def test_work_that_takes_no_time_is_done_by_one_process(cache: Cache) -> None:
    def work(item: int) -> int:
        return cache.derive(key_of(str(item)), os.getpid)

    assert {work(item) for item in ahead(cache, ITEMS, work)} == {os.getpid()}


def test_a_failure_elsewhere_is_the_callers_to_meet(cache: Cache) -> None:
    here = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != here:
            raise ValueError(item)
        return derive(cache, item)

    found = [work(item) for item in ahead(cache, ITEMS, work)]
    assert set(found) == {here}


def test_the_caller_does_alone_what_no_process_can_be_started_for(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signals must still arrive, and a process that was started must end."""
    tries: list[int] = []

    def fork(copy: Callable[[], int] = os.fork) -> int:
        tries.append(1)
        if len(tries) > 1:
            raise BlockingIOError
        return copy()

    monkeypatch.setattr(os, "fork", fork)
    assert len(set(pids(cache))) == 2
    assert len(tries) == 2
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, []) & {signal.SIGTERM, signal.SIGINT}


def test_processes_may_vanish_when_they_end(cache: Cache) -> None:
    """If SIGCHLD is ignored, as a program may inherit it, a process that has ended waits for nobody."""
    previous = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert len(pids(cache)) == len(ITEMS)
    finally:
        signal.signal(signal.SIGCHLD, previous)


def test_processes_end_with_the_caller(cache: Cache) -> None:
    def interrupted() -> None:
        for item in ahead(cache, ITEMS, lambda item: derive(cache, item)):
            derive(cache, item)
            if item == 4:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


def test_processes_end_with_a_build_whose_error_keeps_the_iterator(cache: Cache) -> None:
    def interrupted() -> None:
        items = ahead(cache, ITEMS, lambda item: derive(cache, item))  # as a variable of the traceback
        for item in items:
            derive(cache, item)
            if item == 4:
                assert children() > before
                raise KeyboardInterrupt

    before = children()
    with pytest.raises(KeyboardInterrupt) as kept, ending_processes():
        interrupted()
    assert kept.tb
    assert children() <= before


def test_a_process_that_is_ended_at_once_does_not_go_on_as_the_caller(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caller's handler of signals must not run in it: its exception would leave `ahead` there, too."""
    monkeypatch.setattr(ahead_module, "count_processes", lambda _: 2)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    here, previous = os.getpid(), signal.signal(signal.SIGTERM, stop)
    try:
        for turn in range(30):
            items = tuple(range(turn * 100, turn * 100 + 90))
            with suppress(KeyboardInterrupt):
                for item in ahead(cache, items, lambda item: derive(cache, item)):
                    if item % 100 == 2:  # the others have just been started
                        break
                    derive(cache, item)
            if os.getpid() != here:
                (tmp_path / "escaped").touch()
                os._exit(0)
            assert not any(cache.read(key_of(str(item))) for item in items[3:60]), "it went on"
    finally:
        signal.signal(signal.SIGTERM, previous)
    assert not (tmp_path / "escaped").exists()


def test_a_process_neither_prints_nor_has_files_of_the_caller(
    cache: Cache, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """If the caller is killed, another build must not find its lock in another process."""
    here = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != here:
            os.write(1, b"printed")
            os.write(2, b"printed")
            cache.derive(key_of("open"), lambda: [number for number in range(3, 64) if _is_open(number)])
        return derive(cache, item)

    with exclusive(tmp_path):
        for item in ahead(cache, ITEMS, work):
            derive(cache, item)
    assert cache.read(key_of("open")) == []
    assert capfd.readouterr() == ("", "")


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
