"""Recognising the format of a file by its content.

Its name decides only between plain text and Markdown, which look alike.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Literal

from edition.model.errors import EditionError

Format = Literal["text", "markdown", "html", "tei", "docx", "epub"]
"""The formats that are read."""

_FIRST_BYTES = 4096

_SAVE_AS_TEXT = "Save it as DOCX or as plain text"
_READ_WITH_OCR = "Recognise its text with an OCR program first"
_UNPACK = "Unpack it first"
_OTHERS = (
    (
        b"%PDF-",
        "is a PDF, which has no paragraphs",
        "Get the text in another format, or make one with `pdftotext -layout FILE` and correct it by hand",
    ),
    (b"{\\rtf", "is in RTF", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is in an old office format, such as DOC", _SAVE_AS_TEXT),
    (b"\x89PNG\r\n\x1a\n", "is a picture", _READ_WITH_OCR),
    (b"\xff\xd8\xff", "is a picture", _READ_WITH_OCR),
    (b"GIF8", "is a picture", _READ_WITH_OCR),
    (b"II*\x00", "is a picture", _READ_WITH_OCR),
    (b"MM\x00*", "is a picture", _READ_WITH_OCR),
    (b"\x1f\x8b", "is compressed", _UNPACK),
    (b"BZh", "is compressed", _UNPACK),
    (b"\xfd7zXZ\x00", "is compressed", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is an archive", _UNPACK),
    (b"Rar!", "is an archive", _UNPACK),
)
"""For other formats, the bytes with which a file begins, what is wrong, and what to do."""

_READABLE = "Give a plain text, a web page, Markdown, DOCX, EPUB or TEI"

_MARKUP = re.compile(
    r"(?:<\?xml[^>]*\?>|<!--.*?-->|<\?[^>]*\?>|<!doctype[^>\[]*(?:\[[^\]]*\])?[^>]*>|\s)*"
    r"<(?P<prefix>[A-Za-z]\w*:)?(?P<name>[A-Za-z]\w*)(?P<attributes>[^>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_HTML = re.compile(
    r"(?:\s|<!--.*?-->)*(?:<!doctype html|<(?:html|head|body)[\s>])", re.DOTALL | re.IGNORECASE
)
_XML = re.compile(r"\s*<\?xml\s")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def find_format(name: str, raw: bytes) -> Format:
    """Return the format of the file `name` that contains `raw`.

    Raises EditionError if it is none of those that are read.
    """
    for beginning, what, todo in _OTHERS:
        if raw.startswith(beginning):
            raise EditionError(name, what, todo=todo)
    if raw.startswith(b"PK\x03\x04"):
        return _find_in_archive(name, raw)
    head = _decode_head(raw[:_FIRST_BYTES])
    if _HTML.match(head):
        return "html"
    if _XML.match(head) or "<TEI" in head[:1000]:
        return _find_in_xml(name, raw.decode("utf-8", "replace").lstrip("\ufeff"))
    if _is_binary(raw):
        raise EditionError(name, "is not a text", todo=_READABLE)
    return "markdown" if Path(name).suffix.lower() in (".md", ".markdown", ".mkd") else "text"


def _decode_head(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def _is_binary(raw: bytes) -> bool:
    """Return whether a file has bytes that no text has; a few may have crept in."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False  # a text in UTF-16, of which reading says what to do
    sample = raw[: 16 * _FIRST_BYTES]
    controls = len(_CONTROLS.findall(sample))
    return controls > 8 and controls > len(sample) / 50


def _find_in_xml(name: str, text: str) -> Format:
    match = _MARKUP.match(text[: 64 * _FIRST_BYTES])
    root = match["name"] if match else ""
    if root.lower() == "html":
        return "html"
    if root in ("TEI", "teiCorpus") or root == "TEI.2":
        return "tei"
    what = f"is XML of another kind (its root is <{root}>)" if root else "is XML without a root"
    raise EditionError(name, what, todo=_READABLE)


def _find_in_archive(name: str, raw: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            mimetype = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise EditionError(name, "is a damaged archive", todo="Get the file again") from error
    if "word/document.xml" in names:
        return "docx"
    if mimetype == "application/epub+zip" or "META-INF/container.xml" in names:
        return "epub"
    if mimetype.startswith("application/vnd.oasis.opendocument"):
        raise EditionError(name, "is an OpenDocument file", todo=_SAVE_AS_TEXT)
    raise EditionError(name, "is an archive that is neither DOCX nor EPUB", todo=_UNPACK)
