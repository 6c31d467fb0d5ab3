"""Writing an EPUB 3 file: its package, table of contents and chapters.

The specification is https://www.w3.org/TR/epub-33/. The same book always has the same bytes.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from edition.exports.cited_work import names_in_words
from edition.exports.epub.chapters import Chapter
from edition.markup.xml import block, escape, inline
from edition.model.languages import text_direction
from edition.model.publication import Name
from edition.model.translation import gettext

MODIFIED = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the earliest that the format can express."""


@dataclass(frozen=True, slots=True)
class Book:
    """An e-book."""

    id: str
    """What identifies it: the same for all versions."""
    title: str
    language: str
    editors_language: str
    """The language of what is not in its chapters, such as the heading of its contents."""
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    released: date
    version: str
    description: str
    rights: str
    source: str
    """The address of what it is made of; empty if unknown."""
    chapters: tuple[Chapter, ...]
    cover: bytes
    """Its picture, in PNG."""


def write_epub(book: Book) -> bytes:
    """Return the bytes of a book."""
    files = {
        "META-INF/container.xml": _CONTAINER,
        "book/package.opf": _package(book),
        "book/nav.xhtml": _navigation(book),
        "book/cover.xhtml": _cover_page(book),
        "book/book.css": _styles(),
        **{f"book/{chapter.file}": _chapter(chapter) for chapter in book.chapters},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # the first file must be this one, and not compressed, so that the format can be recognised
        archive.writestr(zipfile.ZipInfo("mimetype", MODIFIED), "application/epub+zip")
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, MODIFIED), text, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("book/cover.png", MODIFIED), book.cover)  # is compressed already
    return out.getvalue()


_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def _document(lines: Iterable[str]) -> str:
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *lines]) + "\n"


# --- package --------------------------------------------------------------------------------------


def _package(book: Book) -> str:
    items = [
        ("nav", "nav.xhtml", "application/xhtml+xml", "nav"),
        ("cover", "cover.xhtml", "application/xhtml+xml", ""),
        ("picture", "cover.png", "image/png", "cover-image"),
        ("styles", "book.css", "text/css", ""),
        *((_item_id(chapter), chapter.file, "application/xhtml+xml", "") for chapter in book.chapters),
    ]
    manifest = [
        inline("item", "", {"id": id_, "href": file, "media-type": kind, "properties": properties})
        for id_, file, kind, properties in items
    ]
    spine = [inline("itemref", "", {"idref": "cover", "linear": "no"})]
    spine += [inline("itemref", "", {"idref": _item_id(chapter)}) for chapter in book.chapters]
    spine.append(inline("itemref", "", {"idref": "nav", "linear": "no"}))
    is_from_right = text_direction(book.language) == "rtl"
    lines = [
        *block("metadata", _metadata(book), {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}),
        *block("manifest", manifest),
        *block("spine", spine, {"page-progression-direction": "rtl"} if is_from_right else {}),
    ]
    values = {
        "xmlns": "http://www.idpf.org/2007/opf",
        "version": "3.0",
        "unique-identifier": "id",
        "xml:lang": book.language,
    }
    if is_from_right:
        values["dir"] = "rtl"
    return _document(block("package", lines, values))


def _item_id(chapter: Chapter) -> str:
    return f"chapter-{chapter.file.removesuffix('.xhtml')}"


def _metadata(book: Book) -> Iterator[str]:
    yield inline("dc:identifier", f"urn:uuid:{uuid5(NAMESPACE_URL, book.id)}", {"id": "id"})
    yield inline("dc:title", escape(book.title))
    yield inline("dc:language", escape(book.language))
    for number, author in enumerate(book.authors, 1):
        yield from _name("dc:creator", author, f"author-{number}", "aut")
    for number, editor in enumerate(book.editors, 1):
        yield from _name("dc:contributor", editor, f"editor-{number}", "edt")
    yield inline("dc:date", book.released.isoformat())
    texts = {"dc:description": book.description, "dc:rights": book.rights, "dc:source": book.source}
    yield from (inline(name, escape(text)) for name, text in texts.items() if text)
    yield inline("meta", f"{book.released.isoformat()}T00:00:00Z", {"property": "dcterms:modified"})
    yield inline("meta", escape(book.version), {"property": "schema:version"})
    summary = gettext(
        "All content is text with headings. Notes are linked with their calls in both directions. "
        "The only picture is the cover, whose words are those of the title page."
    )
    for name, value in (*_ACCESSIBILITY, ("accessibilitySummary", escape(summary))):
        yield inline("meta", value, {"property": f"schema:{name}"})
    yield inline("meta", "", {"name": "cover", "content": "picture"})  # for reading systems of EPUB 2


def _name(element: str, name: Name, id_: str, role: str) -> Iterator[str]:
    yield inline(element, escape(name.natural), {"id": id_})
    yield inline("meta", role, {"refines": f"#{id_}", "property": "role", "scheme": "marc:relators"})
    if name.given:
        yield inline("meta", escape(name.inverted), {"refines": f"#{id_}", "property": "file-as"})


