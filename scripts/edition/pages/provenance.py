"""The provenance of an essay, in Markdown: author, publisher, date, address and rights."""

from __future__ import annotations

from edition.markup.markdown import escape, link
from edition.model.manifest import Entry, Fact
from edition.model.translation import gettext
from edition.pages.phrases import qualify


def facts(entry: Entry) -> list[str]:
    """Return author, publisher, dates and address of an essay, each as an item of a definition list."""
    missing = gettext("not found")
    return [
        row(gettext("Author"), _fact(entry.author, gettext("not named"))),
        row(gettext("Published by"), _fact(entry.publisher, missing)),
        row(gettext("Date"), _fact(entry.date, missing)),
        *([row(gettext("Written"), _fact(entry.written, missing))] if entry.written.text else []),
        row(gettext("Original address"), _fact(entry.address, missing)),
    ]


def rights(entry: Entry) -> str:
    """Return the rights in an essay, as an item of a definition list."""
    return row(gettext("Rights"), escape(entry.rights, starts_line=True))


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
