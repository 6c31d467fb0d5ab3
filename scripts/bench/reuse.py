"""Text reuse: how it grows with the number of texts, and what it finds beside Quid."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.editions import Essay
from bench.planted_quotations import Planted, Score, plant, score
from bench.running import explain, note
from edition.editing.reuse import find_reuse

_HERE = Path(__file__).parent
_REQUIREMENTS = _HERE / "quid-requirements.txt"
_FEW_WORDS = 12
"""Words in a quotation of which few seeds are left after an edit."""


def measure_reuse(originals: list[Essay], sizes: Sequence[int]) -> None:
    """Print the time for each number of texts, and how many planted quotations are found."""
    print("\nText reuse, in seconds of processor time")
    rows = [(size, *_find_shared(_texts_with_quotations(originals, size))) for size in sizes]
    for size, seconds, missed in rows:
        growth = f"{seconds / rows[0][1]:.1f} times the first"
        print(f"{size:>4} texts: {seconds:.2f} s, {growth}; {missed} passages missed")
    planted = plant()
    print(f"{len(planted.quotations)} quotations planted in {len(planted.host.split())} words:")
    start = time.process_time()
    found = find_reuse({"source": planted.source, "host": planted.host})
    seconds = time.process_time() - start
    ours = score(planted, [planted.place(reuse.second.start, reuse.second.end) for reuse in found])
    note(f"ours {_describe(ours, seconds)}")
    _compare_with_quid(planted, ours, seconds)


def _compare_with_quid(planted: Planted, ours: Score, seconds: float) -> None:
    python = _install_quid()
    if not python:
        note("where it can be, Quid 2.6.7 has an F1 of 0.94 here, and takes a minute")
        return
    texts = json.dumps([planted.source, planted.host])
    result = subprocess.run(
        [python, _HERE / "quid_matches.py"], input=texts, capture_output=True, text=True, check=False
    )
    if result.returncode:
        note(f"Quid failed: {_reason(result)}")
        return
    answer = json.loads(result.stdout)
    theirs = score(planted, [planted.place(start, end) for start, end in answer["places"]])
    note(f"Quid {_describe(theirs, answer['seconds'])}")
    note(
        f"ratios ours/Quid: F1 {ours.f1 / theirs.f1:.2f}, precision {ours.precision / theirs.precision:.2f}, "
        f"recall {ours.recall / theirs.recall:.2f}, seconds {seconds / answer['seconds']:.4f}"
    )
    only_theirs = ours.missed - theirs.missed
    short = [quotation for quotation in only_theirs if quotation.length <= _FEW_WORDS and quotation.edits]
    explain(
        ours.f1 < theirs.f1 or ours.recall < theirs.recall,
        f"Quid looks further around a match; of the {len(only_theirs)} quotations that only it finds, "
        f"{len(short)} have at most {_FEW_WORDS} words, some of them changed",
    )


def _describe(found: Score, seconds: float) -> str:
    return f"F1 {found.f1:.3f}, precision {found.precision:.3f}, recall {found.recall:.3f}, {seconds:.2f} s"


def _install_quid() -> Path | None:
    """Return the Python of an environment with Quid, made in the cache folder; None if that is impossible.

    It is not among the development requirements, because it needs NumPy and SciPy.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "annotated-edition"
    version = hashlib.sha256(_REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = cache / f"quid-{version}"
    python = folder / "bin/python"
    if (folder / "installed").is_file():
        return python
    note("installing Quid")
    shutil.rmtree(folder, ignore_errors=True)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "-qq", "install", "--require-hashes"]
    for command in ([sys.executable, "-m", "venv", folder], [*pip, "--requirement", _REQUIREMENTS]):
        result = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        if result.returncode:
            note(f"Quid could not be installed: {_reason(result)}")
            return None
    (folder / "installed").touch()
    return python


def _reason(failed: subprocess.CompletedProcess[str]) -> str:
    """Return the last line of what a program said; one killed for want of memory has said nothing."""
    return (failed.stderr.strip().splitlines() or [f"it ended with status {failed.returncode}"])[-1]


def _find_shared(texts: Mapping[str, str]) -> tuple[float, int]:
    """Return the seconds to find what `texts` share, and how many have no passage of the one before."""
    start = time.process_time()
    found = {(reuse.first.text, reuse.second.text) for reuse in find_reuse(texts)}
    seconds = time.process_time() - start
    return seconds, len({(str(n), str(n + 1)) for n in range(len(texts) - 1)} - found)


def _texts_with_quotations(originals: list[Essay], size: int) -> dict[str, str]:
    """Return texts of shuffled words, each of which ends in a passage from the preceding one."""
    texts: dict[str, str] = {}
    passage: list[str] = []
    for n in range(size):
        words = originals[n % len(originals)][1].text.split()
        random.Random(n).shuffle(words)  # noqa: S311 - must be the same in every run
        texts[str(n)] = " ".join(words + passage)
        passage = words[:20]
    return texts
