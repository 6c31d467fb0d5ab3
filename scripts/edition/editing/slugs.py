"""Slugs, the names of essays in addresses: proposed from the names of files, and checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from edition.model.errors import EditionError
from edition.model.manifest import is_id

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ßẞ", "ss"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("đĐðÐ", "d"),
        **dict.fromkeys("þÞ", "th"),
        "ı": "i",
    }
)
"""Letters that are more than a base letter with an accent."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""How German writes its umlauts without dots."""


def propose_slug(name: str, taken: Collection[str] = (), language: str = "") -> str:
    """Return a slug made from the name of a file, its letters without their accents.

    It is none of those `taken`; `language` is the BCP 47 code of the language in which it is.

    >>> propose_slug("Été 1917")
    'ete-1917'
    >>> propose_slug("cranes", {"cranes"})
    'cranes-2'
    """
    slug = hyphenate(name, language)
    slug = slug if is_id(slug) else f"essay-{slug}".strip("-")
    free, number = slug, 2
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def check_slug(slug: str, taken: Collection[str]) -> None:
    """Raise EditionError if a slug that an editor chose is not valid, or not free."""
    if not is_id(slug):
        todo = "Use lower-case words joined with hyphens"
        raise EditionError("--slug", f"{slug!r} is not a valid slug", todo=todo)
    if slug in taken:
        todo = f"Choose another, such as {propose_slug(slug, taken)}"
        raise EditionError("--slug", f"another essay of the edition is {slug!r}", todo=todo)


def hyphenate(name: str, language: str = "") -> str:
    """Return a name in lower-case ASCII letters and digits, with a hyphen between words; it may be empty.

    >>> hyphenate("The Crane’s Été"), hyphenate("Große Märztage", "de")
    ('the-cranes-ete', 'grosse-maerztage')
    """
    name = re.sub(r"['’](?=s\b)", "", name, flags=re.IGNORECASE)
    name = spell_out(name, language).translate(_LETTERS)
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", "".join(letters).lower()).strip("-")


def spell_out(name: str, language: str) -> str:
    """Return a name with its umlauts as its language writes them without dots, if it is German.

    >>> spell_out("Jürgen", "de"), spell_out("Jürgen", "en")
    ('Juergen', 'Jürgen')
    """
    name = unicodedata.normalize("NFC", name)
    return name.translate(_UMLAUTS) if language.split("-")[0].lower() == "de" else name
