"""Closed vocabularies: words of which the files of an edition may use these and no others.

The JSON Schemas list the same words, and say what each means.
"""

from typing import Literal

Certainty = Literal["confirmed", "probable", "unknown"]
"""How sure the editors are of something."""

Verdict = Literal[
    "as-published",
    "trimmed",
    "variant",
    "altered",
    "misattributed",
    "wrong-page",
    "wrong-date",
    "not-found",
]
"""How far a quotation is right as an essay gives it."""

DisagreementKind = Literal["fact", "question", "look-alike"]
"""What sort of disagreement it is; of a look-alike, statements that only seem to differ."""

Subject = Literal["figures", "dates", "events", "persons", "causes", "concepts", "sources"]
"""What a disagreement is about."""

WorkForm = Literal[
    "book", "article", "speech", "letter", "pamphlet", "decree", "collection", "poster", "other"
]
"""What sort of work it is."""

MarkKind = Literal[
    "title",
    "subtitle",
    "byline",
    "standfirst",
    "caption",
    "quotation",
    "epigraph",
    "citation",
    "biography",
    "paragraph",
]
"""The part of a passage in a text that no rule can tell."""

EmendationKind = Literal[
    "misspelling",
    "misspelt name",
    "words run together",
    "word divided",
    "missing mark",
    "reversed mark",
    "mixed marks",
    "stray mark",
    "misplaced apostrophe",
    "wrong character",
    "letter for digit",
    "printed twice",
    "transposed words",
    "lost word",
    "stray space",
]
"""The sort of slip that is corrected."""
