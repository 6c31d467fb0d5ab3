"""What is known of where an essay is from, in Markdown."""

from __future__ import annotations

from edition.markup.markdown import escape, link
from edition.model.manifest import Entry, Fact
from edition.pages.wording import qualify_fact


def facts(entry: Entry) -> list[str]:
    """Return author, publisher, date and address of an essay, each as an item of a list of terms."""
    told = {
        "Author": entry.author,
        "Published by": entry.publisher,
        "Date": entry.date,
        "Original address": entry.address,
    }
    return [row(name, _fact(fact)) for name, fact in told.items()]


def rights(entry: Entry) -> str:
    """Return who may do what with an essay, as an item of a list of terms."""
    return row("Rights", escape(entry.rights, starts_line=True))


def row(name: str, value: str) -> str:
    """Return an item of a list of terms."""
    return f"{name}\n:   {value}"


def original(entry: Entry) -> str:
    """Return a link to where an essay can be read; empty where no address is known."""
    return _pointer(entry.address.text) if _is_address(entry.address.text) else ""


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _pointer(address: str) -> str:
    return link(escape(address), f"<{address}>")


def _fact(fact: Fact) -> str:
    shown = _pointer(fact.text) if _is_address(fact.text) else escape(fact.text, starts_line=True)
    note = f". {escape(fact.note)}" if fact.note else ""
    return qualify_fact(shown, fact) + note
