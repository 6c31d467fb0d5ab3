"""The edition as published: how it is cited, what a feed and what chat programs show of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from edition import addresses, checked, citation, citing, configuration, share
from edition.addresses import Assignment, Book
from edition.books import parsed
from edition.citation import Part, Publication
from edition.configuration import Site
from edition.errors import EditionError
from edition.essay import Essay
from edition.feed import Release
from edition.layout import BOOKS, CITATION, CONFIGURATION, EDITIONS, ESSAYS, PAGES
from edition.manifest import Entry
from edition.markdown import with_front_matter
from edition.project import Edition
from edition.share import Card


def publication(root: Path) -> Publication | None:
    """Read how the edition itself is cited; None where nothing tells. Raises EditionError."""
    path = root / CITATION
    try:
        return citation.parse(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        told = " ".join(str(error).split())
        todo = "Give title, version, authors, and date-released as YYYY-MM-DD"
        raise EditionError(CITATION, f"does not tell how to cite the edition ({told})", todo=todo) from None


def configured(root: Path) -> Site:
    """Read what the generator's configuration tells of the site. Raises EditionError."""
    try:
        return configuration.parse((root / CONFIGURATION).read_text(encoding="utf-8"), os.environ)
    except (OSError, yaml.YAMLError, ValueError) as error:
        told = " ".join(str(error).split())
        todo = "Restore it from version control"
        raise EditionError(CONFIGURATION, f"cannot be read ({told})", todo=todo) from None


def cites(edition: Edition, published: Publication, site: Site) -> dict[str, str]:
    """Return by slug how each essay's page is to be cited."""
    return {
        entry.slug: citing.details(entry, published, _parts(edition, entry)[0], site.url)
        for entry in edition.manifest.entries
    }


def _parts(edition: Edition, entry: Entry) -> list[Part]:
    """Return what of an essay can be cited, the first that which its page shows."""
    text = any(essay.entry.slug == entry.slug for essay in edition.essays)
    told = entry.slug in edition.digests
    return [*(["essay"] if text or not told else []), *(["digest"] if told else []), "notes"]  # type: ignore[list-item]


def described(
    files: Mapping[str, str], edition: Edition, published: Publication, site: Site
) -> dict[str, str]:
    """Return the essays' pages, which are among `files`, with metadata, and the files that cite them."""
    out = {}
    lengths = {essay.entry.slug: essay.length() for essay in edition.essays}
    for entry in edition.manifest.entries:
        path, parts = f"{ESSAYS}/{entry.slug}.md", _parts(edition, entry)
        values = citing.metadata(entry, published, parts[0], lengths.get(entry.slug, 0))
        out[path] = with_front_matter(files[path], values)
        told = citing.files(entry, published, parts, site.url)
        out |= {f"docs/{name}": text for name, text in told.items()}
    return out


def releases(root: Path, published: Publication) -> list[Release]:
    """Read the versions of the edition, the newest first. Raises EditionError."""
    newest = Release(published.version, published.released.isoformat(), published.title)
    if not (root / EDITIONS).is_file():
        return [newest]
    told = checked.load(root, EDITIONS)
    known = [Release(one["version"], one["date"], one["summary"]) for one in told.data["editions"]]
    if (known[0].version, known[0].date) != (newest.version, newest.date):
        what = f"the newest version is not that of {CITATION}, {newest.version} of {newest.date}"
        raise told.fault(("editions", 0), what, "Tell what is new in it, before the others")
    return known


def previews(root: Path, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the pages that stand beside those of the generator, each with its path on the site.

    They show programs a passage before a reader follows the link to it, or lead on from an address
    that was given up.
    """
    site = configured(root)
    for entry in edition.manifest.entries:
        book = edition.books[entry.slug]
        for one in share.previews(entry, book, _on_page(edition, entry.slug)):
            yield f"{one.path}index.html", share.page(one, site)
    for old, new in parsed(root, PAGES, addresses.parse_pages).retired.items():
        for path, to in [(old, new), *_former(root, edition, old, new)]:
            yield f"{path}index.html", share.redirect(path, to, site)


def _former(root: Path, edition: Edition, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield where the previews of an essay's page that was given up lead, if its address book is kept."""
    slug, heir = (page.removeprefix("essays/").rstrip("/") for page in (old, new))
    path = f"{BOOKS}/{slug}.json"
    if not old.startswith("essays/") or not (root / path).is_file():
        return
    book, known = parsed(root, path, addresses.parse), edition.books.get(heir, Book())
    for name in (*book.sections, *book.paragraphs):
        there = name in (*known.sections, *known.paragraphs)
        yield f"{share.HOME}{slug}/{name}/", f"{new}#{name}" if there else new


def _on_page(edition: Edition, slug: str) -> list[tuple[Essay, Assignment]]:
    """Return what stands on the page of an essay, its main thing first, with the addresses."""
    shown = [(essay, edition.assigned[slug]) for essay in edition.shown if essay.entry.slug == slug]
    return shown + ([(edition.digests[slug], edition.briefs[slug])] if slug in edition.briefs else [])


def cards(root: Path, edition: Edition) -> dict[str, Card]:
    """Return what the preview pictures say, of the site and of each essay, by path on the site."""
    site = configured(root)
    out = {share.picture(): Card(site.name, site.description, "")}
    for entry in edition.manifest.entries:
        by = " and ".join(name.natural for name in citation.author(entry))
        told = " · ".join(filter(None, (by, citation.when(entry.date.edtf).strip("[]"))))
        out[share.picture(entry.slug)] = Card(entry.title, told, site.name)
    return out
