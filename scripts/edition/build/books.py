"""Writing the e-books of an edition into the checkout, where the generator and other programs find them."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from edition.build.cache import Cache, key_of
from edition.build.edition import Edition
from edition.exports.epub.book import write_epub
from edition.exports.epub.books import DESIGN_VERSION, FOLDER, Contents, make_book, plan_books
from edition.exports.epub.chapters import to_xhtml
from edition.inputs.paths import DOCS, STAGING
from edition.model.publication import Publication, Site


def existing_books(root: Path) -> list[str]:
    """Return the path of every e-book in the checkout."""
    return [path.relative_to(root).as_posix() for path in (root / DOCS / FOLDER).rglob("*.epub")]


def book_files(root: Path, edition: Edition, files: Mapping[str, str]) -> dict[str, bytes]:
    """Return the bytes of every e-book by its path in the checkout; none without a CITATION.cff.

    `files` is the text of all other files that a build writes. Books whose contents have not changed since
    the last build are read from the checkout, since to make them takes as long as all pages.
    """
    if not edition.publication:
        return {}
    pages = {path.removeprefix(f"{DOCS}/"): text for path, text in files.items() if path.endswith(".md")}
    entries = edition.manifest.entries
    digests = [essay.slug for essay in edition.essays if not essay.text]
    saved = root / STAGING / "books.json"
    known, out = _read_hashes(saved), {}
    gc.freeze()  # what the build has made so far stays, and need not be searched
    for contents in plan_books(entries, pages, edition.publication, edition.site, digests):
        path = f"{DOCS}/{contents.path}"
        made_of = _hash_contents(contents, edition)
        last = (root / path).read_bytes() if (root / path).is_file() else b""
        if known.get(path) != (made_of, _hash(last)):
            gc.collect()  # the converter of the book before leaves cycles behind
            last = _write(contents, edition.publication, edition.site, edition.cache)
        edition.cache.keep(_key_of_cover(contents))
        for page in contents.pages:
            edition.cache.keep(_key_of_chapter(page.markdown))
        out[path] = last
        known[path] = (made_of, _hash(last))
    saved.parent.mkdir(exist_ok=True)
    saved.write_text(json.dumps({path: known[path] for path in out}), encoding="utf-8")
    return out


def _write(contents: Contents, publication: Publication, site: Site, cache: Cache) -> bytes:
    cover = cache.derive(_key_of_cover(contents), partial(_draw_cover, contents))
    return write_epub(make_book(contents, publication, site, cover, partial(_convert, cache)))


def _key_of_cover(contents: Contents) -> str:
    return key_of("cover", repr(contents.card))


def _draw_cover(contents: Contents) -> bytes:
    from edition.exports.preview_image import COVER, draw_card  # imports Pillow, which takes a while

    return draw_card(contents.card, COVER)


def _convert(cache: Cache, markdown: str) -> str:
    """Do what `to_xhtml` does; the page of an essay is in two books, and in the next build it is the same."""
    return cache.derive(_key_of_chapter(markdown), partial(to_xhtml, markdown))


def _key_of_chapter(markdown: str) -> str:
    return key_of("chapter", markdown)


def _hash_contents(contents: Contents, edition: Edition) -> str:
    data = [
        DESIGN_VERSION,
        edition.catalogue.digest,
        asdict(contents),
        repr(edition.publication),
        repr(edition.site),
    ]
    return _hash(json.dumps(data, default=str).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_hashes(path: Path) -> dict[str, tuple[str, str]]:
    """Return a hash of the contents and one of the bytes of each book that the last build wrote, by path."""
    try:
        return {
            name: (made_of, made) for name, (made_of, made) in json.loads(path.read_text("utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
