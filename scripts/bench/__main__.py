"""Run the measures: `python -m bench [--only PART] [SIZE ...]`. Ends with status 1 if a limit is exceeded."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.builds import MAX_GROWTH, MAX_OWN_SHARE, MAX_RATIO, measure_builds
from bench.editions import read_originals
from bench.hostile import MAX_MEMORY, MAX_TIMES, measure_hostile
from bench.reuse import measure_reuse
from bench.search import measure_search
from bench.serving import measure_serving

SIZES = (5, 50, 500)
"""Numbers of essays that are measured by default."""
PARTS = ("build", "serve", "hostile", "search", "reuse")


def main() -> int:
    """Print how long this program and others take; return 1 if a limit is exceeded."""
    parser = argparse.ArgumentParser(prog="make.py bench", description=main.__doc__)
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", help="how many essays: 5, 50 and 500")
    parser.add_argument("--only", choices=PARTS, help="the part that is measured")
    arguments = parser.parse_args()
    sizes = sorted(set(arguments.sizes or SIZES))
    if sizes[0] < 1:
        parser.error("a number of essays is at least 1")
    parts = [arguments.only] if arguments.only else PARTS
    originals = list(read_originals())
    print(f"{len(originals)} texts, varied; python {sys.version.split()[0]}", flush=True)
    exceeded: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        if "build" in parts:
            exceeded = measure_builds(originals, sizes, Path(folder))
        if "serve" in parts:
            measure_serving(originals, sizes, Path(folder))
        if "hostile" in parts:
            exceeded += measure_hostile(Path(folder))
    if "search" in parts:
        measure_search(originals, sizes)
    if "reuse" in parts:
        measure_reuse(originals, sizes)
    if exceeded or {"build", "hostile"}.intersection(parts):
        limits = (
            f"{MAX_RATIO} times plain MkDocs, own stages after one word {MAX_OWN_SHARE} of clean ones, "
            f"a growth of {MAX_GROWTH:.0f} from 50 to 500 essays, for ten times the text "
            f"{MAX_TIMES:.0f} times the time and {MAX_MEMORY} MB"
        )
        print("\n" + ("; ".join(exceeded) or f"within limits: {limits}"))
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
