"""Closed vocabularies: the values allowed for certain keys in the files of an edition.

The JSON Schemas list the same values and explain each.
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
    "misapplied",
    "wrong-page",
    "wrong-date",
    "not-checked",
    "not-found",
]
"""How accurately an essay quotes."""

DisagreementKind = Literal["fact", "question", "look-alike"]
"""The kind of a disagreement; a look-alike consists of statements that only seem to differ."""

Subject = Literal["figures", "dates", "events", "persons", "causes", "concepts", "sources"]
"""The subject of a disagreement."""

WorkForm = Literal[
    "book", "article", "speech", "letter", "pamphlet", "decree", "collection", "poster", "other"
]
"""The form of a work."""

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
"""The kinds of passages that no rule can recognise."""

Convention = Literal["emphasis", "notes", "breaks", "layout", "furniture", "html"]
"""The conventions of plain texts that a text may follow."""

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
"""The kind of slip that is corrected."""

TO_BE_WRITTEN, TO_BE_GIVEN = "To be written.", "To be given."
"""What stands for a sentence and for a source in a proposed entry until an editor writes them."""
