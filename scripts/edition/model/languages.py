"""What a language code (BCP 47) says of how a text is set."""

from __future__ import annotations

from typing import Literal

Direction = Literal["ltr", "rtl"]
"""Of writing: from left to right, or from right to left."""

_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {"ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "mzn", "nqo", "pnb", "prs", "ps", "sd"}
    | {"syr", "ug", "ur", "yi"}
)
"""Languages whose usual script, by the likely subtags of Unicode CLDR, is one of those above."""


def text_direction(code: str) -> Direction:
    """Return the direction in which a language is written; a script in its code decides (`az-Arab`)."""
    language, *subtags = code.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == 4 and tag.isalpha()), "")
    is_from_right = script in _RIGHT_TO_LEFT_SCRIPTS if script else language in _RIGHT_TO_LEFT_LANGUAGES
    return "rtl" if is_from_right else "ltr"
