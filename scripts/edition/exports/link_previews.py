"""Pages for programs that show a preview of a link, and never see the fragment after its `#`.

Every section and paragraph of an essay has a page of its own, `/s/<essay>/<id>/`. A chat program or
forum reads title, author, section and first words from it; a reader is redirected to the passage.
Retired pages redirect to their replacements in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.addresses.paragraphs import sections_of_addresses
from edition.exports.cited_work import confirmed_authors, names_in_words, nest_quotation_marks
from edition.markup.xml import attributes, escape, inline
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Block, Essay
from edition.model.manifest import Entry
from edition.model.publication import Site
from edition.model.translation import gettext

PREVIEW_FOLDER = "s/"
"""The folder of the preview pages, from the top of the site."""

MAX_WORDS = 22
"""Words of a text that a preview may show: no more than a short quotation."""

MAX_BYTES, MAX_TITLE_BYTES = 160, 56
"""Bytes of that text, and of a title or heading; in bytes, to keep pages small in every script."""

IMAGE_SIZE = (1200, 630)
"""Width and height of a preview image, in pixels."""


@dataclass(frozen=True, slots=True)
class Card:
    """The texts on a preview image."""

    title: str
    by: str
    """Authors and date."""
    edition: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The metadata that programs show for a link to one passage."""

    slug: str
    id: str
    title: str
    """The title of the essay, and the number of the paragraph or the heading of the section."""
    by: str
    about: str
    """The heading of the section and the first words of the passage."""
    essay: str
    """The title of the essay, which its picture shows."""

    @property
    def path(self) -> str:
        """The address of the preview's page, from the top of the site."""
        return f"{PREVIEW_FOLDER}{self.slug}/{self.id}/"

    @property
    def page(self) -> str:
        """The address of the essay's page, from the top of the site."""
        return f"essays/{self.slug}/"


# --- texts of previews -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph, and the text or digest that it belongs to."""

    essay: Essay
    block: Block


def link_previews(edited: EditedEssay) -> Iterator[Preview]:
    """Yield a preview for every address of an essay's sections and paragraphs, including aliases."""
    entry = edited.entry
    headings = {section.id: section.heading for section in entry.sections}
    passages = _passages(edited)
    for section, heading in headings.items():
        yield _section_preview(entry, section, heading, passages.get(section))
    for address, section in sections_of_addresses(edited.addresses, entry.retired, list(headings)).items():
        if address in passages:
            yield _paragraph_preview(entry, address, headings, passages[address])
        else:
            yield _section_preview(entry, address, headings[section], passages.get(section))


def _passages(edited: EditedEssay) -> dict[str, _Passage]:
    """Return each paragraph by its addresses, and the first paragraph of each section by the section's id."""
    passages: dict[str, _Passage] = {}
    for essay in edited.on_page:
        for block in essay.addressed_blocks():
            for address in (block.address, *block.aliases, block.section):
                passages.setdefault(address, _Passage(essay, block))
    return passages


def _section_preview(entry: Entry, address: str, heading: str, first: _Passage | None) -> Preview:
    title = f"{shorten(entry.short, MAX_TITLE_BYTES)}: {shorten(heading, MAX_TITLE_BYTES)}"
    about = _first_words(first) if first else ""
    return Preview(entry.slug, address, title, _byline(entry, first), about, shorten(entry.title))


def _paragraph_preview(entry: Entry, address: str, headings: Mapping[str, str], passage: _Passage) -> Preview:
    section = shorten(headings.get(passage.block.section, ""), MAX_TITLE_BYTES)
    about = " – ".join(filter(None, (section, _first_words(passage))))
    named = gettext("{essay}, digest ¶ {number}") if passage.essay.is_digest else "{essay}, ¶ {number}"
    title = named.format(essay=shorten(entry.short, MAX_TITLE_BYTES), number=passage.block.number)
    return Preview(entry.slug, address, title, _byline(entry, passage), about, shorten(entry.title))


