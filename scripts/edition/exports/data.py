"""Data for other programs: ledgers and addresses, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from edition.addresses.paragraphs import sections_of_addresses
from edition.model.address_book import EntityAddresses
from edition.model.edited_essay import EditedEssay
from edition.model.essay import Essay
from edition.model.ledger import Change
from edition.model.manifest import Entry
from edition.model.mention import PAGE_BY_KIND, EntityKind

KEYS = tuple(field.name for field in fields(Change))
"""The keys of an entry in a published ledger: the fields of a change."""

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def ledger_json(essay: Essay) -> str:
    """Return the ledger of an essay as JSON: every difference between source and page, in order.

    `start` and `end` count code points of the decoded file, which `source` identifies by its SHA-256.
    """
    entries = ({key: getattr(change, key) for key in KEYS} for change in essay.ledger)
    head = {"essay": essay.entry.slug, "source": f"urn:sha256:{essay.source.sha256}"}
    return list_json("entries", entries, head)


def list_json(name: str, items: Iterable[Mapping[str, Any]], head: Mapping[str, Any] | None = None) -> str:
    """Return a JSON object with the members of `head`, then `items` under `name`, one per line."""
    return "".join(join_json(name, map(item_json, items), head))


def item_json(item: Mapping[str, Any]) -> str:
    """Return an item of a list as JSON, on one line."""
    return _ENCODER.encode(item)


def join_json(name: str, items: Iterable[str], head: Mapping[str, Any] | None = None) -> Iterator[str]:
    """Yield what `list_json` returns, for items that are JSON already."""
    opening = json.dumps(head)[:-1] + ", " if head else "{"
    yield f'{opening}"{name}": [\n'
    for number, item in enumerate(items):
        yield f",\n{item}" if number else item
    yield "\n]}\n"


Anchor = Mapping[str, Any]
"""An address of the site, its kind, and what is known of its place."""


def anchors_json(anchors: Iterable[Anchor]) -> str:
    """Return the addresses of the site as JSON."""
    return list_json("anchors", anchors)


def site_anchors(
    pages: Sequence[str], essays: Iterable[EditedEssay], entities: Mapping[EntityKind, EntityAddresses]
) -> Iterator[Anchor]:
    """Yield every address of the site: `pages`, sections, paragraphs and `entities`.

    An address without a place of its own has `to`, the address that it leads to: that of the
    entity or paragraph that replaced it, of a paragraph of the digest if the essay's text is not
    available, or otherwise of its section.
    """
    for address in pages:
        yield {"address": address, "kind": "page"}
    for essay in essays:
        yield from _sections(essay.entry)
        yield from _paragraphs(essay)
    for kind, addresses in entities.items():
        yield from _entities(kind, addresses)


def _entities(kind: EntityKind, addresses: EntityAddresses) -> Iterator[Anchor]:
    page = PAGE_BY_KIND[kind]
    for id_ in addresses.ids:
        to = {"to": f"{page}/#{addresses.redirects[id_]}"} if id_ in addresses.redirects else {}
        yield {"address": f"{page}/#{id_}", "kind": kind, **to}


def _sections(entry: Entry) -> Iterator[Anchor]:
    for section in entry.sections:
        address = f"essays/{entry.slug}/#{section.id}"
        yield {"address": address, "kind": "section", "essay": entry.slug, "heading": section.heading}


def _paragraphs(edited: EditedEssay) -> Iterator[Anchor]:
    entry, book = edited.entry, edited.addresses
    base = f"essays/{entry.slug}/"
    blocks = [block for essay in edited.on_page for block in essay.addressed_blocks()]
    present = {block.address for block in blocks}
    sections = sections_of_addresses(book, entry.retired, [section.id for section in entry.sections])
    leads = sections | {alias: block.address for block in blocks for alias in block.aliases}
    for name, section in sections.items():
        kind = "paragraph" if name in book.paragraphs else "section"
        to = {} if name in present else {"to": f"{base}#{leads[name]}"}
        yield {"address": f"{base}#{name}", "kind": kind, "essay": entry.slug, "section": section, **to}
