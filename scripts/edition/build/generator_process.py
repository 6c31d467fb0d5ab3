"""Running the generator in a process of its own, which is started before there is anything to do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Self

from edition.build.cache import DERIVED
from edition.inputs.paths import GENERATOR_CONFIGURATION, STAGING
from edition.model.errors import EditionError
from edition.model.publication import Publication

RENDERED = f"{STAGING}/rendered"
"""The folder of what the generator made of pages and templates in the last build."""

PAGES_RENDERED = "edition: all pages are rendered"
"""The line that the generator prints before it writes the site."""

_ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LEVEL = re.compile(r"^(WARNING|ERROR|CRITICAL)\s+-\s+")
_NOISE = ("INFO", "DEBUG", "Aborted", "File ", "Traceback", "^")


class Generator:
    """A process that loads the generator, which takes as long as a small site does, and waits for a site.

    As a context, it ends the process.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._output: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "edition.build.generator"],
            cwd=root,
            env=generator_environment(None),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # one pipe, since of two the other might fill up while one is read
            text=True,
            errors="replace",
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process if it still waits, or runs after an interrupt."""
        with self._process:  # which closes its pipes and waits for its end
            self._process.kill()

    def start(self, target: Path, environment: Mapping[str, str], later: Sequence[str]) -> bool:
        """Have the site made in the folder `target`; return when its pages are rendered.

        `later` are the paths in the checkout of files to which pages may link before they exist. Returns
        whether all pages could be rendered.
        """
        request = {
            "configuration": str(self.root / GENERATOR_CONFIGURATION),
            "site": str(target),
            "cache_folder": str(self.root / RENDERED),
            "books_folder": str(self.root / DERIVED) if later else "",
            "later": later,
            "environment": dict(environment),
        }
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018 - they are pipes
        with suppress(BrokenPipeError), self._process.stdin as requests:
            requests.write(json.dumps(request))
        for line in self._process.stdout:
            if line.strip() == PAGES_RENDERED:
                return True
            self._output.append(line)
        return False

    def finish(self) -> tuple[int, str]:
        """Wait until the site is written; return the exit status and the output."""
        assert self._process.stdout  # noqa: S101 - it is a pipe
        self._output += self._process.stdout
        return self._process.wait(), "".join(self._output)


def run_generator(
    generator: Generator,
    target: Path,
    environment: Mapping[str, str],
    later: Sequence[str],
    make_later: Callable[[], object] | None = None,
) -> None:
    """Run MkDocs in strict mode into the folder `target`.

    `later` are the paths in the checkout of files that do not exist yet; `make_later`, which may make them,
    is called while rendered pages are written. Raises EditionError if the generator fails, and what
    `make_later` raises.
    """
    if generator.start(target, environment, later) and make_later:
        make_later()
    status, output = generator.finish()
    if status:
        todo = "The site in place is unchanged"
        raise EditionError("mkdocs", _summarise_failure(output) or f"ended with status {status}", todo=todo)


def _summarise_failure(output: str) -> str:
    """Return one line on why the generator failed: its warnings, or its last lines if it gave none.

    Empty if it said nothing.
    """
    lines = [line.strip() for line in _ANSI_COLOUR.sub("", output).splitlines()]
    warnings = [_LEVEL.sub("", line) for line in lines if _LEVEL.match(line)]
    last = [line for line in lines if line and not line.startswith(_NOISE)][-3:]
    more = f" (and {len(warnings) - 3} more)" if len(warnings) > 3 else ""
    return " | ".join(warnings[:3] or last) + more


def generator_environment(published: Publication | None) -> dict[str, str]:
    """Return environment variables for the generator that make its output reproducible and quiet.

    The date of its pages is that of the release, or 1970 if there is none.
    """
    return {
        "SOURCE_DATE_EPOCH": str(_timestamp(published.released) if published else 0),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        **os.environ,
    }


def _timestamp(day: date) -> int:
    """Return the beginning of a day as a Unix timestamp."""
    return int(datetime.combine(day, time(), UTC).timestamp())
