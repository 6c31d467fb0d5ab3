"""Citations of an essay, its digest or its notes, as part of this edition, in five formats.

Two are plain text, in the styles of the Chicago manual (notes and bibliography) and of the APA; three
are for reference managers: BibTeX, RIS and CSL JSON. All cite the edition, with its version and date, as
the container of the essay, and the first publication as the original date and publisher. Author,
publisher and address are given only if they are confirmed. There is no date of access, since a version
does not change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from edition.model.edtf import Edtf, display_date
from edition.model.edtf_date import EdtfDate, UndatedEnd
from edition.model.manifest import Entry
from edition.model.publication import Name, Publication

Part = Literal["essay", "digest", "notes"]
"""What is cited: the essay itself, the editors' digest of it, or their notes to it."""

LOCATOR, URL = "{at}", "{url}"
"""Placeholders in a citation template for the place in the text, as `, para. 12`, and its address."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work as citations describe it."""

    key: str
    """Its id in a reference manager."""
    title: str
    is_described: bool
    """Whether the title is a description by the editors, not the name of the work."""
    authors: tuple[Name, ...]
    published: Edtf | None
    """When it was first published; None if unknown."""
    publisher: str
    original_address: str
    """Where it was first found on the web; empty if unknown."""
    language: str


def cited_work(entry: Entry, edition: Publication, part: Part) -> CitedWork:
    """Return the essay of `entry`, its digest or its notes, as a work to cite."""
    if part == "essay":
        publisher, address = entry.publisher, entry.address
        return CitedWork(
            key=entry.slug,
            title=entry.title,
            is_described=False,
            authors=confirmed_authors(entry),
            published=entry.date.edtf,
            publisher=publisher.text if publisher.certainty == "confirmed" else "",
            original_address=address.url if address.certainty == "confirmed" else "",
            language=entry.language,
        )
    name = "Digest of" if part == "digest" else "Notes to"
    by = "".join(f" by {author.natural}" for author in confirmed_authors(entry))
    title = f"{name} “{nest_quotation_marks(entry.title)}”{by}"
    return CitedWork(f"{entry.slug}-{part}", title, True, edition.editors, None, "", "", edition.language)


def confirmed_authors(entry: Entry) -> tuple[Name, ...]:
    """Return the author of an essay, if confirmed."""
    fact = entry.author
    if fact.certainty != "confirmed":
        return ()
    given = fact.text.removesuffix(fact.family).strip() if fact.family else ""
    return (Name(fact.family, given) if given and given != fact.text else Name(fact.text),)


# --- dates ---------------------------------------------------------------------------------------


def date_parts(value: Edtf | None) -> dict[str, Any]:
    """Return a date as a CSL date variable. A season becomes its year; there is no year 0, and 2 BC is -2.

    >>> date_parts(Edtf.parse("2017-08-10")), date_parts(Edtf.parse("1999/.."))
    ({'date-parts': [[2017, 8, 10]]}, {'date-parts': [[1999]], 'circa': True})
    """
    if value is None:
        return {}
    circa = {} if value.is_exact else {"circa": True}
    return {"date-parts": [_csl_parts(date) for date in value.dates], **circa}


def _csl_parts(date: EdtfDate) -> list[int]:
    year = date.years[0]
    parts = (year if year > 0 else year - 1, date.month, date.day)
    return [part for part in parts if part is not None]


def bibliographic_date(value: Edtf | None) -> str:
    """Return a date as in a bibliography, in brackets if it is not certain; empty for None.

    >>> bibliographic_date(Edtf.parse("2020?")), bibliographic_date(Edtf.parse("2017-08-10"))
    ('[2020?]', '10 August 2017')
    """
    if value and (value.is_uncertain or value.is_approximate or value.is_half_open):
        return f"[{hedge_date(value)}]"
    return display_date(value)


def hedge_date(value: Edtf | None) -> str:
    """Return a date with its uncertainty, in the words of bibliographies; empty for None.

    >>> hedge_date(Edtf.parse("1924%")), hedge_date(Edtf.parse("1999/.."))
    ('ca. 1924?', '1999 or later')
    """
    if value is None:
        return ""
    date = value.dates[0]
    if value.last is UndatedEnd.OPEN:
        return f"{date.display()} or later"
    if value.first is UndatedEnd.OPEN:
        return f"{date.display()} or earlier"
    if value.is_interval:
        return value.display()
    about, doubt = "ca. " * value.is_approximate, "?" * value.is_uncertain
    return f"{about}{date.display_unqualified()}{doubt}"


def _years(value: Edtf) -> str:
    """Return the year or years of a date, in brackets if they are not certain."""
    return bibliographic_date(value.to_years())


def _released(edition: Publication) -> Edtf:
    return Edtf.from_day(edition.released)


# --- styles --------------------------------------------------------------------------------------


def chicago(work: CitedWork, edition: Publication, locator: str = "", url: str = "") -> str:
    """Return a note in the style of the Chicago manual."""
    authors = " and ".join(name.natural for name in work.authors)
    if work.is_described:
        title = work.title[0].lower() + work.title[1:]
    else:
        title = f"“{nest_quotation_marks(work.title)}”"
    original = ", ".join(filter(None, (work.publisher, bibliographic_date(work.published))))
    title = f"{title} ({original})," if original else _add_comma(title)
    editors = [name.natural for name in edition.editors if name.given]
    edited_by = f", ed. {' and '.join(editors)}" if editors else ""
    version = f"version {edition.version} ({_released(edition).display()})"
    container = f"in {edition.title}{edited_by}, {version}{locator}"
    return f"{', '.join(filter(None, (authors, title)))} {container}{f', {url}' if url else ''}."


