"""Pages as the generator renders them, for the chapters of e-books.

The generator stores what it makes of a page where the build finds it, so that no page is rendered twice.
Where it has not run, or has extensions, plugins or hooks of the edition's own, the build renders the page.
"""

from __future__ import annotations

from functools import partial

from edition.build.cache import Cache, key_of
from edition.exports.epub.chapters import PageText, render_page


def derive_page(cache: Cache, page: PageText) -> str:
    """Return the XHTML of a page, from the `cache` if possible."""
    return cache.derive(key_of_page(page.path, page.body), partial(render_page, page))


def key_of_page(path: str, body: str) -> str:
    """Return the key of the XHTML of a page, given by its path and its Markdown without front matter."""
    return key_of("page in a book", path, body.strip("\n"))
