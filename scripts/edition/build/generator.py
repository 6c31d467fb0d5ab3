"""The generator, in a process of its own: `python -m edition.build.generator`.

Reads what to do from standard input, as `edition.build.generator_process` writes it, and does what
`mkdocs build --strict` does, with the cache of `edition.build.rendering_cache`.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Collection
from pathlib import Path

import click
import jinja2
from mkdocs.commands.build import build
from mkdocs.config import load_config

from edition.build.cache import NO_CACHE, Cache
from edition.build.generator_process import PAGES_RENDERED
from edition.build.rendering_cache import NAME, RenderingCache

_STARTED_BY = os.getppid()
"""The process that started this one."""


def main(
    configuration: str, site: str, cache_folder: str, books_folder: str = "", later: Collection[str] = ()
) -> int:
    """Build the site into the folder `site`; return an exit status.

    `books_folder` is that of the cache for e-books; `later` are the paths of files that are made afterwards.
    """
    logging.basicConfig(format="%(levelname)-8s -  %(message)s", level=logging.WARNING, stream=sys.stderr)
    cache = Cache(Path(cache_folder), is_shared=True)
    for_books = Cache(Path(books_folder)) if books_folder else NO_CACHE
    try:
        config = load_config(configuration, site_dir=site, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        config.plugins[NAME] = _Rendering(cache, for_books, later)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:  # an extension or a template may raise anything
        logging.error("%s: %s", type(error).__name__, error)
        return 1
    # after a build that was killed this process goes on, and what it does not use another build may need now
    if os.getppid() == _STARTED_BY:
        cache.remove_unused()
    return 0


class _Rendering(RenderingCache):  # type: ignore[no-untyped-call]
    def on_env(self, env: jinja2.Environment, **options: object) -> jinja2.Environment:
        """Say that all pages are rendered; they are yet to be written."""
        env = super().on_env(env, **options)
        print(f"\n{PAGES_RENDERED}", flush=True)  # on a line of its own, whatever else was printed
        return env


def _run(request: str) -> int:
    """Do what is requested; nothing if nothing is, since the process that started this one has ended."""
    if not request:
        return 0
    values = json.loads(request)
    os.environ.update(values.pop("environment"))
    return main(**values)


if __name__ == "__main__":
    sys.exit(_run(sys.stdin.read()))
