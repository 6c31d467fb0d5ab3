"""How all pages word what the files say in single words: certainties, verdicts, kinds of disagreement."""

from __future__ import annotations

import re
from collections.abc import Mapping

from edition.model.entries import QuotationEntry
from edition.model.translation import count, gettext, gettext_noop, ngettext_noop
from edition.model.vocabulary import Certainty, DisagreementKind, EmendationKind, Subject, Verdict

# Constants are in English, and translated where they are used.

REMARKS: Mapping[Certainty, str] = {
    "confirmed": "{statement}",
    "probable": gettext_noop("{statement} (probable)"),
    "unknown": gettext_noop("{statement} (not confirmed)"),
}
"""A statement with what is added to it, by how sure the editors are of it."""

KNOWN: Mapping[DisagreementKind, str] = {
    "fact": gettext_noop("Known"),
    "question": gettext_noop("On the question"),
    "look-alike": gettext_noop("Why both can be true"),
}
"""How the editors' own part of a disagreement is headed."""

SUBJECTS: Mapping[Subject, str] = {
    "figures": gettext_noop("Figures"),
    "dates": gettext_noop("Dates"),
    "events": gettext_noop("Events"),
    "persons": gettext_noop("People"),
    "causes": gettext_noop("Causes"),
    "concepts": gettext_noop("Concepts"),
    "sources": gettext_noop("Sources"),
}
"""What the topics of disagreements are called."""

SLIPS: Mapping[EmendationKind, str] = {
    "misspelling": gettext_noop("Misspelling"),
    "misspelt name": gettext_noop("Misspelt name"),
    "words run together": gettext_noop("Words run together"),
    "word divided": gettext_noop("Word divided"),
    "missing mark": gettext_noop("Missing mark"),
    "reversed mark": gettext_noop("Reversed mark"),
    "mixed marks": gettext_noop("Mixed marks"),
    "stray mark": gettext_noop("Stray mark"),
    "misplaced apostrophe": gettext_noop("Misplaced apostrophe"),
    "wrong character": gettext_noop("Wrong character"),
    "letter for digit": gettext_noop("Letter for digit"),
    "printed twice": gettext_noop("Printed twice"),
    "transposed words": gettext_noop("Transposed words"),
    "lost word": gettext_noop("Lost word"),
    "stray space": gettext_noop("Stray space"),
}
"""What the kinds of slips are called that emendations correct."""

OMISSIONS = {
    "frame": gettext_noop("Frame"),
    "contents": gettext_noop("Contents"),
    "separator": gettext_noop("Separator"),
    "publication": gettext_noop("Publication"),
}
"""What the kinds of omissions are called that the program proposes."""

NO_BREAK = "\N{NO-BREAK SPACE}"
"""A space at which no line ends."""

SIGN = "≠"
"""The sign of disagreement at the end of a paragraph."""

UNSOURCED: frozenset[Verdict] = frozenset({"not-checked", "not-found"})
"""Verdicts that say by themselves that nothing is certain."""

VERDICTS: Mapping[Verdict, str] = {
    "as-published": gettext_noop("Quoted as published."),
    "trimmed": gettext_noop("Shortened."),
    "variant": gettext_noop("Another translation or wording."),
    "altered": gettext_noop("Differs from the published words."),
    "misattributed": gettext_noop("Attributed to the wrong person."),
    "misapplied": gettext_noop("Said of something else."),
    "wrong-page": gettext_noop("The page given is wrong."),
    "wrong-date": gettext_noop("Misdated."),
    "not-checked": gettext_noop("Not checked: no copy of the source was seen."),
    "not-found": gettext_noop("No published source was found."),
}
"""What is said of a quotation, by its verdict."""

VERDICTS_IN_DIGESTS: Mapping[Verdict, str] = {
    **VERDICTS,
    "as-published": gettext_noop("The essay quotes it as published."),
    "trimmed": gettext_noop("The essay shortens it."),
    "variant": gettext_noop("The essay has another translation or wording."),
    "altered": gettext_noop("What the essay quotes differs from the published words."),
}
"""What is said of a quotation in a note of a digest, which has only a few of the words."""

PROBABLY: Mapping[Verdict, str] = {
    "as-published": gettext_noop("Probably quoted as published."),
    "trimmed": gettext_noop("Probably shortened."),
    "variant": gettext_noop("Probably another translation or wording."),
    "altered": gettext_noop("Probably differs from the published words."),
    "misattributed": gettext_noop("Probably attributed to the wrong person."),
    "misapplied": gettext_noop("Probably said of something else."),
    "wrong-page": gettext_noop("Probably the page given is wrong."),
    "wrong-date": gettext_noop("Probably misdated."),
    **{verdict: VERDICTS[verdict] for verdict in UNSOURCED},
}
"""What is said of a quotation by a verdict that the editors hold probable."""

PROBABLY_IN_DIGESTS: Mapping[Verdict, str] = {
    **PROBABLY,
    "as-published": gettext_noop("Probably the essay quotes it as published."),
    "trimmed": gettext_noop("Probably the essay shortens it."),
    "variant": gettext_noop("Probably the essay has another translation or wording."),
    "altered": gettext_noop("Probably what the essay quotes differs from the published words."),
}
"""The same in a note of a digest."""


READING_SPEED = 230
"""Words that people read in a minute (Brysbaert 2019 finds 238 for non-fiction)."""


def reading_time(words: int) -> str:
    r"""Return how long it takes to read a number of words, at least a minute.

    >>> reading_time(1610), reading_time(20)
    ('7\xa0minutes', '1\xa0minute')
    """
    minutes = round(words / READING_SPEED) or 1
    return count(ngettext_noop("{number} minute", "{number} minutes"), minutes).replace(" ", NO_BREAK)


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
    if certainty == "confirmed":
        return statement
    stop = "." if statement.endswith(".") else ""
    return gettext(REMARKS[certainty]).format(statement=statement.removesuffix(".")) + stop


def sign_text(number: int, *, in_digest: bool) -> str:
    """Return the text of the sign at the end of a paragraph that touches a `number` of disagreements."""
    return gettext("Others on this ({number})").format(number=number) if in_digest else SIGN


def slip_name(kind: str) -> str:
    """Return what the kind of a slip or an omission is called; editors name those of omissions freely."""
    known = {str(slip): gettext(name) for slip, name in (*SLIPS.items(), *OMISSIONS.items())}
    return known.get(kind, kind.capitalize())


def verdict_text(quotation: QuotationEntry, *, in_digest: bool = False) -> str:
    """Return how far a quotation agrees with its source, qualified by how sure the editors are of it."""
    verdict = quotation.verdict
    if quotation.certainty == "probable":
        return gettext((PROBABLY_IN_DIGESTS if in_digest else PROBABLY)[verdict])
    statement = gettext((VERDICTS_IN_DIGESTS if in_digest else VERDICTS)[verdict])
    return statement if verdict in UNSOURCED else qualify(statement, quotation.certainty)


def describe_verdict(quotation: QuotationEntry) -> str:
    """Return how far a quotation agrees with its source, and how it differs, as plain text."""
    return f"{gettext(VERDICTS[quotation.verdict])} {quotation.differs}".strip()
