"""Each certainty has one wording, which is the same on every page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from edition import pages
from edition.model.vocabulary import Certainty, DisagreementKind, Verdict
from edition.pages.phrases import KNOWN, REMARKS, VERDICTS, qualify


@pytest.mark.parametrize(
    ("table", "words"),
    [(REMARKS, Certainty), (VERDICTS, Verdict), (KNOWN, DisagreementKind)],
    ids=["certainty", "verdict", "kind"],
)
def test_every_word_of_a_vocabulary_has_its_own_wording(table: dict[str, str], words: object) -> None:
    assert set(table) == set(get_args(words))
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("statement", "certainty", "shown"),
    [
        ("The cranes stood.", "confirmed", "The cranes stood."),
        ("The cranes stood.", "probable", "The cranes stood (probable)."),
        ("The cranes stood.", "unknown", "The cranes stood (not confirmed)."),
        ("They stood. Nobody came.", "probable", "They stood. Nobody came (probable)."),
        ("Spring 1911", "confirmed", "Spring 1911"),
        ("Spring 1911", "probable", "Spring 1911 (probable)"),
        ("Spring 1911", "unknown", "Spring 1911 (not confirmed)"),
        ("Who came?", "probable", "Who came? (probable)"),
        ("He said “No”.", "probable", "He said “No” (probable)."),
    ],
)
def test_a_remark_stands_before_the_final_full_stop(statement: str, certainty: Certainty, shown: str) -> None:
    """Without a full stop it stands at the end; confirmed statements have no remark."""
    assert qualify(statement, certainty) == shown


def strings(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_remarks_are_defined_in_one_place() -> None:
    """Remarks in brackets are in phrases.py and nowhere else."""
    folder = Path(pages.__file__).parent
    remarks = ("(probab", "(not confirmed", "(Not confirmed", "(unknown", "(confirmed")
    found = [
        (module.name, text)
        for module in folder.rglob("*.py")
        if module.name != "phrases.py"
        for text in strings(module)
        if any(remark in text for remark in remarks)
    ]
    assert found == []
