"""Checks of the registries against the texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain

from edition.checks.findings import Finding
from edition.inputs.paths import DATES, NAMES, PEOPLE, QUOTATIONS, WORKS
from edition.model.entries import DateEntry, PersonEntry, QuotationEntry, WorkEntry
from edition.model.registry import Registry
from edition.model.vocabulary import TO_BE_GIVEN, TO_BE_WRITTEN
from edition.text.locate import fold


def registry_findings(
    registry: Registry, mentioned: Collection[tuple[str, str]], texts: Sequence[str]
) -> Iterator[Finding]:
    """Yield the entries that no text mentions and no other entry refers to.

    `mentioned` contains the kind and id of every entity that the texts mention. `mentioned` and
    `texts` must cover every text of the manifest, otherwise entries would be reported as unused
    because their texts are missing.
    """
    people, works = _referenced_ids(registry)
    folded = [fold(text) for text in texts]
    unused = {
        PEOPLE: [p.id for p in registry.people if ("person", p.id) not in mentioned and p.id not in people],
        DATES: [d.id for d in registry.dates if not d.bound and not _is_mentioned(d, mentioned)],
        QUOTATIONS: [q.id for q in registry.quotations if ("quotation", q.id) not in mentioned],
        NAMES: [n.id for n in registry.names if (n.kind, n.id) not in mentioned],
        WORKS: [w.id for w in registry.works if w.id not in works and not _is_named(w, folded)],
    }
    for file, ids in unused.items():
        for id_ in ids:
            what = "no text mentions it and no other entry refers to it"
            yield Finding("unused-entry", file, f"entry {id_!r}", what)


def find_unwritten(registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield file and id of each entry in which something is left as a report proposed it, to be written."""
    entries: Mapping[str, Sequence[PersonEntry | DateEntry | QuotationEntry]] = {
        PEOPLE: registry.people,
        DATES: registry.dates,
        QUOTATIONS: registry.quotations,
    }
    for file, listed in entries.items():
        for entry in listed:
            values = {str(getattr(entry, field.name)) for field in fields(entry)}
            works = {reference.work for reference in entry.sources}
            if {TO_BE_WRITTEN, TO_BE_GIVEN} & (values | works):
                yield file, entry.id


def _referenced_ids(registry: Registry) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the people and of the works that other entries refer to."""
    speakers = ((q.speaker, *q.also) for q in registry.quotations)
    authors = ((w.author, *w.also) for w in registry.works)
    return frozenset(chain(*speakers, *authors)), frozenset(q.work for q in registry.quotations)


def _is_mentioned(entry: DateEntry, mentioned: Collection[tuple[str, str]]) -> bool:
    return any(("date", value.id) in mentioned for value in entry.values)


def _is_named(work: WorkEntry, folded: Sequence[str]) -> bool:
    """Return whether any of the `folded` texts contains a form by which the work is named."""
    return any(_contains_words(text, fold(form)) for form in work.named for text in folded)


def _contains_words(text: str, words: str) -> bool:
    """Return whether `text` contains `words` at word boundaries."""
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))
