"""What citations describe: an essay, its digest or its notes, and a passage of it.

Author, publisher and address are given only if they are confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from edition.model.edtf import Edtf
from edition.model.manifest import Entry
from edition.model.publication import Name, Publication
from edition.model.translation import gettext

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
    title = _described(part, nest_quotation_marks(entry.title), names_in_words(confirmed_authors(entry)))
    return CitedWork(
        f"{entry.slug}-{part}", title, True, edition.editors, None, None, "", "", edition.language
    )


def _described(part: Part, title: str, author: str) -> str:
    """Return what the digest of an essay or the notes to it are called; its `author` may be empty."""
    if part == "digest":
        words = gettext("Digest of “{title}” by {author}") if author else gettext("Digest of “{title}”")
    else:
        words = gettext("Notes to “{title}” by {author}") if author else gettext("Notes to “{title}”")
    return words.format(title=title, author=author)


def confirmed_authors(entry: Entry) -> tuple[Name, ...]:
    """Return the author of an essay, if confirmed."""
    fact = entry.author
    if fact.certainty != "confirmed":
        return ()
    given = fact.text.removesuffix(fact.family).strip() if fact.family else ""
    return (Name(fact.family, given) if given and given != fact.text else Name(fact.text),)


def names_in_words(names: Iterable[Name]) -> str:
    """Return names as a text lists them; empty for none."""
    natural = [name.natural for name in names]
    return reduce(_joined, natural) if natural else ""


def _joined(first: str, last: str) -> str:
    return gettext("{first} and {last}").format(first=first, last=last)


def nest_quotation_marks(text: str) -> str:
    """Return `text` for use inside quotation marks, with single marks instead of its own double ones."""
    return text.replace("“", "‘").replace("”", "’").replace("„", "‚")
