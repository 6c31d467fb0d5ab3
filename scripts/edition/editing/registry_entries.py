"""Entries that the report proposes for registries: what is known is filled in, the rest is for an editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from edition.annotate.folding import fold_letters
from edition.editing.slugs import spell_out
from edition.model.essay import Essay, Span
from edition.model.ledger import Alignment
from edition.model.vocabulary import TO_BE_GIVEN, TO_BE_WRITTEN
from edition.text.locate import Finder, PlaceError

MAX_WORDS = 11
"""The most words by which registries give a place."""

MAX_INTERRUPTION = 60
"""Code points of the longest words that interrupt a quotation."""

_MARKS = "\"'“”‘’«»‹›„ "

_TITLE_WORDS = 5
"""Words of a quotation that serve as its title and its id until an editor finds better ones."""


def person_entry(name: str, forms: Iterable[str], id_: str) -> dict[str, object]:
    """Return an entry of people.yml for a name; `forms` are all forms of it, the longest first."""
    *given, surname = name.split()
    return {
        "id": id_,
        "name": name,
        "sort": f"{surname}, {' '.join(given)}" if given else surname,
        "role": TO_BE_WRITTEN,
        "names": list(forms),
        "certainty": "probable",
        "sources": [{"work": TO_BE_GIVEN}],
    }


def date_entry(value: str) -> dict[str, object]:
    """Return an entry of dates.yml for a date, which is EDTF."""
    return {
        "date": value,
        "title": TO_BE_WRITTEN,
        "what": TO_BE_WRITTEN,
        "certainty": "probable",
        "sources": [{"work": TO_BE_GIVEN}],
    }


def quotation_entry(words: str, id_: str, places: Sequence[dict[str, object]]) -> dict[str, object]:
    """Return an entry of quotations.yml for words quoted at a place, or in parts at several."""
    parts = [{**place, "part": number} for number, place in enumerate(places, start=1)]
    return {
        "id": id_,
        "title": f"“{' '.join(words.split()[:_TITLE_WORDS])}”",
        "said-by": TO_BE_GIVEN,
        "verdict": "not-found",
        "differs": TO_BE_WRITTEN,
        "certainty": "unknown",
        "sources": [{"work": TO_BE_GIVEN}],
        "places": parts if len(parts) > 1 else list(places),
    }


def group_parts(text: str, quotations: Iterable[Span]) -> list[list[Span]]:
    """Return quotations by sentence: the parts of one that the text's own words interrupt are together.

    Words interrupt a quotation if they follow a comma, are two or more but not many, have no stop, and the
    quotation goes on in lower case: “Nobody,” she said, “was sent.”
    """
    groups: list[list[Span]] = []
    for start, end in quotations:
        last = groups[-1][-1] if groups else None
        if last and _goes_on(text, last, (start, end)):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    return groups


def _goes_on(text: str, first: Span, second: Span) -> bool:
    between = text[first[1] : second[0]]
    has_comma = text[slice(*first)].rstrip(_MARKS).endswith(",") or between.lstrip(_MARKS).startswith(",")
    return (
        has_comma
        and len(between) <= MAX_INTERRUPTION
        and len(re.findall(r"\w+", between)) > 1
        and not re.search(r"[.!?:;\n]", between)
        and text[slice(*second)].lstrip(_MARKS)[:1].islower()
    )


def propose_id(words: str, kind: str, taken: set[str], language: str = "") -> str:
    """Return an id made from the first words of a name or a quotation, and add it to those `taken`.

    `kind` begins the id if the words do not begin with a letter of the Latin alphabet; `language` is that of
    the words.
    """
    folded = fold_letters(spell_out(words, language)).lower().replace("'", "")
    letters = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    name = "-".join(letters.split("-")[:_TITLE_WORDS])
    name = name if name[:1].isalpha() else f"{kind}-{name}".strip("-")
    id_, number = name, 2
    while id_ in taken:
        id_, number = f"{name}-{number}", number + 1
    taken.add(id_)
    return id_


class QuotedPlaces:
    """Gives passages of an essay by words that occur once in its source."""

    def __init__(self, essay: Essay) -> None:
        """Prepare the source of `essay` for look-ups."""
        self._source = essay.source.text
        self._slug = essay.entry.slug
        self._alignment = Alignment(essay.ledger)
        self._finder = Finder(essay.source.text)

    def place(self, start: int, end: int) -> dict[str, object]:
        """Return the place of `text[start:end]` as registries give it; empty if no few words do."""
        span = self._alignment.source_span(start, end)
        words = self._source[slice(*span)].split()
        if len(words) <= MAX_WORDS:
            with suppress(PlaceError):
                if self._finder.find(" ".join(words)) == span:
                    return {"essay": self._slug, "begins": " ".join(words)}
            return {}
        begins = self._shortest(span[0], 0, (words[:count] for count in range(3, MAX_WORDS + 1)))
        ends = self._shortest(span[1], 1, (words[-count:] for count in range(3, MAX_WORDS + 1)))
        return {"essay": self._slug, "begins": begins, "ends": ends} if begins and ends else {}

    def _shortest(self, at: int, edge: int, candidates: Iterator[list[str]]) -> str:
        """Return the shortest of the candidates whose first (0) or last (1) edge is at a place, if any."""
        for candidate in candidates:
            with suppress(PlaceError):
                found: Span = self._finder.find(" ".join(candidate))
                return " ".join(candidate) if found[edge] == at else ""
        return ""
