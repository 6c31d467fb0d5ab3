"""Running the generator in a process of its own, which is started before there is anything to do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Self

from edition.build.cache import DERIVED
from edition.inputs.paths import GENERATOR_CONFIGURATION, STAGING
from edition.model.errors import EditionError
from edition.model.publication import Publication

RENDERED = f"{STAGING}/rendered"
"""The folder of what the generator made of pages and templates in the last build."""

_ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LEVEL = re.compile(r"^(WARNING|ERROR|CRITICAL)\s+-\s+")
_NOISE = ("INFO", "DEBUG", "Aborted", "File ", "Traceback", "^")


class Generator:
    """A process that loads the generator, which takes as long as a small site does, and waits for a site.

    As a context, it ends the process.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._process = subprocess.Popen(
            [sys.executable, "-m", "edition.build.generator"],
            cwd=root,
            env=generator_environment(None),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process if it still waits, or runs after an interrupt."""
        with self._process:  # which closes its pipes and waits for its end
            self._process.kill()

    def run(self, target: Path, environment: Mapping[str, str], later: Iterable[str]) -> tuple[int, str]:
        """Make the site in the folder `target`; return the exit status and the output.

        `later` are the paths of files to which pages may link, although they are made only after them.
        """
        request = {
            "configuration": str(self.root / GENERATOR_CONFIGURATION),
            "site": str(target),
            "cache_folder": str(self.root / RENDERED),
            "books_folder": str(self.root / DERIVED),
            "later": list(later),
            "environment": dict(environment),
        }
        output, errors = self._process.communicate(json.dumps(request))
        return self._process.returncode, errors + output


def run_generator(
    generator: Generator, target: Path, environment: Mapping[str, str], later: Iterable[str] = ()
) -> None:
    """Run MkDocs in strict mode into the folder `target`.

    `later` are the paths in the checkout of files that are made only afterwards, of rendered pages. Raises
    EditionError if it fails.
    """
    status, output = generator.run(target, environment, later)
    if status:
        todo = "The site in place is unchanged"
        raise EditionError("mkdocs", _summarise_failure(output), todo=todo)


def _summarise_failure(output: str) -> str:
    """Return one line on why the generator failed: its warnings, or its last lines if it gave none."""
    lines = [line.strip() for line in _ANSI_COLOUR.sub("", output).splitlines()]
    warnings = [_LEVEL.sub("", line) for line in lines if _LEVEL.match(line)]
    last = [line for line in lines if line and not line.startswith(_NOISE)][-3:]
    more = f" (and {len(warnings) - 3} more)" if len(warnings) > 3 else ""
    return " | ".join(warnings[:3] or last) + more or "failed"


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
