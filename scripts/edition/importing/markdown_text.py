"""Markdown, with its notes, tables and the YAML that may stand above it."""

from __future__ import annotations

import re
from typing import Any

from edition.importing.html_blocks import find_blocks
from edition.importing.html_notes import mark_notes
from edition.importing.imported_text import NOTHING, Facts, ImportedText, Statement
from edition.importing.page_facts import join_names
from edition.importing.plain_writer import write_plain_text
from edition.importing.safe_input import parse_html
from edition.model.translation import gettext_noop

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = {
    "title": ("title",),
    "author": ("author", "authors", "creator"),
    "publisher": ("publisher", "publication"),
    "date": ("date", "published"),
    "address": ("url", "canonical", "source"),
    "licence": ("license", "licence", "rights", "copyright"),
}


def read_markdown(name: str, text: str) -> ImportedText:
    """Return the text of Markdown, the file `name`. Raises EditionError if it has none."""
    import markdown

    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    facts = _facts(front[1]) if front else Facts()
    body = text[front.end() :] if front else text
    page = markdown.markdown(body, extensions=["footnotes", "tables", "def_list", "sane_lists"])
    root = parse_html(name, f"<html><body>{page}</body></html>")
    mark_notes(root)
    blocks, left_out = find_blocks(root)
    return write_plain_text("Markdown", blocks, facts, left_out)


def _facts(front: str) -> Facts:
    """Return what the YAML above a text says; nothing if it is malformed."""
    import yaml

    try:
        data: Any = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and mappings only
    except yaml.YAMLError:
        return Facts()
    if not isinstance(data, dict):
        return Facts()
    found = {field: _first(data, keys) for field, keys in _KEYS.items()}
    language = data.get("lang") or data.get("language") or ""
    return Facts(
        **found,
        language=language if isinstance(language, str) and re.fullmatch(r"[A-Za-z-]+", language) else "",
    )


def _first(data: dict[str, Any], keys: tuple[str, ...]) -> Statement:
    for key in keys:
        value = data.get(key)
        values = value if isinstance(value, list) else [value]
        names = [item.get("name", "") if isinstance(item, dict) else item for item in values]
        text = join_names([" ".join(name.split()) for name in names if isinstance(name, str)])
        if text:
            return Statement(text, gettext_noop("the YAML above the text ({key})"), key)
    return NOTHING
