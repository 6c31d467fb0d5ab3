"""Let Quid find quotations, in an environment of its own: `python quid_matches.py < TEXTS > PLACES`.

Reads two texts as a JSON array, the source first. Writes the seconds of processor time that it took, and the
start and end of each quotation in the second text, in characters.
"""

from __future__ import annotations

import json
import sys
import time


def main() -> None:
    """Read, find and write."""
    from quid.core.Quid import Quid

    source, host = json.load(sys.stdin)
    start = time.process_time()
    matches = Quid().compare(source, host)
    seconds = time.process_time() - start
    places = [(match.target_span.start, match.target_span.end) for match in matches]
    json.dump({"seconds": seconds, "places": places}, sys.stdout)


if __name__ == "__main__":
    main()