_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    *(("accessibilityFeature", name) for name in ("structuralNavigation", "tableOfContents", "readingOrder")),
    *(("accessibilityFeature", name) for name in ("ARIA", "alternativeText", "displayTransformability")),
    ("accessibilityHazard", "none"),
)


# --- documents ------------------------------------------------------------------------------------

_NAMESPACES = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}


def _language(language: str) -> dict[str, str]:
    return {"lang": language, "xml:lang": language}


def _xhtml(title: str, language: str, body: Iterable[str], values: dict[str, str] | None = None) -> str:
    head = [
        inline("meta", "", {"charset": "utf-8"}),
        inline("title", escape(title)),
        inline("link", "", {"rel": "stylesheet", "type": "text/css", "href": "book.css"}),
    ]
    lines = [*block("head", head), *block("body", body, values)]
    root = _NAMESPACES | _language(language)
    if text_direction(language) == "rtl":
        root["dir"] = "rtl"
    return "\n".join(
        ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE html>", *block("html", lines, root), ""]
    )


def _navigation(book: Book) -> str:
    entries = [line for chapter in book.chapters for line in _entry(chapter)]
    title, others = gettext("Contents"), gettext("Landmarks")
    own = {} if book.editors_language == book.language else _language(book.editors_language)
    toc = [inline("h1", escape(title), own), *block("ol", entries)]
    contents = block("nav", toc, {"epub:type": "toc", "role": "doc-toc", "aria-label": title})
    places = [
        _landmark("cover.xhtml", "cover", gettext("Cover")),
        _landmark("nav.xhtml", "toc", title),
        _landmark(book.chapters[min(1, len(book.chapters) - 1)].file, "bodymatter", gettext("Beginning")),
    ]
    hidden = {"epub:type": "landmarks", "hidden": "hidden", "aria-label": others, **own}
    landmarks = block("nav", [inline("h2", escape(others)), *block("ol", places)], hidden)
    return _xhtml(book.title, book.language, [*contents, *landmarks])


def _landmark(file: str, kind: str, name: str) -> str:
    return inline("li", inline("a", escape(name), {"epub:type": kind, "href": file}))


def _entry(chapter: Chapter) -> Iterator[str]:
    """Yield the lines of a chapter in the table of contents, with its sections."""
    link = inline("a", escape(chapter.title), {"href": chapter.file})
    sections = [
        inline("li", inline("a", escape(heading), {"href": f"{chapter.file}#{id_}"}))
        for id_, heading in chapter.sections
    ]
    yield from block("li", [link, *block("ol", sections)])


def _cover_page(book: Book) -> str:
    names = names_in_words(book.authors)
    template = gettext("Cover: {title}, by {authors}") if names else gettext("Cover: {title}")
    words = template.format(title=book.title, authors=names)
    image = inline("img", "", {"src": "cover.png", "alt": words, "role": "doc-cover"})
    return _xhtml(book.title, book.language, [inline("div", image)], {"epub:type": "cover", "class": "cover"})


def _chapter(chapter: Chapter) -> str:
    """Return the document of a chapter; white space in it is that of the page."""
    ET.register_namespace("epub", _NAMESPACES["xmlns:epub"])
    content = "".join(
        [escape(chapter.body.text or ""), *(ET.tostring(child, encoding="unicode") for child in chapter.body)]
    )
    declaration = f' xmlns:epub="{_NAMESPACES["xmlns:epub"]}"'
    return _xhtml(
        chapter.title,
        chapter.language,
        [content.replace(declaration, "")],
        {"epub:type": "bodymatter"},
    )


def _styles() -> str:
    caption = gettext("Caption of a picture that is lost:").replace("\\", "").replace('"', "'")
    return _STYLES.replace("CAPTION", caption)


_STYLES = """\
body { font-family: serif; line-height: 1.45; }
h1, h2, h3 { line-height: 1.2; text-align: left; hyphens: none; break-after: avoid; break-inside: avoid; }
h2.supplied { font-style: italic; font-weight: normal; }
p { margin: 0 0 0.6em; orphans: 2; widows: 2; }
a { color: inherit; }
a.sign { margin-left: 0.2em; }
a.quiet, a.emendation { text-decoration: underline dotted; }
sup { font-size: 0.7em; line-height: 0; }
blockquote { margin: 0.8em 1.5em; }
figure { margin: 1em 0; }
.lost-picture { font-style: italic; }
.lost-picture figcaption::before { content: "CAPTION "; }
.quotation figcaption { margin: 0 1.5em; font-size: 0.9em; }
section.biography { margin: 2em 0 1em; padding-top: 0.6em; border-top: 1px solid; }
.note { margin: 0 0 0.6em; font-size: 0.9em; }
dt { font-weight: bold; }
dd { margin: 0 0 0.4em 1em; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
th, td { padding: 0.2em 0.6em; border-bottom: 1px solid; text-align: left; vertical-align: top; }
.imprint, .byline, .subtitle { font-style: italic; }
.admonition { margin: 1em 0; padding: 0.1em 1em; border: 1px solid; }
.admonition-title { font-weight: bold; }
.cover { margin: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100%; }
"""