def apa(work: CitedWork, edition: Publication, locator: str = "", url: str = "") -> str:
    """Return an entry of a reference list in the style of the APA."""
    authors = " & ".join(name.inverted_initials for name in work.authors)
    title = _add_full_stop(f"[{work.title}]" if work.is_described else work.title)
    year = f"({edition.released.year})"
    head = f"{_add_full_stop(authors)} {year}. {title}" if authors else f"{title} {year}."
    editors = [name for name in edition.editors if name.given]
    names = " & ".join(f"{name.initials} {name.family}" for name in editors)
    edited_by = f"{names} ({'Ed.' if len(editors) == 1 else 'Eds.'}), " if editors else ""
    container = f"In {edited_by}{edition.title} (Version {edition.version}{locator})."
    original = f"(Original work published {_years(work.published)})" if work.published else ""
    return " ".join(filter(None, (head, container, url, original)))


def nest_quotation_marks(text: str) -> str:
    """Return `text` for use inside quotation marks, with single marks instead of its own double ones."""
    return text.replace("“", "‘").replace("”", "’")


def _add_comma(text: str) -> str:
    """Return `text` with a comma at its end, inside closing quotation marks."""
    stem = text.rstrip("”’")
    return f"{stem},{text[len(stem) :]}"


def _add_full_stop(text: str) -> str:
    """Return `text` with a full stop, unless it ends with one or another such mark."""
    return text if text.rstrip("”’")[-1:] in (".", "?", "!") else f"{text}."


# --- reference managers --------------------------------------------------------------------------


def csl_item(work: CitedWork, edition: Publication, locator: str = "", url: str = "") -> dict[str, Any]:
    """Return an item in CSL JSON."""
    item = {
        "id": work.key,
        "type": "chapter",
        "title": work.title,
        "author": [name.csl() for name in work.authors],
        "container-title": edition.title,
        "editor": [name.csl() for name in edition.editors],
        "issued": date_parts(_released(edition)),
        "version": edition.version,
        "original-date": date_parts(work.published),
        "original-publisher": work.publisher,
        "language": work.language,
        "URL": url,
        "note": _note(work, edition, locator),
    }
    return {key: value for key, value in item.items() if value}


def _note(work: CitedWork, edition: Publication, locator: str) -> str:
    """Return what reference managers have no fields for."""
    parts = (work.publisher, bibliographic_date(work.published), work.original_address)
    original = ", ".join(filter(None, parts))
    version = f"Version {edition.version}, {_released(edition).display()}{locator}"
    return f"{version}. Source: {original}" if original else version


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
# BibTeX counts braces, even those that are escaped
_TEX |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_TEX |= {character: f"\\{character}" for character in "&%$#_"}


def escape_tex(text: str) -> str:
    """Return `text` with the special characters of TeX escaped."""
    return "".join(_TEX.get(character, character) for character in text)


def bibtex(work: CitedWork, edition: Publication, locator: str = "", url: str = "") -> str:
    """Return an entry for BibTeX, with the fields that biblatex adds."""
    fields = {
        "author": _tex_names(work.authors),
        "title": f"{{{escape_tex(work.title)}}}",
        "booktitle": f"{{{escape_tex(edition.title)}}}",
        "editor": _tex_names(edition.editors),
        "year": str(edition.released.year),
        "date": edition.released.isoformat(),
        "version": escape_tex(edition.version),
        "origdate": str(work.published or ""),
        "origpublisher": escape_tex(work.publisher),
        "langid": work.language,
        "url": url,
        "note": _tex_note(_note(work, edition, locator)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@incollection{{{work.key},", *lines, "}"))


def _tex_names(names: tuple[Name, ...]) -> str:
    return " and ".join(
        escape_tex(name.inverted) if name.given else f"{{{escape_tex(name.family)}}}" for name in names
    )


def _tex_note(note: str) -> str:
    """Escape a note for TeX, except for the placeholder of the locator."""
    return escape_tex(note).replace(escape_tex(LOCATOR), LOCATOR)


def ris(work: CitedWork, edition: Publication, locator: str = "", url: str = "") -> str:
    """Return a record in RIS."""
    tags = [
        ("TY", "CHAP"),
        *(("AU", name.inverted) for name in work.authors),
        ("TI", work.title),
        ("T2", edition.title),
        *(("A2", name.inverted) for name in edition.editors),
        ("PY", str(edition.released.year)),
        ("DA", edition.released.strftime("%Y/%m/%d/")),
        ("ET", edition.version),
        ("LA", work.language),
        ("UR", url),
        ("N1", _note(work, edition, locator)),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  - \n"


STYLES = {"chicago": chicago, "apa": apa, "bibtex": bibtex, "ris": ris}
"""The styles by name: each is a function that returns a citation."""


def citation_templates(work: CitedWork, edition: Publication) -> dict[str, Any]:
    """Return a citation in every format, with the placeholders `LOCATOR` and `URL`."""
    templates = {name: style(work, edition, LOCATOR, URL) for name, style in STYLES.items()}
    return {**templates, "csl": csl_item(work, edition, LOCATOR, URL)}


def highwire_metadata(work: CitedWork, edition: Publication) -> Iterator[tuple[str, str]]:
    """Yield the `citation_*` metadata that Zotero and Google Scholar read from a page."""
    yield "citation_title", work.title
    for name in work.authors:
        yield "citation_author", name.inverted
    yield "citation_publication_date", edition.released.strftime("%Y/%m/%d")
    yield "citation_inbook_title", edition.title
    for name in edition.editors:
        yield "citation_editor", name.inverted
    yield "citation_language", work.language
