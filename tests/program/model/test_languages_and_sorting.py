"""The direction in which a language is written, and the order of names in an index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.model.languages import text_direction
from edition.model.sorting import alphabetical_key


@pytest.mark.parametrize("code", ["ar", "he", "fa-IR", "yi", "ur", "AR-eg", "az-Arab", "pa-Arab-PK", "ar_EG"])
def test_languages_written_from_right_to_left(code: str) -> None:
    assert text_direction(code) == "rtl"


@pytest.mark.parametrize(
    "code", ["en", "de-AT", "ru", "zh-Hant", "az", "yi-Latn", "ar-Latn-x-arab", "arn", ""]
)
def test_languages_written_from_left_to_right(code: str) -> None:
    assert text_direction(code) == "ltr"


@pytest.mark.parametrize(
    "names",
    [
        ["Olm", "Öster", "Ostrow"],
        ["Éclair, Ada", "Edel, Bo"],
        ["Łukasz", "Luther"],
        ["Ørsted", "Orwin"],
        ["Straßer, Ada", "Strasser, Bo"],
        ["Ængel", "Aerts"],
        ["de Groot", "Delft"],
        ["O’Brien, Ada", "Obrien, Bo"],
        ["Zorn", "Жук"],
    ],
)
def test_names_are_in_the_order_of_an_index(names: list[str]) -> None:
    """Letters with accents are beside those without, capitals and apostrophes do not count."""
    backwards = names[::-1]
    assert sorted(backwards, key=alphabetical_key) == names


def test_of_names_that_differ_in_an_accent_the_one_without_comes_first() -> None:
    assert sorted(["Rosé", "Rose", "rose"], key=alphabetical_key) == ["Rose", "rose", "Rosé"]


@given(st.text(), st.text())
def test_different_names_have_different_keys(first: str, second: str) -> None:
    """So the order of a list never depends on the order in which its names were given."""
    assert (alphabetical_key(first) == alphabetical_key(second)) == (first == second)
