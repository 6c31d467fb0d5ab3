"""The e-books of an edition: one of each essay, and one of them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from edition.exports.cited_work import confirmed_authors, names_in_words
from edition.exports.epub.book import Book
from edition.exports.epub.chapters import Chapter, PageText, Render, fragment, make_chapters
from edition.exports.link_previews import Card
from edition.markup.markdown import escape
from edition.model.edtf import Edtf
from edition.model.manifest import Entry
from edition.model.publication import Publication, Site
from edition.model.translation import gettext
from edition.pages.provenance import facts, rights, row

FOLDER = "data/epub"
"""The folder of the e-books, from the top of the site."""

REGISTERS = ("synopsis", "people", "quotations", "timeline", "disagreements", "sources")
"""The pages that the book of the edition has after the essays."""

MAX_ESSAYS_IN_BOOK = 100
"""Essays of the largest edition of which there is one book, too: few reading systems open larger files."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a book is made of, before it is drawn and written."""

    path: str
    """Its path, from the top of the site."""
    entries: tuple[Entry, ...]
    """The essays in it: one, or all of them."""
    pages: tuple[PageText, ...]
    card: Card
    """The words on its cover."""
    language: str
    """That of what it is a book of; the chapters are in that of the editors, texts in them say their own."""


def has_chapter(path: str) -> bool:
    """Return whether a book has a chapter of the page at `path`, from the folder of all pages."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    return name in REGISTERS if not folder else folder == "essays" and name != "index"


def essay_book_path(slug: str) -> str:
    """Return the path of the book of an essay, from the top of the site."""
    return f"{FOLDER}/essays/{slug}.epub"


def edition_book_path(site: Site) -> str:
    """Return the path of the book of the edition, from the top of the site; its name is that of the site.

    >>> edition_book_path(Site("Harbours & Quays", "en"))
    'data/epub/harbours-quays.epub'
    """
    return f"{FOLDER}/{re.sub(r'[^a-z0-9]+', '-', site.name.lower()).strip('-') or 'edition'}.epub"


def plan_essay_book(entry: Entry, page: PageText, site: Site, language: str) -> Contents:
    """Return the contents of the book of an essay, which is written in a `language`."""
    card = Card(entry.title, names_in_words(confirmed_authors(entry)), site.name)
    return Contents(essay_book_path(entry.slug), (entry,), (page,), card, language)


def plan_edition_book(
    entries: Iterable[Entry], pages: Iterable[PageText], publication: Publication, site: Site
) -> Contents:
    """Return the contents of the book of all essays; `pages` are those of essays, then the registers."""
    card = Card(publication.title, names_in_words(publication.editors), site.name)
    path = edition_book_path(site)
    return Contents(path, tuple(entries), tuple(pages), card, publication.language)


def make_book(contents: Contents, publication: Publication, site: Site, cover: bytes, render: Render) -> Book:
    """Return a book whose chapters are pages as `render` returns them."""
    is_essay = contents.path != edition_book_path(site)
    first = contents.entries[0]
    authors = [name for entry in contents.entries for name in confirmed_authors(entry)]
    title = first.title if is_essay else publication.title
    chapters = make_chapters(contents.pages, site.url, render)
    page = _title_page(title, contents, publication)
    return Book(
        id=f"{publication.title} {contents.path}",
        title=title,
        language=contents.language,
        editors_language=publication.language,
        authors=tuple(dict.fromkeys(authors)),
        editors=publication.editors,
        released=publication.released,
        version=publication.version,
        description=first.summary if is_essay else site.description,
        rights=first.rights if is_essay else _edition_rights(publication),
        source=first.address.url if is_essay and first.address.certainty == "confirmed" else "",
        chapters=(page, *chapters),
        cover=cover,
    )


def _title_page(title: str, contents: Contents, publication: Publication) -> Chapter:
    """Return the page that says what a book contains, where it is from and whose it is."""
    editors = names_in_words(publication.editors)
    released = Edtf.from_day(publication.released).display()
    version = gettext("{version} of {date}").format(version=publication.version, date=released)
    licence = escape(publication.licence, starts_line=True)
    parts = [
        f"# {escape(title)}",
        "\n\n".join(
            [
                row(gettext("Edition"), escape(publication.title, starts_line=True)),
                row(gettext("Edited by"), escape(editors, starts_line=True)),
                row(gettext("Version"), escape(version, starts_line=True)),
                *([row(gettext("Licence of the editors’ words"), licence)] if licence else []),
            ]
        ),
    ]
    for entry in contents.entries:
        heading = [f"## {escape(entry.title)}"] if len(contents.entries) > 1 else []
        parts += [*heading, "\n\n".join([*facts(entry), rights(entry)])]
    return Chapter("title.xhtml", gettext("Title page"), publication.language, fragment("\n\n".join(parts)))


def _edition_rights(publication: Publication) -> str:
    essays = gettext("The rights in each essay are on the title page.")
    if not publication.licence:
        return essays
    words = gettext("The editors’ words: {licence}.").format(licence=publication.licence)
    return f"{words} {essays}"
