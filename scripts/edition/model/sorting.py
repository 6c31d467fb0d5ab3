"""Sorting names as an index does, in whatever language they are and on whatever machine."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "oe", "ø": "o", "þ": "th", "ŧ": "t"}
)
"""Letters of the Latin alphabet that have no decomposition, and what they are sorted as."""
_MARKS = re.compile(r"[\u0300-\u036f’'ʼ‘]")
"""Accents and apostrophes."""


def alphabetical_key(name: str) -> tuple[str, str, str]:
    """Return the key by which a name is sorted: letters with accents beside their base letters.

    Capitals, accents and apostrophes count only where names do not differ otherwise. Names in other
    alphabets come after those in the Latin one, in the order of their code points.

    >>> sorted(["Zorn", "Öster", "Oster", "łoś", "Lot"], key=alphabetical_key)
    ['łoś', 'Lot', 'Oster', 'Öster', 'Zorn']
    """
    folded = unicodedata.normalize("NFD", name.casefold())
    return _MARKS.sub("", folded.translate(_LETTERS)), folded, name
