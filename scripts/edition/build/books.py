"""Writing the e-books of an edition into the checkout, where the generator and other programs find them."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from edition.build.cache import Cache, key_of
from edition.build.edition import Edition
from edition.exports.epub.book import write_epub
from edition.exports.epub.books import (
    DESIGN_VERSION,
    FOLDER,
    MAX_ESSAYS,
    REGISTERS,
    Contents,
    make_book,
    plan_edition_book,
    plan_essay_book,
)
from edition.exports.epub.chapters import PageText, to_xhtml
from edition.inputs.paths import DOCS, STAGING
from edition.model.edited_essay import EditedEssay
from edition.model.publication import Publication, Site


def existing_books(root: Path) -> list[str]:
    """Return the path of every e-book in the checkout."""
    return [path.relative_to(root).as_posix() for path in (root / DOCS / FOLDER).rglob("*.epub")]


class Bindery:
    """Makes the book of each essay from its page, and that of the edition from the pages of all.

    Books whose contents have not changed since the last build are read from the checkout, since to make them
    takes as long as all pages.
    """

    def __init__(self, root: Path, edition: Edition, publication: Publication) -> None:
        self._root, self._edition, self._publication = root, edition, publication
        self._saved = root / STAGING / "books.json"
        self._known = _read_hashes(self._saved)
        self._hashes: dict[str, tuple[str, str]] = {}
        self._has_whole = len(edition.essays) <= MAX_ESSAYS
        self._pages: list[PageText] = []
        """The pages of all essays, if there is a book of them."""
        gc.freeze()  # what the build has made so far stays, and need not be searched

    def derive_parts(self, essay: EditedEssay, markdown: str) -> None:
        """Store the parts of the book of an essay in the cache, but do not make it."""
        _derive_cover(self._edition.cache, self._plan(essay, markdown))
        _derive_chapter(self._edition.cache, markdown)

    def essay_book(self, essay: EditedEssay, markdown: str) -> tuple[str, bytes]:
        """Return the path in the checkout and the bytes of the book of an essay, made from its page."""
        contents = self._plan(essay, markdown)
        if self._has_whole:
            self._pages += contents.pages
        return self._bind(contents)

    def edition_book(self, registers: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of the book of all essays; nothing if there are very many.

        `registers` is the Markdown of the register pages by name. Call this after all of `essay_book`: the
        next build then knows the books.
        """
        if self._has_whole:
            language, entries = self._publication.language, self._edition.manifest.entries
            after = [
                PageText(f"{name}.md", registers[name], language) for name in REGISTERS if name in registers
            ]
            pages = (*self._pages, *after)
            yield self._bind(plan_edition_book(entries, pages, self._publication, self._edition.site))
        self._saved.parent.mkdir(exist_ok=True)
        self._saved.write_text(json.dumps(self._hashes), encoding="utf-8")

    def _plan(self, essay: EditedEssay, markdown: str) -> Contents:
        own = self._publication.language
        page = PageText(f"essays/{essay.slug}.md", markdown, own)
        # the page of an essay without its text shows no more than the editors' words
        language = essay.entry.language if essay.text else own
        return plan_essay_book(essay.entry, page, self._edition.site, language)

    def _bind(self, contents: Contents) -> tuple[str, bytes]:
        path, cache = f"{DOCS}/{contents.path}", self._edition.cache
        made_of = _hash_contents(contents, self._edition)
        book = (self._root / path).read_bytes() if (self._root / path).is_file() else b""
        if self._known.get(path) != (made_of, _hash(book)):
            book = _write(contents, self._publication, self._edition.site, cache)
        cache.keep(_key_of_cover(contents))
        for page in contents.pages:
            cache.keep(_key_of_chapter(page.markdown))
        self._hashes[path] = made_of, _hash(book)
        return path, book


def make_bindery(root: Path, edition: Edition) -> Bindery | None:
    """Return what makes the books of an edition; None without a CITATION.cff."""
    return Bindery(root, edition, edition.publication) if edition.publication else None


def _write(contents: Contents, publication: Publication, site: Site, cache: Cache) -> bytes:
    cover, derive_chapter = _derive_cover(cache, contents), partial(_derive_chapter, cache)
    return write_epub(make_book(contents, publication, site, cover, derive_chapter))


def _derive_cover(cache: Cache, contents: Contents) -> bytes:
    return cache.derive(_key_of_cover(contents), partial(_draw_cover, contents))


def _key_of_cover(contents: Contents) -> str:
    return key_of("cover", repr(contents.card))


def _draw_cover(contents: Contents) -> bytes:
    from edition.exports.preview_image import COVER, draw_card  # imports Pillow, which takes a while

    return draw_card(contents.card, COVER)


def _derive_chapter(cache: Cache, markdown: str) -> str:
    """Do what `to_xhtml` does; the page of an essay is in two books, and in the next build it is the same."""

    def convert() -> str:
        gc.collect()  # the converter of the chapter before leaves cycles behind
        return to_xhtml(markdown)

    return cache.derive(_key_of_chapter(markdown), convert)


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
