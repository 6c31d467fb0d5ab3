"""Data for other programs: ledgers and addresses, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from edition.addresses.paragraphs import sections_of_addresses
from edition.model.address import AddressBook, Assignment
from edition.model.essay import Essay
from edition.model.ledger import Change
from edition.model.manifest import Entry

KEYS = tuple(field.name for field in fields(Change))
"""What an entry of a ledger tells: the fields of a change."""


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def ledger_json(essay: Essay) -> str:
    """Return every difference between the source and the page, in order.

    `start` and `end` are code points of the decoded file, whose SHA-256 is given.
    """
    entries = ({key: getattr(change, key) for key in KEYS} for change in essay.ledger)
    head = {"essay": essay.entry.slug, "source": f"urn:sha256:{essay.source.sha256}"}
    return list_json("entries", entries, head)


def list_json(name: str, items: Iterable[Mapping[str, Any]], head: Mapping[str, str] | None = None) -> str:
    """Return a JSON object that has `items` under `name`, one to a line, after what `head` tells."""
    opening = json.dumps(head)[:-1] + ", " if head else "{"
    lines = ",\n".join(_ENCODER.encode(item) for item in items)
    return f'{opening}"{name}": [\n{lines}\n]}}\n'


def anchors_json(
    pages: Sequence[str],
    entries: Iterable[Entry],
    books: Mapping[str, AddressBook],
    assigned: Mapping[str, Sequence[Assignment]],
    entities: Iterable[tuple[str, str, str]] = (),
) -> str:
    """Return every address of the site: pages, sections, paragraphs and `entities`.

    An address that leads to another's place has `to`: that of the paragraph, of the paragraph of a
    digest where the essay's text is not there, or of the section where there is neither. Of an
    entity are given the address, the kind, and where it leads, empty for its own place.
    """
    items: list[dict[str, Any]] = [{"address": address, "kind": "page"} for address in pages]
    for entry in entries:
        base = f"essays/{entry.slug}/"
        items += [
            {"address": f"{base}#{s.id}", "kind": "section", "essay": entry.slug, "heading": s.heading}
            for s in entry.sections
        ]
        items += _paragraphs(entry, books[entry.slug], assigned.get(entry.slug, ()))
    items += [
        {"address": address, "kind": kind, **({"to": to} if to else {})} for address, kind, to in entities
    ]
    return list_json("anchors", items)


def _paragraphs(entry: Entry, book: AddressBook, assigned: Sequence[Assignment]) -> Iterable[dict[str, Any]]:
    base = f"essays/{entry.slug}/"
    present = {name for assignment in assigned for name in assignment.ids}
    leads = sections_of_addresses(book, entry.retired, [section.id for section in entry.sections])
    sections = dict(leads)
    for assignment in assigned:
        for at, aliases in assignment.aliases.items():
            leads |= dict.fromkeys(aliases, assignment.ids[at])
    for name, section in sections.items():
        kind = "paragraph" if name in book.paragraphs else "section"
        to = {} if name in present else {"to": f"{base}#{leads[name]}"}
        yield {"address": f"{base}#{name}", "kind": kind, "essay": entry.slug, "section": section, **to}
