"""Finding organisations and places in a text by the forms that a registry gives for them.

The longest form counts, at word boundaries and with its capitals; possessives are found, derived words
are not. A name is not looked for inside that of a person or the title of a work; and where an
organisation's has that of a place in it, as `Skerrow Lodge` has, only the organisation is found. Positions
are code points of the text that is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.annotate.folding import FoldedText, fold_letters
from edition.annotate.name_forms import MatchSpans, compile_phrases
from edition.model.entries import NameEntry
from edition.model.essay import Span
from edition.model.mention import NameKind
from edition.text.rule import overlaps

_KINDS: tuple[NameKind, ...] = ("organisation", "place")
"""Of two kinds whose names overlap, the first counts."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A place where an organisation or a place is named: `text[start:end]`."""

    start: int
    end: int
    kind: NameKind
    entity: str
    """The id of the entry."""


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds organisations and places in texts; made by `make_name_finder`, once for a registry."""

    forms: Mapping[NameKind, re.Pattern[str]]
    """By kind, a pattern that matches the forms of all entries."""
    owners: Mapping[tuple[NameKind, str], str]
    """By kind and folded form, the id of the entry that has it."""
    exceptions: re.Pattern[str]
    """Matches phrases in which no name is looked for: titles, and those that an entry excludes."""

    def find(self, text: str, people: Iterable[Span]) -> list[FoundName]:
        """Return the names in `text`, in order; `people` are the spans in which it names a person."""
        if not self.owners:
            return []
        folded = FoldedText(text)
        exceptions = MatchSpans(self.exceptions, folded.text)
        taken = sorted(people)
        found: list[FoundName] = []
        for kind in _KINDS:
            candidates = self._find_kind(folded, exceptions, kind)
            names = [name for name in candidates if not overlaps(taken, name.start, name.end)]
            taken = sorted([*taken, *((name.start, name.end) for name in names)])
            found += names
        return sorted(found, key=lambda name: name.start)

    def _find_kind(self, folded: FoldedText, exceptions: MatchSpans, kind: NameKind) -> Iterator[FoundName]:
        for match in self.forms[kind].finditer(folded.text):
            if not exceptions.contain(*match.span()):
                yield FoundName(*folded.span(*match.span()), kind, self.owners[kind, match[0]])


def make_name_finder(entries: Sequence[NameEntry], titles: Iterable[str]) -> NameFinder:
    """Return a finder for `entries`; `titles` are phrases that name none of them, such as titles of works."""
    owners = {
        (entry.kind, fold_letters(form)): entry.id for entry in entries for form in (entry.name, *entry.forms)
    }
    return NameFinder(
        {kind: compile_phrases(form for of, form in owners if of == kind) for kind in _KINDS},
        owners,
        compile_phrases([*titles, *(phrase for entry in entries for phrase in entry.exceptions)]),
    )
