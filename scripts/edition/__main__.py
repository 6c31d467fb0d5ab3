"""Run the command line, as `python -m edition` and as the command `edition`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. An interrupt while it is being loaded ends it with one line and status 130."""
    try:
        import edition.cli  # not at the top: it loads the whole program, which takes half a second
    except KeyboardInterrupt:
        sys.stderr.write("edition: interrupted; nothing has been changed\n")
        sys.exit(130)
    edition.cli.main()


if __name__ == "__main__":
    main()
