"""A text that nothing was tuned to, with other names, dates and quotations, annotated beforehand.

Figures that the program reached when it first met the text: people 1.00 precision and recall, dates
1.00 and 0.99, quotations 0.97 and 0.80. What was mended since is of a general kind; the bounds
here are those that it must not fall behind.
"""

from __future__ import annotations

import json
from collections.abc import Hashable
from pathlib import Path

import pytest
import yaml

from edition import structure
from edition.dates import find_dates
from edition.ledger import Alignment, Draft
from edition.people import PeopleFinder, Person, Where, people_finder
from edition.quotations import find_quotations
from edition.rules import house_style, run

FOLDER = Path(__file__).parent / "heldout"


@pytest.fixture(scope="module")
def draft() -> Draft:
    text = (FOLDER / "chartists.txt").read_text(encoding="utf-8")
    return run(house_style(), Draft(text, text))


@pytest.fixture(scope="module")
def rows() -> dict[str, list[list[object]]]:
    read: dict[str, list[list[object]]] = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))
    return read


def finder() -> PeopleFinder:
    data = yaml.safe_load((FOLDER / "people.yml").read_text(encoding="utf-8"))
    people = [
        Person(
            p["id"],
            (*p.get("names", ()), *p.get("misspelt", ())),
            tuple(p.get("shared", ())),
            tuple(Where(w["form"], w.get("left", ""), w.get("right", "")) for w in p.get("where", ())),
            tuple(p.get("not", ())),
        )
        for p in data["people"]
    ]
    return people_finder(people, data.get("titles", []))


def shares(found: set[Hashable], listed: set[Hashable]) -> tuple[float, float]:
    """Return precision and recall."""
    return len(found & listed) / len(found), len(found & listed) / len(listed)


def test_people(draft: Draft, rows: dict[str, list[list[object]]]) -> None:
    place = Alignment(draft.ledger).source_span
    people = finder()
    found: set[Hashable] = {(*place(m.start, m.end), m.person) for m in people.find(draft.text)}
    found |= {(m.start, m.end, m.person) for m in people.settled(draft.source)}
    precision, recall = shares(found, {tuple(row[:3]) for row in rows["people"]})
    assert precision >= 0.99
    assert recall >= 0.99


def test_dates(draft: Draft, rows: dict[str, list[list[object]]]) -> None:
    place = Alignment(draft.ledger).source_span
    found: set[Hashable] = {(*place(d.start, d.end), d.edtf) for d in find_dates(draft.text)}
    precision, recall = shares(found, {tuple(row[:3]) for row in rows["dates"]})
    assert precision >= 0.98
    assert recall >= 0.98


def test_quotations(draft: Draft, rows: dict[str, list[list[object]]]) -> None:
    place = Alignment(draft.ledger).source_span
    found: set[Hashable] = {place(*span) for span in find_quotations(draft.text, set_apart(draft.text))}
    precision, recall = shares(found, {tuple(row[:2]) for row in rows["quotations"]})
    assert precision >= 0.97
    assert recall >= 0.97


def set_apart(text: str) -> list[tuple[int, int]]:
    """Return the quotations that fill paragraphs, without their citations."""
    paragraphs = text.split("\n\n")
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    spans = []
    for at, paragraph in enumerate(paragraphs):
        last = structure.quotation_end(paragraphs[at:], 0)
        if last is None and at and structure.is_cited(paragraphs[at - 1], paragraph):
            last = 0
        if last is not None:
            closing = paragraphs[at + last]
            cut = structure.citation_start(closing)
            spans.append((starts[at], starts[at + last] + len(closing[:cut].rstrip())))
    return spans
