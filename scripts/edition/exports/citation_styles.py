"""Citations: an essay, its digest or its notes, as part of this edition, in five forms.

Two are plain text, in the styles of the Chicago manual (notes and bibliography) and of the APA; three
are for reference managers: BibTeX, RIS and CSL JSON. All name the edition with its version and date as
what contains the essay; when and by whom the essay was first published stands as the original date and
publisher. Nothing is named of which the editors are not sure, and no day of access: a version stays.
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
"""What is cited: the essay's own words, or what the editors say of it."""

AT, URL = "{at}", "{url}"
"""Stand in a citation for the place in the text, as `, para. 12`, and for its address."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What is cited."""

    key: str
    title: str
    described: bool
    """Whether the title is the editors' description of it and not its name."""
    authors: tuple[Name, ...]
    published: Edtf | None
    """None where not known."""
    publisher: str
    original: str
    """Where it was first found on the web."""
    language: str


def cited_work(entry: Entry, edition: Publication, part: Part) -> CitedWork:
    """Return the essay of `entry`, its digest or its notes, as something to cite."""
    if part == "essay":
        facts = (entry.publisher, entry.address)
        publisher, address = (fact.text if fact.certainty == "confirmed" else "" for fact in facts)
        authors, original = confirmed_authors(entry), address if address.startswith("http") else ""
        return CitedWork(
            entry.slug, entry.title, False, authors, entry.date.edtf, publisher, original, entry.language
        )
    name = "Digest of" if part == "digest" else "Notes to"
    by = "".join(f" by {one.natural}" for one in confirmed_authors(entry))
    title = f"{name} “{nest_quotation_marks(entry.title)}”{by}"
    return CitedWork(f"{entry.slug}-{part}", title, True, edition.editors, None, "", "", edition.language)


def confirmed_authors(entry: Entry) -> tuple[Name, ...]:
    """Return the author of an essay, if that is known for certain."""
    fact = entry.author
    if fact.certainty != "confirmed":
        return ()
    given = fact.text.removesuffix(fact.family).strip() if fact.family else ""
    return (Name(fact.family, given) if given and given != fact.text else Name(fact.text),)


# --- dates -------------------------------------------------------------------------------------


def date_parts(value: Edtf | None) -> dict[str, Any]:
    """Return a date as CSL has it, which knows no seasons and no year 0: 2 BC is -2.

    >>> date_parts(Edtf.parse("2017-08-10")), date_parts(Edtf.parse("1999/.."))
    ({'date-parts': [[2017, 8, 10]]}, {'date-parts': [[1999]], 'circa': True})
    """
    if value is None:
        return {}
    circa = {} if value.is_exact else {"circa": True}
    return {"date-parts": [_csl_parts(day) for day in value.dates], **circa}


def _csl_parts(day: EdtfDate) -> list[int]:
    year = day.years[0]
    parts = (year if year > 0 else year - 1, day.month, day.day)
    return [part for part in parts if part is not None]


def bibliographic_date(value: Edtf | None) -> str:
    """Return a date as a bibliography writes it, in brackets where it is not certain; empty for none.

    >>> bibliographic_date(Edtf.parse("2020?")), bibliographic_date(Edtf.parse("2017-08-10"))
    ('[2020?]', '10 August 2017')
    """
    if value and (value.is_uncertain or value.is_approximate or value.is_half_open):
        return f"[{hedge_date(value)}]"
    return display_date(value)


def hedge_date(value: Edtf | None) -> str:
    """Return a date with what makes it less than certain, in a bibliography's words; empty for none.

    >>> hedge_date(Edtf.parse("1924%")), hedge_date(Edtf.parse("1999/.."))
    ('ca. 1924?', '1999 or later')
    """
    if value is None:
        return ""
    only = value.dates[0]
    if value.last is UndatedEnd.OPEN:
        return f"{only.display()} or later"
    if value.first is UndatedEnd.OPEN:
        return f"{only.display()} or earlier"
    if value.is_interval:
        return value.display()
    about, doubt = "ca. " * value.is_approximate, "?" * value.is_uncertain
    return f"{about}{only.display_unqualified()}{doubt}"


def _years(value: Edtf) -> str:
    """Return the years of a date, with how sure they are."""
    return bibliographic_date(value.to_years())


def _released(edition: Publication) -> Edtf:
    return Edtf.from_day(edition.released)


# --- styles ------------------------------------------------------------------------------------


def chicago(one: CitedWork, edition: Publication, at: str = "", url: str = "") -> str:
    """Return a note in the style of the Chicago manual."""
    first = ", ".join(filter(None, (one.publisher, bibliographic_date(one.published))))
    title = one.title[0].lower() + one.title[1:] if one.described else f"“{nest_quotation_marks(one.title)}”"
    title = f"{title} ({first})," if first else _comma(title)
    persons = [name.natural for name in edition.editors if name.given]
    edited = f", ed. {' and '.join(persons)}" if persons else ""
    held = f"in {edition.title}{edited}, version {edition.version} ({_released(edition).display()}){at}"
    authors = " and ".join(name.natural for name in one.authors)
    return f"{', '.join(filter(None, (authors, title)))} {held}{f', {url}' if url else ''}."


