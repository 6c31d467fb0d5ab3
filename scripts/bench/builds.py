"""Whole builds beside plain MkDocs and Zensical, which render the same Markdown and do nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench.build_runs import STATES, Comparison, Round, build_rounds
from bench.editions import Essay
from bench.running import Run, explain, median_run, note

MAX_RATIO = 1.4
"""The most times as long as plain MkDocs that one may wait for a build after one word or none was changed.

Builds use several processes, MkDocs one; so the time that passes counts, not that of processors.
"""

MAX_OWN_SHARE = 1 / 4
"""The largest share of the own stages of a clean build that those after one changed word may take."""

MIN_SIZE = 101
"""The fewest essays with a limit of own stages: of fewer, a changed word also changes the book of all."""

MIN_GROWING = 50
"""The fewest essays with a limit of growth: most of a smaller build is the program's start."""

MAX_GROWTH = 11.0
"""The largest factor by which a build may grow from 50 to 500 essays."""


def measure_builds(originals: list[Essay], sizes: Sequence[int], folder: Path) -> list[str]:
    """Print how long builds of each size take; return a line for each limit that is exceeded.

    The edition of each size is left in `folder`, under its number of essays.
    """
    print("\nBuilds: seconds of processor time of all processes of a build; wall time in brackets")
    print("Plain MkDocs and Zensical render the Markdown that the build has made. Ratios are ours/theirs.")
    if not find_spec("zensical"):
        print("Zensical is not installed: pip install zensical")
    exceeded: list[str] = []
    wholes: dict[int, dict[str, float]] = {}
    for size in sizes:
        rounds = list(build_rounds(originals, size, folder / str(size)))
        wholes[size] = {state: median([r[state].ours.whole.processor for r in rounds]) for state in STATES}
        for state in STATES:
            exceeded += _print_state(size, state, [r[state] for r in rounds])
        exceeded += _print_own_stages(size, rounds)
    return exceeded + list(_growth(wholes))


def _print_state(size: int, state: str, found: Sequence[Comparison]) -> Iterator[str]:
    """Print the lines of a state of one size; yield a line if the limit is exceeded."""
    ours = median_run(c.ours.whole for c in found)
    generator, own = median(c.ours.generator for c in found), median(c.ours.own for c in found)
    print(f"{size:>4} essays, {STATES[state]}: ours {_seconds(ours)}, {ours.memory:.0f} MB")
    mkdocs = median_run(c.mkdocs for c in found)
    ratio = median(c.ours.whole.processor / c.mkdocs.processor for c in found)
    waiting = median(c.ours.whole.wall / c.mkdocs.wall for c in found)
    note(f"MkDocs {_seconds(mkdocs)}, {mkdocs.memory:.0f} MB: {_ratios(ratio, waiting)}")
    explain(
        max(ratio, waiting) >= 1,
        f"MkDocs takes {generator:.1f} s within our build and {mkdocs.processor:.1f} s alone; "
        f"texts, indexes, data, checks and all else that it does not make take {own:.1f} s",
    )
    others = [(c.ours.whole, c.zensical) for c in found if c.zensical]
    if others:
        zensical = median_run(other for _, other in others)
        to_zensical = median(whole.processor / other.processor for whole, other in others)
        wall = median(whole.wall / other.wall for whole, other in others)
        note(f"Zensical {_seconds(zensical)}: {_ratios(to_zensical, wall)}")
        explain(
            max(to_zensical, wall) >= 1,
            f"it renders pages in compiled code, on all processors; "
            f"{generator:.1f} s of our build are MkDocs, and {own:.1f} s what neither of the two makes",
        )
    if state != "clean" and waiting > MAX_RATIO:
        yield f"{size} essays, {STATES[state]}: {waiting:.2f} times plain MkDocs"


def _print_own_stages(size: int, rounds: Sequence[Round]) -> Iterator[str]:
    """Print what all but the generator takes; yield a line if the limit is exceeded."""
    clean = median(r["clean"].ours.own for r in rounds)
    word = median(r["word"].ours.own for r in rounds)
    share = median(r["word"].ours.own / r["clean"].ours.own for r in rounds)
    start = median(r[state].ours.start for r in rounds for state in STATES)
    books = median(r["word"].ours.books + r["word"].ours.pictures for r in rounds)
    note(
        f"own stages after one word: {word:.2f} s, {share:.2f} of a clean build's {clean:.2f} s; "
        f"of these, e-books and pictures take {books:.2f} s, and the start of the program {start:.2f} s"
    )
    if size < MIN_SIZE:
        note(f"the limit is for {MIN_SIZE} essays or more, of which there is no book of all")
    elif share > MAX_OWN_SHARE:
        yield f"{size} essays: own stages after one word take {share:.2f} of those of a clean build"


def _growth(wholes: dict[int, dict[str, float]]) -> Iterator[str]:
    """Print how builds grow from size to size; yield a line for each limit that is exceeded."""
    for (small, low), (large, high) in pairwise(wholes.items()):
        factors = {state: high[state] / low[state] for state in STATES}
        listed = ", ".join(f"{STATES[state]} {factor:.1f}" for state, factor in factors.items())
        print(f"from {small} to {large} essays a build takes so many times as long: {listed}")
        limit = MAX_GROWTH * large / small / 10
        for state, factor in factors.items():
            if small >= MIN_GROWING and factor > limit:
                yield f"growth from {small} to {large} essays, {STATES[state]}: {factor:.1f} times"


def _seconds(taken: Run) -> str:
    return f"{taken.processor:.1f} s ({taken.wall:.1f})"


def _ratios(processor: float, wall: float) -> str:
    return f"ratio {processor:.2f} (wall {wall:.2f})"
