"""Citations for reference managers: BibTeX, RIS, CSL JSON, and the metadata that they read from a page.

They have the same facts as those for readers (`citation_styles.py`). The DOI is that of the edition; metadata
of pages do not have it, because programs would take it for that of the essay alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from edition.exports.citation_dates import date_parts
from edition.exports.citation_styles import original_publication
from edition.exports.cited_work import WHOLE, CitedWork, Passage
from edition.model.edtf import Edtf
from edition.model.publication import Name, Publication
from edition.model.translation import ENGLISH, translated_by


@translated_by(ENGLISH)
def csl_item(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> dict[str, Any]:
    """Return an item in CSL JSON."""
    item = {
        "id": work.key + at.key,
        "type": "chapter",
        "title": work.title,
        "author": [name.csl() for name in work.authors],
        "container-title": edition.title,
        "editor": [name.csl() for name in _editors(work, edition)],
        "issued": date_parts(Edtf.from_day(edition.released)),
        "version": edition.version,
        "original-date": date_parts(work.published),
        "original-publisher": work.publisher,
        "language": work.language,
        "DOI": edition.doi,
        "URL": at.url,
        "note": _note(work, edition, at.locator),
    }
    return {key: value for key, value in item.items() if value}


def csl_json(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> str:
    """Return a list of one item in CSL JSON, as text."""
    return json.dumps([csl_item(work, edition, at)], ensure_ascii=False, indent=1)


def _editors(work: CitedWork, edition: Publication) -> tuple[Name, ...]:
    """Return the editors of the edition as those of a work's container.

    There are none for an unsigned work: styles put the editors into the place of a missing author, and
    would have them write it. A note names those that are persons instead.
    """
    return edition.editors if work.authors else ()


def _note(work: CitedWork, edition: Publication, locator: str) -> str:
    """Return what reference managers have no fields for."""
    original = ", ".join(filter(None, (original_publication(work), work.original_address)))
    editors = [name.natural for name in edition.editors if name.given and not work.authors]
    parts = (
        f"Version {edition.version}, {Edtf.from_day(edition.released).display()}{locator}",
        f"Edited by {' and '.join(editors)}" if editors else "",
        original and f"Source: {original}",
    )
    return ". ".join(filter(None, parts))


TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
# BibTeX counts braces, even those that are escaped
TEX |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
TEX |= {character: f"\\{character}" for character in "&%$#_"}
"""How TeX spells the characters that it would otherwise take for markup."""


def escape_tex(text: str) -> str:
    """Return `text` with the special characters of TeX escaped."""
    return "".join(TEX.get(character, character) for character in text)


@translated_by(ENGLISH)
def bibtex(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> str:
    """Return an entry for BibTeX, with the fields that biblatex adds."""
    fields = {
        "author": _tex_names(work.authors),
        "title": f"{{{escape_tex(work.title)}}}",
        "booktitle": f"{{{escape_tex(edition.title)}}}",
        "editor": _tex_names(_editors(work, edition)),
        "year": str(edition.released.year),
        "date": edition.released.isoformat(),
        "version": escape_tex(edition.version),
        "origdate": str(work.published or ""),
        "origpublisher": escape_tex(work.publisher),
        "langid": work.language,
        "doi": edition.doi,
        "url": at.url,
        "note": escape_tex(_note(work, edition, at.locator)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@incollection{{{work.key}{at.key},", *lines, "}"))


def _tex_names(names: tuple[Name, ...]) -> str:
    return " and ".join(
        escape_tex(name.inverted) if name.given else f"{{{escape_tex(name.family)}}}" for name in names
    )


@translated_by(ENGLISH)
def ris(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> str:
    """Return a record in RIS."""
    tags = [
        ("TY", "CHAP"),
        ("ID", work.key + at.key),
        *(("AU", listed_name(name)) for name in work.authors),
        ("TI", work.title),
        ("T2", edition.title),
        *(("A2", listed_name(name)) for name in _editors(work, edition)),
        ("PY", str(edition.released.year)),
        ("DA", edition.released.strftime("%Y/%m/%d/")),
        ("ET", edition.version),
        ("LA", work.language),
        ("DO", edition.doi),
        ("UR", at.url),
        ("N1", _note(work, edition, at.locator)),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\n" for tag, value in tags if value) + "ER  - \n"


def listed_name(name: Name) -> str:
    """Return a name for programs that divide it at the comma; after that of a body nothing follows.

    Without a comma they would take its last word for a family name.

    >>> listed_name(Name("Marlow", "Ada")), listed_name(Name("The quay society"))
    ('Marlow, Ada', 'The quay society,')
    """
    return name.inverted if name.given else f"{name.family},"


def _one_line(text: str) -> str:
    """Return `text` without line breaks, which would end its field."""
    return " ".join(text.split())


FORMATS = {"bibtex": bibtex, "ris": ris, "csl": csl_json}
"""The formats of reference managers by name: each is a function that returns a citation."""


def highwire_metadata(work: CitedWork, edition: Publication) -> Iterator[tuple[str, str]]:
    """Yield the `citation_*` metadata that Zotero and Google Scholar read from a page."""
    yield "citation_title", work.title
    for name in work.authors:
        yield "citation_author", listed_name(name)
    yield "citation_publication_date", edition.released.strftime("%Y/%m/%d")
    yield "citation_inbook_title", edition.title
    for name in _editors(work, edition):
        yield "citation_editor", listed_name(name)
    yield "citation_language", work.language
