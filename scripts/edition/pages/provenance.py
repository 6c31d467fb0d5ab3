"""The provenance of an essay, in Markdown: author, publisher, date, address and rights."""

from __future__ import annotations

from edition.markup.markdown import escape, link
from edition.model.manifest import Entry, Fact
from edition.pages.phrases import NOT_FOUND, NOT_NAMED, qualify


def facts(entry: Entry) -> list[str]:
    """Return author, publisher, dates and address of an essay, each as an item of a definition list."""
    return [
        row("Author", _fact(entry.author, NOT_NAMED)),
        row("Published by", _fact(entry.publisher, NOT_FOUND)),
        row("Date", _fact(entry.date, NOT_FOUND)),
        *([row("Written", _fact(entry.written, NOT_FOUND))] if entry.written.text else []),
        row("Original address", _fact(entry.address, NOT_FOUND)),
    ]


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


def _fact(fact: Fact, missing: str) -> str:
    """Return a fact with its note; `missing` is what the page says if the editors found nothing."""
    text = _url_link(fact.url) if fact.url else escape(fact.text, starts_line=True)
    note = f". {escape(fact.note)}" if fact.note else ""
    return (qualify(text, fact.certainty) if text else missing) + note
