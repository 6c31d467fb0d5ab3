"""Building the site: run the generator, check the result, and replace the last site with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from secrets import token_hex
from types import MappingProxyType

from edition.build.ahead import ahead
from edition.build.books import book_paths, write_books
from edition.build.cache import NO_CACHE, Cache, key_of
from edition.build.edition import Edition
from edition.build.generator_process import Generator, generator_environment, run_generator
from edition.build.pictures import derive_picture
from edition.build.policy import add_policy
from edition.build.preview_folders import PreviewFolders, add_pages
from edition.build.previews import Page, preview_cards, preview_pages, redirect_pages
from edition.build.shrink import shrink_site
from edition.build.swap import SITE, replace_site
from edition.checks.findings import raise_first_finding
from edition.checks.parsed_site import BuiltSite, ParsedPage, is_parsed, parse_file, site_files
from edition.checks.site import site_findings
from edition.exports.link_previews import Card
from edition.exports.plain_markdown import page_folder, plain_markdown
from edition.inputs.paths import DOCS, STAGING
from edition.model.errors import EditionError
from edition.model.publication import Site
from edition.model.translation import translated_by
from edition.pages.home_lists import home_lists

FINISHED = f"{STAGING}/finished"
"""The folder of what the last build derived from finished pages."""

MANY_ESSAYS = 1_000
"""Of more essays, e-books are made only when the generator has ended: of 5,000, both would need 4 GB."""


def build_site(root: Path, edition: Edition, generator: Generator | None = None) -> Path:
    """Build the site of the `edition` in `root`, replace the last site with it, and return its folder.

    The Markdown must have been written; link previews and e-books are added to the output of the `generator`,
    which may have been started before. Raises EditionError if the generator warns or a check finds a problem;
    the last site is then unchanged.
    """
    for leftover in (root / STAGING).glob("site*"):
        shutil.rmtree(leftover, ignore_errors=True)
    # under a name of its own: the generator of a build that was killed may still be writing into its folder
    fresh = root / STAGING / f"site-{token_hex(8)}"
    try:
        with translated_by(edition.catalogue), generator or Generator(root) as started:
            _generate(root, edition, started, fresh)
            _make_site(root, edition, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return root / SITE


def _generate(root: Path, edition: Edition, generator: Generator, fresh: Path) -> None:
    """Have the generator write the pages into the folder `fresh`, and make the e-books of them."""
    environment, later = generator_environment(edition.publication), book_paths(edition)
    if len(edition.essays) > MANY_ESSAYS:
        run_generator(generator, fresh, environment, later)
        write_books(root, edition)
    else:
        run_generator(generator, fresh, environment, later, partial(write_books, root, edition))


def _make_site(root: Path, edition: Edition, fresh: Path) -> None:
    """Make the site of what the generator wrote into the folder `fresh`, and replace the last with it."""
    remove_empty_sitemap(fresh, edition.site)
    cache = Cache(root / FINISHED, is_shared=edition.cache.is_shared)
    add_pages(fresh, markdown_pages(root, fresh, edition.site, home_lists(edition.index), cache))
    shrink_site(fresh, cache)
    if edition.site.has_policy:
        add_policy(fresh)
    built = _parse_site(fresh, cache)
    raise_first_finding(site_findings(built, [anchor["address"] for anchor in edition.anchors]))
    for path in book_paths(edition):
        target = fresh / path.removeprefix(f"{DOCS}/")
        if target.is_file():  # otherwise a setting of the edition keeps it off the site
            shutil.copyfile(root / path, target)
    add_pages(fresh, redirect_pages(edition))
    previews = PreviewFolders(root)
    previews.add(fresh, preview_pages(edition))
    add_preview_images(fresh, preview_cards(edition), cache)
    cache.remove_unused()
    previews.save_before_replacing()
    previews.save(has_spare=replace_site(fresh, root))


def _parse_site(folder: Path, cache: Cache) -> BuiltSite:
    files = site_files(folder)

    def parse(name: str) -> ParsedPage:
        data = (folder / name).read_bytes()
        return cache.derive(key_of("parsed", name, data), partial(parse_file, name, data))

    names = list(filter(is_parsed, files))
    return BuiltSite(frozenset(files), {name: parse(name) for name in ahead(cache, names, parse)})


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
    paths = sorted(source.relative_to(docs).as_posix() for source in docs.rglob("*.md"))

    def derive(path: str) -> str:
        text, parts = (docs / path).read_text(encoding="utf-8"), home if path == "index.md" else {}
        make = partial(plain_markdown, text, path, site.url, parts)
        return cache.derive(key_of(text, path, site.url, repr(parts)), make)

    pages = [path for path in paths if (folder / page_folder(path) / "index.html").is_file()]
    for path in ahead(cache, pages, derive):
        yield f"{page_folder(path)}index.md", derive(path)


def add_preview_images(site: Path, cards: Mapping[str, Card], cache: Cache) -> None:
    """Write the preview image of each card into the folder `site`, drawing those not yet in the `cache`.

    Raises EditionError, before any is written, if the generator has written something of that name.
    """
    if taken := [path for path in cards if (site / path).exists()]:
        raise EditionError(f"{DOCS}/{taken[0]}", "is where the site has a preview image", todo="Rename it")

    def derive(path: str) -> bytes:
        return derive_picture(cache, cards[path], "preview")

    for path in ahead(cache, list(cards), derive):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(derive(path))
