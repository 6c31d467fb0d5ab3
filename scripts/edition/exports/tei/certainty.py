"""What is judged and what is uncertain in a TEI document: the taxonomy of verdicts, and `certainty`.

An entry of `standOff` has its degree of certainty in `cert`. What exactly is uncertain in it, an element
`certainty` says, with an XPath from the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Literal

from edition.markup.xml import block, escape, inline
from edition.model.mention import Mention
from edition.model.translation import gettext, gettext_noop
from edition.model.vocabulary import Certainty, Verdict
from edition.pages.phrases import VERDICTS

TEI_PREFIX = "tei"
"""The prefix of elements in the XPaths of `certainty`."""

CERTAINTY: Mapping[Certainty, str] = {"confirmed": "high", "probable": "medium", "unknown": "unknown"}
"""Degrees of certainty in the vocabulary of TEI."""

EntryKind = Literal["person", "event", "quotation", "work", "disagreement"]
"""The kinds of entries in `standOff`."""

_UNCERTAIN: Mapping[EntryKind, tuple[str, str]] = {
    "person": ("tei:note[@type='annotation']", gettext_noop("who the person was")),
    "event": (
        "@when | @from | @to | tei:label | tei:note[@type='annotation']",
        gettext_noop("when it happened, and what"),
    ),
    "quotation": (
        "tei:author | tei:title[@ref] | tei:date | tei:biblScope | tei:note[@type='verdict']",
        gettext_noop("who said the words, where and when, and how far they agree with what was published"),
    ),
    "work": (
        "tei:author | tei:title | tei:date | tei:note[@type='publication']",
        gettext_noop("who wrote the work, when, and where it was published"),
    ),
    "disagreement": (
        "tei:note[@type='annotation']",
        gettext_noop("what is known besides what the essays say"),
    ),
}
"""By kind of entry, what in it is uncertain: as an XPath, and in words."""


def verdict_id(verdict: Verdict) -> str:
    """Return the id of a verdict in the taxonomy."""
    return f"verdict.{verdict}"


def verdict_taxonomy() -> Iterator[str]:
    """Yield the declaration of the verdicts on quotations, to which `ana` refers."""
    categories = (
        line
        for verdict, words in VERDICTS.items()
        for line in block(
            "category", [inline("catDesc", escape(gettext(words)))], {"xml:id": verdict_id(verdict)}
        )
    )
    described = inline("desc", escape(gettext("How far a quotation agrees with what was published")))
    yield from block(
        "classDecl", block("taxonomy", [described, *categories], {"xml:id": "taxonomy.verdicts"})
    )


def entry_certainties(entries: Iterable[tuple[EntryKind, str, Certainty]], resp: str) -> Iterator[str]:
    """Yield an element for all entries of a kind that are uncertain in the same degree.

    Each entry is given as its kind, id and certainty; `resp` refers to the editors.
    """
    uncertain = sorted({entry for entry in entries if entry[2] != "confirmed"}, key=_order)
    for (kind, degree), group in groupby(uncertain, key=_kind_and_degree):
        target = " ".join(f"#{kind}.{id_}" for _, id_, _ in group)
        match, what = _UNCERTAIN[kind]
        values = {"target": target, "match": match, "locus": "value", "cert": CERTAINTY[degree], "resp": resp}
        words = gettext("Not confirmed by a source that was seen: {what}.").format(what=gettext(what))
        described = inline("desc", escape(words))
        yield from block("certainty", [described], values)


def _kind_and_degree(entry: tuple[EntryKind, str, Certainty]) -> tuple[EntryKind, Certainty]:
    return entry[0], entry[2]


def _order(entry: tuple[EntryKind, str, Certainty]) -> tuple[str, str, str]:
    return entry[0], entry[2], entry[1]


def date_certainties(mentions: Mapping[Mention, str], resp: str) -> Iterator[str]:
    """Yield elements for the dates whose value the text itself leaves open; `mentions` has the id of each."""
    grades = {
        "low": [id_ for m, id_ in mentions.items() if m.value and m.value.is_uncertain],
        "medium": [
            id_
            for m, id_ in mentions.items()
            if m.value and m.value.is_approximate and not m.value.is_uncertain
        ],
    }
    for degree, ids in grades.items():
        if ids:
            target = " ".join(f"#{id_}" for id_ in ids)
            values = {"target": target, "match": "@when | @from | @to", "locus": "value", "cert": degree}
            described = inline(
                "desc", escape(gettext("The text gives the date as uncertain or approximate."))
            )
            yield from block("certainty", [described], {**values, "resp": resp})
