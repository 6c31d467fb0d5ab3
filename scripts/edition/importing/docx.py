"""DOCX: mammoth turns it into a page by the styles of its paragraphs."""

from __future__ import annotations

import io
import re

from edition.importing.html_blocks import find_blocks
from edition.importing.html_notes import mark_notes
from edition.importing.imported_text import Facts, ImportedText, Statement
from edition.importing.page_facts import join_names
from edition.importing.plain_writer import write_plain_text
from edition.importing.safe_input import Archive, Element, parse_html, parse_xml
from edition.model.errors import EditionError
from edition.model.translation import gettext_noop

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Byline'] => p.byline:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Epigraph'] => blockquote.epigraph > p:fresh
p[style-name='Verse'] => blockquote > p.verse:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
"""
"""Styles that word processors give to what is not a plain paragraph; mammoth itself knows headings."""

_CORE = "docProps/core.xml"

_PROGRAMS = frozenset(
    (
        "python-docx",
        "microsoft office user",
        "microsoft word",
        "libreoffice",
        "apache poi",
        "user",
        "admin",
        "unknown",
        "author",
    )
)
"""What programs write where the author belongs."""

_PROPERTIES = gettext_noop("the properties of the file ({key})")


def read_docx(name: str, raw: bytes) -> ImportedText:
    """Return the text of a DOCX file, `name`. Raises EditionError if it is damaged or hostile."""
    import mammoth

    archive = Archive(name, raw)
    for part in sorted(archive.names):
        if part.endswith((".xml", ".rels")):
            parse_xml(name, archive.read(part), part)
    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(raw),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
        )
    except Exception as error:  # mammoth raises whatever its parsers raise
        raise EditionError(
            name, "cannot be read as DOCX", todo="Open it in a word processor and save it again"
        ) from error
    root = parse_html(name, f"<html><body>{converted.value}</body></html>")
    mark_notes(root)
    _lower_headings(root)
    blocks, left_out = find_blocks(root)
    return write_plain_text("DOCX", blocks, _facts(name, archive), left_out)


def _lower_headings(root: Element) -> None:
    """Put the headings a level below the title, if one paragraph has its style."""
    headings = list(root.iter("h1", "h2", "h3", "h4", "h5"))
    titles = [heading for heading in headings if heading.get("class") == "title"]
    for heading in headings if len(titles) == 1 else ():
        if heading is not titles[0]:
            heading.tag = f"h{int(heading.tag[1]) + 1}"


def _facts(name: str, archive: Archive) -> Facts:
    """Return what the properties of the file say; its dates are those of the file, not of the text."""
    raw = archive.read(_CORE)
    if not raw:
        return Facts()
    root = parse_xml(name, raw, _CORE)

    def values(key: str) -> list[str]:
        return [" ".join((e.text or "").split()) for e in root.iter() if str(e.tag).endswith("}" + key)]

    def statement(key: str) -> Statement:
        names = [part for value in values(key) for part in re.split(r"\s*;\s*", value)]
        text = join_names([name for name in names if name.lower() not in _PROGRAMS])
        return Statement(text, _PROPERTIES, key) if text else Statement()

    language = next(iter(values("language")), "")
    return Facts(title=statement("title"), author=statement("creator"), language=language)
