"""The edition as published: how it is cited, what a feed and what chat programs show of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from edition.addresses.pages import parse_pages
from edition.addresses.paragraphs import parse_address_book
from edition.build.assemble import Edition
from edition.exports.citation_styles import Part, bibliographic_date, confirmed_authors
from edition.exports.citations import citation_details, citation_files, page_metadata
from edition.exports.link_previews import (
    HOME,
    Card,
    link_previews,
    preview_image_path,
    preview_page,
    redirect_page,
)
from edition.inputs.addresses import read_addresses
from edition.inputs.paths import BOOKS, ESSAYS, PAGES
from edition.markup.markdown import with_front_matter
from edition.model.address import AddressBook, Assignment
from edition.model.essay import Essay
from edition.model.manifest import Entry
from edition.model.publication import Publication, Site


def page_citations(edition: Edition, published: Publication, site: Site) -> dict[str, str]:
    """Return by slug how each essay's page is to be cited."""
    return {
        entry.slug: citation_details(entry, published, _parts(edition, entry)[0], site.url)
        for entry in edition.manifest.entries
    }


def _parts(edition: Edition, entry: Entry) -> list[Part]:
    """Return what of an essay can be cited, the first that which its page shows."""
    text = any(essay.entry.slug == entry.slug for essay in edition.essays)
    told = entry.slug in edition.digests
    return [*(["essay"] if text or not told else []), *(["digest"] if told else []), "notes"]  # type: ignore[list-item]


def describe_pages(
    files: Mapping[str, str], edition: Edition, published: Publication, site: Site
) -> dict[str, str]:
    """Return the essays' pages, which are among `files`, with metadata, and the files that cite them."""
    out = {}
    lengths = {essay.entry.slug: essay.length() for essay in edition.essays}
    for entry in edition.manifest.entries:
        path, parts = f"{ESSAYS}/{entry.slug}.md", _parts(edition, entry)
        values = page_metadata(entry, published, parts[0], lengths.get(entry.slug, 0))
        out[path] = with_front_matter(files[path], values)
        told = citation_files(entry, published, parts, site.url)
        out |= {f"docs/{name}": text for name, text in told.items()}
    return out


def preview_pages(root: Path, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the pages that stand beside those of the generator, each with its path on the site.

    They show programs a passage before a reader follows the link to it, or lead on from an address
    that was given up.
    """
    site = edition.site
    for entry in edition.manifest.entries:
        book = edition.books[entry.slug]
        for one in link_previews(entry, book, _on_page(edition, entry.slug)):
            yield f"{one.path}index.html", preview_page(one, site)
    for old, new in read_addresses(root, PAGES, parse_pages).retired.items():
        for path, to in [(old, new), *_former(root, edition, old, new)]:
            yield f"{path}index.html", redirect_page(path, to, site)


def _former(root: Path, edition: Edition, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield where the previews of an essay's page that was given up lead, if its address book is kept."""
    slug, heir = (page.removeprefix("essays/").rstrip("/") for page in (old, new))
    path = f"{BOOKS}/{slug}.json"
    if not old.startswith("essays/") or not (root / path).is_file():
        return
    book, known = read_addresses(root, path, parse_address_book), edition.books.get(heir, AddressBook())
    for name in (*book.sections, *book.paragraphs):
        there = name in (*known.sections, *known.paragraphs)
        yield f"{HOME}{slug}/{name}/", f"{new}#{name}" if there else new


def _on_page(edition: Edition, slug: str) -> list[tuple[Essay, Assignment]]:
    """Return what stands on the page of an essay, its main thing first, with the addresses."""
    shown = [(essay, edition.assigned[slug]) for essay in edition.shown if essay.entry.slug == slug]
    return shown + ([(edition.digests[slug], edition.briefs[slug])] if slug in edition.briefs else [])


def preview_cards(edition: Edition) -> dict[str, Card]:
    """Return what the preview pictures say, of the site and of each essay, by path on the site."""
    site = edition.site
    out = {preview_image_path(): Card(site.name, site.description, "")}
    for entry in edition.manifest.entries:
        by = " and ".join(name.natural for name in confirmed_authors(entry))
        told = " · ".join(filter(None, (by, bibliographic_date(entry.date.edtf).strip("[]"))))
        out[preview_image_path(entry.slug)] = Card(entry.title, told, site.name)
    return out
