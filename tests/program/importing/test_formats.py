"""Recognising the format of a file by what is in it."""

from __future__ import annotations

import pytest

from edition.importing import readers
from edition.importing.formats import find_format
from edition.importing.readers import INSTALL, import_text
from edition.model.errors import EditionError
from tests.support.documents import archive, docx, epub, paragraph

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("a.txt", b"The Cranes\n\nIt was so.\n", "text"),
        ("a", "Été\n".encode(), "text"),
        ("a.txt", b"<b>The Cranes</b>\n\nIt < that, and &mdash; so.", "text"),
        ("a.md", b"# The Cranes\n", "markdown"),
        ("a.txt", b"<!doctype html>\n<p>It was so.", "html"),
        ("a.txt", b"\xef\xbb\xbf\n<!-- saved --><HTML><body>", "html"),
        ("a.xhtml", f"{XML}<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>".encode(), "html"),
        ("a.xml", f"{XML}<!-- one --><TEI xmlns='http://www.tei-c.org/ns/1.0'>".encode(), "tei"),
        ("a.xml", f"{XML}<tei:TEI xmlns:tei='http://www.tei-c.org/ns/1.0'>".encode(), "tei"),
        ("a.zip", docx(paragraph("It was so.")), "docx"),
        ("a.txt", epub("", {"c.xhtml": "<p>It was so.</p>"}), "epub"),
    ],
)
def test_formats_that_are_read(name: str, raw: bytes, expected: str) -> None:
    assert find_format(name, raw) == expected


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n", "is a PDF"),
        (rb"{\rtf1\ansi It was so.}", "is in RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "old office format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "is a picture"),
        (b"\xff\xd8\xff\xe0JFIF", "is a picture"),
        (b"\x1f\x8b\x08" + bytes(20), "is compressed"),
        (
            archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "OpenDocument",
        ),
        (archive({"cranes.txt": "It was so."}), "neither DOCX nor EPUB"),
        (docx(paragraph("It was so."))[:200], "is a damaged archive"),
        (bytes(range(256)) * 4, "is not a text"),
        (f"{XML}<svg xmlns='http://www.w3.org/2000/svg'/>".encode(), "root is <svg>"),
        (f"{XML}".encode(), "XML without a root"),
    ],
)
def test_formats_that_are_not_read(raw: bytes, words: str) -> None:
    """By content, even if the name is that of a text; the message says what to do."""
    with pytest.raises(EditionError, match=words) as error:
        find_format("cranes.txt", raw)
    assert error.value.todo


def test_a_format_whose_reader_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "find_spec", lambda _: None)
    with pytest.raises(EditionError) as error:
        import_text("cranes.docx", docx(paragraph("It was so.")))
    assert error.value.todo == f"Run {INSTALL}"
    assert import_text("cranes.txt", b"It was so.\n") is None


def test_a_document_without_words() -> None:
    with pytest.raises(EditionError, match="contains no words"):
        import_text("cranes.html", b"<html><body><img src='a.png'></body></html>")
