"""List what the interface says, and bring the catalogues of translations up to date with it.

Writes the English messages of the program, its templates and its scripts to `messages.pot`, from which a
catalogue for another language is begun, and adds new messages to every catalogue that there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "scripts/edition/inputs/locales"
TEMPLATE = LOCALES / "messages.pot"
SOURCES = (
    ("python", "scripts/edition", "*.py"),
    ("javascript", "docs/assets/scripts", "*.js"),
    ("jinja2", "overrides", "*.html"),
)
"""Where messages are: the kind of file, its folder, and its name."""

KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_noop": None, "ngettext_noop": (1, 2)}
HEADER = """\
# What the interface says, in English. A catalogue for another language is a copy of this file, named by the
# code of the language, with a translation in each msgstr; a word in {braces} is replaced by a value.
#"""


def extract_messages() -> Catalog:
    """Return the messages of the program, without translations."""
    catalogue = Catalog(project="annotated-edition", charset="utf-8", header_comment=HEADER)
    for method, folder, pattern in SOURCES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            if "/generated/" in name or "/vendor/" in name:
                continue
            for _, message, comments, context in extract_from_file(
                method, path, KEYWORDS, ["Translators:"], {"encoding": "utf-8"}, True
            ):
                catalogue.add(message, None, [(name, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalogue


def updated(catalogue: Catalog, messages: Catalog) -> Catalog:
    """Return a catalogue with the given messages, translated as before where it had them."""
    catalogue.update(messages, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def po_text(catalogue: Catalog, *, is_template: bool = False) -> str:
    """Return a catalogue as a PO file, without what changes each time, such as the hour."""
    file = BytesIO()
    write_po(file, catalogue, width=110, sort_by_file=True, include_lineno=False, omit_header=is_template)
    text = file.getvalue().decode("utf-8")
    dated = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Last-Translator",
        "Report-Msgid-Bugs-To",
    )
    lines = [
        line for line in text.splitlines(keepends=True) if not line.startswith(tuple(f'"{d}' for d in dated))
    ]
    return (f"{HEADER}\n" if is_template else "") + "".join(lines)


def files() -> Iterator[tuple[Path, str]]:
    """Yield the path of the template and of each catalogue, with the text that it should have."""
    messages = extract_messages()
    yield TEMPLATE, po_text(messages, is_template=True)
    for path in sorted(LOCALES.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        yield path, po_text(updated(catalogue, messages))


if __name__ == "__main__":
    for path, text in files():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT).as_posix())
