"""Small documents in other formats, made by hand for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def _relations(**targets: str) -> str:
    """Return the relations of a part to others, by their kinds."""
    lines = (
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


_STYLES = ("Title", "Subtitle", "Quote", "Heading 1", "Author")
_CORE = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>
</cp:coreProperties>"""


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive; the first file is not compressed, as EPUB asks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zip_:
        for at, (name, content) in enumerate(files.items()):
            zip_.writestr(name, content, zipfile.ZIP_STORED if at == 0 else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def run_of(text: str, *, italic: bool = False) -> str:
    """Return a run of a paragraph in a DOCX file."""
    properties = "<w:rPr><w:i/></w:rPr>" if italic else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of a DOCX file, whose runs may be plain words."""
    properties = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(r if r.startswith('<w:r>') else run_of(r) for r in runs)}</w:p>"


NOTE_CALL = '<w:r><w:footnoteReference w:id="1"/></w:r>'


def docx(
    *paragraphs: str,
    note: str = "",
    title: str = "",
    author: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a DOCX file with some paragraphs and perhaps a footnote."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in _STYLES
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": _relations(footnotes="footnotes.xml", styles="styles.xml"),
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        "word/footnotes.xml": (
            f'<w:footnotes xmlns:w="{_WORD}"><w:footnote w:id="1">{paragraph(note)}</w:footnote>'
            "</w:footnotes>"
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
        ),
        "docProps/core.xml": _CORE.format(title=title, author=author),
    }
    return archive({**files, **(more or {})})


_CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def epub(metadata: str, chapters: Mapping[str, str]) -> bytes:
    """Return an EPUB with some chapters, each the content of `<body>`, in the order of its spine."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    pages = {
        f"EPUB/{name}": '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>{name}</title></head>"
        f"{body if body.startswith('<body') else f'<body>{body}</body>'}</html>"
        for name, body in chapters.items()
    }
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "EPUB/package.opf": package,
            **pages,
        }
    )
