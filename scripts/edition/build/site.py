"""Building the site: run the generator, check the result, and replace the last site with it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from secrets import token_hex
from types import MappingProxyType

from edition.build.ahead import ahead
from edition.build.cache import NO_CACHE, Cache, key_of
from edition.build.edition import Edition
from edition.build.policy import add_policy
from edition.build.previews import Page, preview_cards, preview_pages, redirect_pages
from edition.build.shrink import shrink_site
from edition.build.swap import SITE, replace_site
from edition.checks.findings import raise_first_finding
from edition.checks.parsed_site import ParsedPage, parse_page, read_site
from edition.checks.site import site_findings
from edition.exports.link_previews import Card
from edition.exports.plain_markdown import page_folder, plain_markdown
from edition.inputs.paths import GENERATOR_CONFIGURATION, STAGING
from edition.model.errors import EditionError
from edition.model.publication import Publication, Site
from edition.model.translation import translated_by
from edition.pages.home_lists import home_lists

RENDERED = f"{STAGING}/rendered"
"""The folder of what the generator made of pages and templates in the last build."""

FINISHED = f"{STAGING}/finished"
"""The folder of what the last build derived from finished pages."""

_ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LEVEL = re.compile(r"^(WARNING|ERROR|CRITICAL)\s+-\s+")
_NOISE = ("INFO", "DEBUG", "Aborted", "File ", "Traceback", "^")


def build_site(root: Path, edition: Edition) -> Path:
    """Build the site of the `edition` in `root`, replace the last site with it, and return its folder.

    The Markdown must have been written; link previews are added to the output of the generator.
    Raises EditionError if the generator warns or a check finds a problem; the last site is then
    unchanged.
    """
    for leftover in (root / STAGING).glob("site*"):
        shutil.rmtree(leftover, ignore_errors=True)
    # under a name of its own: the generator of a build that was killed may still be writing into its folder
    fresh, site = root / STAGING / f"site-{token_hex(8)}", root / SITE
    try:
        with translated_by(edition.catalogue):
            _make_site(root, edition, fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return site


def _make_site(root: Path, edition: Edition, fresh: Path, site: Path) -> None:
    """Build the site in the folder `fresh`, and replace `site` with it."""
    run_generator(root, fresh, generator_environment(edition.publication))
    remove_empty_sitemap(fresh, edition.site)
    cache = Cache(root / FINISHED, is_shared=edition.cache.is_shared)
    add_pages(fresh, markdown_pages(root, fresh, edition.site, home_lists(edition.index), cache))
    shrink_site(fresh, cache)
    if edition.site.has_policy:
        add_policy(fresh)
    built = read_site(fresh, partial(_parse, cache))
    raise_first_finding(site_findings(built, [anchor["address"] for anchor in edition.anchors]))
    add_pages(fresh, redirect_pages(edition))
    written = root / STAGING / "previews.json"
    previews = add_changed(fresh, preview_pages(edition), site, written)
    add_preview_images(fresh, preview_cards(edition), cache)
    cache.remove_unused()
    # until the new site is in place, only the unchanged folders are those of both sites
    written.write_text(json.dumps(previews.unchanged), encoding="utf-8")
    replace_site(fresh, root, previews.unchanged)
    written.write_text(json.dumps(previews.all), encoding="utf-8")


def _parse(cache: Cache, page: str) -> ParsedPage:
    return cache.derive(key_of("parsed", page), partial(parse_page, page))


def remove_empty_sitemap(folder: Path, site: Site) -> None:
    """Remove the sitemap from a site whose address is not known: the generator's has no pages then."""
    for name in ("sitemap.xml", "sitemap.xml.gz") if not site.url else ():
        (folder / name).unlink(missing_ok=True)


def markdown_pages(
    root: Path,
    folder: Path,
    site: Site,
    home: Mapping[str, str] = MappingProxyType({}),
    cache: Cache = NO_CACHE,
) -> Iterator[Page]:
    """Yield plain Markdown for each page of the site in `folder`, as path and text.

    `home` are the parts of the home page by name, as Markdown.
    """
    docs = root / "docs"
    for source in sorted(docs.rglob("*.md")):
        path = source.relative_to(docs).as_posix()
        address = page_folder(path)
        if (folder / address / "index.html").is_file():
            text, parts = source.read_text(encoding="utf-8"), home if path == "index.md" else {}
            make = partial(plain_markdown, text, path, site.url, parts)
            yield f"{address}index.md", cache.derive(key_of(text, path, site.url, repr(parts)), make)


def run_generator(root: Path, target: Path, environment: Mapping[str, str]) -> None:
    """Run MkDocs in strict mode from `root` into `target`. Raises EditionError if it fails."""
    command = [
        sys.executable,
        "-m",
        "edition.build.generator",
        str(root / GENERATOR_CONFIGURATION),
        str(target),
        str(root / RENDERED),
    ]
    result = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise EditionError(
            "mkdocs",
            _summarise_failure(result.stderr + result.stdout),
            todo="The site in place is unchanged",
        )


@dataclass(frozen=True)
class Groups:
    """The groups of pages that have a folder each: the name of the folder, and a hash of the pages."""

    all: Mapping[str, str]
    unchanged: Mapping[str, str]
    """Those that the last site has, too."""


def add_changed(
    folder: Path, groups: Iterable[tuple[str, Sequence[Page]]], last: Path, known: Path
) -> Groups:
    """Write those `groups` of pages into `folder` that differ from the `last` site.

    Writing thousands of small files takes longer than the rest of this module. The file `known` has a hash of
    each group that the last build wrote.
    """
    hashes, unchanged = {}, {}
    saved = _read_hashes(known)
    for name, pages in groups:
        hashes[name] = _hash(pages)
        if saved.get(name) == hashes[name] and (last / name).exists():
            unchanged[name] = hashes[name]
        else:
            add_pages(folder, pages)
    return Groups(hashes, unchanged)


def _read_hashes(file: Path) -> dict[str, str]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _hash(pages: Iterable[Page]) -> str:
    return hashlib.sha256(json.dumps(list(pages)).encode()).hexdigest()


def add_pages(site: Path, pages: Iterable[Page]) -> None:
    """Write `pages`, given as path and text, into the folder `site`."""
    for path, text in pages:
        folder, _, name = f"{site}/{path}".rpartition("/")
        # for thousands of small files this takes half the time that Path objects would
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with open(f"{folder}/{name}", "wb") as file:  # noqa: PTH123
            file.write(text.encode("utf-8"))


def add_preview_images(site: Path, cards: Mapping[str, Card], cache: Cache) -> None:
    """Write the preview image of each card into the folder `site`, drawing those not yet in the `cache`."""
    derive = partial(_derive_image, cache)
    for path in ahead(cache, list(cards), lambda path: derive(cards[path])):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(derive(cards[path]))


def _derive_image(cache: Cache, card: Card) -> bytes:
    return cache.derive(key_of("preview image", repr(card)), partial(_draw, card))


def _draw(card: Card) -> bytes:
    from edition.exports.preview_image import draw_card  # imports Pillow, which most builds do not need

    return draw_card(card)


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
