"""Link previews of passages, redirects from retired addresses, and the texts of preview images."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from edition.addresses.pages import essay_slug
from edition.build.ahead import ahead
from edition.build.cache import key_of
from edition.build.edition import Edition
from edition.build.policy import with_policy
from edition.exports.citation_dates import hedge_date
from edition.exports.cited_work import confirmed_authors, names_in_words
from edition.exports.link_previews import (
    PREVIEW_FOLDER,
    Card,
    link_previews,
    preview_image_path,
    preview_page,
    redirect_page,
)
from edition.model.address_book import AddressBook
from edition.model.edited_essay import EditedEssay
from edition.model.translation import translated_by

Page = tuple[str, str]
"""The path of a page, from the top of the site, and its HTML."""


def preview_pages(edition: Edition) -> Iterator[tuple[str, list[Page]]]:
    """Yield the link previews of the passages of each essay, with the folder that contains them."""

    def derive(essay: EditedEssay) -> list[Page]:
        return edition.derive(essay, "previews", partial(_previews, edition, essay), repr(edition.site))

    for essay in ahead(edition.cache, edition.essays, derive):
        yield f"{PREVIEW_FOLDER}{essay.slug}", derive(essay)


def _previews(edition: Edition, essay: EditedEssay) -> list[Page]:
    return [
        (f"{preview.path}index.html", _finished(preview_page(preview, edition.site), edition))
        for preview in link_previews(essay)
    ]


def redirect_pages(edition: Edition) -> Iterator[Page]:
    """Yield the redirects from retired pages and from the link previews of their passages."""
    for old, new in edition.pages.retired.items():
        for path, target in [(old, new), *_retired_previews(edition, old, new)]:
            yield f"{path}index.html", _finished(redirect_page(path, target, edition.site), edition)


def _finished(page: str, edition: Edition) -> str:
    """Return the HTML of a page with the policy, if the site is to have one."""
    return with_policy(page) if edition.site.has_policy else page


def _retired_previews(edition: Edition, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield redirects for the link previews of a retired essay page, each as path and target.

    There are none if the address book of the essay has not been kept.
    """
    slug, successor = essay_slug(old), essay_slug(new)
    if slug not in edition.retired_books:
        return
    book = edition.retired_books[slug]
    present = next((e.addresses for e in edition.essays if e.slug == successor), AddressBook())
    for address in (*book.sections, *book.paragraphs):
        exists = address in (*present.sections, *present.paragraphs)
        yield f"{PREVIEW_FOLDER}{slug}/{address}/", f"{new}#{address}" if exists else new


def preview_cards(edition: Edition) -> dict[str, Card]:
    """Return the texts of the preview images of the site and of each essay, by path on the site."""
    site = edition.site
    cards = {preview_image_path(): Card(site.name, site.description, "")}
    for essay in edition.essays:
        authors = names_in_words(confirmed_authors(essay.entry))
        date = hedge_date(essay.entry.date.edtf)
        cards[preview_image_path(essay.slug)] = Card(
            essay.entry.title, " · ".join(filter(None, (authors, date))), site.name
        )
    return cards


def preview_notices(edition: Edition) -> Iterator[str]:
    """Yield a notice for each preview image with characters that its font lacks."""
    with translated_by(edition.catalogue):
        cards = preview_cards(edition)
    for path, card in cards.items():
        if missing := edition.cache.derive(key_of("missing", repr(card)), partial(_missing_characters, card)):
            yield f"{path}: the font has no {missing}; the picture has a box in place of each"


def _missing_characters(card: Card) -> str:
    from edition.exports.preview_image import missing_characters  # imports Pillow, which takes a while

    return missing_characters(card)
