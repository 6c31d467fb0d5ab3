"""List what the interface says, and bring the catalogues of translations up to date with it.

Writes the English messages of the program, its templates and its scripts to `messages.pot`, from which a
catalogue for another language is begun, and adds new messages to every catalogue that there is.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "scripts/edition/inputs/locales"
TEMPLATE = LOCALES / "messages.pot"


def extract_python(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Yield line, function, messages and comments of each call, also of those in f-strings.

    Raises SyntaxError if a message is put together when the program runs, since no catalogue could have it.
    """
    text = file.read().decode(options["encoding"])
    lines = text.splitlines()
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        function = call.func.id if isinstance(call.func, ast.Name) else ""
        if function not in keywords:
            continue
        first, *others = call.args
        if isinstance(first, ast.Constant):
            messages = (str(first.value), *(str(a.value) for a in others if isinstance(a, ast.Constant)))
            above = lines[call.lineno - 2].strip().removeprefix("# ")
            comments = [above] if above.startswith(tuple(comment_tags)) else []
            yield call.lineno, function, messages if len(messages) > 1 else messages[0], comments
        elif not isinstance(first, ast.Name | ast.Attribute | ast.Subscript | ast.Starred):
            raise SyntaxError(f"line {call.lineno}: a message is put together: {ast.unparse(call)}")


SOURCES = (
    (extract_python, "scripts/edition", "*.py"),
    ("javascript", "docs/assets/scripts", "*.js"),
    ("jinja2", "overrides", "*.html"),
)
"""Where messages are: the kind of file, its folder, and its name."""

KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_noop": None, "ngettext_noop": (1, 2)}
TRANSLATORS = "Translators:"
"""How a comment for translators begins, on the line above a call."""
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
                method,  # type: ignore[arg-type]  # Babel says of the types what only its own functions have
                path,
                KEYWORDS,
                [TRANSLATORS],
                {"encoding": "utf-8"},
                True,
            ):
                catalogue.add(message, None, [(name, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalogue


def updated(catalogue: Catalog, messages: Catalog) -> Catalog:
    """Return a catalogue with the given messages, translated as before where it had them."""
    catalogue.update(messages, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def po_text(catalogue: Catalog, *, is_template: bool = False) -> str:
    """Return a catalogue as a PO file, without what changes each time, such as the hour, or says nothing."""
    file = BytesIO()
    write_po(file, catalogue, width=110, sort_by_file=True, include_lineno=False, omit_header=is_template)
    text = file.getvalue().decode("utf-8")
    left_out = (
        "Project-Id-Version",
        "Language-Team",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Last-Translator",
        "Report-Msgid-Bugs-To",
    )
    lines = [
        line
        for line in text.splitlines(keepends=True)
        if not line.startswith(tuple(f'"{name}' for name in left_out))
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
