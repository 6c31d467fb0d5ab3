"""Files that would read others, or grow without end, are refused in one line."""

from __future__ import annotations

import io
import zipfile

import pytest

from edition.importing import safe_input
from edition.importing.readers import import_text
from edition.model.errors import EditionError
from tests.support.documents import archive, docx, epub, paragraph

EXTERNAL = '<!DOCTYPE TEI [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE TEI [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
TEI = '<?xml version="1.0"?>\n{}<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>{}</p></text></TEI>'
DOCUMENT = "word/document.xml"


def refused(name: str, raw: bytes) -> str:
    with pytest.raises(EditionError) as error:
        import_text(name, raw)
    assert "\n" not in str(error.value)
    assert error.value.todo
    return str(error.value)


@pytest.mark.parametrize(
    "doctype", [EXTERNAL, LAUGHS + "]>", '<!DOCTYPE TEI SYSTEM "a" [<!ENTITY % p "a">]>']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities(doctype: str, encoding: str) -> None:
    text = TEI.format(doctype, "&secret;")
    if encoding == "utf-16":  # what it is cannot be seen from its first bytes
        refused("cranes.xml", text.encode(encoding))
    else:
        assert "declares entities" in refused("cranes.xml", text.encode())


def test_entities_of_a_page() -> None:
    page = '<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname">]><html><p>&secret;</p></html>'
    assert "declares entities" in refused("cranes.html", page.encode())


def test_entities_in_archives() -> None:
    hostile = f'<?xml version="1.0"?>{EXTERNAL}<a>&secret;</a>'.encode()
    assert "declares entities" in refused("a.docx", docx(paragraph("So."), more={DOCUMENT: hostile}))
    book = epub("", {"c.xhtml": "<p>So.</p>"})
    files = {
        name: zipfile.ZipFile(io.BytesIO(book)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(book)).namelist()
    }
    assert "declares entities" in refused("a.epub", archive({**files, "EPUB/package.opf": hostile}))
    assert "declares entities" in refused("a.epub", archive({**files, "EPUB/c.xhtml": hostile}))


def test_an_archive_that_unpacks_to_more_than_a_text_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_input, "MAX_PART_SIZE", 1000)
    assert import_text("a.docx", docx(paragraph("So.")))
    bomb = docx(paragraph("So. " * 1000))
    assert f"unpacks to more than a text has ({DOCUMENT})" in refused("a.docx", bomb)


def test_an_archive_whose_files_together_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_input, "MAX_TOTAL_SIZE", 3000)
    parts = {f"word/part{n}.xml": b"<a>" + b" " * 900 + b"</a>" for n in range(4)}
    assert "unpacks to more" in refused("a.docx", docx(paragraph("So."), more=parts))


def test_nested_elements() -> None:
    depth = safe_input.MAX_DEPTH
    deep = "<div>" * depth + "So." + "</div>" * depth
    assert f"elements more than {depth} deep" in refused(
        "a.html", f"<html><body>{deep}</body></html>".encode()
    )
    assert f"elements more than {depth} deep" in refused("a.md", ("> " * depth + "So.").encode())
    shallow = "<div>" * 150 + "So." + "</div>" * 150
    imported = import_text("a.html", f"<html><body>{shallow}</body></html>".encode())
    assert imported is not None
    assert imported.text == "So.\n"


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.xml", b'<?xml version="1.0"?><TEI><text><p>So.</text></TEI>', "is not valid XML"),
        ("a.xml", b'<?xml version="1.0"?><TEI><teiHeader/></TEI>', "has no <text>"),
        ("a.epub", archive({"mimetype": "application/epub+zip"}), "has no META-INF/container.xml"),
        ("a.epub", epub("", {}), "has no chapters"),
        ("a.docx", docx(more={DOCUMENT: b"<a/>"}), "cannot be read as DOCX"),
        ("a.md", b"It was \xff so.\n", "is not UTF-8"),
    ],
)
def test_damaged_files(name: str, raw: bytes, words: str) -> None:
    assert words in refused(name, raw)


def test_what_cannot_be_seen_is_no_text() -> None:
    page = "<html><body><p>So.</p><script>alert('no')</script><p hidden>No.</p></body></html>"
    imported = import_text("a.html", page.encode())
    assert imported is not None
    assert imported.text == "So.\n"
