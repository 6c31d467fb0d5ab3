"""The provenance of an essay, in Markdown: author, publisher, date, address and rights."""

from __future__ import annotations

from edition.markup.markdown import escape, link
from edition.model.manifest import Entry, Fact
from edition.pages.phrases import qualify_fact


def facts(entry: Entry) -> list[str]:
    """Return author, publisher, date and address of an essay, each as an item of a definition list."""
    rows = {
        "Author": entry.author,
        "Published by": entry.publisher,
        "Date": entry.date,
        "Original address": entry.address,
    }
    return [row(name, _fact(fact)) for name, fact in rows.items()]


def rights(entry: Entry) -> str:
    """Return the rights in an essay, as an item of a definition list."""
    return row("Rights", escape(entry.rights, starts_line=True))


def row(name: str, value: str) -> str:
    """Return an item of a definition list."""
    return f"{name}\n:   {value}"


def original(entry: Entry) -> str:
    """Return a link to the original page of an essay; empty if its address is not known."""
    return _url_link(entry.address.url) if entry.address.url else ""


def _url_link(url: str) -> str:
    return link(escape(url), f"<{url}>")


def _fact(fact: Fact) -> str:
    text = _url_link(fact.url) if fact.url else escape(fact.text, starts_line=True)
    note = f". {escape(fact.note)}" if fact.note else ""
    return qualify_fact(text, fact) + note
