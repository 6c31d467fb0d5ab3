"""Pages for programs that show a preview of a link, and never see what stands after its `#`.

Every section and paragraph of an essay has a page of its own, `/s/<essay>/<id>/`. A chat program or
forum finds title, author, section and first words there; a reader is led on to the passage at once.
Pages that were given up lead on to what replaces them in the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from edition.addresses.paragraphs import sections_of_addresses
from edition.exports.citation_styles import confirmed_authors, nest_quotation_marks
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay
from edition.model.manifest import Entry
from edition.model.publication import Site

HOME = "s/"
"""The folder of these pages, from the top of the site."""

WORDS = 22
"""How many words of a text a preview shows: no more than a short quotation."""

LENGTH, NAME = 160, 56
"""Bytes that they have at most, and a title or heading: so a page stays small whatever the script."""

PICTURE = (1200, 630)
"""Pixels of the picture of a preview, wide and high."""


LOOKS = b"1"
"""To be raised with the looks of pictures, so that none of the former looks is kept."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of a preview says."""

    title: str
    by: str
    edition: str

    @property
    def digest(self) -> str:
        """Stands for these words in these looks."""
        told = "\x1f".join((self.title, self.by, self.edition)).encode()
        return hashlib.sha256(LOOKS + told).hexdigest()


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of one passage."""

    slug: str
    id: str
    title: str
    """Of the essay, and which passage it is."""
    by: str
    about: str
    """The section, and the passage's first words."""

    @property
    def path(self) -> str:
        """The address of the preview's page, from the top of the site."""
        return f"{HOME}{self.slug}/{self.id}/"

    @property
    def page(self) -> str:
        """The address of the essay's page, from the top of the site."""
        return f"essays/{self.slug}/"


# --- what is shown -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph, and the text or digest that it stands in."""

    essay: Essay
    block: Block


def link_previews(edited: EditedEssay) -> Iterator[Preview]:
    """Yield a preview for every address of an essay's sections and paragraphs, aliases included."""
    entry = edited.entry
    headings = {section.id: section.heading for section in entry.sections}
    passages = _passages(edited)
    for section, heading in headings.items():
        yield _of_section(entry, section, heading, passages.get(section))
    for name, section in sections_of_addresses(edited.addresses, entry.retired, list(headings)).items():
        if name in passages:
            yield _of_paragraph(entry, name, headings, passages[name])
        else:
            yield _of_section(entry, name, headings[section], passages.get(section))


def _passages(edited: EditedEssay) -> dict[str, _Passage]:
    """Return by address each paragraph, and the first one of each section."""
    out: dict[str, _Passage] = {}
    for essay in edited.on_page:
        for block in essay.addressed_blocks():
            for name in (block.address, *block.aliases, block.section):
                out.setdefault(name, _Passage(essay, block))
    return out


def _of_section(entry: Entry, name: str, heading: str, first: _Passage | None) -> Preview:
    title = f"{shorten(entry.short, NAME)}: {shorten(heading, NAME)}"
    return Preview(entry.slug, name, title, _by(entry, first), _begins(first) if first else "")


def _of_paragraph(entry: Entry, name: str, headings: Mapping[str, str], one: _Passage) -> Preview:
    place = f"{'digest ' * one.essay.is_digest}¶ {one.block.number}"
    section = shorten(headings.get(one.block.section, ""), NAME)
    about = " – ".join(filter(None, (section, _begins(one))))
    return Preview(entry.slug, name, f"{shorten(entry.short, NAME)}, {place}", _by(entry, one), about)


def _begins(one: _Passage) -> str:
    """Return the first words of a passage; those of an essay as a quotation."""
    words = shorten(one.essay.block_text(one.block))
    return words if one.essay.is_digest else f"“{nest_quotation_marks(words)}”"


def _by(entry: Entry, one: _Passage | None) -> str:
    by = " and ".join(name.natural for name in confirmed_authors(entry))
    if one and one.essay.is_digest:
        return f"By {by}; digest by the editors" if by else "Digest by the editors"
    return f"By {by}" if by else ""


def shorten(text: str, most: int = LENGTH) -> str:
    """Return the first words of `text`, at most `WORDS` and `most` bytes; dots where some are left out.

    >>> shorten("one " * 30).count("one"), shorten("A short one.")
    (22, 'A short one.')
    """
    words = text.split()
    kept = " ".join(words[:WORDS]).encode()
    if len(words) <= WORDS and len(kept) <= most:
        return kept.decode()
    if len(kept) > most:
        kept = kept[:most].rpartition(b" ")[0] or kept[:most]
    return kept.decode(errors="ignore").rstrip(",;:–-. ") + " …"


# --- pages -------------------------------------------------------------------------------------


def preview_page(preview: Preview, site: Site) -> str:
    """Return the page of a preview."""
    to = f"../../../{preview.page}#{preview.id}"
    about = " ".join(filter(None, (preview.about, preview.by and f"({preview.by})")))
    told = {
        "og:type": "article",
        "og:site_name": site.name,
        "og:title": preview.title,
        "og:description": about,
        **(_absolute(site.url, preview.path, preview_image_path(preview.slug)) if site.url else {}),
    }
    canonical = f'<link rel="canonical" href="{escape(site.url + preview.page)}">\n' if site.url else ""
    head = "".join(_meta(name, content) for name, content in told.items()) + canonical
    return _page(f"{preview.title} – {site.name}", to, head)


def preview_image_path(slug: str = "") -> str:
    """Return the address of the picture of an essay, or of the site, from the top of the site."""
    return f"{HOME}{slug}.png" if slug else "preview.png"


def _absolute(url: str, path: str, shown: str) -> dict[str, str]:
    """Return the metadata that have to tell whole addresses."""
    width, height = PICTURE
    return {
        "og:url": url + path,
        "og:image": url + shown,
        "og:image:width": str(width),
        "og:image:height": str(height),
        "twitter:card": "summary_large_image",
    }


def redirect_page(old: str, new: str, site: Site) -> str:
    """Return a page for the address `old`, given up for `new`; both from the top of the site."""
    to = "../" * old.count("/") + new
    return _page(f"Moved – {site.name}", to, _CARRY)


_CARRY = (
    "<script>location.replace("
    "document.querySelector('meta[http-equiv]').content.slice(7)+location.hash)</script>\n"
)
"""Takes along what stands after the `#`, which a browser without scripts leaves behind."""


def _meta(name: str, content: str) -> str:
    kind = "property" if name.startswith("og:") else "name"
    also = ' name="description"' if name == "og:description" else ""
    return f'<meta{also} {kind}="{name}" content="{escape(content)}">\n'


def _page(title: str, to: str, head: str) -> str:
    title, to = escape(title), escape(to)
    return (
        f'<!doctype html>\n<html lang="en">\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n'
        f"{_meta('robots', 'noindex')}{_meta('viewport', 'width=device-width')}"
        f"{_meta('color-scheme', 'light dark')}"
        f'<meta http-equiv="refresh" content="0; url={to}">\n{head}'
        f'<p><a href="{to}">Go to the passage</a></p>\n</html>\n'
    )
