"""How all pages word what the files say in single words: certainties, verdicts, kinds of disagreement."""

from __future__ import annotations

import re
from collections.abc import Mapping

from edition.model.entries import QuotationEntry
from edition.model.translation import ngettext
from edition.model.vocabulary import Certainty, DisagreementKind, Subject, Verdict

REMARKS: Mapping[Certainty, str] = {
    "confirmed": "",
    "probable": "(probable)",
    "unknown": "(not confirmed)",
}
"""What is added to a statement, by how sure the editors are of it."""

NOT_FOUND = "not found"
"""What a page says in place of a fact about an essay that the editors could not find."""

NOT_NAMED = "not named"
"""What a page says in place of an author who is not known."""

KNOWN: Mapping[DisagreementKind, str] = {
    "fact": "Known",
    "question": "On the question",
    "look-alike": "Why both can be true",
}
"""How the editors' own part of a disagreement is headed."""

SUBJECTS: Mapping[Subject, str] = {
    "figures": "Figures",
    "dates": "Dates",
    "events": "Events",
    "persons": "People",
    "causes": "Causes",
    "concepts": "Concepts",
    "sources": "Sources",
}
"""What the topics of disagreements are called."""

NO_BREAK = "\N{NO-BREAK SPACE}"
"""A space at which no line ends."""

SIGN = "≠"
"""The sign of disagreement at the end of a paragraph."""

VERDICTS: Mapping[Verdict, str] = {
    "as-published": "Quoted as published.",
    "trimmed": "Shortened.",
    "variant": "Another translation or wording.",
    "altered": "Differs from the published words.",
    "misattributed": "Attributed to the wrong person.",
    "misapplied": "Said of something else.",
    "wrong-page": "The page given is wrong.",
    "wrong-date": "Misdated.",
    "not-checked": "Not checked: no copy of the source was seen.",
    "not-found": "No published source was found.",
}
"""What is said of a quotation, by its verdict."""

VERDICTS_IN_DIGESTS: Mapping[Verdict, str] = {
    **VERDICTS,
    "as-published": "The essay quotes it as published.",
    "trimmed": "The essay shortens it.",
    "variant": "The essay has another translation or wording.",
    "altered": "What the essay quotes differs from the published words.",
}
"""What is said of a quotation in a note of a digest, which has only a few of the words."""


def probably(statement: str) -> str:
    """Return a statement as one that the editors hold probable.

    >>> probably("Quoted as published.")
    'Probably quoted as published.'
    """
    return f"Probably {statement[:1].lower()}{statement[1:]}"


UNSOURCED: frozenset[Verdict] = frozenset({"not-checked", "not-found"})
"""Verdicts that say by themselves that nothing is certain."""


READING_SPEED = 230
"""Words that people read in a minute (Brysbaert 2019 finds 238 for non-fiction)."""


def reading_time(words: int) -> str:
    r"""Return how long it takes to read a number of words, at least a minute.

    >>> reading_time(1610), reading_time(20)
    ('7\xa0minutes', '1\xa0minute')
    """
    minutes = round(words / READING_SPEED) or 1
    text = ngettext("{number} minute", "{number} minutes", minutes)
    return text.format(number=minutes).replace(" ", NO_BREAK)


def bind_dashes(text: str) -> str:
    r"""Return a heading in which no line begins with a dash.

    >>> bind_dashes("The Cranes – A Strike"), bind_dashes("1911–1914")
    ('The Cranes\xa0– A Strike', '1911–1914')
    """
    return re.sub(" (?=[–—] )", NO_BREAK, text)


def qualify(statement: str, certainty: Certainty) -> str:
    """Return a statement with a remark on how sure it is, before the full stop that ends it, if one does.

    >>> qualify("Clerk of the harbour.", "probable"), qualify("1911", "unknown")
    ('Clerk of the harbour (probable).', '1911 (not confirmed)')
    """
    remark = REMARKS[certainty]
    if not remark:
        return statement
    stop = "." if statement.endswith(".") else ""
    return f"{statement.removesuffix('.')} {remark}{stop}"


def sign_text(count: int, *, in_digest: bool) -> str:
    """Return the text of the sign at the end of a paragraph that touches `count` disagreements."""
    return f"Others on this ({count})" if in_digest else SIGN


def describe_verdict(quotation: QuotationEntry) -> str:
    """Return how far a quotation agrees with its source, and how it differs, as plain text."""
    return f"{VERDICTS[quotation.verdict]} {quotation.differs}".strip()
