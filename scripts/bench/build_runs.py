"""Running builds in several states, and other generators on the same Markdown."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.editions import Essay, change_word, prepare_edition, with_own_texts
from bench.running import Run, run
from edition.build.generator_process import generator_environment
from edition.inputs.paths import DOCS, GENERATOR_CONFIGURATION, THEME
from edition.inputs.publication import load_publication

MAX_ROUNDS = 3

MANY = 50
"""From how many essays on a build is measured only once; it takes long enough to be measured well.

Of more essays, MkDocs renders only what the clean build has made, which takes minutes and is the same but
for a word, and Zensical does not render it again unchanged.
"""

STATES = {
    "clean": "with nothing of earlier builds",
    "unchanged": "nothing changed",
    "word": "one word changed",
}
"""What is built, by name."""


@dataclass(frozen=True)
class Build:
    """A build of ours, and the seconds of processor time that parts of it took."""

    whole: Run
    start: float
    """Starting Python and loading the program."""
    generator: float
    books: float
    pictures: float

    @property
    def own(self) -> float:
        """What everything but the generator took."""
        return self.whole.processor - self.generator


@dataclass(frozen=True)
class Comparison:
    """A build of ours, and what others took for the same Markdown right after it."""

    ours: Build
    mkdocs: Run
    zensical: Run | None


Round = dict[str, Comparison]
"""A comparison for each of the `STATES`."""


def build_rounds(originals: list[Essay], size: int, built: Path) -> Iterator[Round]:
    """Yield rounds of measures; small sizes are measured several times. The edition is left in `built`.

    Nothing is removed: ext4 takes several times as long to make files when many were removed before.
    """
    rounds = built.with_name(f"{built.name}-rounds")
    prepare_edition(rounds / "prepared", originals, size)
    count = max(1, min(MAX_ROUNDS, MANY // size))
    for turn in range(count):
        yield _round(rounds / "prepared", rounds / str(turn), originals, turn, size > MANY)
    (rounds / str(count - 1) / "edition").rename(built)


def _round(prepared: Path, work: Path, originals: list[Essay], turn: int, is_long: bool) -> Round:
    """Measure each state in turn, in a copy of an edition that has never been built."""
    root = work / "edition"
    shutil.copytree(prepared, root)
    found: Round = {}
    for state in STATES:
        if state == "word":
            change_word(root, originals, turn)
        ours = _build(root, work / "report.json")
        # the Markdown of the first two states is the same, and MkDocs runs between the two
        is_known = found and (is_long or state == "unchanged")
        mkdocs = found["clean"].mkdocs if is_known else _mkdocs(root, work / "plain")
        is_left_out = is_long and state == "unchanged"
        zensical = None if is_left_out else _zensical(root, work / "zensical")
        found[state] = Comparison(ours, mkdocs, zensical)
    return found


def _build(root: Path, report: Path) -> Build:
    environment = with_own_texts(generator_environment(load_publication(root, "en")))
    # the generator was compiled to bytecode when it was installed; let the first run compile our code
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    whole = run([sys.executable, "-m", "bench.timed_build", report], root, environment)
    return Build(whole, **json.loads(report.read_text(encoding="utf-8")))


def _mkdocs(root: Path, target: Path) -> Run:
    """Run plain MkDocs on the Markdown in `root`."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        GENERATOR_CONFIGURATION,
        "-d",
        target,
    ]
    return run(command, root, generator_environment(load_publication(root, "en")))


def _zensical(root: Path, folder: Path) -> Run | None:
    """Run Zensical on the Markdown in `root`, which is copied into a folder with its last cache."""
    if not find_spec("zensical"):
        return None
    for source, target in ((root / DOCS, folder / "docs"), (root / THEME, folder / "theme")):
        _copy_changed(source, target)
    settings = (root / GENERATOR_CONFIGURATION).read_text(encoding="utf-8")
    # it takes no folders outside that of its configuration
    for key, name in (("docs_dir", "docs"), ("site_dir", "site"), ("  custom_dir", "theme")):
        lines = (f"{key}: {name}" if line.startswith(f"{key}:") else line for line in settings.split("\n"))
        settings = "\n".join(lines)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return run([sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"], folder)


def _copy_changed(source: Path, target: Path) -> None:
    """Copy what differs from an earlier copy, so that the times of all other files stay the same."""
    for path in (path for path in source.rglob("*") if path.is_file()):
        copy = target / path.relative_to(source)
        if not copy.is_file() or copy.read_bytes() != path.read_bytes():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
