"""Checks of the registries against the texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from edition.checks.findings import Finding
from edition.inputs.paths import DATES, PEOPLE, QUOTATIONS, WORKS
from edition.model.entries import Registry, WorkEntry
from edition.text.locate import fold

# --- registries ----------------------------------------------------------------------------------


def registry_findings(
    registry: Registry, met: Collection[tuple[str, str]], texts: Sequence[str]
) -> Iterator[Finding]:
    """Yield the entries that no text mentions and no other entry refers to.

    `met` has what the texts mention, kind and id of each. It can be judged only where all texts of
    the manifest are there: `met` and `texts` must be those of all.
    """
    people, works = _referred(registry)
    folded = [fold(text) for text in texts]
    missing = {
        PEOPLE: [p.id for p in registry.people if ("person", p.id) not in met and p.id not in people],
        DATES: [d.id for d in registry.dates if not any(("date", v.id) in met for v in d.values)],
        QUOTATIONS: [q.id for q in registry.quotations if ("quotation", q.id) not in met],
        WORKS: [w.id for w in registry.works if w.id not in works and not _named(w, folded)],
    }
    for file, ids in missing.items():
        for name in ids:
            yield Finding("entry-never-met", file, f"entry {name!r}", "no text and no other entry has it")


def _referred(registry: Registry) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the persons and of the works to which other entries refer."""
    said = ((q.speaker, *q.also) for q in registry.quotations)
    written = ((w.author, *w.also) for w in registry.works)
    return frozenset(chain(*said, *written)), frozenset(q.work for q in registry.quotations)


def _named(work: WorkEntry, folded: Sequence[str]) -> bool:
    """Tell whether one of the `folded` texts has words by which a work is named, and whole ones."""
    return any(_stands(fold(words), text) for words in work.named for text in folded)


def _stands(words: str, text: str) -> bool:
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))
