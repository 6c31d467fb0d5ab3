"""What search engines and other programs read of a page: JSON-LD in the words of schema.org.

Addresses are relative to the page, so that it holds wherever the site is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from edition.exports.citation_styles import cited_work, confirmed_authors
from edition.model.edtf import Edtf
from edition.model.entries import PersonEntry, QuotationEntry, WorkEntry
from edition.model.manifest import Entry
from edition.model.publication import Name, Publication

Item = dict[str, Any]

CONTEXT = {"@context": "https://schema.org"}
WIKIDATA = "https://www.wikidata.org/entity/"


def essay_item(entry: Entry, edition: Publication, *, words: int = 0) -> Item:
    """Return the essay on its own page; `words` tells how many it has, where its text is there."""
    held = {"url": "./", "wordCount": words, "isPartOf": _edition(edition)}
    return CONTEXT | _filled({**_essay(entry), **held})


def digest_item(entry: Entry, edition: Publication) -> Item:
    """Return the editors' digest of an essay, on the page that has no more of it."""
    one = cited_work(entry, edition, "digest")
    return CONTEXT | _filled(
        {
            "@type": "Article",
            "headline": one.title,
            "author": [_author(name) for name in one.authors],
            "datePublished": edition.released.isoformat(),
            "inLanguage": edition.language,
            "url": "./",
            "about": _filled(_essay(entry)),
            "isPartOf": _edition(edition),
        }
    )


def _essay(entry: Entry) -> Item:
    publisher, address = (fact for fact in (entry.publisher, entry.address))
    return {
        "@type": "ScholarlyArticle",
        "headline": entry.title,
        "author": [_author(name) for name in confirmed_authors(entry)],
        "datePublished": _iso(entry.date.edtf),
        "publisher": {"@type": "Organization", "name": publisher.text}
        if publisher.certainty == "confirmed"
        else "",
        "inLanguage": entry.language,
        "abstract": entry.summary,
        "sameAs": address.text if address.certainty == "confirmed" else "",
    }


def _edition(edition: Publication) -> Item:
    return {
        "@type": "CreativeWork",
        "@id": "../../#edition",
        "name": edition.title,
        "version": edition.version,
        "datePublished": edition.released.isoformat(),
        "editor": [_author(name) for name in edition.editors],
        "url": "../../",
    }


def people_item(entries: Iterable[PersonEntry]) -> Item:
    """Return the persons of the registry, each with the address of the entry."""
    return _list(
        {
            "@type": "Person",
            "@id": f"#{one.id}",
            "name": one.name,
            "birthDate": _iso(one.born),
            "deathDate": _iso(one.died),
            "sameAs": WIKIDATA + one.wikidata if one.wikidata else "",
        }
        for one in entries
    )


def quotations_item(
    entries: Iterable[QuotationEntry], people: Mapping[str, PersonEntry], works: Mapping[str, WorkEntry]
) -> Item:
    """Return the quotations of the registry: who said each, and in which work."""
    return _list(
        {
            "@type": "Quotation",
            "@id": f"#{one.id}",
            "name": one.title,
            "creator": [
                {"@type": "Person", "@id": f"../people/#{name}", "name": people[name].name}
                for name in (one.speaker, *one.also)
                if name in people
            ],
            "dateCreated": _iso(one.said),
            "isPartOf": {"@type": "CreativeWork", "name": works[one.work].title} if one.work in works else "",
        }
        for one in entries
    )


def _list(items: Iterable[Item]) -> Item:
    return CONTEXT | {"@type": "ItemList", "itemListElement": [_filled(item) for item in items]}


def _author(name: Name) -> Item:
    if not name.given:
        return {"@type": "Organization", "name": name.natural}
    return {"@type": "Person", "name": name.natural, "givenName": name.given, "familyName": name.family}


def _iso(value: Edtf | None) -> str:
    """Return a date that ISO 8601 can express; empty for another."""
    return value.iso if value else ""


def _filled(item: Item) -> Item:
    return {key: value for key, value in item.items() if value}
