"""What a web page says of its text: JSON-LD, links, and the elements of Highwire, Dublin Core, Open Graph.

Each is read where it stands and never guessed, since an editor has to know where a fact comes from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from edition.importing.imported_text import NOTHING, Facts, Statement
from edition.importing.safe_input import Element
from edition.model.translation import gettext_noop
from edition.text.words import word_set, words

_META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "author": ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "book:author"),
    "publisher": (
        "citation_journal_title",
        "citation_publisher",
        "dc.publisher",
        "dcterms.publisher",
        "og:site_name",
    ),
    "date": (
        *("citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued", "dc.date"),
        *("dcterms.date", "article:published_time", "datepublished"),
    ),
    "address": ("og:url", "citation_public_url"),
    "licence": ("dc.rights", "dcterms.rights", "dcterms.license", "rights", "copyright"),
}
"""By field, the names of meta elements in the order in which they are trusted."""

_TYPES = word_set(
    "Article NewsArticle BlogPosting ScholarlyArticle Report Book Chapter CreativeWork TechArticle WebPage"
)
_METADATA = gettext_noop("the metadata ({key})")
_MAX_DEPTH = 6


def find_facts(root: Element) -> Facts:
    """Return what a page says of its text."""
    meta = list(_meta(root))
    linked = _find_linked_data(root)
    found = {field: _first(meta, names) for field, names in _META.items()}
    for field, statement in linked.items():
        if not found[field].text or found[field].key.startswith("og:") or field == "date":
            found[field] = statement
    _add_from_head(root, found)
    for link in root.iter("link", "a"):
        relations = (link.get("rel") or "").lower().split()
        address = (link.get("href") or "").strip()
        if "canonical" in relations and link.tag == "link" and address.startswith("http"):
            found["address"] = Statement(address, gettext_noop("the canonical link of the page"))
        if "license" in relations and address.startswith("http"):
            found["licence"] = Statement(address, gettext_noop("the page’s link to its licence"))
    if not found["address"].text and (saved := _saved_from(root)):
        found["address"] = Statement(saved, gettext_noop("the browser that saved the page"))
    if not found["address"].text.startswith("http"):
        found["address"] = NOTHING
    if found["author"].text.startswith("http"):
        found["author"] = NOTHING
    language = (root.get("lang") or root.get("xml:lang") or "").strip()
    return Facts(
        **found, language=language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language) else ""
    )


def _add_from_head(root: Element, found: dict[str, Statement]) -> None:
    """Add what the title of a page and the head of its article say, where its metadata say nothing."""
    if not found["title"].text:
        title = " ".join("".join(root.xpath("string(//head/title)")).split())
        found["title"] = Statement(title, gettext_noop("the title of the page")) if title else NOTHING
        if (author := _author_in_title(root, title)) and not found["author"].text:
            found["author"] = Statement(author, gettext_noop("the title of the page"))
    if not found["date"].text and (date := _date_in_head(root)):
        found["date"] = Statement(date, gettext_noop("the date in the head of the page"))


def _author_in_title(root: Element, title: str) -> str:
    """Return the author that the title of a page names before a colon, if the heading is what follows it."""
    match = re.fullmatch(r"([^:|]{3,60}): (.+?)(?: \([^()]*\d{4}\))?", title)
    heading = next((words(heading.text_content()) for heading in root.iter("h1")), [])
    return match[1] if match and heading and words(match[2]) == heading else ""


def _date_in_head(root: Element) -> str:
    """Return the first date that a page marks up as such in the head of an article."""
    times = (time for time in root.iter("time") if any(up.tag == "header" for up in time.iterancestors()))
    return next((time.get("datetime") or "" for time in times if time.get("datetime")), "")


def _meta(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            yield name.lower(), content


def _first(meta: list[tuple[str, str]], names: tuple[str, ...]) -> Statement:
    """Return the values of the first name that occurs; there may be several authors."""
    for name in names:
        values = [value for found, value in meta if found == name]
        if (values and "author" in name) or (values and "creator" in name):
            return Statement(join_names([turn_name(value) for value in values]), _METADATA, name)
        if values:
            return Statement(values[0], _METADATA, name)
    return NOTHING


def turn_name(name: str) -> str:
    """Return a name as it is spoken.

    >>> turn_name("Marlow, Ada")
    'Ada Marlow'
    """
    parts = [part.strip() for part in name.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) else name.strip()


def join_names(names: list[str]) -> str:
    """Return a list of names as one text."""
    distinct = list(dict.fromkeys(name for name in names if name))
    return " and ".join(filter(None, (", ".join(distinct[:-1]), *distinct[-1:])))


def _saved_from(root: Element) -> str:
    """Return the address that browsers write into a page when they save it."""
    for comment in (root.get("data-edition-saved-from") or "",):
        match = re.search(r"https?://\S+", comment)
        if match:
            return match[0]
    return ""


# --- JSON-LD -------------------------------------------------------------------------------------


def _find_linked_data(root: Element) -> dict[str, Statement]:
    """Return what the first description of an article in JSON-LD says."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(data, 0):
            if found := dict(_read_item(item)):
                return found
    return {}


def _items(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for part in data:
            yield from _items(part, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and name in _TYPES and name != "WebPage" for name in names):
            yield data
        yield from _items(data.get("@graph"), depth + 1)


def _read_item(item: Mapping[str, object]) -> Iterator[tuple[str, Statement]]:
    keys = {
        "title": ("headline", "name"),
        "author": ("author", "creator"),
        "publisher": ("publisher",),
        "date": ("datePublished",),
        "address": ("url",),
        "licence": ("license",),
    }
    for field, names in keys.items():
        for name in names:
            if text := _name_of(item.get(name)):
                yield field, Statement(text, _METADATA, f"JSON-LD, {name}")
                break


def _name_of(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return _name_of(value.get("name") or value.get("url") or value.get("@id"))
    if isinstance(value, list):
        return join_names([_name_of(part) for part in value[:20]])
    return ""
