"""Citations for readers, in the styles of the Chicago manual (notes and bibliography) and of the APA.

They cite the edition, with its version and date, as the container of the essay, and the first publication as
the original date and publisher. There is no date of access, since a version does not change. The styles are
those of English texts, whatever the language of the edition.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition.exports.citation_dates import bibliographic_date, hedge_date
from edition.exports.cited_work import WHOLE, CitedWork, Passage, nest_quotation_marks
from edition.model.edtf import Edtf
from edition.model.publication import Publication
from edition.model.translation import ENGLISH, translated_by


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


@translated_by(ENGLISH)
def chicago(work: CitedWork, edition: Publication, at: Passage = WHOLE) -> Citation:
    """Return a note in the style of the Chicago manual; that of an unsigned work begins with its title."""
    authors = " and ".join(name.natural for name in work.authors)
    if work.is_described:
        # in other languages a noun may keep its capital
        is_lowered = authors and work.language.startswith("en")
        title = (work.title[0].lower() if is_lowered else work.title[0]) + work.title[1:]
    else:
        title = f"“{nest_quotation_marks(work.title)}”"
    original = original_publication(work)
    title = f"{title} ({original})," if original else _add_comma(title)
    editors = [name.natural for name in edition.editors if name.given]
    edited_by = f", ed. {' and '.join(editors)}" if editors else ""
    version = f"version {edition.version} ({Edtf.from_day(edition.released).display()})"
    ending = "".join(f", {part}" for part in (version + at.locator, *_addresses(edition, at)))
    return Citation(
        f"{', '.join(filter(None, (authors, title)))} in ",
        edition.title,
        f"{edited_by}{ending}.",
    )


def _addresses(edition: Publication, at: Passage) -> list[str]:
    """Return the addresses that a citation ends with: the DOI of the edition, and where the passage is."""
    return [address for address in (edition.doi_address, at.url) if address]


@translated_by(ENGLISH)
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


def original_publication(work: CitedWork) -> str:
    """Return by whom a work was first published and when, and when it was written."""
    published = ", ".join(filter(None, (work.publisher, bibliographic_date(work.published))))
    written = f"written {bibliographic_date(work.written)}" if work.written else ""
    return "; ".join(filter(None, (published, written)))


def _add_comma(text: str) -> str:
    """Return `text` with a comma at its end, inside closing quotation marks."""
    stem = text.rstrip("”’")
    return f"{stem},{text[len(stem) :]}"


def _add_full_stop(text: str) -> str:
    """Return `text` with a full stop, unless it ends with one or another such mark."""
    return text if text.rstrip("”’")[-1:] in (".", "?", "!") else f"{text}."
