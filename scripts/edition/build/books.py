"""Writing the e-books of an edition into the checkout, from where the site and other programs have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from edition.build.ahead import ahead
from edition.build.cache import key_of
from edition.build.chapters import derive_page, key_of_page
from edition.build.edition import Edition
from edition.build.files import replace_files
from edition.build.pictures import derive_picture, key_of_picture
from edition.exports.epub.book import write_epub
from edition.exports.epub.books import (
    MAX_ESSAYS_IN_BOOK,
    REGISTERS,
    Contents,
    edition_book_path,
    essay_book_path,
    make_book,
    plan_edition_book,
    plan_essay_book,
)
from edition.exports.epub.chapters import PageText
from edition.inputs.paths import DOCS
from edition.model.edited_essay import EditedEssay
from edition.model.publication import Publication
from edition.model.translation import translated_by


def book_paths(edition: Edition) -> list[str]:
    """Return the path in the checkout of each book of the edition; none without a CITATION.cff."""
    if not edition.publication:
        return []
    paths = [essay_book_path(essay.slug) for essay in edition.essays]
    if _has_whole(edition):
        paths.append(edition_book_path(edition.site))
    return [f"{DOCS}/{path}" for path in paths]


Pages = Callable[[str], str]
"""A function that returns the Markdown of a page by its path in the checkout."""


def write_books(root: Path, edition: Edition, pages: Pages | None = None) -> list[str]:
    """Write the e-books of an edition into the checkout, and return their paths.

    They are made of its `pages`, those in the checkout unless others are given. Books of which nothing has
    changed come from the cache.
    """
    with translated_by(edition.catalogue):
        return replace_files(root, _book_files(edition, pages or partial(_read_page, root)))


def _read_page(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def _has_whole(edition: Edition) -> bool:
    """Return whether there is a book of all essays."""
    return len(edition.essays) <= MAX_ESSAYS_IN_BOOK


def _book_files(edition: Edition, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield the path in the checkout and the bytes of each book."""
    publication = edition.publication
    if publication is None:
        return

    def derive(essay: EditedEssay | None) -> tuple[str, bytes]:
        """Return the book of an essay, or that of all."""
        if essay is not None:
            contents = _plan_essay_book(edition, publication, essay, pages)
        else:
            contents = _plan_whole_book(edition, publication, pages)
        return f"{DOCS}/{contents.path}", _derive_book(edition, publication, contents)

    for essay in ahead(edition.cache, [*edition.essays, *([None] if _has_whole(edition) else [])], derive):
        yield derive(essay)


def _plan_essay_book(
    edition: Edition, publication: Publication, essay: EditedEssay, pages: Pages
) -> Contents:
    page = _page(f"essays/{essay.slug}", publication, pages)
    # the page of an essay without its text shows no more than the editors' words
    language = essay.entry.language if essay.text else publication.language
    return plan_essay_book(essay.entry, page, edition.site, language)


def _plan_whole_book(edition: Edition, publication: Publication, pages: Pages) -> Contents:
    registers = [name for name in REGISTERS if f"{name}/" in edition.pages.current]
    names = [*(f"essays/{essay.slug}" for essay in edition.essays), *registers]
    found = [_page(name, publication, pages) for name in names]
    return plan_edition_book(edition.manifest.entries, found, publication, edition.site)


def _page(name: str, publication: Publication, pages: Pages) -> PageText:
    return PageText(f"{name}.md", pages(f"{DOCS}/{name}.md"), publication.language)


def _derive_book(edition: Edition, publication: Publication, contents: Contents) -> bytes:
    cache = edition.cache
    cache.keep(key_of_picture(contents.card, "cover"))
    for page in contents.pages:  # one that is in two books may be needed again although this book is not
        cache.keep(key_of_page(page.path, page.body))
    key = key_of("book", edition.catalogue.digest, repr((contents, publication, edition.site)))
    return cache.derive(key, partial(_make_book, edition, publication, contents))


def _make_book(edition: Edition, publication: Publication, contents: Contents) -> bytes:
    cover = derive_picture(edition.cache, contents.card, "cover")
    render = partial(derive_page, edition.cache)
    return write_epub(make_book(contents, publication, edition.site, cover, render))
