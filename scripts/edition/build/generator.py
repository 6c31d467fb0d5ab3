"""The generator, in a process of its own: `python -m edition.build.generator CONFIGURATION SITE CACHE`.

Does what `mkdocs build --strict` does, with the cache of `edition.build.rendering_cache`.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config

from edition.build.cache import Cache
from edition.build.rendering_cache import NAME, RenderingCache


def main(configuration: str, site: str, cache_folder: str) -> int:
    """Build the site into the folder `site`; return an exit status."""
    logging.basicConfig(format="%(levelname)-8s -  %(message)s", level=logging.WARNING, stream=sys.stderr)
    cache = Cache(Path(cache_folder), is_shared=True)
    try:
        config = load_config(configuration, site_dir=site, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        config.plugins[NAME] = RenderingCache(cache)
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
    cache.remove_unused()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
