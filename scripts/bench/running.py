"""Running a program, and what it takes."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """What a program took, with all processes that it started."""

    processor: float
    """Seconds of processor time: nearly the same whatever else the machine does."""
    wall: float
    """Seconds that passed."""
    memory: float
    """The most memory that one of the processes had, in MB; never less than what this program has itself."""


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder; return what it took. Ends the program if the command fails."""
    taken = attempt(command, folder, environment)
    if isinstance(taken, str):
        raise SystemExit(f"bench: {' '.join(map(str, command[:4]))} failed\n{taken[-2000:]}")
    return taken


def attempt(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> Run | str:
    """Run a command in a folder; return what it took, or what it said if it failed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr  # noqa: S101 - it is a pipe
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return errors
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def median_run(runs: Iterable[Run]) -> Run:
    """Return the medians of several runs."""
    values = ((run.processor, run.wall, run.memory) for run in runs)
    return Run(*(statistics.median(column) for column in zip(*values, strict=True)))


def note(text: str) -> None:
    """Print a line under the one that says what is measured."""
    print(f"        {text}", flush=True)


def explain(is_behind: bool, reason: str) -> None:
    """Print the `reason` if another program is ahead of ours."""
    if is_behind:
        note(f"not ahead: {reason}")
