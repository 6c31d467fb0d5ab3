"""Reading archives and XML that may be hostile: both are bounded, and XML has no entities of its own."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, TypeAlias
from zlib import error as ZlibError  # noqa: N812 - it is a class

from edition.model.errors import EditionError

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

MAX_PART_SIZE = 64 * 2**20
"""Bytes of the largest file in an archive."""

MAX_TOTAL_SIZE = 256 * 2**20
"""Bytes of all files of an archive that are read."""

MAX_DEPTH = 200
"""Elements that may stand in one another."""

_DECLARED = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']""")
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.-]+)""", re.IGNORECASE)


class Archive:
    """A zip archive, read from memory."""

    def __init__(self, name: str, raw: bytes) -> None:
        """Open an archive that is the file `name`. Raises EditionError if it is damaged."""
        self.name = name
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise EditionError(name, "is a damaged archive", todo="Get the file again") from error
        self.names = frozenset(self._zip.namelist())

    def read(self, part: str) -> bytes:
        """Return the bytes of a file in it, or nothing if it has no such file.

        Raises EditionError if the file is damaged, encrypted or too large.
        """
        if part not in self.names:
            return b""
        try:
            # what the archive says of the size may be wrong, so no more than allowed is unpacked
            with self._zip.open(part) as file:
                content = file.read(MAX_PART_SIZE + 1)
        except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            raise EditionError(
                self.name, f"is damaged or encrypted ({part})", todo="Get the file again, without a password"
            ) from error
        self._read += len(content)
        if len(content) > MAX_PART_SIZE or self._read > MAX_TOTAL_SIZE:
            raise EditionError(self.name, f"unpacks to more than a text has ({part})", todo="Do not trust it")
        return content


def parse_xml(name: str, raw: bytes, part: str = "") -> Element:
    """Return the root of an XML document, the file `name` or a `part` of it.

    Raises EditionError if it is malformed, declares entities or is nested too deeply.
    """
    from lxml import etree

    refuse_entities(name, raw, part)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        reason = re.sub(r"[,;:]? line \d+.*", "", str(error)).strip() or "unreadable"
        where = ", ".join(filter(None, (part, f"line {line}" if line else "")))
        raise EditionError(
            name, f"is not valid XML: {reason}", where=where, todo="Correct it, or get it again"
        ) from error
    check_depth(name, root)
    return root


def refuse_entities(name: str, raw: bytes, part: str = "") -> None:
    """Raise EditionError if XML declares entities, which can read other files or grow without end."""
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["latin-1"]
    if b"\x00" in raw[:4]:
        encodings += ["utf-16-le", "utf-16-be"]
    if any(_DECLARED.search(raw.decode(encoding, "replace")) for encoding in encodings):
        raise EditionError(
            name, "declares entities of its own, which are not read", where=part, todo="Remove its DOCTYPE"
        )


def parse_html(name: str, text: str) -> Element:
    """Return the root of a page. Raises EditionError if it is empty or nested too deeply."""
    import lxml.html

    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except Exception as error:  # lxml raises errors of several classes for pages without elements
        raise EditionError(name, "has no content", todo="Save the page again") from error
    check_depth(name, root)
    return root


def check_depth(name: str, root: Element) -> None:
    """Raise EditionError if elements stand in one another more deeply than in any text."""
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise EditionError(name, f"nests elements more than {MAX_DEPTH} deep", todo="Simplify it")


def decode_markup(raw: bytes) -> str:
    """Return the text of a page, in the encoding that it names, or else UTF-8, or else Windows-1252."""
    head = raw[:4096]
    named = _ENCODING.search(head) or _CHARSET.search(head)
    encodings = ["utf-8-sig", named[1].decode("ascii") if named else "utf-8", "cp1252"]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    if named and named[1].lower() in (b"iso-8859-1", b"latin-1", b"us-ascii"):
        encodings[1] = "cp1252"  # as browsers read them
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace")
