"""Texts in which one thing is repeated many times: time grows with their length, not with its square."""

from __future__ import annotations

from edition.annotate.people import make_people_finder
from edition.model.entries import Person
from edition.model.ledger import Draft, restore
from edition.text.house_style import house_style
from edition.text.rule import apply_rules
from edition.text.structure import find_quotation_ends

MANY = 50_000
"""So often that what is compared with all that came before it would take minutes."""


def styled(text: str, *, wrapped: bool = False) -> str:
    draft = apply_rules(house_style(wrapped=wrapped), Draft(text, text))
    assert restore(draft.text, draft.ledger) == text
    return draft.text


def test_hyphens_between_numbers() -> None:
    assert styled("1917-" * MANY) == "1917-" * MANY
    assert styled("1917-21 " * MANY) == ("1917–21 " * MANY).strip()


def test_inches() -> None:
    assert styled('a 5" board, ' * MANY) == ("a 5″ board, " * MANY).strip()


def test_a_very_long_word() -> None:
    text = "word" * MANY
    assert styled(f"{text} and har-\nbour", wrapped=True).startswith(text)


def test_paragraphs_that_each_open_a_quotation() -> None:
    assert find_quotation_ends(["“It was quiet."] * MANY) == [None] * MANY
    closed = ["“It was quiet."] * (MANY - 1) + ["“It was late.”"]
    assert find_quotation_ends(closed) == [MANY - 1] * MANY


def test_names_within_exceptions() -> None:
    finder = make_people_finder([Person("ada", ("Marlow",), exceptions=("Marlow Bridge",))], ())
    found = finder.find("Marlow Bridge, Marlow, " * 5000)
    assert len(found) == 5000
