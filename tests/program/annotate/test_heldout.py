"""Precision and recall on annotated texts that were not used to develop the rules.

heldout/README.md has the results of the first run on each text. The bounds here must not be missed.
"""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from edition.annotate.dates import find_dates
from edition.annotate.people import PeopleFinder, make_people_finder
from edition.annotate.quotations import find_quotations
from edition.model.entries import NamePlace, Person
from edition.model.ledger import Alignment, Draft
from edition.text.house_style import house_style
from edition.text.rule import apply_rules
from edition.text.structure import find_citation, find_quotation_ends, is_introduced_quotation

FOLDER = Path(__file__).parent / "heldout"
Rows = dict[str, list[list[object]]]
Bounds = tuple[float, float]
"""Minimum precision and recall."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its annotations, and the bounds that the program must reach."""

    draft: Draft
    rows: Rows
    finder: PeopleFinder
    bounds: dict[str, Bounds]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return a place in the text as it was before normalisation."""
        return Alignment(self.draft.ledger).source_span(start, end)


BOUNDS = {
    "chartists": {"people": (0.99, 0.99), "dates": (0.98, 0.98), "quotations": (0.97, 0.97)},
    "landwar": {"people": (1.0, 1.0), "dates": (0.97, 0.93), "quotations": (0.92, 0.92)},
}


@pytest.fixture(scope="module", params=BOUNDS)
def text(request: pytest.FixtureRequest) -> Text:
    folder = FOLDER / request.param
    written = (folder / "text.txt").read_text(encoding="utf-8")
    rows: Rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    draft = apply_rules(house_style(), Draft(written, written))
    return Text(draft, rows, finder(folder / "people.yml"), BOUNDS[request.param])


def finder(path: Path) -> PeopleFinder:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    people = [
        Person(
            p["id"],
            (*p.get("names", ()), *p.get("misspelt", ())),
            tuple(p.get("shared", ())),
            tuple(NamePlace(w["form"], w.get("left", ""), w.get("right", "")) for w in p.get("where", ())),
            tuple(p.get("not", ())),
        )
        for p in data["people"]
    ]
    return make_people_finder(people, data.get("titles", []))


def shares(found: set[Hashable], listed: set[Hashable]) -> tuple[float, float]:
    """Return precision and recall."""
    return len(found & listed) / len(found), len(found & listed) / len(listed)


def assert_reaches(bounds: Bounds, found: set[Hashable], listed: set[Hashable]) -> None:
    precision, recall = shares(found, listed)
    assert precision >= bounds[0], sorted(found - listed, key=str)
    assert recall >= bounds[1], sorted(listed - found, key=str)


def test_people(text: Text) -> None:
    found: set[Hashable] = {
        (*text.source(m.start, m.end), m.person) for m in text.finder.find(text.draft.text)
    }
    found |= {(m.start, m.end, m.person) for m in text.finder.find_shared(text.draft.source)}
    assert_reaches(text.bounds["people"], found, {tuple(row[:3]) for row in text.rows["people"]})


def test_dates(text: Text) -> None:
    found: set[Hashable] = {(*text.source(d.start, d.end), str(d.edtf)) for d in find_dates(text.draft.text)}
    assert_reaches(text.bounds["dates"], found, {tuple(row[:3]) for row in text.rows["dates"]})


def test_quotations(text: Text) -> None:
    spans = find_quotations(text.draft.text, set_apart(text.draft.text))
    found: set[Hashable] = {text.source(*span) for span in spans}
    assert_reaches(text.bounds["quotations"], found, {tuple(row[:2]) for row in text.rows["quotations"]})


def set_apart(text: str) -> list[tuple[int, int]]:
    """Return the quotations that fill paragraphs, without their citations."""
    paragraphs = text.split("\n\n")
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    spans: list[tuple[int, int]] = []
    for at, paragraph in enumerate(paragraphs):
        if spans and starts[at] < spans[-1][1]:
            continue
        last = find_quotation_ends(paragraphs[at:])[0]
        if last is None and at and is_introduced_quotation(paragraphs[at - 1], paragraph):
            last = 0
        if last is not None:
            closing = paragraphs[at + last]
            cut = find_citation(closing)
            spans.append((starts[at], starts[at + last] + len(closing[:cut].rstrip())))
    return spans
