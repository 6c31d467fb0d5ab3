"""Descriptions of pages for search engines and other programs: JSON-LD with the schema.org vocabulary.

Addresses are relative to the page, so that they are valid wherever the site is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from edition.exports.cited_work import CitedWork, confirmed_authors
from edition.model.edtf import Edtf
from edition.model.entries import PersonEntry, QuotationEntry, WorkEntry
from edition.model.identifiers import identifiers_of
from edition.model.manifest import Entry
from edition.model.publication import Name, Publication

Item = dict[str, Any]
"""A JSON-LD object."""

CONTEXT = {"@context": "https://schema.org"}
"""What makes an object the root of a JSON-LD document."""


def essay_item(entry: Entry, edition: Publication, *, words: int = 0) -> Item:
    """Return the item for the page with the text of an essay; `words` is the number of its words."""
    page = {"url": "./", "wordCount": words, "isPartOf": _edition(edition)}
    return CONTEXT | _without_empty({**_essay(entry), **page})


def digest_item(entry: Entry, digest: CitedWork, edition: Publication) -> Item:
    """Return the item for a page that has only the editors' digest of an essay."""
    return CONTEXT | _without_empty(
        {
            "@type": "Article",
            "headline": digest.title,
            "author": [_author(name) for name in digest.authors],
            "datePublished": edition.released.isoformat(),
            "inLanguage": edition.language,
            "url": "./",
            "about": _without_empty(_essay(entry)),
            "isPartOf": _edition(edition),
        }
    )


def _essay(entry: Entry) -> Item:
    publisher, address = entry.publisher, entry.address
    return {
        "@type": "ScholarlyArticle",
        "headline": entry.title,
        "author": [_author(name) for name in confirmed_authors(entry)],
        "datePublished": _iso(entry.date.edtf),
        "dateCreated": _iso(entry.written.edtf),
        "publisher": {"@type": "Organization", "name": publisher.text}
        if publisher.certainty == "confirmed"
        else "",
        "inLanguage": entry.language,
        "abstract": entry.summary,
        "sameAs": address.url if address.certainty == "confirmed" else "",
    }


def _edition(edition: Publication) -> Item:
    item = {
        "@type": "CreativeWork",
        "@id": "../../#edition",
        "name": edition.title,
        "version": edition.version,
        "datePublished": edition.released.isoformat(),
        "editor": [_author(name) for name in edition.editors],
        "identifier": edition.doi_address,
        "url": "../../",
    }
    return _without_empty(item)


def people_item(entries: Iterable[PersonEntry]) -> Item:
    """Return the item for the page of people: a list of all people in the registry."""
    return _list(
        {
            "@type": "Person",
            "@id": f"#{person.id}",
            "name": person.name,
            "birthDate": _iso(person.born),
            "deathDate": _iso(person.died),
            "sameAs": _addresses(person),
        }
        for person in entries
    )


def quotations_item(
    entries: Iterable[QuotationEntry], people: Mapping[str, PersonEntry], works: Mapping[str, WorkEntry]
) -> Item:
    """Return the item for the page of quotations: a list with the speaker and the work of each."""
    return _list(
        {
            "@type": "Quotation",
            "@id": f"#{quotation.id}",
            "name": quotation.title,
            "creator": [
                {"@type": "Person", "@id": f"../people/#{id_}", "name": people[id_].name}
                for id_ in (quotation.speaker, *quotation.also)
                if id_ in people
            ],
            "dateCreated": _iso(quotation.said),
            "isPartOf": _work(works[quotation.work]) if quotation.work in works else "",
        }
        for quotation in entries
    )


def _work(work: WorkEntry) -> Item:
    return _without_empty({"@type": "CreativeWork", "name": work.title, "sameAs": _addresses(work)})


def _addresses(entry: PersonEntry | WorkEntry) -> list[str]:
    """Return where the identifiers of a person or a work lead."""
    return [identifier.address for identifier in identifiers_of(entry) if identifier.address]


def _list(items: Iterable[Item]) -> Item:
    return CONTEXT | {"@type": "ItemList", "itemListElement": [_without_empty(item) for item in items]}


def _author(name: Name) -> Item:
    if not name.given:
        return {"@type": "Organization", "name": name.natural}
    person = {"@type": "Person", "@id": name.orcid, "name": name.natural}
    return _without_empty({**person, "givenName": name.given, "familyName": name.family})


def _iso(value: Edtf | None) -> str:
    """Return a date in ISO 8601; empty if that cannot express it."""
    return value.iso if value else ""


def _without_empty(item: Item) -> Item:
    """Return an item without the properties that have no value."""
    return {key: value for key, value in item.items() if value}
