"""Citations of an essay, its digest or its notes, as part of this edition, in five formats.

Two are for readers, in the styles of the Chicago manual (notes and bibliography) and of the APA; three
are for reference managers: BibTeX, RIS and CSL JSON. All cite the edition, with its version and date, as
the container of the essay, and the first publication as the original date and publisher. Author,
publisher and address are given only if they are confirmed. There is no date of access, since a version
does not change. The DOI is that of the edition; metadata of pages do not have it, because programs would take
it for that of the essay alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from edition.model.edtf import Edtf, display_date
from edition.model.edtf_date import EdtfDate, UndatedEnd
from edition.model.manifest import Entry
from edition.model.publication import Name, Publication

Part = Literal["essay", "digest", "notes"]
"""What is cited: the essay itself, the editors' digest of it, or their notes to it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What of a work is cited; the work as a whole if nothing is given."""

    locator: str = ""
    """The place in the text, as `, para. 12`."""
    url: str = ""
    """Its address."""
    key: str = ""
    """What is added to the key of the work, as `-p12`, so that each passage has a key of its own."""


WHOLE = Passage()


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation for readers."""

    before: str
    title: str
    """The title of the edition, which is set in italics."""
    after: str

    @property
    def plain(self) -> str:
        """The citation without italics."""
        return self.before + self.title + self.after


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
    written: Edtf | None
    """When it was written, if known and not the same."""
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
            written=entry.written.edtf,
            publisher=publisher.text if publisher.certainty == "confirmed" else "",
            original_address=address.url if address.certainty == "confirmed" else "",
            language=entry.language,
        )
    name = "Digest of" if part == "digest" else "Notes to"
    by = "".join(f" by {author.natural}" for author in confirmed_authors(entry))
    title = f"{name} “{nest_quotation_marks(entry.title)}”{by}"
    return CitedWork(
        f"{entry.slug}-{part}", title, True, edition.editors, None, None, "", "", edition.language
    )


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

    CSL has no half-open dates; as words they stay what they are in every style.

    >>> date_parts(Edtf.parse("2017-08-10")), date_parts(Edtf.parse("1999/.."))
    ({'date-parts': [[2017, 8, 10]]}, {'literal': '1999 or later'})
    """
    if value is None:
        return {}
    if value.is_half_open:
        return {"literal": hedge_date(value)}
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


def _released(edition: Publication) -> Edtf:
    return Edtf.from_day(edition.released)


# --- styles --------------------------------------------------------------------------------------


def chicago(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> Citation:
    """Return a note in the style of the Chicago manual; that of an unsigned work begins with its title."""
    authors = " and ".join(name.natural for name in work.authors)
    if work.is_described:
        title = (work.title[0].lower() if authors else work.title[0]) + work.title[1:]
    else:
        title = f"“{nest_quotation_marks(work.title)}”"
    original = _original(work)
    title = f"{title} ({original})," if original else _add_comma(title)
    editors = [name.natural for name in edition.editors if name.given]
    edited_by = f", ed. {' and '.join(editors)}" if editors else ""
    version = f"version {edition.version} ({_released(edition).display()})"
    ending = "".join(f", {part}" for part in (version + at.locator, *_addresses(edition, at)))
    return Citation(
        f"{', '.join(filter(None, (authors, title)))} in ",
        edition.title,
        f"{edited_by}{ending}.",
    )


def _addresses(edition: Publication, at: Passage) -> list[str]:
    """Return the addresses that a citation ends with: the DOI of the edition, and where the passage is."""
    return [address for address in (edition.doi_address, at.url) if address]


def _original(work: CitedWork) -> str:
    """Return by whom a work was first published and when, and when it was written."""
    published = ", ".join(filter(None, (work.publisher, bibliographic_date(work.published))))
    written = f"written {bibliographic_date(work.written)}" if work.written else ""
    return "; ".join(filter(None, (published, written)))


def apa(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> Citation:
    """Return an entry of a reference list in the style of the APA; an unsigned work begins with its title."""
    authors = " & ".join(name.inverted_initials for name in work.authors)
    title = _add_full_stop(f"[{work.title}]" if work.is_described else work.title)
    year = f"({edition.released.year})"
    head = f"{_add_full_stop(authors)} {year}. {title}" if authors else f"{title} {year}."
    editors = [name for name in edition.editors if name.given]
    names = " & ".join(f"{name.initials} {name.family}" for name in editors)
    edited_by = f"{names} ({'Ed.' if len(editors) == 1 else 'Eds.'}), " if editors else ""
    dates = [
        f"{what} {hedge_date(value.to_years())}"
        for what, value in (("published", work.published), ("written", work.written))
        if value
    ]
    original = f"(Original work {', '.join(dates)})" if dates else ""
    end = f" (Version {edition.version}{at.locator})."
    rest = " ".join(filter(None, (end, *_addresses(edition, at), original)))
    return Citation(f"{head} In {edited_by}", edition.title, rest)


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


def csl_item(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> dict[str, Any]:
    """Return an item in CSL JSON."""
    item = {
        "id": work.key + at.key,
        "type": "chapter",
        "title": work.title,
        "author": [name.csl() for name in work.authors],
        "container-title": edition.title,
        "editor": [name.csl() for name in _editors(work, edition)],
        "issued": date_parts(_released(edition)),
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
    original = ", ".join(filter(None, (_original(work), work.original_address)))
    editors = [name.natural for name in edition.editors if name.given and not work.authors]
    parts = (
        f"Version {edition.version}, {_released(edition).display()}{locator}",
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


# --- templates -----------------------------------------------------------------------------------

_HOLES = {"\ufdd0": "locator", "\ufdd1": "url", "\ufdd2": "key"}
"""What a passage fills in, by a character that stands for it while a template is made.

They are noncharacters, which Unicode sets aside for use within a program: no title can contain them.
"""

HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
"""How HTML spells the characters that it would otherwise take for markup."""

ESCAPES = {"bibtex": TEX, "html": HTML}
"""The characters that formats spell otherwise, for what is filled into their templates."""

Template = list[str]
"""Text and, in every second place, the name of what a passage fills in: `locator`, `url` or `key`."""


def citation_templates(work: CitedWork, edition: Publication) -> dict[str, Template]:
    """Return a citation of a passage in every format, to be filled in with the passage.

    The citations for readers are there twice, as plain text and as HTML.
    """
    at = Passage(*_HOLES)
    readable = {"chicago": chicago(work, edition, at), "apa": apa(work, edition, at)}
    filled = {name: style.plain for name, style in readable.items()}
    filled |= {f"{name}-html": citation_html(style) for name, style in readable.items()}
    filled |= {name: style(work, edition, at) for name, style in FORMATS.items()}
    return {name: _template(text) for name, text in filled.items()}


def citation_html(citation: Citation) -> str:
    """Return a citation for readers in HTML."""
    before, title, after = map(_escape_html, (citation.before, citation.title, citation.after))
    return f"{before}<i>{title}</i>{after}"


def _escape_html(text: str) -> str:
    return "".join(HTML.get(character, character) for character in text)


def _template(text: str) -> Template:
    return [_HOLES.get(part, part) for part in re.split(f"([{''.join(_HOLES)}])", text)]


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