def _first_words(passage: _Passage) -> str:
    """Return the first words of a passage, in quotation marks unless it belongs to a digest."""
    words = shorten(passage.essay.block_text(passage.block))
    return (
        words if passage.essay.is_digest else gettext("“{words}”").format(words=nest_quotation_marks(words))
    )


def _byline(entry: Entry, passage: _Passage | None) -> str:
    authors = names_in_words(confirmed_authors(entry))
    if passage and passage.essay.is_digest:
        words = (
            gettext("By {authors}; digest by the editors") if authors else gettext("Digest by the editors")
        )
    else:
        words = gettext("By {authors}") if authors else ""
    return words.format(authors=authors)


def shorten(text: str, max_bytes: int = MAX_BYTES) -> str:
    """Return the first words of `text`, at most `MAX_WORDS` and `max_bytes`, with an ellipsis if cut.

    >>> shorten("one " * 30).count("one"), shorten("A short one.")
    (22, 'A short one.')
    """
    words = text.split()
    start = " ".join(words[:MAX_WORDS]).encode()
    if len(words) <= MAX_WORDS and len(start) <= max_bytes:
        return start.decode()
    if len(start) > max_bytes:
        start = start[:max_bytes].rpartition(b" ")[0] or start[:max_bytes]
    return start.decode(errors="ignore").rstrip(",;:–-. ") + " …"


# --- pages -------------------------------------------------------------------------------------


def preview_page(preview: Preview, site: Site) -> str:
    """Return the HTML of a preview page.

    It names no other page as canonical: programs that store one card for each canonical address, as Mastodon
    does, would show that of another passage.
    """
    target = f"../../../{preview.page}#{preview.id}"
    about = " ".join(filter(None, (preview.about, preview.by and f"({preview.by})")))
    metadata = {
        "og:type": "article",
        "og:site_name": site.name,
        "og:title": preview.title,
        "og:description": about,
        **(_absolute_metadata(site.url, preview) if site.url else {}),
    }
    head = "".join(_meta(name, content) for name, content in metadata.items() if content)
    return _redirecting_page(site, f"{preview.title} – {site.name}", target, head)


def preview_image_path(slug: str = "") -> str:
    """Return the path of the preview image of an essay, or of the site, from the top of the site."""
    return f"{PREVIEW_FOLDER}{slug}.png" if slug else "preview.png"


def _absolute_metadata(url: str, preview: Preview) -> dict[str, str]:
    """Return the metadata for which absolute addresses are required; `url` is that of the site."""
    width, height = IMAGE_SIZE
    return {
        "og:url": url + preview.path,
        "og:image": url + preview_image_path(preview.slug),
        "og:image:alt": preview.essay,
        "og:image:width": str(width),
        "og:image:height": str(height),
        "twitter:card": "summary_large_image",
    }


def redirect_page(old: str, new: str, site: Site) -> str:
    """Return a page that redirects from the retired path `old` to `new`, both from the top of the site."""
    top = "../" * old.count("/")
    script = inline("script", "", {"src": f"{top}{_KEEP_FRAGMENT}"})
    title = gettext("Moved – {site}").format(site=site.name)
    return _redirecting_page(site, title, f"{top}{new}", f"{script}\n")


_KEEP_FRAGMENT = "assets/scripts/forward.js"
"""A script that keeps the fragment of the address; a redirect without scripts drops it."""


def _meta(name: str, content: str) -> str:
    kind = "property" if name.startswith("og:") else "name"
    also = {"name": "description"} if name == "og:description" else {}
    return f"<meta{attributes({**also, kind: name, 'content': content})}>\n"


def _redirecting_page(site: Site, title: str, target: str, head: str) -> str:
    link = inline("a", escape(gettext("Go to the passage")), {"href": target})
    refresh = attributes({"http-equiv": "refresh", "content": f"0; url={target}"})
    return (
        f"<!doctype html>\n<html{attributes({'lang': site.language})}>\n"
        f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"{_meta('robots', 'noindex')}{_meta('viewport', 'width=device-width')}"
        f"{_meta('color-scheme', 'light dark')}"
        f"<meta{refresh}>\n{head}<p>{link}</p>\n</html>\n"
    )
