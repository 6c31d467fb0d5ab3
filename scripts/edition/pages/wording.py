"""How the pages word what the files say in single words: verdicts, and kinds of disagreement."""

from __future__ import annotations

from collections.abc import Mapping

from edition.model.vocabulary import Verdict

VERDICTS: Mapping[Verdict, str] = {
    "as-published": "Quoted as published.",
    "trimmed": "Shortened.",
    "variant": "Another translation or wording.",
    "altered": "Differs from the published words.",
    "misattributed": "Attributed to the wrong person.",
    "wrong-page": "The page given is not the right one.",
    "wrong-date": "The date or occasion given is not the right one.",
    "not-found": "No published source was found.",
}
"""What is said of a quotation, by its verdict."""
