"""A build in a process of its own that notes what its start, the generator, e-books and pictures take.

`python -m bench.timed_build REPORT` runs `edition build` in the current folder, and writes seconds of
processor time to the file REPORT, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from edition.build import site
from edition.build.generator_process import Generator
from edition.cli.site import build

TIMED: dict[str, tuple[Any, str]] = {
    "generator": (Generator, "finish"),
    "books": (site, "write_books"),
    "pictures": (site, "add_preview_images"),
}
"""The function, by what it does, and the module or class that has it.

What other processes take counts where they are waited for, as part of what they helped with.
"""


def main() -> None:
    """Build the edition in the current folder."""
    seconds = {"start": _processor_time(), **dict.fromkeys(TIMED, 0.0)}
    for name, (owner, function) in TIMED.items():
        _time(owner, function, name, seconds)
    build(args=[], standalone_mode=False)
    Path(sys.argv[1]).write_text(json.dumps(seconds), encoding="utf-8")


def _time(owner: Any, function_name: str, name: str, seconds: dict[str, float]) -> None:  # noqa: ANN401
    """Replace a function of a module or class by one that adds the time that it takes to `seconds`."""
    function: Callable[..., Any] = getattr(owner, function_name)

    @wraps(function)
    def timed(*args: object, **options: object) -> Any:  # noqa: ANN401
        start = _processor_time()
        try:
            return function(*args, **options)
        finally:
            seconds[name] += _processor_time() - start

    setattr(owner, function_name, timed)


def _processor_time() -> float:
    """Return the seconds that this process and those that it started have taken so far."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
