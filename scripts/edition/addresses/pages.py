"""Permanent addresses of the site's pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from edition.addresses.paragraphs import parse_address_book
from edition.inputs.address_files import read_addresses
from edition.inputs.paths import (
    ADDRESS_BOOKS,
    CITATION,
    ENTITY_PAGES,
    PAGE_BOOK,
    SEARCH,
    SIDE_BY_SIDE,
    VERSIONS,
    can_compare,
)
from edition.model.address_book import AddressBook, PageAddresses
from edition.model.errors import EditionError
from edition.model.manifest import Entry
from edition.model.registry import Registry

_EMPTY = Registry()


def dump_pages(pages: PageAddresses) -> str:
    """Return the addresses of the site's pages as JSON."""
    retired = {"retired": dict(pages.retired)} if pages.retired else {}
    return json.dumps({"pages": pages.issued, **retired}, indent=2) + "\n"


def parse_pages(text: str) -> PageAddresses:
    """Parse the JSON written by `dump_pages`; an empty text has no addresses.

    Raises ValueError, KeyError or TypeError for anything else, and for addresses of no page.
    """
    if not text:
        return PageAddresses()
    data = dict(json.loads(text))
    pages, retired = data["pages"], data.get("retired", {})
    if not isinstance(pages, list) or not isinstance(retired, dict):
        raise TypeError("`pages` must be a list, and `retired` an object")
    for page in (*pages, *retired, *retired.values()):
        if not isinstance(page, str) or not _PAGE.fullmatch(page):
            raise ValueError(f"{page!r} is the address of no page")
    return PageAddresses(tuple(pages), dict(retired))


_PAGE = re.compile(r"((?!\.\.?/)[^/\s\\?#<>\"]+/)*")
"""An address such as `essays/my-essay/`; none leads out of the site."""


def address_pages(root: Path, entries: Sequence[Entry], registry: Registry = _EMPTY) -> PageAddresses:
    """Return the addresses of all pages, with new pages added. A registry without entries has no page.

    Raises EditionError if a page that has an address is gone and not retired, or one is retired wrongly.
    """
    stems = (path.stem for path in (root / "docs").glob("*.md"))
    candidates = sorted({*stems, *ENTITY_PAGES, SIDE_BY_SIDE, Path(SEARCH).stem, VERSIONS})
    candidates = [stem for stem in candidates if stem not in ENTITY_PAGES or _entries(registry)[stem]]
    candidates = [stem for stem in candidates if stem != SIDE_BY_SIDE or can_compare(entries)]
    candidates = [stem for stem in candidates if stem != VERSIONS or (root / CITATION).is_file()]
    pages = ["", "essays/"] + [f"{stem}/" for stem in candidates if stem != "index"]
    pages += [f"essays/{entry.slug}/" for entry in entries]
    book = read_addresses(root, PAGE_BOOK, parse_pages)
    gone = [page for page in book.issued if page not in pages and page not in book.retired]
    if gone:
        raise EditionError(
            PAGE_BOOK,
            f"pages would be lost: {', '.join('/' + page for page in gone)}",
            todo="Restore them, or give the page that replaces each under `retired`",
        )
    _check_retired(book, pages)
    return replace(book, issued=(*book.issued, *(page for page in pages if page not in book.issued)))


def _entries(registry: Registry) -> Mapping[str, Sequence[object]]:
    """Return the entries of each registry, by the name of its page."""
    return {
        "people": registry.people,
        "quotations": registry.quotations,
        "timeline": registry.dates,
        "disagreements": registry.disagreements,
        "synopsis": registry.episodes,
        "sources": registry.works,
    }


def _check_retired(book: PageAddresses, pages: Sequence[str]) -> None:
    """Raise EditionError if a retired page still exists or never did, or its replacement does not exist."""
    for old, new in book.retired.items():
        if old in pages or old not in book.issued:
            what = "still exists" if old in pages else "was never issued"
            raise EditionError(PAGE_BOOK, f"/{old} {what}", where="retired", todo="Remove it")
        if new not in pages:
            what = f"/{old} leads to /{new}, which does not exist"
            raise EditionError(PAGE_BOOK, what, where="retired", todo="Name a page that the site has")


def essay_slug(page: str) -> str:
    """Return the slug of the essay whose page has this address; empty for any other page.

    >>> essay_slug("essays/my-essay/"), essay_slug("people/")
    ('my-essay', '')
    """
    return page.removeprefix("essays/").rstrip("/") if page.startswith("essays/") else ""


def read_retired_books(root: Path, pages: PageAddresses) -> dict[str, AddressBook]:
    """Read the address books of essays whose pages are retired, by slug.

    Raises EditionError if one is malformed.
    """
    slugs = map(essay_slug, pages.retired)
    books = {slug: f"{ADDRESS_BOOKS}/{slug}.json" for slug in slugs if slug}
    return {
        slug: read_addresses(root, path, parse_address_book)
        for slug, path in books.items()
        if (root / path).is_file()
    }
