"""EPUB: one text of all its chapters, in the order in which they are read.

The package is read with lxml as EPUB 3.3 describes it.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from edition.importing.html_blocks import find_blocks
from edition.importing.html_notes import mark_notes
from edition.importing.imported_text import NOTHING, Facts, ImportedText, Statement
from edition.importing.page_facts import join_names, turn_name
from edition.importing.plain_writer import write_plain_text
from edition.importing.safe_input import (
    Archive,
    Element,
    check_depth,
    decode_markup,
    parse_html,
    parse_xml,
    refuse_entities,
)
from edition.model.errors import EditionError
from edition.model.translation import gettext_noop

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")
_APART = re.compile(
    r"\b(?:toc|titlepage|halftitlepage|cover|imprint|colophon|copyright-page|landmarks|loi|lot|index)\b"
)
"""Parts that are not the text; they are left out, and counted."""

_METADATA = gettext_noop("the metadata of the book ({key})")


def read_epub(name: str, raw: bytes) -> ImportedText:
    """Return the text of an EPUB, the file `name`. Raises EditionError if it is damaged or hostile."""
    archive = Archive(name, raw)
    opf, package = _find_package(name, archive)
    folder = posixpath.dirname(opf)
    manifest = {
        item.get("id"): (
            _path(folder, item.get("href") or ""),
            item.get("media-type"),
            item.get("properties") or "",
        )
        for item in _all(package, "item")
    }
    spine = [item.get("idref") for item in _all(package, "itemref")]
    root = parse_html(name, "<html><body></body></html>")
    body = root[0]
    left_out = []
    for id_ in spine:
        path, media_type, properties = manifest.get(id_, ("", "", ""))
        if media_type not in _PAGES or "nav" in properties.split():
            continue
        page = archive.read(path)
        refuse_entities(name, re.sub(rb"<!DOCTYPE[^>\[]*>", b"", page, count=1), path)
        chapter = _with_unique_ids(parse_html(name, decode_markup(page)), path)
        part = next(iter(chapter.iter("body")), chapter)
        if apart := _APART.search(_kind(part)):
            left_out.append(f"the part “{apart[0]}”")
            continue
        part.tag = "section"
        body.append(part)
    if not len(body):
        raise EditionError(name, "has no chapters", todo="Get the EPUB again")
    check_depth(name, root)
    mark_notes(root)
    blocks, others = find_blocks(root)
    return write_plain_text("EPUB", blocks, _facts(package), (*left_out, *others))


def _find_package(name: str, archive: Archive) -> tuple[str, Element]:
    """Return the path and the root of the package document."""
    todo = "Get the EPUB again; one with DRM cannot be read"
    if "META-INF/encryption.xml" in archive.names and b"EncryptedData" in archive.read(
        "META-INF/encryption.xml"
    ):
        algorithms = archive.read("META-INF/encryption.xml")
        if not re.search(rb"(?:idpf\.org/2008/embedding|ns\.adobe\.com/pdf/enc#RC)", algorithms):
            raise EditionError(name, "is encrypted", todo=todo)
    container = archive.read(_CONTAINER)
    if not container:
        raise EditionError(name, f"has no {_CONTAINER}", todo=todo)
    root_files = _all(parse_xml(name, container, _CONTAINER), "rootfile")
    path = next((e.get("full-path") for e in root_files if e.get("full-path")), "")
    package = archive.read(path)
    if not package:
        raise EditionError(name, "has no package document", todo=todo)
    return path, parse_xml(name, package, path)


def _all(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if str(element.tag).rpartition("}")[2] == name]


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _with_unique_ids(chapter: Element, path: str) -> Element:
    """Return a chapter whose ids name its file, as do the links to them, so that chapters can be joined."""
    for element in chapter.iter():
        if not isinstance(element.tag, str):
            continue
        for attribute in ("id", "name"):
            if element.get(attribute):
                element.set(attribute, f"{path}:{element.get(attribute)}")
        href = element.get("href") or ""
        if element.tag == "a" and "#" in href and "://" not in href:
            file, _, fragment = href.partition("#")
            target = _path(posixpath.dirname(path), file) if file else path
            element.set("href", f"#{target}:{fragment}")
    return chapter


def _kind(part: Element) -> str:
    first = [part, *part.iterchildren()][:2]
    return " ".join(filter(None, (element.get("epub:type") for element in first)))


def _facts(package: Element) -> Facts:
    """Return what the package says of its text; the name of a creator comes before those of others."""
    roles = {
        (meta.get("refines") or "").lstrip("#"): (meta.text or "").strip()
        for meta in _all(package, "meta")
        if meta.get("property") == "role"
    }

    def values(key: str) -> list[str]:
        return [" ".join((element.text or "").split()) for element in _all(package, key) if element.text]

    def statement(key: str) -> Statement:
        text = next(iter(values(key)), "")
        return Statement(text, _METADATA, f"dc:{key}") if text else NOTHING

    creators = _all(package, "creator")
    authors = [
        turn_name(" ".join((element.text or "").split()))
        for element in creators
        if roles.get(element.get("id") or "", element.get("{http://www.idpf.org/2007/opf}role") or "aut")
        == "aut"
    ]
    names = join_names(authors)
    source = next((text for text in values("source") if text.startswith("http")), "")
    return Facts(
        title=statement("title"),
        author=Statement(names, _METADATA, "dc:creator") if names else NOTHING,
        publisher=statement("publisher"),
        date=statement("date"),
        address=Statement(source, _METADATA, "dc:source") if source else NOTHING,
        licence=statement("rights"),
        language=next(iter(values("language")), ""),
    )
