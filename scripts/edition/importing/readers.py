"""Reading a file of any format that is known."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from edition.importing.docx import read_docx
from edition.importing.epub import read_epub
from edition.importing.formats import Format, find_format
from edition.importing.imported_text import ImportedText
from edition.importing.markdown_text import read_markdown
from edition.importing.tei import read_tei
from edition.importing.web_page import read_web_page
from edition.model.errors import EditionError

_NEEDED: dict[Format, tuple[str, ...]] = {
    "html": ("lxml", "readability"),
    "markdown": ("lxml",),
    "docx": ("lxml", "mammoth"),
    "epub": ("lxml",),
    "tei": ("lxml",),
}
"""The modules that each format needs, from the extra `import`."""

_READERS: dict[Format, Callable[[str, bytes], ImportedText]] = {
    "html": read_web_page,
    "docx": read_docx,
    "epub": read_epub,
    "tei": read_tei,
}

_NAMES: dict[Format, str] = {"markdown": "Markdown", "html": "a web page"}

INSTALL = 'pip install "lxml>=6,<7" "readability-lxml>=0.8.4,<1" "mammoth>=1.11,<2"'
"""The command that installs what the extra `import` has, whatever the program was installed from."""


def import_text(name: str, raw: bytes) -> ImportedText | None:
    """Return the text of the file `name`, which contains `raw`; None if it is a plain text itself.

    Raises EditionError if its format is not known, if it is damaged or hostile, if it has no words, or if
    what reads the format is not installed.
    """
    format_ = find_format(name, raw)
    if format_ == "text":
        return None
    if any(find_spec(module) is None for module in _NEEDED[format_]):
        raise EditionError(
            name,
            f"is {_NAMES.get(format_, format_.upper())}, and what reads it is not installed",
            todo=f"Run {INSTALL}",
        )
    if format_ == "markdown":
        imported = read_markdown(name, _decode(name, raw))
    else:
        imported = _READERS[format_](name, raw)
    if not any(map(str.isalnum, imported.text)):
        raise EditionError(name, "contains no words", todo="Give the file that contains the text")
    return imported


def _decode(name: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise EditionError(name, "is not UTF-8", where=f"line {line}", todo="Save it as UTF-8") from error
