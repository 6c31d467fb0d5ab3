"""The edition as published: how its essays are cited, and what chat programs show of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.build.edition import Edition
from edition.exports.citation_styles import Part, confirmed_authors, hedge_date
from edition.exports.citations import citation_details, citation_files, page_metadata
from edition.exports.link_previews import (
    HOME,
    Card,
    link_previews,
    preview_image_path,
    preview_page,
    redirect_page,
)
from edition.model.address import AddressBook
from edition.model.edited_essay import EditedEssay


def _parts(essay: EditedEssay) -> list[Part]:
    """Return what of an essay can be cited, what its page shows first."""
    parts: list[Part] = ["essay"] if essay.text or not essay.digest else []
    return [*parts, *(["digest"] if essay.digest else []), "notes"]  # type: ignore[list-item]


def page_citation(edition: Edition, essay: EditedEssay) -> str:
    """Return how the page of an essay is to be cited, in Markdown; empty where the edition cannot be."""
    if not edition.publication:
        return ""
    return citation_details(essay.entry, edition.publication, _parts(essay)[0], edition.site.url)


def page_descriptions(edition: Edition, essay: EditedEssay) -> Mapping[str, object]:
    """Return what the page of an essay tells other programs, for its front matter."""
    if not edition.publication:
        return {}
    words = essay.text.word_count() if essay.text else 0
    return page_metadata(essay.entry, edition.publication, _parts(essay)[0], words)


def citation_outputs(edition: Edition) -> dict[str, str]:
    """Return the files that cite each essay in the formats of reference managers, by path."""
    if not edition.publication:
        return {}
    return {
        f"docs/{name}": text
        for essay in edition.essays
        for name, text in citation_files(
            essay.entry, edition.publication, _parts(essay), edition.site.url
        ).items()
    }


def preview_pages(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the pages that stand beside those of the generator, each with its path on the site.

    They show programs a passage before a reader follows the link to it, or lead on from an address
    that was given up.
    """
    for essay in edition.essays:
        for preview in link_previews(essay):
            yield f"{preview.path}index.html", preview_page(preview, edition.site)
    for old, new in edition.pages.retired.items():
        for path, to in [(old, new), *_former_previews(edition, old, new)]:
            yield f"{path}index.html", redirect_page(path, to, edition.site)


def _former_previews(edition: Edition, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield where the previews of an essay lead whose page was given up, if its address book is kept."""
    slug, successor = (page.removeprefix("essays/").rstrip("/") for page in (old, new))
    if not old.startswith("essays/") or slug not in edition.retired_books:
        return
    book = edition.retired_books[slug]
    known = next((e.addresses for e in edition.essays if e.slug == successor), AddressBook())
    for name in (*book.sections, *book.paragraphs):
        there = name in (*known.sections, *known.paragraphs)
        yield f"{HOME}{slug}/{name}/", f"{new}#{name}" if there else new


def preview_cards(edition: Edition) -> dict[str, Card]:
    """Return what the preview images say, of the site and of each essay, by path on the site."""
    site = edition.site
    out = {preview_image_path(): Card(site.name, site.description, "")}
    for essay in edition.essays:
        by = " and ".join(name.natural for name in confirmed_authors(essay.entry))
        date = hedge_date(essay.entry.date.edtf)
        out[preview_image_path(essay.slug)] = Card(
            essay.entry.title, " · ".join(filter(None, (by, date))), site.name
        )
    return out