def apa(one: CitedWork, edition: Publication, at: str = "", url: str = "") -> str:
    """Return an entry of a list of references in the style of the APA."""
    authors = " & ".join(name.initials for name in one.authors)
    title = f"[{one.title}]" if one.described else one.title
    year = f"({edition.released.year})"
    head = f"{_stopped(authors)} {year}. {_stopped(title)}" if authors else f"{_stopped(title)} {year}."
    persons = [name for name in edition.editors if name.given]
    role = "Ed." if len(persons) == 1 else "Eds."
    edited = " & ".join(f"{name.initials.rpartition(', ')[2]} {name.family}" for name in persons)
    held = f"In {f'{edited} ({role}), ' if edited else ''}{edition.title} (Version {edition.version}{at})."
    first = f"(Original work published {_years(one.published)})" if one.published else ""
    return " ".join(filter(None, (head, held, url, first)))


def nest_quotation_marks(text: str) -> str:
    """Return words whose own quotation marks stand within others."""
    return text.replace("“", "‘").replace("”", "’")


def _comma(text: str) -> str:
    """Put a comma after a text, within the quotation marks that close it."""
    stem = text.rstrip("”’")
    return f"{stem},{text[len(stem) :]}"


def _stopped(text: str) -> str:
    return text if text.rstrip("”’")[-1:] in (".", "?", "!") else f"{text}."


# --- reference managers ------------------------------------------------------------------------


def csl_item(one: CitedWork, edition: Publication, at: str = "", url: str = "") -> dict[str, Any]:
    """Return an item of CSL JSON."""
    item = {
        "id": one.key,
        "type": "chapter",
        "title": one.title,
        "author": [name.csl() for name in one.authors],
        "container-title": edition.title,
        "editor": [name.csl() for name in edition.editors],
        "issued": date_parts(_released(edition)),
        "version": edition.version,
        "original-date": date_parts(one.published),
        "original-publisher": one.publisher,
        "language": one.language,
        "URL": url,
        "note": _note(one, edition, at),
    }
    return {key: value for key, value in item.items() if value}


def _note(one: CitedWork, edition: Publication, at: str) -> str:
    """Return what no field of a reference manager holds."""
    first = ", ".join(filter(None, (one.publisher, bibliographic_date(one.published), one.original)))
    told = f"Version {edition.version}, {_released(edition).display()}{at}"
    return f"{told}. Source: {first}" if first else told


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
# BibTeX counts braces, escaped or not
_TEX |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_TEX |= {mark: f"\\{mark}" for mark in "&%$#_"}


def escape_tex(text: str) -> str:
    """Return `text` with what means something to TeX escaped."""
    return "".join(_TEX.get(mark, mark) for mark in text)


def bibtex(one: CitedWork, edition: Publication, at: str = "", url: str = "") -> str:
    """Return an entry for BibTeX, with the fields that biblatex adds."""
    fields = {
        "author": _tex_names(one.authors),
        "title": f"{{{escape_tex(one.title)}}}",
        "booktitle": f"{{{escape_tex(edition.title)}}}",
        "editor": _tex_names(edition.editors),
        "year": str(edition.released.year),
        "date": edition.released.isoformat(),
        "version": escape_tex(edition.version),
        "origdate": str(one.published or ""),
        "origpublisher": escape_tex(one.publisher),
        "langid": one.language,
        "url": url,
        "note": _tex_note(_note(one, edition, at)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@incollection{{{one.key},", *lines, "}"))


def _tex_names(names: tuple[Name, ...]) -> str:
    return " and ".join(escape_tex(n.inverted) if n.given else f"{{{escape_tex(n.family)}}}" for n in names)


def _tex_note(note: str) -> str:
    """Escape a note for TeX, but not what stands in it for a place."""
    return escape_tex(note).replace(escape_tex(AT), AT)


def ris(one: CitedWork, edition: Publication, at: str = "", url: str = "") -> str:
    """Return a record in the format RIS."""
    tags = [
        ("TY", "CHAP"),
        *(("AU", name.inverted) for name in one.authors),
        ("TI", one.title),
        ("T2", edition.title),
        *(("A2", name.inverted) for name in edition.editors),
        ("PY", str(edition.released.year)),
        ("DA", edition.released.strftime("%Y/%m/%d/")),
        ("ET", edition.version),
        ("LA", one.language),
        ("UR", url),
        ("N1", _note(one, edition, at)),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  - \n"


STYLES = {"chicago": chicago, "apa": apa, "bibtex": bibtex, "ris": ris}


def citation_templates(one: CitedWork, edition: Publication) -> dict[str, Any]:
    """Return every form of a citation, with `AT` and `URL` where place and address shall stand."""
    told = {name: style(one, edition, AT, URL) for name, style in STYLES.items()}
    return {**told, "csl": csl_item(one, edition, AT, URL)}


def highwire_metadata(one: CitedWork, edition: Publication) -> Iterator[tuple[str, str]]:
    """Yield the `citation_*` metadata that Zotero and Google Scholar read from a page."""
    yield "citation_title", one.title
    for name in one.authors:
        yield "citation_author", name.inverted
    yield "citation_publication_date", edition.released.strftime("%Y/%m/%d")
    yield "citation_inbook_title", edition.title
    for name in edition.editors:
        yield "citation_editor", name.inverted
    yield "citation_language", one.language
